"""Trains the embedded model: `python training/train.py PAIRS DICTIONARIES WORK OUT`.

A text's vector is the normalised sum of its tokens' vectors. In every batch each text must find its translation
among all texts of the batch (symmetric in-batch contrastive loss, van den Oord et al. 2018); some of its tokens
are left out at random, so that every word must help. Every few batches the pairs are words of dictionaries.
"""

import argparse
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import log_softmax
from tokenizers import Tokenizer

from data import sentence_pairs
from dictionaries import LANGUAGES, dictionary_pairs, lemma_pairs
from export import export
from tokens import Texts, tokenise
from vocabulary import UNKNOWN, make_tokenizer

Sides = tuple[Texts, Texts]
Array = NDArray[np.float32]


@dataclass(frozen=True)
class Recipe:
    """Every number that decides the model."""

    pieces: int = 96_000
    dimensions: int = 256
    steps: int = 12_000
    batch: int = 1_024
    temperature: float = 0.06
    rate: float = 0.02  # of Adam, rising for 200 steps, then falling to zero
    kept: float = 0.8  # of the tokens of a text
    words_every: int = 3  # one step in so many is words
    german_words: float = 0.4  # of the German-English ones, which are three quarters of all
    smoothing: float = 1e-3  # of a token's first weight (smooth inverse frequency, Arora et al. 2017)
    seed: int = 0


class Bags(NamedTuple):
    """Texts as counts, shape (texts, tokens), of the tokens that they hold."""

    tokens: NDArray[np.int32]
    counts: csr_matrix


class Table:
    """The token vectors, with what Adam (Kingma and Ba 2015) remembers of each; only the rows in use are touched."""

    def __init__(self, rows: Array) -> None:
        self.rows, self.mean, self.square = rows, np.zeros_like(rows), np.zeros_like(rows)

    def update(self, tokens: NDArray[np.int32], gradient: Array, rate: float, step: int) -> None:
        """One step down the gradient of these tokens' rows."""
        mean, square = self.mean[tokens], self.square[tokens]
        mean += 0.1 * (gradient - mean)
        square += 0.001 * (gradient * gradient - square)
        self.mean[tokens], self.square[tokens] = mean, square
        mean *= rate / (1 - 0.9**step)
        self.rows[tokens] -= mean / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)


def train(sentences: Sides, words: Sides, recipe: Recipe) -> Array:
    """The token vectors, shape (pieces, dimensions)."""
    rng = np.random.default_rng(recipe.seed)
    table = Table(first_rows(sentences, recipe, rng))
    next_sentences, next_words = (Shuffled(len(sides[0].starts) - 1, rng) for sides in (sentences, words))
    losses, began = [], time.perf_counter()
    for step in range(1, recipe.steps + 1):
        if step % recipe.words_every == 0:
            batch = bags(words, next_words.take(recipe.batch), 1.0, rng)
        else:
            batch = bags(sentences, next_sentences.take(recipe.batch), recipe.kept, rng)
        losses.append(learn(table, batch, recipe, step))
        if step % 500 == 0:
            print(f"step {step}: loss {np.mean(losses[-500:]):.4f}, {time.perf_counter() - began:.0f} s", flush=True)
    return table.rows


def first_rows(sentences: Sides, recipe: Recipe, rng: np.random.Generator) -> Array:
    """Random directions; the more often a token stands in the texts, the shorter its row."""
    counts = sum(np.bincount(side.ids, minlength=recipe.pieces) for side in sentences)
    weights = recipe.smoothing / (recipe.smoothing + counts / counts.sum())
    return (
        0.1 * weights[:, None].astype(np.float32) * rng.standard_normal((recipe.pieces, recipe.dimensions), np.float32)
    )


class Shuffled:
    """The numbers below `size` in random order, again and again."""

    def __init__(self, size: int, rng: np.random.Generator) -> None:
        self.size, self.rng, self.order = size, rng, np.empty(0, np.int64)

    def take(self, number: int) -> NDArray[np.int64]:
        """The next ones; what is left at the end of a round and is too few is left out."""
        if len(self.order) < number:
            self.order = self.rng.permutation(self.size)
        taken, self.order = self.order[:number], self.order[number:]
        return taken


