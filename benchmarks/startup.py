"""How long `onrecord --help` takes from cold, against the least that any such program needs.

    python -m benchmarks.startup

Runs `onrecord --help` and `python -c "import click, sqlite3"` in turn and prints both medians and their ratio.
The exit code is 1 when the ratio is above the limit.
"""

import statistics
import subprocess
import sys
import time

LIMIT = 1.5
N_RUNS = 20
_HELP = [sys.executable, "-m", "onrecord", "--help"]
_LEAST = [sys.executable, "-c", "import click, sqlite3"]


def time_run(command: list[str]) -> float:
    """Seconds that a command takes."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def measure(n_runs: int = N_RUNS) -> tuple[float, float]:
    """Median seconds of `onrecord --help` and of the least, run in turn so that the machine's mood hits both."""
    pairs = [(time_run(_HELP), time_run(_LEAST)) for _ in range(n_runs)]
    ours, least = zip(*pairs, strict=True)
    return statistics.median(ours), statistics.median(least)


def main() -> int:
    measure(2)  # fills the file cache
    ours, least = measure()
    print(
        f"onrecord --help {ours * 1000:.0f} ms, import click, sqlite3 {least * 1000:.0f} ms: ratio {ours / least:.2f}"
    )
    return int(ours / least > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
