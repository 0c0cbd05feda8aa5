import inspect
import itertools
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from enum import Enum
from pathlib import Path

import msgspec
import pytest

import parallelcheck
from parallelcheck import Config, Finding, ParallelcheckError, Problem, ScanResult, scan

CORPORA = Path(__file__).parent.parent / "corpora"
NAMES = ("scan", "recheck", "Config", "Finding", "ScanResult", "Problem", "ParallelcheckError", "__version__")


@pytest.fixture(scope="module")
def result() -> ScanResult:
    """A scan with findings of several kinds, of a pair and of a document alone, and a problem."""
    defects = CORPORA / "policy/defects"
    return scan(
        [CORPORA / "article-alone/defects", CORPORA / "catalogue/defects"],
        pairs=[
            (defects / "en/privacy.md", defects / "fr/privacy.md"),
            (CORPORA / "annual-report/clean/report.en.md", CORPORA / "web-article/clean/article.fr.html"),
        ],
    )


def python(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stderr, done.returncode) == ("", 0)
    return done.stdout


# --- names


def test_the_public_names_are_all_there_is() -> None:
    assert sorted(parallelcheck.__all__) == sorted(NAMES)
    with pytest.raises(AttributeError, match="has no attribute 'Scan'"):
        _ = parallelcheck.Scan


@pytest.mark.parametrize(
    ("before", "names"),
    [
        ("", NAMES),
        ("", NAMES[::-1]),
        ("import parallelcheck.cli.scan", NAMES),
        ("import parallelcheck.pipeline, parallelcheck.config", NAMES[::-1]),
    ],
)
def test_the_names_can_be_imported_in_any_order(before: str, names: tuple[str, ...]) -> None:
    imports = "\n".join(f"from parallelcheck import {name}" for name in names)
    shown = python(f"{before}\n{imports}\nprint(*[each.__name__ for each in (scan, Config, Finding, Problem)])")
    assert shown == "scan Config Finding Problem\n"


def test_everything_comes_with_a_star() -> None:
    assert python("from parallelcheck import *; print(scan.__module__, __version__)") == (
        f"parallelcheck.pipeline {parallelcheck.__version__}\n"
    )


def test_all_that_goes_wrong_has_one_base() -> None:
    from parallelcheck import errors

    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == errors.__name__]
    assert all(issubclass(kind, ParallelcheckError) and kind.__doc__ for kind in kinds)
    assert len(kinds) == 5


# --- documentation


def test_what_is_public_is_documented() -> None:
    for name in parallelcheck.__all__:
        if not name.startswith("__"):
            assert inspect.getdoc(getattr(parallelcheck, name)), name
    described = inspect.getdoc(scan) or ""
    assert all(f"`{name}" in described for name in inspect.signature(scan).parameters if name != "config")
    assert "ParallelcheckError" in described


def test_every_setting_has_a_default_and_says_what_it_takes() -> None:
    assert Config() == Config(model="embedded")
    for field in msgspec.inspect.type_info(Config).fields:  # type: ignore[attr-defined]
        assert not field.required
        assert isinstance(field.type, msgspec.inspect.Metadata), field.name
        assert field.type.extra_json_schema is not None, field.name
        assert field.type.extra_json_schema["description"], field.name


def test_the_example_of_the_package_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, language in (("report", "en"), ("rapport", "fr")):
        text = (CORPORA / f"policy/defects/{language}/privacy.md").read_text("utf-8")
        (tmp_path / f"{name}.{language}.md").write_text(text, encoding="utf-8")
    lines = (parallelcheck.__doc__ or "").splitlines()
    exec("\n".join(lines[2:]), {})  # noqa: S102 - the text is ours
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) >= 8
    assert all(line.startswith(("report.en.md:", "rapport.fr.md:")) for line in shown)


# --- the result


def test_a_result_is_the_same_after_a_round_trip(result: ScanResult) -> None:
    assert result.findings
    assert result.problems
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301 - our own
    config = Config(select=("numbers",), checks={"missing-passage": {"least-words": 3}})
    assert pickle.loads(pickle.dumps(config)) == config  # noqa: S301 - our own


