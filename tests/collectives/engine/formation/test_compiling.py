"""Machine code of the search: kept in a file, loaded again, and given only what it can take."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from collectives.engine.formation.search.arrays import Array
from collectives.engine.formation.search.compiling import Compiled, cache_folder


def multiply(numbers: Array, times: int) -> int:
    total = 0
    for place in range(len(numbers)):
        numbers[place] *= times
        total += numbers[place]
    return total


def divide(number: int, by: int) -> int:
    return number // by


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    cache_folder.cache_clear()
    yield cache_folder()
    cache_folder.cache_clear()


def test_what_was_compiled_is_kept_for_each_kind_of_arguments_and_loaded_again(folder: Path) -> None:
    numbers, pairs = np.arange(4), np.arange(4, dtype=np.int32)

    assert Compiled(multiply, inline=False)(numbers, 3) == 18
    assert numbers.tolist() == [0, 3, 6, 9]
    kept = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert len(kept) == 1

    again = Compiled(multiply, inline=False)
    assert again(numbers, times=2) == 36
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == kept
    assert again(pairs, 2) == 12
    assert len(list(folder.iterdir())) == 2


def test_a_folder_that_cannot_be_made_only_costs_time(folder: Path) -> None:
    folder.write_text("in the way", encoding="utf-8")

    assert Compiled(divide, inline=False)(9, 2) == 4


def test_what_cannot_be_calculated_is_an_error() -> None:
    with pytest.raises(ArithmeticError, match="divide"):
        Compiled(divide, inline=False)(1, 0)


def test_a_table_in_pieces_is_refused() -> None:
    with pytest.raises(ValueError, match="one piece"):
        Compiled(multiply, inline=False)(np.arange(8)[::2], 2)
