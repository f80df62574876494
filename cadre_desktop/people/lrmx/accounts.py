"""What became of forms that were taken in, file by file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cadre_desktop.kit.language import _


class LeftForm(NamedTuple):
    """A form that was not taken in, and why: one sentence."""

    file: str
    why: str


class KeptValue(NamedTuple):
    """What the dossier says otherwise than the form, and goes on saying."""

    file: str
    name: str
    title: str
    ours: str
    theirs: str


class Told(NamedTuple):
    """Something in a form that was taken in and that a reader should look at."""

    file: str
    name: str
    text: str


@dataclass
class FormsAccount:
    """How many people are new, changed and unchanged, and everything that was not taken as it is in the forms."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left: list[LeftForm] = field(default_factory=list)
    kept: list[KeptValue] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    @property
    def taken(self) -> int:
        return len(self.new) + len(self.changed) + len(self.unchanged)

    def summary(self) -> str:
        """One sentence with the numbers."""
        words = _("任免审批表 {taken} 份：新增 {new} 人，更新 {changed} 人，{unchanged} 人没有变化。")
        text = words.format(
            taken=self.taken, new=len(self.new), changed=len(self.changed), unchanged=len(self.unchanged)
        )
        return text + (_("未导入 {count} 份。").format(count=len(self.left)) if self.left else "")

    def lines(self) -> Iterable[str]:
        """Everything that a reader should look at, a sentence in each line."""
        for file, why in self.left:
            yield _("未导入：{file}：{why}").format(file=file, why=why)
        for file, name, title, ours, theirs in self.kept:
            words = _("保留原值：{file}：{name}的{title}，档案里是“{ours}”，表里是“{theirs}”")
            yield words.format(file=file, name=name, title=title, ours=short(ours), theirs=short(theirs))
        for file, name, text in self.told:
            yield _("请核对：{file}：{name}：{text}").format(file=file, name=name, text=text)

    def as_data(self) -> dict[str, Any]:
        """For programs."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": len(self.unchanged),
            "left_out": [each._asdict() for each in self.left],
            "kept": [each._asdict() for each in self.kept],
            "to_check": [each._asdict() for each in self.told],
        }


def short(text: str, most: int = 40) -> str:
    """A text in one line, cut off where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def names_of(names: Sequence[str]) -> str:
    """张三、李四等 12 人."""
    if len(names) <= 3:
        return "、".join(names)
    return _("{names}等 {count} 人").format(names="、".join(names[:2]), count=len(names))
