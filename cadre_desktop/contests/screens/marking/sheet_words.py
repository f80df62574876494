"""What the marking grid says: a criterion over its column and in its own rule, and that the last cell is reached."""

from itertools import pairwise

from cadre_desktop.contests.rules.points import plain_text
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.words import CriterionKind
from cadre_desktop.kit.language import _


def heading_of(line: RubricLine, signs: int = 0) -> str:
    """说理\\n满分 30: what stands in brackets is left to the tooltip; at most `signs` in a line, 0 for any number."""
    name = _in_lines(line.name.split("（")[0], signs)
    return f"{name}\n{points_of(line)}"


def points_of(line: RubricLine) -> str:
    """The most points of a criterion, as they stand under its name."""
    text = _("扣分，至多 {points}") if line.kind is CriterionKind.DEDUCTION else _("满分 {points}")
    return text.format(points=plain_text(line.points))


def _in_lines(name: str, signs: int) -> str:
    """A name in lines as even as they can be: 庭前准备 by three is 庭前 and 准备. Words of letters are left to Qt."""
    if not signs or len(name) <= signs or not name.isalpha() or name.isascii():
        return name
    count = -(-len(name) // signs)
    ends = [len(name) * part // count for part in range(count + 1)]
    return "\n".join(name[start:end] for start, end in pairwise(ends))


def limits_of(line: RubricLine) -> str:
    """What may be typed for a criterion."""
    values = {"name": line.name, "points": plain_text(line.points), "step": plain_text(line.step)}
    if line.kind is CriterionKind.DEDUCTION:
        return _("“{name}”填写扣去的分数：每处扣 {step} 分，至多 {points} 分，没有扣分填 0。").format(**values)
    return _("“{name}”：0 至 {points} 分，步长 {step}。").format(**values)


def ending_words(lacking: int) -> str:
    """What is said at the last cell: how many sheets lack something, or how to go on."""
    if lacking:
        return _("已到最后一格，还有 {count} 张评分表没有填完。").format(count=lacking)
    return _("这些评分表已填完。按 Ctrl+PageDown 录下一位。")
