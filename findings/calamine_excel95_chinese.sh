#!/bin/sh
# python-calamine 0.9.1 reads Chinese texts of an Excel 95 workbook (.xls, BIFF5) as replacement characters.
#
# Guess before running: the workbook says its code page (936), xlrd and LibreOffice decode by it, so calamine, which
# knows code pages too, gives 姓名 and 王祯.
# Why it matters: old personnel systems still write Excel 95, and every name is lost without an error.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 xlrd==2.0.2
cat > "$folder/probe.py" <<'PYTHON'
"""Writes a workbook of Excel 95 by its records ([MS-XLS], [MS-CFB]) and reads it with both libraries."""

import struct
import sys
from io import BytesIO

import xlrd
from python_calamine import CalamineWorkbook

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(code, payload=b""):
    return struct.pack("<HH", code, len(payload)) + payload


def entry(name, kind, child, start, size):
    written = name.encode("utf-16-le") + b"\0\0"
    about = struct.pack("<HBBIII", len(written), kind, 1, FREE, FREE, child)
    return (written.ljust(64, b"\0") + about + bytes(36) + struct.pack("<II", start, size)).ljust(128, b"\0")


def workbook():
    name = "人员".encode("gbk")
    start = record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0)) + record(0x42, struct.pack("<H", 936))
    start += record(0xE0, bytes(16))
    offset = len(start) + 4 + 7 + len(name) + 4
    start += record(0x85, struct.pack("<IBBB", offset, 0, 0, len(name)) + name) + record(0x0A)
    start += record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0))
    start += record(0x200, struct.pack("<HHHHH", 0, 2, 0, 1, 0))
    for row, text in enumerate(("姓名", "王祯")):
        raw = text.encode("gbk")
        start += record(0x204, struct.pack("<HHHH", row, 0, 0, len(raw)) + raw)
    stream = (start + record(0x0A)).ljust(4096, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 8, 0, 4096, END, 0, END, 0) + struct.pack("<109I", 9, *[FREE] * 108)
    chain = [*range(1, 8), END, END, TABLE, *[FREE] * 118]
    directory = entry("Root Entry", 5, 1, END, 0) + entry("Book", 2, FREE, 0, 4096) + bytes(256)
    return head + stream + directory + struct.pack("<128I", *chain)


data = workbook()
sheet = xlrd.open_workbook(file_contents=data, logfile=sys.stderr).sheet_by_index(0)
print("xlrd:    ", sheet.name, sheet.col_values(0))
assert sheet.col_values(0) == ["姓名", "王祯"], "the input is not valid"
book = CalamineWorkbook.from_filelike(BytesIO(data))
rows = book.get_sheet_by_index(0).to_python()
print("calamine:", book.sheet_names, rows)
sys.exit(0 if all("\ufffd" in row[0] for row in rows) and book.sheet_names != ["人员"] else 1)
PYTHON
echo "python-calamine 0.9.1"
"$folder/venv/bin/python" "$folder/probe.py"
echo "As found: every Chinese character of an Excel 95 workbook is lost, and no error is raised."
