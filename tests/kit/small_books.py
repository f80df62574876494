"""Workbooks of one sheet written by hand as .xlsx, .ods and .xls: what office programs write, and libraries do not.

The three writers know just enough of the formats for the reader to be tested with cells that no writing library makes:
formulas nobody has calculated, failed ones, hidden rows, days counted from 1904.
"""

import struct
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}


@dataclass(frozen=True)
class Number:
    """A number with a format, and what an office program shows of it."""

    value: float
    code: str
    shown: str
    kind: str = "float"


@dataclass(frozen=True)
class Formula:
    """A formula as the three formats write it; value: its last result, None where nobody has calculated it."""

    text: str
    tokens: bytes
    value: float | str | None = None
    code: str = ""

    @property
    def open_text(self) -> str:
        """As OpenFormula writes it: references in brackets, semicolons between arguments."""
        import re

        area = re.sub(r"([A-Z]+\d+):([A-Z]+\d+)", r"[.\1:.\2]", self.text)
        return "of:=" + re.sub(r"(?<![.:A-Z\"])([A-Z]+\d+)(?![\d\]:(])", r"[.\1]", area).replace(",", ";")


@dataclass(frozen=True)
class Failed:
    """A formula that failed, by what it shows."""

    error: str


Cell = str | float | Number | Formula | Failed


@dataclass(frozen=True)
class Book:
    """What is written. merged: top, left, bottom, right from 0; hidden rows and columns from 0."""

    rows: Sequence[Sequence[Cell]]
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    base_1904: bool = False
    recalculate: bool = False

    def codes(self) -> list[str]:
        """The number formats in use, General first."""
        used = [cell.code for row in self.rows for cell in row if isinstance(cell, (Number, Formula)) and cell.code]
        return ["General", *dict.fromkeys(used)]


def write(book: Book, path: Path) -> Path:
    """Write the book in the format that the path's suffix names."""
    path.write_bytes({".xlsx": xlsx, ".ods": ods, ".xls": xls}[path.suffix](book))
    return path


def zipped(parts: dict[str, str]) -> bytes:
    from io import BytesIO

    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


