"""What is looked for. One module per check; its docstring is its manual page, its fields are its options.

A check that is explained by another one's finding on the same text yields to it: one cause, one finding.
"""

import inspect
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, ClassVar, Protocol, TypeVar, get_args

import msgspec

from parallelcheck.checks.added_passage import AddedPassage
from parallelcheck.checks.added_sentence import AddedSentence
from parallelcheck.checks.catalogue import Catalogue
from parallelcheck.checks.code import Code
from parallelcheck.checks.conflicting_repeat import ConflictingRepeat
from parallelcheck.checks.coverage import WEAK
from parallelcheck.checks.empty_section import EmptySection
from parallelcheck.checks.foreign_passage import ForeignPassage
from parallelcheck.checks.heading_levels import HeadingLevels
from parallelcheck.checks.inconsistent_translation import InconsistentTranslation
from parallelcheck.checks.left_beside_translation import LeftBesideTranslation
from parallelcheck.checks.links import Links
from parallelcheck.checks.lists_and_tables import ListsAndTables
from parallelcheck.checks.merged_translation import MergedTranslation
from parallelcheck.checks.missing_document import MissingDocument
from parallelcheck.checks.missing_passage import MissingPassage
from parallelcheck.checks.missing_sentence import MissingSentence
from parallelcheck.checks.mostly_untranslated import MostlyUntranslated
from parallelcheck.checks.moved_passage import MovedPassage
from parallelcheck.checks.names import Names
from parallelcheck.checks.negation import Negation
from parallelcheck.checks.numbers import Numbers
from parallelcheck.checks.orphan_document import OrphanDocument
from parallelcheck.checks.pairing import Pairing
from parallelcheck.checks.partly_untranslated import PartlyUntranslated
from parallelcheck.checks.placeholders import Placeholders
from parallelcheck.checks.policy import WRONG_LANGUAGE, words
from parallelcheck.checks.repeated_passage import RepeatedPassage
from parallelcheck.checks.runs import joined
from parallelcheck.checks.shifted_passage import ShiftedPassage
from parallelcheck.checks.source_edited import SourceEdited
from parallelcheck.checks.stale_translation import StaleTranslation
from parallelcheck.checks.terminology import Terminology
from parallelcheck.checks.truncated_passage import TruncatedPassage
from parallelcheck.checks.unmarked_language import UnmarkedLanguage
from parallelcheck.checks.untranslated_metadata import UntranslatedMetadata
from parallelcheck.checks.untranslated_passage import UntranslatedPassage
from parallelcheck.checks.unused_decision import UnusedDecision
from parallelcheck.checks.unused_ignore import UnusedIgnore
from parallelcheck.checks.weak_match import WeakMatch
from parallelcheck.errors import SettingsError, UsageError, near_miss
from parallelcheck.i18n import _, paragraphs
from parallelcheck.model import (
    AlignedPair,
    CheckInfo,
    Finding,
    Location,
    Problem,
    Profile,
    Publication,
    Segment,
    Severity,
)

__all__ = [
    "CHECKS",
    "PAIR_CHECKS",
    "PUBLICATION_CHECKS",
    "WEAK",
    "WRONG_LANGUAGE",
    "Check",
    "PublicationCheck",
    "configured",
    "configured_for_all",
    "find",
    "info",
    "joined",
    "run",
    "run_on_publication",
    "selected",
    "unused_decisions",
    "unused_ignores",
    "words",
]


class Check(Protocol):
    """What a check of pairs offers. An instance is a frozen dataclass whose fields are its options."""

    name: ClassVar[str]
    severity: ClassVar[Severity]
    profile: ClassVar[Profile]  # the first one that it is part of
    needs_source: ClassVar[bool]
    yields_to: ClassVar[tuple[str, ...]]  # checks whose finding on the same text says it all

    def run(self, pair: AlignedPair) -> Iterator[Finding]:
        """The findings in one pair of documents."""
        ...


class PublicationCheck(Protocol):
    """What a check offers that looks at all documents together."""

    name: ClassVar[str]
    severity: ClassVar[Severity]
    profile: ClassVar[Profile]

    def run(self, publication: Publication) -> Iterator[Finding]:
        """The findings in a publication."""
        ...


AnyCheck = type[Check] | type[PublicationCheck] | type[UnusedIgnore] | type[UnusedDecision]

# A check stands after those that it yields to.
PAIR_CHECKS: tuple[type[Check], ...] = (
    MostlyUntranslated,
    LeftBesideTranslation,
    UntranslatedPassage,
    ForeignPassage,
    PartlyUntranslated,
    UnmarkedLanguage,
    ShiftedPassage,
    MovedPassage,
    RepeatedPassage,
    ConflictingRepeat,
    SourceEdited,
    StaleTranslation,
    MissingPassage,
    AddedPassage,
    WeakMatch,
    MissingSentence,
    AddedSentence,
    TruncatedPassage,
    EmptySection,
    HeadingLevels,
    Negation,
    Numbers,
    Links,
    ListsAndTables,
    Placeholders,
    Code,
    UntranslatedMetadata,
    Names,
    Catalogue,
    Terminology,
)
PUBLICATION_CHECKS: tuple[type[PublicationCheck], ...] = (
    MissingDocument,
    OrphanDocument,
    Pairing,
    InconsistentTranslation,
    MergedTranslation,
)
CHECKS: tuple[AnyCheck, ...] = (*PAIR_CHECKS, *PUBLICATION_CHECKS, UnusedIgnore, UnusedDecision)