def test_a_result_of_another_process_is_the_same(result: ScanResult, tmp_path: Path) -> None:
    path = tmp_path / "result"
    path.write_bytes(pickle.dumps(result))
    code = f"""
import pickle
from pathlib import Path
result = pickle.loads(Path({str(path)!r}).read_bytes())
print(*[finding.fingerprint for finding in result.findings])
"""
    assert python(code).split() == [finding.fingerprint for finding in result.findings]


def parts(value: object) -> Iterator[object]:
    """A value and everything in it."""
    yield value
    if is_dataclass(value):
        inner: list[object] = [getattr(value, field.name) for field in fields(value)]
    elif isinstance(value, Mapping):
        inner = [*value.keys(), *value.values()]
    else:
        inner = list(value) if isinstance(value, tuple) else []
    for each in inner:
        yield from parts(each)


def test_a_result_is_plain_data(result: ScanResult) -> None:
    """Nothing of numpy, no path, no list: only what survives json, pickle and the next version of Python."""
    plain = {str, int, float, bool, type(None), tuple, dict}
    kinds = {type(part) for part in parts(result)}
    assert all(kind in plain or is_dataclass(kind) or issubclass(kind, Enum) for kind in kinds), kinds
    assert {kind.__module__ for kind in kinds - plain} == {"parallelcheck.model"}


def test_a_result_cannot_be_changed(result: ScanResult) -> None:
    for part in (result, result.findings[0], result.problems[0], result.pairs[0], result.pairs[0].beads[0]):
        with pytest.raises(FrozenInstanceError):
            setattr(part, fields(part)[0].name, "other")
        with pytest.raises((AttributeError, TypeError)):
            part.new = "new"  # type: ignore[union-attr]
    with pytest.raises(AttributeError):
        Config().model = "other"  # type: ignore[misc]


def test_the_parts_of_a_result_can_be_put_in_sets(result: ScanResult) -> None:
    segments = [segment for pair in result.pairs for segment in pair.target.segments]
    assert len({*segments}) == len(segments)
    assert len({*result.problems}) == len(result.problems)
    assert len({finding.where for finding in result.findings}) > 5


def test_a_finding_says_where_to_look(result: ScanResult) -> None:
    for finding in result.findings:
        side = finding.target or finding.source
        assert finding.where == side[0].where
        assert str(finding.where) == f"{side[0].where.path}:{side[0].where.line}"
        file = Path(result.root) / finding.where.path
        assert 1 <= finding.where.line <= len(file.read_text("utf-8").splitlines())


def test_fingerprints_name_findings_and_no_lines(result: ScanResult) -> None:
    prints = [finding.fingerprint for finding in result.findings]
    assert len(set(prints)) == len(prints)
    for finding in result.findings:
        target = tuple(
            replace(segment, where=replace(segment.where, line=999, end_line=999)) for segment in finding.target
        )
        assert replace(finding, target=target, message="other").fingerprint == finding.fingerprint
        assert replace(finding, check="other").fingerprint != finding.fingerprint


def test_findings_are_in_order_and_of_known_checks(result: ScanResult) -> None:
    places = [(finding.where.path, finding.where.line, finding.check) for finding in result.findings]
    assert places == sorted(places)
    assert {finding.check for finding in result.findings} <= {check.name for check in result.checks}
    assert result.model.startswith("embedded:")
    assert result.seconds > 0


def test_paths_may_be_strings_or_paths_and_pairs_lists_or_tuples() -> None:
    source, target = (CORPORA / "policy/clean" / language / "privacy.md" for language in ("en", "fr"))
    results = [
        scan(pairs=pairs)
        for pairs in ([(source, target)], [(str(source), str(target))], ((source, str(target)),), [[source, target]])  # type: ignore[list-item]
    ]
    for one, other in itertools.pairwise(results):
        assert replace(one, seconds=0.0) == replace(other, seconds=0.0)


def test_names_for_annotations() -> None:
    assert inspect.signature(scan).return_annotation is ScanResult
    assert {field.name: field.type for field in fields(ScanResult)}["findings"] == tuple[Finding, ...]
    assert {field.name: field.type for field in fields(ScanResult)}["problems"] == tuple[Problem, ...]
