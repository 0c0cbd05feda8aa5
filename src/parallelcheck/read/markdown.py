"""Markdown: CommonMark with tables, footnotes, definition lists and admonitions, HTML and shortcodes inside it."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from functools import cache, partial
from operator import add
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.model import Document, MarkKind
from parallelcheck.read.elements import Flow, Place
from parallelcheck.read.frontmatter import front_matter
from parallelcheck.read.layout import repaired
from parallelcheck.read.mask import Masked, mask
from parallelcheck.read.passage import Source, segments

_NESTING = 100  # blocks in blocks, two for a list; markdown-it-py passes over in silence what is deeper
_LONG = 100_000  # characters in one passage: its links and emphasis are not looked for
_TASK = re.compile(r"\[[ xX]\]\s+")
_ALERT = re.compile(r"[ \t>]*\[!\w+\]")
_TAB = re.compile(r"^===(?=\+? +\")", re.MULTILINE)  # MkDocs writes tabs like its admonitions
_TITLE = re.compile(r"\"(.+)\"\s*$")


def read(text: str, path: str, shown: Collection[str] = ()) -> Document:
    """The document; raises `ReadError` if lists or quotations are nested too deep.

    `shown` names the settings in its front matter that its readers see, if not the usual ones.
    """
    source = Source(text, path)
    settings = front_matter(source, shown)
    masked = mask(settings.blanked(text), mdx=path.lower().endswith(".mdx"))
    walk = _Walk(source, masked)
    for entry in settings.shown:
        walk.metadata(*entry)
    walk.document()
    walk.captions(masked.prose)
    passages = sorted(walk.flow.passages, key=lambda passage: passage.at)
    found = segments(repaired(passages), source)
    return Document(path, "markdown", found, settings.language, settings.notes(path))


@cache
def _parser(jsx: bool) -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False, move_to_end=False).use(deflist_plugin).use(admon_plugin)
    # Inline text is parsed passage by passage below; escapes and entities stay tokens by themselves, so that
    # every token is found in the source as it stands.
    parser.disable(["inline", "text_join"])
    return parser.disable("code") if jsx else parser  # MDX has no code by indentation


class _Parser(MarkdownIt):
    """markdown-it-py that leaves addresses as they stand."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """As it stands."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """As it stands."""
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        """Any is one."""
        return True


class _Walk:
    """Goes through markdown-it's tokens and tells a `Flow` what they are and where they stand.

    Only blocks have lines there; inline tokens are looked up in their block's source, one after the other.
    """

    def __init__(self, source: Source, masked: Masked) -> None:
        self.flow = Flow(source, masked=masked)
        self._source = source
        self._masked = Source(_TAB.sub("!!!", masked.text), source.path)
        self._parser = _parser(masked.jsx)
        self._environment: dict[str, Any] = {}
        self._cursor = 0  # in the file: where the last block was found to end

    def metadata(self, key: str, text: str, start: int, end: int) -> None:
        """A value of the front matter, which stands somewhere between two offsets and may hold Markdown."""
        before = len(self.flow.passages)
        words = [match.start() for match in re.finditer(r"\S+", text)] or [0]
        places = [start]
        for word in text.split():
            places.append(self._source.find(word, places[-1], end))
        self.flow.open("title", {}, start, start)
        self._inline(text, partial(_place, words, places[1:] or places))
        self.flow.close("title")
        for passage in self.flow.passages[before:]:
            passage.key = key

    def captions(self, spans: Sequence[tuple[int, int]]) -> None:
        """Titles and captions in what is masked."""
        for start, end in spans:
            self.flow.open("figcaption", {}, start, start)
            self._inline(self._source.text[start:end], partial(add, start))
            self.flow.close("figcaption")

    def document(self) -> None:
        """All blocks."""
        tokens = self._parser.parse(self._masked.text, self._environment)
        if any(token.level >= _NESTING - 1 for token in tokens):
            raise ReadError(
                _("{path} has lists or quotations nested too deep to be read").format(path=self._source.path)
            )
        self._unquote_alerts(tokens)
        before = ["", ""]
        for token in tokens:
            self._block(token, before)
            before = [before[1], token.type]
        self.flow.flush()

    def _unquote_alerts(self, tokens: Sequence[Token]) -> None:
        """GitHub's "> [!NOTE]" looks like a quotation and is none."""
        tags: list[str] = []
        for token in tokens:
            if token.type == "blockquote_open" and token.map:
                alert = _ALERT.match(self._source.text, self._source.starts[token.map[0]])
                tags.append("div" if alert else "blockquote")
                token.tag = tags[-1]
            elif token.type == "blockquote_close":
                token.tag = tags.pop()

    def _block(self, token: Token, before: Sequence[str]) -> None:
        if token.nesting > 0:
            self.flow.open(token.tag or "div", {}, 0, 0)
        elif token.nesting < 0:
            self.flow.close(token.tag or "div")
        elif token.type == "inline" and before[-1] == "admonition_title_open":
            self._title(token)
        elif token.type == "inline":
            task = _TASK.match(token.content) if before[0] == "list_item_open" else None
            self._inline(token.content, self._place(token), task.end() if task else 0)
        elif token.type == "html_block":
            self.flow.markup(token.content, self._place(token), self._inline)
            self.flow.flush()
        elif token.type in ("fence", "code_block"):
            self._code(token)

    def _title(self, token: Token) -> None:
        """An admonition's title, if it is one that the author gave."""
        row = token.map[0] if token.map else 0
        title = _TITLE.search(self._source.text, *self._source.span(row))
        if title:
            self._inline(title[1], partial(add, title.start(1)))

    def _code(self, token: Token) -> None:
        first, last = token.map or (0, 0)
        start, end = self._source.span(first + (token.type == "fence"))[0], self._source.span(last)[0]
        self.flow.open("pre", {}, 0, 0)
        self.flow.words(token.content, start, end)
        self.flow.close("pre")

    def _place(self, token: Token) -> Place:
        """Where in the file the offsets of a block's content are: its lines are the file's, less indentation."""
        inside, outside = [0], []
        for row, line in enumerate(token.content.split("\n"), token.map[0] if token.map else 0):
            start, end = self._source.span(row)
            start = self._cursor if start <= self._cursor <= end else start  # behind the cells before
            outside.append(self._masked.find(line, start, end))
            self._cursor = outside[-1] + len(line)
            inside.append(inside[-1] + len(line) + 1)
        inside.pop()
        return partial(_place, inside, outside)

    def _inline(self, content: str, place: Place, start: int = 0) -> None:
        """Text with links, emphasis and so on, from `start`."""
        children: list[Token] = []
        # Brackets that never close take markdown-it-py quadratic time.
        if len(content) > _LONG or content.count("[") > content.count("]") + 1000:
            self.flow.text(content[start:], place(start))
            return
        self._parser.inline.parse(content[start:], self._parser, self._environment, children)
        _Inline(self.flow, content, place, start).read(children)


