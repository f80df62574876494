"""Workbooks and texts with something wrong in them, drawn by lot: what stands in them is harmless, however it is read.

No number is put in that makes a sheet span more than 70,000 rows of 300 columns.
"""

import random
import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import small_books as books
import xlsxwriter

from cadre_desktop.kit.documents.container import ARCHIVE_TROUBLE

_NUMBERS = (0, 1, 2, 3, 26, 27, 255, 256, 300, 1_000, 65_535, 65_536, 70_000)
_SIGNS = ("", "-1", "A", "１", "1.5", "1e9", "NaN", "inf", " 2", "+3", "&#49;", "真", "\u0000")
_PLACES = ("A1", "B2", "a3", "$C$4", "Z700", "KN70000", "A0", "1A", "A", "7", "A1:B2", "B2:A1", "IV65536", "")
_WORDS = (
    "王祯",
    "=1+1",
    '="0012"',
    '"',
    '""',
    "'",
    ",",
    "\t",
    ";",
    "同上",
    "#N/A",
    "　",
    "\u202e",
    "\x00",
    "\ufeff",
    "合计",
)
_ROSTER: list[books.Cell] = ["姓名", "性别", "出生年月", "部门", "工号", "得分"]
_MARKS: list[books.Cell] = ["选手", "赛道", "项目", "评委", "评分项", "分值"]
_NAMES = "王李张刘陈杨赵黄周吴"


def seed_workbook(lot: random.Random) -> tuple[str, bytes]:
    """A sound workbook or text with a small roster, and the suffix of its format."""
    make: Callable[[random.Random], bytes]
    suffix, make = lot.choice(
        ((".xlsx", _small), (".ods", _small_ods), (".xls", _small_xls), (".xlsx", _written), (".csv", _text))
    )
    return suffix, make(lot)


def _rows(lot: random.Random) -> list[list[books.Cell]]:
    return [lot.choice((_ROSTER, _ROSTER, _MARKS)), *(_row(lot, at) for at in range(lot.choice((1, 3, 12, 40))))]


def _row(lot: random.Random, number: int) -> list[books.Cell]:
    return [
        lot.choice(_NAMES) + lot.choice("伟芳娜敏静"),
        lot.choice("男女"),
        books.Number(30_000.0 + number, "yyyy.mm", "1982.02", "float"),
        lot.choice(("民一庭", "民一庭", "同上", "")),
        books.Number(float(number), "00000", f"{number:05}"),
        lot.choice((85.5, books.Failed("#N/A"), books.Formula("1+1", b"\x1e\x01\x00\x1e\x01\x00\x03"), 0.0)),
    ]


def _book(lot: random.Random) -> books.Book:
    rows = _rows(lot)
    if lot.random() < 0.5:
        rows.insert(0, ["干警花名册", "", "", "", "", ""])
    merged = [(0, 0, 0, 5)] if lot.random() < 0.5 else []
    if lot.random() < 0.5:
        merged.append((1, 3, lot.choice((2, 3, len(rows) + 5)), lot.choice((3, 4, 9))))
    hidden = frozenset(lot.sample(range(len(rows)), lot.randrange(2)))
    return books.Book(rows, merged, hidden, base_1904=lot.random() < 0.1, recalculate=lot.random() < 0.1)


def _small(lot: random.Random) -> bytes:
    return books.xlsx(_book(lot))


def _small_ods(lot: random.Random) -> bytes:
    return books.ods(_book(lot))


def _small_xls(lot: random.Random) -> bytes:
    return books.xls(_book(lot))


