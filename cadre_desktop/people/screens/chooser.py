"""Choosing people without a second window: search and filters, or pasted names, at the left, who was chosen at the
right."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.fields.number_fields import CountInput
from cadre_desktop.kit.qt.fields.search_input import SearchInput
from cadre_desktop.kit.qt.lists.filter_bar import FilterBar
from cadre_desktop.kit.qt.lists.table import TableView
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.sections import Sections
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.people.choosing import CANDIDATE, UNASKED, Group, Sought, besides, everybody_meant, group_titles
from cadre_desktop.people.pasting import Barred
from cadre_desktop.people.screens.basket import Basket, chosen_people
from cadre_desktop.people.screens.paste_panel import PastePanel

_CARD_WIDTH, _CARD_LEAST = 430, 260
"""Px of the list of those chosen on a usual and on a small screen."""


class PeopleChooser(QWidget):
    """`changed` says that other people are chosen, `given_up` that nobody shall be.

    `below` is what a slice asks beside the people (a day, a reason) and its button, put beneath the basket.
    `barred` says who is not offered, such as those in the pool already; of a confidential list nobody is barred, or
    absence would show who is on it.
    """

    changed = Signal()
    given_up = Signal()

    def __init__(self, desk: Desk, name: str, below: QWidget, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._barred: tuple[Barred, ...] = ()
        self._by_hand: list[int] = []
        self._on_list = 0
        self._takers: dict[int, Callable[[], None]] = {0: self._take_all}
        self.search = SearchInput(_("姓名 / 拼音 / 首字母 / 证件号末几位"))
        self.group = ChoiceInput(group_titles(desk.clock.today().year), empty=False)
        self.group.set_value(Group.STAFF)
        self.age_from, self.age_to = CountInput(_("岁")), CountInput(_("岁"))
        self.untrained = QCheckBox(_("今年没有参训"))
        self.filters = FilterBar(CANDIDATE, desk.jobs, self._sought)
        self.table = TableView(Listing(CANDIDATE), desk.jobs, desk.settings, name)
        self.ways = Sections((_("按条件查找"), _("粘贴名单")))
        self.paste = PastePanel(desk)
        self.basket = Basket()
        self.found, self.count = QLabel(), QLabel()
        self.take_selected = QPushButton(icon("add"), _("加入选中"))
        self.take_all = QPushButton(_("全部加入"))
        self.clear = dressed(QPushButton(_("清空")), "quiet")
        self._build(below)
        self._connect()

    def _build(self, below: QWidget) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._left())
        split.addWidget(self._card(below))
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 1)
        split.setSizes([900, _CARD_WIDTH])
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(split)

    def _left(self) -> QWidget:
        self.ways.setTabToolTip(1, _("粘贴微信、文件里的名单，逐个认人（Ctrl+Shift+V）"))
        self._sides = Stack()
        self._sides.addWidget(self._candidates())
        self._sides.addWidget(self.paste)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.ways)
        column.addWidget(self._sides, 1)
        return side

    def _candidates(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._search_row(row_in(column))
        column.addWidget(self.filters)
        self.untrained.setToolTip(_("培训档案里今年没有记录的人"))
        self.filters.add_tool(self.untrained)
        self._rows = Stack()
        self._rows.addWidget(self.table)
        self._rows.addWidget(self._nobody())
        column.addWidget(self._rows, 1)
        self._take_row(row_in(column))
        return side

    @staticmethod
    def _nobody() -> EmptyState:
        nobody = EmptyState(
            "people", _("没有可选的人"), _("换一个词、放宽条件或年龄；已在名单上和已选在右边的人不再列出。")
        )
        set_role(nobody, "card")
        return nobody

    def _search_row(self, row: QHBoxLayout) -> None:
        self.group.setAccessibleName(_("人员范围"))
        self.group.setMinimumWidth(136)
        row.setSpacing(8)
        self.search.setMinimumWidth(120)
        row.addWidget(self.search, 1)
        row.addWidget(self.group)
        for box, title, before in ((self.age_from, _("最小年龄"), _("年龄")), (self.age_to, _("最大年龄"), _("至"))):
            label = QLabel(before)
            set_role(label, "muted")
            box.setAccessibleName(title)
            box.setFixedWidth(84)
            row.addWidget(label)
            row.addWidget(box)

    def _take_row(self, row: QHBoxLayout) -> None:
        set_role(self.found, "muted")
        self.take_selected.setToolTip(_("把选中的人加入右边的名单（回车）"))
        row.setSpacing(8)
        row.addWidget(self.found, 1)
        row.addWidget(self.take_all)
        row.addWidget(self.take_selected)

    def _card(self, below: QWidget) -> QWidget:
        card = QFrame()
        set_role(card, "card")
        set_role(self.count, "heading")
        head = QHBoxLayout()
        self.clear.setToolTip(_("把右边的名单清空"))
        self.hint = QLabel(_("在左边选中人员后按回车加入；\n在这里按 Delete 移出。"))
        set_role(self.hint, "muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(8)
        column.addLayout(head)
        head.addWidget(self.count, 1)
        head.addWidget(self.clear)
        column.addWidget(self.basket, 1)
        column.addWidget(self.hint, 1)
        column.addWidget(below)
        card.setMinimumWidth(_CARD_LEAST)
        return card

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self.ask())
        self.search.down.connect(self._go_to_table)
        self.group.changed.connect(self.ask)
        self.untrained.toggled.connect(lambda _on: self.ask())
        self.ways.chosen.connect(self._bring)
        self.paste.changed.connect(self._show_chosen)
        self.filters.changed.connect(self.ask)
        for box in (self.age_from, self.age_to):
            box.changed.connect(self.ask)
        self.table.opened.connect(lambda _key: self._take_selected())
        self.table.typed.connect(self._type_on)
        self.table.picked.connect(self._show_counts)
        self.take_selected.clicked.connect(self._take_selected)
        self.take_all.clicked.connect(self._take_all)
        self.clear.clicked.connect(lambda: self.choose([]))
        self.basket.dropped.connect(self._drop)
        self.shortcut("Ctrl+Shift+A", self._take_everybody)
        self.shortcut("Ctrl+Shift+V", lambda: self.paste_names(""))
        self._desk.changes.happened.connect(self._after_change)

    def add_way(self, title: str, widget: QWidget, tip: str, take_all: Callable[[], None]) -> None:
        """Offer another way to find people beside the two: `widget`, from which its page chooses them, with
        `take_all` everybody."""
        index = self.ways.addTab(title)
        self.ways.setTabToolTip(index, tip)
        self._sides.addWidget(widget)
        self._takers[index] = take_all

    def bring(self, widget: QWidget) -> None:
        """Bring one of the added ways to the front."""
        self._bring(self._sides.indexOf(widget))

    def shortcut(self, keys: str, slot: Any) -> None:
        """Keys that do something wherever the cursor is in it."""
        shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    def begin(self, *barred: Barred, text: str | None = None) -> None:
        """Start afresh with nobody chosen, offering all but who is `barred`; with a `text` of names, or an empty one,
        where names are pasted."""
        self._barred = barred
        self._by_hand = []
        self.search.set_value("")
        self.paste.begin(barred, text or "")
        self.judge({})
        self.ask()
        self._bring(0 if text is None else 1)
        self.changed.emit()

    def _bring(self, way: int) -> None:
        self.ways.show_section(way)
        self._sides.setCurrentIndex(way)
        cursors = {0: self.search, 1: self.paste.text}
        cursors.get(way, self._sides.currentWidget()).setFocus()

    @property
    def pasting(self) -> str | None:
        """The names pasted, None while people are looked for."""
        return self.paste.text.value() if self._sides.currentWidget() is self.paste else None

    def paste_names(self, text: str) -> None:
        """Go to where names are pasted, with `text` in it if it is not empty."""
        self._bring(1)
        if text:
            self.paste.text.set_value(text)
            self.paste.read()

    def _wanted(self) -> Listing:
        """Who fits group and ages, without heed of the list at the right."""
        ages: list[int | None] = []
        for box in (self.age_from, self.age_to):
            try:
                ages.append(box.value())
                mark_wrong(box, False)
            except Unclear:
                ages.append(None)
                mark_wrong(box, True)
        sought = Sought(Group(self.group.value()), ages[0], ages[1], self.untrained.isChecked())
        return replace(sought.listing(self._desk.clock.today()), text=self.search.value())

    def _sought(self) -> Listing:
        chosen = self.chosen
        offered = self._wanted().where(*(each.allowed for each in self._barred))
        return offered.where(besides(chosen)) if chosen else offered

    def ask(self) -> None:
        """List who fits search and filters."""
        self.table.show_listing(self._sought().where(*self.filters.conditions))
        self._count_listed()

    def _count_listed(self) -> None:
        """How many more would fit but are on the list already."""
        wanted = self._wanted().where(*self.filters.conditions)
        there = [each.allowed for each in self._barred if each.elsewhere]
        self._desk.jobs.run(
            _("正在统计"),
            lambda _progress: wanted.count() - wanted.where(*there).count() if there else 0,
            self._take_listed,
            keep_latest=f"listed {id(self)}",
            owner=self,
        )

    def _take_listed(self, count: int) -> None:
        self._on_list = count
        self._show_counts()

    def _after_change(self, tables: frozenset[str]) -> None:
        """Others are on the list now, or people have changed."""
        if self.isVisible() and tables:
            self.table.listing_model.refresh()
            self._count_listed()
            self.paste.read()
            self._show_chosen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.start()

    @property
    def chosen(self) -> list[int]:
        """The keys of those chosen."""
        return list(dict.fromkeys((*self._by_hand, *self.paste.people)))

    @property
    def open_names(self) -> list[str]:
        """Pasted names of which it is not settled yet whom they mean."""
        return self.paste.open_names

    def keep_open(self) -> int:
        """Choose anew, and of the pasted names keep those that are not settled; returns how many. Without any nothing
        is changed."""
        left = len(self.open_names)
        if left:
            self.begin(*self._barred, text=self.paste.open_text)
        return left

    def choose(self, people: list[int]) -> None:
        """Make these the chosen ones."""
        self.paste.drop([key for key in self.paste.people if key not in people])
        pasted = set(self.paste.people)
        self._by_hand = [key for key in dict.fromkeys(people) if key not in pasted]
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.judge({})
        self.ask()
        self.changed.emit()

    def judge(self, reasons: Mapping[int, str]) -> None:
        """Show the chosen with what speaks against some of them, by key."""
        lines = chosen_people(self.chosen)
        there = {line.key for line in lines}
        self._by_hand = [key for key in self._by_hand if key in there]  # who was deleted meanwhile
        self.basket.put(lines, reasons)
        self.basket.setVisible(bool(lines))
        self.hint.setVisible(not lines)
        self.clear.setVisible(bool(lines))
        self.count.setText(_("已选 {count} 人").format(count=len(lines)))

    def _take_selected(self) -> None:
        keys = self.table.selected_keys()
        if keys and everybody_meant(self._desk.notices, len(keys), narrowed=self.narrowed):
            self.choose([*self.chosen, *keys])

    @property
    def narrowed(self) -> bool:
        """Whether search, filters, ages or a smaller group than the staff leave people out."""
        by_hand = (self.search.value(), self.age_from.text(), self.age_to.text(), self.filters.active)
        return any(by_hand) or self.untrained.isChecked() or self.group.value() in (Group.RETIRING, Group.NEWCOMERS)

    @property
    def _all_at_once(self) -> bool:
        """Whether everybody listed may be taken by one click: never the whole city."""
        rows = self.table.listing_model.rowCount()
        return rows > 0 and (self.narrowed or rows <= UNASKED)

    def _take_everybody(self) -> None:
        """Everybody whom the way in front has found; of pasted names all are taken already."""
        if take := self._takers.get(self._sides.currentIndex()):
            take()

    def _take_all(self) -> None:
        listing = self.table.listing
        if self._all_at_once:
            self._desk.jobs.run(
                _("正在查找"),
                lambda _progress: list(chain.from_iterable(listing.keys())),
                lambda keys: self.choose([*self.chosen, *keys]),
                owner=self,
            )

    def _drop(self, keys: list[int]) -> None:
        self.choose([key for key in self.chosen if key not in keys])

    def _show_counts(self) -> None:
        rows, selected = self.table.listing_model.rowCount(), self.table.selected_count
        self._rows.setCurrentIndex(0 if rows else 1)
        text = _("列出 {count} 人，另有 {listed} 人已在名单上") if self._on_list else _("列出 {count} 人")
        self.found.setText(text.format(count=f"{rows:,}", listed=f"{self._on_list:,}"))
        whole = self._all_at_once
        self.take_all.setText(_("全部加入 {count} 人").format(count=f"{rows:,}") if whole else _("全部加入"))
        self.take_all.setEnabled(whole)
        self.take_all.setToolTip(
            _("把列出的人全部加入右边的名单（Ctrl+Shift+A）")
            if whole or not rows
            else _("人太多，请先按法院、部门等筛选，再全部加入")
        )
        self.take_selected.setText(_("加入选中 {count} 人").format(count=selected) if selected else _("加入选中"))
        self.take_selected.setEnabled(selected > 0)

    def _go_to_table(self) -> None:
        self.table.enter()

    def _type_on(self, text: str) -> None:
        """Typing in the list goes on in the search line."""
        self.search.setFocus()
        self.search.insert(text)
        self.search.textEdited.emit(self.search.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
