"""The outside of an album: the cover with a picture or with the name alone, and the back."""

from collections.abc import Callable

from cadre_desktop.kit.chinese import chinese_month
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.typesetting import Style
from cadre_desktop.kit.language import _
from cadre_desktop.welfare.farewell.album_pages import GOLD, IVORY, PALE_GOLD, PINE, AlbumSheet
from cadre_desktop.welfare.farewell.life import Life

_MAT = 3.2
_FRAME = 11.0
_KICKER = Style(Role.TITLE, 14, PALE_GOLD, spacing=0.5)
_NAME = Style(Role.KAI, 44, IVORY, spacing=0.22)
_SMALL_NAME = Style(Role.KAI, 34, IVORY, spacing=0.22)
_SPAN = Style(Role.SONG, 13, PALE_GOLD, spacing=0.08)
_COURT = Style(Role.TITLE, 12, IVORY, spacing=0.18)
_BACK = Style(Role.KAI, 15, IVORY, spacing=0.2)
_BACK_SMALL = Style(Role.SONG, 9.5, PALE_GOLD, spacing=0.08)

Fitted = Callable[[float, float], bytes]
"""The cover's picture for a box of so many mm."""


def picture_box(sheet: AlbumSheet, ratio: float) -> tuple[float, float, float, float]:
    """Where the picture of the cover comes: x, y, width, height; whole, in the upper part."""
    most_wide, most_high = sheet.width - 2 * 34.0, sheet.height * 0.46
    width = min(most_wide, most_high * ratio)
    height = width / ratio
    top = sheet.height * (0.20 if sheet.height > sheet.width else 0.175) + (most_high - height) / 2
    return (sheet.width - width) / 2, top, width, height


def draw_cover(page: PageDrawing, sheet: AlbumSheet, life: Life, picture: bytes | None, ratio: float) -> None:
    """The cover."""
    _ground(page, sheet)
    middle = sheet.width / 2
    wide = sheet.width - 4 * _FRAME
    page.text(middle, sheet.height * 0.125, _("荣退纪念册"), _KICKER, "centre")
    if picture is None:
        name, name_y = _NAME, sheet.height * 0.44
    else:
        x, y, width, height = picture_box(sheet, ratio)
        page.fill(x - _MAT, y - _MAT, width + 2 * _MAT, height + 2 * _MAT, IVORY)
        page.picture(picture, x, y, width, height)
        name, name_y = (
            (_NAME, sheet.height * 0.79) if sheet.height > sheet.width else (_SMALL_NAME, sheet.height * 0.765)
        )
    page.fitted(middle, name_y, life.name, name, wide, "centre")
    line = name_y + (8.5 if name is _NAME else 6.5)
    page.line(middle - 14, line, middle + 14, line, 0.8, GOLD)
    if life.span:
        page.text(middle, line + 8.5, life.span.replace("—", " — "), _SPAN, "centre")
    if life.court:
        page.fitted(middle, sheet.height - _FRAME - 8.0, life.court, _COURT, wide, "centre")


def draw_back(page: PageDrawing, sheet: AlbumSheet, life: Life) -> None:
    """The back: whose book this is, and thanks."""
    _ground(page, sheet)
    middle, y = sheet.width / 2, sheet.height * 0.44
    page.fitted(middle, y, _("感谢有您　一路同行"), _BACK, sheet.width - 4 * _FRAME, "centre")
    page.line(middle - 10, y + 7, middle + 10, y + 7, 0.8, GOLD)
    words = [life.court, chinese_month(life.retires) if life.retires else ""]
    y = sheet.height - _FRAME - 14.0
    for text in filter(None, words):
        page.fitted(middle, y, text, _BACK_SMALL, sheet.width - 4 * _FRAME, "centre")
        y += 6.0


def _ground(page: PageDrawing, sheet: AlbumSheet) -> None:
    page.fill(0, 0, sheet.width, sheet.height, PINE)
    page.rect(_FRAME, _FRAME, sheet.width - 2 * _FRAME, sheet.height - 2 * _FRAME, 0.9, GOLD)
    inside = _FRAME + 1.6
    page.rect(inside, inside, sheet.width - 2 * inside, sheet.height - 2 * inside, 0.35, GOLD)
