"""What a new court begins with, as the slices publish it: people first, then what these take part in."""

from dataclasses import dataclass

from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.published import Beginning
from cadre_desktop.schema import in_report_order


@dataclass(frozen=True)
class CourtBegun:
    """How far somebody has come: the people in the file, what there is to take part in, and who takes part."""

    people: int
    events: int
    taking_part: int

    @property
    def done(self) -> bool:
        """Whether nobody needs to be shown the way any more."""
        return bool(self.people and self.events and self.taking_part)


def with_people() -> list[Beginning]:
    """What brings people into the file."""
    return [each for slice_ in in_report_order() for each in slice_.beginnings if each.taking_part is None]


def with_events() -> list[Beginning]:
    """What people take part in."""
    return [each for slice_ in in_report_order() for each in slice_.beginnings if each.taking_part is not None]


def begun() -> CourtBegun:
    """How far the open file has come."""
    events = with_events()
    return CourtBegun(
        _count([each.kind for each in with_people()]),
        _count([each.kind for each in events]),
        _count([each.taking_part for each in events if each.taking_part is not None]),
    )


def going_on() -> Beginning:
    """Where somebody goes on to who takes part: the first of which there is something already, else the last."""
    events = with_events()
    return next((each for each in events if each.kind.record.select().exists()), events[-1])


def _count(kinds: list[Kind]) -> int:
    return sum(kind.record.select().count() for kind in kinds)
