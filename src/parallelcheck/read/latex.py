"""LaTeX: the prose of it. Nothing is run or included; of a command that nobody here has heard of the text is read."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from parallelcheck.model import Document, MarkKind
from parallelcheck.read.defined import Defined, say_at
from parallelcheck.read.elements import Flow
from parallelcheck.read.latex_marks import KINDS, OPAQUE, OPTION, TOKEN, Arguments
from parallelcheck.read.latex_words import CHARACTERS, SKIPPED, TYPED, accented, language_named
from parallelcheck.read.markup import names
from parallelcheck.read.passage import Source, segments
from parallelcheck.read.rows import not_followed

_FORMULAS = {"\\[": ("pre", "\\]"), "$$": ("pre", "$$"), "\\(": ("code", "\\)")}
_LONGEST_FORMULA = 5000  # characters
_BEGIN = re.compile(r"\\begin\{document\}")
_SAID_BEFORE = re.compile(r"\\(?P<name>(?:sub)?title|(?:re)?newcommand|providecommand|def)(?![a-zA-Z])\*?")
_DEFINED = re.compile(
    r"\s*\{?\\(?P<name>[a-zA-Z]+)\}?(?P<arguments>\s*\[\d\](?:\[[^\]\n]{0,200}\])?|(?:\#\d)+)?\s*(?=\{)"
)
_LANGUAGES = re.compile(
    r"\\(?:usepackage|documentclass)\s*\[(?P<options>[^\]]{0,500})\]\s*\{(?P<package>[^{}]{0,50})\}"
    r"|\\set(?:default|main)language\s*(?:\[[^\]]{0,200}\])?\{(?P<main>[^{}]{0,50})\}"
)
_DESCRIPTION = re.compile(r"alt\s*=\s*\{?(?P<words>[^{}\]]+)")
_OPAQUE_ARGUMENT = re.compile(r"\{[^{}\n]*\}")  # the language of code, the number of columns
_NOT_PLAIN = re.compile(r"[\\{}$%#]")
_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
_DEEPEST = 100  # environments and braces, to look for what an end ends
_LISTS = frozenset(("ul", "ol", "dl"))
_LEVELS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph")
_TOPS = ("part", "chapter")
_TAGS = {
    **dict.fromkeys(names("emph textbf textit textsl textsc underline uline uuline textcolor alert"), "em"),
    **dict.fromkeys(names("texttt code path ensuremath lstinline mintinline mathrm"), "code"),
    **dict.fromkeys(names("enquote textquote"), "q"),
    **dict.fromkeys(names("caption captionof subcaption"), "figcaption"),
    **dict.fromkeys(names("title subtitle"), "title"),
    **dict.fromkeys(names("frametitle framesubtitle"), "p"),
}
_NOTES = names("footnote footnotetext thanks marginpar sidenote endnote")
_REFERENCES = names(
    "ref pageref eqref autoref cref Cref nameref vref cite citep citet citealp citeauthor citeyear parencite textcite"
    " autocite footcite gls Gls glspl acrshort acrlong acrfull ac"
)
_ENVIRONMENTS = {
    "itemize": "ul",
    "enumerate": "ol",
    "description": "dl",
    **dict.fromkeys(names("quote quotation displayquote verse"), "blockquote"),
    **dict.fromkeys(names("tabular tabular* tabularx tabulary longtable supertabular xltabular tblr"), "table"),
}
_ARGUMENTS = {  # of environments
    **dict.fromkeys(
        names("tabular longtable supertabular tblr minipage multicols adjustbox column subfigure spacing"), 1
    ),
    **dict.fromkeys(names("thebibliography otherlanguage otherlanguage*"), 1),
    **dict.fromkeys(names("tabular* tabularx tabulary xltabular wrapfigure adjustwidth list"), 2),
}


def read(text: str, path: str) -> Document:
    """The document: its environment `document`, with the title before that, or all of a file that has none."""
    source = Source(text, path)
    reader = _Reader(source)
    begin = _BEGIN.search(text)
    if begin:
        reader.preamble(begin.start())
    end = text.find("\\end{document}", begin.end() if begin else 0)
    reader.read(begin.end() if begin else 0, end if end >= 0 else len(text))
    reader.rest()
    language = _language(text[: begin.start()]) if begin else None
    return Document(
        path, "latex", segments(reader.flow.passages, source), language, not_followed(path, reader.included)
    )


def _language(preamble: str) -> str | None:
    """The main language: of babel's options the last."""
    found = None
    for setting in _LANGUAGES.finditer(preamble):
        options = [setting["main"]] if setting["main"] else setting["options"].split(",")
        main = [option.partition("=")[2] for option in options if option.strip().startswith("main=")]
        if setting["package"] in (None, "babel") or found is None:
            known = [language for option in main or options if (language := language_named(option))]
            found = known[-1] if known else found
    return found


