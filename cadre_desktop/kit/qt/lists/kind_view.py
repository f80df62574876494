"""The standard screen of a kind: title line, filters, table, and the form beside the table or instead of it."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from cadre_desktop.kit.kind import Kind, Values, concealed
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.qt.fields.editors import Surroundings
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.fields.search_input import SearchInput
from cadre_desktop.kit.qt.fields.title_line import TitleLine
from cadre_desktop.kit.qt.forms.form import Form
from cadre_desktop.kit.qt.lists.attached_marks import ATTACHED, AttachedFilter, AttachedMarks
from cadre_desktop.kit.qt.lists.filter_bar import FilterBar
from cadre_desktop.kit.qt.lists.kind_commands import KindCommands
from cadre_desktop.kit.qt.lists.list_and_form import ListAndForm
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.row_editing import Presets, Remove, RowEditing, Save
from cadre_desktop.kit.qt.lists.saved_views import SavedViews
from cadre_desktop.kit.qt.lists.table import TableView
from cadre_desktop.kit.qt.lists.unfilled_filter import UnfilledFilter
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.talk.settings import part
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.kit.rosters import counted_words
from cadre_desktop.kit.store.attachments import Attachment
from cadre_desktop.kit.store.fields import NameField
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.kit.store.unfilled import Unfilled


class KindView(ListView):
    """A list of `kind` with everything one does to it.

    save: writes a row's values (key None for a new row; only changed values for an old one) and returns its key;
    remove: deletes the rows with these keys; both run in a writing job, raise Refused, and default to the plain
    actions of `kit.editing`. importer: opens the import dialog. actions: what else the slice offers.
    base_conditions: what every row here meets. presets: values a new row begins with, or what gives them
    when one is begun. empty: words for no rows yet.
    counted: how a number of rows is said, where not as its kind says. name: the key of its settings when a kind has
    several views.
    editable: whether rows can be added, changed and deleted here.
    """

    def __init__(
        self,
        desk: ViewDesk,
        kind: Kind,
        *,
        save: Save | None = None,
        remove: Remove | None = None,
        importer: Callable[[], None] | None = None,
        actions: Sequence[ViewAction] = (),
        base_conditions: Sequence[Condition] = (),
        presets: Presets | None = None,
        title: str | None = None,
        empty: EmptyText | None = None,
        counted: str = "",
        name: str | None = None,
        editable: bool = True,
        parent: QWidget | None = None,
    ):
        super().__init__(desk, kind, title or _(kind.title), parent)
        self._editable = editable
        self._name = name or kind.key
        self._base = tuple(base_conditions)
        self._counted = _(counted) if counted else counted_words(kind)
        self._total: int | None = None
        self._opens_single = False
        self._tables = frozenset(
            {table_name(kind.record), table_name(Unfilled)} | {table_name(c.link) for c in kind.columns if c.link}
        )
        self.lists_people = _names_people(kind.record)
        by_person = self.lists_people or any(c.link and _names_people(c.link) for c in kind.columns[:1])
        self.search = SearchInput("" if by_person else _("名称 / 拼音 / 首字母"))
        self.filters = FilterBar(kind, desk.jobs, self._unfiltered, more={ATTACHED: AttachedFilter(kind)})
        self.filters.set_chosen(desk.settings.get(f"filters {self._name}", {}))
        self.unfilled = UnfilledFilter(desk, kind, self.filters, lambda: self._base)
        self.table = TableView(self._question(), desk.jobs, desk.settings, self._name)
        self.table.setAccessibleName(self.title)
        self.clips = AttachedMarks(desk, self.table, self._follow_attached)
        self.editing = RowEditing(self, save, remove, presets or {})
        self.views = SavedViews(desk.settings, desk.notices, self._name, self.state, self.restore)
        self.commands = KindCommands(self, tuple(actions), importer, empty is not None and empty.import_first)
        self._nothing_yet = self._make_empty(empty)
        self._other_steps = empty is not None and bool(empty.steps)
        nothing = _("没有符合条件的{kind}").format(kind=_(kind.title))
        self._nothing_found = EmptyState("search", nothing, _("换一个词，或清除筛选。"), self.commands.clear)
        self._build()
        self._connect()
        self._follow_attached(False)

    def _make_empty(self, empty: EmptyText | None) -> EmptyState:
        words = empty or EmptyText(
            _("还没有{kind}").format(kind=_(self.kind.title)),
            _("可以新增一条，或从 Excel 工作簿导入。") if self.editable else _("有了记录就会列在这里。"),
        )
        return EmptyState(
            self.kind.icon or "info", words.title, words.sentence, *(words.steps or self.commands.first_steps)
        )

    def _build(self) -> None:
        self.title_line = TitleLine(self.title, self.search)
        self.commands.fill_title_line(self.title_line, primary=not self._other_steps)
        self.commands.fill_filter_bar(self.filters)
        self.filters.add_tool(self.unfilled)
        self.filters.add_tool(self._tool("bookmark", _("视图"), self.views.menu(self)))
        self.filters.add_tool(self._tool("columns", _("显示的列"), self.table.columns.chooser_menu(self)))
        self._list = Stack()
        self._list.addWidget(self.table)
        for empty in (self._nothing_yet, self._nothing_found):
            set_role(empty, "card")
            self._list.addWidget(empty)
        self._both = ListAndForm((self.title_line, self.filters), self._list)
        self.work_in(self.table)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self._both)

    @cached_property
    def form(self) -> Form:
        """The form, made when it is first needed: its many fields would delay the list."""
        form = Form(self.kind, Surroundings(self.desk.jobs, self.desk.notices))
        self._both.put_form(form, int(self.desk.settings.get(f"form {self._name}", 0)))
        self.editing.attach(form)
        return form

    @property
    def form_shown(self) -> bool:
        """Whether a row or a new one is in the form."""
        return "form" in self.__dict__ and self.form.isVisibleTo(self)

    @property
    def editable(self) -> bool:
        """Whether rows can be added, changed and deleted here now."""
        return self._editable and not self.locked

    def lock(self, locked: bool) -> None:
        """Let rows only be read from now on (those of a sealed contest), or be changed again."""
        if locked == self.locked:
            return
        self.locked = locked
        self.commands.follow_lock()
        if "form" in self.__dict__:
            self.form.lock(not self.editable)

    def _tool(self, icon_name: str, words: str, menu: Any) -> QToolButton:
        tool = QToolButton()
        tool.setIcon(icon(icon_name))
        tool.setToolTip(words)
        tool.setAccessibleName(words)
        tool.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        tool.setMenu(menu)
        return tool

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self._ask())
        self.search.down.connect(self._go_to_table)
        self.filters.changed.connect(self._ask)
        self.unfilled.forget_wanted.connect(self.editing.forget_unfilled)
        self.table.typed.connect(self._type_into_search)
        self.table.opened.connect(self.open)
        self.table.delete_wanted.connect(self.remove_selected)
        self.table.picked.connect(self._after_pick)
        self.table.listing_model.arrived.connect(lambda _arrival: self._after_arrival())
        self.desk.changes.happened.connect(self._after_change)
        self._both.drawn.connect(lambda width: self.desk.settings.put(f"form {self._name}", width))
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.editing.save)

    def _unfiltered(self) -> Listing:
        return Listing(self.kind, self._base, text=self.search.value())

    def _question(self) -> Listing:
        return self._unfiltered().where(*self.filters.conditions)

    @property
    def narrowed(self) -> bool:
        """Whether filters or a search leave rows out."""
        return self.filters.active or bool(self.search.value())

    def set_base_conditions(self, conditions: Sequence[Condition], presets: Values | None = None) -> None:
        """Show other rows from now on (the entrants of another track)."""
        self._base = tuple(conditions)
        self._total = None
        if presets is not None:
            self.editing.presets = presets
        self._ask()

    def set_empty(self, empty: EmptyText) -> None:
        """Say other words where there are no rows yet."""
        self._nothing_yet.set_words(empty.title, empty.sentence)

    def show_listing(self, listing: Listing) -> None:
        """Show the rows behind a figure: its conditions as removable chips, all other filters cleared."""
        drill = [condition for condition in listing.conditions if condition not in self._base]
        self.filters.set_chosen({}, drill)
        self.search.set_value(listing.text)
        self._opens_single = True
        if listing.order is not None:
            self.table.columns.sort_by(listing.order, listing.descending, listing.by_strokes)
        self._ask()

    def show_all(self) -> None:
        """Clear filters and search."""
        self.filters.set_chosen({})
        self.search.set_value("")
        self._ask()

    def _ask(self) -> None:
        self.desk.settings.put(f"filters {self._name}", self.filters.chosen)
        self.table.show_listing(self._question())

    def refresh(self) -> None:
        """Read the list again."""
        self._total = None
        self.table.listing_model.refresh()

    def state(self) -> dict[str, Any]:
        """Filters, search text, columns and order as plain data, for a saved view; no name sought while names that are
        masked were shown."""
        text = "" if concealed(self.kind) else self.search.value()
        return {**self.table.columns.state(), "filters": self.filters.chosen, "text": text}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring a saved view back."""
        self.filters.set_chosen(part(state, "filters", {}))
        self.search.set_value(part(state, "text", ""))
        self.table.columns.restore(state)
        self._ask()

    def open(self, key: int) -> None:
        """Show a row in the form beside the list."""
        self.editing.open(key)

    def new(self) -> None:
        """Begin a new row in the form."""
        self.editing.new()

    def remove_selected(self) -> None:
        """Ask, and delete the selected rows."""
        self.editing.remove_selected()

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving; asks about changes that are not saved."""
        return self.editing.may_leave()

    def show_form(self) -> None:
        """Make room for the form."""
        if self.form_shown:
            return
        self._both.show_form()
        self._follow_primary()

    def hide_form(self) -> None:
        """Give the room back to the list."""
        self._both.hide_form()
        self._follow_primary()
        self.table.setFocus()
        self.closed.emit()

    def _follow_primary(self) -> None:
        """A view has one primary button."""
        self.commands.lead(self._list.currentWidget() is self.table and not self.form_shown)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.start()

    def _after_change(self, tables: frozenset[str]) -> None:
        if not tables.isdisjoint(self._tables):
            self.refresh()
            self.editing.reload()
        elif ATTACHED in self.filters.chosen and table_name(Attachment) in tables:
            self.refresh()

    def _follow_attached(self, any_there: bool) -> None:
        self.filters.offer(ATTACHED, any_there)

    def _after_arrival(self) -> None:
        rows = self.table.listing_model.rowCount()
        if self._total is None:
            self._count_all()
        empty = self._nothing_found if self.narrowed else self._nothing_yet
        self._list.setCurrentWidget(self.table if rows else empty)
        self._follow_primary()
        if self._opens_single and rows == 1:
            key = self.table.listing_model.key(0)
            if key is not None:
                self.table.select_key(key)
                self.open(key)
        self._opens_single = False

    def _count_all(self) -> None:
        """How many rows there are without filters."""
        question = Listing(self.kind, self._base)
        self.unfilled.refresh()
        self.desk.jobs.run(
            _("正在统计"),
            lambda progress: question.count(),
            self._set_total,
            keep_latest=f"total {id(self)}",
            owner=self,
        )

    def _set_total(self, total: int) -> None:
        self._total = total
        self._show_counts()

    def _after_pick(self) -> None:
        self._show_counts()
        self.commands.follow_selection()
        self.picked.emit()
        self.editing.follow(self.table.current_key, self.table.selected_count)

    def _show_counts(self) -> None:
        rows, chosen = self.table.listing_model.rowCount(), self.table.selected_count
        total = rows if self._total is None else self._total
        words = [self._counted.format(count=f"{total:,}")]
        if self.narrowed:
            words = [_("找到 {count}，{total}").format(count=f"{rows:,}", total=words[0])]
        order = self.table.listing_model.listing.order
        if self.table.listing_model.listing.by_strokes:
            words.append(_("姓名按姓氏笔画排列"))
        if order is not None and order not in self.table.columns.visible:
            words.append(_("按{title}排序").format(title=_(order.title)))
        if chosen > 1:
            words.append(_("已选 {count} 行").format(count=f"{chosen:,}"))
        self.title_line.set_counts(" · ".join(words))

    def _type_into_search(self, text: str) -> None:
        self.search.setFocus()
        self.search.insert(text)
        self.search.textEdited.emit(self.search.text())

    def _go_to_table(self) -> None:
        self.table.enter()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.table.columns.measure()


def _names_people(record: type[Record]) -> bool:
    """Whether the rows of a table are people."""
    return any(isinstance(field, NameField) for field in record.searched)
