"""A dialog that waits for jobs of its own."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QWidget

from cadre_desktop.kit.jobs import Job, Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.talk.carrying_out import work_on
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk

T = TypeVar("T")
_BAR_WIDTH = 140
"""Pixels."""


class WorkingDialog(QDialog):
    """Says in `waiting`, a label and a bar without an end, what goes on; closed meanwhile it stops the job first."""

    def __init__(self, desk: ViewDesk, parent: QWidget | None = None):
        super().__init__(parent)
        self.desk = desk
        self._job: Job | None = None
        self._busy, self._bar = QLabel(), QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setTextVisible(False)
        self.waiting = (self._busy, self._bar)

    @property
    def at_work(self) -> bool:
        """Whether a job is under way."""
        return self._job is not None

    def follow(self) -> None:
        """Bring what is shown up to date with what goes on."""
        for widget in self.waiting:
            widget.setVisible(self.at_work)

    def run(
        self,
        label: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        refused: Callable[[Refused], None] | None = None,
        given_up: Callable[[], None] = lambda: None,
        writes: bool = False,
        trouble: str = "",
    ) -> None:
        """As `work_on`, while the dialog waits."""

        def over(busy: bool) -> None:
            if not busy:
                self._job = None
                self.follow()  # before `done`: what is asleep does not take the cursor that `done` gives back

        def finished(result: T) -> None:
            done(result)
            self.follow()

        def ended() -> None:
            self.follow()
            given_up()

        self._busy.setText(_("{label}……").format(label=label))
        job = work_on(
            self.desk,
            label,
            work,
            finished,
            self,
            writes=writes,
            busy=over,
            refused=refused,
            given_up=ended,
            trouble=trouble,
        )
        if not job.over:
            self._job = job
            self.follow()

    def reject(self) -> None:
        """Stop what goes on; with nothing going on, close."""
        if self._job is None:
            super().reject()
        else:
            self._busy.setText(_("正在停止……"))
            self._job.stop()
