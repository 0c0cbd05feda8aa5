"""How much more likely are two blocks as translations of one another than as strangers?

The score of a bead is a sum of log-likelihood ratios: of the margin-corrected cosine, of the lengths
(Gale and Church 1993), of what a translation keeps as it is (anchors), and of the kinds. What is normal comes
from `Norms`, measured on translations that no model was trained on, and is shifted to the pair at hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from parallelcheck.align.path import Costs, Ints, Shape
from parallelcheck.align.units import KINDS, Floats, Units
from parallelcheck.model import Kind

# Evidence from one source never decides alone: its ratio is clipped.
_COSINE_LIMIT = 20.0
_LENGTH_LIMITS = (-5.0, 1.0)
# Log-likelihood ratio of the cosine of one part of a joined side with the other side, parts that belong there against
# sentences of the same passage that do not; linear, from the quartiles of both (0.44, 0.56, 0.65; 0.19, 0.28, 0.38).
_PART_SLOPE, _PART_MIDDLE, _PART_LIMITS = 7.0, 0.42, (-3.0, 0.5)
_FORBIDDEN = np.float32(-1e4)
_ROWS_AT_ONCE = 64


@dataclass(frozen=True)
class Odds:
    """Log odds that two blocks translate one another: linear in their evidence, with a slope and a constant that
    are linear in the logarithm of the characters of the shorter one (logistic regression; Platt 1999).

    Short blocks have the smaller slope: their evidence is more often mistaken.
    """

    constant: float
    length: float
    evidence: float
    evidence_length: float

    def chance(self, evidence: Floats, log_length: Floats) -> Floats:
        """The probability, 0..1."""
        slope = self.evidence + self.evidence_length * log_length
        odds = np.clip(self.constant + self.length * log_length + slope * evidence, -50.0, 50.0)
        chance: Floats = np.float32(1.0) / (np.float32(1.0) + np.exp(-odds, dtype=np.float32))
        return chance


@dataclass(frozen=True, eq=False)
class Norms:
    """Mean and deviation of the margin-corrected cosine of translations and of strangers, by the characters
    of the shorter side (`knots`, interpolated on a logarithmic scale).
    """

    knots: tuple[float, ...]
    translation_mean: tuple[float, ...]
    translation_deviation: tuple[float, ...]
    stranger_mean: tuple[float, ...]
    stranger_deviation: tuple[float, ...]
    length_variance: tuple[float, ...]  # of the log ratio of the lengths of translations
    odds: Odds  # what the evidence is worth
    shift: float = 0.0  # how far the translations of this pair lie from those of the sample
    spread: float = 1.0  # and how many times as far apart their lengths are

    def loosened(self) -> "Norms":
        """For a pair of which nothing is known yet: a free translation may lie far from what is usual."""
        deviation = tuple(float(np.hypot(value, 0.12)) for value in self.translation_deviation)
        return replace(self, translation_deviation=deviation, spread=self.spread * 4)

    length_ratio: float = 1.1  # target characters for one source character


@dataclass(frozen=True)
class Priors:
    """Log probabilities of the bead shapes, and of a unit that is left alone (with its run's opening)."""

    shapes: tuple[tuple[Shape, float], ...]
    null: float
    opening: float


def _shape_logs(one: float, two: float, three: float, four: float, many: float) -> tuple[tuple[Shape, float], ...]:
    chances = {
        (1, 1): one, (1, 2): two, (2, 1): two, (1, 3): three, (3, 1): three, (1, 4): four, (4, 1): four,
        (2, 2): many, (2, 3): many / 2, (3, 2): many / 2,
    }  # fmt: skip
    return tuple((shape, float(np.log(chance))) for shape, chance in chances.items())


PASSAGES = Priors(_shape_logs(0.95, 0.008, 0.003, 0.001, 0.0005), null=-3.0, opening=-1.5)
SENTENCES = Priors(_shape_logs(0.88, 0.04, 0.006, 0.002, 0.004), null=-4.0, opening=-2.0)
# In a running text, what seems to stand alone is mostly part of a neighbour; inside passages that translate one another
# it is more often what the translator left out.
SENTENCES_OF_PASSAGES = replace(SENTENCES, null=-3.0, opening=-1.5)


class _Blocks:
    """All runs of `size` neighbouring units: sizes of their vectors and anchor vectors (and one by these), hubness,
    kind, and what is normal at their lengths, shape (number of runs,) each.
    """

    def __init__(self, units: Units, size: int, other: Units, norms: Norms, stretch: float) -> None:
        lengths = _run_sums(units.lengths, size) * np.float32(stretch)
        self.log_length = np.log(lengths)
        self.normal = _Normal.at(lengths, norms)
        vectors = _run_sums(units.weighted, size)
        self.scale = _inverse(np.linalg.norm(vectors, axis=1))
        # Half the mean similarity to the other document (Artetxe and Schwenk 2019 use the nearest neighbours);
        # drawn towards zero where that document is so short that its mean is the counterpart itself.
        self.hubness = (vectors @ other.vectors.sum(axis=0)) * self.scale / np.float32(2 * (len(other) + 20))
        self.anchor_size = np.linalg.norm(_run_sums(units.anchors, size), axis=1)
        self.anchor_scale = _inverse(self.anchor_size)
        self.kinds = units.kinds[: len(lengths)]
        self.forbidden = np.zeros(len(lengths), np.bool_)
        for k in range(size if size > 1 else 0):
            self.forbidden |= ~units.joinable[k : k + len(lengths)]


@dataclass(frozen=True, eq=False)
class _Normal:
    """The norms at the lengths of some blocks. All are monotone in the length, so that those at the shorter of
    two blocks are the minimum or the maximum of both: a table of pairs needs no interpolation of its own.
    """

    translation_mean: Floats
    translation_deviation: Floats
    stranger_mean: Floats
    stranger_deviation: Floats
    length_gain: Floats  # log-likelihood ratio of equal lengths
    length_loss: Floats  # and what a squared log ratio takes from it

    @classmethod
    def at(cls, lengths: Floats, norms: Norms) -> "_Normal":
        at, knots = np.log(lengths), np.log(norms.knots)
        variance = np.interp(at, knots, norms.length_variance) * norms.spread
        strangers = variance + 1.0
        columns = (
            np.interp(at, knots, norms.translation_mean) + norms.shift,
            np.interp(at, knots, norms.translation_deviation),
            np.interp(at, knots, norms.stranger_mean),
            np.interp(at, knots, norms.stranger_deviation),
            0.5 * np.log(strangers / variance),
            0.5 * (1 / variance - 1 / strangers),
        )
        return cls(*(column.astype(np.float32) for column in columns))

    def of_shorter(self, rows: Ints, other: "_Normal", columns: Ints) -> "_Normal":
        """The norms of pairs of blocks; `rows` and `columns` broadcast."""
        return _Normal(
            np.minimum(self.translation_mean[rows], other.translation_mean[columns]),
            np.maximum(self.translation_deviation[rows], other.translation_deviation[columns]),
            np.minimum(self.stranger_mean[rows], other.stranger_mean[columns]),
            np.maximum(self.stranger_deviation[rows], other.stranger_deviation[columns]),
            np.minimum(self.length_gain[rows], other.length_gain[columns]),
            np.minimum(self.length_loss[rows], other.length_loss[columns]),
        )


def _run_sums(rows: Floats, size: int) -> Floats:
    """Sums of `size` neighbouring rows."""
    sums = rows[: len(rows) - size + 1].copy()
    for k in range(1, size):
        sums += rows[k : len(rows) - size + 1 + k]
    return sums


def _inverse(sizes: Floats) -> Floats:
    """One by each, zero for zero."""
    inverse: Floats = np.divide(1, sizes, out=np.zeros_like(sizes), where=sizes > 0)
    return inverse


@dataclass(frozen=True, eq=False)
class _Products:
    """Dot products of single units, from this row and column on."""

    row: int
    column: int
    table: Floats

    @classmethod
    def of(cls, left: Floats, right: Floats, rows: range, columns: range) -> "_Products":
        table = left[rows.start : rows.stop] @ right[columns.start : columns.stop].T
        return cls(rows.start, columns.start, table)

    def joined(self, shape: Shape, rows: Ints, columns: Ints) -> Floats:
        """Those of blocks: the sums of their units'."""
        height, width = len(rows), columns.shape[1]
        top, left = rows[0, 0] - self.row, columns[0, 0] - self.column
        total = np.zeros((height, width), np.float32)
        for i in range(top, top + shape[0]):
            for j in range(left, left + shape[1]):
                total += self.table[i : i + height, j : j + width]
        return total


@dataclass(frozen=True, eq=False)
class Tile:
    """What all shapes of beads in a part of the table have in common."""

    vectors: _Products
    anchors: _Products


class Scorer:
    """Scores blocks of two sides against one another.

    Blocks are named by the first of their units. `rows` and `columns` are index arrays that broadcast: shapes
    (r, 1) and (1, c) for a table, (k,) both for k pairs.
    """

    def __init__(self, source: Units, target: Units, norms: Norms, priors: Priors) -> None:
        self.source, self.target, self.norms, self.priors = source, target, norms, priors
        self._log_priors = dict(priors.shapes)
        sizes = range(1, 1 + max(max(shape) for shape, _ in priors.shapes))
        ratio = norms.length_ratio
        self._ours, self._theirs = source.weighted, target.weighted
        self._sources = {k: _Blocks(source, k, target, norms, ratio) for k in sizes if k <= len(source)}
        self._targets = {k: _Blocks(target, k, source, norms, 1.0) for k in sizes if k <= len(target)}
        self._shapes = tuple((a, b) for (a, b), _ in priors.shapes if a in self._sources and b in self._targets)

    def costs(self) -> Costs:
        """What the search for the best path needs."""
        return Costs(
            shapes=self._shapes,
            match=self.match,
            source_null=np.full(len(self.source), self.priors.null, np.float32),
            target_null=np.full(len(self.target), self.priors.null, np.float32),
            opening=self.priors.opening,
        )

    def match(self, rows: range, columns: range) -> Floats:
        """Log score of the beads of every shape, prior and evidence: a table (shapes, rows, columns) by the rows and
        columns on which they end.
        """
        table = np.full((len(self._shapes), len(rows), len(columns)), -np.inf, np.float32)
        tallest, widest = max(self._sources), max(self._targets)
        above = range(max(0, rows.start - tallest), rows.stop - 1)
        left = range(max(0, columns.start - widest), columns.stop - 1)
        tile = self._tile(above, left)
        for number, (a, b) in enumerate(self._shapes):
            i, j = max(a, rows.start), max(b, columns.start)  # before these a bead would begin outside the table
            if i < rows.stop and j < columns.stop:
                begins = _table(range(i - a, rows.stop - a), range(j - b, columns.stop - b))
                scores = self.evidence((a, b), *begins, tile) + np.float32(self._log_priors[a, b])
                table[number, i - rows.start :, j - columns.start :] = scores
        return table

    def singles(self, rows: range, columns: range) -> Floats:
        """Evidence for single source units with single target units: a table (rows, columns)."""
        return self.evidence((1, 1), *_table(rows, columns), self._tile(rows, columns))

    def by_row(self) -> Iterator[Floats]:
        """Evidence for each single source unit with all single target units."""
        for start in range(0, len(self.source), _ROWS_AT_ONCE):
            stop = min(start + _ROWS_AT_ONCE, len(self.source))
            yield from self.singles(range(start, stop), range(len(self.target)))

    def similarity(self, shape: Shape, rows: Ints, columns: Ints, tile: Tile | None = None) -> Floats:
        """Cosine of each pair of blocks."""
        if tile:
            products = tile.vectors.joined(shape, rows, columns)
        else:
            products = _pair_products(self._ours, self._theirs, shape, rows, columns)
        products *= self._sources[shape[0]].scale[rows] * self._targets[shape[1]].scale[columns]
        return products

    def cosine(self, shape: Shape, rows: Ints, columns: Ints, tile: Tile | None = None) -> Floats:
        """Margin-corrected cosine of each pair of blocks."""
        source, target = self._sources[shape[0]], self._targets[shape[1]]
        corrected: Floats = self.similarity(shape, rows, columns, tile) - source.hubness[rows] - target.hubness[columns]
        return corrected

    def evidence(self, shape: Shape, rows: Ints, columns: Ints, tile: Tile | None = None) -> Floats:
        """Log-likelihood ratio of each pair of blocks, translations against strangers."""
        source, target = self._sources[shape[0]], self._targets[shape[1]]
        normal = source.normal.of_shorter(rows, target.normal, columns)
        ratio = _cosine_ratio(self.cosine(shape, rows, columns, tile), normal)
        off = source.log_length[rows] - target.log_length[columns]
        ratio += np.clip(normal.length_gain - normal.length_loss * off * off, *_LENGTH_LIMITS)
        ratio += _anchor_ratio(
            self._anchor_cosine(shape, rows, columns, tile),
            source.anchor_size[rows],
            target.anchor_size[columns],
        )
        ratio += _KIND_RATIO[source.kinds[rows], target.kinds[columns]]
        ratio += self._parts(shape, rows, columns, tile)
        ratio[np.broadcast_to(source.forbidden[rows] | target.forbidden[columns], ratio.shape)] = _FORBIDDEN
        return ratio

    def shorter(self, shape: Shape, rows: Ints, columns: Ints) -> Floats:
        """Log of the characters of the shorter of each pair of blocks, both counted in the target's language."""
        source, target = self._sources[shape[0]], self._targets[shape[1]]
        shorter: Floats = np.minimum(source.log_length[rows], target.log_length[columns])
        return shorter

    def chance(self, shape: Shape, rows: Ints, columns: Ints, discount: float = 0.0) -> Floats:
        """Probability, 0..1, that each pair of blocks translates one another; `discount` is taken from the evidence of
        pairs that were looked for among many.
        """
        evidence = self.evidence(shape, rows, columns) - np.float32(discount)
        return self.norms.odds.chance(evidence, self.shorter(shape, rows, columns))

    def _anchor_cosine(self, shape: Shape, rows: Ints, columns: Ints, tile: Tile | None) -> Floats:
        if tile:
            products = tile.anchors.joined(shape, rows, columns)
        else:
            products = _pair_products(self.source.anchors, self.target.anchors, shape, rows, columns)
        products *= self._sources[shape[0]].anchor_scale[rows] * self._targets[shape[1]].anchor_scale[columns]
        return products

    def _parts(self, shape: Shape, rows: Ints, columns: Ints, tile: Tile | None) -> Floats | float:
        """What the units of a joined side say one by one: each must resemble the other side, or it stands alone."""
        total: Floats | float = 0.0
        for side, size in enumerate(shape):
            for k in range(size if size > 1 else 0):
                if side == 0:
                    similarity = self.similarity((1, shape[1]), rows + k, columns, tile)
                else:
                    similarity = self.similarity((shape[0], 1), rows, columns + k, tile)
                total = total + np.clip(_PART_SLOPE * (similarity - _PART_MIDDLE), *_PART_LIMITS)
        return total

    def _tile(self, rows: range, columns: range) -> Tile:
        return Tile(
            _Products.of(self._ours, self._theirs, rows, columns),
            _Products.of(self.source.anchors, self.target.anchors, rows, columns),
        )


def _table(rows: range, columns: range) -> tuple[Ints, Ints]:
    return np.arange(rows.start, rows.stop)[:, None], np.arange(columns.start, columns.stop)[None, :]


def _pair_products(left: Floats, right: Floats, shape: Shape, rows: Ints, columns: Ints) -> Floats:
    """Dot products of blocks, pair by pair."""
    ours, theirs = left[rows], right[columns]
    for k in range(1, shape[0]):
        ours += left[rows + k]
    for k in range(1, shape[1]):
        theirs += right[columns + k]
    products: Floats = np.einsum("kd,kd->k", ours, theirs)
    return products


def _cosine_ratio(cosine: Floats, normal: _Normal) -> Floats:
    """Two normal distributions; monotone in the cosine, and clipped."""
    below = np.minimum(cosine, normal.translation_mean) - normal.translation_mean  # better than normal is normal
    above = np.maximum(cosine, normal.stranger_mean) - normal.stranger_mean
    ratio = 0.5 * ((above / normal.stranger_deviation) ** 2 - (below / normal.translation_deviation) ** 2)
    ratio += np.log(normal.stranger_deviation / normal.translation_deviation)
    clipped: Floats = np.clip(ratio, -_COSINE_LIMIT, _COSINE_LIMIT).astype(np.float32)
    return clipped


def _anchor_ratio(cosine: Floats, left: Floats, right: Floats) -> Floats:
    """Shared numbers, names and addresses speak for a translation, the more the rarer they are."""
    weight = np.minimum(np.minimum(left, right), np.float32(4.0))
    both = weight > 0
    alone = (np.maximum(left, right) > 0) & ~both
    ratio = np.clip(weight * (cosine - np.float32(0.3)), -1.0, 3.0) * both - np.float32(0.3) * alone
    single: Floats = ratio.astype(np.float32)
    return single


def _kind_ratios() -> NDArray[np.float32]:
    table = np.full((len(KINDS), len(KINDS)), -1.0, np.float32)
    np.fill_diagonal(table, 0.3)
    rigid = [KINDS.index(kind) for kind in (Kind.HEADING, Kind.TABLE_CELL, Kind.CODE, Kind.METADATA)]
    for kind in rigid:
        table[kind, :] = table[:, kind] = -4.0
        table[kind, kind] = 1.0
    return table


_KIND_RATIO = _kind_ratios()


def shifted(norms: Norms, cosines: Floats, shorter: Floats, log_ratios: Floats) -> Norms:
    """Norms for the pair at hand, from its aligned blocks, drawn towards the sample where these are few."""
    at, knots, count = np.log(shorter), np.log(norms.knots), len(cosines)
    shift = float(np.sum(cosines - np.interp(at, knots, norms.translation_mean)) / (count + 10))
    log_ratio = float((np.sum(log_ratios) + 5 * np.log(norms.length_ratio)) / (count + 5))
    off = (log_ratios - log_ratio) ** 2 / np.interp(at, knots, norms.length_variance)
    return replace(
        norms,
        # The floor: however poor a pair, its translations are not taken to look like strangers.
        shift=float(np.clip(shift, -0.25, 0.15)),
        length_ratio=float(np.exp(np.clip(log_ratio, -0.5, 0.6))),
        spread=float(np.clip((np.sum(np.minimum(off, 9.0)) + 20) / (count + 20), 0.5, 4.0)),
    )
