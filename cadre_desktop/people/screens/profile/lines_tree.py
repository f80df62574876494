"""The lines of a person's page: under the headings of their sections, or all together by time."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import PersonLine
from cadre_desktop.kit.qt.look.theme import theme_changed, tokens, ui_font
from cadre_desktop.people.profile.page import ProfileSection, all_lines
from cadre_desktop.people.profile.wording import when

_WHEN, _TEXT, _NOTE, _SOURCE = range(4)
_WIDTHS = {_WHEN: 224, _NOTE: 240, _SOURCE: 108}
_FOR_NOTES, _FOR_SOURCES = 560, 640
"""Px of the list below which these columns are left out."""
_STRIKING = ("warning", "bad")
"""States that are tinted; the note says them in words."""
_LINE = int(Qt.ItemDataRole.UserRole)


class LinesTree(QTreeWidget):
    """`opened` carries the line that Enter was pressed on or that was clicked twice."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._sections: Sequence[ProfileSection] = ()
        self._by_time = False
        self._folded: set[str] = set()
        self.setHeaderLabels([_("时间"), _("内容"), _("说明"), _("来源")])
        self.setAccessibleName(_("档案记录"))
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.itemActivated.connect(lambda item, _column: self._open(item))
        self.itemExpanded.connect(lambda item: self._folded.discard(item.text(_WHEN)))
        self.itemCollapsed.connect(lambda item: self._folded.add(item.text(_WHEN)))
        theme_changed.connect(self._colour)

    def show_sections(self, sections: Sequence[ProfileSection], by_time: bool) -> None:
        """Show these sections, or their lines without headings."""
        current = self._current_line()
        self._sections, self._by_time = sections, by_time
        self.setUpdatesEnabled(False)
        self.clear()
        self.setRootIsDecorated(not by_time)
        if by_time:
            self.addTopLevelItems([_item(line) for _section, line in all_lines(sections)])
        else:
            for section in sections:
                self._add_section(section)
        self._colour()
        self._go_back_to(current)
        self.setUpdatesEnabled(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for all columns, what was when has it, and the notes are at the mouse."""
        super().resizeEvent(event)
        width = event.size().width()
        self.setColumnHidden(_SOURCE, width < _FOR_SOURCES)
        self.setColumnHidden(_NOTE, width < _FOR_NOTES)

    def lines(self) -> list[PersonLine]:
        """The lines in the order in which they are shown."""
        found = (self._line(item) for item in self._items())
        return [line for line in found if line is not None]

    def _add_section(self, section: ProfileSection) -> None:
        heading = QTreeWidgetItem([_heading(section)])
        heading.setFont(_WHEN, ui_font(bold=True))
        self.addTopLevelItem(heading)
        heading.setFirstColumnSpanned(True)
        if section.withheld:
            note = QTreeWidgetItem([_("受保护的内容，选“显示受保护的内容”后才读取。")])
            heading.addChild(note)
            note.setFirstColumnSpanned(True)
        elif not section.lines:
            heading.addChild(QTreeWidgetItem([_("没有记录")]))
        heading.addChildren([_item(line) for line in section.lines])
        heading.setExpanded(heading.text(_WHEN) not in self._folded)

    def _items(self) -> list[QTreeWidgetItem]:
        tops = [self.topLevelItem(index) for index in range(self.topLevelItemCount())]
        found = []
        for top in filter(None, tops):
            found += [top, *(top.child(index) for index in range(top.childCount()))]
        return found

    @staticmethod
    def _line(item: QTreeWidgetItem | None) -> PersonLine | None:
        found = item.data(_WHEN, _LINE) if item is not None else None
        return found[0] if found else None

    def _current_line(self) -> PersonLine | None:
        return self._line(self.currentItem()) if self.topLevelItemCount() else None

    def _go_back_to(self, line: PersonLine | None) -> None:
        for item in self._items():
            found = self._line(item)
            if line is not None and found is not None and (found.kind, found.key) == (line.kind, line.key):
                self.setCurrentItem(item)
                return
        first = next((item for item in self._items() if self._line(item) is not None), None)
        if first is not None:
            self.setCurrentItem(first)

    def _colour(self) -> None:
        for item in self._items():
            line = self._line(item)
            if line is not None:
                item.setForeground(_SOURCE, QBrush(tokens().color("muted")))
                item.setForeground(_NOTE, QBrush(tokens().color(line.tone if line.tone in _STRIKING else "muted")))

    def _open(self, item: QTreeWidgetItem) -> None:
        line = self._line(item)
        if line is not None:
            self.opened.emit(line)


def _heading(section: ProfileSection) -> str:
    title = section.title
    if len(section.lines) > 1:
        title = _("{title}（{count}）").format(title=title, count=len(section.lines))
    return _("{title}　{summary}").format(title=title, summary=section.summary) if section.summary else title


def _item(line: PersonLine) -> QTreeWidgetItem:
    item = QTreeWidgetItem([when(line), line.text, line.note, _(line.kind.title)])
    item.setData(_WHEN, _LINE, (line,))  # as a tuple of one: Qt would take the line itself for a list
    item.setToolTip(_TEXT, "\n".join(filter(None, (line.text, line.note, _(line.kind.title)))))
    item.setToolTip(_NOTE, line.note)
    return item
