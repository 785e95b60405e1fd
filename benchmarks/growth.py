"""How the time stage's cost grows when a hostile string doubles; 2.0 is linear.

python benchmarks/growth.py [--characters 50000]

Calls of functions are the same on every run. Seconds are processor time, the least of several runs of each length in
turn, without Python's garbage collector, whose passes cost more the more there is in memory.
"""

import argparse
import cProfile
import gc
import time

from onrecord.annotate.times import find_timexes
from onrecord.model import Publication

_PIECES = ("now ", "Monday, ", "2019-", "last week and ", "1,", "12 a ", "a day earlier ", "“ ")
_RUNS = 5


def seconds(text: str) -> float:
    """The processor time of one reading."""
    gc.collect()
    start = time.process_time()
    find_timexes(text, Publication())
    return time.process_time() - start


def calls(text: str) -> int:
    """The number of calls of functions in one reading."""
    profile = cProfile.Profile()
    profile.runcall(find_timexes, text, Publication())
    return sum(entry.callcount for entry in profile.getstats())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--characters", type=int, default=50_000, help="the length that is doubled")
    n_chars = parser.parse_args().characters
    gc.disable()
    find_timexes("Warm up on Monday, 6 May 2019.", Publication())
    for piece in _PIECES:
        once, twice = ((piece * n)[:n] for n in (n_chars, 2 * n_chars))
        runs = [(seconds(once), seconds(twice)) for _ in range(_RUNS)]
        spent = min(two for _, two in runs) / min(one for one, _ in runs)
        print(f"{piece!r:20} calls {calls(twice) / calls(once):.3f} x   seconds {spent:.2f} x")


if __name__ == "__main__":
    main()
