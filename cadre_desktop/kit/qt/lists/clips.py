"""The paper clips of a list: how many attachments its rows have, kept by the page as the rows are."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.icons import icon

ATTACHED_ROLE = int(Qt.ItemDataRole.UserRole) + 2
"""How many attachments a row has, in the column with its clip."""
CLIP_ROLES = frozenset({int(Qt.ItemDataRole.DecorationRole), int(Qt.ItemDataRole.AccessibleTextRole), ATTACHED_ROLE})
CLIP = 16
"""Px of a clip, behind the text."""
CLIP_ROOM = CLIP + 8

Attached = Callable[[Sequence[int]], Mapping[int, int]]
"""How many attachments rows have, of those (by key) that have any."""


class Clips:
    """`ask` returns how many attachments rows have; it is None where no row of the list has any."""

    def __init__(self) -> None:
        self.ask: Attached | None = None
        self.section: Callable[[], int] = lambda: -1
        """In which column the clips are, -1 for none."""
        self._pages: dict[int, Mapping[int, int]] = {}

    def read(self, page: int, keys: Sequence[int]) -> None:
        """Read those of a page."""
        if self.ask is not None:
            self._pages[page] = self.ask(keys)

    def forget(self, page: int | None = None) -> None:
        """Let go of those of one page, or of all."""
        if page is None:
            self._pages.clear()
        else:
            self._pages.pop(page, None)

    def count(self, page: int, key: int | None) -> int:
        """How many attachments a row has."""
        return self._pages.get(page, {}).get(key or 0, 0)

    @staticmethod
    def data(role: int, count: int, text: str) -> Any:
        """The clip of a row as it is counted, drawn, or said behind the text of its cell; None without any."""
        if not count or role == ATTACHED_ROLE:
            return count or None
        if role == Qt.ItemDataRole.DecorationRole:
            return icon("attachment", "muted")
        return _("{text}，{attached}").format(text=text, attached=attached_words(count))


def attached_words(count: int) -> str:
    """3 个附件."""
    return _("{count} 个附件").format(count=count)
