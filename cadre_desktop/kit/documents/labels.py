"""Labels to be stuck on envelopes: many on an A4 of sticky labels, in rows and columns of one size."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4, Paper
from cadre_desktop.kit.documents.setup import PaperChoice, PaperOffer, Setup
from cadre_desktop.kit.documents.typesetting import GREY, Style, fitted, wrap
from cadre_desktop.kit.language import _

NAME = Style(Role.HEI_BOLD, 16)
LINE = Style(Role.SONG, 10.5)
SMALL = Style(Role.SONG, 9)
_EDGE = 5.0  # mm inside a label that stay free: printers and people cut no more exactly
_NAME_LINE, _LINE, _SMALL_LINE = 8.0, 5.2, 4.6
_SIZES = {"14": (2, 7, 99.1, 38.1), "24": (3, 8, 70.0, 36.0), "8": (2, 4, 99.1, 67.7)}
"""By how many are on a sheet: columns, rows, width and height of one in mm, as sheets of sticky labels are sold."""


@dataclass(frozen=True)
class Label:
    """A name in large letters, lines below it, and in small at the foot what the sender needs."""

    name: str
    lines: tuple[str, ...] = ()
    foot: str = ""


def labels_a_sheet() -> PaperChoice:
    """Which sheet of sticky labels is in the printer."""
    options = (
        ("14", _("14 枚（99.1 × 38.1 毫米）")),
        ("24", _("24 枚（70 × 36 毫米）")),
        ("8", _("8 枚（99.1 × 67.7 毫米）")),
    )
    return PaperChoice("labels", _("标签纸"), options)


def first_label() -> PaperChoice:
    """At which label of the first sheet it begins, where some have been used."""
    options = [(str(number), _("从第 {number} 枚开始").format(number=number)) for number in (1, 2, 3, 4, 5, 7, 9, 13)]
    return PaperChoice("first label", _("起始"), tuple(options))


def print_labels(path: Path, title: str, labels: Iterable[Label], setup: Setup | None = None) -> PaperOffer:
    """Write the labels as chosen as a PDF file; returns what there was to choose. OSError when it cannot be written."""
    setup = setup or Setup()
    columns, rows, width, height = _SIZES[setup.value(labels_a_sheet())]
    paper, used = Paper(title), (int(setup.value(first_label())) - 1) % (columns * rows)
    page: PageDrawing | None = None
    for label in labels:
        if page is None or used == columns * rows:
            page, used = paper.page(A4), used % (columns * rows)
        left = (page.width - columns * width) / 2 + used % columns * width
        top = (page.height - rows * height) / 2 + used // columns * height
        _draw(page, label, left, top, width, height)
        used += 1
    paper.save(path)
    return PaperOffer(title, choices=(labels_a_sheet(), first_label()), pages=paper.pages)


def _draw(page: PageDrawing, label: Label, left: float, top: float, width: float, height: float) -> None:
    room, x, bottom = width - 2 * _EDGE, left + _EDGE, top + height - _EDGE
    y = top + _EDGE + _NAME_LINE / 2
    page.middle(x, y, label.name, fitted(label.name, NAME, room))
    y += _NAME_LINE / 2 + _LINE / 2
    for line in (piece for text in label.lines if text for piece in wrap(text, LINE, room)):
        if y > bottom - (_SMALL_LINE if label.foot else 0.0):
            break
        page.middle(x, y, line, fitted(line, LINE, room))
        y += _LINE
    if label.foot:
        style = Style(SMALL.role, SMALL.size, colour=GREY)
        page.middle(x, bottom - _SMALL_LINE / 2, label.foot, fitted(label.foot, style, room))
