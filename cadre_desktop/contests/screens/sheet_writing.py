"""What is done to the sheets in front: marks and totals are kept, sheets confirmed; what is refused is said there."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from cadre_desktop.contests.actions import (
    MarkEntry,
    PaperTotal,
    confirm_sheets,
    marks_of,
    record_marks,
    record_second,
    record_totals,
    unconfirm,
)
from cadre_desktop.contests.records import Event
from cadre_desktop.contests.screens.sheet_model import SheetModel
from cadre_desktop.contests.screens.sheet_reading import Reading
from cadre_desktop.contests.sheets import SheetPlace, second_marks_of
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused


class SheetWriter(QObject):
    """Works on the event of `reading`; `second` says whether its sheets are keyed a second time.

    `say` tells one sentence under the grid.
    """

    def __init__(self, desk: Desk, say: Callable[[str], None], parent: QObject):
        super().__init__(parent)
        self._desk = desk
        self._say = say
        self.model = SheetModel(self.record, parent)
        self.model.totalled.connect(self.record_total)
        self.reading: Reading | None = None
        self.second = False

    def record(self, entries: list[MarkEntry]) -> None:
        """Write marks as one step; what the file refuses is marked at its cells."""
        reading, store, second = self.reading, self._desk.store, self.second
        assert reading is not None and reading.event is not None
        event, key = Event.by_key(reading.event.key), reading.event.key
        reason = "" if second else self._reason({entry[:2] for entry in entries})
        before = second_marks_of if second else marks_of
        if reason is None:
            self.model.restore(before(key, reading.result.competitors))
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
                self.model.refuse(entries, refused.problems[0].message, before(key, reading.result.competitors))

        self._desk.jobs.run(_("正在保存评分"), lambda _progress: write(), done, writes=True, owner=self)

    def _reason(self, places: set[SheetPlace]) -> str | None:
        """Why a settled sheet is changed, asked for; empty for others, None when it is not to be changed."""
        reading = self.reading
        assert reading is not None
        if not any(reading.settled(place) for place in places):
            return ""
        return self._desk.notices.ask_text(_("更正评分"), _("评分表已确认或已复核，更正原因（会记入操作记录）"))

    def record_total(self, row: int, total: int | None) -> None:
        """Keep the total on the paper of the sheet in a row."""
        place = self.model.rows[row].place
        reason = self._reason({place})
        if reason is not None:
            self._do(lambda event: record_totals(self._desk.store, event, [PaperTotal(*place, total)], reason))

    def confirm(self, row: int, done: Callable[[int], None]) -> None:
        """Confirm the sheet in a row."""
        place = self.model.rows[row].place
        if any(spot[:2] == place for spot in self.model.wrong):
            self._say(_("这张评分表还有不合规则的分值（已标红），请先改正。"))
        else:
            self._do(lambda event: confirm_sheets(self._desk.store, event, [place]), done)

    def take_back(self, row: int) -> None:
        """Take back, with a reason, that the sheet in a row was confirmed."""
        place, reading = self.model.rows[row].place, self.reading
        if reading is not None and place in reading.infos and reading.infos[place].confirmed_by:
            reason = self._desk.notices.ask_text(_("撤销确认"), _("撤销确认的原因（会记入操作记录）"))
            if reason is not None:
                self._do(lambda event: unconfirm(self._desk.store, event, [place], reason))

    def _do(self, action: Callable[[Event], int], done: Callable[[int], None] | None = None) -> None:
        """Carry out an action on the event's sheets; what stands in its way is said under the table."""
        reading = self.reading
        assert reading is not None and reading.event is not None
        event = Event.by_key(reading.event.key)

        def write() -> int | Refused:
            try:
                return action(event)
            except Refused as refused:
                return refused

        def over(outcome: int | Refused) -> None:
            if isinstance(outcome, Refused):
                self._say(outcome.problems[0].message)
            elif done is not None:
                done(outcome)

        self._desk.jobs.run(_("正在保存评分"), lambda _progress: write(), over, writes=True, owner=self)