def bags(sides: Sides, chosen: NDArray[np.int64], kept: float, rng: np.random.Generator) -> Bags:
    """The chosen texts of both sides, one below the other: which tokens they hold, and how often."""
    (first, first_row), (second, second_row) = (side.bag(chosen, kept, rng) for side in sides)
    tokens, place = np.unique(np.concatenate([first, second]), return_inverse=True)
    rows = np.concatenate([first_row, second_row + len(chosen)])
    return Bags(tokens, csr_matrix((np.ones(len(rows), np.float32), (rows, place)), (2 * len(chosen), len(tokens))))


def learn(table: Table, batch: Bags, recipe: Recipe, step: int) -> float:
    """One step on a batch of pairs; returns its loss."""
    sums = batch.counts @ table.rows[batch.tokens]
    lengths = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9
    units = sums / lengths
    loss, slope = contrast(*np.split(units, 2), recipe.temperature)
    slope -= units * (units * slope).sum(axis=1, keepdims=True)  # only what turns a vector, not what stretches it
    rate = recipe.rate * min(1, step / 200) * (1 - step / (recipe.steps + 1))
    table.update(batch.tokens, batch.counts.T @ (slope / lengths), rate, step)
    return loss


def contrast(first: Array, second: Array, temperature: float) -> tuple[float, Array]:
    """The mean loss of finding each text's translation, and its slope at the vectors of both sides, stacked."""
    scores = first @ second.T / temperature
    forth, back = log_softmax(scores, axis=1), log_softmax(scores, axis=0)
    loss = -(np.trace(forth) + np.trace(back)) / (2 * len(first))
    slope = np.exp(forth) + np.exp(back)
    slope[np.diag_indices_from(slope)] -= 2
    slope /= 2 * len(first) * temperature
    return float(loss), np.concatenate([slope @ second, slope.T @ first])


def prepare(pairs: Path, dictionaries: Path, work: Path, recipe: Recipe) -> None:
    """Writes the tokenizer and all texts as tokens into `work`."""
    words, examples = dictionary_pairs(dictionaries)
    sentences = list(dict.fromkeys(sentence_pairs(pairs) + examples))
    words += lemma_pairs()
    texts = [text for pair in sentences + words for text in pair[:2]]
    tokenizer = make_tokenizer(texts, recipe.pieces)
    chance = random.Random(recipe.seed)
    words = [pair for pair in words if set(pair.languages) != {"de", "en"} or chance.random() < recipe.german_words]
    work.mkdir(parents=True, exist_ok=True)
    for name, some in (("sentences", sentences), ("words", words)):
        first, second = tokenise(tokenizer, some)
        np.savez(work / f"{name}.npz", *first, *second)
    tokenizer.save(str(work / "tokenizer.json"), pretty=False)


def prepared(work: Path, name: str) -> Sides:
    """What `prepare` wrote."""
    arrays = list(np.load(work / f"{name}.npz").values())
    return Texts(*arrays[:2]), Texts(*arrays[2:])


def seen(sentences: Sides, words: Sides, recipe: Recipe) -> NDArray[np.bool_]:
    """Which tokens stand in the texts; the others' vectors mean nothing, and neither does the unknown token's."""
    counts = sum(np.bincount(side.ids, minlength=recipe.pieces) for side in sentences + words)
    found: NDArray[np.bool_] = counts > 0
    found[UNKNOWN] = False
    return found


def main() -> None:
    """Prepare what `work` does not hold yet, train and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path, help="folder with en-XX*.tsv.gz")
    parser.add_argument("dictionaries", type=Path, help="folder with freedict-XXX-YYY.dict.dz and .index")
    parser.add_argument("work", type=Path, help="folder for what can be used again: tokenizer and tokens")
    parser.add_argument("out", type=Path, help="folder of the model")
    parser.add_argument("--name", default="six-1", help="the model's name")
    arguments = parser.parse_args()
    recipe = Recipe()
    if not (arguments.work / "tokenizer.json").exists():
        prepare(arguments.pairs, arguments.dictionaries, arguments.work, recipe)
    sentences, words = prepared(arguments.work, "sentences"), prepared(arguments.work, "words")
    rows = train(sentences, words, recipe)
    rows[~seen(sentences, words, recipe)] = 0
    tokenizer = Tokenizer.from_file(str(arguments.work / "tokenizer.json"))
    print(export(rows, tokenizer, arguments.out, arguments.name, sorted(LANGUAGES.values())))


if __name__ == "__main__":
    main()
