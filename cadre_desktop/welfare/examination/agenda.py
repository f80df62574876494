"""The days that a round is to be thought of: when it ends, and who was not examined by then. Nobody is named."""

from collections.abc import Iterator
from datetime import date, timedelta

from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Due, DueDate
from cadre_desktop.kit.store.database import database
from cadre_desktop.welfare.examination.reading import members_of_round, missing
from cadre_desktop.welfare.examination.registers import ROUNDS

_REMEMBERED = timedelta(days=60)
"""For so long after its end a round is said to have people left."""
_ENDS = """
    SELECT r.id, r.title, max(coalesce(e.ends, e.starts)) day
    FROM exam_round r JOIN exam_batch b ON b.round_id = r.id JOIN welfare_event e ON e.id = b.event_id
    GROUP BY r.id HAVING day BETWEEN ? AND ? ORDER BY day, r.id
"""


def _left(first: date, last: date, words: str) -> Iterator[Due]:
    for key, title, day in database.rows(_ENDS, first.isoformat(), last.isoformat()):
        if count := len(missing(members_of_round(key))):
            yield Due(date.fromisoformat(day), words.format(title=title, count=count), key)


def _coming(first: date, last: date) -> Iterator[Due]:
    return _left(first, last, _("体检结束：{title}，还有 {count} 人未检"))


def _overdue(today: date) -> Iterator[Due]:
    return _left(today - _REMEMBERED, today - timedelta(days=1), _("{title}已结束，还有 {count} 人未检"))


DUE_DATES = (DueDate(ROUNDS.kind, _coming, _overdue),)
