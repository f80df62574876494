"""From marks that were measured on a printed sheet to what the printer has to be told: least squares, and what cannot
be is named."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cadre_desktop.certificates.overprinting.calibration import Calibration
from cadre_desktop.kit.documents.laying import Point
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

Marks = Mapping[int, Point]
"""Marks by their numbers, in mm from the left and the upper edge of the sheet."""

FARTHEST = 15.0
"""Millimetres; no printer is farther off, but a number was mistyped or measured from another edge."""
LARGEST_TURN = 3.0
LARGEST_SCALE = 0.03
LARGEST_RESIDUAL = 0.6
"""Millimetres that marks may contradict one another by; a ruler is read to half a millimetre."""
FEWEST = 3
_NARROWEST = 15.0  # mm that marks have to lie apart across the line they are nearest to
_ROUNDS = 8


@dataclass(frozen=True)
class Fit:
    """What was found: as in `Calibration`; `residuals` by mark, in mm."""

    dx: float
    dy: float
    scale_x: float
    scale_y: float
    turn: float
    residuals: Mapping[int, float]

    @property
    def worst(self) -> float:
        """By how much the worst mark is still off."""
        return max(self.residuals.values())


def calibrated(before: Calibration, should: Marks, found: Marks, today: str) -> Calibration:
    """`before` as it has to be for what was printed without it: marks that `should` be somewhere were `found` off.

    Raises Refused, naming the mark where it is one, for marks that are too few, lie on a line, are too far off or
    contradict one another, and for a sheet that is turned or scaled as no printer does.
    """
    _vet_marks(should, found)
    fit = fitted(before.sheet, should, found)
    _vet_residuals(before.sheet, should, found, fit)
    if abs(fit.turn) > LARGEST_TURN:
        text = _("按量到的数，印的内容转了 {degrees:.1f}°，打印机不会这样歪，请检查是否量错了边。")
        raise Refused(text.format(degrees=abs(fit.turn)))
    for scale, edge in ((fit.scale_x, _("左边")), (fit.scale_y, _("上边"))):
        if abs(scale - 1) > LARGEST_SCALE:
            text = _("按量到的数，大小差了 {percent}，请检查离{edge}的数；如打印时选了“适合纸张”，请用实际大小重印。")
            raise Refused(text.format(percent=f"{abs(scale - 1):.0%}", edge=edge))
    numbers = {name: round(getattr(fit, name), 6) for name in ("dx", "dy", "scale_x", "scale_y", "turn")}
    return replace(before, **numbers, residual=round(fit.worst, 3), measured=today)


def _vet_marks(should: Marks, found: Marks) -> None:
    if len(found) < FEWEST:
        text = _("量了 {count} 个标记，至少要量 {fewest} 个，最好四个角都量。")
        raise Refused(text.format(count=len(found), fewest=FEWEST))
    for number, (x, y) in found.items():
        for value, meant, edge in ((x, should[number][0], _("左边")), (y, should[number][1], _("上边"))):
            if abs(value - meant) > FARTHEST:
                text = _("标记 {number} 离{edge}量到 {value:g} 毫米，应在 {meant:g} 毫米左右，差得太多，请重量。")
                text = text.format(number=number, edge=edge, value=value, meant=meant)
                raise Refused(Problem(text, field=f"mark{number}"))
    if _narrowness(found) < _NARROWEST:
        raise Refused(_("量的标记几乎在一条直线上，看不出歪斜和大小，请再量一个不在这条线上的标记。"))


def _narrowness(found: Marks) -> float:
    """Twice the spread of marks across the line that they are nearest to, in mm."""
    import numpy as np

    points = np.array(list(found.values()))
    spread = np.linalg.svd(points - points.mean(axis=0), compute_uv=False)
    return float(2 * spread[1] / np.sqrt(len(points)))


def _vet_residuals(sheet: Point, should: Marks, found: Marks, fit: Fit) -> None:
    """Of marks that contradict one another the one is named without which the others agree."""
    if fit.worst <= LARGEST_RESIDUAL:
        return
    without = {number: {key: point for key, point in found.items() if key != number} for number in found}
    able = {number: rest for number, rest in without.items() if len(rest) > FEWEST and _narrowness(rest) >= _NARROWEST}
    rests = {number: fitted(sheet, should, rest).worst for number, rest in able.items()}
    culprit = min(rests, key=lambda number: rests[number]) if rests else None
    if culprit is not None and rests[culprit] <= LARGEST_RESIDUAL / 2:
        text = _("标记 {number} 与其余的标记对不上（相差 {mm:.1f} 毫米），请重量这个标记。")
        text = text.format(number=culprit, mm=fit.residuals[culprit])
        raise Refused(Problem(text, field=f"mark{culprit}"))
    text = _("量到的数互相对不上（最多差 {mm:.1f} 毫米），请把各个标记重量一遍。")
    raise Refused(text.format(mm=fit.worst))


def fitted(sheet: Point, should: Marks, found: Marks) -> Fit:
    """The change that brings what was `found` nearest to where it `should` be (Gauss and Newton's method: the angle is
    small, so that a few rounds are exact)."""
    import numpy as np

    numbers = list(found)
    middle = np.array(sheet) / 2
    at = np.array([found[number] for number in numbers]) - middle
    goal = np.array([should[number] for number in numbers]) - middle
    change = np.array([0.0, 0.0, 1.0, 1.0, 0.0])
    for _round in range(_ROUNDS):
        moved, slopes = _moved(at, change)
        change = change + np.linalg.lstsq(slopes, (goal - moved).ravel(), rcond=None)[0]
    off = np.linalg.norm(goal - _moved(at, change)[0], axis=1)
    dx, dy, across, down, turn = map(float, change)
    return Fit(dx, dy, across, down, float(np.degrees(turn)), dict(zip(numbers, map(float, off), strict=True)))


def _moved(at: "Array", change: "Array") -> "tuple[Array, Array]":
    """Where points come to, and how that follows the five numbers of a change."""
    import numpy as np

    dx, dy, across, down, turn = change
    (x, y), cosine, sine = at.T, np.cos(turn), np.sin(turn)
    moved = np.stack([across * x * cosine - down * y * sine + dx, across * x * sine + down * y * cosine + dy], axis=1)
    one, none = np.ones(len(at)), np.zeros(len(at))
    horizontal = [one, none, x * cosine, -y * sine, -(moved[:, 1] - dy)]
    vertical = [none, one, x * sine, y * cosine, moved[:, 0] - dx]
    return moved, np.stack([np.stack(horizontal, axis=1), np.stack(vertical, axis=1)], axis=1).reshape(-1, 5)
