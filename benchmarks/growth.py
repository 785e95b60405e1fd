"""How the time stage's cost grows when a hostile string doubles; 2.0 is linear.

python benchmarks/growth.py
"""

import time

from onrecord.annotate.times import find_timexes
from onrecord.model import Publication

_PIECES = ("now ", "Monday, ", "2019-", "last week and ", "1,", "12 a ", "a day earlier ", "“ ")
_N_CHARS = 50_000
_RUNS = 5


def cost(piece: str, n_chars: int) -> float:
    """The least CPU-seconds of several readings."""
    text = (piece * n_chars)[:n_chars]
    best = float("inf")
    for _ in range(_RUNS):
        start = time.process_time()
        find_timexes(text, Publication())
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    for piece in _PIECES:
        print(f"{piece!r:20} {cost(piece, 2 * _N_CHARS) / cost(piece, _N_CHARS):.2f} x")


if __name__ == "__main__":
    main()
