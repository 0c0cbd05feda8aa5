"""Roles, emphasis, references and substitutions in reStructuredText, each with its place.

What a role is called says whether it holds prose; of one that nobody here has heard of, several words are prose and
a single one is a name.
"""

import re

from parallelcheck.model import MarkKind
from parallelcheck.read.defined import Defined, say_at
from parallelcheck.read.elements import Flow, Place
from parallelcheck.read.markup import names
from parallelcheck.read.rows import say, shifted

_PROSE = names(
    "emphasis strong sub sup subscript superscript title title-reference t term abbr abbreviation acronym guilabel"
    " menuselection dfn index"
)
_REFERENCES = names("ref doc numref eq cite footcite any hoverxref rfc pep")  # their titles stand elsewhere
_CODE = names(
    "code math literal file samp kbd command program option envvar raw regexp makevar mimetype mailheader manpage func"
    " meth class mod attr data exc obj const"
)
_STRESSED = {"*": "em", "**": "strong"}
# Where markup may begin and end (docutils' reference, "Inline markup recognition rules"); what is between is of a
# length that keeps time linear where nothing ever closes.
_BEGIN = r"(?:(?<![^\s'\"(\[{<\-/:¡¿‘’“”«»„‚‹›–—])|(?<=\x00))"
_END = r"(?![^\s'\")\]}>\-/:.,;!?\\‘’“”«»‹›–—…\x00])"
_MARKUP = re.compile(
    rf"""\\(?P<escaped>[\s\S])
    | {_BEGIN}``(?P<literal>\S(?:[\s\S]{{0,1000}}?\S)??)``{_END}
    | (?P<role>{_BEGIN}:[a-zA-Z][\w.+:-]*:|{_BEGIN})`(?P<phrase>(?![\s`])(?:[^\\`]|\\[\s\S]){{1,1000}}?)(?<!\s)`
      (?:(?P<reference>__?)|:(?P<suffix>[a-zA-Z][\w.+:-]*):)?{_END}
    | {_BEGIN}(?P<stress>\*\*?)(?P<stressed>[^\s*](?:[\s\S]{{0,1000}}?[^\s\\])??)(?P=stress){_END}
    | {_BEGIN}\|(?P<substitution>[^\s|](?:[^|]{{0,200}}[^\s|])?)\|_{{0,2}}{_END}
    | {_BEGIN}\[(?P<note>[#*\w][\w.-]*)\]_{_END}
    | {_BEGIN}_`(?P<target>[^\s`][^`]{{0,500}})`{_END}
    | (?<![\w`.+:-])(?P<word>[^\W_]++(?:[-._+:][^\W_]++)*+)__?(?!\w){_END}""",
    re.VERBOSE,
)
_PIECE = re.compile(r"\\(?P<kept>[\s\S])|[^\\\n]+\n?|[\\\n]")
_TITLED = re.compile(r"(?P<title>[\s\S]*?\S)\s*<(?P<address>[^<>]+)>")
_KINDS = ("escaped", "literal", "phrase", "stressed", "substitution", "note", "target", "word")
_SUBSTITUTION = re.compile(r"^[ \t]*\.\. \|([^|\n]+)\| replace:: (.+(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_TARGET = re.compile(r"^[ \t]*\.\. _(?:`([^`\n]+)`|([^`:\n]+)):[ \t]+(\S+)[ \t]*$", re.MULTILINE)
_ANONYMOUS = re.compile(r"^[ \t]*(?:\.\. __:|__)[ \t]+(\S+)[ \t]*$", re.MULTILINE)


