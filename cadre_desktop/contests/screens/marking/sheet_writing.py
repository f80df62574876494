"""What is done to the sheets in front: marks and totals are kept, sheets confirmed; what is refused is said there."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from cadre_desktop.contests.actions.confirming import (
    Confirmed,
    PaperTotal,
    confirm_ready,
    confirm_sheets,
    record_totals,
    unconfirm,
)
from cadre_desktop.contests.actions.marking import MarkEntry, record_marks
from cadre_desktop.contests.actions.second_keying import record_second
from cadre_desktop.contests.records import Event
from cadre_desktop.contests.screens.marking.sheet_model import SheetModel
from cadre_desktop.contests.screens.marking.sheet_reading import MarkingReading
from cadre_desktop.contests.sheets import SheetKey
from cadre_desktop.desk import Desk
from cadre_desktop.kit.jobs import Job
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.talk.carrying_out import tell_trouble

T = TypeVar("T")


class SheetWriter(QObject):
    """Works on the event of `reading`; `second` says whether its sheets are keyed a second time.

    `say` shows one sentence under the grid.
    """

    def __init__(self, desk: Desk, say: Callable[[str], None], parent: QObject):
        super().__init__(parent)
        self._desk = desk
        self._say = say
        self.model = SheetModel(self.record, parent)
        self.model.totalled.connect(self.record_total)
        self.reading: MarkingReading | None = None
        self.second = False
        self._jobs: dict[int, Job] = {}

    def record(self, entries: list[MarkEntry]) -> None:
        """Write marks as one step; what the file refuses is marked at its cells."""
        store, second, batch = self._desk.store, self.second, self.model.batch
        event = self._event()
        reason = "" if second else self._reason({entry[:2] for entry in entries})
        if reason is None:
            self.model.forget(batch)
            return

        def write() -> Refused | None:
            try:
                if second:
                    record_second(store, event, entries)
                else:
                    record_marks(store, event, entries, reason)
            except Refused as refused:
                return refused
            return None

        def done(refused: Refused | None) -> None:
            if refused is not None:
                self.model.forget(batch)
                self.model.refuse(entries, refused.problems[0].message)

        def failed(error: BaseException) -> None:
            self.model.forget(batch)
            tell_trouble(self._desk.notices, error)

        label = _("正在保存评分")
        self._jobs[batch] = self._desk.jobs.run(label, lambda _progress: write(), done, failed, writes=True, owner=self)

    @property
    def written(self) -> int:
        """The latest batch of typed marks of which the file has all it will ever have."""
        self._jobs = {batch: job for batch, job in self._jobs.items() if not (job.over or job.dropped)}
        return min(self._jobs, default=self.model.batch + 1) - 1

    def _event(self) -> Event:
        assert self.reading is not None and self.reading.event is not None
        return Event.by_key(self.reading.event.key)

    def _reason(self, sheet_keys: set[SheetKey]) -> str | None:
        """Why a settled sheet is changed, asked for; empty for others, None when it is not to be changed."""
        reading = self.reading
        assert reading is not None
        if not any(reading.info(sheet_key).settled for sheet_key in sheet_keys):
            return ""
        return self._desk.notices.ask_text(_("更正评分"), _("评分表已确认或已复核，更正原因（会记入操作记录）"))

    def record_total(self, row: int, total: int | None) -> None:
        """Keep the total on the paper of the sheet in a row."""
        sheet_key = self.model.rows[row].sheet_key
        reason = self._reason({sheet_key})
        if reason is not None:
            self._do(lambda event: record_totals(self._desk.store, event, [PaperTotal(*sheet_key, total)], reason))

    def confirm(self, row: int, done: Callable[[int], None]) -> None:
        """Confirm the sheet in a row."""
        sheet_key = self.model.rows[row].sheet_key
        if any(spot[:2] == sheet_key for spot in self.model.wrong):
            self._say(_("这张评分表还有不合规则的分值（已标红），请先改正。"))
        else:
            self._do(lambda event: confirm_sheets(self._desk.store, event, [sheet_key]), done)

    def take_back(self, row: int) -> None:
        """Take back, with a reason, that the sheet in a row was confirmed."""
        sheet_key, reading = self.model.rows[row].sheet_key, self.reading
        if reading is not None and reading.info(sheet_key).confirmed_by:
            reason = self._desk.notices.ask_text(_("撤销确认"), _("撤销确认的原因（会记入操作记录）"))
            if reason is not None:
                self._do(lambda event: unconfirm(self._desk.store, event, [sheet_key], reason))

    def confirm_checked(self) -> None:
        """Confirm every sheet of the track and event whose total on paper agrees; say what is with the others."""
        assert self.reading is not None
        entrants = list(self.reading.result.competitors)
        self._do(lambda event: confirm_ready(self._desk.store, event, entrants), self._tell)

    def confirm_shown(self) -> None:
        """Confirm the sheets in front, which have been compared with the paper; name those that cannot be confirmed."""
        if self.model.rows and not self.model.locked and not self.second:
            entrants, judges = {row.entrant for row in self.model.rows}, {row.judge for row in self.model.rows}
            judge = next(iter(judges)) if len(judges) == 1 else ...
            open_ = sum(not row.blocked for row in self.model.rows)
            question = _("这 {count} 张评分表都已对照纸面核对过，要一次确认吗？").format(count=open_)
            if self._desk.notices.ask(question, _("确认"), _("取消")):
                self._do(
                    lambda event: confirm_ready(self._desk.store, event, entrants, judge, checked=False), self._tell
                )

    def _tell(self, confirmed: Confirmed) -> None:
        self._desk.notices.tell(confirmed.sentence())

    def _do(self, action: Callable[[Event], T], done: Callable[[T], None] | None = None) -> None:
        """Carry out an action on the event's sheets; why it cannot be done is said under the table."""
        event = self._event()

        def write() -> T | Refused:
            try:
                return action(event)
            except Refused as refused:
                return refused

        def over(outcome: T | Refused) -> None:
            if isinstance(outcome, Refused):
                self._say(outcome.problems[0].message)
            elif done is not None:
                done(outcome)

        self._desk.jobs.run(_("正在保存评分"), lambda _progress: write(), over, writes=True, owner=self)
