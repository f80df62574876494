"""Which columns a table shows, in what order, how wide, and sorted by which: chosen in the header, remembered."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView, QWidget

from cadre_desktop.kit.jobs import Jobs
from cadre_desktop.kit.kind import Column, stands_by_name
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.clips import CLIP_ROOM
from cadre_desktop.kit.qt.lists.listing_model import ListingModel, cell_text
from cadre_desktop.kit.qt.look.chip import chip_width
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.menus import TickMenu
from cadre_desktop.kit.qt.talk.settings import Settings, part
from cadre_desktop.kit.store.fields import CodeField

_MARGIN = 22
_WIDEST = 460
"""The longest titles of courses have 34 characters."""
_NARROWEST = 96
_NAMED = 150
"""So wide the first column stays, which says what a row is about, where the others have to give way."""
_WHOLE = 240
"""So wide it is where that leaves the others room enough: numbers differ at their end."""
_SAMPLE = 60
_MEASURED_WHOLE = 20_000
"""So many rows at most are looked through for their longest texts."""
_GROWTH = 1.3


def fitted(widths: Sequence[int], room: int, narrowest: int = _NARROWEST) -> list[int]:
    """`widths` fitted to `room`: where they are too wide the widest ones are cut to a common width, and where there is
    room to spare all become a little wider. When columns would become narrower than `narrowest`, all keep their widths
    and the table scrolls.
    """
    if sum(widths) <= room:
        more = min(_GROWTH, 1 + (room - sum(widths)) / max(1, sum(widths)))
        return [int(width * more) for width in widths]
    for cap in sorted(set(widths), reverse=True):
        wide = [width for width in widths if width >= cap]
        rest = sum(width for width in widths if width < cap)
        limit = (room - rest) // len(wide)
        below = max((width for width in widths if width < cap), default=0)
        if limit >= max(below, narrowest):
            return [min(width, limit) for width in widths]
    return list(widths)


def shared(natural: Sequence[int], room: int) -> list[int]:
    """`natural` widths fitted to `room`; the first column keeps what a name needs, and all of it where that can be."""
    widths = fitted(natural, room)
    for most in (_WHOLE, _NAMED):
        named = min([*natural[:1], most])
        rest = fitted(natural[1:], room - named)
        if widths and widths[0] < named and (most == _NAMED or named + sum(rest) <= room):
            return [named, *rest]
    return widths


def _widest_chip(column: Column) -> int:
    """Px for the longest state a column can show, 0 for one without: a state that is shortened is none."""
    if not isinstance(column.field, CodeField) or not column.field.codes.is_status:
        return 0
    return max((chip_width(_(label)) for label in column.field.codes.labels), default=0)


class TableColumns(QObject):
    """The columns of `view` under the settings' key `name`. Columns are known by their titles."""

    def __init__(self, view: QTableView, model: ListingModel, jobs: Jobs, settings: Settings, name: str):
        super().__init__(view)
        self._view, self._model, self._jobs, self._settings = view, model, jobs, settings
        self.measured = False
        self._name = f"table {name}"
        self._arranging = self._pressed = False
        self._by_hand: dict[str, int] = {}
        self._natural: dict[str, int] = {}
        self._header = view.horizontalHeader()
        self._dress(self._header)
        self._header.viewport().installEventFilter(self)
        self.restore(settings.get(self._name, {}))
        self._header.sectionMoved.connect(self._remember)
        self._header.sectionResized.connect(self._resized)
        self._header.sortIndicatorChanged.connect(self._remember)
        self._header.sortIndicatorChanged.connect(lambda _section, _way: self.follow_masks())
        self._header.customContextMenuRequested.connect(self._open_header_menu)

    def _dress(self, header: QHeaderView) -> None:
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(44)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    @property
    def offered(self) -> list[Column]:
        """The columns one can see; one that is neither in table nor form only serves sorting."""
        return [column for column in self._model.columns if column.in_table or column.in_form]

    @property
    def visible(self) -> tuple[Column, ...]:
        """The columns on the screen from left to right."""
        return tuple(self._model.columns[section] for section in self.sections())

    def sections(self) -> Iterator[int]:
        """The model's columns that are seen, from left to right."""
        for index in range(self._header.count()):
            section = self._header.logicalIndex(index)
            if not self._header.isSectionHidden(section):
                yield section

    @property
    def clip_section(self) -> int:
        """The column with the clips: the first on the screen that does not show a state."""
        return next((each for each in self.sections() if not _widest_chip(self._model.columns[each])), -1)

    def state(self) -> dict[str, Any]:
        """Columns, widths set by hand and sort order as plain data."""
        section = self._header.sortIndicatorSection()
        descending = self._header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        sort = [self._model.columns[section].title, descending] if 0 <= section < len(self._model.columns) else None
        return {
            "columns": [column.title for column in self.visible],
            "widths": dict(self._by_hand),
            "sort": sort,
            "strokes": self._model.by_strokes,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Arrange columns as in a `state`; what it does not say is as the kind declares."""
        self._arranging = True
        titles = [title for title in part(state, "columns", []) if self._section(title) >= 0]
        titles = list(dict.fromkeys(titles))
        titles = titles or [column.title for column in self._model.columns if column.in_table]
        self._by_hand = {
            str(title): part({title: width}, title, 0) for title, width in part(state, "widths", {}).items()
        }
        self._by_hand = {title: width for title, width in self._by_hand.items() if width > 0}
        for section, column in enumerate(self._model.columns):
            self._header.setSectionHidden(section, column.title not in titles)
        for index, title in enumerate(titles):
            now = self._header.visualIndex(self._section(title))
            if now != index:
                self._header.moveSection(now, index)
        self._arranging = False
        self._restore_sort(part(state, "sort", []), part(state, "strokes", False))
        self.fit()
        self._remember()

    def _restore_sort(self, sort: list[Any], by_strokes: bool) -> None:
        title, descending = sort if len(sort) == 2 else ("", False)
        self._sort(self._section(title), bool(descending), by_strokes)

    def _sort(self, section: int, descending: bool, by_strokes: bool) -> None:
        """The header signals to the model only when its indicator changes, which says nothing of how names are
        sorted."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        if section >= 0 and not self._model.may_sort(section):
            section = -1
        self._model.by_strokes = by_strokes
        self._header.setSortIndicator(section, order)
        self._model.sort(section, order)

    def follow_masks(self) -> None:
        """Rows are sorted by a name only while it is seen."""
        section = self._header.sortIndicatorSection()
        if 0 <= section < len(self._model.columns) and not self._model.may_sort(section):
            self.sort_by(None)

    def _section(self, title: str) -> int:
        return next((index for index, column in enumerate(self._model.columns) if column.title == title), -1)

    def _remember(self, *_change: object) -> None:
        if not self._arranging:
            self._settings.put(self._name, self.state())

    def measure(self) -> None:
        """Take the widths that headings and the first rows need, and then those that the longest texts need. Columns
        stay as wide as earlier rows needed, so that they do not jump from one filter to the next.
        """
        self.measured = bool(self._model.rowCount())
        self._grow(self._wanted())
        self.fit()
        if 0 < self._model.rowCount() <= _MEASURED_WHOLE:
            self._measure_whole()

    def _wanted(self) -> dict[str, int]:
        """How wide the headings and the first rows want the columns, by their titles."""
        metrics = self._view.fontMetrics()
        rows = range(min(_SAMPLE, self._model.rowCount()))
        wanted = {}
        for column in self.visible:
            texts = [self._model.text(row, column) for row in rows]
            width = max([metrics.horizontalAdvance(text) for text in texts], default=0)
            heading = metrics.horizontalAdvance(_(column.title)) + 14
            width = max(width + self._clip_room(column), heading) + _MARGIN
            wanted[column.title] = min(_WIDEST, max(width, _widest_chip(column)))
        return wanted

    def _clip_room(self, column: Column) -> int:
        section = self.clip_section if self._model.clips.ask else -1
        return CLIP_ROOM if section >= 0 and self._model.columns[section] is column else 0

    def widen(self) -> None:
        """Make room for what has come into the list since it was measured (an import, numbers of certificates). No
        column becomes narrower, so that nothing jumps while somebody searches.
        """
        wanted = self._wanted()
        if any(width > self._natural.get(title, 0) for title, width in wanted.items()):
            self._grow(wanted)
            self.fit()
            if self._model.rowCount() <= _MEASURED_WHOLE:
                self._measure_whole()

    def _grow(self, wanted: dict[str, int]) -> None:
        self._natural |= {title: max(width, self._natural.get(title, 0)) for title, width in wanted.items()}

    def _measure_whole(self) -> None:
        """A code or a title further down may be longer than those in sight."""
        question = replace(self._model.listing, columns=self.visible)
        self._jobs.run(
            _("正在调整列宽"),
            lambda _progress: question.longest(),
            self._widen,
            keep_latest=f"widths {id(self)}",
            owner=self._view,
        )

    def _widen(self, longest: dict[str, Any]) -> None:
        metrics = self._view.fontMetrics()
        for column in self.visible:
            text = cell_text(column, longest.get(column.title), self._model.revealed)
            width = min(_WIDEST, metrics.horizontalAdvance(text) + self._clip_room(column) + _MARGIN)
            self._natural[column.title] = max(width, self._natural.get(column.title, 0))
        self.fit()

    def fit(self) -> None:
        """Give the columns their widths; those set by hand keep theirs, the others share the room that is left."""
        sections = list(self.sections())
        if not sections:
            return
        titles = [self._model.columns[section].title for section in sections]
        free = [title for title in titles if title not in self._by_hand]
        room = self._view.viewport().width() - sum(self._by_hand.get(title, 0) for title in titles)
        widths = dict(zip(free, shared([self._natural.get(title, 110) for title in free], room), strict=True))
        self._arranging = True
        for section, title in zip(sections, titles, strict=True):
            self._header.resizeSection(section, self._by_hand.get(title) or widths[title])
        self._arranging = False

    def _resized(self, section: int, _old: int, width: int) -> None:
        """Only what the user drags is remembered; the last column stretches by itself."""
        last = max(self.sections(), key=self._header.visualIndex, default=-1)
        if self._pressed and not self._arranging and section != last and width:
            self._by_hand[self._model.columns[section].title] = width
            self._remember()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whether a width changes under the user's hand or by itself, Qt does not say."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            self._pressed = event.type() == QEvent.Type.MouseButtonPress
        return False

    def set_visible(self, column: Column, visible: bool) -> None:
        """Show or hide a column; the last one cannot be hidden."""
        if not visible and self.visible == (column,):
            return
        self._header.setSectionHidden(self._section(column.title), not visible)
        self.measure()
        self._remember()

    def sort_by(self, column: Column | None, descending: bool = False, by_strokes: bool = False) -> None:
        """Sort by a column, seen or not; None is the kind's own order. Names are sorted by pinyin, or `by_strokes`."""
        self._sort(self._section(column.title) if column else -1, descending, by_strokes)
        self._remember()

    def reset(self) -> None:
        """Everything as the kind declares."""
        self._natural = {}
        self.restore({})
        self.measure()

    def chooser(self, parent: QMenu | None = None) -> QMenu:
        """A menu with a tick for each column."""
        menu = TickMenu(_("显示的列"), parent or self._view)
        menu.setIcon(icon("columns"))
        self._fill_chooser(menu)
        return menu

    def chooser_menu(self, parent: QWidget) -> QMenu:
        """The same menu for a button: made anew whenever it opens."""
        menu = TickMenu(parent)
        menu.aboutToShow.connect(lambda: self._fill_chooser(menu))
        return menu

    def _fill_chooser(self, menu: QMenu) -> None:
        menu.clear()
        for column in self.offered:
            action = menu.addAction(_(column.title))
            action.setCheckable(True)
            action.setChecked(column in self.visible)
            action.toggled.connect(lambda ticked, column=column: self.set_visible(column, ticked))
        menu.addSeparator()
        menu.addAction(_("恢复默认的列")).triggered.connect(self.reset)

    def sorter(self, parent: QMenu | None = None) -> QMenu:
        """A menu with everything one can sort by."""
        menu = QMenu(_("排序"), parent or self._view)
        menu.addAction(_("默认顺序")).triggered.connect(lambda: self.sort_by(None))
        if self._model.listing.ordered_by_name:
            words = _("默认顺序，姓名按姓氏笔画")
            menu.addAction(words).triggered.connect(lambda: self.sort_by(None, by_strokes=True))
        menu.addSeparator()
        seen = self.visible
        for section, column in enumerate(self._model.columns):
            if (column not in seen and column in self.offered) or not self._model.may_sort(section):
                continue
            title = column.hint if column not in self.offered else _(column.title)
            if stands_by_name(column):
                title = _("{title}（按拼音）").format(title=title)
            menu.addAction(title).triggered.connect(lambda _checked=False, column=column: self.sort_by(column))
            if stands_by_name(column):
                action = menu.addAction(_("{title}（按姓氏笔画）").format(title=_(column.title)))
                action.triggered.connect(lambda _checked=False, column=column: self.sort_by(column, by_strokes=True))
        return menu

    def _open_header_menu(self, point: QPoint) -> None:
        menu = self.header_menu(self._header.logicalIndexAt(point))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._header.mapToGlobal(point))

    def header_menu(self, section: int) -> QMenu:
        """What a right click on a heading offers."""
        menu = QMenu(self._view)
        if section >= 0:
            column = self._model.columns[section]
            if self._model.may_sort(section):
                menu.addAction(_("升序")).triggered.connect(lambda: self.sort_by(column))
                if stands_by_name(column):
                    menu.addAction(_("按姓氏笔画")).triggered.connect(lambda: self.sort_by(column, by_strokes=True))
                menu.addAction(_("降序")).triggered.connect(lambda: self.sort_by(column, True))
            menu.addAction(_("隐藏这一列")).triggered.connect(lambda: self.set_visible(column, False))
            menu.addSeparator()
        menu.addMenu(self.sorter(menu))
        menu.addMenu(self.chooser(menu))
        return menu
