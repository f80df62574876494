"""Workbooks that are complete or not there, the same bytes for the same content."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cadre_desktop.kit import remains
from cadre_desktop.kit.documents.atomic import Output, part_of
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

_NEVER_LIVE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@contextmanager
def whole_book(path: Path, created: datetime) -> Iterator[Any]:
    """A workbook that appears at `path` when the block ends well."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    part = part_of(path)
    with TemporaryDirectory(prefix="cadre-") as folder:
        remains.begun(Path(folder))
        output = Output(part)
        book = Workbook(output, {"constant_memory": True, "tmpdir": folder, **_NEVER_LIVE})
        book.use_zip64()
        book.set_properties({"created": created})
        try:
            yield book
            book.close()
            output.close()
            _replace(part, path)
        except FileCreateError as trouble:
            raise trouble.args[0] from trouble
        finally:
            output.abandon()
            _abandon(book, part)


def _replace(part: Path, path: Path) -> None:
    try:
        part.replace(path)
    except PermissionError as trouble:
        if not path.exists():
            raise
        message = _("“{name}”正被别的程序使用（多半在 Excel 或 WPS 里开着）；请先关闭它，再做一次。")
        raise Refused(message.format(name=path.name)) from trouble


def _abandon(book: Any, part: Path) -> None:
    """Close what is still open, keep XlsxWriter from writing the file when it is collected, remove what is left."""
    book.fileclosed = True
    for sheet in book.worksheets():
        with suppress(OSError):  # the disk is full, which has been told
            sheet.row_data_fh.close()
    part.unlink(missing_ok=True)
