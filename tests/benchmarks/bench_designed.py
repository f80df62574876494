"""1,000 designed certificates with a photo, a signed code and a frame each, against the same pages by bare reportlab
operators; how many bytes one takes beyond its photo; and against fpdf2 and Typst, where they are installed (``pip
install fpdf2 typst``; the program needs neither)."""

import struct
import sys
from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from PIL import Image
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.facts import FIELDS
from cadre_desktop.kit.documents.design.elements import OrnamentBackground
from cadre_desktop.kit.documents.design.printing import DesignedPage, designs_paper
from cadre_desktop.kit.documents.design.setting import Words
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role, chain
from cadre_desktop.kit.documents.ornaments.catalogue import ORNAMENTS
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.documents.qrcode import qr_mask
from cadre_desktop.kit.documents.typesetting import MM

LIMIT = 1.15
MOST_BYTES = 6_000
FASTER = 4
SHEET = (297.0, 210.0)
DESIGN = built_in("completion", SHEET)
SIGNED = "271828182845904523536028747135266249775724709369995957496696762772407663035354759457" * 2
RUNS = count(10_000, 10_000)
LINES = (
    "，男，1985年3月生。于2023年3月1日至",
    "3月10日，参加包头市中级人民法院举办的2023年",
    "全市法院综合业务培训班，学习期满，共40学时，",
    "准予结业。",
)
COURT, DATE, TITLE = "包头市中级人民法院", "二〇二三年三月十日", "结业证书"


