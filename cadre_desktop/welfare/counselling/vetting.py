"""What a workbook of slots is held to: as when they are offered and booked on the screen. Nobody is named."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from cadre_desktop.kit.kind import Changed, SeenTogether, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Unclear
from cadre_desktop.welfare.counselling.records import CounsellingSlot
from cadre_desktop.welfare.counselling.rules import SlotSpan, SlotState, clock_text

_TIMES = ("begins", "ends")
_LAST = "24:00"
"""When a slot ends that does not say it."""


def prepare_slot(values: Values) -> Values:
    """Times are kept as 09:00, however they are written; what is none stays for `vet_slot`. A slot that somebody has is
    booked where nothing else is said: to refuse it would say whether it was free before."""
    taken = values.get("person") and (values.get("state") or SlotState.FREE) == SlotState.FREE
    times = {name: _clock(values[name]) for name in _TIMES if values.get(name)}
    return {**values, **times, **({"state": SlotState.BOOKED.value} if taken else {})}


def _clock(text: str) -> str:
    try:
        return clock_text(text)
    except Unclear:
        return text


def vet_slot(values: Values) -> list[Problem]:
    """From a time to a later one, and taken by somebody where its state says so."""
    problems = []
    for name in _TIMES:
        if values.get(name):
            try:
                clock_text(values[name])
            except Unclear as error:
                problems.append(Problem(str(error), field=name))
    if not problems and values.get("begins") and values.get("ends") and values["ends"] <= values["begins"]:
        problems.append(Problem(_("结束时间不晚于开始时间，请核对。"), field="ends"))
    state = SlotState(values.get("state") or SlotState.FREE)
    if state.taken and not values.get("person"):
        words = _("状态为“{state}”的时段要填预约人。").format(state=_(state.label))
        problems.append(Problem(words, field="person"))
    return problems


def vet_new_slot(values: Values) -> list[Problem]:
    """A counsellor is in one room at a time. Whether somebody has another slot then is not said: it would be a leak."""
    if not values.get("day") or not values.get("begins") or values.get("state") == SlotState.CANCELLED:
        return []
    own, counsellor = _span(values), values.get("counsellor") or ""
    live = CounsellingSlot.select().where(
        CounsellingSlot.day == values["day"],
        CounsellingSlot.counsellor == counsellor,
        CounsellingSlot.state != SlotState.CANCELLED,
    )
    if counsellor and any(_span(slot.__data__).meets(own) for slot in live):
        return [Problem(_taken(counsellor, values["day"], own), field="begins")]
    return []


def _span(values: Mapping[str, Any]) -> SlotSpan:
    return SlotSpan(values["begins"], values.get("ends") or _LAST)


def _taken(counsellor: str, day: date, span: SlotSpan) -> str:
    words = _("{counsellor}在 {day} {begins} 已有时段，请换时间或辅导师。")
    return words.format(counsellor=counsellor, day=day.isoformat(), begins=span.begins)


def slots_together(columns: Mapping[str, Sequence[Any]], _changed: Sequence[Changed], _today: date) -> SeenTogether:
    """Why the new slots of a workbook may not come in together: a counsellor would have two at a time."""
    names = ("day", "counsellor", "begins", "ends", "state")
    count = len(columns.get("day") or ())
    rows = [
        dict(zip(names, row, strict=True))
        for row in zip(*(_column(columns, name, count) for name in names), strict=True)
    ]
    live = [row for row in rows if row["counsellor"] and row["state"] != SlotState.CANCELLED]
    told = tuple(_doubles(live))
    return SeenTogether({}, told, told)


def _column(columns: Mapping[str, Sequence[Any]], name: str, count: int) -> Sequence[Any]:
    return columns.get(name) or (None,) * count


def _doubles(rows: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    ordered = sorted(rows, key=lambda row: (row["counsellor"], row["day"], row["begins"]))
    for first, second in pairwise(ordered):
        alike = (first["counsellor"], first["day"]) == (second["counsellor"], second["day"])
        if alike and _span(first).meets(_span(second)):
            yield _taken(second["counsellor"], second["day"], _span(second))
