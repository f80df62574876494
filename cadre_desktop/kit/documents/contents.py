"""What a file holds, piece by piece, in the order in which it becomes known; for the process that reads.

Nothing is kept that has been handed on, so that a workbook of a million cells is in one process only. The reading
library works in a thread meanwhile (it needs no interpreter lock), beside the look into the file's own parts, which
costs a third of its time.
"""

import stat
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from cadre_desktop.kit.documents import container
from cadre_desktop.kit.documents.limits import Limits
from cadre_desktop.kit.documents.packed_rows import Packed, packed
from cadre_desktop.kit.documents.sheet_facts import BookFacts
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

T = TypeVar("T")

_AHEAD = "library"
BLOCK = 30_000
"""Cells of delimited text that are handed on at once."""

_PACKED_BLOCK = 8_000
"""Cells of a workbook that are packed at once: few enough to lie near at hand while they are looked at."""


class SheetBegins(NamedTuple):
    """The rows that follow are those of this sheet. merged: top, left, bottom, right from 0."""

    name: str
    visible: bool
    merged: list[tuple[int, int, int, int]]


Rows = list[list[Any]]
Piece = BookFacts | SheetBegins | Rows | Packed
"""What the parts of a workbook say, the beginning of a sheet, some of its rows."""


def pieces_of(path: Path, limits: Limits, together: bool, kept: list[Any] | None = None) -> Iterator[Piece]:
    """What the file holds. Raises Refused with one sentence for a file that cannot be read, as `read_workbook` says.

    together: whether the library may begin before it is known how far the sheets reach; only where something limits
    the memory that it then may ask for. kept: is given what the library holds of the sheet read last. To let go of a
    million cells takes a while, so that whoever waits for the pieces learns first that there are no more.
    """
    data = _bytes_of(path, limits)
    content = container.recognise(data, path.name, limits)
    if content is container.Content.TEXT:
        from cadre_desktop.kit.documents import delimited

        text = [delimited.decoded(data, path.name)]
        del data
        yield SheetBegins(path.stem, True, [])
        yield from delimited.blocks_of(text.pop(), path.name, limits, BLOCK)
        return
    ahead = Ahead(partial(_first, data, content)) if together else None
    yield _facts_of(data, content, path.name, limits)
    try:
        book, sheets = ahead.result() if ahead is not None else _first(data, content)
        yield from _sheets(book, sheets, (path.name, limits), [] if kept is None else kept)
    except Refused:
        raise
    except BaseException as trouble:
        # A damaged .xls can make calamine's Rust code panic; PyO3's exception for it cannot be imported.
        if type(trouble).__name__ != "PanicException" and not _is_calamines(trouble):
            raise
        raise container.damaged(path.name) from trouble


def _is_calamines(trouble: BaseException) -> bool:
    from python_calamine import CalamineError

    return isinstance(trouble, CalamineError)


def is_busy() -> bool:
    """Whether the library still works on a file that has been refused; it cannot be stopped."""
    return any(thread.name == _AHEAD for thread in threading.enumerate())


class Ahead(Generic[T]):
    """Work that a thread does meanwhile; nobody waits for it who does not ask for its result."""

    def __init__(self, work: Callable[[], T]):
        self._outcome: list[T] = []
        self._trouble: list[BaseException] = []
        self._thread = threading.Thread(target=self._run, args=(work,), name=_AHEAD, daemon=True)
        self._thread.start()

    def _run(self, work: Callable[[], T]) -> None:
        try:
            self._outcome.append(work())
        except BaseException as trouble:  # noqa: BLE001 - raised again where the result is asked for
            self._trouble.append(trouble)

    def result(self) -> T:
        """What the work has given, or raised."""
        self._thread.join()
        if self._trouble:
            raise self._trouble[0]
        return self._outcome[0]


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise IsADirectoryError
        if not stat.S_ISREG(about.st_mode):
            raise Refused(_("“{name}”是设备或管道，不是文件；请选择一个表格文件。").format(name=path.name))
        if about.st_size > limits.file:
            raise container.too_large(path.name, limits.file)
        return path.read_bytes()
    except FileNotFoundError as trouble:
        message = _("找不到文件“{name}”，它可能被移走或改名；请重新选择。")
        raise Refused(message.format(name=path.name)) from trouble
    except IsADirectoryError as trouble:
        message = _("“{name}”是文件夹；请选择其中的表格文件。")
        raise Refused(message.format(name=path.name)) from trouble
    except (OSError, ValueError) as trouble:  # ValueError: a name with a zero byte
        message = _("打不开“{name}”：它正被别的程序使用，或没有权限；请先关闭它，或复制到别处，再试。")
        raise Refused(message.format(name=path.name)) from trouble


