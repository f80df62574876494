"""What a calendar is told beside the days of a year: whom to remember, who retires, and what should be over already.

Much of a day is one line, which has the single things in its details. No line names anybody of a confidential kind.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.welfare.cares import CARES
from cadre_desktop.welfare.kinds import WELFARE_EVENT
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.yearly.days import DayLine
from cadre_desktop.welfare.yearly.due import DueLine, overdue


def remembered_between(first: date, last: date) -> list[DayLine]:
    """Birthdays, years at the court and retirements, a line for a day and a kind of care; festivals, each."""
    found: dict[tuple[date, WelfareKind], list[str]] = {}
    festivals: list[DayLine] = []
    for care in CARES:
        for each in care.due:
            for due in each.coming(first, last):
                if due.key:
                    found.setdefault((due.day, care.kind), []).append(due.text)
                else:
                    line = _summed("festival", due.day, care.kind, [due.text])
                    festivals.append(line._replace(key=len(festivals)))
    return festivals + [_summed("remembered", day, care, texts) for (day, care), texts in sorted(found.items())]


def marked_late(lines: Sequence[DayLine], first: date, last: date, today: date) -> list[DayLine]:
    """The lines of these days with a mark on those that should be over by today; what is not among them is added on its
    own day, and what is from before them on today, a line for each kind of care."""
    late = {(line.kind_key, line.key, line.day): line for line in overdue(today)}
    found = [_late(line) if late.pop((line.kind_key, line.key, line.day), None) else line for line in lines]
    waiting: dict[tuple[date, WelfareKind], list[str]] = {}
    for line in late.values():
        day = line.day if first <= line.day <= last else today
        if first <= day <= last and (told := _told(line)) is not None:
            text = told[1] if day == line.day else _("{text}（{day}）").format(text=told[1], day=line.day.isoformat())
            waiting.setdefault((day, told[0]), []).append(text)
    more = (_late(_summed("late", day, care, texts)) for (day, care), texts in sorted(waiting.items()))
    return sorted([*found, *more], key=lambda line: (line.day, line.care.value, line.told))


def _late(line: DayLine) -> DayLine:
    """An event took place: what is late of it is that nobody noted who came."""
    if line.is_event:
        return line._replace(told=_("{text}（未登记参加情况）").format(text=line.told))
    return line._replace(told=_("逾期：{text}").format(text=line.told))


def _told(line: DueLine) -> tuple[WelfareKind, str] | None:
    """What is late and of which kind of care it is; of a confidential event only the kind is told, None of one that is
    gone."""
    if line.care is not None:
        return line.care, line.text
    event = WelfareEvent.get_or_none(WelfareEvent.id == line.key) if line.kind_key == WELFARE_EVENT.key else None
    if event is None:
        return None
    kind = WelfareKind(event.kind)
    said = _(kind.label) if kind.confidential else event.title
    return kind, _("未登记参加情况：{title}").format(title=said)


def _summed(source: str, day: date, care: WelfareKind, texts: Sequence[str]) -> DayLine:
    said = texts[0] if len(texts) == 1 else _("{text} 等 {count} 项").format(text=texts[0], count=len(texts))
    details = "\n".join(_some(texts)) if len(texts) > 1 else ""
    return DayLine(day, said, care, f"{source}-{care.value}", 0, day, said, details=details)


_LISTED = 60


def _some(texts: Sequence[str]) -> Iterable[str]:
    """Not so many that no calendar would show them."""
    return _cut(texts) if len(texts) > _LISTED else texts


def _cut(texts: Sequence[str]) -> Iterator[str]:
    yield from texts[:_LISTED]
    yield _("……另有 {count} 项").format(count=len(texts) - _LISTED)
