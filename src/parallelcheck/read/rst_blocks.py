"""What docutils makes of the blocks of a reStructuredText file.

docutils finds the blocks and their lines. What stands in a line is left as it is (`Words`), for docutils keeps no
places inside lines and makes an error of every role that Sphinx adds. For the same reason every directive is a
`_Directive`; so none can include a file or run anything.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from docutils import frontend, nodes, utils
from docutils.parsers.rst import Directive, Parser, directives
from docutils.statemachine import StringList

from parallelcheck.read.markup import names

if TYPE_CHECKING:
    from docutils.parsers.rst.states import Inliner

ERROR = 3  # docutils' level for what it could not read

_LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")  # for docutils, not for anyone else
_OPTION = re.compile(r":(?P<name>[\w-]+):(?:\s+(?P<value>.*))?$")
_CODE = names(
    "code code-block sourcecode code-tab parsed-literal literal math doctest testcode testoutput testsetup testcleanup"
    " prompt ipython terminal console graphviz digraph graph mermaid uml plantuml productionlist jupyter-execute plot"
    " tikz ditaa aafig blockdiag seqdiag"
)
_UNSEEN = names(
    "raw index default-role role tabularcolumns sectnum section-numbering currentmodule py:currentmodule module"
    " py:module sectionauthor codeauthor moduleauthor unicode date replace target-notes bibliography todolist cssclass"
    " rst-class class program highlight"
)
_TITLED = names(  # their arguments are titles
    "admonition topic sidebar rubric centered contents tab tab-item group-tab dropdown card grid-item-card collapse"
    " details"
)
_BEGUN = names(  # their arguments are the beginning of their content
    "attention caution danger error hint important note tip warning seealso todo epigraph highlights pull-quote"
    " compound hlist glossary header footer"
)
_CHANGES = names("versionadded versionchanged deprecated versionremoved version-added version-changed")
_NAMED = names("only ifconfig container option envvar describe object tags")
_QUOTES = names("epigraph highlights pull-quote")
_SHOWN_OPTIONS = {"title": "p", "subtitle": "p", "caption": "figcaption"}
_DELIMITERS = {"tab": "\t", "space": " "}
# The argument of a directive that nobody here has heard of, if it is a title and not a name.
_TITLE = re.compile(r"[^\W\d_][^=/()\[\]<>{}|_\\#@:]*\s[^=/()\[\]<>{}|_\\#@:]*")
_ENTRY = re.compile(r"(?P<title>[^<>\s][^<>]*?)\s*<[^<>]+>\s*")  # of a table of contents

Lines = Sequence[tuple[int, str]]  # each with its row in the file, from 0
Options = Mapping[str, Lines]


class Words(nodes.Inline, nodes.TextElement):
    """Text with its roles and emphasis as it stands in the file, from the row `row` or near it on."""


class Part(nodes.General, nodes.Element):
    """What HTML calls `tag`."""


def parse(text: str, path: str) -> nodes.document:
    """The tree of blocks. Raises `RecursionError` where they are nested too deep for docutils."""
    settings = frontend.get_default_settings(Parser)
    settings.file_insertion_enabled = settings.raw_enabled = settings.warning_stream = False
    settings._disable_config = True  # noqa: SLF001 (docutils' own name for it)
    settings.report_level = settings.halt_level = 5  # above all there are: silent, and never the end of the program
    settings.line_length_limit = len(text) + 1
    document = utils.new_document(path, settings)
    with _our_directives():
        Parser(inliner=cast("Inliner", _Inliner())).parse(_LINE_ENDS.sub(" ", text), document)
    return document


@contextmanager
def _our_directives() -> Iterator[None]:
    """As Sphinx does it, for docutils has no other way to say what is a directive."""
    theirs = directives.directive
    directives.directive = lambda *_: (_Directive, [])
    try:
        yield
    finally:
        directives.directive = theirs


class _Inliner:
    """Takes the place of docutils' own, and leaves every text as it is."""

    def init_customizations(self, settings: object) -> None:
        """There are none."""

    def parse(self, text: str, lineno: int, memo: object, parent: object) -> tuple[list[Words], list[Words]]:  # noqa: ARG002
        """One node, and no messages."""
        return [Words(text, row=lineno - 1)], []

    def adjust_uri(self, uri: str) -> str:
        """A target's address, as it stands."""
        return uri


def _part(tag: str, *children: nodes.Node, **attributes: str | int) -> Part:
    return Part("", *children, tag=tag, **attributes)


def _joined(lines: Lines) -> str:
    return "\n".join(line for _, line in lines)


def _words(lines: Lines) -> list[nodes.Node]:
    return [Words(_joined(lines), row=lines[0][0])] if lines else []