def name(number: int) -> str:
    return "王李张刘陈"[number % 5] + "祯卫国丹洋敏"[number % 6] + "建华丽娜军"[number // 6 % 5]


def number_of(number: int) -> str:
    return f"包头中院结证字〔2023〕{number + 1:05d}号"


def proof(number: int) -> str:
    return f"{number:06d}{SIGNED}"


def photos(wanted: int) -> list[bytes]:
    """A portrait for each, all of them different files of about 30 KB."""
    noise = Image.effect_noise((480, 600), 40).convert("RGB")
    written = BytesIO()
    Image.blend(noise, Image.linear_gradient("L").resize((480, 600)).convert("RGB"), 0.8).save(
        written, "JPEG", quality=88
    )
    head, rest = written.getvalue()[:2], written.getvalue()[2:]
    return [head + b"\xff\xfe" + struct.pack(">HQ", 10, number) + rest for number in range(wanted)]


def ours(path: Path, portraits: Sequence[bytes]) -> None:
    """The program's way, but for the waiting until the disk has it, which no other does."""
    facts = {
        **dict.fromkeys(FIELDS, ""),
        "sex": "男",
        "birth": "1985年3月",
        "course": "2023年全市法院综合业务培训班",
        "period": "2023年3月1日至3月10日",
        "organiser": COURT,
        "hours": "40",
        "issuer": COURT,
        "date": DATE,
        "id_number": "150203198503011234",
    }
    pages = (
        DesignedPage(DESIGN, Words({**facts, "name": name(at), "number": number_of(at)}, proof(at), portrait))
        for at, portrait in enumerate(portraits)
    )
    path.write_bytes(designs_paper(pages).data())


def photo_file(folder: Path, number: int, portrait: bytes) -> str:
    """The file of a photo; it is written in the first run, of which the best is not one."""
    file = folder / f"{number}.jpg"
    if not file.exists():
        file.write_bytes(portrait)
    return str(file)


def frame_operators() -> str:
    assert isinstance(DESIGN.background, OrnamentBackground)
    drawing = PageDrawing(Paper("").pen, *SHEET)
    ORNAMENTS[DESIGN.background.ornament](drawing)
    return drawing.operators().decode("latin-1")


def bare(path: Path, portraits: Sequence[bytes]) -> None:
    """Straight calls of the canvas at fixed places: no measuring, no wrapping, no fallback; the frame as a form.

    Photos come from files, since reportlab unpacks what it gets in memory.
    """
    rl_config.useA85 = 0
    for role in (Role.TITLE, Role.KAI, Role.SONG):
        pdfmetrics.registerFont(chain(role).first.font)
    title, kai, song = (chain(role).first.font.fontName for role in (Role.TITLE, Role.KAI, Role.SONG))
    size = (SHEET[0] * MM, SHEET[1] * MM)
    canvas = Canvas(str(path), pagesize=size, pageCompression=1, invariant=1, initialFontName=song)
    canvas.beginForm("frame")
    canvas.addLiteral(frame_operators())
    canvas.endForm()
    for number, portrait in enumerate(portraits):
        canvas.doForm("frame")
        canvas.setFillColorRGB(0.09, 0.22, 0.42)
        canvas.setFont(title, 56)
        canvas.drawString(300, 455, TITLE, charSpace=18)
        canvas.drawImage(photo_file(path.parent, number, portrait), 119, 280, 90.7, 113.4)
        canvas.setStrokeColorRGB(0.52, 0.6, 0.7)
        canvas.setLineWidth(0.5)
        canvas.rect(119, 280, 90.7, 113.4)
        canvas.setFillGray(0)
        canvas.setFont(kai, 21)
        canvas.drawString(280, 375, name(number) + LINES[0], charSpace=0.3)
        for line, text in enumerate(LINES[1:], 1):
            canvas.drawString(238, 375 - line * 37.4, text, charSpace=0.3)
        canvas.setFont(kai, 18)
        canvas.drawString(480, 165, COURT)
        canvas.drawString(470, 131, DATE)
        canvas.setFont(song, 10.5)
        canvas.drawString(119, 95, "有效证件号：150203198503011234")
        canvas.drawString(119, 80, f"证书编号：{number_of(number)}")
        canvas.addLiteral(f"q 71 0 0 71 119 112 cm {qr_mask(proof(number), 'L')} Q")
        canvas.showPage()
    canvas.save()


def frame_svg() -> str:
    """The frame as a picture of lines, which is what others can take; its paths are those of our operators."""
    colours = {"stroke": "#000", "fill": "#000"}
    wide, high = SHEET[0] * MM, SHEET[1] * MM
    shapes, path, width = [], [], "1"
    for line in frame_operators().split("\n"):
        numbers: list[str] = []
        for word in line.split():
            if word in ("m", "l", "c"):
                path.append(f"{word.upper()} {' '.join(numbers)}")
                numbers = []
            elif word == "h":
                path.append("Z")
            elif word == "re":
                x, y, across, up = map(float, numbers)
                path.append(f"M {x} {y} h {across} v {up} h {-across} Z")
                numbers = []
            elif word == "w":
                width, numbers = numbers[0], []
            elif word in ("rg", "RG", "g", "G"):
                parts = [round(float(number) * 255) for number in numbers] * (3 // len(numbers))
                colours["fill" if word.islower() else "stroke"] = "#{:02x}{:02x}{:02x}".format(*parts)
                numbers = []
            elif word in ("S", "f", "f*"):
                look = (
                    f'fill="none" stroke="{colours["stroke"]}" stroke-width="{width}"'
                    if word == "S"
                    else f'fill="{colours["fill"]}" fill-rule="evenodd"'
                )
                shapes.append(f'<path d="{" ".join(path)}" {look}/>')
                path, numbers = [], []
            else:
                numbers.append(word)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
    return f'{head}<g transform="matrix(1 0 0 -1 0 {high})">{"".join(shapes)}</g></svg>'


def by_fpdf(path: Path, portraits: Sequence[bytes]) -> None:
    """The same pages by fpdf2, at fixed places; it has no forms, so that the frame is on each page."""
    import zxingcpp
    from fpdf import FPDF

    document = FPDF(orientation="landscape", format="A4")
    document.set_auto_page_break(False)
    for family, role in (("title", Role.TITLE), ("kai", Role.KAI), ("song", Role.SONG)):
        document.add_font(family, "", str(chain(role).file))
    frame = BytesIO(frame_svg().encode())
    for number, portrait in enumerate(portraits):
        document.add_page()
        document.image(frame, 0, 0, *SHEET)
        document.set_font("title", size=56)
        document.text(105, 50, TITLE)
        document.image(BytesIO(portrait), 42, 70, 32, 40)
        document.rect(42, 70, 32, 40)
        document.set_font("kai", size=21)
        document.text(99, 78, name(number) + LINES[0])
        for line, text in enumerate(LINES[1:], 1):
            document.text(84, 78 + line * 13.2, text)
        document.set_font("kai", size=18)
        document.text(169, 152, COURT)
        document.text(166, 164, DATE)
        document.set_font("song", size=10.5)
        document.text(42, 176, "有效证件号：150203198503011234")
        document.text(42, 182, f"证书编号：{number_of(number)}")
        code = zxingcpp.create_barcode(proof(number), zxingcpp.BarcodeFormat.QRCode, ec_level="L")
        document.image(Image.fromarray(code.to_image(scale=1, add_quiet_zones=False)), 42, 145, 25, 25)
    document.output(str(path))


def by_typst(path: Path, portraits: Sequence[bytes]) -> None:
    """The same pages by Typst. It remembers what it has set, so that no two runs have the same numbers."""
    import typst
    import zxingcpp

    folder = path.parent / "typst"
    folder.mkdir(exist_ok=True)
    (folder / "frame.svg").write_text(frame_svg(), encoding="utf-8")
    pages, run = [], next(RUNS)
    for number, portrait in enumerate(portraits):
        (folder / f"{number}.jpg").write_bytes(portrait)
        code = zxingcpp.create_barcode(proof(number), zxingcpp.BarcodeFormat.QRCode, ec_level="L")
        Image.fromarray(code.to_image(scale=1, add_quiet_zones=False)).save(folder / f"{number}.png")
        pages.append(f'#sheet("{name(number)}", "{number_of(number + run)}", "{number}")')
    body = "".join(LINES)
    (folder / "main.typ").write_text(
        f"""#set page(width: 297mm, height: 210mm, margin: 0mm)
#let sheet(who, number, file) = page[
#place(image("frame.svg", width: 297mm, height: 210mm))
#place(dx: 105mm, dy: 36mm, text(font: "Noto Serif SC", weight: "bold", size: 56pt)[{TITLE}])
#place(dx: 42mm, dy: 70mm, image(file + ".jpg", width: 32mm, height: 40mm))
#place(dx: 42mm, dy: 70mm, rect(width: 32mm, height: 40mm, stroke: 0.5pt + gray))
#place(dx: 84mm, dy: 70mm, block(width: 170mm, par(justify: true, text(font: "WenKaiCTP", size: 21pt)[#who{body}])))
#place(dx: 169mm, dy: 148mm, text(font: "WenKaiCTP", size: 18pt)[{COURT}])
#place(dx: 166mm, dy: 160mm, text(font: "WenKaiCTP", size: 18pt)[{DATE}])
#place(dx: 42mm, dy: 173mm, text(font: "Noto Serif SC", size: 10.5pt)[有效证件号：150203198503011234])
#place(dx: 42mm, dy: 178mm, text(font: "Noto Serif SC", size: 10.5pt)[证书编号：#number])
#place(dx: 42mm, dy: 145mm, image(file + ".png", width: 25mm, height: 25mm))
]
{chr(10).join(pages)}
""",
        encoding="utf-8",
    )
    fonts = str(chain(Role.KAI).file.parent)
    typst.compile(str(folder / "main.typ"), output=str(path), font_paths=[fonts])


def seconds(work: Callable[[Path, Sequence[bytes]], None], path: Path, portraits: Sequence[bytes]) -> float:
    start = perf_counter()
    work(path, portraits)
    return perf_counter() - start


def main() -> int:
    smoke = "--smoke" in sys.argv
    pages, times = (20, 1) if smoke else (1000, 5)
    portraits = photos(pages)
    well = True
    with TemporaryDirectory() as folder:
        mine, floor = Path(folder, "ours.pdf"), Path(folder, "bare.pdf")
        for work in (ours, bare):  # faces are read and both paths warm before the clock starts
            work(Path(folder, "warm.pdf"), portraits[:5])
        runs = [(seconds(ours, mine, portraits), seconds(bare, floor, portraits)) for _ in range(times)]
        own, least = (min(column) for column in zip(*runs, strict=True))
        print(f"{pages} certificates, photo, code | {own:.3f} s | {least:.3f} s | {own / least:.2f} | {LIMIT}")
        well &= own / least <= LIMIT
        size = (mine.stat().st_size - sum(map(len, portraits))) / pages
        print(f"bytes each over the photo | {size:.0f} | {MOST_BYTES} | {size / MOST_BYTES:.2f} | 1")
        well &= size <= MOST_BYTES
        for title, other, share, most in (("fpdf2", by_fpdf, 20, 2), ("Typst", by_typst, 1, 5)):
            try:
                other(Path(folder, "warm.pdf"), portraits[:5])
            except ImportError:
                print(f"certificates, {title} | | skipped: not installed | | {1 / FASTER}")
                continue
            some = portraits[: max(20, pages // share)]  # fpdf2 would take minutes for all
            pairs = [
                (seconds(ours, mine, some), seconds(other, Path(folder, "theirs.pdf"), some))
                for _ in range(min(times, most))
            ]
            beside, theirs = (min(column) for column in zip(*pairs, strict=True))
            ratio = beside / theirs
            print(f"{len(some)} certificates, {title} | {beside:.3f} s | {theirs:.3f} s | {ratio:.2f} | {1 / FASTER}")
            well &= ratio <= 1 / FASTER
    return 0 if smoke or well else 1


if __name__ == "__main__":
    raise SystemExit(main())
