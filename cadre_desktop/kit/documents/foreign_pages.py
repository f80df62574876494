"""Pages of other PDF files as pictures in a document of ours: text stays text, lines stay lines."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from typing import Any, ClassVar

from cadre_desktop.kit.documents.picture_files import MOST_BYTES, Matrix
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear

_HEAD = b"%PDF-"
_KEPT = "/Kept"
_SEARCHED = 1024  # bytes before which the head of a PDF file has to come


@dataclass(frozen=True)
class ForeignPage:
    """The first page of a PDF file, `width` × `height` points as a reader shows it.

    `form` is a PDF file that holds it alone, as a form; `laid` puts that into the unit square.
    """

    RESOURCE: ClassVar[str] = "Page"

    form: bytes
    width: float
    height: float
    laid: Matrix


def is_pdf(content: bytes) -> bool:
    """Whether a file says of itself that it is a PDF."""
    return _HEAD in content[:_SEARCHED]


def read_page(content: bytes) -> ForeignPage:
    """The first page of a PDF file, cut and turned as readers show it.

    Raises Unclear, with a sentence that says what to do, for a file that wants a password, is damaged, or has no page.
    """
    import pikepdf

    if len(content) > MOST_BYTES:
        words = _("PDF 文件有 {size} MB，最多 {most} MB，请压缩后再用。")
        raise Unclear(words.format(size=len(content) >> 20, most=MOST_BYTES >> 20))
    try:
        with pikepdf.open(BytesIO(content)) as source:
            if not source.pages:
                raise Unclear(_("这个 PDF 文件里没有页。"))
            page = source.pages[0].as_form_xobject()
            left, low, right, high = _shown(page)
            form = _alone(page)
    except pikepdf.PasswordError as error:
        raise Unclear(_("这个 PDF 文件设有密码，请先去掉密码再用。")) from error
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, LookupError, AttributeError) as error:
        if isinstance(error, Unclear):
            raise
        raise Unclear(_("这个 PDF 文件已损坏，打不开，请重新导出或换一个。")) from error
    width, height = right - left, high - low
    if min(width, height) <= 0:
        raise Unclear(_("这个 PDF 文件的第一页没有大小，请重新导出。"))
    return ForeignPage(form, width, height, (1 / width, 0, 0, 1 / height, -left / width, -low / height))


def _alone(page: Any) -> bytes:
    """A form (of pikepdf) in a document of its own, from which nothing else of its file is to be had."""
    import pikepdf

    written = BytesIO()
    with pikepdf.new() as alone:
        page.read_bytes()  # what is damaged in it is found here, not when a court prints
        alone.Root[_KEPT] = alone.copy_foreign(page)
        alone.save(written, deterministic_id=True)
    return written.getvalue()


def put_in(document: Any, pages: Mapping[str, ForeignPage], until: ExitStack) -> None:
    """Put foreign pages into `document` (of pikepdf), each into the form that the resource of its name is. Their files
    stay open `until` the document is written, since it copies from them only then."""
    import pikepdf

    for name, page in pages.items():
        wrapper = next(_resources(document, name), None)
        if wrapper is not None:
            source = until.enter_context(pikepdf.open(BytesIO(page.form)))
            form = document.copy_foreign(source.Root[_KEPT])
            wrapper["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary({f"/{page.RESOURCE}": form}))
            wrapper["/FormType"] = 1


def _resources(document: Any, name: str) -> Iterator[Any]:
    for page in document.pages:
        found = page.Resources.get("/XObject", {})
        if f"/{name}" in found:
            yield found[f"/{name}"]


def _shown(form: Any) -> tuple[float, float, float, float]:
    """What is shown of a form: its box, laid as its matrix says."""
    left, low, right, high = (float(number) for number in form.BBox)
    a, b, c, d, e, f = (float(number) for number in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    across = [a * x + c * y + e for x in (left, right) for y in (low, high)]
    up = [b * x + d * y + f for x in (left, right) for y in (low, high)]
    return min(across), min(up), max(across), max(up)