class _Reader:
    """Goes through the text and tells a `Flow` what is there."""

    def __init__(self, source: Source) -> None:
        self.flow = Flow(source)
        self.included: list[tuple[int, str]] = []
        self._source = source
        self._text = source.text
        self._arguments = Arguments(source.text)
        self._open: list[tuple[str, str]] = []  # a brace or an environment, and its tag
        self._footnotes: list[tuple[int, int]] = []
        self._in_footnotes = False
        self._macros = Defined()
        self._opaque_macros: set[str] = set()
        self._top = next((_LEVELS.index(level) for level in _TOPS if re.search(rf"\\{level}\b", source.text)), 2)
        self._tokens = self._readers_of_tokens()
        self._commands = self._readers_of_commands()

    def _readers_of_tokens(self) -> Mapping[str, Callable[[re.Match[str]], int]]:
        """What reads a token of each kind, and says where to go on."""
        return {
            "comment": re.Match.end,
            "paragraph": self._paragraph,
            "verb": self._verb,
            "listing": self._verb,
            "formula": self._verb,
            "opening": self._formula,
            "begin": self._begin,
            "end": self._end,
            "broken": self._broken,
            "accent": self._accent,
            "command": self._command,
            "symbol": self._character,
            "brace": self._brace,
            "cell": self._cell,
            "typed": self._character,
        }

    def _readers_of_commands(self) -> Mapping[str, Callable[[str, int], int]]:
        """What reads a command, from behind it on, and says where to go on; for others there is `_any_command`."""
        return {
            **dict.fromkeys(_LEVELS, self._heading),
            **dict.fromkeys(_REFERENCES, self._reference),
            **dict.fromkeys(_NOTES, self._note),
            **dict.fromkeys(("input", "include", "subfile"), self._included),
            **dict.fromkeys(("newcommand", "renewcommand", "providecommand", "def"), self._define),
            **dict.fromkeys(("url", "nolinkurl"), self._address),
            "href": self._link,
            "item": self._item,
            "includegraphics": self._image,
            "foreignlanguage": self._foreign,
            "selectlanguage": self._switch,
            "par": self._break,
            "bibitem": self._break,
        }

    def preamble(self, end: int) -> None:
        """The titles and the macros that stand before the text."""
        for command in _SAID_BEFORE.finditer(self._text, 0, end):
            if command["name"].endswith("title"):
                self.read(command.start(), min(self._arguments.behind(command.end(), 1), end))
            else:
                self._define(command["name"], command.end())

    def read(self, start: int, end: int) -> None:
        """What is between two offsets."""
        at = start
        while at < end:
            token = TOKEN.search(self._text, at, end)
            self.flow.text(self._text[at : token.start() if token else end], at)
            at = self._token(token) if token else end

    def rest(self) -> None:
        """A passage ends; the footnotes in it follow."""
        self.flow.flush()
        if self._in_footnotes or not self._footnotes:
            return
        self._in_footnotes = True
        outer, self._open = self._open, []
        for start, end in self._footnotes:  # which may have more of them, that come last
            self.flow.open("aside", {}, 0, 0)
            self.read(start, end)
            self.flow.close("aside")
        self._footnotes, self._open, self._in_footnotes = [], outer, False

    def _token(self, token: re.Match[str]) -> int:
        """One token; where to go on, as with all that follow."""
        kind = next(name for name in KINDS if token[name] is not None)
        return self._tokens[kind](token)

    def _paragraph(self, token: re.Match[str]) -> int:
        self.rest()
        return token.end()

    def _verb(self, token: re.Match[str]) -> int:
        kind = next(name for name in ("verb", "listing", "formula") if token[name] is not None)
        self._verbatim("code", *token.span(kind))
        return token.end()

    def _verbatim(self, tag: str, start: int, end: int) -> None:
        self.flow.open(tag, {}, start, start)
        self.flow.text(self._text[start:end], start)
        self.flow.close(tag)

    def _formula(self, token: re.Match[str]) -> int:
        """A formula set apart or in the line, up to what closes it."""
        tag, closing = _FORMULAS[token[0]]
        end = self._text.find(closing, token.end(), token.end() + _LONGEST_FORMULA)
        if end < 0:
            return token.end()
        self._verbatim(tag, token.end(), end)
        return end + len(closing)

    def _accent(self, token: re.Match[str]) -> int:
        if letter := token["braced"] or token["dotless"] or token["letter"]:
            self.flow.text(accented(letter, token["accent"]), token.start())
        return token.end()

    def _character(self, token: re.Match[str]) -> int:
        typed = token["typed"]
        self.flow.text(TYPED[typed.strip()] if typed else CHARACTERS.get(token["symbol"], ""), token.start())
        return token.end()

    def _brace(self, token: re.Match[str]) -> int:
        if token[0] == "{":
            self._open.append(("{", ""))
            return token.end()
        while self._open and self._open[-1][0] == "language":
            self._close()
        if self._open and self._open[-1][0] == "{":
            self._close()
        return token.end()

    def _close(self) -> None:
        """What was opened last is closed."""
        _, tag = self._open.pop()
        if tag:
            self.flow.close(tag)
        if tag.startswith("h") or tag in ("figcaption", "title"):
            self.rest()

    def _cell(self, token: re.Match[str]) -> int:
        if self._in_table():
            self.flow.open("td", {}, 0, 0)
        return token.end()

    def _broken(self, token: re.Match[str]) -> int:
        """A row ends in a table, elsewhere a line."""
        if self._in_table():
            self.flow.open("tr", {}, 0, 0)
            self.flow.open("td", {}, 0, 0)
        else:
            self.flow.line_break(token.start())
        return token.end()

    def _in_table(self) -> bool:
        return bool(self._open) and self._open[-1][1] == "table"

    def _begin(self, token: re.Match[str]) -> int:
        """An environment begins, with arguments that are no text."""
        name, arguments = token["begin"], self._arguments.behind_options(token.end())
        if OPAQUE.fullmatch(token[0]):
            return self._opaque(name, arguments)
        self.rest()
        of_babel = name.startswith("otherlanguage")
        language = language_named(self._arguments.text(arguments) if of_babel else name)
        tag = _ENVIRONMENTS.get(name, "div")
        self.flow.open(tag, {"lang": language} if language else {}, 0, 0)
        self._open.append((name, tag))
        if tag == "table":
            self.flow.open("tr", {}, 0, 0)
            self.flow.open("td", {}, 0, 0)
        return self._arguments.behind(arguments, _ARGUMENTS.get(name, 0))

    def _opaque(self, name: str, at: int) -> int:
        """Code, a formula or a drawing, which ends where it says so."""
        end = self._arguments.opaque_end(name, at)
        argument = _OPAQUE_ARGUMENT.match(self._text, at) if name.startswith(("minted", "alignat")) else None
        if not name.startswith("comment"):
            self._verbatim("pre", argument.end() if argument else at, end)
        return end

    def _end(self, token: re.Match[str]) -> int:
        """An environment ends, and all that is still open in it; not one that did not begin."""
        self.rest()
        if any(token["end"] == name for name, _ in self._open[-_DEEPEST:]):
            while self._open[-1][0] != token["end"]:
                self._close()
            self._close()
            self.rest()
        return token.end()

    def _command(self, token: re.Match[str]) -> int:
        name, at = token["command"], token.end()
        meaning = self._macros.get(name)
        if meaning is None and name in self._commands:
            return self._commands[name](name, at)
        if meaning is None:
            meaning = CHARACTERS.get(name)
        if meaning is not None:
            say_at(self.flow, meaning, token.start())
            return self._arguments.behind(at, SKIPPED.get(name, 0))
        if name in self._opaque_macros:
            self.flow.span(MarkKind.PLACEHOLDER, f"\\{name}", token.start())
        return self._any_command(name, at)

    def _any_command(self, name: str, at: int) -> int:
        """Up to the text that a command may take, which is emphasised or not, or in another language."""
        tag = _TAGS.get(name)
        if name in SKIPPED or tag or not self._text[at - 1].isspace():
            at = self._arguments.behind(self._arguments.behind_options(at), SKIPPED.get(name, 0))
        language = language_named(name.removeprefix("text")) if name.startswith("text") else None
        if language:
            return self._group("span", at, {"lang": language})
        return self._group(tag, at) if tag else at

    def _group(self, tag: str, at: int, attributes: Mapping[str, str] = _NO_ATTRIBUTES) -> int:
        """The braces that follow are an element."""
        at = self._arguments.behind_options(at)
        if self._text[at : at + 1] != "{":
            return at
        self.flow.open(tag, attributes, 0, 0)
        self._open.append(("{", tag))
        return at + 1

    def _heading(self, name: str, at: int) -> int:
        self.rest()
        return self._group(f"h{min(max(_LEVELS.index(name) - self._top + 1, 1), 6)}", at)

    def _reference(self, _: str, at: int) -> int:
        at = self._arguments.behind_options(at)
        self.flow.span(MarkKind.PLACEHOLDER, self._arguments.text(at), at)
        return self._arguments.behind(at, 1)

    def _note(self, name: str, at: int) -> int:
        """A footnote, which is read behind the passage."""
        at = self._arguments.behind_options(at)
        if name == "footnote":
            self.flow.point(MarkKind.FOOTNOTE, "")
        self._footnotes.append(self._arguments.span(at))
        return self._arguments.behind(at, 1)

    def _included(self, _: str, at: int) -> int:
        self.included.append((self._source.line(at - 1), self._arguments.text(self._arguments.next(at))))
        return self._arguments.behind(at, 1)

    def _define(self, _: str, at: int) -> int:
        """A macro that stands for plain text is read as that; one that stands for commands stays as it is."""
        macro = _DEFINED.match(self._text, at)
        if not macro:
            return at
        value = self._arguments.text(macro.end())
        if not macro["arguments"] and _NOT_PLAIN.search(value):
            self._opaque_macros.add(macro["name"])
        elif not macro["arguments"]:
            self._macros[macro["name"]] = value
        return self._arguments.behind(macro.end(), 1)

    def _item(self, _: str, at: int) -> int:
        self.rest()
        label = OPTION.match(self._text, self._arguments.next(at))
        described = next((tag for _, tag in reversed(self._open[-_DEEPEST:]) if tag in _LISTS), "") == "dl"
        if label and described:
            self.flow.open("dt", {}, at, at)
            self.read(*label.span("inside"))
            self.flow.close("dt")
        self.flow.open("dd" if described else "li", {}, at, at)
        return label.end() if label else at

    def _link(self, _: str, at: int) -> int:
        first = self._arguments.behind_options(at)
        address = {"href": _unescaped(self._arguments.text(first))}
        return self._group("a", self._arguments.behind(first, 1), address)

    def _address(self, _: str, at: int) -> int:
        at = self._arguments.next(at)
        address = _unescaped(self._arguments.text(at))
        self.flow.open("a", {"href": address}, at, at)
        self.flow.text(address, at + 1)
        self.flow.close("a")
        return self._arguments.behind(at, 1)

    def _image(self, _: str, at: int) -> int:
        file = self._arguments.behind_options(at)
        described = _DESCRIPTION.search(self._text, at, file)
        self.flow.image(self._arguments.text(file), described["words"] if described else "", at, file)
        return self._arguments.behind(file, 1)

    def _foreign(self, _: str, at: int) -> int:
        first = self._arguments.behind_options(at)
        language = language_named(self._arguments.text(first))
        return self._group("span", self._arguments.behind(first, 1), {"lang": language} if language else {})

    def _switch(self, _: str, at: int) -> int:
        """Another language from here to the end of the group or environment, or the next such command."""
        if self._open and self._open[-1][0] == "language":
            self._close()
        if language := language_named(self._arguments.text(self._arguments.next(at))):
            self.flow.open("div", {"lang": language}, 0, 0)
            self._open.append(("language", "div"))
        return self._arguments.behind(at, 1)

    def _break(self, name: str, at: int) -> int:
        """A new paragraph, or one that is an entry of a bibliography."""
        self.rest()
        return self._arguments.behind(at, 1) if name == "bibitem" else at


def _unescaped(address: str) -> str:
    return re.sub(r"\\([%#_&~])", r"\1", address)
