"""How the embedded model's texts are cut into tokens: as the tokenizers library does it, by the same `tokenizer.json`.

The library itself takes a tenth of a second to load that file, and three times as long to cut a word.
"""

import string
import unicodedata
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

_STEPS = {
    "added_tokens": [],
    "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFKC"}, {"type": "Lowercase"}]},
    "pre_tokenizer": {
        "type": "Sequence",
        "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Punctuation", "behavior": "Isolated"}],
    },
}
_LONGEST = 60  # characters of a part; a longer one is unknown
_MODEL = {"type": "WordPiece", "continuing_subword_prefix": "", "max_input_chars_per_word": _LONGEST}
_MOST_WORDS = 50_000  # ten megabytes
_WHITE = "\t\n\v\f\r \x85\u1680\u2028\u2029"  # the white space of Unicode that NFKC leaves as it is


class WordPieces:
    """Cuts texts at white space and punctuation, and the parts into the longest pieces that it knows, from the left.

    The algorithm is WordPiece (Schuster and Nakajima 2012; Wu et al. 2016). Signs younger than the library's tables
    of Unicode may be cut otherwise than the library does: about a hundred, none of them used in the six languages.
    """

    def __init__(self, vocabulary: dict[str, int], unknown: int) -> None:
        self._words = _Words(vocabulary, unknown)

    def __call__(self, texts: Sequence[str]) -> list[list[int]]:
        """The tokens of each text."""
        if len(self._words) > _MOST_WORDS:
            self._words.clear()
        token_lists = self._words.__getitem__
        return [list(chain.from_iterable(map(token_lists, text.split(" ")))) for text in texts]


class _Words(dict[str, list[int]]):
    """The tokens of words; a word is cut when it is first asked for."""

    def __init__(self, vocabulary: dict[str, int], unknown: int) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._unknown = unknown
        self._spaced = _Spaced()

    def __missing__(self, word: str) -> list[int]:
        plain = unicodedata.normalize("NFKC", word).replace("Σ", "σ").lower()  # lower() alone would give a final ς
        self[word] = tokens = []
        for part in [plain] if plain.isalnum() else plain.translate(self._spaced).split(" "):
            tokens += self._pieces(part)
        return tokens

    def _pieces(self, part: str) -> list[int]:
        vocabulary = self._vocabulary
        if part in vocabulary:
            return [vocabulary[part]]
        if len(part) > _LONGEST:
            return [self._unknown]
        found, start = [], 0
        while start < len(part):
            end = len(part)
            while part[start:end] not in vocabulary:
                end -= 1
                if end == start:
                    return [self._unknown]
            found.append(vocabulary[part[start:end]])
            start = end
        return found


class _Spaced(dict[int, str]):
    """For `str.translate`: white space becomes a space, a sign of punctuation stands between two."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if sign in _WHITE:
            self[code] = " "
        elif sign in string.punctuation or unicodedata.category(sign).startswith("P"):
            self[code] = f" {sign} "
        else:
            self[code] = sign
        return self[code]


def read(path: Path) -> WordPieces | None:
    """The way to cut that a `tokenizer.json` describes, None where it is another one.

    Raises OSError, msgspec.DecodeError or LookupError where the file is none.
    """
    content = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    if any(content.get(key) != value for key, value in _STEPS.items()):
        return None
    model = content["model"]
    if any(model.get(key) != value for key, value in _MODEL.items()):
        return None
    return WordPieces(model["vocab"], model["vocab"][model["unk_token"]])
