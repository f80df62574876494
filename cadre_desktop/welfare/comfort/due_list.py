"""Who is to be remembered in a month: birthdays, five, ten and more years at the court, and festivals.

Nothing of this is stored but what was given: a line is ticked as soon as its payment is entered as made.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.welfare.comfort.festivals import festival_day, festivals_in
from cadre_desktop.welfare.comfort.rules import ComfortItem, Festival

YEARS = 5
"""Every so many years at the court are an anniversary."""
_ON_STAFF = ", ".join(f"'{status}'" for status in PersonStatus if status.on_staff)
_PEOPLE = f"""
    SELECT p.id, p.name, c.name, c.short_name, coalesce(d.name, ''), p.born, p.id_number, p.joined_court
    FROM person p JOIN court c ON c.id = p.court_id LEFT JOIN department d ON d.id = p.department_id
    WHERE p.status IN ({_ON_STAFF}) AND {{condition}}
    ORDER BY c.place, d.place, d.id, p.pinyin, p.id
"""
_BY_MONTH = (
    "(substr(p.born, 6, 2) = ? OR (substr(p.joined_court, 6, 2) = ? AND substr(p.joined_court, 1, 4) < ?"
    f" AND (? - substr(p.joined_court, 1, 4)) % {YEARS} = 0))"
)
_GIVEN = """
    SELECT person_id, item, festival, id, paid IS NOT NULL FROM comfort_payment
    WHERE occasion_day >= ? AND occasion_day < ? AND item IN ('birthday', 'anniversary', 'festival')
"""


@dataclass(frozen=True)
class Occasion:
    """What is thought of: an item, and of festivals which."""

    item: ComfortItem
    festival: Festival | None = None

    @property
    def label(self) -> str:
        """As people read it."""
        return _(self.festival.label) if self.festival else _(self.item.label)


@dataclass(frozen=True, slots=True)
class ComfortDue:
    """A person and an occasion. `day` is the first of the month where only that is known (`exact`); `years` of age or
    at the court, 0 for a festival; `payment` is the key of what was given, `paid` whether that was made."""

    person: int
    name: str
    court: str
    court_short: str
    department: str
    occasion: Occasion
    day: date
    exact: bool
    years: int = 0
    payment: int | None = None
    paid: bool = False

    @property
    def state(self) -> str:
        """Whether it was given."""
        if self.payment is None:
            return _("未登记")
        return _("已发放") if self.paid else _("已登记，待发放")

    @property
    def why(self) -> str:
        """The occasion in words: 33 岁生日, 入职 10 周年, 春节."""
        if self.occasion.item is ComfortItem.BIRTHDAY:
            return _("{years} 岁生日").format(years=self.years)
        if self.occasion.item is ComfortItem.ANNIVERSARY:
            return _("入职 {years} 周年").format(years=self.years)
        return self.occasion.label

    @property
    def day_text(self) -> str:
        """5 月 4 日, or 5 月 where only the month is known."""
        words = _("{month} 月 {day} 日") if self.exact else _("{month} 月")
        return words.format(month=self.day.month, day=self.day.day)


@dataclass(frozen=True)
class MonthList:
    """Everybody who is to be remembered in a month; `remark` says what is not known."""

    year: int
    month: int
    lines: tuple[ComfortDue, ...]
    remark: str = ""

    @property
    def occasions(self) -> list[Occasion]:
        """Those that there are, in the order of their days."""
        return list(dict.fromkeys(line.occasion for line in self.lines))


_Person = tuple[int, str, str, str, str, str | None, str, str | None]


def due_in(year: int, month: int) -> MonthList:
    """Who is to be remembered in a month, festivals first, then by day."""
    text, festivals = f"{month:02}", festivals_in(year, month)
    given = {(person, item, festival): (key, bool(paid)) for person, item, festival, key, paid in _given_in(year)}
    lines: list[ComfortDue] = []
    if festivals:
        everybody = database.rows(_PEOPLE.format(condition="1"))
        for festival, day in festivals.items():
            occasion = Occasion(ComfortItem.FESTIVAL, festival)
            lines += (_line(person, occasion, day, True, 0, given) for person in everybody)
    people = database.rows(_PEOPLE.format(condition=_BY_MONTH), text, text, f"{year}", year)
    personal = [line for person in people for line in _personal(person, year, month, given)]
    lines += sorted(personal, key=lambda line: line.day)
    return MonthList(year, month, tuple(lines), _remark(year))


def _given_in(year: int) -> list[tuple[int, str, str, int, int]]:
    return list(database.rows(_GIVEN, f"{year}", f"{year + 1}"))


_GivenKeys = dict[tuple[int, str, str], tuple[int, bool]]


def _line(person: _Person, occasion: Occasion, day: date, exact: bool, years: int, given: _GivenKeys) -> ComfortDue:
    key, paid = given.get((person[0], occasion.item.value, occasion.festival or ""), (None, False))
    return ComfortDue(*person[:5], occasion, day, exact, years, key, paid)


_BIRTHDAY, _ANNIVERSARY = Occasion(ComfortItem.BIRTHDAY), Occasion(ComfortItem.ANNIVERSARY)


def _personal(person: _Person, year: int, month: int, given: _GivenKeys) -> Iterator[ComfortDue]:
    *_names, born, id_number, joined = person
    if born and int(born[5:7]) == month and int(born[:4]) < year:
        day = _birth_day(id_number, year, month)
        first = date(year, month, 1)
        yield _line(person, _BIRTHDAY, day or first, day is not None, year - int(born[:4]), given)
    if joined and int(joined[5:7]) == month and (years := year - int(joined[:4])) > 0 and not years % YEARS:
        yield _line(person, _ANNIVERSARY, date(year, month, 1), False, years, given)


def _birth_day(id_number: str, year: int, month: int) -> date | None:
    """The birthday in a year by the ID number, where that fits the month of birth; 29 February may be the 28th."""
    if len(id_number) != 18 or id_number[10:12] != f"{month:02}":
        return None
    try:
        return date(year, month, int(id_number[12:14]))
    except ValueError:
        return date(year, month, 28) if id_number[10:14] == "0229" else None


def _remark(year: int) -> str:
    if festival_day(Festival.SPRING, year) is not None:
        return ""
    return _("{year} 年的春节、清明、端午、中秋日期不在程序的节日表中，没有列出。").format(year=year)
