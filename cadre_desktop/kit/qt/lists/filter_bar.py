"""Filters over a list: a drop-down for each column that has one, what is active as chips, saved views."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.kit.jobs import Jobs
from cadre_desktop.kit.kind import Column, Kind, concealed
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing, of_groups, value_text
from cadre_desktop.kit.qt.keyboard.reading_order import follow_layout
from cadre_desktop.kit.qt.lists.filter_popup import FilterChoice, FilterPopup, choices
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import repolish
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon

_MOST_NAMED = 3


class ListFilter(Protocol):
    """One drop-down of a list: what it offers and what is chosen."""

    def condition(self, values: Sequence[Any], words: str) -> Condition:
        """Rows that fit one of `values`."""

    def words(self, values: Sequence[Any]) -> str:
        """What is chosen, on a chip."""

    def choices(self, question: Listing) -> list[FilterChoice]:
        """The values there are in `question`, with how many rows have each."""


class _ColumnFilter:
    """The values of a column."""

    def __init__(self, column: Column):
        self._column = column

    def condition(self, values: Sequence[Any], words: str) -> Condition:
        return of_groups(self._column, values, words)

    def words(self, values: Sequence[Any]) -> str:
        labels = list(dict.fromkeys(value_text(self._column, value) or _("（空）") for value in values[:50]))
        words = "、".join(labels[:_MOST_NAMED])
        if len(labels) > _MOST_NAMED:
            words = _("{words} 等 {count} 项").format(words=words, count=len(labels))
        return f"{_(self._column.title)}：{words}"

    def choices(self, question: Listing) -> list[FilterChoice]:
        return choices(question, self._column)


class FilterBar(QWidget):
    """`changed` says that other rows are wanted; `conditions` says which.

    `listing` returns the list as it is now, so that the counts of one filter take the others into account. `more` are
    filters, by their titles, that are no columns.
    """

    changed = Signal()

    def __init__(
        self,
        kind: Kind,
        jobs: Jobs,
        listing: Callable[[], Listing],
        parent: QWidget | None = None,
        more: Mapping[str, ListFilter] | None = None,
    ):
        super().__init__(parent)
        self._jobs, self._listing = jobs, listing
        self._kind = kind
        self._chosen: dict[str, list[Any]] = {}
        self._drill: tuple[Condition, ...] = ()
        open_ones = (column for column in kind.columns if column.filterable and column not in concealed(kind))
        own = {column.title: _ColumnFilter(column) for column in open_ones}
        self._filters: dict[str, ListFilter] = {**own, **(more or {}), **own}
        self.buttons = {title: self._button(title) for title in self._filters}
        self._bar = FoldingRow(spacing=4)
        for button in self.buttons.values():
            self._bar.left.addWidget(button)
        self._bar.left.addStretch(1)
        self._bar.right.addStretch(1)
        self._chips = QWidget()
        self._chip_row = QHBoxLayout(self._chips)
        self._chip_row.setContentsMargins(0, 0, 0, 0)
        self._chip_row.setSpacing(6)
        self._chip_buttons: list[QToolButton] = []
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(6)
        stack.addWidget(self._bar)
        stack.addWidget(self._chips)
        self._show_chips()

    def _button(self, title: str) -> QPushButton:
        button = QPushButton(_(title))
        button.setProperty("kind", "filter")
        button.setIcon(icon("chevron-down", "muted"))
        button.setIconSize(QSize(12, 12))
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setAccessibleName(_("按{title}筛选").format(title=_(title)))
        button.clicked.connect(lambda: self.open_filter(title))
        return button

    def add_tool(self, widget: QWidget) -> None:
        """A tool at the right end of the bar."""
        self._bar.right.addWidget(widget)
        follow_layout(self)

    def offer(self, title: str, offered: bool) -> None:
        """Show or hide the button of one filter; one that is chosen stays."""
        self.buttons[title].setVisible(offered or title in self._chosen)

    @property
    def chosen(self) -> dict[str, list[Any]]:
        """The stored values chosen, by column title: plain data to be remembered."""
        return {title: list(values) for title, values in self._chosen.items()}

    @property
    def drill(self) -> tuple[Condition, ...]:
        """The conditions of the figure whose rows are shown."""
        return self._drill

    @property
    def active(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self._chosen or self._drill)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All that narrows the list."""
        return (*self._drill, *self._without(""))

    def _without(self, title: str) -> tuple[Condition, ...]:
        found = ((self._filters[name], values) for name, values in self._chosen.items() if name != title)
        return tuple(each.condition(values, each.words(values)) for each, values in found)

    def set_chosen(self, chosen: Mapping[str, Sequence[Any]], drill: Sequence[Condition] = ()) -> None:
        """Set all filters at once, without a signal; what no longer is a filter is left out."""
        known = {title: values for title, values in chosen.items() if isinstance(values, list | tuple)}
        self._chosen = {
            title: [value for value in values if value is None or isinstance(value, str | int)]
            for title, values in known.items()
            if values and title in self._filters
        }
        self._drill = tuple(drill)
        self._show_chips()

    def choose(self, title: str, values: Sequence[Any]) -> None:
        """Set one filter; no values take it away."""
        self.set_chosen({**self._chosen, title: values}, self._drill)
        self.changed.emit()

    def clear(self) -> None:
        """Take all filters away."""
        if self.active:
            self.set_chosen({})
            self.changed.emit()

    def _drop_condition(self, condition: Condition) -> None:
        self.set_chosen(self._chosen, [each for each in self._drill if each is not condition])
        self.changed.emit()

    def open_filter(self, title: str) -> None:
        """Read the values with their counts and open the drop-down."""
        chosen = self._filters[title]
        listing = self._listing()
        others = (*listing.conditions, *self._drill, *self._without(title))
        question = Listing(self._kind, others, listing.text)
        self._jobs.run(
            _("正在统计"),
            lambda progress: chosen.choices(question),
            lambda lines: self._drop_down(title, lines),
            keep_latest=f"filter {id(self)}",
            owner=self,
        )

    def _drop_down(self, title: str, lines: list[FilterChoice]) -> None:
        self.popup = FilterPopup(self)
        self.popup.fill(lines, self._chosen.get(title, ()))
        self.popup.chosen.connect(lambda values: self.choose(title, values))
        self.popup.show_below(self.buttons[title])

    def _show_chips(self) -> None:
        self._chip_buttons.clear()
        while self._chip_row.count():
            item = self._chip_row.takeAt(0)
            if item is not None and item.widget() is not None:
                item.widget().deleteLater()
        for condition in self._drill:
            words = condition.words or _("按指定条件")
            self._add_chip(words, lambda _checked=False, condition=condition: self._drop_condition(condition))
        for title, values in self._chosen.items():
            words = self._filters[title].words(values)
            self._add_chip(words, lambda _checked=False, title=title: self.choose(title, ()))
        if self.active:
            clear = dressed(QPushButton(_("清除全部")), "quiet")
            clear.clicked.connect(self.clear)
            self._chip_row.addWidget(clear)
            self._chip_row.addStretch(1)
        self._chips.setVisible(self.active)
        follow_layout(self)
        for title, button in self.buttons.items():
            active = title in self._chosen
            if bool(button.property("active")) != active:
                button.setProperty("active", active)
                repolish(button)

    def _add_chip(self, words: str, remove: Callable[..., None]) -> None:
        chip = QToolButton()
        chip.setText(words if len(words) <= 40 else words[:39] + "…")
        chip.setToolTip(_("{words}（点击去掉）").format(words=words))
        chip.setAccessibleName(_("去掉条件 {words}").format(words=words))
        chip.setIcon(icon("close", "primary"))
        chip.setIconSize(QSize(12, 12))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setProperty("kind", "chip")
        chip.clicked.connect(remove)
        self._chip_row.addWidget(chip)
        self._chip_buttons.append(chip)

    @property
    def chip_texts(self) -> list[str]:
        """What the chips say."""
        return [chip.text() for chip in self._chip_buttons]
