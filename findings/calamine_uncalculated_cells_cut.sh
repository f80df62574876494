#!/bin/sh
# python-calamine 0.9.1 leaves rows and columns out in which only formulas without a value stand.
#
# Guess before running: a formula that nobody has calculated gives a blank cell, in a sheet as large as its filled
# cells, formulas among them; so two rows and two columns come back.
# Why it matters: the last column of a roster, or its last person, is gone; who reads formulas from the file's own
# parts finds no such cell in what calamine gave.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 openpyxl==3.1.5
cat > "$folder/probe.py" <<'PYTHON'
"""Writes formulas as openpyxl writes them, without a value, and reads the sheet with calamine."""

import sys

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

path = sys.argv[1] + "/a.xlsx"
book = Workbook()
book.active.append(["王祯", '="庭"&"长"'])
book.active.append(['="李"&"娜"', '="法"&"官"'])
book.save(path)
sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
rows = sheet.to_python(skip_empty_area=False)
print("cells in the file: A1 B1 A2 B2; read:", rows, "end:", sheet.end)
sys.exit(0 if rows == [["王祯"]] else 1)
PYTHON
echo "python-calamine 0.9.1"
"$folder/venv/bin/python" "$folder/probe.py" "$folder"
echo "As found: neither the second row nor the second column is there."
