"""What the dossier says of everybody's rank, post and judge's grade on a day, and who may be promoted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.promotion.ladder import Terms
from cadre_desktop.people.promotion.quota import RankQuota, full, is_set_up, quotas
from cadre_desktop.people.promotion.rules import (
    RANK,
    Barring,
    Career,
    Route,
    Since,
    bars,
    label_of,
    routes,
)
from cadre_desktop.people.registers.establishment import Establishment
from cadre_desktop.people.rules import PersonStatus

_STAFF = ", ".join(f"'{status}'" for status in PersonStatus if status.on_staff)
_FACTS = ("rank", "judge_grade", "post_level")


class Spell(NamedTuple):
    """A row of the history of posts: from day to day (`ends` None: still), and the codes it names."""

    starts: date
    ends: date | None
    codes: Mapping[str, str]

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.starts <= day and (self.ends is None or self.ends >= day)


@dataclass(frozen=True)
class CourtPosts:
    """The quotas of a court on a day; `base` None where nobody has entered its authorised posts."""

    key: int
    name: str
    short: str
    level: str
    base: int | None
    quotas: tuple[RankQuota, ...] = ()


@dataclass(frozen=True)
class RankCandidate:
    """Somebody, and a way up that is open to him; `route` is the best of `others`."""

    key: int
    name: str
    court: CourtPosts
    department: str
    post: str
    category: str
    route: Route

    @property
    def eligible(self) -> bool:
        """Whether the years are served and nothing is in the way."""
        return self.route.eligible


@dataclass(frozen=True)
class Promotions:
    """Everybody who has a way up in rank or grade, and the quotas of the courts, on a day."""

    day: date
    courts: tuple[CourtPosts, ...] = ()
    people: tuple[RankCandidate, ...] = field(default=())

    def of(self, what: str) -> "Promotions":
        """Only the ways in rank, or only those in judges' grades."""
        return replace(self, people=tuple(one for one in self.people if one.route.what == what))


def promotions(day: date, terms: Terms, today: date, court: int | None = None) -> Promotions:
    """Who may be promoted on a day, of one court (its key) or of all: those who meet the years first.

    What people's own rows say holds `today`; of an earlier day only the history of posts says it.
    """
    rows = _persons(court)
    keys = [row["id"] for row in rows]
    spells, grades, sanctioned = _spells(day, court), _grades(court), _sanctioned(day, court)
    held = {row["id"]: _held(row, spells.get(row["id"], []), day, today) for row in rows}
    posts = _court_posts(day, rows, held)
    found: list[RankCandidate] = []
    for row in rows:
        key, at = row["id"], posts[row["court_id"]]
        if held[key] == Career():
            continue
        standing = Barring(key in sanctioned, _month(row["joined_work"]))
        known = grades.get(key, {})
        career = replace(held[key], grades=known, court_level=at.level, barred=bars(standing, known, day, terms))
        found += [
            RankCandidate(key, row["name"], at, row["department"], row["post"], row["category"], route)
            for route in _best([_within(way, at) for way in routes(career, day, terms)])
        ]
    order = {key: index for index, key in enumerate(keys)}
    found.sort(key=lambda one: (not one.eligible, one.route.earliest or date.max, order[one.key]))
    return Promotions(day, tuple(posts.values()), tuple(found))


def _best(ways: Sequence[Route]) -> Iterator[Route]:
    """One way in each of rank and grade: the highest that is open now, else the one that opens first."""
    for what in dict.fromkeys(way.what for way in ways):
        same = [way for way in ways if way.what == what]
        open_now = next((way for way in same if way.eligible), None)
        yield open_now or min(same, key=lambda way: way.earliest or date.max)


def _within(route: Route, court: CourtPosts) -> Route:
    """A full quota is in the way as well."""
    if route.what != RANK or not route.to:
        return route
    if not is_set_up(court.level, route.to):
        words = _("本级法院不设{rank}").format(rank=label_of(route.to))
        return replace(route, obstacles=(*route.obstacles, words))
    words = _("{label}职数已满（{used}/{posts}）")
    taken = full(court.quotas, route.to, route.held)
    more = tuple(words.format(label=each.label, used=each.used, posts=each.posts) for each in taken)
    return replace(route, obstacles=(*route.obstacles, *more))


