"""The design that a page works on: every change to it goes through `do`, and can be taken back."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from cadre_desktop.certificates.designing.editing import Work, seen_box
from cadre_desktop.certificates.designing.history import History
from cadre_desktop.kit.documents.design.elements import Design

Change = Callable[[Work], Work]


class DesignEditor(QObject):
    """`changed` follows each change of the design, `chosen_changed` each of what is chosen alone."""

    changed = Signal()
    chosen_changed = Signal()

    def __init__(self, design: Design, parent: QObject | None = None):
        super().__init__(parent)
        self.history = History(Work(design))
        self._kept = design
        self.locks = True

    @property
    def work(self) -> Work:
        """The design now, and what of it is chosen."""
        return self.history.present

    @property
    def design(self) -> Design:
        """The design now."""
        return self.work.design

    @property
    def dirty(self) -> bool:
        """Whether it is another one than what is kept."""
        return self.design != self._kept

    def kept(self, design: Design) -> None:
        """Note that this is kept now."""
        self._kept = design
        self.changed.emit()

    def do(self, change: Change, merging: str = "") -> bool:
        """Make a change, as one step with others before it that name the same `merging`; returns whether anything is
        another than before."""
        before, after = self.work, change(self.work)
        if after.design == before.design:
            if after.chosen != before.chosen:
                self.choose(after.chosen)
            return False
        self.history.take(after, f"{merging} {sorted(before.chosen)}" if merging else "")
        self.changed.emit()
        return True

    def choose(self, chosen: Iterable[int]) -> None:
        """Choose elements; that is no step."""
        work = self.work.choosing(chosen)
        if work.chosen != self.work.chosen:
            self.history.put_present(work)
            self.history.part()
            self.chosen_changed.emit()

    def undo(self) -> None:
        """Take the last step back."""
        if self.history.can_undo:
            self.history.undo()
            self.changed.emit()

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self.history.can_redo:
            self.history.redo()
            self.changed.emit()

    def is_locked(self, index: int) -> bool:
        """Whether an element stays where it is: on bought stock it is printed already."""
        return self.locks and self.work.elements[index].preprinted

    @property
    def free(self) -> frozenset[int]:
        """The chosen elements that are not locked."""
        return frozenset(index for index in self.work.chosen if not self.is_locked(index))

    def do_free(self, change: Change, merging: str = "") -> bool:
        """As `do`, with the chosen elements that are not locked; returns False where there are none."""
        chosen, free = self.work.chosen, self.free
        if not free:
            return False

        def only_free(work: Work) -> Work:
            after = change(work.choosing(free))
            same = len(after.elements) == len(work.elements) and after.chosen == free
            return Work(after.design, chosen) if same else after

        return self.do(only_free, merging)

    def where(self) -> tuple[float, float] | None:
        """The left and upper edge in mm of the one element that is chosen."""
        if len(self.work.chosen) != 1:
            return None
        box = seen_box(self.work.picked[0])
        return box.x, box.y
