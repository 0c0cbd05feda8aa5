import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result

from parallelcheck import __version__
from parallelcheck.cli import cli, reports
from parallelcheck.cli import scan as scan_command
from parallelcheck.cli.output import wants_colour
from parallelcheck.config import Config
from parallelcheck.discover import discover
from parallelcheck.model import ScanResult, Severity, Silenced
from parallelcheck.pipeline import scan

ENGLISH = """\
# The year at the library

The library opened its new reading room in the spring, and the first visitors came on the same day.

Our volunteers repaired more than two hundred books with glue, thread and a great deal of patience.

The children of the neighbouring school now come every Thursday to hear stories read aloud.

We thank everybody who gave us a book, an hour of work or a slice of cake.
"""
FRENCH = """\
# L'année à la bibliothèque

La bibliothèque a ouvert sa nouvelle salle de lecture au printemps, et les premiers visiteurs sont venus le jour même.

Nos bénévoles ont réparé plus de deux cents livres avec de la colle, du fil et beaucoup de patience.

Les enfants de l'école voisine viennent maintenant chaque jeudi écouter des histoires lues à voix haute.

Nous remercions toutes les personnes qui nous ont donné un livre, une heure de travail ou une part de gâteau.
"""
CATALOGUE = """\
msgid ""
msgstr ""
"Language: fr\\n"

#, fuzzy
msgid "Open the file"
msgstr "Ouvrir le fichier"

msgid "Close it"
msgstr ""
"""
LEFT = "Our volunteers repaired more than two hundred books with glue, thread and a great deal of patience."

Run = Callable[..., Result]


