"""Scans and photos of every make are read page by page; what is none, or too much, is said in a sentence."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from cadre_desktop.kit.documents import scans
from cadre_desktop.kit.documents.scans import is_scan, read_scan, scanned_pages
from cadre_desktop.kit.problems import Refused


def written(picture, kind, **options):
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def pdf(*sizes, **options):
    file = BytesIO()
    canvas = Canvas(file, **options)
    for width, height in sizes:
        canvas.setPageSize((width, height))
        canvas.drawString(20, 20, "x")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


GREY = Image.linear_gradient("L")
COLOUR = Image.merge("RGB", (GREY, GREY.rotate(90), GREY.rotate(180)))
CLEAR = Image.new("RGBA", (256, 256), (0, 0, 0, 0))


def huge_png(width, height):
    """A PNG of very few bytes that claims to have so many pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "TIFF", "WEBP", "GIF"])
def test_pictures_of_every_usual_kind_are_read_by_their_content(kind):
    (page,) = scanned_pages("证书.dat", written(COLOUR, kind))
    assert page.size == (256, 256) and page.mode == "RGB"


@pytest.mark.parametrize(
    ("picture", "mode"),
    [
        (GREY, "L"),
        (GREY.convert("1"), "L"),
        (COLOUR.convert("P"), "RGB"),
        (COLOUR.convert("CMYK"), "RGB"),
        (GREY.convert("I;16"), "L"),
        (COLOUR.convert("RGBA"), "RGB"),
        (GREY.convert("LA"), "RGB"),
    ],
    ids=["grey", "bits", "palette", "cmyk", "16 bits", "rgba", "grey with alpha"],
)
def test_every_way_of_keeping_colours_becomes_grey_or_colours(picture, mode):
    (page,) = scanned_pages("扫描.tif", written(picture, "TIFF"))
    assert page.mode == mode and page.size == (256, 256)


def test_sixteen_bits_are_not_cut_off():
    deep = Image.new("I;16", (4, 1))
    for x, value in enumerate((0, 20_000, 40_000, 65_535)):
        deep.putpixel((x, 0), value)
    (page,) = scanned_pages("扫描.tif", written(deep, "TIFF"))
    assert [page.getpixel((x, 0)) for x in range(4)] == pytest.approx([0, 78, 156, 255], abs=1)


def test_transparent_parts_are_white_as_paper():
    (page,) = scanned_pages("截图.png", written(CLEAR, "PNG"))
    assert page.getpixel((5, 5)) == (255, 255, 255)


def test_a_tiff_with_several_pages_and_a_pdf_are_read_page_by_page():
    pages = written(GREY, "TIFF", save_all=True, append_images=[GREY.rotate(90), GREY])
    assert len(list(scanned_pages("三页.tif", pages))) == 3
    (first, second) = scanned_pages("两页.pdf", pdf((595, 842), (842, 595)))
    assert first.size[0] == pytest.approx(2480, abs=2) and second.size[0] == pytest.approx(3508, abs=2)
    assert first.mode == "RGB"


def test_a_very_large_page_is_drawn_as_finely_as_there_is_room():
    (page,) = scanned_pages("海报.pdf", pdf((4000, 4000)))
    assert 4000**2 < page.width * page.height <= 1.01 * scans.MOST_PIXELS


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.png", b"", "不是能读的图片"),
        ("名单.docx", b"PK\x03\x04 and so on", "不是能读的图片"),
        ("文字.jpg", "王祯".encode(), "不是能读的图片"),
        ("截断.png", written(COLOUR, "PNG")[:600], "已损坏"),
        ("截断.jpg", written(COLOUR, "JPEG")[:700], "已损坏"),
        ("截断.tif", written(COLOUR, "TIFF")[:700], "已损坏"),
        ("坏.png", b"\x89PNG\r\n\x1a\nxx", "不是能读的图片"),
        ("手机.heic", b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        ("两亿.png", huge_png(20_000, 10_000), "太大"),
        ("一亿.png", huge_png(10_000, 9_500), "10000 × 9500 像素，太大"),
        ("坏.pdf", b"%PDF-1.7 nothing", "已损坏或设有口令"),
        ("图.pdf", written(GREY, "PNG"), "已损坏或设有口令"),
        ("有口令.pdf", pdf((595, 842), encrypt="secret"), "已损坏或设有口令"),
        ("墙.pdf", pdf((14_400, 14_400)), "太大"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_said_with_its_name(name, content, words):
    with pytest.raises(Refused, match=words) as refused:
        list(scanned_pages(name, content))
    assert name in str(refused.value)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_a_file_that_ends_anywhere_is_read_or_refused(kind):
    whole = written(COLOUR, kind)
    for end in range(0, len(whole), max(1, len(whole) // 60)):
        try:
            assert all(page.size == (256, 256) for page in scanned_pages("截断", whole[:end]))
        except Refused as refused:
            assert "截断" in str(refused)


def test_the_good_pages_before_a_damaged_one_are_there():
    pages = written(GREY, "TIFF", save_all=True, append_images=[GREY], compression="raw")
    found = scanned_pages("两页.tif", pages[: len(pages) - 30_000])
    assert next(found).size == (256, 256)
    with pytest.raises(Refused, match="已损坏"):
        list(found)


def test_folders_and_very_large_files_are_not_read(tmp_path, monkeypatch):
    with pytest.raises(Refused, match="不是文件"):
        read_scan(tmp_path)
    path = tmp_path / "大.png"
    path.write_bytes(b"x" * 101)
    monkeypatch.setattr(scans, "MOST_BYTES", 100)
    with pytest.raises(Refused, match="超过 300 MB"):
        read_scan(path)


def test_which_files_may_be_scans_is_known_by_name():
    assert is_scan("a.JPG") and is_scan("a.pdf") and not is_scan("a.xlsx") and not is_scan("jpg")
