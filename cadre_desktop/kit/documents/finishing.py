"""What reportlab cannot do, done to its finished document: pages of other PDF files put in, and PDF/A-2b."""

from collections.abc import Mapping
from contextlib import ExitStack
from io import BytesIO
from typing import Any

from cadre_desktop.kit.documents.foreign_pages import ForeignPage, put_in
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

_SRGB = "sRGB IEC61966-2.1"
_ICC_DATE = slice(24, 36)  # where a colour profile says when it was made (ICC.1, 7.2)
_NO_DATE = bytes([7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])  # the first day of 2000, as reportlab's own


def finished(data: bytes, foreign: Mapping[str, ForeignPage], archival: bool) -> bytes:
    """The document `data` with the pages that forms of it show put in; the same bytes for the same document.

    `archival` makes it PDF/A-2b. Raises Refused, naming what is in the way, when a foreign page does not allow that:
    fonts that are not in its file, or what the standard forbids.
    """
    import pikepdf

    written = BytesIO()
    with ExitStack() as until, pikepdf.open(BytesIO(data)) as document:
        put_in(document, foreign, until)
        if archival:
            _vet(document)
            _make_archival(document)
        document.save(written, deterministic_id=True, min_version="1.7")
    return written.getvalue()


def _make_archival(document: Any) -> None:
    """What PDF/A-2b asks for beyond embedded fonts: what its colours are, and what it says of itself (XMP) as in its
    list of facts (ISO 19005-2, 6.2.3 and 6.6)."""
    from pikepdf import Array, Dictionary, Name

    profile = document.make_stream(_srgb())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=_SRGB,
        Info=_SRGB,
        RegistryName="http://www.color.org",
        DestOutputProfile=document.make_indirect(profile),
    )
    if "/Trapped" in document.docinfo:  # has no counterpart in XMP, and both have to say the same
        del document.docinfo["/Trapped"]
    document.Root.OutputIntents = Array([document.make_indirect(intent)])
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as facts:
        facts.load_from_docinfo(document.docinfo)
        facts["pdfaid:part"] = "2"
        facts["pdfaid:conformance"] = "B"


def _srgb() -> bytes:
    """The colour profile of screens and office printers, without the moment in which it was made."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_ICC_DATE] = _NO_DATE
    return bytes(profile)


def _vet(document: Any) -> None:
    """Raise Refused for fonts that are not embedded and for what else PDF/A forbids within pages."""
    if lacking := sorted({name for each in document.objects if (name := _unembedded(each))}):
        text = _("背景 PDF 里的字体“{fonts}”没有嵌入文件，不能存为 PDF/A；请嵌入字体后重新导出，或存为普通 PDF。")
        raise Refused(text.format(fonts="、".join(lacking)))
    if any(_forbidden(each) for each in document.objects):
        raise Refused(_("背景 PDF 里有 PDF/A 不允许的颜色或内容（如 CMYK），请存为普通 PDF，或换成图片背景。"))


def _unembedded(each: Any) -> str:
    """The name of a font without its outlines; empty for anything else. Type 3 fonts are drawn, composite ones have the
    outlines further down."""
    if not _is_of(each, "/Font") or each.get("/Subtype") in ("/Type0", "/Type3"):
        return ""
    described = each.get("/FontDescriptor", {})
    embedded = any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return "" if embedded else str(each.get("/BaseFont", "?")).lstrip("/")


def _forbidden(each: Any) -> bool:
    """Whether an object has colours of four inks, which a profile of three does not tell, or is packed or programmed in
    a way that the standard forbids."""
    if not hasattr(each, "get"):
        return False
    if any(_of_four_inks(each.get(key)) for key in ("/ColorSpace", "/CS")) or each.get("/Subtype") == "/PS":
        return True
    return "LZW" in str(each.get("/Filter", "")) or (each.get("/Subtype") == "/Form" and _draws_four_inks(each))


def _of_four_inks(space: Any) -> bool:
    """Whether a colour space is, or a list of them has, `DeviceCMYK`."""
    from pikepdf import Array, Dictionary

    if isinstance(space, Dictionary):
        return any(_of_four_inks(space[key]) for key in space.keys())  # noqa: SIM118 - of pikepdf
    parts = list(space) if isinstance(space, Array) else [space]
    return any(str(part) == "/DeviceCMYK" for part in parts)


def _draws_four_inks(form: Any) -> bool:
    import pikepdf

    for instruction in pikepdf.parse_content_stream(form):
        if str(instruction.operator) in ("k", "K"):
            return True
        if str(instruction.operator) in ("cs", "CS") and _of_four_inks(instruction.operands[0]):
            return True
        if isinstance(instruction, pikepdf.ContentStreamInlineImage) and "CMYK" in str(instruction.iimage.colorspace):
            return True
    return False


def _is_of(each: Any, kind: str) -> bool:
    from pikepdf import Dictionary

    return isinstance(each, Dictionary) and each.get("/Type") == kind
