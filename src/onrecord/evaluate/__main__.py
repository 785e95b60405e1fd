"""`python -m onrecord.evaluate SHARED`: print each figure beside its floor; exit 1 when one falls below."""

import sys
from pathlib import Path

from onrecord.evaluate.gate import measure_all


def main() -> int:
    """Measure everything and say what holds."""
    if not sys.argv[1:]:
        sys.stderr.write("Usage: python -m onrecord.evaluate SHARED\n")
        sys.exit(2)
    if not Path(sys.argv[1]).is_dir():
        sys.stderr.write(f"Error: {sys.argv[1]}: no such folder; name the one that holds the public corpora\n")
        sys.exit(2)
    below = 0
    for measured in measure_all(Path(sys.argv[1])):
        mark = "ok  " if measured.holds else "LOW "
        sys.stdout.write(f"{mark} {measured.name:44} {measured.value:6.2f}  floor {measured.floor:6.2f}\n")
        sys.stdout.flush()
        below += not measured.holds
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
