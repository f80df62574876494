"""Choosing people without a second window: search and filters at the left, who was chosen at the right."""

from collections.abc import Mapping
from itertools import chain
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.action_button import dressed
from cadre_desktop.kit.qt.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.fields import ChoiceBox, CountField, EmptyState, SearchBox
from cadre_desktop.kit.qt.filter_bar import FilterBar
from cadre_desktop.kit.qt.icons import icon
from cadre_desktop.kit.qt.table import TableView
from cadre_desktop.people.choosing import CANDIDATE, Group, Sought, besides, everybody_meant, group_titles
from cadre_desktop.people.screens.basket import Basket, chosen_people

_CARD_WIDTH = 430


class PeopleChooser(QWidget):
    """`changed` tells that other people are chosen, `given_up` that nobody shall be.

    `below` is what a slice asks beside the people (a day, a reason) and its button, put beneath the basket.
    `outside` is what everybody offered meets, such as not being in the pool already.
    """

    changed = Signal()
    given_up = Signal()

    def __init__(self, desk: Desk, name: str, below: QWidget, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._outside: tuple[Condition, ...] = ()
        self._chosen: list[int] = []
        self.search = SearchBox(_("姓名 / 拼音 / 首字母 / 证件号末几位"))
        self.group = ChoiceBox(group_titles(desk.clock.today().year), empty=False)
        self.group.set_value(Group.STAFF)
        self.age_from, self.age_to = CountField(_("岁")), CountField(_("岁"))
        self.filters = FilterBar(CANDIDATE, desk.jobs, self._sought)
        self.table = TableView(Listing(CANDIDATE), desk.jobs, desk.settings, name)
        self.basket = Basket()
        self.found, self.count = QLabel(), QLabel()
        self.take_selected = QPushButton(icon("add"), _("加入选中"))
        self.take_all = QPushButton(_("全部加入"))
        self.clear = dressed(QPushButton(_("清空")), "quiet")
        self._build(below)
        self._connect()

    # Building.

    def _build(self, below: QWidget) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._candidates())
        split.addWidget(self._card(below))
        split.setStretchFactor(0, 1)
        split.setSizes([900, _CARD_WIDTH])
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(split)

    def _candidates(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._search_row())
        column.addWidget(self.filters)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.table)
        self._rows.addWidget(self._nobody())
        column.addWidget(self._rows, 1)
        column.addLayout(self._take_row())
        return side

    @staticmethod
    def _nobody() -> EmptyState:
        nobody = EmptyState("people", _("没有可选的人"), _("换一个词、放宽条件或年龄；已经在名单上的人不再列出。"))
        set_role(nobody, "card")
        return nobody

    def _search_row(self) -> QHBoxLayout:
        self.group.setAccessibleName(_("人员范围"))
        self.group.setMinimumWidth(136)
        row = QHBoxLayout()
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
        return row

    def _take_row(self) -> QHBoxLayout:
        set_role(self.found, "muted")
        self.take_selected.setToolTip(_("把选中的人加入右边的名单（回车）"))
        self.take_all.setToolTip(_("把列出的人全部加入右边的名单（Ctrl+Shift+A）"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.found, 1)
        row.addWidget(self.take_all)
        row.addWidget(self.take_selected)
        return row

    def _card(self, below: QWidget) -> QWidget:
        card = QFrame()
        set_role(card, "card")
        set_role(self.count, "heading")
        head = QHBoxLayout()
        head.addWidget(self.count, 1)
        head.addWidget(self.clear)
        self.clear.setToolTip(_("把右边的名单清空"))
        self.hint = QLabel(_("在左边选中人员后按回车加入；\n在这里按 Delete 移出。"))
        set_role(self.hint, "muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.basket, 1)
        column.addWidget(self.hint, 1)
        column.addWidget(below)
        card.setMinimumWidth(330)
        return card

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self.ask())
        self.search.down.connect(self._go_to_table)
        self.group.changed.connect(self.ask)
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
        self._shortcut("Ctrl+Shift+A", self._take_all)

    def _shortcut(self, keys: str, slot: Any) -> None:
        shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    # Who is offered.

    def begin(self, *outside: Condition) -> None:
        """Start afresh with nobody chosen, offering only who meets `outside`."""
        self._outside = outside
        self._chosen = []
        self.search.set_value("")
        self.judge({})
        self.ask()
        self.changed.emit()
        self.search.setFocus()

    def _sought(self) -> Listing:
        ages = []
        for box in (self.age_from, self.age_to):
            try:
                ages.append(box.value())
                mark_wrong(box, False)
            except Unclear:
                ages.append(None)
                mark_wrong(box, True)
        sought = Sought(Group(self.group.value()), *ages)
        listing = sought.listing(self._desk.clock.today()).where(*self._outside)
        chosen = (besides(self._chosen),) if self._chosen else ()
        return Listing(CANDIDATE, (*listing.conditions, *chosen), text=self.search.value())

    def ask(self) -> None:
        """List who fits search and filters."""
        listing = self._sought()
        self.table.show_listing(listing.where(*self.filters.conditions))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.start()

    # Who is chosen.

    @property
    def chosen(self) -> list[int]:
        """The keys of those chosen."""
        return list(self._chosen)

    def choose(self, people: list[int]) -> None:
        """Make these the chosen ones."""
        self._chosen = list(dict.fromkeys(people))
        self.judge({})
        self.ask()
        self.changed.emit()

    def judge(self, reasons: Mapping[int, str]) -> None:
        """Show the chosen with what speaks against some of them, by key."""
        self.basket.put(chosen_people(self._chosen), reasons)
        self.basket.setVisible(bool(self._chosen))
        self.hint.setVisible(not self._chosen)
        self.clear.setVisible(bool(self._chosen))
        self.count.setText(_("已选 {count} 人").format(count=len(self._chosen)))

    def _take_selected(self) -> None:
        keys = self.table.selected_keys()
        if keys:
            self.choose([*self._chosen, *keys])

    @property
    def narrowed(self) -> bool:
        """Whether search, filters, ages or another group than the staff leave people out."""
        by_hand = [self.search.value(), self.age_from.text(), self.age_to.text(), self.filters.active]
        return any(by_hand) or self.group.value() != Group.STAFF

    def _take_all(self) -> None:
        listing = self.table.listing
        if not everybody_meant(self._desk.notices, self.table.listing_model.rowCount(), narrowed=self.narrowed):
            return
        self._desk.jobs.run(
            _("正在查找"),
            lambda _progress: list(chain.from_iterable(listing.keys())),
            lambda keys: self.choose([*self._chosen, *keys]),
            owner=self,
        )

    def _drop(self, keys: list[int]) -> None:
        self.choose([key for key in self._chosen if key not in keys])

    def _show_counts(self) -> None:
        rows, selected = self.table.listing_model.rowCount(), self.table.selected_count
        self._rows.setCurrentIndex(0 if rows else 1)
        self.found.setText(_("列出 {count} 人").format(count=f"{rows:,}"))
        self.take_all.setText(_("全部加入 {count} 人").format(count=f"{rows:,}") if rows else _("全部加入"))
        self.take_all.setEnabled(rows > 0)
        self.take_selected.setText(_("加入选中 {count} 人").format(count=selected) if selected else _("加入选中"))
        self.take_selected.setEnabled(selected > 0)

    # Keys.

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
