"""The GitHub action, the pre-commit hooks and the recipes of docs/ci.md: their steps run, in repositories as they are.

GitHub itself is not there. What stands for it: a runner that takes the steps of action.yml as they are written, one
after the other, with the environment variables that GitHub sets; a `gh` that keeps comments in a file; and what
actions/checkout leaves behind, a shallow clone of the merge commit of a pull request.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from parallelcheck.cli import cli
from parallelcheck.cli.scan import command as scan_command
from parallelcheck.report import REPORTERS

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = ACTION["runs"]["steps"]
SCRIPT = ".github/action/steps.py"
MARKER = "<!-- parallelcheck -->"

ENGLISH = """\
# The year at the library

The library opened its new reading room in the spring, and the first visitors came on the same day.

Our volunteers repaired 210 books with glue, thread and a great deal of patience.
"""
FRENCH = """\
# L'année à la bibliothèque

La bibliothèque a ouvert sa nouvelle salle de lecture au printemps, et les premiers visiteurs sont venus le jour même.

Nos bénévoles ont réparé 210 livres avec de la colle, du fil et beaucoup de patience.
"""
# Answers to the three requests of steps.py from a file of comments, one comment on a page; a token "read-only" may
# not write.
GH = """\
import json, os, sys

assert sys.argv[1:3] == ["api", "graphql"] and sys.argv[-2:] == ["--input", "-"], sys.argv
file = os.environ["COMMENTS"]
comments = json.load(open(file, encoding="utf-8"))
request = json.load(sys.stdin)
given = request["variables"]
if "mutation" in request["query"] and os.environ["GH_TOKEN"] == "read-only":
    sys.exit("gh: Resource not accessible by integration")
if "addComment" in request["query"]:
    assert given["id"] == "PULL"
    comments.append({"id": f"C{len(comments)}", "body": given["body"], "viewerDidAuthor": True})
elif "updateIssueComment" in request["query"]:
    next(each for each in comments if each["id"] == given["id"])["body"] = given["body"]
elif given["pull"] == "PULL":
    at = int(given["after"] or 0)
    page = {"hasNextPage": at + 1 < len(comments), "endCursor": str(at + 1)}
    print(json.dumps({"data": {"node": {"comments": {"nodes": comments[at : at + 1], "pageInfo": page}}}}))
if "mutation" in request["query"]:
    print(json.dumps({"data": {}}))
json.dump(comments, open(file, "w", encoding="utf-8"))
"""


@dataclass
class Ran:
    """What came of a run of the action: the exit status of the last step, what was printed, what was said on outputs,
    and the other actions that were used, with what they were given."""

    status: int = 0
    log: str = ""
    outputs: dict[str, str] = field(default_factory=dict)
    used: dict[str, dict[str, str]] = field(default_factory=dict)
    summary: str = ""


class Runner:
    """Runs the action on a repository at `origin`; `comments` are those of its pull request."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.origin = folder / "origin"
        self.comments: list[dict[str, Any]] = []
        self.event: dict[str, Any] = {"pull_request": {"number": 7, "node_id": "PULL"}}
        self.base = "main"
        self.environment: dict[str, str] = {}
        self._runs = 0
        gh = folder / "bin" / "gh"
        write(gh, f"#!{sys.executable}\n{GH}")
        gh.chmod(0o755)

    def run(self, **inputs: str) -> Ran:
        """One job: a fresh checkout, and the steps of the action until one of them fails."""
        self._runs += 1
        job = self.folder / f"job{self._runs}"
        checkout(self.origin, job / "workspace", "refs/pull/7/merge" if self.base else "refs/heads/main")
        write(job / "comments.json", json.dumps(self.comments))
        write(job / "event.json", json.dumps(self.event))
        known = {f"inputs.{name}": str(given.get("default", "")) for name, given in ACTION["inputs"].items()}
        known |= {"inputs.token": "secret"} | {f"inputs.{name.replace('_', '-')}": v for name, v in inputs.items()}
        known |= {"steps.python.outputs.python-path": sys.executable, "steps.install.outputs.python": sys.executable}
        ran = Ran()
        for step in STEPS:
            if step.get("id") != "install" and holds(step.get("if", ""), known) and ran.status == 0:
                self._step(step, job, known, ran)
        self.comments = json.loads((job / "comments.json").read_text("utf-8"))
        ran.outputs = {name: filled(given["value"], known) for name, given in ACTION["outputs"].items()}
        ran.summary = (job / "summary").read_text("utf-8") if (job / "summary").exists() else ""
        return ran

    def _step(self, step: Mapping[str, Any], job: Path, known: dict[str, str], ran: Ran) -> None:
        if "uses" in step:
            ran.used[step["uses"]] = {name: filled(str(value), known) for name, value in step["with"].items()}
            return
        environment = os.environ | self.variables(job) | self.environment
        environment |= {name: filled(value, known) for name, value in step.get("env", {}).items()}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            command, cwd=job / "workspace", env=environment, stdout=-1, stderr=subprocess.STDOUT, text=True, check=False
        )
        ran.log += done.stdout
        ran.status = done.returncode
        if (job / "output").exists():
            said = (line.partition("=") for line in (job / "output").read_text("utf-8").splitlines())
            known |= {f"steps.{step['id']}.outputs.{name}": value for name, _, value in said}
            (job / "output").unlink()

    def variables(self, job: Path) -> dict[str, str]:
        """What GitHub sets, and ours for `gh`."""
        return {
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "COMMENTS": str(job / "comments.json"),
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_BASE_REF": self.base,
            "GITHUB_EVENT_PATH": str(job / "event.json"),
            "GITHUB_OUTPUT": str(job / "output"),
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_STEP_SUMMARY": str(job / "summary"),
            "RUNNER_TEMP": str(job),
        }


