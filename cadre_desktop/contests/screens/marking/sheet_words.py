"""What the marking grid says: a criterion over its column and in its own rule, and that the last cell is reached."""

from cadre_desktop.contests.rules.points import plain_text
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.words import CriterionKind
from cadre_desktop.contests.screens.marking.criterion_names import in_lines
from cadre_desktop.kit.language import _


def heading_of(line: RubricLine, signs: float = 0) -> str:
    """说理\\n满分 30: what is in brackets is left to the tool tip; at most `signs` in a line, 0 for any number."""
    return "\n".join((*in_lines(short_name(line), signs), points_of(line)))


def short_name(line: RubricLine) -> str:
    """The name without what is in brackets."""
    return line.name.split("（")[0] or line.name


def points_of(line: RubricLine) -> str:
    """The most points of a criterion, as they are written under its name."""
    text = _("至多扣 {points}") if line.kind is CriterionKind.DEDUCTION else _("满分 {points}")
    return text.format(points=plain_text(line.points))


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
