"""Which passages of a source were edited after their translations were last touched."""

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parallelcheck.errors import ReadError, UsageError
from parallelcheck.history.edits import Encode, Unlike, edits, unlike
from parallelcheck.history.repository import FETCH, UNCOMMITTED, Repository
from parallelcheck.i18n import _
from parallelcheck.model import AlignedPair, Document, Edit, Problem, Segment

Read = Callable[[bytes, str], Document]
Agreed = Mapping[int, tuple[int, str]]  # by index of a passage: seconds, commit

# What translations say of the commit of the source that they translate: MDN's l10n.sourceCommit, Docsy's
# default_lang_commit, the EN-Revision of PHP's and KDE's manuals.
_HINT = re.compile(
    rb"\b(?:source[-_]?commit|default_lang_commit|en-revision)[\"']?\s*[:=]\s*[\"']?([0-9a-f]{7,40})\b", re.IGNORECASE
)
_HEAD = 8_000  # bytes, in which such a hint stands
_WITHOUT_LINES = frozenset((".docx", ".docm", ".odt", ".epub", ".pdf", ".xlsx"))


class History:
    """Looks back from pairs of documents; `problems` and `notes` are what there is to say of that."""

    def __init__(self, read: Read, encode: Encode) -> None:
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self._read = read
        self._encode = encode
        self._repositories: dict[Path, Repository | None] = {}
        self._names: dict[str, dict[Path, Path]] = {}  # by commit: what files are called now, and were

    def outdated(self, pair: AlignedPair, source: Path, target: Path) -> tuple[Edit, ...]:
        """The passages of the source that are not as they were when their translations were last touched.

        `source` and `target` are the files of the pair.
        """
        source, target = Path(os.path.realpath(source)), Path(os.path.realpath(target))
        repository = self._repository(target.parent, pair.target.path)
        if repository is None or source == target or not source.is_relative_to(repository.top):
            return ()
        try:
            return tuple(self._edits(pair, _Files(repository, source, target)))
        except ReadError as error:
            self._add(
                pair.source.path if pair.source else "",
                _("An older version cannot be compared: {error}.").format(error=error),
            )
        except Exception as error:  # noqa: BLE001 - a reader's bug that an old version brings out must not hide the rest
            said = _("looking into its history failed ({name}: {error}); please report it").format(
                name=type(error).__name__, error=error
            )
            self._add(pair.target.path, said)
        return ()

    def _repository(self, folder: Path, path: str) -> Repository | None:
        """The repository of a folder, if it remembers enough; a problem says where it does not, once."""
        if folder not in self._repositories:
            self._repositories[folder] = self._opened(folder, path)
        return self._repositories[folder]

    def _opened(self, folder: Path, path: str) -> Repository | None:
        try:
            repository = Repository.around(folder)
        except UsageError as error:
            self._add(path, str(error))
            return None
        if repository and repository.is_shallow:
            self._add(
                path,
                _("What was edited since it was translated is not known in a shallow clone: {way}.").format(
                    way=_(FETCH)
                ),
            )
            return None
        return repository

    def _add(self, path: str, reason: str) -> None:
        if reason not in {problem.reason for problem in self.problems}:
            self.problems.append(Problem(path, reason))

    def _edits(self, pair: AlignedPair, files: "_Files") -> Iterator[Edit]:
        agreed = self._agreed(pair, files)
        versions = self._versions({commit for _, commit in agreed.values()}, files)
        changed: dict[str, Unlike] = {}
        for bead in pair.beads:
            known = [agreed.get(segment.index, (0, "")) for segment in bead.target]
            commit = max(known)[1] if all(commit for _, commit in known) and known else ""
            version = versions.get(commit)
            if version is None or pair.source is None:
                continue
            if version not in changed:
                then = self._read(files.repository.blob(version), pair.source.path)
                changed[version] = unlike(then, pair.source, self._encode)
            if any(segment.index in changed[version] for segment in bead.source):
                yield from edits(bead.source, bead.target, changed[version], files.repository.named(commit))

    def _agreed(self, pair: AlignedPair, files: "_Files") -> Agreed:
        """When each passage of the target, by its index, agreed with the source: seconds and commit."""
        hint = files.hint()
        known = files.repository.commit(hint) if hint else None
        if known:
            return dict.fromkeys((segment.index for segment in pair.target.segments), (0, known))
        if hint:
            self.notes.append(
                _(
                    "{path} says that it translates commit {hint}, which its repository does not have: when "
                    "each passage was last edited was looked at instead."
                ).format(path=pair.target.path, hint=hint)
            )
        return files.last_edits(pair.target.segments)

    def _versions(self, commits: Collection[str], files: "_Files") -> Mapping[str, str]:
        """By commit, which version of the source it has, whatever it was called then; without those like today's."""
        repository, source = files.repository, files.source
        versions = dict(repository.versions(sorted(commits), source))
        for commit in sorted(set(commits) - versions.keys()):
            name = self._name(repository, commit, source)
            versions |= repository.versions([commit], name) if name else {}
        today = repository.version(source)
        return {commit: version for commit, version in versions.items() if version != today}

    def _name(self, repository: Repository, commit: str, path: Path) -> Path | None:
        """What a file was called in a commit."""
        if commit not in self._names:
            self._names[commit] = {now: then for then, now in repository.differences(commit) if then and now}
        return self._names[commit].get(path)


@dataclass(frozen=True)
class _Files:
    """The files of a pair in their repository."""

    repository: Repository
    source: Path
    target: Path

    def hint(self) -> str | None:
        """The commit that the translation says it translates."""
        with self.target.open("rb") as file:
            match = _HINT.search(file.read(_HEAD))
        return match[1].decode() if match else None

    def last_edits(self, segments: Sequence[Segment]) -> Agreed:
        """When each passage of the target was last edited; without those that are in no commit as they are."""
        if self.target.suffix.lower() in _WITHOUT_LINES:
            commit = self.repository.last_touched(self.target)
            return dict.fromkeys((segment.index for segment in segments), (0, commit)) if commit else {}
        ages = self.repository.line_ages(self.target)
        lines = {s.index: range(s.where.line, s.where.end_line + 1) for s in segments}
        newest = {index: max((ages[line] for line in lines[index] if line in ages), default=None) for index in lines}
        return {index: age for index, age in newest.items() if age and age[1] != UNCOMMITTED}
