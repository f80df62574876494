#!/bin/sh
# python-calamine 0.9.1 refuses an .ods with line breaks between its rows and cells.
#
# Guess before running: blanks between the elements of a table say nothing (OpenDocument 1.3 part 3, 1.4: white space
# where no text may stand is not significant), so the same cells come back however the XML is laid out.
# Why it matters: a sound workbook of a program that lays its XML out for people is told to be damaged or unknown.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 odfpy==1.4.1
cat > "$folder/probe.py" <<'PYTHON'
"""Writes two cells with odfpy, lays the content out on lines, and reads both forms with odfpy and calamine."""

import sys
import zipfile

from odf.opendocument import OpenDocumentSpreadsheet, load
from odf.table import Table, TableCell, TableRow
from odf.text import P
from python_calamine import CalamineError, CalamineWorkbook

plain, laid_out = sys.argv[1] + "/a.ods", sys.argv[1] + "/b.ods"
book = OpenDocumentSpreadsheet()
table, row = Table(name="人员"), TableRow()
for text in ("王祯", "民一庭"):
    cell = TableCell(valuetype="string")
    cell.addElement(P(text=text))
    row.addElement(cell)
table.addElement(row)
book.spreadsheet.addElement(table)
book.save(plain)
with zipfile.ZipFile(plain) as archive, zipfile.ZipFile(laid_out, "w") as target:
    for name in archive.namelist():
        content = archive.read(name)
        if name == "content.xml":
            for tag in (b"<table:table-row>", b"<table:table-cell ", b"</table:table-row>"):
                content = content.replace(tag, b"\n  " + tag)
        target.writestr(name, content)


def read(path):
    try:
        return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    except CalamineError as trouble:
        return str(trouble)


known = [str(cell) for cell in load(laid_out).getElementsByType(TableCell)]
print("odfpy reads:", known, "calamine reads:", read(plain), "and laid out:", read(laid_out))
sys.exit(0 if isinstance(read(plain), list) and isinstance(read(laid_out), str) else 1)
PYTHON
echo "python-calamine 0.9.1"
"$folder/venv/bin/python" "$folder/probe.py" "$folder"
echo "As found: the same cells, laid out on lines, are refused."
