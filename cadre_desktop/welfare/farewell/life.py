"""What the dossier says of a retiree's working life."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.people.profile.rows import rows_of
from cadre_desktop.people.profile.wording import coded, joined, linked_name, post_in
from cadre_desktop.people.records import Honour, Person
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.registers.resume import ResumeLine
from cadre_desktop.welfare.farewell.rules import years_served


@dataclass(frozen=True)
class LifeLine:
    """Something of a life from when to when, as people read these months; `turn` is a turning point."""

    starts: date | None
    ends: date | None
    text: str
    turn: bool = False

    @property
    def when(self) -> str:
        """1990.07—2012.03, or the month alone."""
        if self.starts is None:
            return ""
        first = f"{self.starts:%Y.%m}"
        return f"{first}—{self.ends:%Y.%m}" if self.ends is not None and self.ends != self.starts else first


@dataclass(frozen=True)
class Life:
    """A retiree. `joined` is 进法院年月, `retires` the month of retirement, `years` how long in the courts."""

    key: int
    name: str
    sex: str
    born: date | None
    court: str
    department: str
    post: str
    photo: str
    joined_work: date | None
    joined: date | None
    retires: date | None
    years: int | None
    career: tuple[LifeLine, ...]
    posts: tuple[LifeLine, ...]
    honours: tuple[LifeLine, ...]

    @property
    def seat(self) -> str:
        """Department and post: 审判监督庭副庭长."""
        return post_in(self.department, self.post)

    @property
    def span(self) -> str:
        """From the month of coming to that of retiring: 1990.07—2023.06."""
        ends = [f"{day:%Y.%m}" for day in (self.joined, self.retires) if day is not None]
        return "—".join(ends)


def life_of(person: int, retires: date | None) -> Life:
    """The working life of a person who retires in that month."""
    row: Any = Person.by_key(person)
    first = row.joined_court or row.joined_work
    department = row.department.name if row.department else ""
    court = row.court.name if row.court else ""
    posts = tuple(sorted(_posts(person, retires), key=_first_day))
    lines = [*_resume(person, retires)] or [*posts]
    return Life(
        key=person,
        name=row.name,
        sex=row.sex,
        born=row.born,
        court=court,
        department=department,
        post=row.post,
        photo=row.photo,
        joined_work=row.joined_work,
        joined=first,
        retires=retires,
        years=years_served(first, retires) if retires else None,
        career=tuple(_career(row, court, lines, retires)),
        posts=posts or _present_post(row, court, department, retires),
        honours=tuple(sorted(_honours(person), key=_first_day)),
    )


def _first_day(line: LifeLine) -> date:
    return line.starts or date.min


def _resume(person: int, retires: date | None) -> Sequence[LifeLine]:
    rows = sorted(rows_of(ResumeLine.person, person), key=lambda row: (row.starts or date.min, row.position or 0))
    return [LifeLine(row.starts, row.ends or retires, row.text) for row in rows]


def _posts(person: int, retires: date | None) -> Sequence[LifeLine]:
    found = []
    for row in rows_of(PostHeld.person, person):
        levels = [coded(field, row) for field in (PostHeld.rank, PostHeld.judge_grade)]
        what = joined(row.post or coded(PostHeld.post_level, row), *levels)
        text = joined(linked_name(row, PostHeld.court), what, between="　")
        found.append(LifeLine(row.starts, row.ends or retires, text))
    return found


def _present_post(row: Any, court: str, department: str, retires: date | None) -> tuple[LifeLine, ...]:
    """What the person's own row says, where no history of posts is kept."""
    if not row.post:
        return ()
    return (LifeLine(row.post_since, retires, joined(court, post_in(department, row.post), between="　")),)


def _honours(person: int) -> Sequence[LifeLine]:
    return [LifeLine(row.granted, None, row.title) for row in rows_of(Honour.person, person)]


def _career(row: Any, court: str, lines: Sequence[LifeLine], retires: date | None) -> Sequence[LifeLine]:
    """The lines, with the turning points: beginning to work, coming to the court, retiring."""
    found = list(lines)
    if row.joined_work and row.joined_work != row.joined_court:
        found.append(LifeLine(row.joined_work, None, _("参加工作"), turn=True))
    if row.joined_court:
        came = _("到{court}工作").format(court=court) if court else _("到人民法院工作")
        found.append(LifeLine(row.joined_court, None, came, turn=True))
    found = sorted(found, key=lambda line: (_first_day(line), not line.turn))
    if retires:
        found.append(LifeLine(retires, None, _("光荣退休"), turn=True))
    return found
