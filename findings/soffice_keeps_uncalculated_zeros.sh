#!/bin/sh
# LibreOffice converts a workbook of XlsxWriter without calculating its formulas: all results stay 0.
#
# Guess before running: XlsxWriter writes 0 for every formula and asks (fullCalcOnLoad) for them to be calculated on
# opening; LibreOffice does so, and the converted file holds 庭长 and 24.
# Why it matters: a file that an office program has saved can hold zeros that nobody has calculated, in .ods and .xls
# without any mark of it. A name or a mark that is 0 there has to be worked out again before it is believed.
set -eu
command -v soffice > /dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 XlsxWriter==3.2.9
cat > "$folder/write.py" <<'PYTHON'
import sys

import xlsxwriter

with xlsxwriter.Workbook(sys.argv[1] + "/a.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_number("A1", 12)
    sheet.write_formula("B1", '="庭"&"长"')
    sheet.write_formula("C1", "=A1*2")
PYTHON
cat > "$folder/read.py" <<'PYTHON'
import sys

from python_calamine import CalamineWorkbook

found = {}
for suffix in ("ods", "xls"):
    found[suffix] = CalamineWorkbook.from_path(f"{sys.argv[1]}/out/a.{suffix}").get_sheet_by_index(0).to_python()
print(found)
sys.exit(0 if all(rows == [[12, 0, 0]] for rows in found.values()) else 1)
PYTHON
"$folder/venv/bin/python" "$folder/write.py" "$folder"
for suffix in ods xls; do
  HOME="$folder" soffice --headless --convert-to "$suffix" --outdir "$folder/out" "$folder/a.xlsx" > "$folder/log" 2>&1
done
soffice --version
"$folder/venv/bin/python" "$folder/read.py" "$folder"
echo "As found: 0 for 庭长 and for 24."
