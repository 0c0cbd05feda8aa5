"""How long does the program take, and how much memory? `python benchmarks/process.py` prints a table.

Whole processes, start to exit, as a person waits for them: `--version`, and scans of documents in `corpora/`. The
median of seven runs after one that does not count; memory is the most that any of them held.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
RUNS = 7


def main() -> None:
    """Run, time, print."""
    commands = {
        "`--version`": ["--version"],
        "policy, 34 passages a side": ["scan", str(CORPORA / "policy" / "clean")],
        "annual report, 126 passages a side": ["scan", str(CORPORA / "annual-report" / "clean")],
    }
    print("| command | seconds, median (least to most) | memory, MB |\n|---|---|---|")
    for name, arguments in commands.items():
        runs = [_run(arguments) for _ in range(RUNS + 1)][1:]
        seconds, memory = zip(*runs, strict=True)
        spread = f"{statistics.median(seconds):.2f} ({min(seconds):.2f} to {max(seconds):.2f})"
        print(f"| {name} | {spread} | {max(memory)} |")


def _run(arguments: list[str]) -> tuple[float, int]:
    """Seconds and megabytes of one process."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "parallelcheck", *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"parallelcheck {' '.join(arguments)} failed")
    return time.perf_counter() - began, usage.ru_maxrss // 1024  # Linux counts kilobytes


if __name__ == "__main__":
    main()
