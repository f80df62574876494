"""Who may be promoted in rank or judge's grade on a day: reasons, quotas, the ballot's list, and posting the result."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.keyboard.reading_order import follow_layout
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.grid_table import GridTable
from cadre_desktop.kit.qt.look.action_button import ActionButton, dressed
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.page_tabs import SectionButtons
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.promotion.papers import quota_words, reason_words, verdict
from cadre_desktop.people.promotion.reading import Promotions, RankCandidate, promotions
from cadre_desktop.people.promotion.rules import JUDGE_GRADE, RANK, label_of
from cadre_desktop.people.promotion.term_settings import terms_set
from cadre_desktop.people.records import Court
from cadre_desktop.people.screens.line_table import LineColumn, LineModel
from cadre_desktop.people.screens.promotion.promotion_output import PromotionOutput

TABLES = ("person", "post_held", "annual_grade", "sanction", "establishment", "court", "department", "setting")
"""What the list depends on."""
_EVERY = 0
_ALL = "all"
_NAME_WIDTHS = (84, 150)
_COURT_WIDTH, _STATE_WIDTH, _DATE_WIDTH = 132, 116, 132


def _tone(one: RankCandidate) -> str:
    if one.eligible:
        return "good"
    return "bad" if one.route.obstacles and one.route.earliest else "muted"


def _month(day: date | None) -> str:
    return f"{day:%Y.%m}" if day else ""


_COLUMNS: tuple[LineColumn[RankCandidate], ...] = (
    LineColumn(N_("姓名"), 84, lambda one: one.name, bold=True),
    LineColumn(N_("单位"), 96, lambda one: one.court.short),
    LineColumn(N_("部门"), 128, lambda one: one.department),
    LineColumn(N_("现任"), 108, lambda one: label_of(one.route.came_from)),
    LineColumn(N_("任职年月"), 78, lambda one: _month(one.route.start)),
    LineColumn(N_("拟晋升"), 108, lambda one: label_of(one.route.to)),
    LineColumn(N_("最早年月"), 78, lambda one: _month(one.route.earliest)),
    LineColumn(N_("结论"), 78, verdict, _tone, reason_words, bold=True),
    LineColumn(N_("理由"), 320, reason_words, lambda one: "" if one.eligible else "muted"),
)


class PromotionPage(Workplace):
    """A line for each who has a way up; those selected go on the ballot's list, or are posted to the dossier.

    Read when it is first looked at, and anew when something that it depends on has changed.
    """

    read = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._read: Promotions | None = None
        self._stale = True
        self.what = SectionButtons((_("职级"), _("法官等级")))
        self.day = DateInput()
        self.court = ChoiceInput((), empty=False, nothing=None)
        self.state = ChoiceInput(((_ALL, _("全部")),), empty=False, nothing=None)
        self.model: LineModel[RankCandidate] = LineModel(_COLUMNS, self)
        self.table = GridTable(_("职级晋升"))
        self.words, self.quotas, self.detail = QLabel(), QLabel(), QLabel()
        sentence = _("在“任职任级经历”里登记职级、职务层次或法官等级和任职日期，在“年度考核结果”里登记等次。")
        self.empty = EmptyState("people", _("没有要列出的人"), sentence)
        self.output = PromotionOutput(desk, self)
        self.post = dressed(QPushButton(_("记入档案…")), "primary")
        self.settings_action = QAction(icon("settings"), _("设置…"), self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.day.set_value(self._desk.clock.today())
        own = own_court(self._desk.store)
        courts = [(int(each.id), each.short_name or each.name) for each in Court.select().order_by(Court.place)]
        self.court.set_choices([(_EVERY, _("全部法院")), *courts])
        self.court.set_value(int(own.id) if own else _EVERY)
        fields = (
            (self.day, _DATE_WIDTH, _("哪一天")),
            (self.court, _COURT_WIDTH, _("法院")),
            (self.state, _STATE_WIDTH, _("只看")),
        )
        for field, width, name in fields:
            field.setFixedWidth(width)
            field.setAccessibleName(name)
        self.post.setToolTip(_("把选中的人的晋升结果记入任职任级经历；一步，可按 Ctrl+Z 撤销"))
        self.settings_action.setToolTip(_("优秀缩短几个月、12 月任职是否计当年、法官等级的年限"))
        head = FoldingRow(spacing=8)
        for widget in (self.what, self.day, self.court, self.state):
            head.left.addWidget(widget)
        head.left.addStretch(1)
        head.right.addStretch(1)
        buttons = (self.output.export_button, self.output.print_button, self.post)
        for button in (ActionButton(self.settings_action), *buttons):
            head.right.addWidget(button)
        for words in (self.words, self.quotas, self.detail):
            set_role(words, "muted")
            words.setWordWrap(True)
        self.table.setModel(self.model)
        self.table.set_widths([column.width for column in _COLUMNS])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicatorClearable(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        set_role(self.empty, "card")
        self.stack = Stack()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 14)
        column.setSpacing(8)
        for part in (head, self.words, self.quotas):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self.detail)
        self.work_in(self.table)
        follow_layout(self)

    def _connect(self) -> None:
        self.what.chosen.connect(lambda _index: self.show_lines())
        self.day.changed.connect(self._asked_anew)
        self.day.editingFinished.connect(self._asked_anew)
        self.court.changed.connect(self._asked_anew)
        self.state.changed.connect(self.show_lines)
        self.post.clicked.connect(self.ask_posting)
        self.settings_action.triggered.connect(self._ask_settings)
        self.table.opened.connect(self._open_person)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._tell_current())
        self._desk.changes.happened.connect(self._changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _asked_anew(self) -> None:
        try:
            day = self.day.value()
        except Unclear:
            day = None
        mark_wrong(self.day, day is None)
        if day is not None:
            self._stale = True
            self.refresh()

    def refresh(self) -> None:
        """Read the list where it is not known yet, or has changed; only while somebody looks."""
        if not self.isVisible() or not self._stale:
            return
        self._stale = False
        store, day, court = self._desk.store, self.day.value(), self.court.value() or None
        today = self._desk.clock.today()
        self._desk.jobs.run(
            _("正在核对晋升年限"),
            lambda _progress: promotions(day or today, terms_set(store), today, court),
            self._show,
            keep_latest=f"promotion {id(self)}",
            owner=self,
        )

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, *TABLES):
            self._stale = True
            self.refresh()

    def _show(self, read: Promotions) -> None:
        self._read = read
        self.show_lines()
        self.read.emit()

    @property
    def _kind(self) -> str:
        return RANK if self.what.button(0).isChecked() else JUDGE_GRADE

    def show_lines(self) -> None:
        """Show the lines that meet the choices."""
        if self._read is None:
            return
        current, shown = self.current, self._read.of(self._kind)
        verdicts = dict.fromkeys(map(verdict, shown.people))
        self.state.offer([(_ALL, _("全部")), *((word, word) for word in verdicts)], _ALL)
        lines = [one for one in shown.people if self.state.value() in (_ALL, verdict(one))]
        self.model.put(lines)
        self.stack.setCurrentWidget(self.table if lines else self.empty)
        self.words.setText(self._summary(lines))
        self.quotas.setText("\n".join(quota_words(court) for court in shown.courts))
        self.quotas.setVisible(self._kind == RANK and len(shown.courts) == 1)
        self.table.setColumnWidth(0, self.table.wanted_width(0, *_NAME_WIDTHS))
        keys = [one.key for one in self.model.lines]
        if current is not None and current.key in keys:
            self.table.selectRow(keys.index(current.key))
        self._tell_current()
        self.output.follow(Promotions(shown.day, shown.courts, tuple(lines)), self.selected)

    @staticmethod
    def _summary(lines: Sequence[RankCandidate]) -> str:
        counts = dict.fromkeys((_("符合"), _("未满年限"), _("不能晋升"), _("待核")), 0)
        for one in lines:
            counts[verdict(one)] += 1
        parts = [_("{count} 人").format(count=len(lines))]
        parts += [_("{word} {count} 人").format(word=word, count=count) for word, count in counts.items() if count]
        return _("，").join(parts) + _("。")

    @property
    def current(self) -> RankCandidate | None:
        """The person whose line the cursor is in."""
        row = self.table.currentIndex().row()
        return self.model.lines[row] if 0 <= row < len(self.model.lines) else None

    def selected(self) -> list[RankCandidate]:
        """Those whose lines are selected."""
        return [self.model.lines[row] for row in sorted({index.row() for index in self.table.selectedIndexes()})]

    def _tell_current(self) -> None:
        one = self.current
        if one is None:
            self.detail.setText(_("双击一行打开人员；选中一行看全部理由。年限满了只是条件，晋升由院党组决定。"))
        else:
            self.detail.setText(_("{name}：{reason}。").format(name=one.name, reason=reason_words(one)))

    def _open_person(self, index: QModelIndex) -> None:
        one = self.model.lines[index.row()]
        self._desk.open_rows(PERSON.key, Listing(PERSON, (Condition("t.id = ?", (one.key,), one.name),)))

    def ask_posting(self) -> None:
        """Ask from which day and by which document those selected have their new ranks."""
        from cadre_desktop.people.screens.promotion.posting_dialog import PostingDialog

        people = self.selected()
        if not people or self._read is None:
            self._desk.notices.tell(_("请先选中要晋升的人。"))
            return
        PostingDialog(self._desk, people, self._read.day, self).open()

    def _ask_settings(self) -> None:
        from cadre_desktop.people.screens.promotion.terms_dialog import TermsDialog

        TermsDialog(self._desk, self).open()
