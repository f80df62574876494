"""Pictures on paper look as they are meant, whatever their file is, and what is no picture is named."""

import struct
import zlib
from io import BytesIO

import pikepdf
import pytest
from design_pages import A4_ACROSS, file_of, rendered, sample
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps, ImageStat

from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.documents.picture_files import MOST_PIXELS, read_picture, vet_picture
from cadre_desktop.kit.problems import Unclear

GROUND = (0.2, 0.6, 0.9)


def on_paper(content: bytes, size: tuple[float, float] = (96.0, 120.0), fit: str = "stretched") -> Image.Image:
    """The picture as a page shows it over a blue ground, two pixels a millimetre."""
    paper = Paper("图")
    page = paper.page(size)
    page.fill(0, 0, *size, GROUND)
    page.picture(content, 0, 0, *size, fit)
    return rendered(paper.data(), dpi=25.4 * 2)


def difference(one: Image.Image, other: Image.Image) -> float:
    """How much two pictures differ in the mean, of 255."""
    alike = other.convert("RGB").resize(one.size, Image.Resampling.BICUBIC)
    return max(ImageStat.Stat(ImageChops.difference(one, alike)).mean)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_upright_however_the_camera_was_held(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = file_of(sample(), "JPEG", exif=exif, quality=95)
    meant = ImageOps.exif_transpose(Image.open(BytesIO(content)))
    size = (96.0, 120.0) if orientation < 5 else (120.0, 96.0)

    assert read_picture(content).size == meant.size
    assert difference(on_paper(content, size), meant) < 6


def test_how_the_camera_was_held_is_known_after_other_notes_and_not_taken_from_the_picture():
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = file_of(sample(), "JPEG", exif=exif, quality=95)
    upright = file_of(sample(), "JPEG", quality=95)
    colours = b"\xff\xe2\x00\x0aICC\xff\xda\xff\xd9\x00"  # with what would begin and end a picture
    assert read_picture(turned[:2] + colours + turned[2:]).orientation == 6
    scan = upright.index(b"\xff\xda")
    notes = turned[turned.index(b"Exif") :][:40]
    assert read_picture(upright[: scan + 40] + notes + upright[scan + 40 :]).orientation == 1
    assert read_picture(upright).orientation == 1


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
@pytest.mark.parametrize("interlaced", [False, True])
def test_every_png_looks_as_it_is(mode, interlaced):
    picture = sample()
    if mode == "I;16":
        shown, picture = picture.convert("L"), Image.frombytes("I;16", picture.size, _sixteen_bits(picture))
    elif mode == "LA":
        shown, picture = picture.convert("L"), picture.convert("L").convert("LA")
    else:
        shown = picture = picture.convert(mode)
    content = file_of(picture, interlace=interlaced) if interlaced else file_of(picture)

    assert difference(on_paper(content), shown) < {"1": 60, "P": 12}.get(mode, 6)  # dots are blurred


def _sixteen_bits(picture: Image.Image) -> bytes:
    return b"".join(struct.pack("<H", value * 257) for value in picture.convert("L").tobytes())


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_every_jpeg_looks_as_it_is(mode, progressive):
    content = file_of(sample().convert(mode), "JPEG", quality=95, progressive=progressive)

    assert difference(on_paper(content), sample().convert(mode)) < 8


def test_what_is_transparent_lets_the_ground_through():
    half = Image.new("RGBA", (40, 50), (255, 0, 0, 0))
    half.paste((255, 0, 0, 255), (0, 0, 20, 50))
    shown = on_paper(file_of(half))

    assert shown.getpixel((40, 120)) == (255, 0, 0)
    assert shown.getpixel((150, 120)) == tuple(round(part * 255) for part in GROUND)


def test_a_palette_with_a_transparent_colour_lets_the_ground_through():
    picture = Image.new("P", (40, 50), 0)
    picture.putpalette([0, 255, 0, 255, 0, 0])
    picture.paste(1, (20, 0, 40, 50))

    shown = on_paper(file_of(picture, transparency=0))

    assert shown.getpixel((40, 120)) == tuple(round(part * 255) for part in GROUND)
    assert shown.getpixel((150, 120)) == (255, 0, 0)


def test_a_jpeg_goes_into_the_file_as_it_is():
    content = file_of(sample((480, 600)), "JPEG")
    paper = Paper("图")
    paper.page().picture(content, 0, 0, 24, 30)

    assert content in paper.data()


def test_a_plain_png_is_not_packed_anew():
    content = file_of(sample((480, 600)))
    paper = Paper("图")
    paper.page().picture(content, 0, 0, 24, 30)
    with pikepdf.open(BytesIO(paper.data())) as document:
        (shown,) = document.pages[0].get_images().values()
        assert len(shown.read_raw_bytes()) < len(content)
        assert bytes(shown.read_raw_bytes())[:20] in content


def test_a_picture_is_kept_once_however_many_pages_show_it():
    content, other = file_of(sample(), "JPEG"), file_of(sample((30, 30)))
    paper = Paper("图")
    for number in range(5):
        page = paper.page(A4_ACROSS)
        page.picture(bytes(bytearray(content)), 0, 0, 24, 30)
        page.picture(content, 50, 0, 24, 30)
        if number == 3:
            page.picture(other, 100, 0, 30, 30)
    data = paper.data()

    assert data.count(b"/Subtype /Image") == 2
    with pikepdf.open(BytesIO(data)) as document:
        assert [len(page.get_images()) for page in document.pages] == [1, 1, 1, 2, 1]


def test_a_picture_of_other_proportions_is_cut_whole_or_stretched():
    picture = Image.new("RGB", (80, 40), (255, 0, 0))
    picture.paste((0, 255, 0), (0, 0, 20, 40))
    content = file_of(picture)
    ground = tuple(round(part * 255) for part in GROUND)

    cut = on_paper(content, (40.0, 40.0), "cut")
    whole = on_paper(content, (40.0, 40.0), "whole")
    stretched = on_paper(content, (40.0, 40.0))

    assert (cut.getpixel((2, 2)), cut.getpixel((77, 77))) == ((255, 0, 0), (255, 0, 0))  # the green part is cut off
    assert (whole.getpixel((2, 2)), whole.getpixel((2, 40))) == (ground, (0, 255, 0))
    assert (stretched.getpixel((2, 2)), stretched.getpixel((77, 77))) == ((0, 255, 0), (255, 0, 0))


def header_alone(columns: int, rows: int) -> bytes:
    """A PNG that says how large it is and holds nothing."""
    said = struct.pack(">IIBBBBB", columns, rows, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + said + struct.pack(">I", zlib.crc32(b"IHDR" + said))
    end = struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
    return b"\x89PNG\r\n\x1a\n" + chunk + end


def test_a_picture_of_200_megapixels_is_named_before_it_is_unpacked():
    with pytest.raises(Unclear, match=r"20000 × 10000 像素.*缩小"):
        read_picture(header_alone(20_000, 10_000))
    with pytest.raises(Unclear, match="像素"):
        read_picture(_enlarged(file_of(sample(), "JPEG"), 20_000, 10_000))
    assert MOST_PIXELS > 9921 * 7016  # A3 at 600 dpi


def _enlarged(content: bytes, columns: int, rows: int) -> bytes:
    at = content.index(b"\xff\xc0") + 5
    return content[:at] + struct.pack(">HH", rows, columns) + content[at + 4 :]


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"BM", b"%PDF-1.4", b"<svg/>", "图片".encode()])
def test_what_is_no_jpeg_or_png_is_named(content):
    with pytest.raises(Unclear, match="JPG 或 PNG"):
        read_picture(content)


PNG, JPEG = file_of(sample()), file_of(sample(), "JPEG")
PALETTE = file_of(sample().convert("P"))


@given(st.data())
def test_a_file_that_is_cut_off_is_named(data):
    content = data.draw(st.sampled_from([PNG, JPEG, PALETTE]))
    cut = content[: data.draw(st.integers(8, len(content) - 3))]
    with pytest.raises(Unclear, match="损坏"):
        vet_picture(cut)


@given(st.data())
def test_a_file_with_a_wrong_byte_is_named_or_can_be_shown(data):
    content = bytearray(data.draw(st.sampled_from([PNG, JPEG, PALETTE])))
    content[data.draw(st.integers(3, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = vet_picture(bytes(content))
    except Unclear as unclear:
        assert str(unclear).endswith("。")
    else:
        assert min(found.size) > 0


def test_a_scan_that_was_lost_within_a_jpeg_is_found_when_it_is_looked_for():
    cut = JPEG[: len(JPEG) * 2 // 3] + b"\xff\xd9"
    with pytest.raises(Unclear, match="损坏"):
        vet_picture(cut[: len(JPEG) // 2])
    assert vet_picture(JPEG).size == (48, 60)
