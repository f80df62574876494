"""困难帮扶办理: every case with its next step. Names and causes are masked until a reason was written down."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.display import MASK, fixed_text
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.number_fields import CountInput
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.keyboard.reading_order import follow_layout
from cadre_desktop.kit.qt.look.action_button import MenuButton, dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.hardship import papers, steps
from cadre_desktop.welfare.hardship.board import CaseLine, cases_of
from cadre_desktop.welfare.hardship.rules import CaseState, HardshipCause, MeasureKind
from cadre_desktop.welfare.screens.common.asking import AskingDialog
from cadre_desktop.welfare.screens.common.keyed import keyed
from cadre_desktop.welfare.screens.common.reveal_button import RevealButton
from cadre_desktop.welfare.screens.common.table_or_hint import TableOrHint
from cadre_desktop.welfare.screens.common.text_table import TextCell, TextModel, TextTable

_WHAT = N_("困难帮扶名册")
_TABLES = frozenset({"hardship_case", "hardship_measure", "hardship_helper", "person", "calendar_day"})
_WIDTHS = (90, 110, 110, 96, 100, 260, 130, 150)
_FEN = 100


class CasesPage(QWidget):
    """What is done is done to the row with the cursor; papers with names ask for a reason first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk, self._papers = desk, Papers(desk, self)
        self._year: int | None = None
        self.lines: list[CaseLine] = []
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        set_role(self.counts, "muted")
        self.reveal = RevealButton(desk, _(_WHAT))
        self.model = TextModel(left=(1, 2, 5, 7), parent=self)
        self.table = TextTable(_("困难帮扶办理"), self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 14)
        column.setSpacing(8)
        self.bar = row_in(column)
        self.bar.setSpacing(8)
        self.bar.addWidget(self.counts, 1)
        self.bar.addWidget(self.reveal)
        self._first = QAction(_("新增申请…"), self)
        self._first.triggered.connect(lambda _on=False: self.apply())
        self.room = TableOrHint(self.table, "welfare", self._first)
        self._build()
        column.addWidget(self.room, 1)
        self.reveal.revealed.connect(lambda _shown: self._show())
        desk.changes.happened.connect(self._changed)

    def _build(self) -> None:
        self._menu(
            "print",
            _("打印"),
            "Alt+P",
            (_("公示…"), self.print_notice),
            (_("帮扶档案"), self.print_sheet),
            (_("两节帮扶名单…"), self.print_list),
            (_("两节帮扶名单 Excel…"), self.export_list),
        )
        self._menu("", _("帮扶"), "", (_("登记帮扶…"), self.help), (_("结对帮扶…"), self.pair))
        self._menu(
            "edit",
            _("办理"),
            "",
            (_("开始公示…"), self.post),
            (_("认定在册…"), self.accept),
            (_("未通过…"), self.refuse),
            (_("脱困…"), self.end),
            (_("公示天数…"), self.ask_notice_days),
        )
        button = dressed(QPushButton(_("新增申请…")), "primary")
        button.clicked.connect(lambda _checked=False: self.apply())
        keyed(self, button, "Ctrl+N")
        self.bar.addWidget(button)
        follow_layout(self)

    def _menu(self, icon_name: str, words: str, keys: str, *entries: tuple[str, Callable[[], object]]) -> None:
        menu = QMenu(self)
        for title, run in entries:
            menu.addAction(title).triggered.connect(lambda _checked=False, run=run: run())
        self.bar.addWidget(MenuButton(icon_name, words, menu, self, keys))

    def show_year(self, year: int | None) -> None:
        """Look at the cases of another year."""
        self._year = year
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _changed(self, tables: frozenset[str]) -> None:
        if self.isVisible() and not tables.isdisjoint(_TABLES):
            self.refresh()

    def refresh(self) -> None:
        """Read everything anew."""
        year = self._year
        self._desk.jobs.run(
            _("正在读取"),
            lambda _progress: cases_of(year),
            self._take,
            keep_latest=f"cases {id(self)}",
            owner=self,
        )

    def _take(self, lines: list[CaseLine]) -> None:
        self.lines = lines
        self._show()

    def _show(self) -> None:
        titles = (
            *(_("姓名"), _("法院"), _("申请日期"), _("状态"), _("原因"), _("公示")),
            *(_("帮扶金额（元）"), _("帮扶人")),
        )
        self.model.put(titles, [line.key for line in self.lines], [self._cells(line) for line in self.lines])
        self.table.set_widths(_WIDTHS, stretched=5)
        if self.lines and not self.table.currentIndex().isValid():
            self.table.go_to(0, 0)
        held = sum(line.state is CaseState.ACCEPTED for line in self.lines)
        waiting = sum(line.waits(self._desk.clock.today()) for line in self.lines)
        words = _("{all} 件，在册 {held} 件，公示期满待认定 {waiting} 件")
        self.counts.setText(words.format(all=len(self.lines), held=held, waiting=waiting) if self.lines else "")
        sentence = _("登记申请后公示，期满再认定在册；只记原因类别、措施和金额，不写病情。")
        self.room.follow(len(self.lines), _("还没有困难帮扶申请"), sentence)

    def _cells(self, line: CaseLine) -> list[TextCell]:
        shown = self.reveal.shown
        term = ""
        if line.term is not None:
            term = _("至 {last}").format(last=line.term.last.isoformat())
            term += f"（{line.term.remark}）" if line.term.remark else ""
        waits = line.waits(self._desk.clock.today())
        money = fixed_text(line.given, 2, grouped=True) if line.times else ""
        return [
            TextCell(line.name if shown else MASK),
            TextCell(line.court),
            TextCell(line.applied.isoformat()),
            TextCell(_(line.state.label), line.state.tone),
            TextCell(_(line.cause.label) if shown else MASK),
            TextCell(term, "bad" if waits else "", _("公示已满，请作出认定") if waits else ""),
            TextCell(money),
            TextCell("、".join(line.helpers) if shown else MASK if line.helpers else ""),
        ]

    def _one(self) -> int | None:
        keys = self.table.selected_keys
        if not keys:
            self._desk.notices.warn(_("请先选中一件申请。"))
        return keys[0] if keys else None

    def _day(self) -> DateInput:
        day = DateInput()
        day.set_value(self._desk.clock.today())
        return day

    def _ask(self, title: str, fields: Any, write: Callable[..., Any], needed: Any, above: str = "") -> None:
        told = _("已登记，可按 Ctrl+Z 撤销。")
        AskingDialog(self._desk, title, _("登记"), fields, write, self, needed=needed, above=above, told=told).open()

    def apply(self) -> None:
        """Ask for a new application, once names may be seen: a refusal lets one see who has applied."""
        self.reveal.ask(self._apply)

    def _apply(self) -> None:
        store = self._desk.store
        fields = (
            ("person", _("姓名"), RecordInput(Person, self._desk.jobs)),
            ("applied", _("申请日期"), self._day()),
            ("cause", _("主要致困原因"), ChoiceInput(HardshipCause.table(), empty=True)),
            ("household", _("家庭人口"), CountInput()),
            ("income", _("家庭月人均收入（元）"), CountInput()),
        )

        def write(said: dict[str, Any]) -> object:
            income = said.pop("income")
            money = income * _FEN if income is not None else None
            return steps.apply(store, {**said, "monthly_income": money})

        above = _("只写原因类别；不写病情，不收诊断材料。")
        self._ask(_("困难帮扶申请"), fields, write, ("person", "applied", "cause"), above)

    def post(self) -> None:
        """Ask from when the notice hangs."""
        key, store = self._one(), self._desk.store
        if key is not None:
            days = CountInput()
            days.set_value(steps.notice_days(store))
            fields = (("day", _("公示开始"), self._day()), ("notice_days", _("公示工作日"), days))
            above = _("从公示次日起算工作日，期满次日起才能认定。")
            self._ask(
                _("开始公示"),
                fields,
                lambda said: steps.post_notice(store, key, said["day"], said["notice_days"]),
                ("day", "notice_days"),
                above,
            )

    def ask_notice_days(self) -> None:
        """Ask how long notices hang in this court."""
        store, days = self._desk.store, CountInput()
        days.set_value(steps.notice_days(store))
        AskingDialog(
            self._desk,
            _("公示天数"),
            _("保存"),
            (("notice_days", _("公示工作日"), days),),
            lambda said: steps.set_notice_days(store, said["notice_days"]),
            self,
            needed=("notice_days",),
            above=_("以后开始的公示都按这个天数，已经开始的不变。"),
            told=_("公示天数已保存，可按 Ctrl+Z 撤销。"),
        ).open()

    def accept(self) -> None:
        """Ask when the case was decided."""
        key, store = self._one(), self._desk.store
        if key is not None:
            fields = (("day", _("认定日期"), self._day()), ("approver", _("审批人"), TextInput()))
            self._ask(
                _("认定在册"), fields, lambda said: steps.accept(store, key, said["day"], said["approver"]), ("day",)
            )

    def refuse(self) -> None:
        """Ask why an application is not granted."""
        self._close(_("未通过"), steps.refuse)

    def end(self) -> None:
        """Ask since when somebody is out of hardship."""
        self._close(_("脱困"), steps.end)

    def _close(self, title: str, act: Callable[..., None]) -> None:
        key, store = self._one(), self._desk.store
        if key is not None:
            fields = (("day", _("日期"), self._day()), ("reason", _("说明"), TextInput()))
            self._ask(title, fields, lambda said: act(store, key, said["day"], said["reason"]), ("day",))

    def help(self) -> None:
        """Ask for a measure."""
        key, store = self._one(), self._desk.store
        if key is not None:
            fields = (
                ("day", _("日期"), self._day()),
                ("measure", _("措施"), ChoiceInput(MeasureKind.table(), empty=False)),
                ("amount", _("金额（元）"), CountInput()),
                ("contents", _("内容"), TextInput()),
                ("voucher", _("凭证号"), TextInput()),
                ("approver", _("审批人"), TextInput()),
            )

            def write(said: dict[str, Any]) -> object:
                yuan = said["amount"]
                return steps.help_with(store, key, {**said, "amount": yuan * _FEN if yuan is not None else None})

            self._ask(_("登记帮扶"), fields, write, ("day", "measure"))

    def pair(self) -> None:
        """Ask who helps, once it may be seen who helps already."""
        key = self._one()
        if key is not None:
            self.reveal.ask(lambda: self._pair(key))

    def _pair(self, key: int) -> None:
        store = self._desk.store
        fields = (
            ("helper", _("帮扶人"), RecordInput(Person, self._desk.jobs)),
            ("day", _("开始日期"), self._day()),
        )
        self._ask(
            _("结对帮扶"),
            fields,
            lambda said: steps.pair_with(store, key, said["helper"], said["day"]),
            ("helper", "day"),
        )

    def after_reason(self, then: Callable[[], None]) -> None:
        """Go on once it is written down why names are shown; at once where they are shown already."""
        self.reveal.allow(then)

    @property
    def _organisation(self) -> str:
        court = own_court(self._desk.store)
        return court.name if court is not None else ""

    def print_notice(self) -> None:
        """The public notice of the cases selected."""
        keys, organisation = self.table.selected_keys, self._organisation
        contact = self._desk.notices.ask_text(_("预览"), _("受理单位和电话"))
        if contact is not None:
            self.after_reason(
                lambda: self._papers.show(
                    _("困难帮扶公示"), lambda path: papers.print_public_notice(path, keys, organisation, contact)
                )
            )

    def print_sheet(self) -> None:
        """The sheet of the case with the cursor."""
        key, organisation = self._one(), self._organisation
        if key is not None:
            self.after_reason(
                lambda: self._papers.show(
                    _("困难帮扶档案"), lambda path: papers.print_case_sheet(path, key, organisation)
                )
            )

    def _coming(self) -> tuple[date, int]:
        """The day on which the list is made, and the year whose 元旦 and 春节 come next."""
        today = self._desk.clock.today()
        return today, today.year + (1 if today.month > 2 else 0)

    def print_list(self) -> None:
        """The yearly list, to be signed."""
        (today, year), organisation = self._coming(), self._organisation

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return papers.print_yearly_list(path, today, year, None, organisation, setup)

        self.after_reason(lambda: self._papers.lay_out(papers.list_title(year), "hardship list", write))

    def export_list(self) -> None:
        """The same as a workbook."""
        self.after_reason(self._export)

    def _export(self) -> None:

        today, year = self._coming()
        patterns = ((_("Excel 工作簿"), "*.xlsx"),)
        path = self._desk.notices.choose_save(_("导出名单"), _("两节帮扶名单.xlsx"), patterns)
        if path is not None:
            carry_out(
                self._desk,
                _("正在导出"),
                lambda: papers.write_yearly_list(path, today, year, None),
                lambda _count: self._desk.notices.tell(_("已写出 {file}").format(file=path.name)),
                self,
            )
