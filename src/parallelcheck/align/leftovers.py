"""A second look at what the monotone path left alone: what moved, and what was replaced."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from parallelcheck.align.path import Ints
from parallelcheck.align.score import PASSAGES, Norms, Scorer
from parallelcheck.align.search import Match
from parallelcheck.align.units import Floats, Units

# Evidence that makes up for having looked at every pair of left-over texts: this much, and the log of how many.
_MOVED = 3.0
# One unit on each side may be parted for the sake of something better, unless they are this likely to belong together.
_LOOSE = 0.5
# What bounds the time for very long documents: left-over texts are compared with those of the other side whose place
# is at most this far, and this many pairs of each are kept.
_REACH, _PAIRS_EACH = 4096, 50
_ROWS_AT_ONCE = 64
# A passage written in the place of another one is not many times as long or as short; a label may be.
_LENGTHS, _LABEL_LENGTHS, _LABEL = 2.5, 5.0, 80  # times, times, characters


def pair_up(source: Units, target: Units, norms: Norms) -> list[tuple[int, int, float, float]]:
    """(source, target, score, similarity) of the units that clearly belong together, best first, each once."""
    if not len(source) or not len(target):
        return []
    scorer = Scorer(source, target, norms, PASSAGES)
    discount = _MOVED + float(np.log(max(len(source), len(target))))
    found = [_clear_pairs(scorer, rows, columns, discount) for rows, columns in nearby(len(source), len(target))]
    rows, columns, evidence = (np.concatenate(values) for values in zip(*found, strict=True))
    order = np.lexsort((columns, rows, -evidence))
    pairs = _each_once(rows[order].tolist(), columns[order].tolist())
    rows, columns = np.array(pairs, np.int64).reshape(-1, 2).T
    chances = scorer.chance((1, 1), rows, columns, discount)
    similarities = scorer.similarity((1, 1), rows, columns)
    return [(*pair, *values) for pair, *values in zip(pairs, chances.tolist(), similarities.tolist(), strict=True)]


def nearby(n: int, m: int) -> Iterator[tuple[range, range]]:
    """The rows of a table of n by m, some at a time, with the columns that are near their place: with all of them
    unless there are thousands.
    """
    for start in range(0, n, _ROWS_AT_ONCE):
        stop = min(start + _ROWS_AT_ONCE, n)
        yield range(start, stop), range(max(0, start * m // n - _REACH), min(m, stop * m // n + _REACH))


def _clear_pairs(scorer: Scorer, rows: range, columns: range, least: float) -> tuple[Ints, Ints, Floats]:
    """Rows, columns and evidence of the pairs with enough of it."""
    evidence = scorer.singles(rows, columns)
    i, j = np.nonzero(evidence >= least)
    best = np.argsort(-evidence[i, j], kind="stable")[: _PAIRS_EACH * len(rows)]
    i, j = i[best], j[best]
    return i + rows.start, j + columns.start, evidence[i, j]


def _each_once(rows: Sequence[int], columns: Sequence[int]) -> list[tuple[int, int]]:
    """The first pairs of which neither is taken yet."""
    taken_rows, taken_columns = set[int](), set[int]()
    pairs = []
    for i, j in zip(rows, columns, strict=True):
        if i not in taken_rows and j not in taken_columns:
            taken_rows.add(i)
            taken_columns.add(j)
            pairs.append((i, j))
    return pairs


def place_moved(matches: Sequence[Match], source: Units, target: Units, norms: Norms) -> list[Match]:
    """Units that translate one another out of order, in target order: first of those left alone, then with those that
    were loosely matched, which may do better elsewhere.
    """
    alone = [match for match in matches if _alone(match)]
    matches = _placed(matches, alone, source, target, norms)
    loose = [match for match in matches if _alone(match) or _loose(match)]
    return list(_placed(matches, loose, source, target, norms))


def _placed(
    matches: Sequence[Match],
    loose: Sequence[Match],
    source: Units,
    target: Units,
    norms: Norms,
) -> Sequence[Match]:
    ours, theirs = [i for match in loose for i in match.source], [j for match in loose for j in match.target]
    held_source = {i: match.score for match in loose for i in match.source}
    held_target = {j: match.score for match in loose for j in match.target}
    in_place = {(*match.source, *match.target) for match in loose}
    moved: dict[int, Match] = {}
    for row, column, score, similarity in pair_up(source.take(ours), target.take(theirs), norms):
        i, j = ours[row], theirs[column]
        if (i, j) not in in_place and score > max(held_source[i], held_target[j]):
            moved[j] = Match((i,), (j,), score, similarity, moved=True)
    if not moved:
        return matches
    moved |= _companions(moved, matches, Scorer(source, target, norms, PASSAGES))
    gone = {match.source[0] for match in moved.values()}
    return [part for match in matches for part in _parted(match, moved, gone)]


def _companions(moved: Mapping[int, Match], matches: Sequence[Match], scorer: Scorer) -> dict[int, Match]:
    """What stands alone right before or after something that moved, on both sides, went with it: a heading, a label."""
    alone_source = {match.source[0] for match in matches if not match.target}.difference(
        match.source[0] for match in moved.values()
    )
    alone_target = {match.target[0] for match in matches if not match.source} - moved.keys()
    beside = [(match.source[0] + step, j + step) for j, match in moved.items() for step in (-1, 1)]
    found: dict[int, Match] = {}
    while beside:
        i, j = beside.pop()
        at = np.array([i]), np.array([j])
        if i in alone_source and j in alone_target and scorer.evidence((1, 1), *at)[0] >= PASSAGES.null:
            score, similarity = scorer.chance((1, 1), *at), scorer.similarity((1, 1), *at)
            found[j] = Match((i,), (j,), float(score[0]), float(similarity[0]), moved=True)
            alone_source.remove(i)
            alone_target.remove(j)
            beside += [(i - 1, j - 1), (i + 1, j + 1)]
    return found


def _parted(match: Match, moved: Mapping[int, Match], gone: set[int]) -> Iterator[Match]:
    """The match without the units that were found to belong elsewhere, and with what was found to belong here."""
    if not gone & set(match.source) and not moved.keys() & set(match.target):
        yield match
        return
    yield from (Match((i,), ()) for i in match.source if i not in gone)
    yield from (moved.get(j, Match((), (j,))) for j in match.target)


def join_replaced(matches: Sequence[Match], source: Units, target: Units, norms: Norms) -> list[Match]:
    """One unit left alone on each side, of one kind and between the same neighbours: the one stands in the place of
    the other, whatever it says.
    """
    result: list[Match] = []
    for place, match in enumerate(matches):
        around = [result[-2] if len(result) > 1 else None, matches[place + 1] if place + 1 < len(matches) else None]
        if result and not any(_alone(one) for one in around) and _stand_in(result[-1], match, source, target):
            i, j = (*result[-1].source, *match.source), (*result[-1].target, *match.target)
            scorer, at = Scorer(source.take(i), target.take(j), norms, PASSAGES), np.array([0])
            chance, similarity = scorer.chance((1, 1), at, at), scorer.similarity((1, 1), at, at)
            result[-1] = Match(i, j, float(chance[0]), float(similarity[0]))
        else:
            result.append(match)
    return result


def exchanged(matches: Sequence[Match], source: Units, target: Units, norms: Norms) -> dict[int, int]:
    """Of matches that were given: the target units that clearly translate another source unit than theirs, and which;
    among those that do not translate their own.
    """
    loose = [match for match in matches if _loose(match)]
    ours, theirs = [match.source[0] for match in loose], [match.target[0] for match in loose]
    held = {j: match for match in loose for j in match.target}
    return {
        theirs[column]: ours[row]
        for row, column, score, _ in pair_up(source.take(ours), target.take(theirs), norms)
        if ours[row] not in held[theirs[column]].source and score > held[theirs[column]].score
    }


def _alone(match: Match | None) -> bool:
    return match is not None and not (match.source and match.target)


def _loose(match: Match) -> bool:
    return len(match.source) == len(match.target) == 1 and match.score < _LOOSE and not match.moved


def _stand_in(one: Match, other: Match, source: Units, target: Units) -> bool:
    both = (*one.source, *other.source), (*one.target, *other.target)
    if not (_alone(one) and _alone(other) and len(both[0]) == len(both[1]) == 1):
        return False
    (i,), (j,) = both
    shorter, longer = sorted((source.lengths[i], target.lengths[j]))
    limit = _LABEL_LENGTHS if longer < _LABEL else _LENGTHS
    return bool(source.kinds[i] == target.kinds[j] and longer < limit * shorter)
