"""Pages of a finished PDF as pictures, for a preview or a printer."""

from collections.abc import Iterable, Mapping, Sequence
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
    """Write PDF files one after another to `path`; returns how many pages. OSError: trouble with the disk."""
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
    """Pages made ready for a printer: the PDF, by what the most reduced page was scaled (1.0 for none), and whether the
    first lies across."""

    data: bytes
    scale: float
    across: bool


def turned(paper: Paper, page: Paper) -> Paper:
    """A sheet held upright or across as the page is."""
    short, long = sorted(paper)
    return (long, short) if page[0] > page[1] else (short, long)


def reduction(sizes: Iterable[Paper], paper: Paper) -> float:
    """By what the largest of some pages is reduced where it is too large for the paper; 1.0 where all fit."""
    scales = [1.0]
    for size in sizes:
        sheet = turned(paper, size)
        if not _same(size, sheet):
            scales.append(min(sheet[0] / size[0], sheet[1] / size[1]))
    return min(scales)


def on_paper(source: bytes, numbers: Sequence[int], paper: Paper | None = None, fill: bool = False) -> OnPaper:
    """These pages (from 0, at least one) of a PDF in this order, each as large as the sheet it comes on.

    A page is what a reader shows of it: cut to its crop box, turned as it says.

    A page of another size than `paper` is in the middle of it in its real size, or smaller where the paper is;
    with `fill` as large as it can. Without `paper` pages keep their sizes. Text stays text. ValueError: no PDF, no page
    chosen, or one that the PDF does not have.
    """
    import pypdfium2

    with _one_at_a_time:
        try:
            whole = pypdfium2.PdfDocument(source)
        except pypdfium2.PdfiumError as error:
            raise ValueError(str(error)) from error
        try:
            _check(numbers, len(whole))
            sizes = [_in_mm(whole.get_page_size(number)) for number in numbers]
            sheets = [turned(paper, size) if paper else size for size in sizes]
            moved = [index for index, size in enumerate(sizes) if not _same(size, sheets[index])]
            across = sizes[0][0] > sizes[0][1]
            if not moved and list(numbers) == list(range(len(whole))):
                return OnPaper(source, 1.0, across)
            return OnPaper(*_cut(whole, numbers, {index: sheets[index] for index in moved}, fill), across)
        finally:
            whole.close()


def with_pages(whole: bytes, numbers: Sequence[int], part: bytes) -> bytes:
    """A PDF with the pages of another in the place of these (from 0, in rising order), one for each.

    ValueError: no PDF, another number of pages, or one that the PDF does not have.
    """
    import pypdfium2

    with _one_at_a_time:
        joined, found, written = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument.new(), BytesIO()
        counts = []
        try:
            for source in (whole, part):
                document = pypdfium2.PdfDocument(source)
                counts.append(len(document))
                joined.import_pages(document)
                document.close()
            _check(numbers, counts[0])
            if len(numbers) != counts[1]:
                raise ValueError(f"{counts[1]} pages for {len(numbers)}")
            if len(numbers) == counts[0]:
                return part
            indexes = list(range(counts[0]))
            for index, number in enumerate(numbers, counts[0]):
                indexes[number] = index
            found.import_pages(joined, indexes)  # in one go, so that what pages share is there once
            found.save(written)
        except pypdfium2.PdfiumError as error:
            raise ValueError(str(error)) from error
        finally:
            joined.close()
            found.close()
    return written.getvalue()


def _check(numbers: Sequence[int], count: int) -> None:
    if not numbers:
        raise ValueError("no page is chosen")
    lacking = [number for number in numbers if not 0 <= number < count]
    if lacking:
        raise ValueError(f"pages {lacking} of {count}, counted from 0")


def _cut(whole: Any, numbers: Sequence[int], sheets: Mapping[int, Paper], fill: bool) -> tuple[bytes, float]:
    """These pages of a document of PDFium, those whose indexes are in `sheets` put on these sheets; and the smallest
    scale."""
    import pypdfium2

    chosen, written = pypdfium2.PdfDocument.new(), BytesIO()
    scales = [1.0] if len(sheets) < len(numbers) else []
    try:
        chosen.import_pages(whole, list(numbers))
        for index, sheet in sheets.items():
            page = chosen[index]
            scales.append(_put(page, sheet, fill))
            page.close()
        chosen.save(written)
    finally:
        chosen.close()
    return written.getvalue(), min(scales)


def _put(page: Any, sheet: Paper, fill: bool) -> float:
    """Put what is shown of a page of PDFium in the middle of a sheet; returns its scale.

    A turned page stays so: its box and its sheet are laid as its content is, and a middle stays the middle.
    """
    from pypdfium2.raw import FS_MATRIX, FS_RECTF, FPDFPage_TransformAnnots, FPDFPage_TransFormWithClip

    points: Paper = page.get_size()
    width, height = (side / _MM_PER_POINT for side in sheet)
    scale = min(width / points[0], height / points[1])
    if not fill:
        scale = min(1.0, scale)
    if page.get_rotation() % 180:
        width, height = height, width
    left, low, right, high = page.get_bbox()
    across, up = (width - (left + right) * scale) / 2, (height - (low + high) * scale) / 2
    shown = FS_RECTF(left * scale + across, high * scale + up, right * scale + across, low * scale + up)
    FPDFPage_TransFormWithClip(page, FS_MATRIX(scale, 0, 0, scale, across, up), shown)
    FPDFPage_TransformAnnots(page, scale, 0, 0, scale, across, up)  # stamps and notes lie over the page, not in it
    for set_box in (page.set_mediabox, page.set_cropbox, page.set_bleedbox, page.set_trimbox, page.set_artbox):
        set_box(0, 0, width, height)  # print servers go by the trim box, where a page has one
    return scale


def _in_mm(points: Paper) -> Paper:
    return points[0] * _MM_PER_POINT, points[1] * _MM_PER_POINT


def _same(one: Paper, other: Paper) -> bool:
    return all(abs(side - its) < SAME_MM for side, its in zip(one, other, strict=True))


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
            return _in_mm(self._document.get_page_size(number))

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

    def ink(self, number: int, dpi: float) -> Picture:
        """What is drawn on a page, at `dpi` pixels an inch, on clear ground: the fourth byte of a pixel is how much of
        it is covered, and the others are not multiplied by that."""
        with _one_at_a_time:
            page = self._document[number]
            try:
                bitmap = page.render(scale=dpi / 72, rev_byteorder=True, fill_color=(255, 255, 255, 0))
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
