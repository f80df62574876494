"""Enrolling one person by search, and the ways to enrol many."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cadre_desktop.courses.actions import Enrolled, enrol
from cadre_desktop.courses.records import Course
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.choosing import on_staff
from cadre_desktop.people.records import Person


class EnrolBar(QWidget):
    """A search line that enrols whom one chooses; `many_wanted` asks for the page where many are chosen, with a text of
    names to be pasted, or None."""

    enrolled = Signal()
    many_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._course: Course | None = None
        self.picker = RecordInput(
            Person,
            desk.jobs,
            conditions=(on_staff(),),
            stays=False,
            hint=_("姓名 / 拼音 / 首字母 / 证件号末几位，选中即报名；可粘贴多个姓名"),
        )
        self.picker.setAccessibleName(_("报名"))
        self.picker.picked.connect(self._enrol_one)
        self.picker.pasted.connect(self.many_wanted.emit)
        self.by_names = self._action(_("粘贴名单…"), "paste", "Ctrl+Shift+V", "")
        self.by_names.setToolTip(_("粘贴微信、文件里的名单，逐个认人后报名"))
        self.by_filter = self._action(_("按条件报名…"), "filter", "Ctrl+Shift+A", None)
        self.by_filter.setToolTip(_("按法院、部门、职务、条线、员额、年龄、今年有没有参训选人"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.picker, 1)
        row.addWidget(ActionButton(self.by_names))
        row.addWidget(ActionButton(self.by_filter))

    def _action(self, words: str, icon_name: str, keys: str, text: str | None) -> QAction:
        action = QAction(icon(icon_name), words, self)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: self.many_wanted.emit(text))
        return action

    def show_course(self, course: Course | None) -> None:
        """Enrol into another course from now on."""
        self._course = course

    def _enrol_one(self, key: int) -> None:
        course = self._course
        if course is None:
            return
        store = self._desk.store
        carry_out(self._desk, _("正在保存"), lambda: enrol(store, course, [key]), partial(self._enrolled, key), self)
        self.picker.setFocus()

    def _enrolled(self, key: int, done: Enrolled) -> None:
        self._desk.notices.tell(_told(done, key))
        self.enrolled.emit()


def _told(done: Enrolled, key: int) -> str:
    name = Person.by_key(key).name
    return _("{name}已报名。").format(name=name) if done.new else _("{name}已经在名单里。").format(name=name)
