"""Whom filled nomination forms nominate, before they are put on the list. Who is not recognised is asked about here, as
pasted names are, and stays in view until it is settled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.nomination_forms import write_rows
from cadre_desktop.people.name_list.nominations import (
    FilledForms,
    Nominating,
    Nominee,
    beyond,
    meaning,
    nominate,
)
from cadre_desktop.people.name_list.reading_names import Written
from cadre_desktop.people.pasting import NameMatch, match_written
from cadre_desktop.people.screens.name_list.ticked_list import TickedList
from cadre_desktop.people.screens.names_table import NOBODY, ROW, NamesTable, who_box

_LEAST, _WIDTH = 600, 860
"""Px of the dialog on a small screen, and where there is room."""
_TABLE = 420
"""Px that the table of those to be asked about has at least."""
_WRITTEN, _STATE = 190, 230
"""Px of how a form names somebody, and of why that is not recognised."""
_ROWS_SEEN, _LINE = 4, 30
"""So many rows are seen at least, each so many px high."""


@dataclass(frozen=True)
class AskedForms:
    """Forms with, for each of those they leave open, the people who may be meant."""

    forms: FilledForms
    matches: tuple[NameMatch, ...]


def ask_of(forms: FilledForms) -> AskedForms:
    """Who may be meant by those whom the forms leave open. Reads all names, so it belongs into a job."""
    written = [Written(one.said.name, tuple(filter(None, (one.said.court, one.said.department)))) for one in forms.open]
    return AskedForms(forms, tuple(match_written(written)) if written else ())


class NominationsDialog(FieldDialog):
    """Those recognised, all ticked at first, and the others with the choice there is; `done` is told what came of it,
    `kept` who is still open when the dialog is left."""

    def __init__(
        self,
        desk: Desk,
        names: NameListOf,
        event: Any,
        found: AskedForms,
        done: Callable[[Nominating], None],
        parent: QWidget,
        kept: Callable[[Sequence[Nominee]], None] = lambda _left: None,
    ):
        super().__init__(_("推荐表"), _("加入名单"), parent, width=_LEAST)
        self._width = _WIDTH
        self._desk, self._names, self._event, self._done, self._kept = desk, names, event, done, kept
        self._forms, self._matches = found.forms, list(found.matches)
        self.left: list[Nominee] = list(found.forms.open)
        self._choices: dict[int, int] = {}
        self.people = TickedList((one, _line(one)) for one in found.forms.sure)
        self.people.itemChanged.connect(lambda _item: self._follow())
        self.asked = NamesTable()
        self.asked.setAccessibleName(_("没有认出的人"))
        self.asked.setMinimumWidth(_TABLE)
        self.asked.setColumnWidth(0, _WRITTEN)
        self.asked.setColumnWidth(2, _STATE)
        self.beyond = QLabel()
        self._count_left: QLabel | None = None
        self.unclear = QLabel("\n".join(problem.message for problem in found.forms.problems))
        self.unclear.setWordWrap(True)
        set_role(self.unclear, "problem")
        self._lay_out(len(found.forms.sure))
        self._ask()
        self._follow()
        self.finished.connect(lambda _result: self._kept(self._unsettled()))

    def _lay_out(self, count: int) -> None:
        self._fit_people()
        rows: list[Any] = [(_("已认出"), self.people)]
        if self.left:
            self._count_left = QLabel()
            rows += [(_("要您选定"), self.asked), ("", self._left_row(self._count_left))]
        if self.unclear.text():
            rows.append((_("没有读入"), self.unclear))
        above = _("推荐 {count} 人；各法院、部门名额之内的加入名单，超出的按次序列为候补。")
        self.lay_out(rows, above=above.format(count=count + len(self.left)))
        self.tell_above_buttons(self.beyond)

    def _fit_people(self) -> None:
        """Few lines take little room, so that those to be asked about are in sight."""
        self.people.setFixedHeight(_LINE * max(2, min(_ROWS_SEEN + 2, self.people.count())) + 8)

    def _left_row(self, told: QLabel) -> QHBoxLayout:
        """What can be done with names that are not settled, beside how many there are."""
        self.copy = QPushButton(_("复制没选定的"))
        self.save = QPushButton(_("另存没选定的…"))
        self.save.setToolTip(_("存成推荐表，补录人员或问清楚以后可以再读"))
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        for button in (self.copy, self.save):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(told, 1)
        row.addWidget(self.copy)
        row.addWidget(self.save)
        return row

    def _ask(self) -> None:
        """A line for each of those open, with the choice of whom it means."""
        self.asked.begin(len(self.left))
        rows = max(1, min(_ROWS_SEEN, len(self.left)))
        self.asked.setMinimumHeight(rows * ROW + self.asked.horizontalHeader().sizeHint().height() + 4)
        for row, (one, match) in enumerate(zip(self.left, self._matches, strict=True)):
            self.asked.put(row, 0, one.words)
            self._say(row, self._why(row), "bad")
            box = who_box(match, [person for person in match.people if not person.barred], None)
            box.changed.connect(lambda row=row, box=box: self._answered(row, box))
            self.asked.setCellWidget(row, 1, box)
        self._order_keys()

    def _order_keys(self) -> None:
        """Tab goes from those recognised to the questions one after the other, then to what is below them."""
        boxes = [self.asked.cellWidget(row, 1) for row in range(len(self.left))]
        below = [self.asked, self.copy, self.save] if self._count_left is not None else []
        chain: list[QWidget] = [self.people, *boxes, *below, self.cancel, self.go]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _answered(self, row: int, box: ChoiceInput) -> None:
        key = box.value()
        self._choices.pop(row, None)
        if key is not None:
            self._choices[row] = key
        words = {None: self._why(row), NOBODY: _("不加入")}.get(key, _("选定了，一起加入"))
        self._say(row, words, "bad" if key is None else "muted" if key == NOBODY else "good")
        self._follow()

    def _why(self, row: int) -> str:
        """Why it has to be asked, in a few words; where a number is at fault, what is wrong with it."""
        one, match = self.left[row], self._matches[row]
        by_number = one.said.staff_number or one.said.id_number
        return one.why if by_number or not match.standing.asks else match.why

    def _say(self, row: int, words: str, tone: str) -> None:
        """Write what is known of a row; at the mouse where it is and all that is wrong with it."""
        one = self.left[row]
        self.asked.put(row, 2, words, tone)
        item = self.asked.item(row, 2)
        assert item is not None
        item.setToolTip(f"{one.where}\n{one.why}")

    def _unsettled(self) -> list[Nominee]:
        return [one for row, one in enumerate(self.left) if row not in self._choices]

    def _chosen(self) -> list[Nominee]:
        """Those ticked and those settled, in the order of the forms."""
        settled = [meaning(self.left[row], key) for row, key in self._choices.items() if key != NOBODY]
        return sorted([*self.people.ticked, *settled], key=lambda one: one.number)

    def _follow(self) -> None:
        """Say what comes of those chosen, and how many names are open."""
        chosen, left = self._chosen(), len(self._unsettled())
        self.go.setText(_("加入 {count} 人").format(count=len(chosen)) if chosen else _("加入名单"))
        self.go.setEnabled(bool(chosen))
        told = beyond(self._forms, chosen)
        self.beyond.setText("\n".join(told))
        self.beyond.setVisible(bool(told))
        if self._count_left is not None:
            self._count_left.setText(_("还有 {count} 人没有选定是谁").format(count=left) if left else _("都选定了"))
            set_role(self._count_left, "problem" if left else "muted")
            self._count_left.style().polish(self._count_left)
            for button in (self.copy, self.save):
                button.setEnabled(left > 0)

    def _copy(self) -> None:
        left = self._unsettled()
        QGuiApplication.clipboard().setText("\n".join(one.words for one in left))
        self._desk.notices.tell(_("已复制 {count} 个没有选定的名字。").format(count=len(left)))

    def _save(self) -> None:
        rows = [(one.said, one.reason, f"{one.where}：{one.why}") for one in self._unsettled()]
        names, event = self._names, self._event
        save_as(
            self._desk,
            self,
            _("另存没有选定的人"),
            _("{title}推荐表（没有认出的）").format(title=names.title_of(event)),
            lambda path, _progress: write_rows(path, names, event, rows),
            _("已存 {count} 人到“{path}”。"),
        )

    def answer(self) -> None:
        """Put those chosen on the list; what is refused is told here."""
        names, event, store, chosen = self._names, self._event, self._desk.store, self._chosen()
        if not chosen:
            self.wrong(_("没有勾选任何人；不需要加入请按“取消”。"))
            return
        carry_out(
            self._desk,
            _("正在加入"),
            lambda: nominate(store, names, event, chosen),
            self._added,
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _added(self, done: Nominating) -> None:
        """Leave, unless there are names that are open: they stay here."""
        self._done(done)
        left = self._unsettled()
        if not left:
            self.accept()
            return
        kept = {id(one) for one in left}
        self._matches = [match for one, match in zip(self.left, self._matches, strict=True) if id(one) in kept]
        self.left, self._choices = left, {}
        self.people.show_lines([])
        self._fit_people()
        self.problem.hide()
        self.cancel.setText(_("关闭"))
        self._ask()
        self._follow()


def _line(one: Nominee) -> str:
    return "　".join(filter(None, (one.words, one.reason, f"（{one.remark}）" if one.remark else "")))


def nominating_words(done: Nominating, *, masked: bool = False) -> str:
    """加入 8 人，候补 2 人，1 人已在名单里. Of a masked list it is not said who was on it."""
    if masked:
        count = done.listed + done.waiting + len(done.already)
        return _("推荐的 {count} 人都在名单上了，可按 Ctrl+Z 撤销。").format(count=count)
    words = [_("加入 {count} 人").format(count=done.listed)]
    words += [_("候补 {count} 人").format(count=done.waiting)] if done.waiting else []
    words += [_("{count} 人已在名单里").format(count=len(done.already))] if done.already else []
    return "，".join(words) + _("。可按 Ctrl+Z 撤销。")
