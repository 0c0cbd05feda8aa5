"""A naive Bayes classifier of languages over byte n-grams (Lui and Baldwin 2011, 2012), with py3langid's weights.

It says what py3langid 0.4 says, for the few languages in `ngrams.npz`. py3langid itself unpacks 68 MB for its 139
languages, which takes longer than the rest of a scan. `training/ngrams.py` writes the file; its licence is beside it.
"""

import math
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parallelcheck.errors import UsageError

WEIGHTS = Path(__file__).parent / "ngrams.npz"


@dataclass(frozen=True, slots=True)
class NgramModel:
    """`states` has every beginning of an n-gram, and the row of the longest n-gram that it ends in, or -1.

    `weights` (n-grams, languages) and `priors` (languages) are logarithms of probabilities.
    """

    languages: tuple[str, ...]
    states: dict[bytes, int]
    weights: NDArray[np.float16]
    priors: NDArray[np.float32]

    def rank(self, text: str) -> list[tuple[str, float]]:
        """The languages and their probabilities, best first; all alike for a text without any n-gram."""
        lowered = text.lower() if text.isupper() else text
        content = unicodedata.normalize("NFC", lowered).encode(errors="surrogatepass")
        scores = self._scores(Counter(self._found(content)))
        scores *= 1 / math.sqrt(len(content) or 1)  # a long text would otherwise always seem certain
        likelihoods = np.exp(scores - scores.max())
        probabilities = (likelihoods / likelihoods.sum()).tolist()
        return sorted(zip(self.languages, probabilities, strict=True), key=lambda pair: -pair[1])

    def _found(self, content: bytes) -> Iterator[int]:
        """The rows of the longest n-grams that end at each byte (Aho and Corasick 1975)."""
        states, start = self.states, 0
        for end in range(1, len(content) + 1):
            while content[start:end] not in states:
                start += 1
            row = states[content[start:end]]
            if row >= 0:
                yield row

    def _scores(self, counts: Counter[int]) -> NDArray[np.float32]:
        if not counts:
            return np.zeros(len(self.languages), np.float32)
        amounts = np.fromiter(counts.values(), np.float32, len(counts))
        scores: NDArray[np.float32] = np.log1p(amounts) @ self.weights[list(counts)] + self.priors
        return scores


@cache
def languages() -> frozenset[str]:
    """The languages that there are weights for (ISO 639-1 codes)."""
    with np.load(WEIGHTS) as stored:
        return frozenset(stored["languages"].tolist())


def load(candidates: Collection[str]) -> NgramModel:
    """The model of these languages (ISO 639-1 codes) alone. Raises UsageError for one that it does not have."""
    with np.load(WEIGHTS) as stored:
        languages = stored["languages"].tolist()
        unknown = sorted(set(candidates) - set(languages))
        if unknown:
            raise UsageError(f"Unknown language {unknown[0]!r}: the identifier knows {', '.join(languages)}.")
        columns = [at for at, language in enumerate(languages) if language in candidates]
        return NgramModel(
            languages=tuple(languages[at] for at in columns),
            states=dict(zip(stored["states"].tolist(), stored["rows"].tolist(), strict=True)),
            weights=stored["weights"][:, columns],
            priors=stored["priors"][columns],
        )
