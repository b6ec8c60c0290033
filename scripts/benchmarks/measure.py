"""How things are measured, and the rows of the table."""

import operator
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent.parent
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 15
# Of what takes long a third is enough.
FEW = max(3, RUNS // 3)


def executable() -> str:
    if os.environ.get("SLUICE"):
        return os.path.realpath(os.environ["SLUICE"])
    return subprocess.run([SCRIPTS / "build"], check=True, capture_output=True, text=True).stdout.split()[-1]


SLUICE = executable()


@dataclass
class Row:
    """One line of the table: what sluice needs, what a peer needs in the same run, and what is wanted."""

    what: str
    ours: float
    wanted: str
    unit: str = "ms"
    peer: str = ""
    theirs: float | None = None
    is_absolute: bool = False

    @property
    def is_missed(self) -> bool:
        """Whether what is wanted does not hold: of the ratio where there is a peer, unless it is said of ours alone. Without
        the peer nobody can tell, which counts as missed."""
        if self.is_without_peer:
            return True
        value = self.ours / self.theirs if self.peer and not self.is_absolute else self.ours
        words, limit = self.wanted.rsplit(" ", 1)
        holds = {"at most": operator.le, "less than": operator.lt, "at least": operator.ge}
        return not holds[words](value, float(Fraction(limit)))

    @property
    def is_without_peer(self) -> bool:
        return bool(self.peer) and self.theirs is None

    def __str__(self) -> str:
        theirs = f"{'NOT HERE' if self.peer else '':>14}" if self.theirs is None else f"{self.theirs:9.1f} {self.unit:4}"
        ratio = f"{self.ours / self.theirs:8.3f}" if self.theirs else " " * 8
        return f"{self.what:40} {self.ours:9.1f} {self.unit:4} {self.peer:28} {theirs} {ratio}   {self.wanted}"


def show(rows: list):
    print(f"{'what':40} {'sluice':>14} {'peer':28} {'peer':>14} {'ratio':>8}   wanted")
    for row in rows:
        print(row)
    print(f"Medians of {RUNS} runs ({FEW} where one run is long), all in this run, on {os.cpu_count()} cores.")


def median_ms(measure, runs=RUNS) -> float:
    return statistics.median(measure() for _ in range(runs)) * 1000


def elapsed(command, **options) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    return time.perf_counter() - start
