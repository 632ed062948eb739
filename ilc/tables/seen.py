"""Finding what stands in two rows of a large table."""

from array import array


class RowsSeen:
    """Finds a text that stands in two rows, in 12 bytes for each place and no object for each row.

    It keeps 64-bit hashes, salted anew in each process: two different texts of 200,000 are taken for one in about one
    file of a thousand million.
    """

    _EMPTY = 0

    def __init__(self, most_rows: int) -> None:
        places = 1 << (2 * most_rows).bit_length()  # at most half full, so that probing stays short
        self._mask = places - 1
        self._hashes = array("q", bytes(8 * places))
        self._rows = array("I", bytes(4 * places))

    def first_row(self, text: str, number: int) -> int | None:
        """The number of an earlier row with this text; None (and this one remembered) when it is the first."""
        wanted = hash(text) or 1
        place = wanted & self._mask
        while (found := self._hashes[place]) != self._EMPTY:
            if found == wanted:
                return self._rows[place]
            place = (place + 1) & self._mask
        self._hashes[place] = wanted
        self._rows[place] = number
        return None
