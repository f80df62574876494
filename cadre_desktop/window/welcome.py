"""The first page: which court this is, who is acting, or the demonstration court."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import pressed_by_enter
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon, pixmap
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.jobs import JobReport
from cadre_desktop.people.rules import courts_of_baotou

_COURT = "法院"  # not shown
"""How the name of every court ends. A name typed on behind one chosen by an arrow key would name file and papers."""


class Welcome(QWidget):
    """Shown while no file is open. `problem` is shown under the field that has to be put right."""

    created = Signal(str, str)
    """Court and actor: make a new file."""
    opened = Signal(object)
    """A recent file (Path), or None to choose one."""
    demo_wanted = Signal()

    def __init__(self, actor: str, recent: list[Path]):
        super().__init__()
        self.setObjectName("welcome")
        self.court = QComboBox(editable=True)
        self.court.addItems([court.name for court in courts_of_baotou()])
        self.court.setCurrentIndex(-1)
        line = self.court.lineEdit()
        if line is not None:
            line.setPlaceholderText(_("选择或输入法院全称"))
            # What is typed after the arrow keys takes the place of the court that they have chosen.
            self.court.activated.connect(lambda _index: line.selectAll())
        self.actor = QLineEdit(actor, placeholderText=_("您的姓名，记在每一步操作旁"))
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.progress = QProgressBar(textVisible=False)
        self.progress.hide()
        self.card = self._card(recent)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(self.card, alignment=Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        self.actor.returnPressed.connect(self._create)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if not pressed_by_enter(self.window(), event):
            super().keyPressEvent(event)

    def _card(self, recent: list[Path]) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(560)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(40, 32, 40, 32)
        layout.setSpacing(12)
        self._head(row_in(layout))
        layout.addSpacing(8)
        fields = QGridLayout()
        layout.addLayout(fields)
        self._fill(fields)
        layout.addWidget(self.problem)
        layout.addWidget(self.progress)
        layout.addSpacing(4)
        self._buttons(row_in(layout))
        if recent:
            layout.addSpacing(10)
            layout.addWidget(_muted(_("最近打开的文件")))
            for path in recent[:4]:
                layout.addWidget(self._recent_button(path))
        return card

    def _head(self, head: QHBoxLayout) -> None:
        picture = QLabel()
        picture.setPixmap(pixmap("court", 40, "primary", self.devicePixelRatioF()))
        head.addWidget(picture)
        words = QVBoxLayout()
        words.setSpacing(2)
        title = QLabel(_("欢迎使用法院干警管理"))
        title.setProperty("role", "title")
        head.addSpacing(12)
        head.addLayout(words, 1)
        words.addWidget(title)
        words.addWidget(_muted(_("培训、竞赛、人才库与暖警活动，数据只存在本机。")))

    def _fill(self, grid: QGridLayout) -> None:
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for row, (text, field) in enumerate(((_("法院"), self.court), (_("姓名"), self.actor))):
            label = QLabel(text)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)

    def _buttons(self, row: QHBoxLayout) -> None:
        demo = QPushButton(icon("overview"), _("看看演示法院"))
        demo.clicked.connect(self.demo_wanted)
        other = QPushButton(icon("open-file"), _("打开已有文件…"))
        other.clicked.connect(lambda: self.opened.emit(None))
        start = QPushButton(_("开始使用"))
        start.setProperty("kind", "primary")
        start.setDefault(True)
        start.clicked.connect(self._create)
        for button in (demo, other):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(start)

    def _recent_button(self, path: Path) -> QPushButton:
        button = QPushButton(icon("history"), f"{path.stem}　{path.parent}")
        button.setProperty("kind", "quiet")
        button.setToolTip(str(path))
        button.clicked.connect(lambda: self.opened.emit(path))
        return button

    def _create(self) -> None:
        court, actor = self.court.currentText().strip(), self.actor.text().strip()
        if not court:
            self.say(_("请选择或输入您所在的法院。"))
            self.court.setFocus()
        elif not court.endswith(_COURT):
            self.say(_("“{court}”不像法院全称，请写成“包头市青山区人民法院”这样。").format(court=court))
            self.court.setFocus()
        elif not actor:
            self.say(_("请填写您的姓名，它会记在每一步操作旁，可在设置中更改。"))
            self.actor.setFocus()
        else:
            self.created.emit(court, actor)

    def say(self, problem: str) -> None:
        """Show what has to be put right."""
        set_role(self.problem, "problem")
        self.problem.setText(problem)
        self.problem.show()

    def wait(self, words: str) -> None:
        """Say what is being prepared; meanwhile nothing can be chosen."""
        set_role(self.problem, "muted")
        self.problem.style().unpolish(self.problem)
        self.problem.style().polish(self.problem)
        self.problem.setText(words)
        self.problem.show()
        self.progress.setRange(0, 0)
        self.progress.show()
        buttons: Iterable[QPushButton] = self.card.findChildren(QPushButton)
        for widget in buttons:
            widget.setEnabled(False)

    def show_report(self, report: JobReport) -> None:
        """How far the preparing is."""
        self.progress.setRange(0, report.total)
        self.progress.setValue(report.done)


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    return label
