"""Message files from one end to the other: what is found in them, and where."""

import json
from pathlib import Path

import pytest

from parallelcheck import scan

ENGLISH = {
    "tour": "The guided tour takes 45 minutes and begins at the old lighthouse.",
    "place_one": "You have booked {{count}} place on the boat for tomorrow.",
    "place_other": "You have booked {{count}} places on the boat for tomorrow.",
    "storm": "The crossing was cancelled because of the storm last night.",
    "pay": "Please pay for the tickets at the counter before boarding.",
}
FRENCH = {
    "tour": "La visite guidée dure 54 minutes et commence au vieux phare.",
    "place_one": "Vous avez réservé {{count}} place sur le bateau pour demain.",
    "place_many": "Vous avez réservé {{count}} de places sur le bateau pour demain.",
    "place_other": "Vous avez réservé {{count}} places sur le bateau pour demain.",
    "pay": "Please pay for the tickets at the counter before boarding.",
}
FOUND = {("numbers", "tour"), ("missing-passage", "storm"), ("untranslated-passage", "pay")}


def found(*paths: Path) -> set[tuple[str, str | None]]:
    result = scan(pairs=[(paths[0], paths[1])]) if len(paths) == 2 else scan(paths[0])
    assert result.problems == ()
    return {(finding.check, (finding.target or finding.source)[0].key) for finding in result.findings}


def as_json(messages: dict[str, str]) -> str:
    return json.dumps(messages, ensure_ascii=False)


def as_rails(messages: dict[str, str]) -> str:
    return "\n".join(
        [f"{'fr' if 'place_many' in messages else 'en'}:", *(f"  {k}: '{v}'" for k, v in messages.items())]
    )


def as_properties(messages: dict[str, str]) -> str:
    return "".join(f"{key}={value}\n" for key, value in messages.items() if "_" not in key)


def as_android(messages: dict[str, str]) -> str:
    strings = (f'<string name="{k}">{v}</string>\n' for k, v in messages.items() if "_" not in k)
    return f"<resources>{''.join(strings)}</resources>"


def as_resx(messages: dict[str, str]) -> str:
    data = "".join(f'<data name="{k}"><value>{v}</value></data>' for k, v in messages.items() if "_" not in k)
    return f"<root>{data}</root>"


@pytest.mark.parametrize(
    ("write", "suffix"),
    [(as_json, "json"), (as_rails, "yml"), (as_properties, "properties"), (as_android, "xml"), (as_resx, "resx")],
)
def test_messages_are_compared_by_their_keys(write: object, suffix: str, tmp_path: Path) -> None:
    source, target = tmp_path / f"en.{suffix}", tmp_path / f"fr.{suffix}"
    assert callable(write)
    source.write_text(write(ENGLISH), encoding="utf-8")
    target.write_text(write(dict(reversed(FRENCH.items()))), encoding="utf-8")
    assert found(source, target) == FOUND


def xliff() -> str:
    def unit(key: str) -> str:
        target = f"<target>{FRENCH[key]}</target>" if key in FRENCH else ""
        return f'<trans-unit id="{key}"><source>{ENGLISH[key]}</source>{target}</trans-unit>'

    units = "".join(map(unit, ENGLISH))
    head = '<file source-language="en" target-language="fr">'
    return f'<xliff version="1.2">{head}<body>{units}</body></file></xliff>'


def memory() -> str:
    def version(language: str, text: str | None) -> str:
        return f'<tuv xml:lang="{language}"><seg>{text}</seg></tuv>' if text else ""

    units = (f'<tu tuid="{k}">{version("en", v)}{version("fr", FRENCH.get(k))}</tu>' for k, v in ENGLISH.items())
    return f'<tmx><header srclang="en"/><body>{"".join(units)}</body></tmx>'


def test_a_memory_is_compared_with_itself(tmp_path: Path) -> None:
    (tmp_path / "site.tmx").write_text(memory(), encoding="utf-8")
    assert found(tmp_path / "site.tmx") == FOUND


def test_a_catalogue_is_compared_with_itself_and_says_what_is_not_done(tmp_path: Path) -> None:
    (tmp_path / "site.xlf").write_text(xliff(), encoding="utf-8")
    missing = {("missing-passage", "storm")}
    assert found(tmp_path / "site.xlf") == FOUND - missing | {("catalogue", "storm")}
