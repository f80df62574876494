#!/bin/sh
# python-calamine 0.9.1 leaves tabs and line breaks out of the texts of .ods cells.
#
# Guess before running: OpenDocument writes a tab as <text:tab/> and a line break as <text:line-break/> (1.3 part 3,
# 6.1.4 and 6.1.5), as it writes blanks as <text:s/>; so the words to both sides stay apart, as with <text:s/>.
# Why it matters: a department and a post in one cell become one word, which is neither, without an error.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 odfpy==1.4.1
cat > "$folder/probe.py" <<'PYTHON'
"""Writes three cells with odfpy and reads the sheet with calamine."""

import sys

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import LineBreak, P, S, Tab
from python_calamine import CalamineWorkbook

path = sys.argv[1] + "/a.ods"
book = OpenDocumentSpreadsheet()
table, row = Table(name="人员"), TableRow()
for between in (S(), Tab(), LineBreak()):
    cell, text = TableCell(valuetype="string"), P()
    text.addText("民一庭")
    text.addElement(between)
    text.addText("审判员")
    cell.addElement(text)
    row.addElement(cell)
table.addElement(row)
book.spreadsheet.addElement(table)
book.save(path)
rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
print("blank, tab, line break between two words; read:", rows)
sys.exit(0 if rows == [["民一庭 审判员", "民一庭审判员", "民一庭审判员"]] else 1)
PYTHON
echo "python-calamine 0.9.1"
"$folder/venv/bin/python" "$folder/probe.py" "$folder"
echo "As found: the blank is there, the tab and the line break are not."
