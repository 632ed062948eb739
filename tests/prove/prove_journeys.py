"""Long walks in a real browser: broken connections, whole sessions, forming collectives, several people, keys alone.

Run: python -m tests.prove.prove_journeys [pytest's options]. They are journeys like those of `make test`, in
tests/journeys/long_*.py, and stand here because together they take minutes. Ends non-zero when one fails.
"""

import sys
from pathlib import Path

import pytest

JOURNEYS = Path(__file__).resolve().parent.parent / "journeys"

if __name__ == "__main__":
    sys.exit(pytest.main([*map(str, sorted(JOURNEYS.glob("long_*.py"))), *sys.argv[1:]]))