def write_documents(folder: Path) -> None:
    """A clean pair, and one whose French has an English paragraph left in."""
    paragraphs = FRENCH.split("\n\n")
    (folder / ".git").mkdir()
    for name, french in (("clean", FRENCH), ("left", "\n\n".join([*paragraphs[:3], LEFT, *paragraphs[3:]]))):
        (folder / name).mkdir()
        (folder / name / "year.en.md").write_text(ENGLISH, encoding="utf-8")
        (folder / name / "year.fr.md").write_text(french, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with documents."""
    write_documents(tmp_path)
    monkeypatch.chdir(tmp_path)
    for variable in ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    def invoke(*arguments: str) -> Result:
        result = CliRunner().invoke(cli, arguments, prog_name="parallelcheck")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ScanResult]:
    """What a scan of either folder finds."""
    folder = tmp_path_factory.mktemp("results")
    write_documents(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return {name: scan([name]) for name in ("clean", "left")}


@pytest.fixture
def show(run: Run, results: dict[str, ScanResult], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`scan` with other arguments than what to scan, which has been scanned before."""
    monkeypatch.setattr(scan_command, "scan", lambda paths, **_: results[paths[0]])
    return run


def program(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    """The program in a process of its own."""
    command = [sys.executable, "-m", "parallelcheck", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


# --- what can be scanned


@pytest.mark.parametrize(
    "arguments",
    [
        ("left",),
        ("--pair", "left/year.en.md", "left/year.fr.md"),
        ("left/year.fr.md",),
        ("left/year.en.md", "left/year.fr.md"),
        ("clean", "--pair", "left/year.en.md", "left/year.fr.md"),
    ],
)
def test_a_passage_left_beside_its_translation_is_found(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("scan", *arguments)
    assert "left-beside-translation" in result.stdout
    assert "left/year.fr.md:7" in result.stdout
    assert result.exit_code == 1
    assert result.stderr == ""


def test_a_clean_pair(run: Run) -> None:
    result = run("scan", "clean")
    assert result.stdout.startswith("No findings. Checked: 1 pair (English → French")
    assert result.exit_code == 0


def test_without_paths_the_current_folder_is_scanned(run: Run) -> None:
    assert "2 pairs" in run("scan").stdout


# --- exit status


def test_the_level_that_fails(show: Run) -> None:
    for level in ("error", "warning", "note"):
        assert show("scan", "left", "--fail-on", level).exit_code == 1
    assert show("scan", "left", "--fail-on", "never").exit_code == 0


def test_less_than_the_level_does_not_fail(show: Run, results: dict[str, ScanResult]) -> None:
    (found,) = results["left"].findings
    results["warned"] = replace(results["left"], findings=(replace(found, severity=Severity.WARNING),))
    results["silenced"] = replace(results["left"], findings=(replace(found, silenced=Silenced("inline")),))
    assert show("scan", "warned").exit_code == 0
    assert show("scan", "warned", "--fail-on", "warning").exit_code == 1
    assert show("scan", "silenced", "--fail-on", "note").exit_code == 0


def test_something_that_was_not_checked_goes_before_findings(run: Run, folder: Path) -> None:
    (folder / "left/binary.md").write_bytes(b"\x00\x01\x02\xff" * 64)
    result = run("scan", "left", "--fail-on", "never")
    assert "left-beside-translation" in result.stdout
    assert "left/binary.md" in result.stdout
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("scan", "lefd"), "parallelcheck: lefd is not there; did you mean left?\n"),
        (("scan", "--select", "number"), "did you mean numbers?"),
        (("scan", "--ignore", "links,zzz"), "There is no check “zzz”"),
        (("scan", "--config", "absent.toml"), "absent.toml cannot be read"),
        (("scan", "--model", "no/such-model"), "no/such-model"),
        (("scan", "--target-language", "klingon"), "--target-language should be the code of a language"),
        (("scan", "--output", "absent/report.txt"), "there is no folder absent; create it first"),
        (("scan", "--output", "left"), "left is a folder: give --output the name of a file"),
        (("scan", "--fail-on", "errors"), "'errors' is not one of"),
        (("scan", "--pair", "left/year.en.md", "left/year.en.md"), "named as source and as target"),
        (("align", "absent.md", "left/year.fr.md"), "absent.md cannot be read"),
        (("explain", "number"), "did you mean numbers?"),
        (("scna", "left"), "did you mean scan?"),
        (("left",), "to scan it: parallelcheck scan left"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    assert result.exit_code == 2


def test_a_bug_keeps_its_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_command, "scan", lambda *_, **__: {}["bug"])
    with pytest.raises(KeyError):
        run("scan", "left")


# --- settings


@pytest.fixture
def configured(show: Run, results: dict[str, ScanResult], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Config]:
    """The settings that a scan with these arguments is made with."""
    used: list[Config] = []

    def fake(*_: object, config: Config, **__: object) -> ScanResult:
        used.append(config)
        return results["clean"]

    monkeypatch.setattr(scan_command, "scan", fake)

    def configured_by(*arguments: str) -> Config:
        result = show("scan", *arguments)
        assert result.exit_code == 0, result.stderr
        return used.pop()

    return configured_by


def test_settings_nearest_to_the_documents_count(configured: Callable[..., Config], folder: Path) -> None:
    (folder / "parallelcheck.toml").write_text('model = "far"')
    (folder / "left/parallelcheck.toml").write_text('model = "near"')
    assert configured("left").model == "near"
    assert configured("left/year.fr.md").model == "near"
    assert configured("--pair", "left/year.en.md", "left/year.fr.md").model == "near"
    assert configured("left", "clean").model == "far"
    assert configured().model == "far"
    assert configured("left", "--config", "parallelcheck.toml").model == "far"


def test_the_command_line_goes_before_the_settings(configured: Callable[..., Config], folder: Path) -> None:
    (folder / "parallelcheck.toml").write_text('model = "mine"\nsource-language = "es"\nfail-on = "never"')
    config = configured("clean", "--model", "other", "--source-language", "en", "--target-language", "fr")
    assert (config.model, config.source_language, config.target_language) == ("other", "en", "fr")
    assert config.fail_on == "never"
    assert configured("clean", "--fail-on", "note").fail_on == "note"


def test_names_of_checks_may_be_repeated_and_listed(configured: Callable[..., Config]) -> None:
    config = configured("--select", "links, numbers", "--select", "weak-match", "--ignore", "links,")
    assert config.select == ("links", "numbers", "weak-match")
    assert config.ignore == ("links",)


def test_a_check_that_is_asked_for_runs_even_if_the_settings_ignore_it(
    configured: Callable[..., Config], folder: Path
) -> None:
    (folder / "parallelcheck.toml").write_text('select = ["numbers"]\nignore = ["links", "numbers"]')
    assert configured("--select", "links").select == ("links",)
    assert configured("--select", "links").ignore == ("numbers",)
    assert configured("--ignore", "weak-match").ignore == ("links", "numbers", "weak-match")


# --- reports


def test_json_is_all_that_standard_output_holds(show: Run) -> None:
    result = show("scan", "left", "--format", "json")
    report = json.loads(result.stdout)
    assert report["summary"]["findings"]["error"] == 1
    assert report["findings"][0]["check"] == "left-beside-translation"
    assert result.stderr == ""
    assert result.exit_code == 1


def test_problems_are_said_where_the_report_goes_elsewhere(run: Run, folder: Path) -> None:
    (folder / "clean/binary.md").write_bytes(b"\x00\x01\x02\xff" * 64)
    result = run("scan", "clean", "--format", "json", "--quiet")
    assert json.loads(result.stdout)["summary"]["problems"] == 1
    assert re.search(r"^parallelcheck: not checked: clean/binary.md: ", result.stderr)


def test_a_report_in_a_file(show: Run, folder: Path) -> None:
    result = show("scan", "left", "--format", "html", "--output", "report.html")
    assert (folder / "report.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert result.stdout == ""
    assert result.stderr.startswith("report.html: 1 error")
    assert result.exit_code == 1


def test_quiet_and_verbose(show: Run) -> None:
    quiet = show("scan", "left", "--quiet").stdout
    assert re.fullmatch(r"left/year\.fr\.md:7: error: .* \[left-beside-translation\]\n", quiet)
    assert show("scan", "clean", "--quiet", "--output", "report.txt").stderr == ""
    assert len(show("scan", "left", "-v").stdout) > len(show("scan", "left").stdout)


def test_the_last_report_is_no_document(configured: Callable[..., Config], folder: Path) -> None:
    (folder / "clean/report.html").touch()
    config = configured("clean", "--format", "html", "--output", "clean/report.html")
    found = discover([Path("clean")], suffixes=[".md", ".html"], exclude=config.exclude)
    assert [(pair.source, pair.target) for pair in found.pairs] == [("clean/year.en.md", "clean/year.fr.md")]


def test_a_report_that_fails_leaves_the_old_one(show: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "report.txt").write_text("the old report")

    def fails(*_: object, **__: object) -> str:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(reports, "render", fails)
        with pytest.raises(RuntimeError):
            show("scan", "left", "--output", "report.txt")
    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(RuntimeError):
        show("scan", "left", "--output", "report.txt")
    assert (folder / "report.txt").read_text() == "the old report"
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == ["report.txt"]


def test_a_scan_that_fails_leaves_the_old_report(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "report.html").write_text("the old report")
    report = ("--format", "html", "--output", "report.html")
    assert run("scan", "left", "--select", "no-such-check", *report).exit_code == 2
    assert run("scan", "absent", *report).exit_code == 2
    monkeypatch.setattr(scan_command, "scan", lambda *_, **__: {}["bug"])
    with pytest.raises(KeyError):
        run("scan", "left", *report)
    assert [path.name for path in folder.iterdir() if path.is_file()] == ["report.html"]
    assert (folder / "report.html").read_text() == "the old report"


def test_a_file_that_cannot_be_written(show: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fails)
    result = show("scan", "clean", "--output", "report.txt")
    assert result.stderr == "parallelcheck: report.txt cannot be written: No space left on device.\n"
    assert result.exit_code == 2


def test_a_report_keeps_the_link_and_the_rights_of_the_old_one(show: Run, folder: Path) -> None:
    (folder / "real.txt").write_text("old")
    (folder / "real.txt").chmod(0o600)
    (folder / "report.txt").symlink_to("real.txt")
    show("scan", "clean", "--output", "report.txt")
    assert (folder / "report.txt").is_symlink()
    assert (folder / "real.txt").read_text(encoding="utf-8").startswith("No findings")
    assert (folder / "real.txt").stat().st_mode & 0o777 == 0o600


def test_a_device_is_written_to(show: Run) -> None:
    assert show("scan", "clean", "--output", os.devnull).exit_code == 0
    assert Path(os.devnull).is_char_device()


# --- terminals and pipes


class Screen:
    def __init__(self, is_terminal: bool) -> None:
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.mark.parametrize(
    ("is_terminal", "environment", "expected"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
        (True, {"TERM": "xterm-256color"}, True),
    ],
)
def test_where_colours_are_wanted(is_terminal: bool, environment: dict[str, str], expected: bool) -> None:
    assert wants_colour(Screen(is_terminal), environment) is expected  # type: ignore[arg-type]


def test_a_pipe_gets_no_colour_unless_forced(show: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in show("scan", "left").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" in show("scan", "left").stdout
    assert "\x1b" in show("explain").stdout
    assert "\x1b" not in show("scan", "left", "--format", "json").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in show("scan", "left").stdout


def in_terminal(columns: int, *arguments: str, stderr: int | None = None, **environment: str) -> str:
    """What Python writes to a terminal of so many columns."""
    pty = pytest.importorskip("pty")
    fcntl, struct, termios = (pytest.importorskip(name) for name in ("fcntl", "struct", "termios"))
    screen, keyboard = pty.openpty()
    fcntl.ioctl(keyboard, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "TERM"}}
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=keyboard,
        stderr=keyboard if stderr is None else stderr,
        env=kept | {"TERM": "xterm"} | environment,
    )
    os.close(keyboard)
    return b"".join(_read_all(screen, process)).decode()


def _read_all(screen: int, process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    with process, os.fdopen(screen, "rb", buffering=0) as stream:
        while True:
            try:
                part = stream.read(4096)
            except OSError:  # Linux: the other side is closed
                return
            if not part:
                return
            yield part


def test_a_terminal_gets_colours_and_its_own_width(folder: Path) -> None:
    arguments = ("-m", "parallelcheck", "scan", "left")
    wide = in_terminal(110, *arguments, stderr=subprocess.DEVNULL)
    narrow = in_terminal(50, *arguments, stderr=subprocess.DEVNULL, NO_COLOR="1")
    assert "\x1b[" in wide
    assert "\x1b" not in narrow
    lines = [line for line in narrow.splitlines() if ".md:" not in line]  # a place that is cut cannot be clicked
    assert max(map(len, lines)) <= 50 < max(map(len, wide.splitlines()))


def test_a_page_of_html_is_not_poured_into_a_terminal(folder: Path) -> None:
    shown = in_terminal(80, "-m", "parallelcheck", "scan", "left", "--format", "html")
    assert "name a file with --output" in shown


WORK = """
from time import sleep
from parallelcheck.cli.output import progress
with progress(is_wanted=True) as wanted:
    report = wanted or (lambda *_: None)
    report(0, 2, "[a].md")
    sleep({seconds})
    report(1, 2, "b.md")
    sleep(0.2)
print("done")
"""


def test_long_work_has_a_bar_and_short_work_none() -> None:
    shown = in_terminal(80, "-c", WORK.format(seconds=1.6))
    assert re.search(r"0/2.*\[a\]\.md", shown)
    assert re.search(r"1/2.*b\.md", shown)
    assert in_terminal(80, "-c", WORK.format(seconds=0)) == "done\r\n"
    assert in_terminal(80, "-c", WORK.format(seconds=1.2), TERM="dumb") == "done\r\n"


def test_a_reader_that_goes_away_early_is_no_error(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "parallelcheck", "scan", "left", "--format", "json"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 1


def test_an_encoding_that_lacks_our_characters(folder: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    output, errors = program("explain", "left-beside-translation", env=environment).communicate()
    assert rb"\u201cUn dernier" in output
    assert errors == b""


INTERRUPTED = """
import os, signal
from parallelcheck.cli import main, scan
scan.scan = lambda *_, **__: os.kill(os.getpid(), signal.SIGINT)
main()
"""


def test_an_interrupt_leaves_nothing_half_written(folder: Path) -> None:
    arguments = ["scan", "left", "--output", "report.txt"]
    done = subprocess.run([sys.executable, "-c", INTERRUPTED, *arguments], capture_output=True, check=False)
    assert (done.stdout, done.stderr) == (b"", b"parallelcheck: interrupted\n")
    assert done.returncode == 130
    assert [path.name for path in folder.iterdir() if path.is_file()] == []


# --- the other commands


def test_explain_lists_every_check(run: Run) -> None:
    result = run("explain")
    assert "left-beside-translation (error)\n  The original of a passage" in result.stdout
    assert "weak-match (warning)" in result.stdout
    assert result.exit_code == 0


def test_explain_shows_the_manual_page_of_a_check(run: Run) -> None:
    page = run("explain", "missing-passage").stdout
    assert page.startswith("missing-passage (error)\n\nA passage of the source")
    assert "\nMisses " in page
    assert "**" not in page
    assert max(map(len, page.splitlines())) <= 80


def test_align_as_json(run: Run) -> None:
    report = json.loads(run("align", "clean/year.en.md", "clean/year.fr.md").stdout)
    assert list(report)[:4] == ["format", "beads", "source", "target"]
    assert report["format"] == 1
    assert report["documents"]["target"] == {"path": "clean/year.fr.md", "language": "fr"}
    assert report["target_lines"] == [[1, 1], [3, 3], [5, 5], [7, 7], [9, 9]]
    assert report["status"] == ["aligned"] * 5
    assert [bead[:2] for bead in report["beads"]] == [[[index], [index]] for index in range(5)]
    assert all(0 < bead[2] <= 1 for bead in report["beads"])
    assert report["target"][0] == "L'année à la bibliothèque"


def test_align_as_tsv(run: Run) -> None:
    lines = run("align", "clean/year.en.md", "clean/year.fr.md", "--format", "tsv").stdout.splitlines()
    rows = [line.split("\t") for line in lines]
    assert rows[0][:2] == ["The year at the library", "L'année à la bibliothèque"]
    assert all(0 < float(row[2]) <= 1 for row in rows)
    assert rows[1][3:] == ["3", "3", "aligned"]


@pytest.mark.parametrize("output_format", ["json", "tsv", "html", "tmx", "xlsx"])
def test_align_writes_the_same_to_a_file_and_to_a_pipe(run: Run, folder: Path, output_format: str) -> None:
    arguments = ("align", "left/year.en.md", "left/year.fr.md", "--format", output_format)
    result = run(*arguments, "-o", "aligned")
    assert (result.stdout, result.exit_code) == ("", 0)
    assert (folder / "aligned").read_bytes() == run(*arguments).stdout_bytes
    assert ("of the target without counterpart were left out" in result.stderr) == (output_format == "tmx")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("clean/year.en.md", "clean/year.fr.md", "-o", "absent/a.tmx"), "there is no folder absent; create it first"),
        (("clean/year.en.md", "clean/year.fr.md", "-o", "clean"), "clean is a folder: give --output the name of a"),
        (("clean/year.en.md",), "clean/year.en.md has no translations in it: name the file that translates it, too."),
        (("fr.po", "clean/year.fr.md"), "fr.po holds messages and their translations: name it alone, not in a pair."),
        (("fr.po", "--units", "sentences"), "The messages of fr.po are aligned as they stand: leave --units out."),
        (("absent.po",), "absent.po is not there: check the name and the current folder."),
        (("empty.po",), "empty.po holds no text besides markup: there is nothing in it to check"),
    ],
)
def test_what_cannot_be_aligned_is_said_in_a_sentence(
    run: Run, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    (folder / "fr.po").write_text(CATALOGUE, encoding="utf-8")
    (folder / "empty.po").write_text('msgid ""\nmsgstr "Language: fr\\n"\n', encoding="utf-8")
    result = run("align", *arguments)
    assert said in result.stderr
    assert (result.stdout, result.exit_code) == ("", 2)


def test_a_catalogue_is_aligned_by_its_messages(run: Run, folder: Path) -> None:
    (folder / "fr.po").write_text(CATALOGUE, encoding="utf-8")
    result = run("align", "fr.po", "--format", "tsv")
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert [(*row[:2], row[5]) for row in rows] == [
        ("Open the file", "Ouvrir le fichier", "aligned"),
        ("Close it", "", "missing"),
    ]
    assert result.stderr == "parallelcheck: fr.po: 1 message has a translation marked fuzzy\n"


@pytest.mark.parametrize("output_format", ["html", "xlsx"])
def test_a_terminal_is_not_written_to_what_it_cannot_show(folder: Path, output_format: str) -> None:
    arguments = ("-m", "parallelcheck", "align", "clean/year.en.md", "clean/year.fr.md", "--format", output_format)
    assert "is no use in a terminal: name a file with --output." in in_terminal(200, *arguments)


def test_align_lines(run: Run, folder: Path) -> None:
    (folder / "a.txt").write_text(ENGLISH.replace("\n\n", "\n"), encoding="utf-8")
    (folder / "b.txt").write_text(FRENCH.replace("\n\n", "\n"), encoding="utf-8")
    report = json.loads(run("align", "--units", "lines", "a.txt", "b.txt").stdout)
    assert len(report["source"]) == len(report["target"]) == 5
    assert len(report["beads"]) == 5


def test_version_needs_nothing_heavy(folder: Path) -> None:
    code = (
        "import sys, click; sys.argv = ['parallelcheck', '--version']\n"
        "from parallelcheck.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    version, modules = done.stdout.splitlines()
    assert version == f"parallelcheck {__version__}"
    heavy = {"numpy", "torch", "sentence_transformers", "tokenizers", "msgspec", "rich", "lxml", "jinja2", "py3langid"}
    assert not heavy & set(modules.split())


def test_a_scan_needs_no_torch(folder: Path) -> None:
    code = (
        "import sys; sys.argv = ['parallelcheck', 'scan', 'clean', '-q']\n"
        "from parallelcheck.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"torch", "sentence_transformers", "transformers", "rich"} & set(done.stdout.split())


def test_help_explains_every_option(run: Run) -> None:
    for name in cli.list_commands(click.Context(cli)):
        page = run(name, "--help").stdout
        assert "Examples:" in page or "To complete" in page
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        for parameter in command.params:
            assert parameter.opts[-1].upper().strip("-") in page.upper()


def complete(*words: str) -> list[str]:
    completion = ShellComplete(cli, {}, "parallelcheck", "_PARALLELCHECK_COMPLETE")
    return [item.value for item in completion.get_completions(list(words[:-1]), words[-1])]


def test_the_shell_completes_commands_options_and_checks(folder: Path) -> None:
    assert complete("") == ["scan", "pairs", "align", "explain", "terms", "decisions", "models", "cache", "completion"]
    assert "--fail-on" in complete("scan", "--f")
    assert complete("scan", "--format", "h") == ["html"]
    assert complete("scan", "--select", "left") == ["left-beside-translation"]
    assert complete("scan", "--ignore", "links,num") == ["links,numbers"]
    assert complete("explain", "missing-") == ["missing-passage", "missing-sentence", "missing-document"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_every_shell(run: Run, shell: str) -> None:
    assert f"_PARALLELCHECK_COMPLETE={shell}_complete" in run("completion", shell).stdout
