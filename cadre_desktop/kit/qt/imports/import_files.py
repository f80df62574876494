"""The first page of an import: the file, its sheets with their courts, and which of them are read."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.intake.defaults import default_columns, own_defaults
from cadre_desktop.kit.intake.hidden import hidden_in
from cadre_desktop.kit.intake.survey import Found, Why, column_texts
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.labels import ElidedLabel
from cadre_desktop.kit.qt.imports.import_parts import band
from cadre_desktop.kit.qt.look.field_base import mark_wrong, repolish, set_role
from cadre_desktop.kit.qt.look.icons import pixmap
from cadre_desktop.kit.qt.look.theme import ui_font

Offered = Mapping[str, Sequence[tuple[int, str]]]
_COURT_WIDTH = 300
_NAME_WIDTH = 280


class FilePage(QWidget):
    """Choosing the file and the sheets in it, and answering what the sheets do not say (their court)."""

    choose = Signal()
    template = Signal()
    changed = Signal()

    def __init__(self, kind: Kind, offered: Offered):
        super().__init__()
        self.kind = kind
        self.found: list[Found] = []
        self.lines: list[_SheetLine] = []
        self._columns = default_columns(kind)
        self._offered = _own_first(offered, own_defaults(kind))
        self._trouble, self._trouble_text = band("bad")
        self._asked, self._asked_text = band("warning")
        self._list = self._made_list()
        self._page = QVBoxLayout(self)
        self._page.setContentsMargins(0, 0, 0, 0)
        self._page.setSpacing(12)
        self._page.addWidget(self._made_drop_area(kind), 1)
        for widget in (self._trouble, self._asked):
            self._page.addWidget(widget)
        self._page.addWidget(self._list, 1)
        self._list.hide()

    def _made_drop_area(self, kind: Kind) -> QFrame:
        card = QFrame()
        set_role(card, "card")
        self._sign, self._name, self._hint = QLabel(), ElidedLabel(), QLabel()
        self._name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        set_role(self._name, "heading")
        set_role(self._hint, "muted")
        self._choose, template = QPushButton(_("选择文件…")), QPushButton(_("导出空白模板…"))
        template.setProperty("kind", "quiet")
        self._choose.clicked.connect(self.choose)
        template.clicked.connect(self.template)
        self._buttons = QHBoxLayout()
        self._buttons.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column = QVBoxLayout(card)
        self._column.setContentsMargins(24, 22, 24, 20)
        self._column.setSpacing(8)
        self._column.addStretch(2)
        self._column.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._name)
        self._column.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addLayout(self._buttons)
        self._buttons.addWidget(self._choose)
        self._buttons.addWidget(template)
        self._column.addStretch(3)
        self._name.set_text(_("把{kind}工作簿拖到这里").format(kind=_(kind.title)))
        self._hint.setText(_("支持 .xlsx、.xls、.ods 和 .csv；标题、合并单元格、合计行不用清理，几张表可以一起导入。"))
        return card

    def _made_list(self) -> QFrame:
        card = QFrame()
        set_role(card, "card")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(6, 6, 6, 6)
        inside.addWidget(self._area)
        return card

    def showEvent(self, event: object) -> None:
        self._sign.setPixmap(pixmap("import", 40, "hint", self.devicePixelRatioF()))

    @property
    def chosen(self) -> list[Found]:
        """The tables that are to be read."""
        return [each for each in self.found if each.chosen and each.table is not None]

    @property
    def undecided(self) -> list[Found]:
        """Those of them whose court nobody knows yet."""
        return [each for each in self.chosen if each.undecided(self.kind)]

    @property
    def ready(self) -> bool:
        """Whether something is chosen and all questions are answered."""
        return bool(self.chosen) and not self.undecided

    def show_found(self, path: Path, found: list[Found]) -> None:
        """Offer the tables found in a file."""
        self.found = found
        self._name.set_text(path.name)
        self._choose.setText(_("换一个文件…"))
        for widget in (self._trouble, self._sign, self._hint):
            widget.hide()
        self._column.setContentsMargins(20, 12, 20, 12)
        self._page.setStretch(0, 0)
        self._fill()
        self._list.show()
        self.follow()

    def show_trouble(self, path: Path, message: str) -> None:
        """Say why a file cannot be read."""
        self.found = []
        self._name.set_text(path.name)
        self._trouble_text.setText(message)
        self._trouble.show()
        self._list.hide()
        self._page.setStretch(0, 1)
        self.follow()

    def _fill(self) -> None:
        page = QWidget()
        set_role(page, "inside")
        grid = QGridLayout(page)
        grid.setContentsMargins(14, 8, 14, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        heads = (_("工作表"), *(_(column.title) for column in self._columns), _("数据"), _("表头"), _("认出的列"), "")
        for index, title in enumerate(heads):
            head = QLabel(title)
            set_role(head, "muted")
            grid.addWidget(head, 0, index)
        shown = [each for each in self.found if each.why is not Why.BLANK]
        self.lines = [_SheetLine(each, self._columns, self._offered) for each in shown]
        for number, line in enumerate(self.lines, 1):
            for index, widget in enumerate(line.widgets):
                grid.addWidget(widget, number, index)
            line.check.toggled.connect(partial(self._toggled, line))
            for name, box in line.boxes.items():
                box.changed.connect(partial(self._answered, line, name))
        grid.setColumnStretch(len(heads) - 1, 1)
        grid.setRowStretch(len(self.lines) + 1, 1)
        self._area.setWidget(page)

    def _toggled(self, line: "_SheetLine", chosen: bool) -> None:
        line.found.chosen = chosen
        self.follow()

    def _answered(self, line: "_SheetLine", name: str) -> None:
        value = line.boxes[name].value()
        if value is None:
            line.found.defaults.pop(name, None)
        else:
            line.found.defaults[name] = value
        self.follow()

    def follow(self) -> None:
        """Bring the lines and the question up to date with the choice."""
        for line in self.lines:
            line.follow(self.kind)
        asked = self.undecided
        titles = _("、").join(dict.fromkeys(_(column.title) for each in asked for column in each.undecided(self.kind)))
        names = _("、").join(f"“{each.name}”" for each in asked[:3])
        words = _("{names}等 {count} 张表") if len(asked) > 1 else _("{names}")
        self._asked_text.setText(
            _("{sheets}没有写明属于哪个{titles}，请在下面选定；不导入的请去掉勾选。").format(
                sheets=words.format(names=names, count=len(asked)), titles=titles
            )
        )
        self._asked.setVisible(bool(asked))
        self.changed.emit()

    def focus_question(self) -> bool:
        """Put the cursor where something has to be answered; False if nothing has."""
        for line in self.lines:
            if line.found.chosen and line.found.undecided(self.kind):
                next(iter(line.boxes.values())).setFocus()
                return True
        return False


class _SheetLine:
    """One sheet in the list."""

    def __init__(self, found: Found, columns: Sequence[Column], offered: Offered):
        self.found = found
        self.check = QCheckBox(_shortened(found.name))
        self.check.setToolTip(found.name)
        self.check.setFont(ui_font(bold=True))
        self.check.setFixedWidth(_NAME_WIDTH)
        self.check.setChecked(found.chosen)
        self.check.setEnabled(found.table is not None)
        self.boxes: dict[str, ChoiceInput] = {}
        courts = [self._court(column, offered.get(column.name, ())) for column in columns]
        table, mapping = found.table, found.mapping
        rows = QLabel(_("{count} 行").format(count=f"{len(table.rows) if table else found.lines:,}"))
        header = QLabel(_("第 {row} 行").format(row=table.header_row) if table else "—")
        known = QLabel("—")
        if table is not None and mapping is not None:
            known.setText(_("{used} / {all} 列").format(used=len(mapping.used), all=len(table.headings)))
        self.note = ElidedLabel()
        set_role(self.note, "muted")
        self.widgets: list[QWidget] = [self.check, *courts, rows, header, known, self.note]

    def _court(self, column: Column, offered: Sequence[tuple[int, str]]) -> QWidget:
        if self.found.table is None:
            return QLabel("—")
        lacking = self.found.lacks(column)
        if not lacking:
            words = _("按“{heading}”一列，{count} 个{title}")
            count = len(column_texts(self.found, column))
            label = QLabel(words.format(heading=_heading(self.found, column), count=count, title=_(column.title)))
            label.setFixedWidth(_COURT_WIDTH)
            return label
        box = ChoiceInput(offered, empty=True, nothing=None)
        box.setFixedWidth(_COURT_WIDTH)
        box.setFont(ui_font(11, bold=True))
        box.setAccessibleName(_("“{sheet}”属于哪个{title}").format(sheet=self.found.name, title=_(column.title)))
        told = self.found.told.get(column.name)
        if told is not None and len(told.keys) > 1:
            likely = [pair for pair in offered if pair[0] in told.keys]
            box.set_choices([*likely, *(pair for pair in offered if pair not in likely)])
        whole = lacking == len(self.found.table.rows)
        box.setItemText(0, _("请选定…") if whole else _("不指定（{count} 行没有写明）").format(count=lacking))
        box.set_value(self.found.defaults.get(column.name))
        self.boxes[column.name] = box
        return box

    def follow(self, kind: Kind) -> None:
        """Show whether the sheet is read, what is missing, and how its court is known."""
        asked = {column.name for column in self.found.undecided(kind)} if self.found.chosen else set()
        for name, box in self.boxes.items():
            mark_wrong(box, name in asked)
            box.setEnabled(self.found.chosen)
        for widget in self.widgets[1:]:
            if isinstance(widget, QLabel) and widget is not self.note:
                set_role(widget, "" if self.found.chosen else "muted")
                repolish(widget)
        self.note.set_text(self._note(asked))

    def _note(self, asked: set[str]) -> str:
        if not self.found.chosen:
            return _("没有选：{why}").format(why=_(self.found.why)) if self.found.why else _("没有选")
        for name, told in self.found.told.items():
            if name in asked:
                several = _("{by}里不止一个，请选定") if told.keys else _("{by}里写的不在名录里，请核对")
                return several.format(by=told.by) if told.by else _("没有写明，请选定")
            if told.key is not None and told.by and self.found.defaults.get(name) == told.key and name in self.boxes:
                return _("依据：{by}").format(by=told.by)
            if name in self.boxes and self.found.defaults.get(name) not in (None, told.key):
                return _("由您选定")
        hidden = len(hidden_in(self.found.table)) if self.found.table else 0
        return _("有 {count} 个隐藏行，也读").format(count=hidden) if hidden else ""


def _heading(found: Found, column: Column) -> str:
    assert found.mapping is not None
    return next((heading.text for used, heading in found.mapping.used if used is column), _(column.title))


def _shortened(name: str) -> str:
    return name if len(name) <= 17 else name[:16] + "…"


def _own_first(offered: Offered, own: Mapping[str, int]) -> dict[str, list[tuple[int, str]]]:
    """What is offered, the file's own row (its court) before the others."""
    found: dict[str, list[tuple[int, str]]] = {}
    for name, pairs in offered.items():
        mine = [pair for pair in pairs if pair[0] == own.get(name)]
        found[name] = [*mine, *(pair for pair in pairs if pair not in mine)]
    return found