def _facts_of(data: bytes, content: container.Content, name: str, limits: Limits) -> BookFacts:
    if content is container.Content.ZIPPED:
        from cadre_desktop.kit.documents import xlsx_parts

        return xlsx_parts.facts_of(data, name, limits)
    if content is container.Content.OPEN:
        from cadre_desktop.kit.documents import ods_parts

        return ods_parts.facts_of(data, name, limits)
    from cadre_desktop.kit.documents import xls_parts

    return xls_parts.facts_of(data, name, limits)


def _first(
    data: bytes, content: container.Content
) -> "tuple[CalamineWorkbook, Iterator[tuple[SheetBegins, CalamineSheet]]]":
    """The workbook opened and its first sheet read: nearly all the time that a workbook takes."""
    book = _opened(data, content)
    sheets = _read_one_by_one(book)
    first = next(sheets, None)
    return book, sheets if first is None else _again(first, sheets)


def _opened(data: bytes, content: container.Content) -> "CalamineWorkbook":
    """The workbook opened. The library takes no .ods whose rows and cells are on lines of their own."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except CalamineError as trouble:
        if content is not container.Content.OPEN:
            raise
        from cadre_desktop.kit.documents.ods_parts import tightened

        try:
            tight = tightened(data)
        except container.ARCHIVE_TROUBLE:
            raise trouble from None
        return CalamineWorkbook.from_filelike(BytesIO(tight))


def _again(first: T, others: Iterator[T]) -> Iterator[T]:
    yield first
    del first
    yield from others


def _read_one_by_one(book: "CalamineWorkbook") -> "Iterator[tuple[SheetBegins, CalamineSheet]]":
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for about in book.sheets_metadata:
        if about.typ is SheetTypeEnum.WorkSheet:
            source = book.get_sheet_by_name(about.name)
            merged = [(*start, *end) for start, end in source.merged_cell_ranges or ()]
            yield SheetBegins(about.name, about.visible is SheetVisibleEnum.Visible, merged), source


def _sheets(
    book: "CalamineWorkbook",
    sheets: "Iterator[tuple[SheetBegins, CalamineSheet]]",
    of: tuple[str, Limits],
    kept: list[Any],
) -> Iterator[Piece]:
    name, limits = of
    area = 0
    for begins, source in sheets:
        last_row, last_column = source.end or (0, 0)
        area += (last_row + 1) * (last_column + 1)
        if area > limits.area:
            from cadre_desktop.kit.documents.xlsx_parts import refuse_area

            refuse_area(name, begins.name, last_row + 1, last_column)
        kept[:] = book, source
        yield begins
        rows = _readable(source.iter_rows(), begins.name, name)
        yield from _blocks(source, rows, limits.text, partial(_check_texts, begins.name, name, limits))


def _check_texts(sheet: str, name: str, limits: Limits, cells: Iterable[Any]) -> None:
    """Refuse a text that no office program could have written and no screen could show."""
    if max((len(cell) for cell in cells if cell.__class__ is str), default=0) > limits.text:
        message = _("“{name}”的工作表“{sheet}”有一格超过 {limit} 个字，读不下；请删短这一格，另存后再试。")
        raise Refused(message.format(name=name, sheet=sheet, limit=f"{limits.text:,}"))


def _readable(rows: Iterator[list[Any]], sheet: str, name: str) -> Iterator[list[Any]]:
    """The rows, as long as Python has the days and hours that their cells represent; Refused names the row
    otherwise."""
    number = 0
    try:
        for number, row in enumerate(rows, 1):  # noqa: B007 - the number of the last one that could be read
            yield row
    except OverflowError as trouble:
        message = _(
            "“{name}”的工作表“{sheet}”第 {row} 行有一个按时间显示的数字，大得不可能是时间；"
            "请把这一格的格式改为“常规”或“文本”，另存后再试。"
        )
        raise Refused(message.format(name=name, sheet=sheet, row=number + 1)) from trouble


def _blocks(
    source: "CalamineSheet", cells: Iterator[list[Any]], longest: int, check: Callable[[Iterable[Any]], None]
) -> Iterator[Packed]:
    """The rows of a sheet from A1 on; `longest` and `check` as `packed` says.

    `iter_rows` begins at row 1, but at the first column that holds something.
    """
    before: list[Any] = [""] * (source.start[1] if source.start else 0)
    at_once = max(_PACKED_BLOCK // max(source.width, 1), 1)
    while rows := list(islice(cells, at_once)):
        yield packed([before + row for row in rows] if before else rows, longest, check)
