"""A full page, and people whose names are hard to print: for the tests of the designer and its benchmark."""

from cadre_desktop.certificates.designing.fields import sample_facts
from cadre_desktop.kit.documents.certificate_layout import OrnamentVersion, TextStyle
from cadre_desktop.kit.documents.design.elements import (
    CodeElement,
    Design,
    LineElement,
    OrnamentBackground,
    PhotoElement,
    SealElement,
    TextElement,
)
from cadre_desktop.kit.documents.design.setting import Words

RED, INK, GOLD = (0.62, 0.09, 0.10), (0.0, 0.0, 0.0), (0.72, 0.55, 0.20)
TITLE, NAME, BODY, SEAL, CODE, NUMBER, PHOTO, LINE = range(8)
"""The elements of `honour` by their index."""

NAMES = ("王祯", "阿拉坦·巴特尔苏日娜", "李静", "张䶮", "欧阳𬱖", "赵\U000323af")
"""Short, long, common, beyond GB 2312, beyond 16 bits, and one that no face has."""


_BODY = "在{activity}中，成绩突出，被评为“{title}”。\n特发此证，以资鼓励。"
_ELEMENTS = (
    TextElement(
        x=48.5,
        y=36.0,
        width=200.0,
        height=24.0,
        label="标题",
        text="荣誉证书",
        style=TextStyle("TITLE", 56.0, RED, 0.32),
        align="centre",
        preprinted=True,
    ),
    TextElement(
        x=50.0, y=76.0, width=197.0, height=13.0, text="{name}{address}：", style=TextStyle("KAI", 27.0, INK, 0.0)
    ),
    TextElement(
        x=50.0,
        y=92.0,
        width=197.0,
        height=40.0,
        text=_BODY,
        style=TextStyle("KAI", 21.0, INK, 0.0),
        align="justified",
        indent=2.0,
        leading=1.78,
    ),
    SealElement(
        x=147.0,
        y=132.0,
        width=100.0,
        height=42.0,
        issuer="{issuer}",
        date="{date}",
        style=TextStyle("KAI", 18.0, INK, 0.0),
    ),
    CodeElement(x=50.0, y=143.0, width=25.0, height=25.0, text="{number}|{name}"),
    TextElement(
        x=50.0, y=171.0, width=90.0, height=6.0, text="证书编号：{number}", style=TextStyle("SONG", 10.5, INK, 0.0)
    ),
    PhotoElement(x=215.0, y=40.0, width=25.6, height=32.0, hint="照片"),
    LineElement(x=110.0, y=66.0, width=77.0, height=0.0, points=1.0, colour=GOLD),
)


def honour() -> Design:
    """A certificate of honour on A4 lying across."""
    return Design("荣誉证书", (297.0, 210.0), OrnamentBackground(OrnamentVersion("guilloche", 1)), _ELEMENTS)


def people() -> list[Words]:
    """One for each of `NAMES`."""
    return [Words(sample_facts() | {"name": name}) for name in NAMES]