def _written(lot: random.Random) -> bytes:
    """As a library writes it: a table of texts, several sheets, one of them hidden."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for title in ("干警", "旧名单", "代码"):
            sheet = book.add_worksheet(title)
            for number, row in enumerate(_rows(lot)):
                for column, cell in enumerate(row):
                    if isinstance(cell, books.Number):
                        sheet.write_number(number, column, cell.value, day)
                    elif isinstance(cell, (str, float)):
                        sheet.write(number, column, cell)
        book.get_worksheet_by_name("代码").hide()
    return target.getvalue()


def _text(lot: random.Random) -> bytes:
    cut = lot.choice(",\t;，|")
    lines = [cut.join(_as_text(cell) for cell in row) for row in _rows(lot)]
    encoding = lot.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32"))
    return lot.choice(("\r\n", "\n", "\r")).join(lines).encode(encoding)


def _as_text(cell: books.Cell) -> str:
    if isinstance(cell, books.Number):
        return cell.shown
    return cell if isinstance(cell, str) else "1"


def mutated(lot: random.Random, suffix: str, data: bytes) -> tuple[str, bytes]:
    """The data with one to four things wrong, and by which ways they became so."""
    ways: list[str] = []
    for _time in range(lot.choice((1, 1, 1, 2, 4))):
        way = lot.choice(WAYS[suffix])
        try:
            data = way(lot, data)
        except (*ARCHIVE_TROUBLE, struct.error):
            way = _flip  # what is no archive any more can still be damaged
            data = way(lot, data)
        ways.append(way.__name__.strip("_"))
    return "+".join(ways), data


def _flip(lot: random.Random, data: bytes) -> bytes:
    changed = bytearray(data or b"\0")
    for _byte in range(lot.choice((1, 1, 2, 30))):
        changed[lot.randrange(len(changed))] = lot.randrange(256)
    return bytes(changed)


def _cut(lot: random.Random, data: bytes) -> bytes:
    return data[: lot.randrange(len(data) + 1)]


def _slice(lot: random.Random, data: bytes) -> bytes:
    """A stretch left out, doubled, or zeroed."""
    start = lot.randrange(len(data) + 1)
    end = start + lot.choice((1, 10, 200, 2_000))
    middle = lot.choice((b"", data[start:end] * 2, bytes(end - start)))
    return data[:start] + middle + data[end:]


def _insert(lot: random.Random, data: bytes) -> bytes:
    place = lot.randrange(len(data) + 1)
    return (
        data[:place] + lot.choice((lot.randbytes(20), lot.choice(_WORDS).encode() * lot.choice((1, 50)))) + data[place:]
    )


# Inside an archive.


def _in_part(lot: random.Random, data: bytes, change: Callable[[random.Random, bytes], bytes]) -> bytes:
    """The archive with one of its parts changed, its checksums right again."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    likely = [name for name in parts if "sheet1" in name or name in ("content.xml", "xl/workbook.xml", "xl/styles.xml")]
    name = lot.choice(likely or list(parts)) if lot.random() < 0.8 else lot.choice(list(parts))
    parts[name] = change(lot, parts[name])
    return _archive(parts)


