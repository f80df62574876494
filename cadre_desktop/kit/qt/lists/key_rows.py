"""In which rows of a list keys are, however long the list is."""

from array import array

_FEW = 20


def rows_of(keys: "array[int]", kept: frozenset[int]) -> dict[int, int]:
    """The rows of the kept keys. A few are found by comparing bytes, many by going through once."""
    if len(kept) > _FEW:
        return {key: row for row, key in enumerate(keys) if key in kept}
    packed = memoryview(keys).tobytes()
    found = {key: _row_of(packed, key) for key in kept}
    return {key: row for key, row in found.items() if row >= 0}


def _row_of(packed: bytes, key: int) -> int:
    """The row of a key among packed ones, -1 if it is not there."""
    wanted = array("q", [key]).tobytes()
    start = packed.find(wanted)
    while start >= 0 and start % len(wanted):
        start = packed.find(wanted, start + 1)
    return start // len(wanted) if start >= 0 else -1
