"""Measures what the aligner's evidence is worth as a probability: `odds` in `src/parallelcheck/align/norms.json`.

    python training/calibration.py FOLDER [NAME ...]

FOLDER holds `gold/*.json` and `pairs/clean` (see `candidates.py`). Only documents whose name begins with one of the
names are looked at (by default those that constants are chosen on): keep the others for quoting figures, which
`benchmarks/calibration.py` prints. Run it after `norms.py`, or whenever what the evidence is made of changes.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from candidates import FALSE, TRUE, Candidate, candidates, documents, weights
from norms import OUTPUT
from parallelcheck.align.score import Odds
from parallelcheck.config import Config
from parallelcheck.session import Session

CHOSEN = (
    *("cds", "mozlegal", "osguide"),
    *("transread-AlicesAdventuresInWonderland", "transread-Emma", "transread-LesConfessions"),
)
Array = NDArray[np.float64]


def main() -> None:
    """Score, fit, write."""
    folder, names = Path(sys.argv[1]), tuple(sys.argv[2:]) or CHOSEN
    session = Session(Config())
    found = [case for sides in documents(folder, names, session) for case in candidates(sides, session)]
    cases = [case for case in found if case.kind in (TRUE, *FALSE)]
    content = json.loads(OUTPUT.read_text(encoding="utf-8"))
    content["norms"]["odds"] = {name: round(value, 4) for name, value in asdict(fitted(cases)).items()}
    OUTPUT.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(len(cases), "pairs:", content["norms"]["odds"])


def fitted(cases: Sequence[Candidate]) -> Odds:
    """The odds under which the true pairs are likeliest to be true and the false ones to be false."""
    evidence, length = np.array([(case.evidence, case.log_length) for case in cases]).T
    columns = np.column_stack([np.ones(len(cases)), length, evidence, evidence * length])
    truth = np.array([case.kind == TRUE for case in cases], np.float64)
    return Odds(*map(float, logistic(columns, truth, weights(cases))))


def logistic(columns: Array, truth: Array, weight: Array) -> Array:
    """The coefficients of a weighted logistic regression, by Newton's method."""
    coefficients = np.zeros(columns.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-np.clip(columns @ coefficients, -50, 50)))
        slope = columns.T @ (weight * (truth - chance))
        curvature = (columns * (weight * chance * (1 - chance))[:, None]).T @ columns
        coefficients += np.linalg.solve(curvature, slope)
    return coefficients


if __name__ == "__main__":
    main()
