"""What the formats of message files share: keys, plural forms, placeholders, and how to tell them from other data."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.iso639 import CODES
from parallelcheck.model import Document, Kind, Mark, MarkKind
from parallelcheck.read.markup import names
from parallelcheck.read.passage import Passage, Source, segments

_FOLDERS = names(
    "locale locales lang langs language languages i18n l10n intl nls translation translations message messages"
    " localization localizations localisation localisations"
)
_LOCALE = re.compile(r"([a-z]{2})(?:[-_](?:[a-z]{2}|[a-z]{4}|\d{3}))?", re.IGNORECASE)
_PLURAL = re.compile(r"(.+)[._](zero|one|two|few|many|other)")  # https://cldr.unicode.org/index/cldr-spec/plural-rules
_FORMS = names("zero one two few many other")
_GO_I18N = _FORMS | names("id description hash leftDelim rightDelim leftdelim rightdelim")
_OTHER_DATA = names(
    "$schema openapi swagger dependencies devDependencies compilerOptions apiVersion jobs services build-system"
)
_WORDS = re.compile(r"[^\W\d_]{2,}[,;:]? +\S|[A-ZÀ-Þ]|[^\x00-\x7f]")  # words to be read, hardly a name in a program

_NAMED = r"%\(\w{1,99}\)[-+0# ]?\d{0,3}(?:\.\d{1,3})?[diouxXeEfFgGcrsa]"
_PRINTF = r"%(?:\d{1,2}\$)?[-+0]?\d{0,3}(?:\.\d{1,3})?(?:l{1,2}|h)?[sdifuxXc@](?![^\W\d_])"
# Everything is bounded, for a longer search for an end that is not there would take quadratic time. The last ones
# belong to ICU's choices, {count, plural, one {# file} other {# files}}, whose branches are text.
_TOKENS = re.compile(
    rf"""(?P<plain>\{{\{{[^{{}}]{{1,200}}\}}\}} | %\{{\w{{1,99}}\}} | \$t\([^()]{{1,200}}\) | \$\{{[\w.]{{1,99}}\}}
    | @(?:\.\w{{1,20}})?:(?:\([\w.]{{1,99}}\)|[\w.]{{0,99}}\w) | {_NAMED} | {_PRINTF} | </?\w[^<>]{{0,500}}>)
    | (?P<choice>\{{\s{{0,9}}(?P<name>[\w.]{{1,99}})\s{{0,9}},\s{{0,9}}(?:plural|selectordinal|select)\s{{0,9}},
      \s{{0,9}}(?:offset:\d{{1,3}}\s{{0,9}})?=?\w{{1,99}}\s{{0,9}}\{{)
    | (?P<argument>\{{[^{{}}]{{0,200}}\}}) | (?P<branch>\}}\s{{0,99}}=?\w{{1,99}}\s{{0,9}}\{{)
    | (?P<end>\}}\s{{0,99}}\}}) | (?P<number>\#)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value in nested data: the keys that lead to it, the text or None for a number and the like, and between
    which offsets in the file it stands.
    """

    path: tuple[str, ...]
    text: str | None
    start: int
    end: int


class Nest:
    """The path to a value, while nested data are read piece by piece. Raises `ReadError` 200 levels deep."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.path: list[str | int | None] = []  # a key, or None where one is expected; or the index in a list
        self.keys: list[bool] = []  # whether the collection that was opened there is itself a key

    def open(self, *, mapping: bool) -> None:
        """A mapping or a list begins, of which a key may also be made (YAML)."""
        if len(self.path) >= 200:
            raise ReadError(
                _("{file} is nested more than 200 levels deep: is this a message file?").format(file=self.file)
            )
        self.keys.append(self._expects_key)
        self.path.append(None if mapping else 0)

    def close(self) -> None:
        """The innermost mapping or list ends."""
        self.path.pop()
        if self.keys.pop():
            self.path[-1] = "?"
        else:
            self._next()

    def scalar(self, text: str) -> tuple[str, ...] | None:
        """The path to this value; None if it is a key."""
        if self._expects_key:
            self.path[-1] = text
            return None
        path = tuple(f"[{part}]" if isinstance(part, int) else part or "" for part in self.path)
        self._next()
        return path

    @property
    def _expects_key(self) -> bool:
        return bool(self.path) and self.path[-1] is None

    def _next(self) -> None:
        if self.path:
            self.path[-1] = self.path[-1] + 1 if isinstance(self.path[-1], int) else None


def document(scalars: Iterable[Scalar], source: Source, format_name: str) -> Document:
    """The messages among the values of a file, keyed by the path to them, without the languages at its root."""
    found = list(scalars)
    declared = next((s.text for s in found if s.path == ("@@locale",)), None)
    messages, languages = _by_language(_messages(found))
    passages = [
        _passage(scalar, source, language) for scalar, language in zip(messages, languages, strict=True) if scalar.path
    ]
    only = languages[0] if len(set(languages)) == 1 else None
    language = locale(declared) if declared else only
    return Document(source.path, format_name, segments(passages, source), language)


def _messages(scalars: Sequence[Scalar]) -> list[Scalar]:
    """The texts, without what is said about them to translators (ARB, MediaWiki; Docusaurus, Chrome)."""
    texts = [s for s in scalars if s.text is not None and s.path and not s.path[0].startswith("@")]
    roots = {s.path[0] for s in texts}
    described = {s.path[0] for s in texts if s.path[1:] == ("message",)}
    if roots == described:
        return [replace(s, path=s.path[:1]) for s in texts if s.path[1:] == ("message",)]
    return _listed(texts) or _without_remarks(texts)


def _listed(texts: Sequence[Scalar]) -> list[Scalar]:
    """The messages of a list of them, each with its `id` and its `translation` (go-i18n 1, Hugo), by their ids."""
    ids = {s.path[:-1]: s.text or "" for s in texts if s.path[-1] == "id" and "".join(s.path[-2:-1]).startswith("[")}
    return [
        replace(s, path=(ids[s.path[:at]], *s.path[at + 1 :]))
        for s in texts
        for at, name in enumerate(s.path)
        if name == "translation" and s.path[:at] in ids
    ]


def _without_remarks(texts: Sequence[Scalar]) -> list[Scalar]:
    """The texts without what go-i18n says about a message beside its plural forms: `description`, `hash`."""
    said: dict[tuple[str, ...], set[str]] = {}
    for s in texts:
        said.setdefault(s.path[:-1], set()).add(s.path[-1])
    messages = {path for path, found in said.items() if path and "other" in found and found <= _GO_I18N}
    return [s for s in texts if s.path[:-1] not in messages or s.path[-1] in _FORMS]


def _by_language(messages: Sequence[Scalar]) -> tuple[list[Scalar], list[str | None]]:
    """The messages with the language that stands at the root of their paths (Rails), for each one, or None.

    Where it is one for all, the paths go on without it.
    """
    roots = {s.path[0] for s in messages}
    languages = {root: locale(root) for root in roots}
    if None in languages.values():
        return list(messages), [None] * len(messages)
    found = [languages[s.path[0]] for s in messages]
    return [replace(s, path=s.path[1:]) for s in messages] if len(roots) == 1 else list(messages), found


def locale(tag: str | None) -> str | None:
    """The primary language of a locale's name (`fr`, `fr-CA`, `pt_BR`); None if it is something else."""
    match = _LOCALE.fullmatch(tag or "")
    return match[1].lower() if match and match[1].lower() in CODES else None


def _passage(scalar: Scalar, source: Source, language: str | None) -> Passage:
    passage = Passage(Kind.MESSAGE, key=key_of(".".join(scalar.path).replace(".[", "[")), language=language)
    text = scalar.text or ""
    if "\n" in source.text[scalar.start : scalar.end]:
        passage.add_words(text, source, scalar.start, scalar.end)
    else:
        passage.add(text, scalar.start)
    passage.marks = list(placeholders(text))
    return passage


def key_of(path: str) -> str:
    """The key of a message; one form of a plural, `files_one` or `files.one`, is `files[one]`."""
    plural = _PLURAL.fullmatch(path)
    return f"{plural[1]}[{plural[2]}]" if plural else path


def placeholders(text: str) -> Iterator[Mark]:
    """What is put into a message when it is shown, in the ways of i18next, Rails, Vue, ICU, printf, and tags.

    The value is its name without formats, `{{price, currency}}` is `{{price}}`, for they differ between languages;
    it is empty for what only holds the branches of a choice together.
    """
    depth = 0
    for token in _TOKENS.finditer(text):
        kind = token.lastgroup
        if kind in ("branch", "end", "number") and not depth:
            continue
        depth += {"choice": 1, "end": -1}.get(kind or "", 0)
        yield Mark(MarkKind.PLACEHOLDER, *token.span(), _value(token))


def _value(token: re.Match[str]) -> str:
    if token["choice"]:
        return f"{{{token['name']}}}"
    if token["branch"] or token["end"]:
        return ""
    if tag := re.match(r"</?\w+", token[0]):
        return f"{tag[0]}>"
    inside = re.fullmatch(r"(\{+)-?\s*([^\s,{}]*)[^{}]*(\}+)", token[0])
    return "".join(inside.groups()) if inside else token[0]


def lies_among_messages(path: str) -> bool:
    """Whether a file's name or one of its folders says that it holds messages: `locales/`, `fr/`, `app_fr.arb`."""
    *folders, name = PurePosixPath(path).parts
    last = re.split(r"[._]", name.rpartition(".")[0])[-1:]
    stem = name.rpartition(".")[0].rpartition(".")[2]
    named = any(locale(part) for part in (*folders, *last, stem))
    return named or not _FOLDERS.isdisjoint(folder.lstrip("_").lower() for folder in folders)


def hold_messages(path: str, read: Callable[[], Sequence[Scalar]]) -> bool:
    """Whether data in a folder are messages: by where they lie, and then by what they are.

    Data that cannot be read, where messages lie, are taken for messages: whoever reads them will say what is wrong.
    """
    if not lies_among_messages(path):
        return False
    try:
        scalars = read()
    except ReadError:
        return True
    roots = {s.path[0] for s in scalars if s.path}
    texts = [s.text for s in scalars if s.text]
    worded = sum(bool(_WORDS.search(text)) for text in texts)
    return not roots & _OTHER_DATA and 2 * worded >= max(len(texts), 1) and 2 * len(texts) >= len(scalars)
