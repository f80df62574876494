"""Pages of a finished PDF as pictures, for a preview or a printer."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, NamedTuple, Self

from cadre_desktop.kit.documents.atomic import write_atomically

_MM_PER_POINT = 25.4 / 72
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


Paper = tuple[float, float]
"""Width and height of a sheet or page in mm."""
SAME_MM = 1.0
"""Papers that differ by less are the same: printers and programs round them differently."""


class OnPaper(NamedTuple):
    """Pages made ready for a printer: the PDF, and by what the most reduced page was scaled, 1.0 for none."""

    data: bytes
    scale: float


def turned(paper: Paper, page: Paper) -> Paper:
    """A sheet held upright or across as the page is."""
    short, long = sorted(paper)
    return (long, short) if page[0] > page[1] else (short, long)


def on_paper(source: bytes, numbers: Sequence[int], paper: Paper | None = None, fill: bool = False) -> OnPaper:
    """These pages (from 0) of a PDF in this order, each as large as the sheet it comes on.

    A page of another size than `paper` stands in the middle of it in its real size, or smaller where the paper is;
    with `fill` as large as it can. Without `paper` pages keep their sizes. Text stays text. ValueError: no PDF.
    """
    import pypdfium2

    smallest = 1.0
    with _one_at_a_time:
        try:
            whole = pypdfium2.PdfDocument(source)
        except pypdfium2.PdfiumError as error:
            raise ValueError(str(error)) from error
        chosen = pypdfium2.PdfDocument.new()
        try:
            chosen.import_pages(whole, list(numbers))
            moved = paper is not None and [_put(chosen[place], paper, fill) for place in range(len(chosen))]
            if moved and any(moved):
                smallest = min(scale for scale in moved if scale) if any(moved) else 1.0
            elif list(numbers) == list(range(len(whole))):
                return OnPaper(source, 1.0)
            written = BytesIO()
            chosen.save(written)
        finally:
            chosen.close()
            whole.close()
    return OnPaper(written.getvalue(), smallest)


def _put(page: Any, paper: Paper, fill: bool) -> float:
    """Put a page of PDFium on a sheet; answers its scale, 0.0 for one that is as large as the sheet already."""
    from pypdfium2.raw import FS_MATRIX, FS_RECTF, FPDFPage_TransFormWithClip

    points: Paper = page.get_size()
    size = tuple(side * _MM_PER_POINT for side in points)
    sheet = turned(paper, (size[0], size[1]))
    if all(abs(side - other) < SAME_MM for side, other in zip(size, sheet, strict=True)):
        page.close()
        return 0.0
    scale = min(sheet[0] / size[0], sheet[1] / size[1])
    if not fill:
        scale = min(1.0, scale)
    width, height = (side / _MM_PER_POINT for side in sheet)
    left, low, _right, _top = page.get_mediabox()
    across, up = (width - points[0] * scale) / 2 - left * scale, (height - points[1] * scale) / 2 - low * scale
    FPDFPage_TransFormWithClip(page, FS_MATRIX(scale, 0, 0, scale, across, up), FS_RECTF(0, height, width, 0))
    page.set_mediabox(0, 0, width, height)
    page.set_cropbox(0, 0, width, height)
    page.close()
    return scale


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
        return width * _MM_PER_POINT, height * _MM_PER_POINT

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
