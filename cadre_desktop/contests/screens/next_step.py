"""What is to be done next in a contest that is being marked: until its last sheet is in that is not sealing it."""

from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from cadre_desktop.contests.actions.confirming import unconfirmed_sheets
from cadre_desktop.contests.actions.marking import MissingSheet, missing_sheets
from cadre_desktop.contests.records import Contest
from cadre_desktop.contests.results import results_of
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _

_REST_MS = 700
"""How long no mark has come in before it is looked again: typing is not to wait for it."""
_TABLES = ("contest", "track", "event", "criterion", "entrant", "judge", "seat", "recusal", "mark", "score_sheet")


class NextAction(Enum):
    """What is next; the value says it on a button."""

    MARK = N_("继续录入评分")
    CONFIRM = N_("确认评分表")
    SEAL = N_("封存成绩")


class Next(NamedTuple):
    """The step, and the first sheet to do it with."""

    step: NextAction
    sheet: MissingSheet | None = None


def next_in(contest: int) -> Next:
    """The step that a contest being marked needs next."""
    results = results_of(contest)
    for step, open_sheets in ((NextAction.MARK, missing_sheets), (NextAction.CONFIRM, unconfirmed_sheets)):
        sheet = next((sheet for result in results.values() for sheet in open_sheets(result)), None)
        if sheet is not None:
            return Next(step, sheet)
    return Next(NextAction.SEAL)


class NextStep(QObject):
    """Follows the contest in front; `changed` says that another step is next, or none (see `found`)."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject):
        super().__init__(parent)
        self._desk = desk
        self._contest: Contest | None = None
        self.found: Next | None = None
        self.rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self.rest.timeout.connect(self.look)
        desk.changes.happened.connect(self._changed)

    def show_contest(self, contest: Contest) -> None:
        """Follow another contest, or the same one in another state."""
        other = self._contest is None or (self._contest.id, self._contest.status) != (contest.id, contest.status)
        self._contest = contest
        if other:
            self._take(None)
            self.look()

    def look(self) -> None:
        """Look what is next now."""
        contest = self._contest
        if contest is None or contest.status != ContestStatus.MARKING:
            return
        key = contest.id
        self._desk.jobs.run(
            _("正在核对评分表"),
            lambda _progress: next_in(key),
            lambda found: self._take(found) if self._contest is not None and self._contest.id == key else None,
            keep_latest=f"next step {id(self)}",
            owner=self.parent(),
        )

    def _take(self, found: Next | None) -> None:
        if found != self.found:
            self.found = found
            self.changed.emit()

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, *_TABLES):
            self.rest.start()
