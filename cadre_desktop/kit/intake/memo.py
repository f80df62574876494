"""What the cells of a column mean, each distinct one read only once.

100,000 rows of 15 columns hold far fewer distinct cells than cells, so reading a column is mostly looking up.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from cadre_desktop.kit.intake.readers import Reader, Themselves
from cadre_desktop.kit.intake.telling import Hint, Said, ToldCell
from cadre_desktop.kit.kind import Candidates
from cadre_desktop.kit.problems import Unclear

_FEW = 1_000
"""So many cells show whether most of a column are different, and are looked at together."""


class Memo(dict[Any, Any]):
    """What each distinct cell means. `bad` says why some mean nothing, `notes` what others were taken for.

    hints: by cell what it may mean beside its value; doubtful, telling: whether some mean `Candidates`, or more.
    """

    def __init__(self, read: Reader | Callable[[Any], ToldCell]):
        super().__init__()
        self._read = read
        self.bad: dict[Any, str] = {}
        self.notes: dict[Any, str] = {}
        self.hints: dict[Any, Hint] = {}
        self.doubtful = self.telling = False

    def __missing__(self, raw: Hashable) -> Any:
        value = None
        try:
            value, note, *hints = self._read(raw)
            if note:
                self.notes[raw] = note
            if hints and hints[0]:
                self.hints[raw] = hints[0]
            self.doubtful = self.doubtful or type(value) is Candidates
            self.telling = self.telling or type(value) is Said
        except Unclear as unclear:
            self.bad[raw] = str(unclear)
        self[raw] = value
        return value

    def column(self, raws: Sequence[Any], themselves: Themselves | None) -> list[Any]:
        """What all cells of a column mean; `themselves` need not be looked up where most rows have one of their own."""
        if themselves is None or not _differ(raws):
            return list(map(self.__getitem__, raws))
        values: list[Any] = []
        for start in range(0, len(raws), _FEW):
            block = raws[start : start + _FEW]
            if set(map(type, block)) == {str} and themselves.are_all(block):
                values += block
            else:
                values += [raw if type(raw) is str and themselves.is_one(raw) else self[raw] for raw in block]
        return values


def _differ(raws: Sequence[Any]) -> bool:
    """Whether most rows have a cell of their own in a column, as far as a few of them show."""
    few = raws[:: len(raws) // _FEW + 1]
    return len(set(few)) * 2 > len(few)
