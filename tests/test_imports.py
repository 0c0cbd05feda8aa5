"""What is imported on the common paths: starting up is most of the time that a scan takes."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

CORPORA = Path(__file__).parent.parent / "corpora"
POLICY = ("--pair", str(CORPORA / "policy/defects/en/privacy.md"), str(CORPORA / "policy/defects/fr/privacy.md"))
MODELS = {"torch", "sentence_transformers", "transformers", "huggingface_hub", "safetensors", "sklearn", "scipy"}
NETWORK = {"urllib3", "requests", "httpx", "aiohttp"}
READERS = {"markdown", "html", "text", "po"}

# Runs the program with what is blocked, then prints the names of the modules that it imported.
PROGRAM = """
import json, os, socket, sys
blocked, arguments = json.loads(sys.argv[1])
sys.modules.update(dict.fromkeys(blocked))

def refuse(*_, **__):
    raise AssertionError("the network was used")

socket.socket = socket.create_connection = socket.getaddrinfo = refuse
for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
    os.environ.pop(name, None)
from parallelcheck.cli import main
sys.argv = ["parallelcheck", *arguments]
try:
    main()
except SystemExit as end:
    status = end.code or 0
names = [name for name, module in sys.modules.items() if module is not None]
print(json.dumps([status, names]), file=sys.stderr)
"""


def run(*arguments: str, without: Iterable[str] = ()) -> tuple[str, set[str]]:
    """What the program prints, and the names of the modules that it imported."""
    given = json.dumps([sorted(without), arguments])
    done = subprocess.run([sys.executable, "-c", PROGRAM, given], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    status, names = json.loads(done.stderr.splitlines()[-1])
    assert status in {0, 1}, done.stderr
    return done.stdout, set(names)


def packages(names: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


def readers(names: set[str]) -> set[str]:
    return {name for name in READERS if f"parallelcheck.read.{name}" in names}


@pytest.mark.parametrize("arguments", [("--version",), ("completion", "bash")])
def test_what_needs_no_document_imports_no_stage(arguments: tuple[str, ...]) -> None:
    shown, names = run(*arguments)
    assert "parallelcheck" in shown
    stages = ("pipeline", "read", "encode", "align", "checks", "report", "language", "split", "discover", "config")
    assert not names & {f"parallelcheck.{stage}" for stage in stages}
    assert packages(names) <= {*sys.stdlib_module_names, "click", "colorama", "parallelcheck", "__main__", *site()}


def site() -> set[str]:
    """What the environment itself imports into every interpreter: editable installs, coverage."""
    code = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_importing_the_package_imports_nothing() -> None:
    code = "import sys; before = {*sys.modules}; import parallelcheck; print(*{*sys.modules} - before)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "parallelcheck" in done.stdout.split()
    assert packages(set(done.stdout.split())) <= {*sys.stdlib_module_names, "parallelcheck"}


def test_a_scan_of_a_markdown_pair_needs_only_what_it_uses() -> None:
    unneeded = MODELS | NETWORK | {"lxml.html", "jinja2", "polib", "rich", "charset_normalizer"}
    report, names = run("scan", *POLICY, "--format", "json", without=unneeded)
    assert len(json.loads(report)["findings"]) >= 8
    assert not names & unneeded
    assert not packages(names) & (MODELS | NETWORK)
    assert readers(names) == {"markdown"}
    assert not names & {"parallelcheck.report.html", "parallelcheck.encode.transformer", "parallelcheck.encode.cached"}


@pytest.mark.parametrize(
    ("document", "reader", "unneeded"),
    [
        ("catalogue/defects/fr.po", {"po"}, {"lxml", "markdown_it", "yaml"}),
        ("web-article/defects", {"html"}, {"polib", "markdown_it", "yaml"}),
    ],
)
def test_a_reader_is_imported_when_its_format_turns_up(document: str, reader: set[str], unneeded: set[str]) -> None:
    report, names = run("scan", str(CORPORA / document), "--format", "json", without=MODELS | unneeded)
    assert len(json.loads(report)["findings"]) >= 8
    assert readers(names) == reader


def test_aligning_needs_no_more_than_a_scan() -> None:
    shown, names = run("align", *POLICY[1:], without=MODELS | {"lxml.html", "jinja2", "polib"})
    assert len(json.loads(shown)["beads"]) > 20
    assert readers(names) == {"markdown"}


def test_an_html_report_needs_a_template_and_no_network(tmp_path: Path) -> None:
    _, names = run("scan", *POLICY, "--format", "html", "--output", str(tmp_path / "report.html"), without=MODELS)
    assert "jinja2" in names
    assert (tmp_path / "report.html").read_text("utf-8").startswith("<!")
