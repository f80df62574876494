"""What the commands, the editing and the output of a list know of the view they belong to."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.forms.form import Form
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.table import TableView
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk


class ListView(Workplace):
    """A list of `kind` in a `table`, with a form that can be beside it. Only `KindView` is one; its parts get it as
    this protocol, so that they need not know how it is put together.

    `opened` carries the key of the row in the form (None for a new one), `closed` says that the form was put away,
    `picked` that the selection has changed.
    """

    opened = Signal(object)
    closed = Signal()
    picked = Signal()

    table: TableView
    locked = False

    def __init__(self, desk: ViewDesk, kind: Kind, title: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.desk, self.kind, self.title = desk, kind, title

    @property
    def listing(self) -> Listing:
        """The list as it is shown: conditions, search, order and visible columns."""
        return self.table.listing

    def selected_keys(self) -> list[int]:
        """The keys of the selected rows."""
        return self.table.selected_keys()

    @property
    def current_key(self) -> int | None:
        """The key of the row the cursor is in."""
        return self.table.current_key

    @property
    def editable(self) -> bool:
        """Whether rows can be added, changed and deleted here now."""
        raise NotImplementedError

    @property
    def form(self) -> Form:
        """The form, made when it is first needed."""
        raise NotImplementedError

    @property
    def form_shown(self) -> bool:
        """Whether the form is beside the list."""
        raise NotImplementedError

    def show_form(self) -> None:
        """Make room for the form."""
        raise NotImplementedError

    def hide_form(self) -> None:
        """Give the room back to the list."""
        raise NotImplementedError

    def open(self, key: int) -> None:
        """Show a row in the form beside the list."""
        raise NotImplementedError

    def new(self) -> None:
        """Begin a new row in the form."""
        raise NotImplementedError

    def remove_selected(self) -> None:
        """Ask, and delete the selected rows."""
        raise NotImplementedError

    def show_all(self) -> None:
        """Clear filters and search."""
        raise NotImplementedError
