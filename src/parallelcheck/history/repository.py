"""A git repository, as far as we ask it: which commits there are, and what a file held and when."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parallelcheck.errors import ReadError, UsageError, near_miss
from parallelcheck.git import first_line, run
from parallelcheck.i18n import _, marked

FETCH = marked(
    "fetch the whole history (`git fetch --unshallow`; `fetch-depth: 0` for actions/checkout; GIT_DEPTH: 0 in GitLab)"
)
UNCOMMITTED = "0" * 40  # what git blame calls the commit of a line that is in none
_BLAMED = re.compile(rb"^([0-9a-f]{40}) \d+ (\d+)")


@dataclass(frozen=True)
class Repository:
    """The repository whose working tree is the folder `top`, a path without links."""

    top: Path

    @classmethod
    def around(cls, folder: Path) -> "Repository | None":
        """The one that the folder is in; None if it is in none.

        Raises UsageError where git is not installed, or refuses.
        """
        try:
            done = run(folder, "rev-parse", "--show-toplevel")
        except OSError as error:
            raise UsageError(
                _("Git is not installed, and without it nobody knows what was edited: install it.")
            ) from error
        if done.returncode and b"not a git repository" in done.stderr:
            return None
        top = os.fsdecode(done.stdout.rstrip(b"\n"))
        if done.returncode or not top:
            raise UsageError(
                _("Git does not say what was edited in {folder}: {answer}").format(
                    folder=folder, answer=first_line(done.stderr)
                )
            )
        return cls(Path(os.path.realpath(top)))

    def answer(self, *arguments: str, stdin: bytes = b"") -> bytes | None:
        """What git prints; None if it fails."""
        done = run(self.top, *arguments, stdin=stdin)
        return None if done.returncode else done.stdout

    @property
    def is_shallow(self) -> bool:
        """Whether it holds only the last commits."""
        return self.answer("rev-parse", "--is-shallow-repository") == b"true\n"

    def merge_base(self, revision: str) -> str:
        """The last commit that `revision` and what is checked out have in common. Raises UsageError without one."""
        commit = None if revision.startswith("-") else self.commit(revision)
        if commit is None and self.is_shallow:
            raise UsageError(
                _("{revision} is not in {top}, which is a shallow clone: {way}.").format(
                    revision=revision, top=self.top, way=_(FETCH)
                )
            )
        if commit is None:
            raise UsageError(
                _("There is no commit or branch {revision} in {top}{hint}").format(
                    revision=revision, top=self.top, hint=self._hint(revision)
                )
            )
        base = self.answer("merge-base", commit, "HEAD")
        if base is None and self.is_shallow:
            reason = _("are not known to have a commit in common: it is a shallow clone")
            raise UsageError(
                _("In {top}, {revision} and what is checked out {reason}; {way}.").format(
                    top=self.top, revision=revision, reason=reason, way=_(FETCH)
                )
            )
        if base is None:
            raise UsageError(
                _("In {top}, {revision} and what is checked out have no commit in common: name another.").format(
                    top=self.top, revision=revision
                )
            )
        return base.decode().strip()

    def commit(self, revision: str) -> str | None:
        """The full name of a commit; None if there is none of that name."""
        found = self.answer("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        return found.decode().strip() if found else None

    def named(self, commit: str) -> str:
        """A commit as a person finds it again: "3f2a1bc of 2024-05-01"."""
        said = self.answer("show", "--no-patch", "--format=%h of %cs", commit)
        return said.decode().strip() if said else commit[:7]

    def content(self, commit: str, path: Path) -> bytes:
        """What a file below `top` held. Raises ReadError if it was not there."""
        content = self.answer("cat-file", "blob", f"{commit}:{self.below(path)}")
        if content is None:
            raise ReadError(_("{path} was not there in commit {commit}").format(path=path, commit=commit[:7]))
        return content

    def versions(self, commits: Sequence[str], path: Path) -> Mapping[str, str]:
        """By commit, which version of a file it has, named by its content; without those that have none."""
        asked = "".join(f"{commit}:{self.below(path)}\n" for commit in commits)
        lines = (self.answer("cat-file", "--batch-check", stdin=os.fsencode(asked)) or b"").decode(errors="replace")
        said = dict(zip(commits, (line.split(" ") for line in lines.splitlines()), strict=False))
        return {commit: words[0] for commit, words in said.items() if words[1:2] == ["blob"]}

    def version(self, path: Path) -> str:
        """Which version a file is now."""
        return (self.answer("hash-object", "--", self.below(path)) or b"").decode().strip()

    def blob(self, version: str) -> bytes:
        """A version of a file. Raises ReadError if it is not here."""
        content = self.answer("cat-file", "blob", version)
        if content is None:
            raise ReadError(_("git does not have the version {version} that it speaks of").format(version=version[:7]))
        return content

    def line_ages(self, path: Path) -> dict[int, tuple[int, str]]:
        """When every line of a file got what it says, as it is now: seconds and commit; nothing if git has not got it.

        White space does not count.
        """
        said = self.answer("blame", "-w", "--porcelain", "--", self.below(path)) or b""
        lines: dict[int, str] = {}
        times: dict[str, int] = {}
        for line in said.split(b"\n"):
            if match := _BLAMED.match(line):
                lines[int(match[2])] = commit = match[1].decode()
            elif line.startswith(b"committer-time "):
                times[commit] = int(line.split()[1])
        return {number: (times[commit], commit) for number, commit in lines.items()}

    def last_touched(self, path: Path) -> str | None:
        """The last commit that touched a file; None if it is in none, or not as it is now."""
        if self.answer("--literal-pathspecs", "diff", "--quiet", "HEAD", "--", self.below(path)) is None:
            return None
        said = self.answer("--literal-pathspecs", "log", "-1", "--format=%H", "--", self.below(path))
        return said.decode().strip() or None if said else None

    def below(self, path: Path) -> str:
        """The path of a file as git has it."""
        return path.relative_to(self.top).as_posix()

    def differences(self, commit: str) -> Iterator[tuple[Path | None, Path | None]]:
        """Every file that is not as it was in a commit: what it was called then and is called now; None for one that
        was not there, or is gone.
        """
        said = self.answer("diff", "--name-status", "--no-relative", "-z", "-M", commit, "--") or b""
        fields = iter(os.fsdecode(said).split("\0"))
        for status in fields:
            if status:
                old = new = self.top / next(fields)
                if status[0] in "RC":
                    new = self.top / next(fields)
                yield (None if status[0] in "AC" else old, None if status[0] == "D" else new)
        untracked = self.answer("ls-files", "-z", "--others", "--exclude-standard") or b""
        yield from ((None, self.top / name) for name in os.fsdecode(untracked).split("\0") if name)

    def _hint(self, revision: str) -> str:
        said = (
            self.answer("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags") or b""
        )
        names = said.decode(errors="replace").split()
        remote = [name for name in names if name.endswith(f"/{revision}")]
        if remote:
            return _("; did you mean {remote}?").format(remote=remote[0])
        return near_miss(
            revision,
            names,
            _("; there are {names}.").format(names=", ".join(names[:5])) if names else _(": it has no commits."),
        )
