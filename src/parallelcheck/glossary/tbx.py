"""TBX-Basic: glossaries as terminology programs exchange them (ISO 30042:2008 and 2019)."""

from collections.abc import Iterator

from parallelcheck.checks.glossary import Term
from parallelcheck.errors import ReadError
from parallelcheck.i18n import _
from parallelcheck.read.xml import Element, attribute, children, local, parse
from parallelcheck.stems import primary

# Each as the standard of 2019 names it and as that of 2008 did.
_ENTRIES = frozenset(("conceptEntry", "termEntry"))
_LANGUAGES = ("langSec", "langSet")
_NAMES = frozenset(("termSec", "tig", "ntig"))
_STATUS = frozenset(("administrativeStatus", "normativeAuthorization"))
_BAD = ("deprecated", "superseded")


def terms_of(content: bytes, path: str) -> Iterator[Term]:
    """The terms in a file, with the names that it marks as preferred first and those it deprecates as forbidden.

    Raises `ReadError` where it is not TBX.
    """
    root = parse(content, path)
    if local(str(root.tag)) not in {"tbx", "martif"}:
        raise ReadError(_("{path} is XML but not TBX: its root is <{tag}>").format(path=path, tag=local(str(root.tag))))
    return (_term(entry) for entry in _below(root, _ENTRIES))


def _term(entry: Element) -> Term:
    names: dict[str, tuple[str, ...]] = {}
    forbidden: dict[str, tuple[str, ...]] = {}
    for section in children(entry, *_LANGUAGES):
        language = primary(attribute(section, "lang"))
        written = [(_text(next(_below(name, {"term"}), None)), _status(name)) for name in _below(section, _NAMES)]
        allowed = [each for each in written if not any(bad in each[1] for bad in _BAD)]
        allowed.sort(key=lambda each: "preferred" not in each[1])
        names[language] = tuple(text for text, _ in allowed if text)
        forbidden[language] = tuple(text for text, status in written if text and (text, status) not in allowed)
    return Term(_filled(names), _filled(forbidden), comment=_text(next(_below(entry, {"note"}), None)))


def _below(element: Element, tags: frozenset[str] | set[str]) -> Iterator[Element]:
    return (each for each in element.iter() if local(str(each.tag)) in tags)


def _status(name: Element) -> str:
    """What is said about the use of a name, by an element of that name or with that type."""
    said = (each for each in name.iter() if local(str(each.tag)) in _STATUS or each.get("type") in _STATUS)
    return " ".join(map(_text, said))


def _text(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def _filled(names: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {language: found for language, found in names.items() if found}
