"""Names pasted from a message: the text above, and beneath it every name with whom it means.

What is certain is shown at once; for several people of one name, and for names that nobody has, the choice is in
the table. Nothing goes: words that were not taken for names are listed too.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.text_fields import LongTextInput
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.theme import theme_changed
from cadre_desktop.kit.qt.talk.carrying_out import work_on
from cadre_desktop.kit.qt.talk.file_names import tables
from cadre_desktop.kit.qt.talk.sizing import is_low
from cadre_desktop.people.pasting import Barred, NameMatch, NameStanding, Pasted, Somebody, match_names
from cadre_desktop.people.screens.names_table import NOBODY, NamesTable, named, who_box
from cadre_desktop.people.workbook_names import read_names_of

_PAUSE_MS = 250
"""Pause in typing after which the text is read."""
_UNBOUNDED = (1 << 24) - 1
"""What Qt takes for any height."""
_LINES, _FEW_LINES = 5, 3
"""Of the text while there are no names to be looked at beneath it, and when there are."""
_AT_ONCE = 100
"""So many choices are made at first, and more as the table is scrolled: thousands would keep the window waiting."""


class PastePanel(QWidget):
    """`changed` says that other people are meant; `people` are those."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._barred: tuple[Barred, ...] = ()
        self._pasted = Pasted((), ())
        self._names: list[tuple[str, int]] = []
        self._boxed = 0
        self._choices: dict[tuple[str, int], int] = {}
        self._dropped: set[int] = set()
        self.text = LongTextInput(_LINES)
        self.text.setAccessibleName(_("名单文字"))
        self.text.setPlaceholderText(_hint())
        self.table = NamesTable()
        self.summary, self.aside = QLabel(), QLabel()
        for label in (self.summary, self.aside):
            label.setWordWrap(True)
        set_role(self.aside, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.text)
        self._fill_below_text(row_in(column))
        column.addWidget(self.table, 1)
        column.addWidget(self.aside)
        self.table.verticalScrollBar().valueChanged.connect(self._ask_more)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.read)
        self.text.changed.connect(self._pause.start)
        self.table.activated.connect(lambda index: self._bring_back(self._rows[index.row()]))
        theme_changed.connect(self._show)
        self._show()

    def _fill_below_text(self, row: QHBoxLayout) -> None:
        self.from_book = QPushButton(icon("open-file"), _("从工作簿读入…"))
        self.from_book.setToolTip(_("读入 Excel 工作簿里的姓名（连同单位、部门、职务），接在上面的文字后面"))
        self.from_book.clicked.connect(self._choose_book)
        self.copy_open = QPushButton(_("复制没选定的"))
        self.copy_open.setToolTip(_("把还没有选定是谁的名字复制下来，一行一个"))
        self.copy_open.clicked.connect(self._copy_open)
        row.addWidget(self.summary, 1)
        row.addWidget(self.copy_open)
        row.addWidget(self.from_book)

    def _copy_open(self) -> None:
        QGuiApplication.clipboard().setText(self.open_text)
        self._desk.notices.tell(_("已复制 {count} 个没有选定的名字。").format(count=len(self.open_names)))

    def _choose_book(self) -> None:
        path = self._desk.notices.choose_open(_("从工作簿读入名单"), tables())
        if path is not None:
            self.read_book(path)

    def read_book(self, path: Path) -> None:
        """Read the names of a workbook, after those in the text."""
        work_on(
            self._desk,
            _("正在读取“{file}”").format(file=path.name),
            lambda progress: read_names_of(path, progress),
            self._add_text,
            self,
            busy=lambda busy: self.from_book.setEnabled(not busy),
            trouble=_("工作簿读不出来，请另存一份再试。"),
        )

    def _add_text(self, text: str) -> None:
        self.text.set_value("\n".join(filter(None, (self.text.value(), text))))
        self.read()

    def begin(self, barred: Sequence[Barred], text: str = "") -> None:
        """Start afresh with `text`; `barred` says who cannot be chosen."""
        self._barred = tuple(barred)
        self._choices, self._dropped = {}, set()
        self.text.set_value(text)
        self.read()

    def read(self) -> None:
        """Read the text now."""
        self._pause.stop()
        text, barred = self.text.value(), self._barred
        if not text:
            self._take(Pasted((), ()))
            return
        self._desk.jobs.run(
            _("正在认人"),
            lambda _progress: match_names(text, barred),
            self._take,
            keep_latest=f"paste {id(self)}",
            owner=self,
        )

    def _take(self, pasted: Pasted) -> None:
        self._pasted = pasted
        self._names = _numbered(match.written.text for match in pasted.matches)
        self._show()
        self.changed.emit()

    @property
    def people(self) -> list[int]:
        """The keys of those meant, each once, but for those taken off again."""
        found = [self._meant(index) for index in range(len(self._pasted.matches))]
        return [key for key in dict.fromkeys(found) if key and key not in self._dropped]

    @property
    def open_names(self) -> list[str]:
        """Names that still need a choice."""
        return [match.written.name for index, match in enumerate(self._pasted.matches) if self._is_open(index)]

    @property
    def open_text(self) -> str:
        """The same as they were written, with what was said of each, one in a line."""
        matches = self._pasted.matches
        return "\n".join(match.written.text for index, match in enumerate(matches) if self._is_open(index))

    def drop(self, keys: Sequence[int]) -> None:
        """Take people off again who were taken by their names."""
        self._dropped |= set(self.people).intersection(keys)
        self._show()

    def _bring_back(self, index: int) -> None:
        """Take somebody again who was taken off."""
        key = self._meant(index)
        if key in self._dropped:
            self._dropped.discard(key)
            self._show()
            self.changed.emit()

    def _meant(self, index: int) -> int | None:
        match = self._pasted.matches[index]
        return match.person.key if match.person else self._choices.get(self._names[index])

    def _is_open(self, index: int) -> bool:
        return self._pasted.matches[index].standing.asks and self._names[index] not in self._choices

    def _choose(self, index: int, key: int) -> None:
        self._choices[self._names[index]] = key
        self._dropped.discard(key)
        self._show_row_words(index)
        self._show_words()
        self.changed.emit()

    def _show(self) -> None:
        """Those that need a choice first, else in the order of the text."""
        order = list(NameStanding)
        matches = self._pasted.matches
        self._rows = sorted(range(len(matches)), key=lambda index: (not matches[index].standing.asks, index))
        self._rows.sort(key=lambda index: min(order.index(matches[index].standing), order.index(NameStanding.BARRED)))
        self._row_of = {index: row for row, index in enumerate(self._rows)}
        self.table.setVisible(bool(matches))
        few = is_low(self) and bool(matches)
        self.text.take_lines(_FEW_LINES if few else _LINES)
        self.text.setMaximumHeight(self.text.sizeHint().height() if few else _UNBOUNDED)
        self.table.begin(len(matches))
        self._boxed = 0
        for row, index in enumerate(self._rows):
            self._show_row(row, index, matches[index])
        self._ask_more()
        self._show_words()

    def _ask_more(self) -> None:
        """Make the choices of the next rows, those in sight at least."""
        matches, before = self._pasted.matches, self._boxed
        asking = sum(match.standing.asks for match in matches)  # they come first
        until = min(asking, max(_AT_ONCE, self.table.last_in_sight() + _AT_ONCE))
        for row in range(before, until):
            index = self._rows[row]
            offered = [person for person in matches[index].people if not person.barred]
            self.table.setCellWidget(row, 1, self._box(index, matches[index], offered))
        self._boxed = max(before, until)
        if self._boxed > before or not before:
            self._order_keys()

    def _order_keys(self) -> None:
        """Tab goes from the text to the questions one after the other, and then to the table."""
        QWidget.setTabOrder(self.text, self.copy_open)
        QWidget.setTabOrder(self.copy_open, self.from_book)
        before: QWidget = self.from_book
        for row in range(self.table.rowCount()):
            box = self.table.cellWidget(row, 1)
            if box is not None:
                QWidget.setTabOrder(before, box)
                before = box
        QWidget.setTabOrder(before, self.table)

    def _show_row(self, row: int, index: int, match: NameMatch) -> None:
        self.table.put(row, 0, match.written.text)
        if not match.standing.asks:
            self.table.put(row, 1, "；".join(map(named, match.people[:3])))
        self._show_row_words(index)

    def _box(self, index: int, match: NameMatch, offered: list[Somebody]) -> ChoiceInput:
        box = who_box(match, offered, self._choices.get(self._names[index]))
        box.changed.connect(lambda: self._answered(index, box))
        return box

    def _answered(self, index: int, box: ChoiceInput) -> None:
        if box.value() is None:
            self._choices.pop(self._names[index], None)
            self._show_row_words(index)
            self._show_words()
            self.changed.emit()
        else:
            self._choose(index, box.value())

    def _show_row_words(self, index: int) -> None:
        match, key = self._pasted.matches[index], self._meant(index)
        row = self._row_of[index]
        if key and key in self._dropped:
            words, tone = _("已移出，双击恢复"), "muted"
        elif key:
            words, tone = _("已列入右边"), "good"
        elif key == NOBODY:
            words, tone = _("不加入"), "muted"
        else:
            words, tone = match.why, "bad" if match.standing.asks else "muted"
        self.table.put(row, 2, words, tone)

    def _show_words(self) -> None:
        pasted = self._pasted
        left = len(self.open_names)
        words = [_("认出 {count} 个名字").format(count=len(pasted.matches))] if pasted.matches else []
        counts = {
            _("已列入 {count} 人"): len(self.people),
            _("{count} 个要您选定"): left,
            _("{count} 人不能加入"): sum(match.standing is NameStanding.BARRED for match in pasted.matches),
            _("{count} 处重复"): sum(match.standing is NameStanding.TWICE for match in pasted.matches),
        }
        words += [text.format(count=count) for text, count in counts.items() if count]
        self.summary.setText("，".join(words))
        self.copy_open.setVisible(left > 0)
        set_role(self.summary, "problem" if left else "muted")
        self.summary.style().polish(self.summary)
        self.aside.setText(_("没有当作姓名的文字：{words}").format(words="、".join(pasted.aside)))
        self.aside.setVisible(bool(pasted.aside))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.text.setFocus()


def _numbered(texts: Iterable[str]) -> list[tuple[str, int]]:
    """Each text with how often it stood before: by that a choice is kept while the list of names is changed."""
    seen: Counter[str] = Counter()
    found = []
    for text in texts:
        found.append((text, seen[text]))
        seen[text] += 1
    return found


def _hint() -> str:
    words = _("把微信、短信、文件里的名单粘贴在这里，标题、序号、职务、括号里的部门都可以留着。例如：")
    return words + _("\n参会人员：\n1. 张三法官、李四（刑庭）\n2. 青山区法院：王五、赵六")
