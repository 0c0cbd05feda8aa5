"""Takes the few languages that are needed out of py3langid's model and writes `src/parallelcheck/ngrams.npz`.

    python training/ngrams.py

py3langid stores the automaton that finds its n-grams in a text (Aho and Corasick 1975) as a table of 10 million moves.
Here a state is named by the bytes that lead to it from the first one, and the moves follow from the names.
"""

from collections import deque

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from parallelcheck.ngrams import WEIGHTS

LANGUAGES = ("ca", "de", "en", "es", "fr", "it", "nl", "pt")


def main() -> None:
    """Read, write."""
    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    named = states(model)
    columns = [model.nb_classes.index(language) for language in LANGUAGES]
    np.savez_compressed(
        WEIGHTS,
        languages=np.array(LANGUAGES),
        states=np.array(sorted(named)),
        rows=np.array([model.tk_output[named[name]] for name in sorted(named)], np.int32),
        weights=model.nb_ptc[:, columns],
        priors=model.nb_pc[columns],
    )


def states(model: LanguageIdentifier) -> dict[bytes, int]:
    """The automaton's states by the shortest bytes that lead to them."""
    names, queue = {0: b""}, deque([0])
    while queue:
        state = queue.popleft()
        for letter in range(256):
            following = model.tk_nextmove[(model.tk_row[state] << 8) + letter]
            if following not in names:
                names[following] = names[state] + bytes([letter])
                queue.append(following)
    if any(name.endswith(b"\0") for name in names.values()):
        raise SystemExit("numpy drops zeros at the end of a name: write the names down in another way.")
    return {name: state for state, name in names.items()}


if __name__ == "__main__":
    main()