class _Directive(Directive):
    """Any directive: what of it is prose, by its name, and how it looks where the name is not known."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """What readers see of it."""
        name = self.name.lower()
        argument, options, body = self._taken_apart()
        if name in _UNSEEN:
            return []
        shown = [_part(_SHOWN_OPTIONS[key], *_words(lines)) for key, lines in options.items() if key in _SHOWN_OPTIONS]
        if name in _CODE:
            return [*shown, *_code(body or (argument if name == "math" else []))]
        readers = {
            **dict.fromkeys(("include", "literalinclude"), self._included),
            **dict.fromkeys(("image", "figure"), self._picture),
            **dict.fromkeys(("table", "csv-table", "list-table", "flat-table"), self._table),
            "toctree": self._contents,
            "meta": self._metadata,
            "title": self._title,
        }
        return [*shown, *readers.get(name, self._prose)(argument, options, body)]

    def _prose(self, argument: Lines, _: Options, body: Lines) -> list[nodes.Node]:
        tag = "blockquote" if self.name.lower() in _QUOTES else "div"
        return [_part(tag, *self._begun(self.name.lower(), argument), *self._content(body))]

    def _contents(self, _: Lines, __: Options, body: Lines) -> list[nodes.Node]:
        return [_part("ul", *_entries(body))]

    def _title(self, argument: Lines, _: Options, __: Lines) -> list[nodes.Node]:
        return [_part("title", *_words(argument), name="title")]

    def _metadata(self, _: Lines, options: Options, __: Lines) -> list[nodes.Node]:
        return [_part("title", *_words(lines), name=key) for key, lines in options.items() if key == "description"]

    def _included(self, argument: Lines, _: Options, __: Lines) -> list[nodes.Node]:
        """Where another file would stand; that of code is no loss."""
        of_text = self.name.lower() == "include"
        return [_part("include", file=_joined(argument), row=self.lineno - 1)] if of_text else []

    def _taken_apart(self) -> tuple[Lines, Options, Lines]:
        """The argument, the options with the lines of their values, the content."""
        lines = [(self.content_offset + number, line) for number, line in enumerate(self.content)]
        if not lines or lines[0][0] > self.lineno:  # behind a blank line there is only content
            return [], {}, lines
        end = next((at for at, (_, line) in enumerate(lines) if not line.strip()), len(lines))
        first = next((at for at in range(end) if _OPTION.match(lines[at][1])), end)
        options: dict[str, list[tuple[int, str]]] = {}
        for row, line in lines[first:end]:
            option = _OPTION.match(line)
            name = option["name"] if option else next(reversed(options))
            options.setdefault(name, []).append((row, option["value"] or "" if option else line.strip()))
        if lines[0][0] >= self.lineno:  # not on the line of the directive: content without a blank line
            return [], options, [*lines[:first], *((row, "") for row, _ in lines[first:end]), *lines[end:]]
        return lines[:first], options, lines[end:]

    def _content(self, lines: Lines) -> list[nodes.Node]:
        """The blocks that are in some lines, sections among them."""
        memo = self.state.memo
        outer = memo.title_styles, memo.section_level
        memo.title_styles, memo.section_level = [], 0  # as Sphinx does it
        node = _part("")
        block = StringList([line for _, line in lines], items=[("", row) for row, _ in lines])
        if lines:
            self.state.nested_parse(block, lines[0][0], node, match_titles=True)
        memo.title_styles, memo.section_level = outer
        return list(node.children)

    def _begun(self, name: str, argument: Lines) -> list[nodes.Node]:
        """What an argument shows, if it is no name, number or address."""
        if name in _BEGUN:
            return self._content(argument)
        if name in _CHANGES and argument:
            row, line = argument[0]
            return [_part("p", *_words([(row, line.partition(" ")[2]), *argument[1:]]))]  # without the version
        unknown = name not in _NAMED and ":" not in name and not name.startswith("auto")
        if name in _TITLED or (unknown and _TITLE.fullmatch(_joined(argument))):
            return [_part("p", *_words(argument))]
        return []

    def _picture(self, address: Lines, options: Options, body: Lines) -> list[nodes.Node]:
        """The image with its description, then its caption and its legend."""
        description, content = options.get("alt", []), self._content(body)
        captioned = bool(content) and isinstance(content[0], nodes.paragraph)
        words = content[0].children if captioned else []
        if captioned and _joined(description).split() == cast("Words", words[0]).rawsource.split():
            description = []  # said once is enough
        image = _part("img", *_words(description), address=_joined(address), row=self.lineno - 1)
        if not captioned:
            return [image, *content]
        if description:
            return [image, _part("figcaption", *words), *content[1:]]
        return [_part("figcaption", image, *words), *content[1:]]

    def _table(self, argument: Lines, options: Options, body: Lines) -> list[nodes.Node]:
        caption = _part("caption", *_words(argument))
        if self.name.lower() != "csv-table":
            is_list = self.name.lower() != "table"
            return [_part("table", caption, *(_as_table(node) if is_list else node for node in self._content(body)))]
        if file := options.get("file") or options.get("url"):
            return [_part("table", caption), _part("include", file=_joined(file), row=self.lineno - 1)]
        delimiter = _joined(options.get("delim", [])) or ","
        try:
            cells = list(_cells([*options.get("header", []), *body], _DELIMITERS.get(delimiter, delimiter)))
        except (csv.Error, TypeError) as error:
            raise self.error(f"the table cannot be read: {error}") from error
        return [_part("table", caption, *(_part("tr", *row) for row in cells))]


def _entries(lines: Lines) -> Iterator[Part]:
    """The titles that a table of contents gives to documents; the others have their own."""
    for row, line in lines:
        if entry := _ENTRY.fullmatch(line):
            yield _part("li", Words(entry["title"], row=row))


def _code(lines: Lines) -> list[nodes.Node]:
    return [nodes.literal_block("", _joined(lines), row=lines[0][0])] if lines else []


def _as_table(node: nodes.Node) -> nodes.Node:
    """A list of lists as the rows of cells that it is meant for."""
    if not isinstance(node, nodes.bullet_list):
        return node
    rows = [[cell for cells in row.children for cell in cells.children] for row in node.children]
    return _part("tbody", *(_part("tr", *(_part("td", *cell.children) for cell in row)) for row in rows))


def _cells(lines: Lines, delimiter: str) -> Iterator[list[Part]]:
    """The cells of a table of comma-separated values, row by row."""
    reader = csv.reader((line + "\n" for _, line in lines), delimiter=delimiter, skipinitialspace=True)
    first = 0
    for row in reader:
        yield [_part("td", *_words([(lines[first][0], cell)])) for cell in row]
        first = min(reader.line_num, len(lines) - 1)
