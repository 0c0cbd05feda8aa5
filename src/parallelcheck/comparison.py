"""One pair of documents, read and aligned; and all that were, as the checks of a whole publication see them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from parallelcheck.align import held
from parallelcheck.discover import Discovery
from parallelcheck.i18n import _
from parallelcheck.model import (
    AlignedPair,
    Document,
    DocumentPair,
    Expected,
    Problem,
    Publication,
    language_name,
)
from parallelcheck.read import BILINGUAL, content_of, read, read_bilingual, with_text
from parallelcheck.session import Session
from parallelcheck.work import Content, as_problem

# Less of the text of either document than this in beads that hold: they have nothing to do with each other.
# Measured on 24 pairs: 0.03 at most for strangers, 0.76 at least for translations cut to a tenth.
_IN_COMMON = 0.2


def compare(
    session: Session, pair: DocumentPair, root: Path, content: Content = content_of
) -> tuple[AlignedPair | None, list[Problem]]:
    """One pair read and aligned; whatever is wrong with its files comes out as problems. `content` reads the files.

    One that cannot be compared with the other is there alone.
    """
    problems: list[Problem] = []
    source, target = _read(session, pair, root, problems, content)
    if target is None:
        source, target = None, source
    if target is None:
        return None, problems
    aligned = session.compare(source, target, pair.paired_by)
    reason = aligned.source and _incomparable(aligned.source, aligned)
    if reason:
        problems.append(Problem(target.path, reason))
        aligned = session.compare(None, target, pair.paired_by)
    return replace(aligned, confidence=pair.confidence), problems


def _read(
    session: Session, pair: DocumentPair, root: Path, problems: list[Problem], load: Content
) -> tuple[Document | None, Document | None]:
    """Source and target; None for one that is not there, or that cannot be checked: then a problem says why."""
    source = target = None
    path = relative(pair.target, root)
    with as_problem(path, problems):
        content = load(Path(pair.target))
        both = None
        if not pair.source or Path(path).suffix.lower() in BILINGUAL:
            wanted = pair.target_language or session.config.target_language
            both = read_bilingual(content, path, session.config.source_language, wanted)
        if both:
            source = session.prepare(with_text(both[0]), pair.source_language, pair.target_language)
            return source, session.prepare(both[1], pair.target_language, pair.source_language)
        text = with_text(read(content, path, session.config.front_matter))
        target = session.prepare(text, pair.target_language, pair.source_language)
    if pair.source:
        path = relative(pair.source, root)
        with as_problem(path, problems):
            text = with_text(read(load(Path(pair.source)), path, session.config.front_matter))
            source = session.prepare(text, pair.source_language, pair.target_language)
    return source, target


def _incomparable(source: Document, pair: AlignedPair) -> str | None:
    """Why it makes no sense to compare the two, in a sentence; None if it does."""
    target = pair.target
    is_catalogue = source.path == target.path
    both = (
        _("The messages and translations in {path}").format(path=target.path)
        if is_catalogue
        else _("{source} and {target}").format(source=source.path, target=target.path)
    )
    if source.language and source.language == target.language:
        spoken = _spoken(target)
        if spoken and spoken != _spoken(source) == target.language:
            return _(
                "{target} is named as {language}, but its text is in {spoken}, and {source} is in {language}, so they "
                "were not compared: were the two exchanged?"
            ).format(
                source=source.path,
                target=target.path,
                language=language_name(target.language),
                spoken=language_name(spoken),
            )
        return _(
            "{both} are both in {language}, so they were not compared; if that is wrong, say "
            "--source-language and --target-language."
        ).format(both=both, language=language_name(source.language))
    if not is_catalogue and max(held(pair.beads, in_source=True), held(pair.beads, in_source=False)) < _IN_COMMON:
        return _("{both} have next to nothing in common, so they were not compared; is this the right pair?").format(
            both=both
        )
    return None


def _spoken(document: Document) -> str | None:
    """The language of most of its text, whatever it is named."""
    letters: Counter[str] = Counter()
    for segment in document.segments:
        if segment.identified.status == "decided" and segment.identified.language:
            letters[segment.identified.language] += len(segment.text)
    return max(sorted(letters), key=letters.__getitem__) if letters else None


def publication_of(found: Discovery, pairs: Sequence[AlignedPair], root: Path) -> Publication:
    """All that was scanned, with paths below the root."""

    def below(path: str | None) -> str | None:
        return path and relative(path, root)

    def expected(each: Expected) -> Expected:
        return replace(each, path=relative(each.path, root), counterpart=below(each.counterpart))

    conflicts = (
        replace(
            each,
            path=relative(each.path, root),
            others=tuple(relative(path, root) for path in each.others),
            source=below(each.source),
        )
        for each in found.conflicts
    )
    return Publication(
        tuple(pairs), tuple(map(expected, found.translations)), tuple(map(expected, found.originals)), tuple(conflicts)
    )


def relative(path: str, root: Path) -> str:
    return Path(path).absolute().relative_to(root).as_posix()
