"""The page on which many people are chosen for something: for a pool, for an event's list, for a track."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.people.screens.chooser import PeopleChooser

_NAMED = 8
"""So many names are spelled out in a question."""


class ChoosingPage(QWidget):
    """A heading with the way back, a note beside it, the chooser, and beneath those chosen what `asked` asks, if
    anything, and the button that carries it out (also Ctrl+Enter). `left` says that the page is done with; `name` is
    the key of its settings.

    A slice's page follows the choice in `follow` and acts in `carry_out`.
    """

    left = Signal()

    def __init__(
        self, desk: Desk, name: str, title: str, hint: str, asked: QWidget | None, parent: QWidget | None = None
    ):
        super().__init__(parent)
        self._desk = desk
        self.title, self.note = QLabel(title), QLabel()
        set_role(self.title, "title")
        set_role(self.note, "muted")
        self.confirm = dressed(QPushButton(), "primary")
        self.confirm.setToolTip(_("{what}（Ctrl+回车）").format(what=hint))
        self.chooser = PeopleChooser(desk, name, self._below(asked))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        self._head(row_in(column))
        column.addWidget(self.chooser, 1)
        self.chooser.changed.connect(self.follow)
        self.chooser.given_up.connect(self._give_up)
        self.confirm.clicked.connect(self._confirm)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._confirm)

    def _head(self, head: QHBoxLayout) -> None:
        back = QToolButton()
        back.setIcon(icon("chevron-left"))
        back.setToolTip(_("返回（Esc）"))
        back.setAccessibleName(_("返回"))
        back.clicked.connect(self._give_up)
        head.setSpacing(10)
        head.addWidget(back)
        head.addWidget(self.title)
        head.addWidget(self.note, 1)

    def _below(self, asked: QWidget | None) -> QWidget:
        if asked is None:
            return self.confirm
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(asked)
        column.addWidget(self.confirm)
        return holder

    def _give_up(self) -> None:
        """Whom one has chosen is not lost by a mistaken Esc."""
        count = len(self.chooser.chosen)
        question = _("已选的 {count} 人还没有加入，离开后要重新选。确定离开吗？")
        if not count or self._desk.notices.ask(question.format(count=count), _("离开"), _("继续选人")):
            self.left.emit()

    def _confirm(self) -> None:
        """Names of which it is open whom they mean are not left behind in silence."""
        left = self.chooser.open_names
        question = _("还有 {count} 个名字没有选定是谁：{names}。它们留在这一页，先处理右边选好的人吗？")
        names = "、".join(left[:_NAMED]) + (_(" 等") if len(left) > _NAMED else "")
        if not left or self._desk.notices.ask(
            question.format(count=len(left), names=names), _("先处理选好的"), _("返回选定")
        ):
            self.carry_out()

    def finish(self, told: str = "") -> None:
        """It was carried out, which `told` says: leave, unless there are names of which it is open whom they mean.
        These stay in view."""
        left = self.chooser.keep_open()
        text = _("还有 {count} 个名字没有选定是谁，都留在这里：可以改写、选定，也可以复制下来以后再办。")
        words = told + (text.format(count=left) if left else "")
        if words:
            self._desk.notices.tell(words)
        if not left:
            self.left.emit()

    def follow(self) -> None:
        """Other people are chosen."""
        raise NotImplementedError

    def carry_out(self) -> None:
        """Do it with those chosen."""
        raise NotImplementedError
