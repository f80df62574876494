"""The question before printing: on which printer, how often, which pages, and how.

Jobs ask for the printers when the dialog opens and as long as it is open, so the window goes on when a print server
hangs, and a sentence says so. A PDF file is always offered instead of paper.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.kit.jobs import Jobs
from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.number_fields import CountInput
from cadre_desktop.kit.qt.keyboard.reading_order import follow_layout
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import repolish, set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.pages.page_choice import PageChoice
from cadre_desktop.kit.qt.pages.print_options import BETWEEN, GAP, PrinterOptions, grid_in, titled
from cadre_desktop.kit.qt.pages.printer_words import (
    TO_FILE,
    called,
    last_of,
    none_chosen,
    none_there,
    offered_first,
    silence_of,
    standing_of,
)
from cadre_desktop.kit.qt.pages.printing import PrintOrder, Question, Remembered, Source
from cadre_desktop.kit.qt.talk.content_area import ContentArea, ContentDialog
from cadre_desktop.kit.spool.offers import Offers
from cadre_desktop.kit.spool.printers import Printer, Printers
from cadre_desktop.kit.spool.queue import NotPrinted

_COLLATE, _REVERSE = "collate", "reverse"
"""Remembered beside a printer's own options."""
_YES, _NO = "yes", "no"
_HEARD_EVERY_MS = 1500
_MOST_COPIES = 999
_WIDTH, _SIDE, _EDGE = 640, 20, 12


