"""What a printer has to be told so that ink comes where it is meant to: measured once, kept with the computer.

Bought stock has no tolerance: a printer that is a millimetre off is seen. A calibration holds for a printer, a tray, a
size of sheet and the way it is fed, since each of them is off in its own way.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any, Self

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.documents.design.sheets import name_of
from cadre_desktop.kit.documents.laying import Affine, Laid, Sheet, fed
from cadre_desktop.kit.language import N_, _

SAME_MM = 1.0
"""Sheets that differ by less are the same."""

THIS_PRINTER = N_("本机打印机")
"""What a printer is called where none is known by a name."""

_LEAST_MM, _LEAST_SCALE, _LEAST_DEGREES = 0.05, 0.0005, 0.01
"""What is less than this is not said; an eye sees a tenth of a millimetre."""


class Feed(Code):
    """With which edge of a certificate first the stock lies in the tray, as turns of the page before it is printed."""

    HEAD = "head", N_("正放")
    RIGHT = "right", N_("右转 90°放")
    FOOT = "foot", N_("倒放（转 180°）")
    LEFT = "left", N_("左转 90°放")

    @property
    def quarters(self) -> int:
        """By how many right angles a page is turned clockwise."""
        return list(Feed).index(self)


@dataclass(frozen=True)
class Calibration:
    """How what is drawn has to be changed: scaled by `scale_x` and `scale_y`, turned by `turn` degrees (clockwise)
    about the middle of the sheet, and moved by `dx` mm to the right and `dy` down.

    `sheet` is as the printer gets it, after the turn that `feed` says. `residual` is by how many mm the worst mark was
    off still when this was measured, `measured` the day of that (ISO text).
    """

    printer: str
    tray: str = ""
    sheet: Sheet = (210.0, 297.0)
    feed: Feed = Feed.HEAD
    dx: float = 0.0
    dy: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0
    turn: float = 0.0
    residual: float = 0.0
    measured: str = ""

    @property
    def key(self) -> str:
        """What it holds for; another one for the same replaces it."""
        width, height = self.sheet
        return f"{self.printer}|{self.tray}|{width:.0f}x{height:.0f}|{self.feed}"

    @cached_property
    def correction(self) -> Affine:
        """The change of what is drawn on the sheet."""
        middle = self.sheet[0] / 2, self.sheet[1] / 2
        return Affine.about(middle, (self.scale_x, self.scale_y), self.turn, (self.dx, self.dy))

    def fits(self, page: Sheet) -> bool:
        """Whether a page of this size, fed in this way, is as large as the sheet that was measured."""
        return _alike(fed(page, self.feed.quarters).sheet, self.sheet)

    def laid(self, page: Sheet) -> Laid:
        """A page as it has to be given to the printer. What was measured on another sheet is kept about the middle,
        through which printers feed sheets of all sizes."""
        turned = fed(page, self.feed.quarters)
        middle = turned.sheet[0] / 2, turned.sheet[1] / 2
        change = Affine.about(middle, (self.scale_x, self.scale_y), self.turn, (self.dx, self.dy))
        return Laid(turned.sheet, turned.by.then(change))

    @property
    def words(self) -> str:
        """What is changed, as people say it."""
        parts = [*self._moves(), *self._scales()]
        if abs(self.turn) >= _LEAST_DEGREES:
            way = _("顺时针转 {degrees}°") if self.turn > 0 else _("逆时针转 {degrees}°")
            parts.append(way.format(degrees=f"{abs(self.turn):.2f}"))
        return "、".join(parts) or _("位置准确，不用移动")

    def _moves(self) -> Iterator[str]:
        for value, more, less in ((self.dx, _("向右"), _("向左")), (self.dy, _("向下"), _("向上"))):
            if abs(value) >= _LEAST_MM:
                yield _("{way} {mm} 毫米").format(way=more if value > 0 else less, mm=f"{abs(value):.1f}")

    def _scales(self) -> Iterator[str]:
        for scale, name in ((self.scale_x, _("横向")), (self.scale_y, _("纵向"))):
            if abs(scale - 1) >= _LEAST_SCALE:
                way = _("{name}放大 {percent} %") if scale > 1 else _("{name}缩小 {percent} %")
                yield way.format(name=name, percent=f"{abs(scale - 1):.2%}".rstrip("%"))

    @property
    def about(self) -> str:
        """What it holds for, as people say it."""
        parts = [self.printer, self.tray, sheet_words(self.sheet), Feed(self.feed).label]
        return " · ".join(part for part in parts if part)

    @property
    def short(self) -> str:
        """The same for whoever sees which sheet it is about."""
        feed = Feed(self.feed)
        return " · ".join(part for part in (self.printer, self.tray, "" if feed is Feed.HEAD else feed.label) if part)


def sheet_words(sheet: Sheet) -> str:
    """A sheet by its name, or by its size where it has none; and how it lies."""
    across = _("横向") if sheet[0] > sheet[1] else _("纵向")
    return f"{name_of(sheet) or f'{sheet[0]:g} × {sheet[1]:g}'} {across}"


class Calibrations:
    """The calibrations of this computer, the newest first."""

    def __init__(self, known: Iterable[Calibration] = ()):
        self.known: Sequence[Calibration] = tuple(known)

    @classmethod
    def of(cls, plain: Any) -> Self:
        """From what `plain` gave; entries that are broken, or whose numbers cannot be, are left out."""
        entries = plain if isinstance(plain, list) else []
        return cls(found for entry in entries if (found := _read(entry)) is not None)

    def plain(self) -> list[dict[str, Any]]:
        """As JSON data."""
        return [{**asdict(each), "sheet": list(each.sheet), "feed": str(each.feed)} for each in self.known]

    def with_(self, calibration: Calibration) -> "Calibrations":
        """These with one more, in the place of what there was for the same."""
        return Calibrations((calibration, *self.without(calibration.key).known))

    def without(self, key: str) -> "Calibrations":
        """These without one: the printer prints as it does by itself."""
        return Calibrations(each for each in self.known if each.key != key)

    def find(self, key: str) -> Calibration | None:
        """The one with this key."""
        return next((each for each in self.known if each.key == key), None)

    def fitting(self, page: Sheet) -> list[Calibration]:
        """Those that were measured with sheets of the size of a page."""
        return [each for each in self.known if each.fits(page)]


_LARGEST = {"dx": 50.0, "dy": 50.0, "turn": 10.0, "residual": 50.0}
"""No calibration has more; somebody may have written into the file."""


def _read(entry: Any) -> Calibration | None:
    try:
        width, height = (float(side) for side in entry["sheet"])
        numbers: dict[str, Any] = {
            name: float(entry[name]) for name in ("dx", "dy", "scale_x", "scale_y", "turn", "residual")
        }
        printer, tray, measured = (str(entry[name]) for name in ("printer", "tray", "measured"))
        found = replace(Calibration(printer, tray, (width, height), Feed(entry["feed"]), measured=measured), **numbers)
    except (TypeError, KeyError, ValueError, OverflowError):
        return None
    sound = all(abs(numbers[name]) <= most for name, most in _LARGEST.items())
    sound = sound and all(0.8 <= numbers[name] <= 1.25 for name in ("scale_x", "scale_y"))
    return found if sound and all(20 <= side <= 1500 for side in found.sheet) else None


def _alike(one: Sheet, other: Sheet) -> bool:
    return all(abs(side - its) < SAME_MM for side, its in zip(one, other, strict=True))
