"""What was there before and after, for undo and redo within a page: a list of values that never change."""

from typing import Generic, TypeVar

_Value = TypeVar("_Value")
_MOST = 500


class History(Generic[_Value]):
    """The values a thing has had; `present` is the one it has.

    Changes of one and the same thing that follow each other, as ten taps of an arrow key, are one step where they name
    the same `merging`.
    """

    def __init__(self, first: _Value):
        self._values = [first]
        self._index = 0
        self._merging = ""

    @property
    def present(self) -> _Value:
        """The value now."""
        return self._values[self._index]

    @property
    def can_undo(self) -> bool:
        """Whether there was one before."""
        return self._index > 0

    @property
    def can_redo(self) -> bool:
        """Whether one was taken back."""
        return self._index < len(self._values) - 1

    def take(self, value: _Value, merging: str = "") -> None:
        """Have another value from now on; what was taken back is forgotten."""
        merges = bool(merging) and merging == self._merging and self.can_undo
        del self._values[self._index if merges else self._index + 1 :]
        self._values.append(value)
        del self._values[:-_MOST]
        self._index = len(self._values) - 1
        self._merging = merging

    def put_present(self, value: _Value) -> None:
        """Have another value in the place of the present one: nothing that anybody would take back."""
        self._values[self._index] = value

    def part(self) -> None:
        """The next change is a step of its own, whatever it names."""
        self._merging = ""

    def undo(self) -> _Value:
        """Go back by one value, where there is one; returns the present one."""
        self._index = max(0, self._index - 1)
        self.part()
        return self.present

    def redo(self) -> _Value:
        """Go forward by one value, where there is one; returns the present one."""
        self._index = min(len(self._values) - 1, self._index + 1)
        self.part()
        return self.present
