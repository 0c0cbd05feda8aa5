"""Marks, macros and attributes in the text of AsciiDoc, each with its place."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from parallelcheck.model import MarkKind
from parallelcheck.read.defined import Defined
from parallelcheck.read.elements import Flow, Place
from parallelcheck.read.rows import say, shifted

_DEEPEST = 10  # marks in marks
_CHARACTERS: Mapping[str, str] = MappingProxyType({
    "empty": "", "blank": "", "sp": " ", "nbsp": "\xa0", "zwsp": "\u200b", "wj": "\u2060", "apos": "'", "quot": '"',
    "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "deg": "°", "plus": "+", "brvbar": "¦", "vbar": "|",
    "amp": "&", "lt": "<", "gt": ">", "startsb": "[", "endsb": "]", "caret": "^", "asterisk": "*", "tilde": "~",
    "backslash": "\\", "backtick": "`", "two-colons": "::", "two-semicolons": ";;", "cpp": "C++", "pp": "++",
})  # fmt: skip
_REPLACED = {"(C)": "©", "(R)": "®", "(TM)": "™", "--": "—", "...": "…"}
# What never closes takes linear time: it is of bounded length, or ends where the next of its kind begins.
# What stands in brackets may hold an escaped one.
_MARKUP = re.compile(
    r"""\\{1,2}(?P<escaped>[*_`\#{<^~\[+(|])
    | (?P<pass>\+\+\+[^+]++\+\+\+|\+\+(?:[^+]|\+(?!\+))++\+\+|(?<![\w+])\+(?=\S)[^+]++(?<=\S)\+(?!\w))
    | `\+(?P<literal>[^`]++)(?<=\S\+)`
    | (?P<broken>\ \+(?=\n))
    | (?P<quoted>"`(?=\S)[^`]++(?<=\S)`"|'`(?=\S)[^`]++(?<=\S)`')
    | (?P<code>``(?:[^`]|`(?!`))++``|(?<![\w`])`(?=[^\s`])[^`]++(?<=\S)`(?![\w`]))
    | (?P<styled>\[[^\[\]\n]{1,100}\](?=[\#*_]))
    | (?P<mark>\*\*(?:[^*]|\*(?!\*))++\*\*|__(?:[^_]|_(?!_))++__|\#\#(?:[^\#]|\#(?!\#))++\#\#
        |(?<![\w*])\*(?=[^\s*])[^*]++(?<=\S)\*(?!\w)|(?<![\w_])_(?=[^\s_])[^_]++(?<=\S)_(?!\w)
        |(?<![\w\#&])\#(?=[^\s\#])[^\#]++(?<=\S)\#(?!\w))
    | \^(?P<raised>[^\s^]{1,100})\^ | ~(?P<lowered>[^\s~]{1,100})~
    | <<(?P<anchor>[^\s,<>][^,<>\n]{0,200})(?:,\s*(?P<anchored>[^<>]{1,500}))?>>
    | <(?P<bare>https?://[^\s<>]{1,500}+)>
    | (?P<address>(?:\b(?:https?|ftp|irc)://|\b(?:link|xref|mailto):|(?=\{\w))[^\s\[\]<>"]{1,500}+)
      \[(?P<link>(?:[^\]\\]|\\[\s\S]){0,500}+)\]
    | \b(?P<macro>image|icon|kbd|btn|menu|footnote(?:ref)?|stem|latexmath|asciimath|pass|indexterm2?|anchor|counter2?)
      ::?(?P<of>[^\s\[\]"]{0,500}+)\[(?P<inside>(?:[^\]\\]|\\[\s\S]){0,1000}+)\]
    | (?P<hidden>\[\[[^\[\]\n]{1,200}\]\](?!\])|\(\(\([^()]{1,500}\)\)\))
    | \[\[(?P<bibliography>\[[^\[\]\n]{1,200}\])\]\]
    | \(\((?P<term>[^()]{1,500})\)\)
    | \{(?P<attribute>\w[\w-]{0,100})\}
    | (?P<replaced>\((?:C|R|TM)\)|(?<=\w)--(?=\w)|(?<=\ )--(?=\ )|\.\.\.)""",
    re.VERBOSE,
)
_KINDS = (
    *(
        "escaped",
        "pass",
        "literal",
        "broken",
        "quoted",
        "code",
        "styled",
        "mark",
        "raised",
        "lowered",
        "anchor",
        "bare",
    ),
    *("address", "macro", "hidden", "bibliography", "term", "attribute", "replaced"),
)
_PLAIN = frozenset(("escaped", "raised", "lowered", "bare", "term"))
_REFERENCE = re.compile(r"\{(\w[\w-]*)\}")
_QUOTED = re.compile(r'\s*"((?:[^"\\]|\\[\s\S])*)"')  # the first of several values
_NAMED = re.compile(r",\s*[\w-]+=|^\s*[\w-]+=")
_CODE_MACROS = frozenset(("kbd", "stem", "latexmath", "asciimath"))


class Inline:
    """Tells a `Flow` what is in some text. `attributes` are those that the document has set so far."""

    def __init__(self, flow: Flow) -> None:
        self.attributes = Defined()
        self._flow = flow
        self._footnotes: list[tuple[str, Place]] = []
        self._readers: Mapping[str, Callable[[re.Match[str], Place, int], None]] = {
            "literal": self._literal,
            "code": self._code,
            "pass": self._passed,
            "mark": self._mark,
            "quoted": self._quoted,
            "anchor": self._anchor,
            "address": self._link,
            "macro": self._macro,
            "attribute": self._attribute,
        }

    def footnotes(self) -> list[tuple[str, Place]]:
        """The texts of the footnotes since this was asked last, which are to be read like others."""
        found, self._footnotes = self._footnotes, []
        return found

    def resolved(self, text: str) -> str:
        """A value or an address with what the attributes in it stand for."""
        return _REFERENCE.sub(lambda match: match[0] if (value := self._value(match[1])) is None else value, text)

    def image(self, address: str, attributes: str, start: int, end: int) -> None:
        """An image whose description stands first among its attributes."""
        quoted = _QUOTED.match(attributes)
        description = quoted[1] if quoted else attributes[: _first(attributes)[1]].partition(",")[0]
        self._flow.image(self.resolved(address), description, start, end)

    def read(self, text: str, place: Place, depth: int = 0) -> None:
        """Some text; `place` tells where in the file an offset in it is."""
        at = 0
        for match in _MARKUP.finditer(text) if depth < _DEEPEST else ():
            say(self._flow, text[at : match.start()], shifted(place, at))
            kind = next(name for name in _KINDS if match[name] is not None)
            self._markup(kind, match, shifted(place, match.start(kind)), depth + 1)
            at = match.end()
        say(self._flow, text[at:], shifted(place, at))

    def _value(self, name: str) -> str | None:
        return _CHARACTERS.get(name.lower()) if name.lower() in _CHARACTERS else self.attributes.get(name.lower())

    def _markup(self, kind: str, match: re.Match[str], place: Place, depth: int) -> None:
        text = match[kind]
        if kind in self._readers:
            self._readers[kind](match, place, depth)
        elif kind in _PLAIN:
            self.read(text, place, _DEEPEST)
        elif kind == "bibliography":
            self._flow.span(MarkKind.PLACEHOLDER, text, place(0))
        elif kind == "replaced":
            self._flow.text(_REPLACED[text], place(0))
        elif kind == "broken":
            self._flow.line_break(place(0))

    def _element(self, tag: str, text: str, place: Place, depth: int, address: str = "") -> None:
        self._flow.open(tag, {"href": address} if address else {}, 0, 0)
        self.read(text, place, depth)
        self._flow.close(tag)

    def _literal(self, match: re.Match[str], place: Place, _: int) -> None:
        self._element("code", match["literal"][:-1], place, _DEEPEST)

    def _code(self, match: re.Match[str], place: Place, _: int) -> None:
        fence = 2 if match["code"].startswith("``") else 1
        self._element("code", match["code"][fence:-fence], shifted(place, fence), _DEEPEST)

    def _passed(self, match: re.Match[str], place: Place, _: int) -> None:
        """Text between plus signs, which is left as it is; between three of them it is HTML."""
        text = match["pass"]
        fence = next(width for width in (3, 2, 1) if text.startswith("+" * width))
        if fence == 3:
            self._flow.markup(text[3:-3], shifted(place, 3))
        else:
            self.read(text[fence:-fence], shifted(place, fence), _DEEPEST)

    def _mark(self, match: re.Match[str], place: Place, depth: int) -> None:
        text = match["mark"]
        width = 2 if text[1] == text[0] else 1
        self._element("em", text[width:-width], shifted(place, width), depth)

    def _quoted(self, match: re.Match[str], place: Place, depth: int) -> None:
        text = match["quoted"]
        opening, closing = "“”" if text[0] == '"' else "‘’"
        self._flow.text(opening, place(0))
        self.read(text[2:-2], shifted(place, 2), depth)
        self._flow.text(closing, place(len(text) - 1))

    def _anchor(self, match: re.Match[str], place: Place, depth: int) -> None:
        if match["anchored"]:
            by = match.start("anchored") - match.start("anchor")
            self._element("a", match["anchored"], shifted(place, by), depth, match["anchor"])
        else:
            self._flow.span(MarkKind.PLACEHOLDER, match["anchor"], place(0))

    def _link(self, match: re.Match[str], place: Place, depth: int) -> None:
        """A link with its text in brackets; without any the address is the text."""
        address = re.sub(r"^(?:link|xref):", "", self.resolved(match["address"])).replace("++", "")
        start, end = _first(match["link"])
        text = match["link"][start:end].removesuffix("^")
        if text.strip():
            by = match.start("link") - match.start("address") + start
            self._element("a", text, shifted(place, by), depth, address)
        elif match["address"].startswith("xref:"):
            self._flow.span(MarkKind.PLACEHOLDER, address, place(0))
        else:
            shown = address.removeprefix("mailto:")
            self._flow.open("a", {"href": address}, 0, 0)
            self._flow.text(shown, place(0))
            self._flow.close("a")

    def _macro(self, match: re.Match[str], place: Place, depth: int) -> None:
        name, inside = match["macro"], match["inside"]
        within = shifted(place, match.start("inside") - match.start("macro"))
        if name == "image":
            self.image(match["of"], inside, place(0), place(0) + len(match[0]))
        elif name.startswith("footnote"):
            self._flow.point(MarkKind.FOOTNOTE, match["of"])
            self._footnotes += [(inside, within)] if inside else []
        elif name in _CODE_MACROS:
            self._element("code", inside, within, _DEEPEST)
        elif name == "pass":
            self._flow.markup(inside, within)
        elif name in {"btn", "menu", "indexterm2"}:
            self._flow.text(f"{match['of']} " if match["of"] else "", place(match.start("of") - match.start("macro")))
            self._element("em", inside, within, depth)

    def _attribute(self, match: re.Match[str], place: Place, _: int) -> None:
        name = match["attribute"]
        value = self._value(name)
        if value is None:
            self._flow.span(MarkKind.PLACEHOLDER, f"{{{name}}}", place(0))
        else:
            self.read(value, partial(_fixed, place(0)), _DEEPEST - 1)


def _first(attributes: str) -> tuple[int, int]:
    """Where the first of the values in brackets stands, if it has no name."""
    if quoted := _QUOTED.match(attributes):
        return quoted.span(1)
    named = _NAMED.search(attributes)
    return 0, named.start() if named else len(attributes)


def _fixed(at: int, _: int) -> int:
    return at
