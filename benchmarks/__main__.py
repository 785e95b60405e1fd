"""The benchmarks that need nothing but the project: `python -m benchmarks [--peers PYTHON]`."""

import sys

from benchmarks import speed, startup

if __name__ == "__main__":
    sys.exit(startup.main() or speed.main())
