"""Whose certificate is shown: the longest name, the shortest, the rarest character, or anybody of the list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cadre_desktop.certificates.designing.people import (
    longest_name,
    most_text,
    name_in,
    rarest,
    rarest_name,
    shortest_name,
)
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.look.field_base import set_role

if TYPE_CHECKING:
    from cadre_desktop.kit.documents.design.setting import Words

_LEAST_PX = 190


class PersonChoice(QWidget):
    """`chosen` carries the index of somebody of the list; without a list there is a sample."""

    chosen = Signal(int)

    def __init__(self, people: Sequence["Words"], parent: QWidget | None = None):
        super().__init__(parent)
        self._people = people
        facts = [words.facts for words in people]
        lines: list[tuple[object, str]] = []
        if facts:
            offers = [
                (_("最长：{name}"), longest_name(facts)),
                (_("最短：{name}"), shortest_name(facts)),
                (_("字数最多：{name}"), most_text(facts)),
            ]
            if rarest(name_in(facts[rarest_name(facts)])):
                offers.insert(2, (_("生僻字：{name}"), rarest_name(facts)))
            named = [(words.format(name=name_in(facts[index])), index) for words, index in offers]
            lines = [(f"{at} {index}", words) for at, (words, index) in enumerate(named)]
            lines += [(str(index), name_in(each)) for index, each in enumerate(facts)]
        else:
            lines = [("", _("示例"))]
        self.box = ChoiceInput(lines, empty=False, nothing=None)
        self.box.setCurrentIndex(0)
        self.box.setAccessibleName(_("预览谁的证书"))
        self.box.setToolTip(_("用谁的内容预览；输入拼音首字母找人，Ctrl+PgDn 下一个人，Ctrl+PgUp 上一个人"))
        self.box.setMinimumWidth(_LEAST_PX)
        self.box.setEnabled(bool(facts))
        self._label = label = QLabel(_("预览"))
        set_role(label, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(label)
        row.addWidget(self.box)
        self.box.changed.connect(lambda: self.chosen.emit(self.index))

    @property
    def index(self) -> int:
        """The index of who is shown; -1 for a sample."""
        value = str(self.box.value())
        return int(value.rpartition(" ")[2]) if value else -1

    @property
    def name(self) -> str:
        """The name of who is shown."""
        return name_in(self._people[self.index].facts) if self._people else _("示例")

    def shorten(self, short: bool) -> None:
        """Leave the whole line to the name, where there is little room."""
        self._label.setVisible(not short)

    def show_person(self, index: int) -> None:
        """Show somebody of the list."""
        if self._people:
            self.box.set_value(str(index % len(self._people)))
            self.chosen.emit(self.index)

    def step(self, by: int) -> None:
        """Show who is so much farther in the list."""
        self.show_person(self.index + by)