def _archive(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _part_bytes(lot: random.Random, data: bytes) -> bytes:
    return _in_part(lot, data, lot.choice((_flip, _cut, _slice, _insert)))


def _attribute(lot: random.Random, data: bytes) -> bytes:
    """An attribute, or several, with another value."""

    def change(lot: random.Random, text: bytes) -> bytes:
        found = list(re.finditer(rb'([\w:-]+)="([^"]*)"', text))
        for each in sorted(lot.sample(found, min(len(found), lot.choice((1, 3)))), key=lambda one: -one.start()):
            value = lot.choice(
                (str(lot.choice(_NUMBERS)), lot.choice(_SIGNS), lot.choice(_PLACES), "shared", "str", "e")
            )
            text = text[: each.start(2)] + value.encode() + text[each.end(2) :]
        return text

    return _in_part(lot, data, change)


def _tag(lot: random.Random, data: bytes) -> bytes:
    """A tag left out, doubled, or put where another stood."""

    def change(lot: random.Random, text: bytes) -> bytes:
        found = list(re.finditer(rb"<[^>]*>", text))
        if len(found) < 2:
            return text
        one, other = lot.sample(found, 2)
        return text[: one.start()] + lot.choice((b"", one[0] * 2, other[0])) + text[one.end() :]

    return _in_part(lot, data, change)


def _spelling(lot: random.Random, data: bytes) -> bytes:
    """The same XML written otherwise, and what is nearly the same."""

    def change(lot: random.Random, text: bytes) -> bytes:
        ways: tuple[Callable[[bytes], bytes], ...] = (
            lambda text: text.replace(b'"', b"'"),
            lambda text: re.sub(rb"<(/?)(\w)", rb"<\1x:\2", text),
            lambda text: text.replace(b"=", b" = "),
            lambda text: re.sub(rb' r="([A-Z]+)', lambda found: b' r="' + found[1].lower(), text),
            lambda text: re.sub(rb' r="[A-Z]+\d+"', b"", text),
            lambda text: text.replace(b"><", b">\n<!-- & --><"),
            lambda text: text.decode("utf-8", "replace").encode("utf-16"),
            lambda text: b'<?xml version="1.0" encoding="gb18030"?>' + text,
            lambda text: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + text,
            lambda text: b"\xef\xbb\xbf" + text,
        )
        return lot.choice(ways)(text)

    return _in_part(lot, data, change)


def _repeat(lot: random.Random, data: bytes) -> bytes:
    """Cells and rows that say how often they stand there, far out cells, merges over each other."""

    def change(lot: random.Random, text: bytes) -> bytes:
        number = str(lot.choice(_NUMBERS)).encode()
        ways = (
            (b"<table:table-row", b'<table:table-row table:number-rows-repeated="' + number + b'"'),
            (b"<table:table-cell", b'<table:table-cell table:number-columns-repeated="' + number[:3] + b'"'),
            (b"<text:p>", b'<text:p><text:s text:c="' + number + b'"/>'),
            (b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A2:B5"/><mergeCell ref="B4:C9"/></mergeCells>'),
            (b"</sheetData>", b'<row r="' + number + b'"><c r="KN' + number + b'"><v>1</v></c></row></sheetData>'),
            (b"<sheetData>", b'<dimension ref="A1:KN' + number + b'"/><sheetData>'),
        )
        old, new = lot.choice([pair for pair in ways if pair[0] in text] or [(b">", b" >")])
        return text.replace(old, new, lot.choice((1, 1, 5)))

    return _in_part(lot, data, change)


def _parts(lot: random.Random, data: bytes) -> bytes:
    """A part left out, emptied, renamed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = lot.choice(list(parts))
    content = parts.pop(name)
    way = lot.randrange(4)
    if way == 1:
        parts[name] = b""
    elif way == 2:
        parts[name.upper()] = content
    elif way == 3:
        parts[name] = lot.choice(list(parts.values())) if parts else b""
    return _archive(parts)


# Inside a compound file.


def _record(lot: random.Random, data: bytes) -> bytes:
    """A record of an .xls left out, doubled, or with other numbers in it."""
    places = [
        found.start() for found in re.finditer(rb"[\x03\x04\x05\x06\xbd\x7e\xfd\x00\xe5\x85\xe0\xfc][\x00\x02]", data)
    ]
    place = lot.choice(places)
    code, length = struct.unpack_from("<HH", data, place)
    length = min(length, 300)
    way = lot.randrange(3)
    if way == 0 and length >= 4:
        at = place + 4 + lot.randrange(max(length - 2, 1))
        number = lot.choice((0, 1, 255, 256, 300, 0x7FFF))
        return data[:at] + struct.pack("<H", number) + data[at + 2 :]
    if way == 1:
        return data[:place] + struct.pack("<HH", code, lot.choice((0, 1, length + 1, 8224))) + data[place + 4 :]
    return data[:place] + struct.pack("<H", lot.choice((0x06, 0x0A, 0x203, 0x205, 0x809, 0x2F))) + data[place + 2 :]


# Texts.


def _words(lot: random.Random, data: bytes) -> bytes:
    text = data.decode("gb18030", "replace")
    for _word in range(lot.choice((1, 5, 30))):
        place = lot.randrange(len(text) + 1)
        text = text[:place] + lot.choice(_WORDS) * lot.choice((1, 1, 2, 300)) + text[place:]
    return text.encode(lot.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16")), "replace")


def _ragged(lot: random.Random, data: bytes) -> bytes:
    """One line that is far longer than the others, or very many short ones."""
    if lot.random() < 0.5:
        return data + b"\n" + lot.choice((b",", b"a,", b'"",', b"\t")) * lot.choice((300, 20_000))
    return data + lot.choice((b"\n", b"a\n", b'"\n', b"\r\n,")) * lot.choice((300, 20_000))


_ANY = (_flip, _cut, _slice, _insert)
_PACKED = (_flip, _cut, _part_bytes, _attribute, _attribute, _attribute, _tag, _tag, _spelling, _repeat, _parts)
WAYS: dict[str, tuple[Callable[[random.Random, bytes], bytes], ...]] = {
    ".xlsx": _PACKED,
    ".ods": _PACKED,
    ".xls": (*_ANY, _record, _record, _record, _record),
    ".csv": (*_ANY, _words, _words, _ragged),
}
