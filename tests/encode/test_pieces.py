"""The tokenizers library is the truth: here are its tokens, by other means."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from parallelcheck.encode import EMBEDDED, pieces

FILE = EMBEDDED / "tokenizer.json"
LIBRARY = Tokenizer.from_file(str(FILE))
VOCABULARY = LIBRARY.get_vocab()
OWN = pieces.read(FILE)

# Signs that were in Unicode before either side's tables were made.
SIGNS = st.one_of(
    st.characters(max_codepoint=0x5FF),
    st.characters(min_codepoint=0x2000, max_codepoint=0x2BFF, exclude_categories=["Cn"]),
    st.sampled_from(" \t\n\x1c\u0301\u00a0\u200b\u2028\u3000’«»…–—€ﬁſΣςİıßẞ½№ⅣＡ漢🎉.,-'"),
)
LETTERS = st.text("aeinrstlcuàéüñßAEÉ", max_size=70)
WORDS = st.builds("".join, st.lists(st.sampled_from(sorted(VOCABULARY)), max_size=4))


def tokens(texts: list[str]) -> list[list[int]]:
    return [found.ids for found in LIBRARY.encode_batch(texts, add_special_tokens=False)]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.one_of(st.text(SIGNS, max_size=20), LETTERS, WORDS), max_size=6).map(" ".join))
def test_any_text_is_cut_as_the_library_cuts_it(text: str) -> None:
    assert OWN is not None
    assert OWN([text]) == tokens([text])


def test_every_sign_of_european_scripts_is_cut_as_the_library_cuts_it() -> None:
    assert OWN is not None
    texts = [pattern.format(chr(code)) for code in range(0x600) for pattern in ("{}", "a{}b", "A{0}{0} B")]
    assert OWN(texts) == tokens(texts)


def test_pieces_are_cut_as_the_library_cuts_them() -> None:
    assert OWN is not None
    known = sorted(VOCABULARY)[::5]
    assert OWN(known) == tokens(known)


@pytest.mark.parametrize("text", ["", " ", "a" * 60, "a" * 61, "a" * 61 + ".b", "x" * 100_000, "é" * 59 + "\u0301"])
def test_long_and_empty_words_too(text: str) -> None:
    assert OWN is not None
    assert OWN([text]) == tokens([text])


def test_half_a_character_is_no_error() -> None:
    assert OWN is not None
    assert OWN(["a\ud800b c"])[0][-1] == VOCABULARY["c"]


def test_what_was_met_before_is_cut_the_same_after_many_other_words() -> None:
    assert OWN is not None
    first = OWN(["Les centres d’accueil, enfin !"])
    OWN([" ".join(f"w{number}" for number in range(60_000))])
    assert OWN(["Les centres d’accueil, enfin !"]) == first


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("normalizer",), None),
        (("pre_tokenizer", "pretokenizers"), [{"type": "WhitespaceSplit"}]),
        (("added_tokens",), [{"id": 5, "content": "[MASK]"}]),
        (("model", "continuing_subword_prefix"), "##"),
        (("model", "type"), "BPE"),
    ],
)
def test_a_tokenizer_of_another_kind_is_not_taken_for_this_one(tmp_path, path, value) -> None:
    described = json.loads(FILE.read_text(encoding="utf-8"))
    place = described
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    (tmp_path / "tokenizer.json").write_text(json.dumps(described), encoding="utf-8")
    assert pieces.read(tmp_path / "tokenizer.json") is None
