"""1,000 honour certificates with border and QR code, against the same pages by bare reportlab operators."""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from cadre_desktop.kit.documents.certificate import Certificate, print_certificates
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role, chain
from cadre_desktop.kit.documents.frame import draw_frame
from cadre_desktop.kit.documents.paper import A4_LANDSCAPE, Paper
from cadre_desktop.kit.documents.qrcode import qr_mask
from cadre_desktop.kit.documents.standard_layout import STANDARD_1
from cadre_desktop.kit.documents.typesetting import MM

LIMIT = 1.3
PLACE = "在2023年全市法院民商事审判业务技能竞赛第"
SAID = "组中，成绩突出，被评为“业务能手”。"
THANKS = "特发此证，以资鼓励。"
COURT = "包头市中级人民法院"
DATE = "二〇二三年十一月二十二日"


def name(number: int) -> str:
    return "王李张刘陈"[number % 5] + "祯卫国丹洋敏"[number % 6] + "建华丽娜军"[number // 6 % 5]


def number_of(number: int) -> str:
    return f"证书编号：包中法荣证字〔2023〕第{number:03d}号"


def payload(number: int) -> str:
    return f"{COURT}|荣誉证书|{name(number)}|业务能手|2023-11-22|{number:06d}"


def ours(path: Path, count: int) -> None:
    print_certificates(
        path,
        (
            Certificate(
                STANDARD_1,
                "荣誉证书",
                f"{name(number)}同志：",
                [f"{PLACE}{number % 14 + 1}{SAID}", THANKS],
                COURT,
                DATE,
                number_of(number),
                qr=payload(number),
            )
            for number in range(count)
        ),
    )


def frame_operators() -> str:
    drawing = PageDrawing(Paper("").pen, *A4_LANDSCAPE)
    draw_frame(drawing)
    return drawing.operators().decode("latin-1")


def bare(path: Path, count: int) -> None:
    """Straight calls of the canvas at fixed places: no measuring, no wrapping, no fallback; the frame as a form."""
    rl_config.useA85 = 0
    for role in (Role.TITLE, Role.KAI, Role.SONG):
        pdfmetrics.registerFont(chain(role).first.font)
    title, kai, song = (chain(role).first.font.fontName for role in (Role.TITLE, Role.KAI, Role.SONG))
    size = (A4_LANDSCAPE[0] * MM, A4_LANDSCAPE[1] * MM)
    canvas = Canvas(str(path), pagesize=size, pageCompression=1, invariant=1, initialFontName=song)
    canvas.beginForm("frame")
    canvas.addLiteral(frame_operators())
    canvas.endForm()
    for number in range(count):
        canvas.doForm("frame")
        canvas.setFillColorRGB(0.62, 0.09, 0.10)
        canvas.setFont(title, 56)
        canvas.drawString(284, 425, "荣誉证书", charSpace=18)
        canvas.setFillGray(0)
        canvas.setFont(kai, 27)
        canvas.drawString(142, 345, f"{name(number)}同志：")
        canvas.setFont(kai, 21)
        text = f"{PLACE}{number % 14 + 1}{SAID}"
        canvas.drawString(184, 300, text[:24])
        canvas.drawString(142, 263, text[24:])
        canvas.drawString(184, 226, THANKS)
        canvas.setFont(kai, 18)
        canvas.drawString(443, 147, COURT)
        canvas.drawString(416, 115, DATE)
        canvas.setFont(song, 10.5)
        canvas.drawString(142, 96, number_of(number))
        canvas.addLiteral(f"q 65 0 0 65 142 112 cm {qr_mask(payload(number))} Q")
        canvas.showPage()
    canvas.save()


def seconds(work: Callable[[Path, int], None], path: Path, count: int) -> float:
    start = perf_counter()
    work(path, count)
    return perf_counter() - start


def main() -> int:
    smoke = "--smoke" in sys.argv
    count, times = (20, 1) if smoke else (1000, 5)
    with TemporaryDirectory() as folder:
        for work in (ours, bare):  # faces are read and both paths warm before the clock starts
            work(Path(folder, "warm.pdf"), 5)
        runs = [
            (seconds(ours, Path(folder, "ours.pdf"), count), seconds(bare, Path(folder, "bare.pdf"), count))
            for _ in range(times)
        ]
    own, floor = (min(column) for column in zip(*runs, strict=True))
    print(f"{count} certificates | {own:.3f} s | {floor:.3f} s | {own / floor:.2f} | {LIMIT}")
    return 0 if smoke or own / floor <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
