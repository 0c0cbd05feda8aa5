"""The check `pairing`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from parallelcheck.checks.documents import Documents
from parallelcheck.i18n import _, marked, ngettext
from parallelcheck.model import Conflict, Finding, Profile, Publication, Related, Severity, language_name

_ADVICE = {
    "same counterpart": marked(
        "Keep one of them, or state in the settings, under pairs, which translates which; until then only the other "
        "one is compared."
    ),
    "same key": marked(
        "Give each document a key of its own, or delete one of them; until then only the other one is compared."
    ),
    "one way": marked("Link back from there with hreflang, or correct the link."),
}


@dataclass(frozen=True)
class Pairing:
    """Documents that contradict each other about which translates which.

    Two documents claim to be the same translation of one; two in one language have the same translation key, so that
    a site shows only one of them; a page links to its translation, which does not link back, so that search engines
    believe neither.

    **Example.** `about.fr.md` and `fr/about.md` both stand for the French version of `about.md`.

    **Stays silent** about one document in several formats, and about variants such as `pt-BR` beside `pt-PT`.

    **Misses** contradictions with documents that were not scanned.

    **Options.** `few`: how many links that point one way only are reported one by one, and not all in one (5).
    """

    name: ClassVar[str] = "pairing"
    severity: ClassVar[Severity] = Severity.WARNING
    profile: ClassVar[Profile] = "default"

    few: int = 5

    def run(self, publication: Publication) -> Iterator[Finding]:
        """One finding for each contradiction, or one for many links that point one way."""
        documents = Documents(publication)
        one_way = [conflict for conflict in publication.conflicts if conflict.kind == "one way"]
        alike = len(one_way) if len(one_way) > self.few else 1
        for conflict in publication.conflicts:
            if conflict.kind != "one way":
                yield self._finding(conflict, 1, documents)
        for conflict in one_way[:1] if alike > 1 else one_way:
            yield self._finding(conflict, alike, documents)

    def _finding(self, conflict: Conflict, alike: int, documents: Documents) -> Finding:
        source, target = documents.sides(conflict.path)
        message = contradiction(conflict) + (f" {_more(alike - 1)}" if alike > 1 else "")
        return Finding(
            self.name,
            self.severity,
            message,
            source=source,
            target=target,
            also=tuple(Related(marked("other"), documents.first_passage(path)) for path in conflict.others),
            evidence={"kind": conflict.kind, "documents": len(conflict.others) + 1, "alike": alike},
            suggestion=_(_ADVICE[conflict.kind]),
        )


def contradiction(conflict: Conflict) -> str:
    """What the document at `conflict.path` claims, in a sentence."""
    return _claim(conflict).format(
        others=_(" and ").join(conflict.others),
        language=language_name(conflict.language),
        key=conflict.key,
        source=conflict.source,
    )


def _claim(conflict: Conflict) -> str:
    if conflict.kind == "same key":
        return _("This document has the translation key “{key}”, and so has {others}, in the same language.")
    if conflict.kind == "one way":
        return (
            _("This page links to {others} as its {language} version, which does not link back.")
            if conflict.language
            else _("This page links to {others} as its version, which does not link back.")
        )
    if conflict.source:
        return (
            _("This document and {others} both claim to be the {language} translation of {source}.")
            if conflict.language
            else _("This document and {others} both claim to be the translation of {source}.")
        )
    return (
        _("This document and {others} both claim to be the {language} version of one document.")
        if conflict.language
        else _("This document and {others} both claim to be the version of one document.")
    )


def _more(number: int) -> str:
    return ngettext("{number} more page links like this.", "{number} more pages link like this.", number).format(
        number=number
    )
