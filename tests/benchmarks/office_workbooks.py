"""Reads generated office workbooks and says how well: people lost, invented, misplaced, cells wrong, told or silent.

Run by hand: ``python tests/benchmarks/office_workbooks.py --count 2000 [--first 0] [--as ods | xls]``; the latter has
LibreOffice write the workbooks anew. Ends with 1 when anything went wrong silently; the error stream says what and in
which workbook, and that number always makes the same workbook.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1] / "office"))

from office_measuring import measure


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--as", dest="suffix", choices=("ods", "xls"), default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = measure(range(given.first, given.first + given.count), Path(folder), given.suffix)
    print("\n".join(report.lines()))
    print("\n".join(report.silent[:40]), file=sys.stderr)
    return 1 if report.silent else 0


if __name__ == "__main__":
    raise SystemExit(main())
