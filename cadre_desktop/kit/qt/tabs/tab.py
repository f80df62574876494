"""What the main window asks of a tab."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cadre_desktop.kit.kind import Kind
    from cadre_desktop.kit.listing import Listing


class Tab(QWidget):
    """A tab of the main window.

    Kinds are recognised by their keys. A tab is only asked about kinds and workbooks that its plan names; one that
    names none (the overview) needs nothing but `may_leave`.
    """

    def show_listing(self, kind_key: str, listing: "Listing") -> None:
        """Show the rows behind a figure, of whatever year, or one record; nothing happens when the user would rather
        stay with entries that are not saved."""
        raise NotImplementedError

    def open_row(self, kind: "Kind", key: int) -> None:
        """Show one record that was found."""
        from cadre_desktop.kit.editing import label_of
        from cadre_desktop.kit.listing import Condition, Listing

        name = label_of(kind.record, key) or _(kind.title)
        self.show_listing(kind.key, Listing(kind, (Condition("t.id = ?", (key,), name),)))

    def begin(self, kind_key: str) -> None:
        """Begin what fills the tab with rows of this kind: an import, or the form of a new row."""
        raise NotImplementedError

    def import_file(self, path: Path, key: str) -> None:
        """Import a workbook that was dropped. `key` names its kind, or is one of the other workbooks of the plan."""
        raise NotImplementedError

    def take_files(self, paths: "Sequence[Path]", key: str) -> None:
        """Take in what was dropped. `key` is that of one of the dropped files of the plan."""
        raise NotImplementedError

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving; asks about entries that are not saved."""
        return True
