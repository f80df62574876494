"""Import of the benchmark's roster as LibreOffice's .ods (100,000 rows of 15 columns) and as .xls (60,000 rows).

Run by hand: ``python tests/benchmarks/bench_import_formats.py``; with ``--smoke`` small sizes without limits. The bare
run reads the file with python-calamine and writes its cells with `executemany`. The files are made here. Ends with 1
if a ratio is over its limit.
"""

import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from xml.sax.saxutils import escape

FOLDER = Path(__file__).parent
sys.path[:0] = [str(FOLDER.parents[1]), str(FOLDER), str(FOLDER.parent / "kit")]

import bench_import  # noqa: E402
import small_books  # noqa: E402

LIMIT = 3.0
SIZES = {".ods": 100_000, ".xls": 60_000}
SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)

CONDITION = (
    '<table:content-validations><table:content-validation table:name="val1" '
    'table:condition="of:cell-content-is-in-list(&quot;男&quot;;&quot;女&quot;)"/></table:content-validations>'
)


def roster(folder: Path, count: int) -> Sequence[Sequence[str]]:
    """The rows of the other benchmark's roster, its headings first."""
    from python_calamine import CalamineWorkbook

    path = folder / "名册.xlsx"
    bench_import.write_roster(path, count)
    rows: list[list[str]] = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return rows


def write_ods(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """As LibreOffice writes a form: half of the columns have a drop-down, named in every cell, and every row ends with
    the blank cells up to the last column."""
    plain, after = '<table:table-cell office:value-type="string"><text:p>', "</text:p></table:table-cell>"
    listed = plain.replace(" ", ' table:content-validation-name="val1" ', 1)
    blank = f'<table:table-cell table:number-columns-repeated="{16_384 - len(rows[0])}"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        with archive.open("content.xml", "w") as content:
            head = f"<office:document-content{SPACES}><office:body><office:spreadsheet>"
            content.write(f'{head}{CONDITION}<table:table table:name="干警">'.encode())
            for row in rows:
                cells = "".join(f"{listed if at % 2 else plain}{escape(cell)}{after}" for at, cell in enumerate(row))
                content.write(f'<table:table-row table:style-name="ro1">{cells}{blank}</table:table-row>'.encode())
            content.write(b"</table:table></office:spreadsheet></office:body></office:document-content>")


def write_xls(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """As Excel 97 to 2003: a table of texts, and records that point into it."""
    path.write_bytes(small_books.xls(small_books.Book(rows)))


def main(smoke: bool) -> int:
    """Print the table; 1 if a limit is passed."""
    print("name | ours s | bare s | ratio | limit")
    over = False
    for suffix, full in SIZES.items():
        count, times = (2_000, 1) if smoke else (full, 3)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"名册{suffix}"
            {".ods": write_ods, ".xls": write_xls}[suffix](path, roster(Path(folder), count))
            pairs = [(bench_import.run("bare", path), bench_import.run("ours", path)) for _time in range(times)]
        assert all(our["new"] == count for _bare, our in pairs), "not every row came in"
        ours, bare = (median(each[place]["import"] for each in pairs) for place in (1, 0))
        over = over or ours / bare > LIMIT
        print(f"import {count} x 15 {suffix} | {ours:.2f} | {bare:.2f} | {ours / bare:.2f} | {LIMIT}")
    return 0 if smoke else int(over)


if __name__ == "__main__":
    sys.exit(main("--smoke" in sys.argv))
