"""How long does the program take, and how much memory? `python benchmarks/process.py` prints a table.

Whole processes, start to exit, as a person waits for them: `--version`, and scans of documents in `corpora/`. The
median of seven runs after one that does not count, in which Python compiles what it has not compiled yet; memory is
the most that any of them held. On a busy machine a process waits for its turn: look at the seconds of computing.
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
    print("| command | seconds, median (least to most) | of computing, median | memory, MB |\n|---|---|---|---|")
    for name, arguments in commands.items():
        runs = [_run(arguments) for _ in range(RUNS + 1)][1:]
        seconds, computing, memory = zip(*runs, strict=True)
        spread = f"{statistics.median(seconds):.2f} ({min(seconds):.2f} to {max(seconds):.2f})"
        print(f"| {name} | {spread} | {statistics.median(computing):.2f} | {max(memory)} |")


def _run(arguments: list[str]) -> tuple[float, float, int]:
    """Seconds, seconds of computing on any core, and megabytes of one process."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "parallelcheck", *arguments]
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"parallelcheck {' '.join(arguments)} failed")
    seconds = time.perf_counter() - began
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024  # Linux counts kilobytes


if __name__ == "__main__":
    main()
