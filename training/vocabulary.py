"""Makes the tokenizer: words of everyday use stay whole, others are cut into the longest known pieces.

Texts are taken in NFKC and lower case. The pieces are found by byte-pair merging (Sennrich et al. 2016) without a
mark for the beginning of a word, so that the parts of a German compound share the vectors of the words they are.
"""

import re
from collections.abc import Iterable, Iterator

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
from wordfreq import get_frequency_dict

from dictionaries import LANGUAGES

UNKNOWN = 0  # the number of the token for what has no pieces, the first special one
_BOOST = 8e6  # a word's frequency in general use counts as if it stood in a text of so many words


def make_tokenizer(texts: list[str], size: int) -> Tokenizer:
    """A tokenizer of `size` pieces for these texts, and for the words of general use that they hold."""
    pieces = _tokenizer(models.BPE())
    trainer = trainers.BpeTrainer(
        vocab_size=size, min_frequency=2, limit_alphabet=400, special_tokens=["[UNK]"], show_progress=False
    )
    pieces.train_from_iterator(texts + list(_general_use(texts)), trainer)
    greedy = models.WordPiece(
        vocab=pieces.get_vocab(),
        unk_token="[UNK]",  # noqa: S106 - no password
        continuing_subword_prefix="",
        max_input_chars_per_word=60,
    )
    return _tokenizer(greedy)


def _tokenizer(model: models.Model) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation()])
    return tokenizer


def _general_use(texts: Iterable[str]) -> Iterator[str]:
    """The texts' words of general use, repeated: messages and manuals hold few words of novels and news."""
    seen = {word for text in texts for word in re.findall(r"\w+", text.lower())}
    for language in LANGUAGES.values():
        frequencies = get_frequency_dict(language, wordlist="best")
        for word, frequency in frequencies.items():
            times = min(round(frequency * _BOOST), 3000)
            if times and word in seen:
                yield " ".join([word] * times)
