"""What a course is in the way of: people in two courses at once, lecturers and rooms taken twice, too few places."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.timetable.course_times import in_two_courses, in_two_words
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.labels import ElidedLabel
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.sizing import resize_within_screen
from cadre_desktop.people.name_list.actions import room_of
from cadre_desktop.people.name_list.bookings import clashes_of, sessions_outside
from cadre_desktop.people.name_list.fewer_places import too_many


class ClashLine(QWidget):
    """A line that is there only while something clashes; its button lists everything."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._course = 0
        self.sentences: list[str] = []
        self.words = ElidedLabel()
        set_role(self.words, "warning")
        self.show_all = dressed(QPushButton(_("逐条查看…")), "quiet")
        self.show_all.setToolTip(_("列出与这个班次冲突的人员、授课人和地点，以及超出名额的人"))
        self.show_all.clicked.connect(self._show_all)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.show_all)
        self.hide()

    def show_course(self, course: Course) -> None:
        """Look what clashes with a course now."""
        if course.id != self._course:
            self._course = course.id
            self._put("", [])
        self._desk.jobs.run(
            _("正在核对时间"),
            lambda _progress: _found(course),
            lambda found: self._put(*found),
            keep_latest=f"clashes {id(self)}",
            owner=self,
        )

    def _put(self, words: str, sentences: list[str]) -> None:
        self.sentences = sentences
        self.words.set_text(words)
        self.setVisible(bool(sentences))

    def _show_all(self) -> None:
        ClashDialog(self.sentences, self).exec()


def _found(course: Course) -> tuple[str, list[str]]:
    """A sentence for the line, and everything."""
    people, clashes = in_two_courses(course), clashes_of(ENROLMENTS, course)
    outside, full = sessions_outside(ENROLMENTS, course), too_many(ENROLMENTS, course)
    words = [_("超出名额 {count} 人").format(count=room_of(ENROLMENTS, course).over)] if full else []
    words += [_("{count} 次课不在班次的日期内").format(count=len(outside))] if outside else []
    words += [in_two_words(people)] if people else []
    words += [_("授课人、地点有 {count} 处时间重叠").format(count=len(clashes))] if clashes else []
    told = [full] if full else []
    told += [_("不在班次的日期内：{session}").format(session=session) for session in outside]
    return "；".join(words), [*told, *(each.words for each in people), *(clash.words for clash in clashes)]


class ClashDialog(QDialog):
    """Everything that clashes, a line each."""

    def __init__(self, sentences: list[str], parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(_("要核对的"))
        self.setMinimumSize(420, 240)
        resize_within_screen(self, 680, 420)
        self.list = QListWidget()
        self.list.setAccessibleName(self.windowTitle())
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems(sentences)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.list, 1)
        foot = row_in(column)
        foot.addStretch()
        self.close_button = QPushButton(_("关闭"))
        self.close_button.clicked.connect(self.accept)
        foot.addWidget(self.close_button)