class Inline:
    """Tells a `Flow` what is in the lines of a file whose text is `text`."""

    def __init__(self, flow: Flow, text: str) -> None:
        self._flow = flow
        self._substitutions = Defined()
        for match in _SUBSTITUTION.finditer(text):
            self._substitutions[_name(match[1])] = " ".join(match[2].split())
        self._targets = {_name(match[1] or match[2]): match[3] for match in _TARGET.finditer(text)}
        self._anonymous = iter(_ANONYMOUS.findall(text))

    def read(self, text: str, place: Place) -> None:
        """Some text; `place` tells where in the file an offset in it is."""
        at = 0
        for match in _MARKUP.finditer(text):
            self._text(text[at : match.start()], shifted(place, at))
            self._markup(match, place)
            at = match.end()
        self._text(text[at:], shifted(place, at))

    def _text(self, text: str, place: Place) -> None:
        """Text without markup but for escapes, line by line, for that is how places go on."""
        for piece in _PIECE.finditer(text):
            kept = piece["kept"]
            if kept is None:
                self._flow.text(piece[0], place(piece.start()))
            elif not kept.isspace():  # white space that is escaped is none
                self._flow.text(kept, place(piece.start("kept")))

    def _markup(self, match: re.Match[str], whole: Place) -> None:
        kind = next(name for name in _KINDS if match[name] is not None)
        text, place = match[kind], shifted(whole, match.start(kind))
        match kind:
            case "escaped":
                self._text(match[0], shifted(whole, match.start()))
            case "literal":
                self._code(text, place)
            case "phrase":
                self._phrase(match, place)
            case "stressed":
                self._element(_STRESSED[match["stress"]], text, place)
            case "substitution":
                self._substitution(text, place)
            case "note":
                self._note(text, place)
            case "word":
                self._element("a", text, place, self._targets.get(_name(text), ""))
            case _:
                self._text(text, place)

    def _element(self, tag: str, text: str, place: Place, address: str = "") -> None:
        self._flow.open(tag, {"href": address} if address else {}, 0, 0)
        self._text(text, place)
        self._flow.close(tag)

    def _code(self, text: str, place: Place) -> None:
        self._flow.open("code", {}, 0, 0)
        say(self._flow, text, place)
        self._flow.close("code")

    def _substitution(self, name: str, place: Place) -> None:
        """What it stands for, all of which is where the name is; a placeholder if that is said elsewhere."""
        text = self._substitutions.get(_name(name))
        if text is not None:
            say_at(self._flow, text, place(0))
        else:
            self._flow.span(MarkKind.PLACEHOLDER, f"|{name}|", place(0))

    def _note(self, label: str, place: Place) -> None:
        """A footnote's number, or a citation's name, which is read as it stands."""
        if label[0] in "#*" or label.isdecimal():
            self._flow.point(MarkKind.FOOTNOTE, label)
        else:
            self._flow.span(MarkKind.PLACEHOLDER, f"[{label}]", place(-1))

    def _phrase(self, match: re.Match[str], place: Place) -> None:
        """What stands between backquotes: a reference, or text with a role."""
        text, role = match["phrase"], (match["role"] or match["suffix"] or "").strip(":")
        titled = _TITLED.fullmatch(text)
        title = titled["title"] if titled else text
        if match["reference"]:
            self._element("a", title, place, self._address(titled, text, match["reference"]))
        elif not role:
            self._element("em", text, place)
        elif ":" in role or role in _CODE:
            self._code(title, place)
        elif titled:
            self._element("a", title, place, titled["address"])
        elif role in _REFERENCES or role.startswith("cite"):
            self._flow.span(MarkKind.PLACEHOLDER, text.lstrip("!~"), place(0))
        elif role in _PROSE or len(text.split()) > 1:
            self._element("em", text, place)
        else:
            self._code(text, place)

    def _address(self, titled: re.Match[str] | None, text: str, reference: str) -> str:
        if titled and not titled["address"].endswith("_"):
            return titled["address"]
        if titled:
            return self._targets.get(_name(titled["address"][:-1]), "")
        if reference == "__":
            return next(self._anonymous, "")
        return self._targets.get(_name(text), "")


def _name(text: str) -> str:
    return " ".join(text.split()).lower()
