"""Front matter: the settings before a Markdown text, in YAML, TOML or JSON, some of which are shown to readers."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parallelcheck.i18n import _
from parallelcheck.read.elements import language_of
from parallelcheck.read.markup import names
from parallelcheck.read.passage import Source

if TYPE_CHECKING:
    import yaml

_SHOWN = names(
    "title linktitle subtitle shorttitle longtitle headline heading subheading tagline description summary excerpt"
    " abstract intro introduction lead teaser caption alt imagealt imagecaption imagetitle label sidebarlabel"
    " question answer quote"
)
_SHOWN_IF_LONG = frozenset(("text", "body", "content"))  # or a layout's name
_SETTING = re.compile(r"[\w\"'-]+ *:|[ \t#}\]-]|$")  # how a line of YAML begins
_LANGUAGE = frozenset(("lang", "language", "locale"))
_YAML = re.compile(r"\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_JSON = re.compile(r"\s*(\{[ \t]*\n.*?^\})[ \t]*$", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$", re.DOTALL | re.MULTILINE)
_TOML_LINE = re.compile(
    r"""^\s*(?:\[+\s*(?P<table>[\w.\-" ]+?)\s*\]+|(?P<key>[\w.-]+)\s*=\s*
    (?P<value>\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'))""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_DEEPEST = 100

Entry = tuple[str, str, int, int]  # path of keys, value, between which offsets it stands


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`end` is where the text begins; `shown` what readers see; `problem` why the rest could not be read."""

    end: int = 0
    shown: tuple[Entry, ...] = ()
    language: str | None = None
    problem: str | None = None

    def blanked(self, text: str) -> str:
        """The text with spaces in place of the settings."""
        return re.sub(r"[^\n]", " ", text[: self.end]) + text[self.end :]

    def notes(self, path: str) -> tuple[str, ...]:
        """What is to be said of them."""
        return (
            (_("{path}: the front matter is not read: {problem}").format(path=path, problem=self.problem),)
            if self.problem
            else ()
        )


def front_matter(source: Source, names: Collection[str] = ()) -> FrontMatter:
    """What the settings before a text say, values keyed by the path to them ("params.description").

    `names` are those that readers see, each a path or the end of one ("description"); without any, the usual ones.
    """
    for pattern, entries in ((_YAML, _yaml), (_JSON, _yaml), (_TOML, _toml)):
        if block := pattern.match(source.text):
            return _front_matter(block, entries, names)
    return FrontMatter()


def entries(text: str) -> Iterator[tuple[str, str]]:
    """The path to each value in the settings before a text, and the value; nothing where they cannot be read."""
    for pattern, read in ((_YAML, _yaml), (_JSON, _yaml), (_TOML, _toml)):
        if block := pattern.match(text):
            try:
                yield from [(path, value) for path, value, _, _ in read(block[1], 0)]
            except _SettingsSyntaxError:
                return


def _front_matter(
    block: re.Match[str], read: Callable[[str, int], Iterator[Entry]], names: Collection[str]
) -> FrontMatter:
    try:
        entries = list(read(block[1], block.start(1)))
    except _SettingsSyntaxError as error:
        # A line of dashes may also be a rule, and a brace a brace.
        settings = str(error) and all(map(_SETTING.match, block[1].splitlines()))
        return FrontMatter(end=block.end(), problem=str(error)) if settings else FrontMatter()
    languages = [language_of(value) for path, value, _, _ in entries if path.lower() in _LANGUAGE]
    shown = tuple(entry for entry in entries if (_is_named(entry[0], names) if names else is_shown(*entry[:2])))
    return FrontMatter(block.end(), shown, next(filter(None, languages), None))


def is_shown(path: str, value: str) -> bool:
    """Whether readers see a value, by the usual names of those that they do."""
    name = re.sub("[^a-z]", "", path.rsplit(".", 1)[-1].partition("[")[0].lower())
    return name in _SHOWN or (name in _SHOWN_IF_LONG and " " in value.strip())


def _is_named(path: str, names: Iterable[str]) -> bool:
    unnumbered = re.sub(r"\[\d+\]", "", path).lower()
    return any(f".{unnumbered}".endswith(f".{name.lower()}") for name in names)


class _SettingsSyntaxError(Exception):
    """It is no YAML, or no mapping; the message says where it goes wrong."""


def _yaml(text: str, start: int) -> Iterator[Entry]:
    import yaml

    untabbed = text.replace("\t", " ")  # tabs are legal in JSON
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's is ten times as fast
    try:
        _refuse_deep(yaml.parse(untabbed, Loader=loader))
        node = yaml.compose(untabbed, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise _SettingsSyntaxError(
            _("line {line}: {problem}").format(line=mark.line + 2 if mark else "?", problem=error.problem)
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _SettingsSyntaxError(str(error).splitlines()[0]) from error
    if not isinstance(node, yaml.MappingNode):
        raise _SettingsSyntaxError
    for path, scalar in _scalars(node):
        yield path, str(scalar.value), start + scalar.start_mark.index, start + scalar.end_mark.index


def _refuse_deep(events: "Iterable[yaml.Event]") -> None:
    """Composing thousands of nested brackets in libyaml's loader would end the interpreter."""
    import yaml

    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _SettingsSyntaxError(_("the settings are nested too deeply"))


def _scalars(root: "yaml.Node") -> Iterator[tuple[str, "yaml.Node"]]:
    """The values of a document with the paths to them; one that aliases repeat only where it first stands."""
    import yaml

    pending = [("", root)]
    seen: set[int] = set()
    while pending:
        path, node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield path, node
        elif isinstance(node, yaml.SequenceNode):
            pending += [(f"{path}[{index}]", item) for index, item in reversed(list(enumerate(node.value)))]
        else:
            prefix = f"{path}." if path else ""
            entries = [(key.value, item) for key, item in node.value if isinstance(key, yaml.ScalarNode)]
            pending += [(f"{prefix}{key}", item) for key, item in reversed(entries)]


def _toml(text: str, start: int) -> Iterator[Entry]:
    import tomllib

    table = ""
    for line in _TOML_LINE.finditer(text):
        if line["table"]:
            table = f"{line['table']}."
            continue
        try:
            value = tomllib.loads(f"value = {line['value']}")["value"]
        except tomllib.TOMLDecodeError as error:
            raise _SettingsSyntaxError(
                _("the value of {line}: {error}").format(line=line["key"], error=error)
            ) from error
        yield table + line["key"], value, start + line.start("value"), start + line.end("value")
