"""What of the whole sheet can be chosen: its size, what is beneath, and a scan to lay things out upon."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.certificates.designing.sheets import OWN, is_across, laid, sheet_key, sheet_names
from cadre_desktop.certificates.screens.designer.row_grid import RowGrid
from cadre_desktop.certificates.screens.designer.rows import MeasureInput, Row, choice, mm, text
from cadre_desktop.kit.documents.design.elements import LARGEST_SHEET, Design, FileBackground, OrnamentBackground
from cadre_desktop.kit.documents.design.sheets import SHEETS
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.rows import row_in

_SMALLEST = 20.0
_ROWS = (
    Row("name", N_("模板名称"), text),
    Row("key", N_("纸张"), choice([*sheet_names(), (OWN, N_("自定大小"))])),
    Row("across", N_("方向"), choice(((False, N_("纵向")), (True, N_("横向"))))),
    Row("width", N_("宽"), mm(_SMALLEST, LARGEST_SHEET), half=True),
    Row("height", N_("高"), mm(_SMALLEST, LARGEST_SHEET), half=True),
)


class _Sheet:
    """A design's sheet as the rows have it."""

    def __init__(self, design: Design):
        self.name = design.name
        self.key, self.across = sheet_key(design.sheet), is_across(design.sheet)
        self.width, self.height = design.sheet


class SheetPanel(QWidget):
    """`named` carries another name, `sized` another sheet; the rest asks for a background or a scan, or for none, or
    for another font."""

    named = Signal(str)
    sized = Signal(tuple)
    frame_wanted = Signal()
    file_wanted = Signal()
    none_wanted = Signal()
    scan_wanted = Signal()
    no_scan_wanted = Signal()
    font_wanted = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._design: Design | None = None
        self.rows = RowGrid(_ROWS)
        self.rows.changed.connect(self._taken)
        self.background, self.scan = QLabel(), QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.rows)
        self.no_background = self._block(
            column,
            _("底图"),
            self.background,
            (_("边框…"), self.frame_wanted.emit),
            (_("图片或 PDF…"), self.file_wanted.emit),
            (_("不要"), self.none_wanted.emit),
        )
        self.no_scan = self._block(
            column,
            _("已买纸张的扫描件（不打印）"),
            self.scan,
            (_("选择…"), self.scan_wanted.emit),
            (_("拿掉"), self.no_scan_wanted.emit),
        )
        told = QLabel(_("有字印不出，或要用本院的字体"))
        self._block(column, _("字体"), told, (_("添加字体…"), self.font_wanted.emit))

    def _block(
        self, column: QVBoxLayout, title: str, state: QLabel, *verbs: tuple[str, Callable[[], object]]
    ) -> QPushButton:
        """A title, what there is now, and what can be done about it; returns the last button."""
        heading = QLabel(title)
        heading.setWordWrap(True)
        set_role(heading, "heading")
        set_role(state, "muted")
        state.setWordWrap(True)
        column.addSpacing(6)
        column.addWidget(heading)
        column.addWidget(state)
        row = row_in(column)
        row.setSpacing(6)
        for words, what in verbs:
            button = QPushButton(words)
            button.setProperty("small", True)
            button.setAccessibleName(f"{title}：{words}")
            button.clicked.connect(what)
            row.addWidget(button)
        row.addStretch()
        return button

    def show_design(self, design: Design) -> None:
        """Show what a design has."""
        self._design = design
        self.rows.show_values([_Sheet(design)])
        free = sheet_key(design.sheet) == OWN
        for name in ("width", "height"):
            field = self.rows.field(name)
            assert isinstance(field, MeasureInput)
            field.setReadOnly(not free)
        background = design.background
        if isinstance(background, OrnamentBackground):
            self.background.setText(_("边框“{name}”").format(name=frame_name(background.ornament.name)))
        else:
            own = isinstance(background, FileBackground)
            self.background.setText(_("自己的图片或 PDF") if own else _("没有，白纸"))
        self.scan.setText(_("已放在底下") if design.underlay else _("没有"))
        self.no_background.setEnabled(background is not None)
        self.no_scan.setEnabled(bool(design.underlay))

    def _taken(self, fields: dict[str, object], _step: str) -> None:
        assert self._design is not None
        (name, value), sheet = next(iter(fields.items())), self._design.sheet
        across = is_across(sheet)
        if name == "name":
            self.named.emit(str(value))
        elif name == "key" and value == OWN:
            self._free()
        elif name == "key":
            self.sized.emit(laid(SHEETS[str(value)], across))
        elif name == "across":
            self.sized.emit(laid(sheet, bool(value)))
        else:
            self.sized.emit((value, sheet[1]) if name == "width" else (sheet[0], value))

    def _free(self) -> None:
        """Let a size be typed."""
        for name in ("width", "height"):
            field = self.rows.field(name)
            assert isinstance(field, MeasureInput)
            field.setReadOnly(False)
        self.rows.field("width").setFocus()


def frame_name(name: str) -> str:
    """What a frame is called."""
    from cadre_desktop.kit.documents.ornaments.catalogue import TITLES  # what draws them takes long to load

    return _(TITLES[name]) if name in TITLES else name
