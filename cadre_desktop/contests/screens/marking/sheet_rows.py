"""What the marking grid shows: its rows, and where it asks for marks, totals and states."""

from typing import NamedTuple, Protocol

from cadre_desktop.contests.sheets import SheetKey, SheetState, Spot


class SheetRow(NamedTuple):
    """One sheet: whose it is and who marks, the texts in front of its marks, and why it cannot be marked, if so."""

    entrant: int
    judge: int | None
    number: str
    name: str
    unit: str
    blocked: str = ""

    @property
    def sheet_key(self) -> SheetKey:
        """Whose sheet and who marks."""
        return self.entrant, self.judge


class Sheets(Protocol):
    """What the file has of the sheets: marks, totals on paper in thousandths, and how far each has come."""

    def mark(self, spot: Spot) -> int | None:
        """One mark, in thousandths."""
        ...

    def paper(self, sheet_key: SheetKey) -> int | None:
        """The total on the paper."""
        ...

    def state(self, sheet_key: SheetKey) -> SheetState:
        """How far a sheet has come."""
        ...
