"""Sorting whole numbers in place, without memory of its own."""

from collectives.engine.formation.search.arrays import Array
from collectives.engine.formation.search.compiling import compiled


@compiled
def sort(keys: Array) -> None:
    """Sort from small to large (heapsort: no worst case, the same steps everywhere)."""
    count = len(keys)
    for start in range(count // 2 - 1, -1, -1):
        sink(keys, start, count)
    for end in range(count - 1, 0, -1):
        keys[0], keys[end] = keys[end], keys[0]
        sink(keys, 0, end)


@compiled
def sink(keys: Array, start: int, end: int) -> None:
    """Let the key at `start` sink below all larger ones, in the heap that ends before `end`."""
    key, place = keys[start], start
    while 2 * place + 1 < end:
        child = 2 * place + 1
        if child + 1 < end and keys[child + 1] > keys[child]:
            child += 1
        if keys[child] <= key:
            break
        keys[place] = keys[child]
        place = child
    keys[place] = key
