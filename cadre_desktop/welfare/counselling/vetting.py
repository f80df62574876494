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
    """Times are kept as 09:00, however they are written; what is none stays for `vet_slot`."""
    return {**values, **{name: _clock(values[name]) for name in _TIMES if values.get(name)}}


def _clock(text: str) -> str:
    try:
        return clock_text(text)
    except Unclear:
        return text


def vet_slot(values: Values) -> list[Problem]:
    """From a time to a later one, and taken by somebody just where its state says so."""
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
    if not state.taken and values.get("person"):
        words = _("填了预约人的时段，状态不能是“{state}”。").format(state=_(state.label))
        problems.append(Problem(words, field="state"))
    return problems


def vet_new_slot(values: Values) -> list[Problem]:
    """A counsellor is in one room at a time, and so is who comes."""
    if not values.get("day") or not values.get("begins") or values.get("state") == SlotState.CANCELLED:
        return []
    own, problems = _span(values), []
    live = CounsellingSlot.select().where(
        CounsellingSlot.day == values["day"], CounsellingSlot.state != SlotState.CANCELLED
    )
    meeting = [slot for slot in live if _span(slot.__data__).meets(own)]
    counsellor = values.get("counsellor") or ""
    if counsellor and any(slot.counsellor == counsellor for slot in meeting):
        problems.append(Problem(_taken(counsellor, values["day"], own), field="begins"))
    if values.get("person") and any(slot.__data__["person"] == values["person"] for slot in meeting):
        problems.append(Problem(_("所选的人在这个时间不能预约，请换一个时段。"), field="person"))
    return problems


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
