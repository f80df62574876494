"""打印机校准: which printer and stock, the page to be measured, what was measured, and what follows from it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from cadre_desktop.certificates.overprinting.calibration import THIS_PRINTER, Calibration, Feed, sheet_words
from cadre_desktop.certificates.overprinting.choosing import Way
from cadre_desktop.certificates.overprinting.mark_sheet import marks_of, print_mark_sheet, print_test_sheet
from cadre_desktop.certificates.overprinting.measuring import calibrated
from cadre_desktop.certificates.screens.calibrating.known import keep_calibrations, known_calibrations
from cadre_desktop.certificates.screens.calibrating.mark_fields import MarkFields, MeasureDrawing
from cadre_desktop.kit.documents.design.sheets import SHEETS
from cadre_desktop.kit.documents.laying import Sheet, fed
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import repolish, set_role
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.pages.print_flow import printer_source
from cadre_desktop.kit.qt.pages.printing import Remembered, Source
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.kit.spool.queue import NotPrinted

if TYPE_CHECKING:
    from cadre_desktop.certificates.overprinting.photos import ReadMarks
    from cadre_desktop.kit.spool.printers import Printers

_PICTURES = "*.jpg *.jpeg *.png"
_WIDTH = 620


class CalibrationDialog(FieldDialog):
    """Stays open beside the pages that it has printed. `page` is the size of what will be printed on the stock;
    `source` where printers are known. `kept` says that a calibration was kept or reset."""

    kept = Signal()

    def __init__(
        self,
        desk: ViewDesk,
        page: Sheet | None = None,
        parent: QWidget | None = None,
        source: Source | None = None,
    ):
        super().__init__(_("打印机校准"), _("保存校准"), parent, _WIDTH)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._source = desk, source or printer_source()
        self._papers = Papers(desk, self)
        self._make_fields(page or SHEETS["A4"][::-1])
        self._lay_out()
        self._connect()
        self._find_printers()
        self._show_place()

    def _make_fields(self, page: Sheet) -> None:
        last = Remembered(self._desk.settings).last
        before = [each.printer for each in known_calibrations(self._desk.settings).known]
        names = list(dict.fromkeys(name for name in (last, *before) if name)) or [THIS_PRINTER]
        self.printer = ChoiceInput([(name, name) for name in names], empty=False)
        self.printer.set_value(names[0])
        self.tray = TextInput()
        self.tray.setPlaceholderText(_("如 手动进纸，可不填"))
        sheets = {
            f"{width:g}x{height:g}": (width, height)
            for short in SHEETS.values()
            for width, height in (short, short[::-1])
        }
        sheets.setdefault(f"{page[0]:g}x{page[1]:g}", page)
        self._sheets = sheets
        self.page = ChoiceInput([(key, sheet_words(sheet)) for key, sheet in sheets.items()], empty=False)
        self.page.set_value(f"{page[0]:g}x{page[1]:g}")
        self.feed = ChoiceInput(Feed.table(), empty=False)
        self.feed.set_value(Feed.HEAD)
        self.marks, self.drawing = MarkFields(self._sheet), MeasureDrawing(self._sheet)
        self.outcome = QLabel()
        self.outcome.setAccessibleName(_("结果"))
        self.print_page = QPushButton(_("打印校准页…"))
        self.read_photo = QPushButton(_("从照片或扫描件读取…"))
        self.try_out = QPushButton(_("打印试印页…"))
        self.reset = dressed(QPushButton(_("清除校准")), "quiet")
        for button in (self.print_page, self.read_photo, self.try_out, self.reset):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        self.lay_out(
            (
                (_("打印机"), self.printer),
                (_("纸盒"), self.tray),
                (_("证书纸"), _beside(self.page, self.feed)),
                ("", _beside(self.print_page, self.read_photo)),
                (_("量到的数"), _beside(self.marks, self.drawing)),
            ),
            above=_("每台打印机印的位置都会偏一点。打印一张校准页，量出标记的位置，套打时就按量到的数修正。"),
            beside=_beside(self.try_out, self.reset),
        )
        self.tell_above_buttons(self.outcome)
        self.feed.setAccessibleName(_("证书纸的放法"))
        self.page.setAccessibleName(_("证书纸"))

    def _connect(self) -> None:
        for field in (self.printer, self.tray, self.page, self.feed):
            field.changed.connect(self._show_place)
        self.marks.changed.connect(self._show_outcome)
        self.marks.entered.connect(self.drawing.show_mark)
        self.marks.finished.connect(self.answer)
        self.print_page.clicked.connect(self.show_mark_sheet)
        self.read_photo.clicked.connect(lambda _on=False: self.take_photo())
        self.try_out.clicked.connect(self.show_test_sheet)
        self.reset.clicked.connect(self.forget)

    def _find_printers(self) -> None:
        """Offer the printers of this computer as well; where none can be asked for, those that are known stay."""

        def found(printers: "Printers") -> None:
            chosen = self.printer.value()
            names = [printer.name for printer in printers.known]
            pairs = [(name, name) for name in dict.fromkeys((*names, *([chosen] if chosen != THIS_PRINTER else [])))]
            if pairs:
                self.printer.set_choices(pairs)
                self.printer.set_value(chosen if chosen in dict(pairs) else pairs[0][0])
                self._show_place()

        def failed(error: BaseException) -> None:
            if not isinstance(error, NotPrinted):
                raise error

        self._desk.jobs.run(_("正在查找打印机"), lambda _progress: self._source.find(), found, failed, owner=self)

    @property
    def _sheet(self) -> Sheet:
        """As it goes through the printer."""
        return fed(self._sheets[self.page.value()], Feed(self.feed.value() or Feed.HEAD).quarters).sheet

    @property
    def uncorrected(self) -> Calibration:
        """The printer and the stock that are chosen, without a correction."""
        printer = str(self.printer.value() or THIS_PRINTER)
        return Calibration(printer, self.tray.value().strip(), self._sheet, Feed(self.feed.value()))

    @property
    def _before(self) -> Calibration | None:
        return known_calibrations(self._desk.settings).find(self.uncorrected.key)

    def _show_place(self) -> None:
        """Follow another printer or stock: what was measured holds for the one before."""
        if self._sheet != self.drawing.sheet:
            self.marks.show_sheet(self._sheet)
            self.drawing.show_sheet(self._sheet)
        self._show_outcome()

    def _measured(self) -> Calibration:
        """What follows from the numbers. Raises Refused as `calibrated`."""
        today = self._desk.clock.today().isoformat()
        return calibrated(self.uncorrected, marks_of(self._sheet), self.marks.value(), today)

    def _show_outcome(self) -> None:
        """Say what the numbers come to, as soon as there are enough."""
        self.marks.mark("")
        self.problem.hide()
        before = self._before
        self.reset.setEnabled(before is not None)
        if self.marks.empty:
            words = _("还没有量。") if before is None else _("现在用的校准（{day}）：{words}。")
            self._say(words.format(day=before.measured, words=before.words) if before else words, "muted")
            self.try_out.setEnabled(before is not None)
            return
        try:
            found = self._measured()
        except Refused as refused:
            self.try_out.setEnabled(False)
            self._say(str(refused), "muted")
            return
        self.try_out.setEnabled(True)
        words = _("套打时整页{words}；修正后最多差 {mm:.2f} 毫米。")
        self._say(words.format(words=found.words, mm=found.residual), "")

    def _say(self, words: str, role: str) -> None:
        """Say what the numbers come to above the buttons, where it is seen while the fields scroll."""
        set_role(self.outcome, role)
        repolish(self.outcome)
        self.outcome.setText(words)
        self.outcome.setVisible(bool(words))

    def show_mark_sheet(self) -> None:
        """Show the page that is to be printed and measured."""
        uncorrected = self.uncorrected
        self._show_exact(_("打印机校准页"), uncorrected, print_mark_sheet)

    def show_test_sheet(self) -> None:
        """Show the page that proves what was measured, or what is kept."""
        before = self._before
        if self.marks.empty and before is not None:
            proved = before
        else:
            try:
                proved = self._measured()
            except Refused as refused:
                self._refuse(refused)
                return
        self._show_exact(_("套打试印页"), proved, print_test_sheet)

    def _show_exact(self, title: str, shown: Calibration, write: Callable[[Path, Calibration], None]) -> None:
        """Show a page that says nothing unless it is printed in its real size, on this printer and paper."""
        way = Way(True, replace(shown, feed=Feed.HEAD))
        self._papers.show(title, lambda path: write(path, shown), partial(way.doubt, [shown.sheet]))

    def take_photo(self, chosen: Path | None = None) -> None:
        """Fill the fields from a picture of the printed page, which is asked for."""
        path = chosen or self._desk.notices.choose_open(_("校准页的照片或扫描件"), ((_("图片"), _PICTURES),))
        if path is None:
            return
        picture = path

        def read() -> "ReadMarks":
            from cadre_desktop.certificates.overprinting.photos import read_marks

            return read_marks(picture.read_bytes())

        carry_out(self._desk, _("正在读取照片"), read, self._take, self, writes=False, busy=self.read_photo.setDisabled)

    def _take(self, read: "ReadMarks") -> None:
        if read.sheet != self._sheet:
            text = _("照片里是 {one} 的校准页，这里选的是 {other}，请改选证书纸和放法，或重新打印校准页。")
            self._desk.notices.warn(text.format(one=sheet_words(read.sheet), other=sheet_words(self._sheet)))
            return
        self.marks.put(read.found)

    def answer(self) -> None:
        """Keep what follows from the numbers."""
        try:
            found = self._measured()
        except Refused as refused:
            self._refuse(refused)
            return
        settings = self._desk.settings
        keep_calibrations(settings, known_calibrations(settings).with_(found))
        self._desk.notices.tell(_("已保存校准：{printer}，{words}。").format(printer=found.about, words=found.words))
        self.kept.emit()
        self.accept()

    def forget(self) -> None:
        """Print without a correction again."""
        settings = self._desk.settings
        keep_calibrations(settings, known_calibrations(settings).without(self.uncorrected.key))
        self.kept.emit()
        self._show_outcome()

    def _refuse(self, refused: Refused) -> None:
        self._say("", "")
        self.wrong(str(refused))
        named = next((problem.field for problem in refused.problems if problem.field), "")
        self.marks.mark(named)
        number = int(named.removeprefix("mark")) if named else 0
        if number:
            self.marks.inputs[number][0].setFocus()


def _beside(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
    row.addStretch(1)
    return holder


def open_calibration(
    desk: ViewDesk, page: Sheet | None, parent: QWidget | None, then: Callable[[], None]
) -> CalibrationDialog:
    """Open the dialog beside what is there; `then` is called when a calibration was kept or reset."""
    dialog = CalibrationDialog(desk, page, parent)
    dialog.kept.connect(then)
    dialog.show()
    return dialog
