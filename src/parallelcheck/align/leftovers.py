"""A second look at what the monotone path left alone: what moved, and what was replaced."""

from collections.abc import Sequence

import numpy as np

from parallelcheck.align.score import PASSAGES, Norms, Scorer, in_place, probability
from parallelcheck.align.search import Match
from parallelcheck.align.units import Units

# Evidence that makes up for having looked at every pair of left-over texts: this much, and the log of how many.
_MOVED = 3.0
# A passage written in the place of another one is not many times as long or as short; a label may be.
_LENGTHS, _LABEL_LENGTHS, _LABEL = 2.5, 5.0, 80  # times, times, characters


def pair_up(source: Units, target: Units, norms: Norms) -> list[tuple[int, int, float, float]]:
    """(source, target, score, similarity) of the units that clearly belong together, best first, each once."""
    if not len(source) or not len(target):
        return []
    evidence, similarity = Scorer(source, target, norms, PASSAGES).whole()
    evidence = evidence - (_MOVED + np.log(max(len(source), len(target))))
    free_source, free_target = set(range(len(source))), set(range(len(target)))
    pairs = []
    for flat in np.argsort(-evidence, axis=None, kind="stable"):
        i, j = divmod(int(flat), len(target))
        if evidence[i, j] < 0:
            break
        if i in free_source and j in free_target:
            free_source.remove(i)
            free_target.remove(j)
            pairs.append((i, j, float(probability(evidence[i, j])), float(similarity[i, j])))
    return pairs


def place_moved(matches: Sequence[Match], source: Units, target: Units, norms: Norms) -> list[Match]:
    """Units left alone on both sides that translate one another after all, out of order; in target order."""
    lone_source = [match.source[0] for match in matches if not match.target]
    lone_target = [match.target[0] for match in matches if not match.source]
    pairs = pair_up(source.take(lone_source), target.take(lone_target), norms)
    gone = {lone_source[i] for i, *_ in pairs}
    moved = {
        lone_target[j]: Match((lone_source[i],), (lone_target[j],), score, similarity, moved=True)
        for i, j, score, similarity in pairs
    }
    return [
        match if match.source else moved.get(match.target[0], match)
        for match in matches
        if match.target or match.source[0] not in gone
    ]


def join_replaced(matches: Sequence[Match], source: Units, target: Units, norms: Norms) -> list[Match]:
    """One unit left alone on each side, of one kind and between the same neighbours: the one stands in the place of
    the other, whatever it says.
    """
    result: list[Match] = []
    for place, match in enumerate(matches):
        around = [result[-2] if len(result) > 1 else None, matches[place + 1] if place + 1 < len(matches) else None]
        if result and not any(_alone(one) for one in around) and _stand_in(result[-1], match, source, target):
            i, j = (*result[-1].source, *match.source), (*result[-1].target, *match.target)
            evidence, similarity = Scorer(source.take(i), target.take(j), norms, PASSAGES).whole()
            result[-1] = Match(i, j, float(in_place(evidence[0, 0])), float(similarity[0, 0]))
        else:
            result.append(match)
    return result


def _alone(match: Match | None) -> bool:
    return match is not None and not (match.source and match.target)


def _stand_in(one: Match, other: Match, source: Units, target: Units) -> bool:
    both = (*one.source, *other.source), (*one.target, *other.target)
    if not (_alone(one) and _alone(other) and len(both[0]) == len(both[1]) == 1):
        return False
    (i,), (j,) = both
    shorter, longer = sorted((source.lengths[i], target.lengths[j]))
    limit = _LABEL_LENGTHS if longer < _LABEL else _LENGTHS
    return bool(source.kinds[i] == target.kinds[j] and longer < limit * shorter)