def letters(column: int) -> str:
    return chr(65 + column) if column < 26 else letters(column // 26 - 1) + letters(column % 26)


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def xlsx(book: Book) -> bytes:
    """As .xlsx: texts in the cells, formulas without a value as openpyxl leaves them."""
    codes = book.codes()
    formats = "".join(f"<numFmt numFmtId='{164 + at}' formatCode={quoteattr(code)}/>" for at, code in enumerate(codes))
    styles = "".join(f'<xf numFmtId="{164 + at if at else 0}"/>' for at in range(len(codes)))
    columns = "".join(f'<col min="{at + 1}" max="{at + 1}" hidden="1"/>' for at in sorted(book.hidden_columns))
    lines = []
    for number, row in enumerate(book.rows):
        cells = "".join(_xlsx_cell(f"{letters(at)}{number + 1}", cell, codes) for at, cell in enumerate(row))
        lines.append(f'<row r="{number + 1}"{_hidden(number, book)}>{cells}</row>')
    merged = "".join(
        f'<mergeCell ref="{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"/>'
        for top, left, bottom, right in book.merged
    )
    sheet = (
        f"<worksheet {MAIN}>{f'<cols>{columns}</cols>' if columns else ''}<sheetData>{''.join(lines)}</sheetData>"
        f"{f'<mergeCells>{merged}</mergeCells>' if merged else ''}</worksheet>"
    )
    return zipped(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/></Types>'
            ),
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{LINKS}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1"'
            f' Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{LINKS}/styles"'
            ' Target="styles.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{LINKS}"><workbookPr'
            f'{" date1904=" + quoteattr("1") if book.base_1904 else ""}/><sheets><sheet name="人员" sheetId="1"'
            f' r:id="rId1"/></sheets>{"<calcPr fullCalcOnLoad=" + quoteattr("1") + "/>" if book.recalculate else ""}'
            "</workbook>",
            "xl/styles.xml": f"<styleSheet {MAIN}><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>",
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def _hidden(number: int, book: Book) -> str:
    return ' hidden="1"' if number in book.hidden_rows else ""


def _xlsx_cell(place: str, cell: Cell, codes: list[str]) -> str:
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>' if cell else f'<c r="{place}"/>'
    if isinstance(cell, Failed):
        return f'<c r="{place}" t="e"><f>X()</f><v>{cell.error}</v></c>'
    if isinstance(cell, Number):
        return f'<c r="{place}" s="{codes.index(cell.code)}"><v>{cell.value!r}</v></c>'
    if isinstance(cell, Formula):
        kind = ' t="str"' if isinstance(cell.value, str) else ""
        value = "<v></v>" if cell.value is None else f"<v>{cell.value}</v>"
        style = codes.index(cell.code) if cell.code else 0
        return f'<c r="{place}" s="{style}"{kind}><f>{escape(cell.text)}</f>{value}</c>'
    return f'<c r="{place}"><v>{cell!r}</v></c>'


def ods(book: Book) -> bytes:
    """As .ods, in the form LibreOffice writes."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    width = max(map(len, book.rows))
    columns = "".join(
        f"<table:table-column{' table:visibility=' + quoteattr('collapse') if at in book.hidden_columns else ''}/>"
        for at in range(width)
    )
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in book.merged}
    covered = {
        (row, column)
        for top, left, bottom, right in book.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    rows = []
    for number, row in enumerate(book.rows):
        cells = "".join(
            "<table:covered-table-cell/>" if (number, at) in covered else _ods_cell(cell, spans.get((number, at)))
            for at, cell in enumerate(row)
        )
        hidden = ' table:visibility="filter"' if number in book.hidden_rows else ""
        rows.append(f"<table:table-row{hidden}>{cells}</table:table-row>")
    base = '<table:null-date table:date-value="1904-01-01"/>' if book.base_1904 else ""
    settings = f"<table:calculation-settings>{base}</table:calculation-settings>"
    content = (
        f"<office:document-content {spaces} {calc}><office:body><office:spreadsheet>{settings}"
        f'<table:table table:name="人员">{columns}{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def _ods_cell(cell: Cell, span: tuple[int, int] | None) -> str:
    over = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if isinstance(cell, Failed):
        return (
            f'<table:table-cell{over} table:formula="of:=X()" office:value-type="string" office:string-value=""'
            f' calcext:value-type="error"><text:p>{cell.error}</text:p></table:table-cell>'
        )
    if isinstance(cell, Formula):
        return f"<table:table-cell{over} table:formula={quoteattr(cell.open_text)}{_ods_result(cell.value)}"
    if isinstance(cell, Number):
        about = f'office:value="{cell.value!r}"'
        if cell.kind == "time":
            about = f'office:time-value="{cell.code}"'
        return (
            f'<table:table-cell{over} office:value-type="{cell.kind}" {about}><text:p>{escape(cell.shown)}</text:p>'
            "</table:table-cell>"
        )
    if isinstance(cell, float):
        text = f"{cell:.15g}"
        about = f'office:value-type="float" office:value="{text}"'
        return f"<table:table-cell {about}><text:p>{text}</text:p></table:table-cell>"
    if not cell:
        return f"<table:table-cell{over}/>"
    return f'<table:table-cell{over} office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'


def _ods_result(value: float | str | None) -> str:
    if value is None:
        return "/>"
    if isinstance(value, str):
        about = f' office:value-type="string" office:string-value={quoteattr(value)}'
        return f"{about}><text:p>{value}</text:p></table:table-cell>"
    return f' office:value-type="float" office:value="{value}"><text:p>{value:.15g}</text:p></table:table-cell>'


def xls(book: Book) -> bytes:
    """As .xls: the records of Excel 97 in a compound file, [MS-XLS] and [MS-CFB]."""
    codes = book.codes()
    texts = list(dict.fromkeys(cell for row in book.rows for cell in row if isinstance(cell, str) and cell))
    places = {text: at for at, text in enumerate(texts)}
    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)) + record(0x42, struct.pack("<H", 1200))
    start += record(0x22, struct.pack("<H", book.base_1904))
    for at, code in enumerate(codes):
        start += record(0x41E, struct.pack("<HH", 164 + at, len(code)) + b"\x01" + code.encode("utf-16-le"))
    for at in range(len(codes)):
        start += record(0xE0, struct.pack("<HH", 0, 164 + at if at else 0).ljust(20, b"\0"))
    strings = b"".join(shared_strings(texts))
    name = "人员".encode("utf-16-le")
    end = record(0x0A)
    offset = len(start) + 4 + 8 + len(name) + len(strings) + len(end)
    sheet = record(0x85, struct.pack("<IBBBB", offset, 0, 0, len(name) // 2, 1) + name)
    return compound(start + sheet + strings + end + b"".join(_xls_sheet(book, codes, places)))


def record(code: int, payload: bytes = b"") -> bytes:
    return struct.pack("<HH", code, len(payload)) + payload


def shared_strings(texts: Sequence[str]) -> Iterator[bytes]:
    """The table of texts, continued where a record is full."""
    code, payload = 0xFC, struct.pack("<II", len(texts), len(texts))
    for text in texts:
        raw = struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")
        if len(payload) + len(raw) > 8224:
            yield record(code, payload)
            code, payload = 0x3C, b""
        payload += raw
    yield record(code, payload)


def _xls_sheet(book: Book, codes: list[str], places: dict[str, int]) -> Iterator[bytes]:
    width = max(map(len, book.rows))
    yield record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    yield record(0x200, struct.pack("<IIHHH", 0, len(book.rows), 0, width, 0))
    for column in sorted(book.hidden_columns):
        yield record(0x7D, struct.pack("<HHHHHH", column, column, 2340, 0, 1, 0))
    for number, row in enumerate(book.rows):
        hidden = 0x20 if number in book.hidden_rows else 0
        yield record(0x208, struct.pack("<HHHHHHHH", number, 0, len(row), 255, 0, 0, 0x100 | hidden, 15))
        for column, cell in enumerate(row):
            yield from _xls_cell(struct.pack("<HH", number, column), cell, codes, places)
    if book.merged:
        spans = b"".join(struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in book.merged)
        yield record(0xE5, struct.pack("<H", len(book.merged)) + spans)
    yield record(0x0A)


def _xls_cell(place: bytes, cell: Cell, codes: list[str], texts: dict[str, int]) -> Iterator[bytes]:
    if isinstance(cell, str):
        if cell:
            yield record(0xFD, place + struct.pack("<HI", 0, texts[cell]))
    elif isinstance(cell, Failed):
        result = struct.pack("<BBBBHH", 2, 0, ERRORS[cell.error], 0, 0, 0xFFFF)
        yield record(0x06, place + struct.pack("<H", 0) + result + struct.pack("<HIH", 0, 0, 3) + b"\x1e\x01\x00")
    elif isinstance(cell, Formula):
        style = codes.index(cell.code) if cell.code else 0
        text = cell.value if isinstance(cell.value, str) else None
        result = struct.pack("<BBHHH", 0, 0, 0, 0, 0xFFFF) if text is not None else struct.pack("<d", cell.value or 0.0)
        tail = struct.pack("<HIH", 0, 0, len(cell.tokens)) + cell.tokens
        yield record(0x06, place + struct.pack("<H", style) + result + tail)
        if text is not None:
            yield record(0x207, struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))
    elif isinstance(cell, Number):
        yield record(0x203, place + struct.pack("<Hd", codes.index(cell.code), cell.value))
    else:
        yield record(0x203, place + struct.pack("<Hd", 0, cell))


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file that holds one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    tables = 1
    while tables * 128 < sectors + 1 + tables + max(0, -(-(tables - 109) // 127)):
        tables += 1
    extra = max(0, -(-(tables - 109) // 127))
    free, end, table, more = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
    chain = [*range(1, sectors), end, end, *[table] * tables, *[more] * extra]
    chain += [free] * (tables * 128 - len(chain))
    own = list(range(sectors + 1, sectors + 1 + tables))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    first_more = sectors + 1 + tables if extra else end
    head += struct.pack("<IIIIIIIII", 0, tables, sectors, 0, 4096, end, 0, first_more, extra)
    head += struct.pack("<109I", *own[:109], *[free] * (109 - len(own[:109])))
    directory = (
        _entry("Root Entry", 5, 1, end, 0) + _entry(name, 2, free, 0, len(stream)) + _entry("", 0, free, 0, 0) * 2
    )
    blocks = b""
    rest = own[109:]
    for number in range(extra):
        part = rest[number * 127 : number * 127 + 127]
        following = sectors + 1 + tables + number + 1 if number + 1 < extra else end
        blocks += struct.pack("<128I", *part, *[free] * (127 - len(part)), following)
    return head + stream + directory + struct.pack(f"<{len(chain)}I", *chain) + blocks


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0" if name else b""
    free = 0xFFFFFFFF
    entry = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written), kind, 1, free, free, child)
    return (entry + bytes(36) + struct.pack("<II", start, size)).ljust(128, b"\0")


def cell(row: int, column: int) -> bytes:
    """The token of a relative reference."""
    return struct.pack("<BHH", 0x44, row, column | 0xC000)


def area(top: int, bottom: int, left: int, right: int) -> bytes:
    """The token of a relative range."""
    return struct.pack("<BHHHH", 0x25, top, bottom, left | 0xC000, right | 0xC000)


def quoted(text: str) -> bytes:
    """The token of a text."""
    return struct.pack("<BBB", 0x17, len(text), 1) + text.encode("utf-16-le")


def call(number: int, count: int, *arguments: bytes) -> bytes:
    """The tokens of a function with `count` arguments, by its number."""
    return b"".join(arguments) + struct.pack("<BBH", 0x42, count, number)


def plus(*tokens: bytes) -> bytes:
    return b"".join(tokens) + b"\x03"


def texts_of(rows: Iterable[Sequence[str]]) -> Book:
    """A book of texts alone."""
    return Book(list(rows))