class PrintDialog(ContentDialog):
    """Asks the `question`; `ordered` carries the PrintOrder once the dialog has closed with one."""

    ordered = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        question: Question,
        source: Source,
        jobs: Jobs,
        notices: Notices,
        remembered: Remembered,
    ):
        super().__init__(parent)
        self.setWindowTitle(_("打印 {title}").format(title=question.title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._question, self._source, self._jobs, self._notices = question, source, jobs, notices
        self._remembered = remembered
        self._printers: Printers | None = None
        self._silence = ""
        self._offers: Offers | None = None
        self._offered_by = ""
        self._complaint: Callable[[], str] = str
        self._make_fields()
        self._lay_out()
        self._timer = QTimer(self, singleShot=True, interval=_HEARD_EVERY_MS)
        self._timer.timeout.connect(self._find)
        self.printer.changed.connect(self._choose)
        self.copies.changed.connect(self._forgive)
        self.options.laid_out.connect(self._follow)
        self._list(())

    def _make_fields(self) -> None:
        self.printer = ChoiceInput([], empty=False, nothing=None)
        self.printer.setPlaceholderText(_("请选打印机"))
        self.standing = QLabel()
        self.standing.setWordWrap(True)
        set_role(self.standing, "muted")
        self.copies = CountInput(_("份"))
        self.copies.set_value(1)
        self.copies.setFixedWidth(110)
        self.collate = QCheckBox(_("逐份打印(&O)"))
        self.collate.setAccessibleName(_("逐份打印"))
        self.collate.setChecked(True)
        self.reverse = QCheckBox(_("从最后一页印起(&R)"))
        self.reverse.setAccessibleName(_("从最后一页印起"))
        self.pages = PageChoice(len(self._question.sizes), self._question.current)
        self.options = PrinterOptions(self._question.sizes)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        set_role(self.problem, "problem")
        self.problem.setContentsMargins(_SIDE, 0, _SIDE, GAP)
        self.problem.hide()

    def _lay_out(self) -> None:
        head = QWidget()
        grid = grid_in(head)
        grid.addWidget(titled(_("打印机(&P)"), self.printer), 0, 0)
        grid.addWidget(self.printer, 0, 1)
        grid.addWidget(self.standing, 1, 1)
        grid.addWidget(titled(_("份数(&C)"), self.copies), 2, 0)
        grid.addWidget(self._how_often(), 2, 1)
        pages = QLabel(_("页码"))
        grid.addWidget(pages, 3, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.pages, 3, 1)
        pages.setMinimumHeight(self.pages.typed.sizeHint().height())
        grid.setColumnStretch(3, 0)
        content = QVBoxLayout()
        content.setContentsMargins(_SIDE, _EDGE, _SIDE, BETWEEN)
        content.setSpacing(BETWEEN)
        content.addWidget(head)
        content.addWidget(self.options)
        content.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, _EDGE)
        column.setSpacing(0)
        column.addWidget(ContentArea(content, _WIDTH))
        column.addWidget(self.problem)
        self._buttons(row_in(column))

    def _how_often(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for widget in (self.copies, self.collate, self.reverse):
            row.addWidget(widget)
        row.addStretch()
        return holder

    def _buttons(self, row: QHBoxLayout) -> None:
        """Enter prints, except on a button, which it presses as everywhere."""
        self.go = dressed(QPushButton(_("打印")), "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.answer)
        self.cancel = QPushButton(_("取消"))
        self.cancel.clicked.connect(self.reject)
        row.setContentsMargins(_SIDE, 0, _SIDE, 0)
        row.setSpacing(GAP)
        if self._source.ask is not None:
            self.system = dressed(QPushButton(_("系统的打印对话框…")), "quiet")
            self.system.clicked.connect(self._ask_system)
            row.addWidget(self.system)
        row.addStretch()
        row.addWidget(self.cancel)
        row.addWidget(self.go)

    def _follow(self) -> None:
        follow_layout(self)
        if self.isVisible():
            self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._printers is None and not self._silence:
            self._find()

    def done(self, result: int) -> None:
        """Close; nothing is asked of the print server any more."""
        self._timer.stop()
        super().done(result)

    def _find(self) -> None:
        self._run(self._source.find, self._found)

    def _run(self, work: Callable[[], object], done: Callable[..., None], key: str = "") -> None:
        """Ask for something away from the window; silence is said, and asked again."""
        self._jobs.run(
            _("正在查找打印机"),
            lambda _progress: work(),
            done,
            self._failed,
            keep_latest=f"printer {key or 'list'} {id(self)}",
            owner=self,
        )

    def _found(self, printers: Printers) -> None:
        first = self._printers is None
        self._silence = ""
        self._printers = printers
        self._list(printers.known)
        if first and self.printer.value() is None:
            self.printer.set_value(offered_first(printers, last_of(self._remembered)))
        self._choose(again=False)
        self._timer.start()

    def _list(self, known: Sequence[Printer]) -> None:
        """Offer these printers, and a file; what is chosen stays, if it is there."""
        pairs = [(printer.name, called(printer)) for printer in known]
        if self.printer.value() not in (TO_FILE, *dict(pairs)):
            self.printer.set_value(None)
        self.printer.set_choices([*pairs, (TO_FILE, _("另存为 PDF 文件"))])
        self._say_standing()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, NotPrinted):
            raise error
        self._silence = silence_of(error)
        if self._offers is None:
            self._offered_by = ""  # to be asked once more
        if self._printers is None and self.printer.value() is None:
            self.printer.set_value(TO_FILE)
            self._choose(again=False)
        self._say_standing()
        self._timer.start()

    @property
    def _to_file(self) -> bool:
        return bool(self.printer.value() == TO_FILE)

    def _choose(self, again: bool = True) -> None:
        """Follow another printer that is chosen; `again`: by hand."""
        name = self.printer.value()
        self.options.setVisible(name != TO_FILE)
        for widget in (self.copies, self.collate):
            widget.setEnabled(name != TO_FILE)
        self.go.setText(_("另存为…") if name == TO_FILE else _("打印"))
        if again:
            self._complain(str)
        if name in (None, TO_FILE):
            self._offers, self._offered_by = None, ""
            self.options.setEnabled(False)
        elif name != self._offered_by:
            self._offers, self._offered_by = None, name
            self.options.setEnabled(False)
            self._run(partial(self._source.offers, name), partial(self._take, name), "offers")
        self._say_standing()
        self._follow()

    def _take(self, name: str, offers: Offers) -> None:
        """Show what the chosen printer offers."""
        if name != self.printer.value():
            return
        self._offers = offers
        wanted = {**offers.own, **self._remembered.choices(name)}
        self.options.show_offers(offers, wanted)
        self.options.setEnabled(True)
        self.collate.setChecked(wanted.get(_COLLATE) != _NO)
        self.reverse.setChecked(wanted.get(_REVERSE) == _YES)
        self._say_standing()
        self._follow()

    def _say_standing(self) -> None:
        """Say below the printer in which state it is, or why there is none."""
        text, grave = self._standing()
        self.standing.setText(text)
        self.printer.setAccessibleDescription(text)
        role = "problem" if grave else "muted"
        if self.standing.property("role") != role:
            set_role(self.standing, role)
            repolish(self.standing)
        self._forgive()

    def _standing(self) -> tuple[str, bool]:
        """What is said of the printer, and whether something is to be done about it."""
        name, printers = self.printer.value(), self._printers
        if self._silence and (name != TO_FILE or printers is None):
            return self._silence, True
        if printers is None:
            return _("正在查找打印机…"), False
        if not printers.known:
            return none_there(), True
        if name is None:
            return none_chosen(printers, self._offered_by or last_of(self._remembered)), True
        if name == TO_FILE:
            return _("把所选的页存成 PDF 文件，不印在纸上。"), False
        printer = printers.named(name)
        if printer is None or (self._offers is None and not printer.ready.matter):
            return _("正在查看这台打印机…"), False
        return standing_of(printer.ready), bool(printer.ready.matter)

    def _complain(self, complaint: Callable[[], str]) -> None:
        """Say what keeps this from being printed as long as it does; an empty sentence where nothing does."""
        self._complaint = complaint
        self._forgive()

    def _forgive(self) -> None:
        """Take back or renew what was said once something has changed."""
        sentence = self._complaint()
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def answer(self) -> None:
        """Close with what is wanted, or say what is wrong with it."""
        self._complain(str)
        numbers = self.pages.taken()
        if numbers is None:
            return
        if self.reverse.isChecked():
            numbers.reverse()
        order = self._file_order(numbers) if self._to_file else self._paper_order(numbers)
        if order is not None:
            self._close_with(order)

    def _file_order(self, numbers: list[int]) -> PrintOrder | None:
        goal = self._notices.choose_save(_("另存为 PDF"), f"{self._question.title}.pdf", [("PDF", "*.pdf")])
        return PrintOrder(numbers, file=str(goal)) if goal is not None else None

    def _paper_order(self, numbers: list[int]) -> PrintOrder | None:
        for field, complaint in ((self.copies, self._wrong_copies), (self.printer, self._why_not_yet)):
            if complaint():
                self._complain(complaint)
                field.setFocus()
                return None
        name = str(self.printer.value())
        own = {_COLLATE: _YES if self.collate.isChecked() else _NO, _REVERSE: _YES if self.reverse.isChecked() else _NO}
        self._remembered.keep(name, {**self.options.choices(), **own})
        order = PrintOrder(
            numbers,
            name,
            paper=self.options.chosen_paper,
            copies=self._copies(),
            collated=self.collate.isChecked(),
            options=self.options.unusual(),
            fill=self.options.fill,
        )
        make, title = self._source.drawn, self._question.title
        return replace(order, drawn=partial(make, order, title)) if make is not None else order

    def _why_not_yet(self) -> str:
        """Why nothing can be printed now, shorter than below the printer; empty where it can."""
        if self._silence:
            return _("打印服务没有应答，现在不能打印；可以另存为 PDF，或等它恢复。")
        if self.printer.value() is None and self._printers is not None:
            return _("还没有选打印机。请先选一台，或另存为 PDF。")
        return _("正在查看打印机，请稍候再按“打印”。") if self._offers is None else ""

    def _copies(self) -> int:
        """How many are wanted; 0 where that cannot be told."""
        try:
            return int(self.copies.value() or 0)
        except Unclear:
            return 0

    def _wrong_copies(self) -> str:
        right = 0 < self._copies() <= _MOST_COPIES
        return "" if right else _("份数请填 1 至 {most}。").format(most=_MOST_COPIES)

    def _ask_system(self) -> None:
        assert self._source.ask is not None
        name = "" if self._to_file else str(self.printer.value() or "")
        order = self._source.ask(self, name, self._question)
        if order is not None:
            self._remembered.keep(order.printer, self._remembered.choices(order.printer))
            self._close_with(order)

    def _close_with(self, order: PrintOrder) -> None:
        self.accept()
        self.ordered.emit(order)


def open_print_dialog(
    parent: QWidget,
    question: Question,
    source: Source,
    jobs: Jobs,
    notices: Notices,
    remembered: Remembered,
    then: Callable[[PrintOrder], None],
) -> PrintDialog:
    """Open the dialog over `parent`, and go on with what is wanted."""
    dialog = PrintDialog(parent, question, source, jobs, notices, remembered)
    dialog.ordered.connect(then)
    dialog.open()
    return dialog
