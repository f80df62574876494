#!/bin/sh
# LibreOffice saves the drop-downs of an .xlsx for a thousand rows below the last one that is filled, and no further.
#
# Guess before running: who opens an .xlsx whose drop-downs reach to row 1,048,576 and saves it gets them back as they
# were, as from Excel; in .ods too.
# Why it matters: a form that has once been saved with LibreOffice offers nothing any more in the rows that somebody
# adds far below, without a word; in .ods, oddly, the drop-downs stay whole.
set -eu
command -v soffice > /dev/null || { echo "needs LibreOffice (soffice)"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check XlsxWriter==3.2.9
cat > "$folder/write.py" <<'PYTHON'
import sys

import xlsxwriter

for filled in (5, 3000):
    with xlsxwriter.Workbook(f"{sys.argv[1]}/{filled}.xlsx") as book:
        sheet = book.add_worksheet()
        for row in range(filled):
            sheet.write_string(row, 0, "男")
        sheet.data_validation(0, 0, 1_048_575, 0, {"validate": "list", "source": ["男", "女"]})
PYTHON
cat > "$folder/read.py" <<'PYTHON'
import re
import sys
import zipfile

folder, found = sys.argv[1], {}
for filled in (5, 3000):
    sheet = zipfile.ZipFile(f"{folder}/out/{filled}.xlsx").read("xl/worksheets/sheet1.xml").decode()
    found[filled] = re.findall(r'<dataValidation [^>]*sqref="([^"]*)"', sheet)
content = zipfile.ZipFile(f"{folder}/out/5.ods").read("content.xml").decode()
rows = re.findall(r'number-rows-repeated="(\d+)"[^>]*><table:table-cell[^>]*content-validation-name', content)
print("rows filled and drop-downs in the .xlsx:", found, "· blank rows with one in the .ods:", rows)
sys.exit(0 if found == {5: ["A1:A1005"], 3000: ["A1:A4000"]} and len(rows) == 1 and int(rows[0]) > 1_000_000 else 1)
PYTHON
"$folder/venv/bin/python" "$folder/write.py" "$folder"
for suffix in xlsx ods; do
  HOME="$folder" soffice --headless --convert-to "$suffix" --outdir "$folder/out" "$folder/5.xlsx" "$folder/3000.xlsx" \
    > "$folder/log" 2>&1
done
soffice --version
"$folder/venv/bin/python" "$folder/read.py" "$folder"
echo "As found: cut to a thousand rows below the last filled one in .xlsx, whole in .ods."