def _place(inside: Sequence[int], outside: Sequence[int], at: int) -> int:
    """Where `at` is outside, if `inside` and `outside` are the same places, in order, seen from both."""
    nearest = max(bisect_right(inside, at) - 1, 0)
    return outside[nearest] + at - inside[nearest]


class _Inline:
    """Goes through the inline tokens of one block, which stand in `content` one after the other."""

    def __init__(self, flow: Flow, content: str, place: Place, at: int) -> None:
        self._flow = flow
        self._content = content
        self._place = place
        self._at = at
        self._addresses: list[str] = []

    def read(self, tokens: Sequence[Token]) -> None:
        """All of them."""
        for token in tokens:
            self._token(token)

    def _token(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":  # the latter is an escape or an entity, its markup the source of it
                self._flow.text(token.content, self._take(token.markup or token.content))
            case "softbreak":
                self._flow.text("\n", self._take("\n"))
            case "hardbreak":
                self._flow.line_break(self._take("\n"))
            case "code_inline":
                self._code(token)
            case "html_inline":
                self._html(token)
            case "link_open":
                self._link_open(token)
            case "link_close":
                self._link_close(token)
            case "image":
                self._image(token)
            case "footnote_ref":
                self._footnote(token)
            case _:
                self._emphasis(token)

    def _take(self, source: str) -> int:
        """Where the next piece of source begins; the place moves behind it."""
        found = self._content.find(source, self._at)
        start = found if found >= 0 else self._at
        self._at = min(start + len(source), len(self._content)) if found >= 0 else self._at
        return self._place(start)

    def _code(self, token: Token) -> None:
        start = self._take(token.markup)
        self._at += len(token.content)
        self._flow.open("code", {}, start, start)
        self._flow.words(token.content, start, self._take(token.markup) + 1)
        self._flow.close("code")

    def _html(self, token: Token) -> None:
        self._take(token.content)
        self._flow.markup(token.content, partial(self._shifted, self._at - len(token.content)))

    def _shifted(self, by: int, at: int) -> int:
        return self._place(by + at)

    def _emphasis(self, token: Token) -> None:
        if token.nesting > 0:
            self._flow.open(token.tag, {}, 0, 0)
        else:
            self._flow.close(token.tag)

    def _footnote(self, token: Token) -> None:
        label = str(token.meta["label"])
        self._take(f"[^{label}]")
        self._flow.point(MarkKind.FOOTNOTE, label)

    def _link_open(self, token: Token) -> None:
        self._addresses.append(str(token.attrs.get("href", "")))
        self._flow.open("a", {"href": self._addresses[-1]}, 0, 0)

    def _link_close(self, token: Token) -> None:
        self._flow.close("a")
        address = self._addresses.pop()
        if token.markup != "autolink":
            self._skip_address(address)

    def _image(self, token: Token) -> None:
        start = self._take("![")
        description = "".join(child.content for child in token.children or () if not child.nesting)
        self._at = max(self._content.find(token.content, self._at), self._at) + len(token.content)
        address = str(token.attrs.get("src", ""))
        self._skip_address(address)
        self._flow.image(address, description, start, self._place(self._at))

    def _skip_address(self, address: str) -> None:
        """Over the `](address "title")` or `][reference]` behind a link's text."""
        self._take("]")
        if self._content.startswith("(", self._at):
            self._take(address)
            self._take(")")
        elif self._content.startswith("[", self._at):
            self._take("]")