# An edit without an answer on the other side explains whatever the two sides differ in.
_EDITED = (SourceEdited.name, StaleTranslation.name)

_Any = TypeVar("_Any", Check, PublicationCheck)


def info(check: AnyCheck) -> CheckInfo:
    """A check as reports and `explain` show it."""
    text = inspect.cleandoc(check.__doc__ or "")
    summary, _blank, explanation = text.partition("\n\n")
    folded, page = _(" ".join(summary.split())), paragraphs(explanation.strip())
    return CheckInfo(check.name, check.severity, folded, page, check.profile)


def find(name: str) -> AnyCheck:
    """The check of that name.

    Raises:
        UsageError: there is none; says which name is near.
    """
    for check in CHECKS:
        if check.name == name:
            return check
    hint = near_miss(name, [check.name for check in CHECKS], _("; `parallelcheck explain` lists them."))
    raise UsageError(_("There is no check “{name}”{hint}").format(name=name, hint=hint))


def configured(options: Mapping[str, Mapping[str, Any]]) -> tuple[Check, ...]:
    """Every check of pairs, in order, with the options that the settings give it.

    Raises:
        UsageError: a check that does not exist.
        SettingsError: an option that does not exist, or has the wrong type.
    """
    for name in options:
        find(name)
    return tuple(_with_options(check, options.get(check.name, {})) for check in PAIR_CHECKS)


def configured_for_all(options: Mapping[str, Mapping[str, Any]]) -> tuple[PublicationCheck, ...]:
    """The same for the checks of all documents together."""
    return tuple(_with_options(check, options.get(check.name, {})) for check in PUBLICATION_CHECKS)


def selected(select: Sequence[str], ignore: Sequence[str], profile: Profile, named: Collection[str]) -> frozenset[str]:
    """Names of the checks whose findings are wanted: those to `select`, or without such those of the profile and those
    that the settings have `named`.

    Raises:
        UsageError: a check that does not exist.
    """
    for name in (*select, *ignore, *named):
        find(name)
    included = get_args(Profile)[: get_args(Profile).index(profile) + 1]
    of_profile = (check.name for check in CHECKS if check.profile in included or check.name in named)
    return frozenset(select or of_profile) - frozenset(ignore)


def run(checks: Sequence[Check], pair: AlignedPair) -> tuple[list[Finding], list[Problem]]:
    """What the checks find in a pair, without what another finding explains; a check that crashes becomes
    a problem that names it, and the others go on.
    """
    findings: list[Finding] = []
    problems: list[Problem] = []
    for check in checks:
        if check.needs_source and pair.source is None:
            continue
        try:
            found = list(check.run(pair))
        except Exception as error:  # noqa: BLE001 - a bug in one check must not hide what the others find
            problems.append(_crash(check.name, pair.target.path, error))
            continue
        earlier = [finding for finding in findings if finding.check in (*_EDITED, *check.yields_to)]
        findings += [finding for finding in found if not any(_explains(other, finding) for other in earlier)]
    return findings, problems


def unused_ignores(publication: Publication, used: Collection[Location]) -> Iterator[Finding]:
    """The comments in its documents that silence none of all findings; `used` is where those stand that do."""
    return UnusedIgnore().run(publication, used, {check.name for check in CHECKS})


def unused_decisions(entries: Iterable[Segment]) -> Iterator[Finding]:
    """A finding for each of these entries of the file of decisions."""
    return UnusedDecision().run(entries)


def run_on_publication(
    checks: Sequence[PublicationCheck], publication: Publication
) -> tuple[list[Finding], list[Problem]]:
    """What the checks find in all documents together; one that crashes becomes a problem, and the others go on."""
    findings: list[Finding] = []
    problems: list[Problem] = []
    for check in checks:
        try:
            findings += check.run(publication)
        except Exception as error:  # noqa: BLE001 - as above
            problems.append(_crash(check.name, ".", error))
    return findings, problems


def _crash(check: str, path: str, error: Exception) -> Problem:
    reason = _("the check “{name}” failed here ({error}); please report it").format(
        name=check, error=f"{type(error).__name__}: {error}"
    )
    return Problem(path, reason, check)


def _with_options(check: type[_Any], options: Mapping[str, Any]) -> _Any:
    known = [field.name.replace("_", "-") for field in fields(check)]  # type: ignore[arg-type]
    for name in options:
        if name not in known:
            hint = near_miss(name, known, _("; it has {names}.").format(names=", ".join(known) or _("none")))
            unknown = _("The check “{check}” has no option “{name}”{hint}")
            raise SettingsError(unknown.format(check=check.name, name=name, hint=hint))
    try:
        return msgspec.convert({name.replace("-", "_"): value for name, value in options.items()}, check)
    except msgspec.ValidationError as error:
        unusable = _("An option of the check “{check}” cannot be used: {error}.")
        raise SettingsError(unusable.format(check=check.name, error=error)) from error


def _explains(other: Finding, finding: Finding) -> bool:
    """Whether it is about the same text and at least as severe: a note never swallows a warning."""
    theirs = (*other.target, *(related.segment for related in other.also if related.role in {"translation", "earlier"}))
    same_text = _overlap(finding.target, theirs) or _overlap(finding.source, other.source)
    return same_text and other.severity >= finding.severity


def _overlap(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    return any(
        a.index == b.index and a.offset < b.offset + len(b.text) and b.offset < a.offset + len(a.text)
        for a in left
        for b in right
    )
