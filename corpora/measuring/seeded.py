"""The tables and the picture of what was seeded."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from .classes import CLASSES, Class
from .detectors import KNOBS, PANELS
from .summary import OfClass, Summary
from .tables import rate, table

TEXT = """# Seeded defects, measured

`python corpora/measure.py seeded`: {pairs} pairs of {publishers}, {passages} passages, model {model}.

In the files of clean translations 2, 5 or 10 % of the passages that can have a defect are given it, with fixed seeds;
the changed files are scanned as an editor would scan them. Touched are passages that surely translate one another (a
score of .6 in the clean pair) and have their lines for themselves. Where the language is wrong they have four words
and more that their translation does not have, headings three; of four words and more are those that are repeated, of
twelve those that are missing or added; sentences have six and stand in passages of three and more; of truncated
passages of twenty words and more, 30 to 60 % is left. A negation is put in or taken out by a rule per language
(`measuring/details.py`).

A defect is found when an accepted check says so at its place, at warning or above in the default profile; the column
*with notes* counts notes and the other profiles, too, and where the check is a note by nature the aim is held against
it. *Elsewhere* are findings at warning or above that the clean pair does not have and that stand at no defect. The last
column is the baseline: {baseline}.

{classes}

Recall (and number) by languages:

{languages}

Which checks are accepted for a class, and how often they named it:

{checks}

![Recall over the findings in untouched documents](recall.svg)

Each mark is a value of a threshold, the large ones the defaults: of the program the option `probability` of
`weak-match` ({probability}), and `least-words` of `untranslated-passage` and `partly-untranslated` ({words}); of the
baseline the cosine, and from how many words on langdetect is asked. Only findings of the checks concerned count.
"""
NO_BASELINE = "not measured, `python corpora/measure.py baseline` does that"


def text(summary: Summary, baseline: Summary | None, pairs: int, publishers: Sequence[str], model: str) -> str:
    """The page."""
    return TEXT.format(
        pairs=pairs,
        publishers=", ".join(publishers),
        passages=summary["passages"],
        model=model,
        baseline=baseline["name"] + ", whatever it says at the place" if baseline else NO_BASELINE,
        classes=table(
            ("defect", "seeded", "recall", "aim", "", "with notes", "elsewhere", "baseline"), _rows(summary, baseline)
        ),
        languages=_by_language(summary),
        checks=table(("defect", "accepted", "named by"), _named(summary)),
        probability=_values("probability"),
        words=_values("least-words"),
    )


def _measured(summary: Summary) -> Iterator[tuple[Class, OfClass]]:
    return ((each, summary["classes"][each.name]) for each in CLASSES if each.name in summary["classes"])


def _rows(summary: Summary, baseline: Summary | None) -> Iterator[tuple[object, ...]]:
    for each, counts in _measured(summary):
        held = counts["noted"] if each.by_notes else counts["found"]
        met = "" if each.aim is None else "met" if held >= each.aim * counts["seeded"] else "missed"
        theirs = baseline["classes"].get(each.name) if baseline else None
        yield (
            each.name,
            counts["seeded"],
            rate(counts["found"], counts["seeded"]),
            "report" if each.aim is None else f"{each.aim:.2f}",
            met,
            rate(counts["noted"], counts["seeded"]),
            counts["extra"],
            rate(theirs["found"], theirs["seeded"]) if theirs else "",
        )


def _by_language(summary: Summary) -> str:
    languages = sorted({pair for _, counts in _measured(summary) for pair in counts["languages"]})
    rows = (
        (each.name, *(_share(*counts["languages"].get(pair, (0, 0))) for pair in languages))
        for each, counts in _measured(summary)
    )
    return table(("defect", *languages), rows)


def _share(seeded: int, found: int) -> str:
    return f"{rate(found, seeded)} ({seeded})" if seeded else ""


def _named(summary: Summary) -> Iterator[tuple[object, ...]]:
    for each, counts in _measured(summary):
        yield each.name, ", ".join(sorted(each.accepted)), ", ".join(f"{c} {n}" for c, n in counts["checks"].items())


def _values(knob: str) -> str:
    return ", ".join(f"{value:g}" for value in KNOBS[knob].values)


def draw(summaries: Sequence[Summary], path: Path) -> None:
    """Recall over the findings per hundred untouched passages, one line for each detector."""
    import matplotlib as mpl
    from matplotlib import pyplot as plt

    mpl.rcParams |= {"svg.hashsalt": "parallelcheck", "svg.fonttype": "none", "font.size": 9}
    figure, axes = plt.subplots(1, len(PANELS), figsize=(9, 4), sharey=True, layout="constrained")
    for axis, panel in zip(axes, PANELS, strict=True):
        for summary in summaries:
            values, noise, recall = zip(*summary["curves"][panel], strict=True)
            sizes = [60 if value == summary["defaults"][panel] else 15 for value in values]
            (line,) = axis.plot(noise, recall, linewidth=0.8, label=summary["name"])
            axis.scatter(noise, recall, sizes, color=line.get_color())
        axis.set(
            title=panel, xlabel="findings per hundred passages of untouched pairs", xscale="symlog", ylim=(0, 1.02)
        )
        axis.set_xlim(left=0)
    axes[0].set_ylabel("recall of seeded defects")
    axes[-1].legend(loc="lower right")
    figure.savefig(path, metadata={"Date": None})
