"""Pages of a finished PDF as pictures, for a preview or a printer."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import NamedTuple, Self

from cadre_desktop.kit.documents.atomic import write_atomically

_one_at_a_time = Lock()  # PDFium is not made for several threads


class Picture(NamedTuple):
    """A rendered page: rows of `width` pixels from the top, four bytes each, red, green, blue, opaque."""

    width: int
    height: int
    rgba: bytes


def join(sources: Iterable[bytes], path: Path) -> int:
    """Write PDF files one after another to `path`; answers how many pages. OSError: trouble with the disk."""
    import pypdfium2

    with _one_at_a_time:
        whole = pypdfium2.PdfDocument.new()
        try:
            for source in sources:
                part = pypdfium2.PdfDocument(source)
                whole.import_pages(part)
                part.close()
            pages = len(whole)
            written = BytesIO()
            whole.save(written)
        finally:
            whole.close()
    write_atomically(path, written.getvalue())
    return pages


class Pages:
    """The pages of a PDF file or of its bytes, numbered from 0; may be used from any thread, to be closed after use."""

    def __init__(self, source: Path | bytes):
        """Open `source`; OSError when the file cannot be read, ValueError when it is no PDF."""
        import pypdfium2

        data = source if isinstance(source, bytes) else source.read_bytes()
        with _one_at_a_time:
            try:
                self._document = pypdfium2.PdfDocument(data)
            except pypdfium2.PdfiumError as error:
                raise ValueError(str(error)) from error

    def __len__(self) -> int:
        with _one_at_a_time:
            return len(self._document)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in mm."""
        with _one_at_a_time:
            width, height = self._document.get_page_size(number)
        return width / 72 * 25.4, height / 72 * 25.4

    def picture(self, number: int, dpi: float) -> Picture:
        """A page on white paper at `dpi` pixels an inch."""
        with _one_at_a_time:
            page = self._document[number]
            try:
                bitmap = page.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=True, fill_color=(255,) * 4)
                picture = Picture(bitmap.width, bitmap.height, bytes(bitmap.buffer))
                bitmap.close()
            finally:
                page.close()
        return picture

    def text(self, number: int) -> str:
        """The text of a page, as searching and copying find it."""
        with _one_at_a_time:
            page = self._document[number]
            try:
                words = page.get_textpage()
                text: str = words.get_text_range()
                words.close()
            finally:
                page.close()
        return text

    def close(self) -> None:
        """Let go of the document."""
        with _one_at_a_time:
            self._document.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
