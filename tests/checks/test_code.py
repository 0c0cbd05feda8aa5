"""How a difference of two blocks of code is put in words."""

from pathlib import Path

import pytest

from parallelcheck.pipeline import scan

LONG = "curl --fail --silent --show-error --max-time 20 --header Accept:text/plain https://gauges.example/alder"
FORK = "https://code.example/the-friends-of-the-river/of-the-long-valley/gauges/of-{}/and-their-levels/repository.git"
PAGE = "# {title}\n\n{text}\n\n```sh\n{code}\n```\n"


@pytest.mark.parametrize(
    ("source_code", "target_code", "before", "after"),
    [
        (f"{LONG} --retry 3", f"{LONG} --insecure", "--retry 3”", "--insecure”"),
        (f"git remote add me {FORK.format('YOU')}", f"git remote add me {FORK.format('ICI')}", "YOU", "ICI"),
    ],
)
def test_a_long_line_is_quoted_where_it_differs(
    source_code: str, target_code: str, before: str, after: str, tmp_path: Path
) -> None:
    english, french = "Anyone can ask the gauges for the level.", "Tout le monde peut demander le niveau aux échelles."
    source = PAGE.format(title="The gauges", text=english, code=source_code)
    target = PAGE.format(title="Les échelles", text=french, code=target_code)
    (tmp_path / "en.md").write_text(source, "utf-8")
    (tmp_path / "fr.md").write_text(target, "utf-8")
    (finding,) = scan(pairs=[(tmp_path / "en.md", tmp_path / "fr.md")]).findings
    assert finding.check == "code"
    quoted = finding.message.removeprefix("The code differs: ").split(" is ")
    assert before in quoted[0]
    assert after in quoted[1]
    assert len(finding.message) < 220
