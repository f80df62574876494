"""The page of a person: the card, and sections of dated facts from the whole file, the newest first.

What the slices know comes from what they publish (`kit.published.AboutPerson`), which whoever asks hands over.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadre_desktop.kit.display import fixed_text
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.published import AboutPerson, PersonLine
from cadre_desktop.people.profile.card import Fact, facts_of, introduction, standing
from cadre_desktop.people.profile.career import CAREER
from cadre_desktop.people.profile.outcomes import OUTCOMES, hours_by_year, hours_words
from cadre_desktop.people.profile.wording import when
from cadre_desktop.people.records import Person

Told = Sequence[AboutPerson]
"""What the slices know of people."""


@dataclass(frozen=True)
class ProfileSection:
    """The lines of one heading. `summary` is what they come to; `withheld` says that they are shown only to those who
    ask, and were not read."""

    key: str
    title: str
    lines: tuple[PersonLine, ...] = ()
    summary: str = ""
    withheld: bool = False


@dataclass(frozen=True)
class Profile:
    """What is known of a person: `facts` are those of the card by groups, `hours` those of training by year in tenths,
    the newest first."""

    person: Any
    introduction: str
    standing: str
    facts: tuple[tuple[str, list[Fact]], ...]
    sections: tuple[ProfileSection, ...]
    hours: tuple[tuple[int, int], ...]

    @property
    def name(self) -> str:
        """Who it is."""
        return str(self.person.name)

    def section(self, key: str) -> ProfileSection:
        """The section with this key, empty where nothing is known."""
        return next((section for section in self.sections if section.key == key), ProfileSection(key, ""))


def profile_of(person: int, today: date, told: Told = (), *, restricted: bool = False) -> Profile:
    """The page of a person. Sanctions and kinship are read only with `restricted`.

    Raises Refused where there is no such person.
    """
    row = Person.get_or_none(Person.id == person)
    if row is None:
        raise Refused(_("没有编号为 {number} 的人员，请核对编号。").format(number=person))
    hours = hours_by_year(person)
    sections = tuple(_sections(person, [*CAREER, *OUTCOMES, *told], hours, restricted))
    return Profile(row, introduction(row, today), standing(row), tuple(facts_of(row, today)), sections, tuple(hours))


def _sections(
    person: int, told: Iterable[AboutPerson], hours: Sequence[tuple[int, int]], restricted: bool
) -> Iterable[ProfileSection]:
    by_key: dict[str, list[AboutPerson]] = {}
    for about in sorted(told, key=lambda each: each.order):
        by_key.setdefault(about.key, []).append(about)
    for key, abouts in by_key.items():
        title = _(abouts[0].title)
        if abouts[0].restricted and not restricted:
            yield ProfileSection(key, title, withheld=True)
            continue
        lines = _newest_first([line for about in abouts for line in about.lines(person)])
        if lines or abouts[0].restricted:
            yield ProfileSection(key, title, lines, _hours_words(hours) if key == "training" else "")


def _newest_first(lines: Sequence[PersonLine]) -> tuple[PersonLine, ...]:
    """Without what another line of them has posted, since that says it already."""
    keys = {line.key for line in lines}
    once = [line for line in lines if line.posted is None or line.posted not in keys]
    return tuple(sorted(once, key=_age, reverse=True))


def _age(line: PersonLine) -> tuple[date, date, int]:
    return line.starts or line.ends or date.min, line.ends or (date.max if line.open else date.min), line.key


_YEARS_SAID = 5


def _hours_words(hours: Sequence[tuple[int, int]]) -> str:
    years = (
        _("{year} 年 {hours}").format(year=year, hours=hours_words(tenths)) for year, tenths in hours[:_YEARS_SAID]
    )
    return "，".join(years)


def all_lines(sections: Iterable[ProfileSection]) -> tuple[tuple[ProfileSection, PersonLine], ...]:
    """The lines of all sections together, the newest first; those without a day last."""
    lines = [(section, line) for section in sections for line in section.lines]
    return tuple(sorted(lines, key=lambda pair: _age(pair[1]), reverse=True))


def source_of(line: PersonLine) -> Listing:
    """The row that a line comes from, as a list to be shown."""
    words = _("{kind}：{text}").format(kind=_(line.kind.title), text=line.text)
    return Listing(line.kind, (Condition("t.id = ?", (line.key,), words),))


def plain(profile: Profile, revealed: bool = False) -> dict[str, Any]:
    """The page as JSON data; masked facts only where they are `revealed`."""
    return {
        "id": profile.person.id,
        "name": profile.name,
        "card": {fact.title: fact.said(revealed) for _group, facts in profile.facts for fact in facts},
        "hours": {str(year): fixed_text(tenths, 1) for year, tenths in profile.hours},
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "withheld": section.withheld,
                "lines": [_plain_line(line) for line in section.lines],
            }
            for section in profile.sections
        ],
    }


def _plain_line(line: PersonLine) -> dict[str, Any]:
    return {
        "when": when(line),
        "from": line.starts.isoformat() if line.starts else None,
        "to": line.ends.isoformat() if line.ends else None,
        "text": line.text,
        "note": line.note,
        "source": {"kind": line.kind.key, "title": _(line.kind.title), "id": line.key},
    }
