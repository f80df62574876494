"""Who is missing, read off a signed sheet by number: what that says of everybody expected in a session."""

from dataclasses import dataclass, field

from cadre_desktop.people.name_list.attending import Cell
from cadre_desktop.people.name_list.presence_sheet import PresenceLine, PresenceSheet, SessionHead
from cadre_desktop.people.name_list.rules import PresenceMark, PresenceState, read_places


@dataclass(frozen=True)
class RollCall:
    """What is to be recorded: `named` are those whose numbers were given, in the order of the sheet, with their
    numbers; `excused` those of them who keep the leave they have already; `present` how many others were there."""

    cells: dict[Cell, PresenceMark | None] = field(default_factory=dict)
    named: tuple[tuple[int, PresenceLine], ...] = ()
    excused: tuple[PresenceLine, ...] = ()
    present: int = 0


def call_roll(
    sheet: PresenceSheet, session: SessionHead, text: str, said: PresenceMark, *, others_present: bool
) -> RollCall:
    """What the numbers in `text` say of a session: `said` of those named, and that all others of whom nothing is
    recorded yet were there, if `others_present`.

    Who is excused already is not made absent. Raises Unclear, with nothing taken, for a number the sheet has not.
    """
    lines = sheet.roll(session)
    named = tuple((number, lines[number - 1]) for number in read_places(text, len(lines)))
    there = {line.entry: sheet.said.get((session.key, line.entry)) for line in lines}
    excused = tuple(
        line for _number, line in named if said.state is PresenceState.ABSENT and _has_leave(there[line.entry])
    )
    cells: dict[Cell, PresenceMark | None] = {
        (session.key, line.entry): said for _number, line in named if line not in excused
    }
    called = {line.entry for _number, line in named}
    others = [entry for entry, mark in there.items() if others_present and entry not in called and _is_open(mark)]
    cells |= {(session.key, entry): PresenceMark(PresenceState.PRESENT) for entry in others}
    return RollCall(cells, named, excused, len(others))


def _has_leave(mark: PresenceMark | None) -> bool:
    return mark is not None and mark.state is PresenceState.LEAVE


def _is_open(mark: PresenceMark | None) -> bool:
    return mark is None or mark.state is PresenceState.EXPECTED