def _persons(court: int | None) -> list[dict[str, Any]]:
    names = (
        "id",
        "name",
        "court_id",
        "court",
        "short",
        "level",
        "department",
        "post",
        "category",
        "rank",
        "judge_grade",
        "joined_work",
        "employment",
    )
    only = "" if court is None else f" AND p.court_id = {int(court)}"
    rows = database.rows(
        "SELECT p.id, p.name, p.court_id, c.name, c.short_name, c.level, coalesce(d.name, ''), p.post, p.category,"
        " p.rank, p.judge_grade, p.joined_work, p.employment FROM person p JOIN court c ON c.id = p.court_id"
        f" LEFT JOIN department d ON d.id = p.department_id WHERE p.status IN ({_STAFF}){only}"
        " ORDER BY c.place, d.place, p.pinyin"
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def _of_court(court: int | None) -> str:
    return "1" if court is None else f"person_id IN (SELECT id FROM person WHERE court_id = {int(court)})"


def _spells(day: date, court: int | None) -> dict[int, list[Spell]]:
    rows = database.rows(
        "SELECT person_id, starts, ends, rank, judge_grade, post_level FROM post_held"
        f" WHERE starts <= ? AND {_of_court(court)} ORDER BY starts",
        day.isoformat(),
    )
    found: dict[int, list[Spell]] = defaultdict(list)
    for key, starts, ends, *codes in rows:
        last = date.fromisoformat(ends) if ends else None
        found[key].append(Spell(date.fromisoformat(starts), last, dict(zip(_FACTS, codes, strict=True))))
    return found


def _grades(court: int | None) -> dict[int, dict[int, str]]:
    rows = database.rows(f"SELECT person_id, year, grade FROM annual_grade WHERE {_of_court(court)}")
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for key, year, grade in rows:
        found[key][year] = grade
    return found


def _sanctioned(day: date, court: int | None) -> set[int]:
    """Who cannot be promoted on a day because of a sanction in effect, or of an investigation."""
    rows = database.rows(
        "SELECT DISTINCT person_id FROM sanction WHERE decided <= ? AND (until IS NULL OR until >= ?)"
        f" AND {_of_court(court)}",
        day.isoformat(),
        day.isoformat(),
    )
    return {key for (key,) in rows}


def _month(text: str | None) -> date | None:
    return date(int(text[:4]), int(text[5:7]), 1) if text else None


def held_since(spells: Sequence[Spell], fact: str, day: date) -> tuple[Since, str]:
    """What somebody holds of a rank, grade or level on a day, and since when without a gap; where several are held at
    once, none and a sentence."""
    now = {spell.codes[fact] for spell in spells if spell.codes[fact] and spell.holds_on(day)}
    if len(now) > 1 and fact != "post_level":
        names = "、".join(sorted(map(label_of, now)))
        return Since(), _("同时登记了{names}，请在“任职任级经历”里改正。").format(names=names)
    if not now:
        return Since(), ""
    code = min(now)
    same = sorted(
        (spell for spell in spells if spell.codes[fact] == code), key=lambda spell: spell.starts, reverse=True
    )
    since = day
    for spell in same:
        if (spell.ends or date.max) >= since - timedelta(days=1):
            since = min(since, spell.starts)
    return Since(code, since), ""


def _held(row: Mapping[str, Any], spells: Sequence[Spell], day: date, today: date) -> Career:
    troubles: list[str] = []
    found, conflicts = {}, {}
    for fact in _FACTS:
        since, wrong = held_since(spells, fact, day)
        now = row.get(fact, "")
        if wrong:
            conflicts[fact] = wrong
        elif not since.code and now:
            since = Since(now)
        elif since.code and now and now != since.code and day >= today:
            words = _("经历里是{held}，人员表里是{now}，请核对")
            troubles.append(words.format(held=label_of(since.code), now=label_of(now)))
        found[fact] = since
    return Career(
        rank=found["rank"],
        grade=found["judge_grade"],
        level=found["post_level"],
        troubles=tuple(troubles),
        conflicts=conflicts,
    )


def _court_posts(day: date, rows: Iterable[Mapping[str, Any]], held: Mapping[int, Career]) -> dict[int, CourtPosts]:
    bases = _bases(day)
    ranks: dict[int, list[str]] = defaultdict(list)
    courts: dict[int, Mapping[str, Any]] = {}
    for row in rows:
        courts.setdefault(row["court_id"], row)
        ranks[row["court_id"]].append(held[row["id"]].rank.code)
    return {
        key: CourtPosts(
            key,
            row["court"],
            row["short"] or row["court"],
            row["level"],
            bases.get(key),
            quotas(row["level"], bases.get(key), ranks[key]),
        )
        for key, row in courts.items()
    }


def _bases(day: date) -> dict[int, int | None]:
    """By court the number of posts of which shares are reckoned, as it holds on a day."""
    rows = Establishment.select().where(Establishment.since <= day).order_by(Establishment.since)
    return {row.__data__["court"]: row.rank_posts if row.rank_posts is not None else row.authorised for row in rows}
