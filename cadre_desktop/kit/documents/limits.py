"""How much of a workbook is read, in one place: beyond it one sentence says what is too much, and nothing is read.

The limits are far above what offices keep (a court's roster of 100,000 lines of 15 columns is a tenth of them), and so
low that a file can cost neither the machine's memory nor an afternoon.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a file may be.

    file, content: bytes, as it lies on the disk and unpacked; area: cells from A1 to the last filled one, of a sheet
    and of all sheets together, filled or not (the reading library takes 32 bytes for each); columns: of delimited text;
    padding: blank cells that make the rows of delimited text equally long; merges: merged ranges of a sheet; text:
    characters of one cell (Excel keeps 32,767); memory: bytes of the process that reads, where the system can limit
    them (Linux; elsewhere the other limits have to do); seconds: for the reading of a small file, and for each further
    million bytes.
    """

    file: int = 300_000_000
    content: int = 1_500_000_000
    area: int = 12_000_000
    columns: int = 16_384
    padding: int = 6_000_000
    merges: int = 100_000
    text: int = 40_000
    memory: int = 1_000_000_000
    seconds: float = 15.0
    seconds_per_million: float = 5.0

    def time(self, size: int) -> float:
        """Seconds that reading a file of `size` bytes may take."""
        return self.seconds + self.seconds_per_million * size / 1_000_000


LIMITS = Limits()
"""Those of the program; tests set others low."""
