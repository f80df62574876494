"""PDF/A-2b (ISO 19005-2): what the standard asks of a file is there, and what it forbids is refused with a sentence.

No validator can be installed here: veraPDF is in no registry. What is looked at is the list of the standard's clauses
that a document of ours could break.
"""

from io import BytesIO

import pikepdf
import pytest
from design_pages import design, file_of, page, pdf_file, printed, sample, style, text
from ink import texts
from PIL import Image

from cadre_desktop.kit.documents.certificate_layout import OrnamentVersion
from cadre_desktop.kit.documents.design.elements import CodeElement, FileBackground, OrnamentBackground, PictureElement
from cadre_desktop.kit.documents.design.printing import Printing, designs_paper
from cadre_desktop.kit.documents.fonts import Role, chain
from cadre_desktop.kit.problems import Refused

KEPT = Printing(archival=True, title="荣誉证书", author="包头市中级人民法院")


def document(**given: object) -> pikepdf.Pdf:
    half = Image.new("RGBA", (40, 50), (255, 0, 0, 90))
    drawn = design(
        text("{name}同志：", style=style(20.0, "KAI", 0.32)),
        text("特发此证，", y=90.0, vertical=True, width=20.0, height=60.0, style=style(20.0, "TITLE")),
        CodeElement(x=30.0, y=150.0, width=25.0, height=25.0),
        PictureElement(x=200.0, y=20.0, width=20.0, height=25.0, content="half"),
        PictureElement(x=230.0, y=20.0, width=20.0, height=25.0, content="four"),
        background=OrnamentBackground(OrnamentVersion("velvet", 1)),
    )
    pictures = {"half": file_of(half), "four": file_of(sample().convert("CMYK"), "JPEG")}
    words = {"pictures": pictures, "proof": "1" * 150, **given}
    return pikepdf.open(BytesIO(printed(page(drawn, {"name": "欧阳𠮷"}, **words), how=KEPT)))


def test_colours_have_a_profile():
    with document() as found:
        (intent,) = found.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1" and str(intent.OutputConditionIdentifier).startswith("sRGB")
        profile = intent.DestOutputProfile
        assert profile.N == 3
        content = profile.read_bytes()
        assert content[16:20] == b"RGB " and content[36:40] == b"acsp" and content[8] <= 4
        assert content[12:16] == b"mntr"
        spaces = {str(each.get("/ColorSpace")) for each in found.objects if isinstance(each, pikepdf.Stream)}
        assert spaces <= {"/DeviceRGB", "/DeviceGray", "None"}


def test_what_the_file_says_of_itself_is_the_same_in_both_places():
    with document() as found, found.open_metadata() as facts:
        assert (facts["pdfaid:part"], facts["pdfaid:conformance"]) == ("2", "B")
        assert facts["dc:title"] == str(found.docinfo.Title) == "荣誉证书"
        assert facts["dc:creator"] == [str(found.docinfo.Author)] == ["包头市中级人民法院"]
        assert facts["xmp:CreatorTool"] == str(found.docinfo.Creator)
        assert facts["pdf:Producer"] == str(found.docinfo.Producer)
        assert facts["xmp:CreateDate"].startswith("2000-01-01") and "20000101" in str(found.docinfo.CreationDate)
        assert set(found.docinfo.keys()) <= {
            *("/Title", "/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Subject", "/Keywords")
        }
        assert found.Root.Metadata.get("/Filter") is None  # has to be readable without unpacking


def test_all_fonts_are_embedded_and_each_character_has_a_meaning_and_a_width():
    with document() as found:
        programs = [each for each in found.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each]
        composite = [
            each for each in found.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Type0"
        ]
        assert len(programs) == len(composite) >= 2
        for font in composite:
            (below,) = font.DescendantFonts
            assert font.Encoding == "/Identity-H" and "/ToUnicode" in font
            assert isinstance(below.CIDToGIDMap, pikepdf.Stream) or below.CIDToGIDMap == "/Identity"
            assert "/W" in below and below.DW == 1000


def test_nothing_that_is_forbidden_is_in_the_file():
    with document() as found:
        assert not found.is_encrypted and found.pdf_version == "1.7" and "/ID" in found.trailer
        assert not {"/AA", "/OpenAction", "/AcroForm", "/Names"} & set(found.Root.keys())
        for each in found.objects:
            if isinstance(each, pikepdf.Stream):
                assert "LZW" not in str(each.get("/Filter")) and "/F" not in each and "/OPI" not in each
                assert "/Interpolate" not in each or not each.Interpolate
        assert all("/Annots" not in sheet and "/AA" not in sheet for sheet in found.pages)


def test_the_same_pages_are_the_same_file_and_their_text_is_the_same():
    drawn = design(text("{name}"))
    once, again = (printed(page(drawn), how=KEPT) for _time in range(2))

    assert once == again
    assert texts(once) == texts(printed(page(drawn)))


def test_a_foreign_page_with_its_fonts_in_it_can_be_kept():
    drawn = design(background=FileBackground("b"))
    embedded = printed(page(design(text("底"))))

    with pikepdf.open(BytesIO(printed(page(drawn, pictures={"b": embedded}), how=KEPT))) as found:
        assert "/OutputIntents" in found.Root


@pytest.mark.parametrize(
    ("content", "said"), [(pdf_file(words="hello"), "Helvetica.*没有嵌入"), ("cmyk", "CMYK"), ("image", "CMYK")]
)
def test_a_foreign_page_that_cannot_be_kept_is_named(content, said):
    if content == "cmyk":
        content = _with(lambda canvas: canvas.setFillColorCMYK(0.1, 0.2, 0.3, 0.4))
    elif content == "image":
        content = _cmyk_picture()
    drawn = design(background=FileBackground("b"))

    with pytest.raises(Refused, match=said):
        printed(page(drawn, pictures={"b": content}), how=KEPT)
    assert designs_paper([page(drawn, pictures={"b": content})]).data().startswith(b"%PDF")


def _with(set_up) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfgen.canvas import Canvas

    font = chain(Role.SONG).first.font
    pdfmetrics.registerFont(font)
    written = BytesIO()
    canvas = Canvas(written, pagesize=(400, 300), initialFontName=font.fontName)
    set_up(canvas)
    canvas.rect(0, 0, 40, 40, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def _cmyk_picture() -> bytes:
    from reportlab.lib.utils import ImageReader

    picture = file_of(sample().convert("CMYK"), "JPEG")
    return _with(lambda canvas: canvas.drawImage(ImageReader(BytesIO(picture)), 50, 50, 48, 60))
