"""A tab made of registers: a list with its form for each, without a line of its own."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.row_editing import Save
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.tabs.register_pages import OwnPage, index_of, pages_for
from cadre_desktop.kit.qt.tabs.tab import Tab
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk


class RegistersTab(Tab):
    """Shows `registers`, the first in front; a tab with screens of its own may hold one as a part.

    A slice that has more to say about the list of a kind overrides `actions_of`, `presets_of` or `empty_of`. `own` are
    pages of another sort, made when they are first wanted: after the registers, or `own_first`. There is at least one
    page.
    """

    def __init__(
        self, desk: ViewDesk, registers: Sequence[Register], own: Sequence[OwnPage] = (), *, own_first: bool = False
    ):
        super().__init__()
        self.desk, self.registers, self.own = desk, tuple(registers), tuple(own)
        self._first_register, self._first_own = (len(self.own), 0) if own_first else (0, len(self.registers))
        self.pages = pages_for(self.registers)
        self._views: dict[str, KindView] = {}
        self._own_pages: dict[str, QWidget] = {}
        if own_first:
            self._add_own()
        for register in self.registers:
            self.pages.add_page(self._room(), register)
        if not own_first:
            self._add_own()
        self.pages.turned.connect(self._turned)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addWidget(self.pages)
        self._turned(0)

    def _add_own(self) -> None:
        for each in self.own:
            self.pages.add_own(self._room(), each)

    def actions_of(self, kind: Kind) -> Sequence[ViewAction]:
        """What else can be done with rows of this kind."""
        return ()

    def presets_of(self, kind: Kind) -> Values:
        """The values that a new row begins with, asked each time one is begun."""
        return {}

    def empty_of(self, kind: Kind) -> EmptyText | None:
        """What is said where there are no rows yet, where not the usual."""
        return None

    def save_of(self, kind: Kind) -> Save | None:
        """What saves a row of this kind where more follows from it than the row itself."""
        return None

    def _make_view(self, register: Register) -> KindView:
        kind = register.kind
        return KindView(
            self.desk,
            kind,
            importer=(lambda: self.take_in(kind)) if register.editable else None,
            actions=self.actions_of(kind),
            presets=lambda: self.presets_of(kind),
            empty=self.empty_of(kind),
            editable=register.editable,
            save=self.save_of(kind),
        )

    @staticmethod
    def _room() -> QWidget:
        room = QWidget()
        QVBoxLayout(room).setContentsMargins(0, 0, 0, 0)
        return room

    def _turned(self, index: int) -> None:
        if 0 <= index - self._first_register < len(self.registers):
            self.view(self.registers[index - self._first_register].kind.key)
        else:
            self.own_page(self.own[index - self._first_own].key)

    def own_page(self, key: str) -> QWidget:
        """A page of another sort, made when it is first wanted."""
        if key not in self._own_pages:
            index = next(index for index, each in enumerate(self.own) if each.key == key)
            self._own_pages[key] = self.own[index].make(self.desk)
            room = self.pages.widget(self._first_own + index).layout()
            assert room is not None
            room.addWidget(self._own_pages[key])
        return self._own_pages[key]

    def bring_own(self, key: str) -> QWidget:
        """A page of another sort, brought to the front."""
        index = next(index for index, each in enumerate(self.own) if each.key == key)
        self.pages.setCurrentIndex(self._first_own + index)
        return self.own_page(key)

    def view(self, kind_key: str) -> KindView:
        """The list of a kind, made when it is first wanted."""
        if kind_key not in self._views:
            index = index_of(self.registers, kind_key)
            self._views[kind_key] = self._make_view(self.registers[index])
            page = self.pages.widget(self._first_register + index).layout()
            assert page is not None
            page.addWidget(self._views[kind_key])
        return self._views[kind_key]

    def bring(self, kind_key: str) -> KindView:
        """The list of a kind, brought to the front."""
        view = self.view(kind_key)
        self.pages.setCurrentIndex(self._first_register + index_of(self.registers, kind_key))
        return view

    def take_in(self, kind: Kind, path: Path | None = None) -> None:
        """Open the import of a kind, with a workbook if it is known which."""
        from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog

        ImportDialog(self.desk, kind, path, self).exec()

    def begin(self, kind_key: str) -> None:
        """Begin with a new row in the form."""
        self.bring(kind_key).new()

    def import_file(self, path: Path, key: str) -> None:
        """Import a workbook that was dropped, into the list of its kind."""
        self.take_in(self.bring(key).kind, path)

    def show_listing(self, kind_key: str, listing: Listing) -> None:
        """Bring the list of this kind to the front with the rows of `listing`."""
        self.bring(kind_key).show_listing(listing)

    def may_leave(self) -> bool:
        """Ask every list with unsaved entries."""
        return all(view.may_leave() for view in self._views.values())