def filled(text: str, known: Mapping[str, str]) -> str:
    """A text with the values of its `${{ expressions }}`; an output that was not said is empty, as on GitHub."""
    return re.sub(r"\$\{\{ (\S+) \}\}", lambda match: value(match[1], known), text)


def value(expression: str, known: Mapping[str, str]) -> str:
    if match := re.fullmatch(r"steps\.([a-z]+)\.outputs\.[a-z-]+", expression):
        assert match[1] in {step.get("id") for step in STEPS}, expression
        return known.get(expression, "")
    return known[expression]


def holds(condition: str, known: Mapping[str, str]) -> bool:
    """Whether comparisons, joined by `&&`, hold."""
    comparisons = re.findall(r"(\S+) ([!=]=) '(.*?)'(?: && |$)", condition)
    assert "".join(f"{a} {b} '{c}' && " for a, b, c in comparisons).removesuffix(" && ") == condition
    return all((value(name, known) == text) == (sign == "==") for name, sign, text in comparisons)


def git(folder: Path, *arguments: str) -> None:
    name = {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **name, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", "-C", folder, *arguments], env=environment, capture_output=True, check=True)


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def checkout(origin: Path, folder: Path, ref: str) -> None:
    """What actions/checkout does: the last commit of `ref`, and nothing else."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q")
    git(folder, "remote", "add", "origin", origin.as_uri())
    git(folder, "fetch", "-q", "--no-tags", "--depth=1", "origin", f"+{ref}:refs/remotes/checked/out")
    git(folder, "checkout", "-q", "refs/remotes/checked/out")


def run_script(root: Path, step: str, environment: Mapping[str, str]) -> dict[str, str]:
    """The outputs of one step of the script at `root`."""
    output = Path(environment["RUNNER_TEMP"]) / "output"
    output.write_bytes(b"")
    command = [sys.executable, root / SCRIPT, step]
    environment = {**os.environ, **environment, "GITHUB_OUTPUT": str(output)}
    subprocess.run(command, env=environment, cwd=output.parent, check=True)
    return dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A repository whose main branch has two pages, one of them with a defect of long standing."""
    runner = Runner(tmp_path)
    write(runner.origin / "year.en.md", ENGLISH)
    write(runner.origin / "year.fr.md", FRENCH)
    write(runner.origin / "old.en.md", ENGLISH.replace("The year", "The old year"))
    write(runner.origin / "old.fr.md", FRENCH.replace("210", "120").replace("L'année", "L'année passée"))
    git(runner.origin, "init", "-q", "-b", "main")
    git(runner.origin, "add", "--all")
    git(runner.origin, "commit", "-q", "-m", "The year")
    git(runner.origin, "branch", "topic")
    return runner


def propose(runner: Runner, files: Mapping[str, str]) -> None:
    """A commit on the branch of the pull request, whose merge commit GitHub makes anew."""
    git(runner.origin, "checkout", "-q", "topic")
    for path, text in files.items():
        write(runner.origin / path, text)
    git(runner.origin, "add", "--all")
    git(runner.origin, "commit", "-q", "-m", "A change")
    git(runner.origin, "checkout", "-q", "--detach", runner.base or "main")
    git(runner.origin, "merge", "-q", "--no-ff", "-m", "Merge", "topic")
    git(runner.origin, "update-ref", "refs/pull/7/merge", "HEAD")


def found(ran: Ran) -> list[tuple[str, str]]:
    """The checks that report something, and in which document."""
    return [(each["check"], each["path"]) for each in json.loads(Path(ran.outputs["json"]).read_bytes())["findings"]]


MORE_BOOKS = {"year.en.md": ENGLISH.replace("210 books", "235 books")}
PLUS_DE_LIVRES = {"year.fr.md": FRENCH.replace("210 livres", "235 livres")}


def test_a_pull_request_has_one_comment_which_is_kept_up_to_date(runner: Runner) -> None:
    runner.comments = [{"id": "C0", "body": f"{MARKER} I can write that, too.", "viewerDidAuthor": False}]
    propose(runner, MORE_BOOKS)
    ran = runner.run(fail_on="warning")
    assert (ran.status, ran.outputs["status"], ran.outputs["findings"]) == (1, "1", "1")
    assert not any("upload-sarif" in used for used in ran.used)
    assert "::warning file=year.fr.md,line=5," in ran.log
    assert MARKER in ran.summary
    assert [each["id"] for each in runner.comments] == ["C0", "C1"]
    assert runner.comments[1]["body"].startswith(MARKER)
    assert "`source-edited`" in runner.comments[1]["body"]
    assert "old" not in runner.comments[1]["body"]

    propose(runner, PLUS_DE_LIVRES)
    ran = runner.run(fail_on="warning")
    assert (ran.status, ran.outputs["findings"]) == (0, "0")
    assert [each["id"] for each in runner.comments] == ["C0", "C1"]
    assert "source" not in runner.comments[1]["body"]
    assert runner.comments[0]["body"] == f"{MARKER} I can write that, too."


def test_no_comment_is_made_where_all_is_well_or_nothing_may_be_written(
    runner: Runner, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "report.md", f"{MARKER}\nFindings, or none")
    write(tmp_path / "event.json", json.dumps(runner.event))
    write(tmp_path / "comments.json", "[]")
    environment = runner.variables(tmp_path) | {"REPORT": str(tmp_path / "report.md"), "GH_TOKEN": "secret"}

    run_script(ROOT, "comment", environment | {"STATUS": "0", "FINDINGS": "0"})
    assert (tmp_path / "comments.json").read_text() == "[]"
    run_script(ROOT, "comment", environment | {"STATUS": "1", "FINDINGS": "1", "GH_TOKEN": "read-only"})
    assert (tmp_path / "comments.json").read_text() == "[]"
    (said,) = capfd.readouterr().out.splitlines()
    assert said.startswith("::warning title=parallelcheck::")
    assert "Resource not accessible by integration" in said
    assert "pull-requests: write" in said
    run_script(ROOT, "comment", environment | {"STATUS": "2", "FINDINGS": "0"})
    assert MARKER in (tmp_path / "comments.json").read_text()


def test_inputs_say_what_is_scanned_and_what_comes_of_it(runner: Runner) -> None:
    settings = 'severities = { numbers = "error" }\n'
    propose(runner, MORE_BOOKS | {"set/tings.toml": settings})
    ran = runner.run(
        paths="old.en.md\n  old.fr.md\n",
        since="all",
        fail_on="never",
        profile="strict",
        config="set/tings.toml",
        arguments="--select numbers,links --ignore 'links'",
        comment="false",
        sarif="true",
    )
    assert (ran.status, ran.outputs["status"], ran.outputs["findings"], runner.comments) == (0, "0", "1", [])
    assert found(ran) == [("numbers", "old.fr.md")]
    assert "::error file=old.fr.md" in ran.log
    (uploaded,) = [given["sarif_file"] for used, given in ran.used.items() if "upload-sarif" in used]
    assert json.loads(Path(uploaded).read_bytes())["version"] == "2.1.0"
    for wrong in ({"config": "no.toml"}, {"profile": "lenient"}, {"fail_on": "often"}, {"paths": "--help"}):
        ran = runner.run(**wrong)
        assert (ran.status, ran.outputs["markdown"]) == (2, "")


def test_a_push_is_scanned_whole_and_a_merge_queue_from_its_base(runner: Runner) -> None:
    runner.event, runner.base = {"before": "0" * 40}, ""
    ran = runner.run()
    assert ("numbers", "old.fr.md") in found(ran)
    assert (ran.status, runner.comments) == (0, [])
    main = (runner.origin / ".git/refs/heads/main").read_text().strip()
    runner.event = {"merge_group": {"base_sha": main}}
    assert found(runner.run()) == []


def test_what_cannot_be_fetched_is_said(runner: Runner) -> None:
    runner.environment["GIT_ALLOW_PROTOCOL"] = "https"  # the origin is out of reach, as it is without credentials
    propose(runner, MORE_BOOKS)
    ran = runner.run()
    assert (ran.status, ran.outputs["status"], ran.outputs["markdown"]) == (2, "2", "")
    assert "fetch-depth: 0" in ran.log


def test_nothing_of_a_repository_is_run_or_taken_for_a_command(runner: Runner) -> None:
    runner.base = "$(touch${IFS}pwned);touch${IFS}pwned"
    git(runner.origin, "branch", runner.base, "main")
    pwned = "import pathlib; pathlib.Path('pwned').touch()\n"
    hostile = FRENCH + "\n::error::This passage is none of ours, and the books are ::set-output name=status::0.\n"
    propose(runner, MORE_BOOKS | {"year.fr.md": hostile, "click.py": pwned, "parallelcheck.py": pwned})
    ran = runner.run(paths="year.en.md\nyear.fr.md\n", arguments="--ignore '$(touch pwned)'")
    assert ran.status == 2
    ran = runner.run(fail_on="warning")
    assert ran.outputs["status"] == "1"
    assert not list(runner.folder.glob("**/pwned"))
    (token,) = re.findall("^::stop-commands::([0-9a-f]{32})$", ran.log, re.MULTILINE)
    outside = re.sub(f"::stop-commands::{token}\n.*\n::{token}::\n", "", ran.log, flags=re.DOTALL)
    assert set(re.findall("^ *::([a-z-]+) ", outside, re.MULTILINE)) <= {"warning", "notice", "error"}
    assert "set-output" in ran.log
    assert not re.search("^ *::set-output", outside, re.MULTILINE)


def test_wheels_are_kept_as_long_as_the_code_is_the_same(tmp_path: Path) -> None:
    write(tmp_path / "action" / SCRIPT, (ROOT / SCRIPT).read_text("utf-8"))
    write(tmp_path / "action/pyproject.toml", "")
    write(tmp_path / "action/src/a.py", "1")
    environment = {"RUNNER_TEMP": str(tmp_path)}
    first = run_script(tmp_path / "action", "key", environment)
    write(tmp_path / "action/src/__pycache__/a.pyc", "what Python leaves behind")
    assert run_script(tmp_path / "action", "key", environment) == first
    (tmp_path / "action/src/a.py").rename(tmp_path / "action/src/b.py")
    second = run_script(tmp_path / "action", "key", environment)
    assert second["key"] != first["key"]
    assert second["wheels"] != first["wheels"]


def test_kept_wheels_are_installed_without_a_network(tmp_path: Path) -> None:
    """A wheel that has our name and nothing in it but a module; the Python of the environment imports it."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    with zipfile.ZipFile(wheels / "parallelcheck-0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("parallelcheck.py", "print('here')")
        folder = "parallelcheck-0.dist-info"
        wheel.writestr(f"{folder}/METADATA", "Metadata-Version: 2.1\nName: parallelcheck\nVersion: 0\n")
        wheel.writestr(
            f"{folder}/WHEEL", "Wheel-Version: 1.0\nGenerator: us\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{folder}/RECORD", "")
    write(tmp_path / "pip.py", "raise SystemExit('run in the place of pip')")
    environment = {"RUNNER_TEMP": str(tmp_path), "WHEELS": str(wheels), "PIP_NO_INDEX": "1"}
    python = run_script(ROOT, "install", environment)["python"]
    done = subprocess.run([python, "-I", "-m", "parallelcheck"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "here\n"


def test_other_actions_are_pinned_and_no_step_puts_values_into_its_text() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert len(used) == 4
    for each in used:
        assert re.fullmatch(r"[\w-]+(/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        assert "uses" in step or step["shell"] == "bash"


def test_every_input_is_used_and_documented() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    assert set(re.findall(r"inputs\.([a-z-]+)", text)) == set(ACTION["inputs"])
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    table = re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
    assert set(ACTION["inputs"]) <= {name for row in table for name in re.findall(r"`([a-z-]+)`", row)}
    assert [name for name in ACTION["outputs"] if f"`{name}`" not in page] == []


def hooks() -> dict[str, list[str]]:
    """The hooks, by id: their arguments of `parallelcheck`."""
    listed = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert all(hook["language"] == "python" and hook["pass_filenames"] is False for hook in listed)
    split = {hook["id"]: shlex.split(hook["entry"]) for hook in listed}
    assert {entry[0] for entry in split.values()} == {"parallelcheck"}
    return {name: entry[1:] for name, entry in split.items()}


def test_one_hook_is_for_what_is_about_to_be_committed_and_one_for_everything(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(runner.origin)

    def ends(hook: str) -> int:
        return CliRunner().invoke(cli, [*hooks()[hook], "--fail-on", "warning"]).exit_code

    assert (ends("parallelcheck"), ends("parallelcheck-all")) == (0, 1)
    for path, text in MORE_BOOKS.items():
        write(Path(path), text)
    git(runner.origin, "add", "--all")
    assert ends("parallelcheck") == 1
    for path, text in PLUS_DE_LIVRES.items():
        write(Path(path), text)
    git(runner.origin, "add", "--all")
    assert ends("parallelcheck") == 0


def recipes() -> list[str]:
    return re.findall(r"```(?:yaml|sh)\n(.*?)```", (ROOT / "docs" / "ci.md").read_text("utf-8"), re.DOTALL)


def test_the_recipes_are_yaml_that_gives_the_action_inputs_that_it_has() -> None:
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    given: list[str] = []
    for recipe in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL):
        for step in steps_in(yaml.safe_load(recipe)):
            if step.get("uses", "").startswith("OWNER/parallelcheck@"):
                given += step.get("with", {})
    assert given
    assert set(given) <= set(ACTION["inputs"])


def steps_in(recipe: Any) -> list[dict[str, Any]]:
    """The steps of a workflow, or those that a recipe shows without one."""
    if isinstance(recipe, list):
        return recipe
    return [step for job in recipe.get("jobs", {}).values() for step in job["steps"]]


def test_the_commands_of_the_recipes_have_arguments_that_exist() -> None:
    commands = [line for recipe in recipes() for line in re.findall(r"\bparallelcheck\"? scan .*", recipe)]
    commands += [f"parallelcheck scan {' '.join(arguments[1:])}" for arguments in hooks().values()]
    assert len(commands) > 6
    for line in commands:
        check_arguments(shlex.split(line.replace('parallelcheck" scan', "parallelcheck scan"))[2:])


def check_arguments(arguments: Sequence[str]) -> None:
    """Fails as the command itself would, at an option or a choice that does not exist."""
    parsed = scan_command.make_context("scan", list(arguments))
    assert {given.partition("=")[0] for given in parsed.params["formats"]} <= set(REPORTERS)
