"""A column of a workbook to be written."""

from dataclasses import dataclass
from typing import Literal

from cadre_desktop.kit.documents.delimited import YES_NO

Kind = Literal["text", "int", "decimal", "number", "score", "date", "month", "flag"]


@dataclass(frozen=True)
class OutColumn:
    """A column of a workbook to be written.

    width: in characters of Excel, two for a Chinese one; kind: what the values are: text str, int int, decimal a whole
    number of the smallest unit with `decimals` decimals, number the same but shown with as many as it needs, score as
    number but some may be Struck or words, date date, month "YYYY-MM" or a date, flag bool; None is a blank cell
    everywhere. choices: offered in a drop-down; note: shown at the heading; required: marked by colour; source: the
    cells of another sheet that it offers ('赛道'!$A$2:$A$99).
    """

    heading: str
    width: float = 12
    kind: Kind = "text"
    decimals: int = 0
    choices: tuple[str, ...] = ()
    note: str = ""
    required: bool = False
    source: str = ""

    @property
    def offered(self) -> tuple[str, ...]:
        """What its drop-down holds."""
        return self.choices or (YES_NO if self.kind == "flag" else ())
