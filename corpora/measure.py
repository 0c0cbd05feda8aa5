"""How often is each check right? `python corpora/measure.py [SECTION ...]`, in `results/` for each section a page:

- `labelled`: the documents of this folder, recall and precision of each check;
- `seeded`: defects put into real documents, recall of each class, and a picture of it over a moving threshold;
- `natural`: defects that stand in real documents;
- `silence`: what is said of real documents as they are; `--sample 50` draws findings for a reader to judge;
- `baseline`: the same figures of e5-small and langdetect, kept in `results/baseline.json` for the other tables. Needs
  sentence-transformers, and `--model` with the name or the folder of the model.

`all`, the default, is all of them, the last one first. Real documents are looked for as in `benchmarks/alignment.py`;
without them all but the first are left out. Constants are chosen on one half of the publishers (`--choosing`), figures
quoted of the other: only a whole run on that one is written, others are printed. `--failures` prints every defect that
was missed, and what was said beside the point.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from measuring import labelled, natural, seeded, silence
from measuring.baseline import FLAGS, baseline, is_possible
from measuring.classes import NATURAL
from measuring.detectors import PROGRAM, Detector
from measuring.pairs import CHOOSING, QUOTED, Original, corpora, real_pairs
from measuring.summary import Summary, summary
from measuring.trials import Trial, measured, originals
from parallelcheck.encode import load

RESULTS = Path(__file__).with_name("results")


class Run:
    """What a run was asked for, and the real pairs as they are, which several sections share."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments
        self.publishers = CHOOSING if arguments.choosing else QUOTED

    @cached_property
    def originals(self) -> list[Original]:
        """All pairs of this half, or the first of each publisher."""
        pairs = real_pairs(self.publishers, one_each=self.arguments.quick)
        if not pairs:
            sys.exit(f"{corpora()} holds no pairs of {', '.join(self.publishers)}, so there is nothing to measure on.")
        return originals(pairs, self.arguments.processes)

    def write(self, name: str, text: str) -> None:
        """A whole run on the quoted half is kept, others are shown."""
        if self.arguments.choosing or self.arguments.quick:
            print(text)
        else:
            RESULTS.joinpath(name).write_text(text, encoding="utf-8")


def main() -> None:
    """Measure what is asked for."""
    run = Run(_arguments())
    for section, measure in MEASURES.items():
        if {section, "all"} & set(run.arguments.sections):
            if section == "labelled" or corpora().is_dir():
                measure(run)
            else:
                print(f"There are no real documents in {corpora()}, so {section} was left out: see --help.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("sections", nargs="*", default=["all"], choices=["all", *MEASURES], metavar="SECTION")
    parser.add_argument("--choosing", action="store_true", help="the publishers that constants are chosen on")
    parser.add_argument("--quick", action="store_true", help="only one pair of each publisher")
    parser.add_argument("--failures", action="store_true", help="print what was missed or said beside the point")
    parser.add_argument("--sample", type=int, metavar="N", help="draw so many findings for a reader to judge")
    parser.add_argument("--model", help="the baseline's model")
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args()


def of_labelled(run: Run) -> None:
    """The table of this folder's documents."""
    run.write("labelled.md", labelled.measure())


def of_baseline(run: Run) -> None:
    """The baseline's figures, for the other sections."""
    if not (run.arguments.model and is_possible()):
        print("The baseline needs sentence-transformers and --model, so it was left out.")
        return
    detector = baseline(run.arguments.model)
    figures = _summary(run, detector, processes=1)
    judgements = natural.judged(detector, dict.fromkeys(NATURAL, FLAGS))
    recalls = {
        name: natural.recall(these) for name in NATURAL if (these := [j for j in judgements if j.defect.of == name])
    }
    run.write("baseline.json", json.dumps({"seeded": figures, "natural": recalls}, indent=1) + "\n")


def of_seeded(run: Run) -> None:
    """The table and the picture of seeded defects."""
    figures, theirs = _summary(run, PROGRAM, run.arguments.processes), _baseline().get("seeded")
    model = load().name
    run.write("seeded.md", seeded.text(figures, theirs, len(run.originals), run.publishers, model))
    if not (run.arguments.choosing or run.arguments.quick):
        seeded.draw([summary for summary in (figures, theirs) if summary], RESULTS / "recall.svg")


def of_natural(run: Run) -> None:
    """The table of natural defects."""
    judgements = natural.judged(PROGRAM, NATURAL)
    run.write("natural.md", natural.text(judgements, _baseline().get("natural", {})))
    if run.arguments.failures:
        _print(
            f"missed: {j.defect.of} {j.defect.path}:{j.defect.line} {j.defect.excerpt}"
            for j in judgements
            if not j.found
        )


def of_silence(run: Run) -> None:
    """The tables of what is said of clean pairs, after a sample of it has been drawn if that is asked for."""
    path = RESULTS / "silence-sample.jsonl"
    if run.arguments.sample:
        rows = silence.drawn(run.originals, run.arguments.sample, silence.read_sample(path))
        run.write(path.name, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    run.write("silence.md", silence.text(run.originals, run.publishers, silence.read_sample(path)))


MEASURES = {
    "baseline": of_baseline,
    "labelled": of_labelled,
    "seeded": of_seeded,
    "natural": of_natural,
    "silence": of_silence,
}


def _summary(run: Run, detector: Detector, processes: int) -> Summary:
    trials, untouched = measured(detector, run.originals, processes)
    if run.arguments.failures:
        _print(_failures(trials))
    return summary(detector, trials, untouched)


def _failures(trials: Sequence[Trial]) -> Iterator[str]:
    for trial in trials:
        for outcome in trial.outcomes:
            if not outcome.loud:
                notes = ", ".join(sorted(outcome.all)) or "nothing"
                yield f"missed: {trial.of} {trial.pair.name}:{outcome.line} ({notes}): {outcome.shown}"
        yield from (f"elsewhere: {trial.of} {trial.pair.name} {extra}" for extra in trial.extra)


def _print(lines: Iterator[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def _baseline() -> dict[str, Any]:
    path = RESULTS / "baseline.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


if __name__ == "__main__":
    main()
