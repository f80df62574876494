"""Ctrl+F: find a person or record from anywhere, by name, pinyin, initials, title or the tail of a number."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.display import shown
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.fields.search_input import add_glass
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.shortened_lines import ShortenedLines
from cadre_desktop.kit.qt.look.theme import tokens, ui_font
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.schema import slices

_EACH = 8
_WIDTH = 620


class Finder(QFrame):
    """A palette over the window: type, arrow down, Enter. Esc puts it away and gives the focus back."""

    def __init__(self, desk: Desk, kinds: dict[str, Kind], chosen: Callable[[Kind, int], None], parent: QWidget):
        super().__init__(parent)
        self.setProperty("role", "palette")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._desk = desk
        found_first = (each for slice_ in slices().values() for each in slice_.found_first)
        self._first = {each.kind.key: each for each in sorted(found_first, key=lambda each: each.rank)}
        not_sought = {kind.key for slice_ in slices().values() for kind in slice_.not_sought}
        offered = [kinds[key] for key in dict.fromkeys((*self._first, *kinds)) if key not in not_sought]
        self._kinds = {table_name(kind.record): kind for kind in offered}
        self._chosen = chosen
        self._before: QWidget | None = None
        self.line = QLineEdit(placeholderText=_("查找人员、班次、竞赛、活动…（姓名 / 拼音 / 首字母 / 证件号末几位）"))
        self.line.setAccessibleName(_("查找"))
        add_glass(self.line)
        self.found = QListWidget()
        self.found.setAccessibleName(_("查找结果"))
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setItemDelegate(ShortenedLines(self.found))
        self.hint = QLabel(_("输入即找；↑↓ 选择，回车打开，Esc 关闭"))
        self.hint.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 10)
        layout.setSpacing(8)
        for widget in (self.line, self.found, self.hint):
            layout.addWidget(widget)
        self._timer = QTimer(self, interval=60, singleShot=True)
        self._timer.timeout.connect(self._search)
        self.line.textChanged.connect(lambda _text: self._timer.start())
        self.line.installEventFilter(self)
        clear = self.line.addAction(icon("close", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        clear.setText(_("清除"))
        clear.setVisible(False)
        clear.triggered.connect(self.line.clear)
        self.line.textChanged.connect(lambda text: clear.setVisible(bool(text)))
        self.found.itemClicked.connect(self._open)
        self.hide()

    def ask(self) -> None:
        """Open the palette with the last text selected."""
        self._before = self.window().focusWidget()
        self._lay_over_window()
        self.show()
        self.raise_()
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_over_window(self) -> None:
        parent = self.window()
        width = min(_WIDTH, parent.width() - 80)
        self.setGeometry((parent.width() - width) // 2, 64, width, min(460, parent.height() - 120))

    def put_away(self) -> None:
        """Close without choosing."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self, self._hide_if_left)
        return super().eventFilter(watched, event)

    def _hide_if_left(self) -> None:
        focus = self.window().focusWidget()
        if focus is not None and focus is not self and not self.isAncestorOf(focus):
            self.hide()

    def _key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self.put_away()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._timer.stop()
            self._search_if_stale()
            item = self.found.currentItem()
            if item is not None:
                self._open(item)
        else:
            return False
        return True

    def _step(self, way: int) -> None:
        """To the next record, over the headings of the kinds."""
        rows = [row for row in range(self.found.count()) if _is_record(self.found.item(row))]
        now = self.found.currentRow()
        ahead = [row for row in rows if (row - now) * way > 0]
        if ahead:
            self.found.setCurrentRow(ahead[0 if way > 0 else -1])
            if self.found.currentRow() == rows[0]:
                self.found.scrollToTop()  # so that its heading is seen

    def _search_if_stale(self) -> None:
        if self.property("searched") != self.line.text():
            self._search()

    def _search(self) -> None:
        text = self.line.text().strip()
        self.setProperty("searched", self.line.text())
        self.found.clear()
        if not text:
            self.hint.setText(_("输入即找；↑↓ 选择，回车打开，Esc 关闭"))
            return
        by_table: dict[str, list[int]] = {}
        for table, key in self._desk.store.find(text, _EACH):
            if table not in self._kinds:
                continue
            by_table.setdefault(table, []).append(key)
        for table, kind in self._kinds.items():
            if table in by_table:
                self._add_heading(kind, len(by_table[table]))
                self._add_rows(kind, by_table[table])
        self._step(1)
        count = sum(map(len, by_table.values()))
        self.hint.setText(
            _("没有找到“{text}”，可试试姓名中的一个字、拼音首字母或证件号末四位").format(text=text)
            if not count
            else _("{count} 条，每类最多列出 {each} 条").format(count=count, each=_EACH)
        )

    def _add_heading(self, kind: Kind, count: int) -> None:
        more = _("{kind}　{count} 条以上") if count == _EACH else _("{kind}　{count} 条")
        item = QListWidgetItem(more.format(kind=_(kind.title), count=count))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(tokens().color("muted"))
        item.setFont(ui_font(9, bold=True))
        self.found.addItem(item)

    def _add_rows(self, kind: Kind, keys: list[int]) -> None:
        first = self._first.get(kind.key)
        telling = tuple(kind.column(field) for field in first.telling) if first else ()
        listing = Listing(kind, columns=telling, brief=True)
        for key, row in zip(keys, listing.rows(keys), strict=True):
            texts = [
                str(value) if column.link else shown(column, value)
                for column, value in zip(listing.shown_columns, row, strict=True)
                if value not in (None, "") and not column.masked
            ]
            item = QListWidgetItem(
                icon(kind.icon or "info"), f"{texts[0]}    " + "　".join(texts[1:5]) if texts else ""
            )
            item.setToolTip(f"{_(kind.title)}：{'　'.join(texts)}")
            item.setData(Qt.ItemDataRole.UserRole, (kind, key))
            self.found.addItem(item)

    def _open(self, item: QListWidgetItem) -> None:
        if not _is_record(item):
            return
        kind, key = item.data(Qt.ItemDataRole.UserRole)
        self.hide()
        self._chosen(kind, key)


def _is_record(item: QListWidgetItem) -> bool:
    return item.data(Qt.ItemDataRole.UserRole) is not None
