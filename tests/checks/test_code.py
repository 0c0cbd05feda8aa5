"""How a difference of two blocks of code is put in words."""

from pathlib import Path

from parallelcheck.pipeline import scan

LONG = "curl --fail --silent --show-error --max-time 20 --header Accept:text/plain https://gauges.example/alder"
PAGE = "# {title}\n\n{text}\n\n```sh\n{code}\n```\n"


def test_a_long_line_is_quoted_where_it_differs(tmp_path: Path) -> None:
    english, french = "Anyone can ask the gauges for the level.", "Tout le monde peut demander le niveau aux échelles."
    source = PAGE.format(title="The gauges", text=english, code=f"{LONG} --retry 3")
    target = PAGE.format(title="Les échelles", text=french, code=f"{LONG} --insecure")
    (tmp_path / "en.md").write_text(source, "utf-8")
    (tmp_path / "fr.md").write_text(target, "utf-8")
    (finding,) = scan(pairs=[(tmp_path / "en.md", tmp_path / "fr.md")]).findings
    assert finding.check == "code"
    assert "--retry 3” is “" in finding.message
    assert "--insecure” in the translation." in finding.message
