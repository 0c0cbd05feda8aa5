"""The steps of action.yml that are more than a line of shell: `python steps.py key|install|scan|comment`.

All that they work on comes in environment variables, those of GitHub and those that action.yml sets, and goes on as
arguments of programs: no word of it is ever part of a shell command.
"""

import hashlib
import json
import os
import secrets
import shlex
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ACTION = Path(__file__).parents[2]
# -I: a file of the pull request that is called like a module is not to be run in its place.
PYTHON = (sys.executable, "-I")
MARKER = "<!-- parallelcheck -->"  # how the Markdown report begins
REPORTS = {"json": "report.json", "sarif": "report.sarif", "markdown": "report.md"}

COMMENTS = """
query($pull: ID!, $after: String) {
  node(id: $pull) {
    ... on PullRequest {
      comments(first: 100, after: $after) {
        nodes { id body viewerDidAuthor }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}
"""
ADD = "mutation($id: ID!, $body: String!) { addComment(input: {subjectId: $id, body: $body}) { clientMutationId } }"
UPDATE = "mutation($id: ID!, $body: String!) { updateIssueComment(input: {id: $id, body: $body}) { clientMutationId } }"


def key() -> None:
    """Say where the wheels are, and the name to keep them under: another one for other code, Python or machine."""
    digest = hashlib.sha256()
    for file in (ACTION / "pyproject.toml", *sorted((ACTION / "src").rglob("*"))):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.relative_to(ACTION).as_posix().encode() + b"\0" + file.read_bytes())
    built_for = f"{sysconfig.get_platform()}-{sys.implementation.cache_tag}"
    name = f"parallelcheck-{built_for}-{digest.hexdigest()[:16]}"
    _output("key", name)
    _output("wheels", _temporary() / name)


def install() -> None:
    """Install this checkout and what it needs into an environment of its own, from wheels that are kept if they are."""
    wheels, environment = Path(os.environ["WHEELS"]), _temporary() / "parallelcheck-venv"
    if not any(wheels.glob("parallelcheck-*.whl")):
        _pip("wheel", "--wheel-dir", wheels, ACTION)
    venv.create(environment, clear=True, symlinks=os.name != "nt")
    _pip("--python", environment, "install", "--no-index", "--find-links", wheels, "parallelcheck")
    _output("python", environment / ("Scripts" if os.name == "nt" else "bin") / "python")


def scan() -> None:
    """Scan, and say how that ended, how much was found, and where the reports are."""
    base = os.environ.get("GITHUB_BASE_REF", "")
    _fetch(base)
    folder = Path(tempfile.mkdtemp(prefix="parallelcheck-", dir=_temporary()))
    files = {name: folder / file for name, file in REPORTS.items()}
    command = [*PYTHON, "-X", "utf8", "-m", "parallelcheck", "scan", *_arguments(base, files)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)  # noqa: S603
    _print_as_is(done.stdout)
    _output("status", done.returncode)
    written = {name: file for name, file in files.items() if file.exists()}
    for name, file in written.items():
        _output(name, file)
    if "json" in written:
        counts = json.loads(written["json"].read_bytes())["summary"]["findings"]
        _output("findings", counts["error"] + counts["warning"])


def comment() -> None:
    """Bring our comment on the pull request up to date; make one if there is something to say."""
    pull = _event().get("pull_request")
    if not pull:
        return
    try:
        mine = next((each for each in _comments(pull["node_id"]) if _is_ours(each)), None)
        body = Path(os.environ["REPORT"]).read_text("utf-8")
        if mine:
            _graphql(UPDATE, id=mine["id"], body=body)
        elif os.environ["STATUS"] != "0" or os.environ["FINDINGS"] != "0":
            _graphql(ADD, id=pull["node_id"], body=body)
    except (OSError, subprocess.CalledProcessError) as error:
        _warn(
            f"The comment on the pull request could not be written ({_reason(error)}). The job needs the permission "
            "pull-requests: write, which it cannot have on a pull request from a fork; all that was found is in the "
            "summary of the job."
        )


def _arguments(base: str, reports: dict[str, Path]) -> Iterator[str]:
    since = _since(base)
    if since:
        yield f"--since={since}"
    for option in ("fail-on", "profile", "config"):
        value = os.environ[option.replace("-", "_").upper()]
        if value:
            yield f"--{option}={value}"
    yield from (f"--format={name}={file}" for name, file in reports.items())
    yield from shlex.split(os.environ["ARGUMENTS"])
    yield "--"
    yield from filter(None, map(str.strip, os.environ["PATHS"].splitlines()))


def _since(base: str) -> str:
    """What to compare with; "" to scan everything."""
    wanted = os.environ["SINCE"]
    if wanted == "all":
        return ""
    if wanted not in ("", "auto"):
        return wanted
    return f"origin/{base}" if base else _event().get("merge_group", {}).get("base_sha", "")


def _fetch(base: str) -> None:
    """Have git know the whole history, and the branch `base` if there is one.

    Where that cannot be, because no credentials were kept, the scan will say what it misses.
    """
    shallow = _git("rev-parse", "--is-shallow-repository") == "true"
    branch = f"refs/remotes/origin/{base}"
    if shallow or (base and not _git("rev-parse", "--verify", "--quiet", branch)):
        wanted = f"+refs/heads/{base}:{branch}" if base else "HEAD"
        _git("fetch", "--no-tags", "--quiet", *(["--unshallow"] if shallow else []), "origin", wanted)


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout.strip()  # noqa: S603


def _pip(*arguments: str | Path) -> None:
    command = [*PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True)  # noqa: S603


def _print_as_is(text: bytes) -> None:
    """Print what quotes documents: no line of it is a command to the runner."""
    token = secrets.token_hex(16)
    sys.stdout.buffer.write(f"::stop-commands::{token}\n".encode() + text + f"\n::{token}::\n".encode())
    sys.stdout.flush()


def _comments(pull: str) -> Iterator[dict[str, Any]]:
    after = None
    while True:
        page = _graphql(COMMENTS, pull=pull, after=after)["node"]["comments"]
        yield from page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


def _is_ours(comment: dict[str, Any]) -> bool:
    """Whether we wrote it; the marker alone could be anybody's."""
    return bool(comment["viewerDidAuthor"]) and comment["body"].startswith(MARKER)


def _graphql(query: str, **variables: str | None) -> dict[str, Any]:
    host = urlsplit(os.environ["GITHUB_SERVER_URL"]).hostname or ""
    command = ["gh", "api", "graphql", "--hostname", host, "--input", "-"]
    request = json.dumps({"query": query, "variables": variables})
    done = subprocess.run(command, input=request, capture_output=True, encoding="utf-8", check=True)  # noqa: S603
    data: dict[str, Any] = json.loads(done.stdout)["data"]
    return data


def _reason(error: OSError | subprocess.CalledProcessError) -> str:
    return str(error.stderr).strip() if isinstance(error, subprocess.CalledProcessError) else str(error)


def _warn(message: str) -> None:
    escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    sys.stdout.write(f"::warning title=parallelcheck::{escaped}\n")


def _event() -> dict[str, Any]:
    event: dict[str, Any] = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_bytes())
    return event


def _temporary() -> Path:
    return Path(os.environ["RUNNER_TEMP"])


def _output(name: str, value: object) -> None:
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as outputs:
        outputs.write(f"{name}={value}\n")


if __name__ == "__main__":
    {"key": key, "install": install, "scan": scan, "comment": comment}[sys.argv[1]]()
