"""Where the cursor goes when a key brings a page to the front: to what one works in there. Tab goes its own way."""

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class Workplace(QWidget):
    """A page made of many controls, with one that the cursor belongs to: its list, its field of names.

    Focus given to the page goes on to that control. A focus proxy would do that too, but when the proxy is a child of
    the page, Tab goes from what is before the page straight to it, past everything that is before it on the page, such
    as a search or filters (Qt 6.8 to 6.12; `findings/qt_tab_past_siblings.sh`). A focus proxy is good only for a field
    made of several widgets, the first of which is the proxy.
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
