"""Where the cursor goes on a page: to what is worked in there, by keys that bring the page; never by Tab."""

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class Workplace(QWidget):
    """A page made of many controls, with one that the cursor belongs to: its list, its field of names.

    Focus given to the page goes on to that control. A focus proxy would do so too, but with one that is a child of the
    page, Tab goes from what is before the page straight to it: whatever is before it on the page, a search or
    its filters, is never reached (Qt 6.8 to 6.12; `findings/qt_tab_past_siblings.sh`). Only a field made of several
    widgets, whose first one is its proxy, loses nothing by it.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._work: QWidget | None = None

    def work_in(self, work: QWidget) -> None:
        """From now on the cursor belongs to this part of the page, which may be such a page itself."""
        self._work = work

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on; while that part is not to be seen, to what comes first."""
        work = self._work
        if work is not None and work.isVisibleTo(self) and work.isEnabledTo(self):
            work.setFocus(event.reason())
        else:
            self.focusNextChild()
