"""Keeping the result of a promotion: the rank held until then ends, the new one begins, and the person has it now."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.promotion.quota import after
from cadre_desktop.people.promotion.reading import RankCandidate, promotions
from cadre_desktop.people.promotion.rules import RANK, label_of
from cadre_desktop.people.promotion.term_settings import terms_set
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.posts_held import PostHeld

_BESIDES = ("post", "post_level", "rank", "judge_grade")


@dataclass(frozen=True)
class Promoted:
    """Somebody (a key) who goes up: in `what` (rank or judge's grade), to a code."""

    person: int
    what: str
    to: str


def post_promotions(store: Store, promoted: Sequence[Promoted], day: date, document_number: str = "") -> int:
    """Post promotions that hold from a day to the dossier, in one step. Returns how many.

    Raises Refused with a sentence for each who does not meet the terms on that day, and where a quota would not hold;
    then nothing is posted.
    """
    if not promoted:
        raise Refused(_("请先选中要晋升的人。"))
    if day > store.clock.today():
        raise Refused(Problem(_("任职日期晚于今天，请在生效以后再记入档案。"), "day"))
    known = {(one.key, one.route.what): one for one in promotions(day, terms_set(store), store.clock.today()).people}
    problems = [*_twice(promoted), *(wrong for one in promoted for wrong in _wrong(one, known))]
    if not problems:
        problems = _too_many([(known[one.person, one.what], one) for one in promoted])
    if problems:
        raise Refused(problems)
    with store.step(_("记入职级晋升（{count} 人）").format(count=len(promoted))):
        for one in promoted:
            _post(one, day, document_number.strip())
    return len(promoted)


def _twice(promoted: Iterable[Promoted]) -> list[Problem]:
    names = Counter((one.person, one.what) for one in promoted)
    return [Problem(_("同一人选了两次，请核对名单。")) for count in names.values() if count > 1]


def _wrong(one: Promoted, known: dict[tuple[int, str], RankCandidate]) -> list[Problem]:
    found = known.get((one.person, one.what))
    if found is None:
        name = Person.by_key(one.person).name
        return [Problem(_("{name}没有可以晋升的职级、等级，请核对档案。").format(name=name))]
    if found.route.to != one.to:
        words = _("{name}当日可晋升的是{may}，不是{to}，请核对日期。")
        may, to = label_of(found.route.to) or _("（没有）"), label_of(one.to)
        return [Problem(words.format(name=found.name, may=may, to=to))]
    if found.eligible:
        return []
    why = found.route.obstacles or found.route.reasons[-1:]
    return [Problem(_("{name}不能晋升：{why}。").format(name=found.name, why="；".join(why).rstrip("。")))]


def _too_many(chosen: Iterable[tuple[RankCandidate, Promoted]]) -> list[Problem]:
    moves: dict[int, list[tuple[str, str]]] = defaultdict(list)
    courts = {}
    for found, one in chosen:
        if one.what == RANK:
            courts[found.court.key] = found.court
            moves[found.court.key].append((found.route.held, one.to))
    words = _("{court}的{label}职数 {posts} 个，这些人晋升后为 {used} 人，超出 {over} 人，请减少人选。")
    return [
        Problem(
            words.format(
                court=courts[key].short, label=then.label, posts=then.posts, used=then.used, over=then.used - then.posts
            )
        )
        for key, steps in moves.items()
        for now, then in zip(courts[key].quotas, after(courts[key].quotas, steps), strict=True)
        if then.used > then.posts and then.used > now.used
    ]


def _post(one: Promoted, day: date, document_number: str) -> None:
    """End the rows that name the rank of before; what else these say goes on in the new row."""
    person: Any = Person.by_key(one.person)
    column = getattr(PostHeld, one.what)
    held = list(
        PostHeld.select().where(
            PostHeld.person == person, column != "", PostHeld.ends.is_null() | (PostHeld.ends >= day)
        )
    )
    late = [row for row in held if row.starts >= day]
    if late:
        words = _("{name}已有 {day} 起的{held}，任职日期应晚于它。")
        text = words.format(name=person.name, day=late[0].starts.isoformat(), held=label_of(getattr(late[0], one.what)))
        raise Refused(Problem(text, "day"))
    values: dict[str, Any] = {"court": person.court, one.what: one.to}
    for row in held:
        values |= {name: getattr(row, name) for name in _BESIDES if name != one.what and getattr(row, name)}
        values["court"] = row.court or values["court"]
        row.ends = day - timedelta(days=1)
        row.save()
    PostHeld.add(person=person, starts=day, document_number=document_number, **values)
    setattr(person, one.what, one.to)
    person.save()
