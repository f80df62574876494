"""Who retires in the months to come: the list with base, statutory and earliest month, and the letters that are due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.months import month_number, months_later
from cadre_desktop.people.registers.retirement_decisions import RetirementBase
from cadre_desktop.people.retirement.expecting import Bases, Decided, leaders_on
from cadre_desktop.people.retirement.rules import (
    FEMALE_60,
    STATUTORY,
    BaseChosen,
    Proposal,
    Retirement,
    late_allowed,
    least_contribution,
    month_expected,
    own_wish,
    retirement,
    vet_decision,
)
from cadre_desktop.people.rules import PersonStatus, Sex

AHEAD = 24
"""Months that the list looks ahead unless asked for another day."""
_ON_STAFF = ", ".join(f"'{status}'" for status in PersonStatus if status.on_staff)


@dataclass(frozen=True)
class Retiree:
    """Somebody and when he retires.

    proposal: what the dossier suggests; decided: what was decided, None where nothing was; chosen: what holds of both;
    months: what follows; expected: in which month he goes; birth_day: of the month, where an ID number says it;
    trouble: what is wrong with the decision, in words.
    """

    key: int
    name: str
    sex: str
    born: date
    birth_day: int | None
    id_number: str
    court: str
    court_short: str
    department: str
    post: str
    rank_text: str
    employment: str
    joined_work: date | None
    proposal: Proposal
    decided: Decided | None
    chosen: BaseChosen
    months: Retirement
    expected: date
    late_allowed: bool
    trouble: str

    @property
    def open(self) -> bool:
        """Whether the base still has to be decided: several are possible and none is."""
        return self.proposal.open and not self.base_decided

    def overdue_on(self, day: date) -> bool:
        """Whether the month is over."""
        return month_number(self.expected) < month_number(day)

    @property
    def base_decided(self) -> bool:
        """Whether the base was decided, and not only proposed."""
        return bool(self.decided and self.decided.chosen.base)

    @property
    def day(self) -> date:
        """The day of retirement; the first of the month where the day of birth is not known."""
        return months_later(date(2000, 1, self.birth_day or 1), month_number(self.expected) - 2000 * 12)

    def letter_days(self, months: Iterable[int]) -> list[tuple[int, date]]:
        """The letters: how many months before, and the day."""
        return [(number, months_later(self.day, -number)) for number in months]


@dataclass(frozen=True)
class DueList:
    """Those who retire from `day` (its month) until `until`; those before are on the staff still though the month is
    over. `unclear`: name and court of people of whom birth or sex is not known, and what lacks."""

    day: date
    until: date
    people: tuple[Retiree, ...]
    unclear: tuple[tuple[int, str, str, str], ...] = ()


def end_of_list(day: date) -> date:
    """The last day that the list looks ahead to from a day."""
    return months_later(day.replace(day=1), AHEAD + 1) - date.resolution


def due_list(day: date, until: date | None = None) -> DueList:
    """Everybody on the staff who retires until a day, the usual 24 months ahead without one; the earliest first, after
    them those who should have retired already."""
    until = until or end_of_list(day)
    old = f"p.born < '{until.year - 59}' OR (p.sex = '{Sex.FEMALE}' AND p.born < '{until.year - 49}')"
    people = sorted(_people(day, f"p.status IN ({_ON_STAFF}) AND ({old})", until), key=lambda one: one.expected)
    people.sort(key=lambda one: one.overdue_on(day))
    lacking = database.rows(
        "SELECT p.id, p.name, c.short_name, p.born IS NULL, p.sex = '' FROM person p JOIN court c ON c.id = p.court_id"
        f" WHERE p.status IN ({_ON_STAFF}) AND (p.born IS NULL OR p.sex = '') ORDER BY c.place, p.pinyin"
    )
    unclear = tuple((key, name, court, _lacks(born, sex)) for key, name, court, born, sex in lacking)
    return DueList(day, until, tuple(people), unclear)


def _lacks(born: bool, sex: bool) -> str:
    if born and sex:
        return _("没有登记出生年月和性别，算不出退休时间")
    return _("没有登记出生年月，算不出退休时间") if born else _("没有登记性别，定不了退休类别")


def retirees(day: date, keys: Iterable[int]) -> list[Retiree]:
    """Those of these people whose birth and base are known."""
    listed = ", ".join(str(int(key)) for key in keys) or "NULL"
    return list(_people(day, f"p.id IN ({listed})", date.max))


def _people(day: date, condition: str, until: date) -> Iterator[Retiree]:
    bases, leaders = Bases(day), leaders_on(day)
    rows = database.rows(
        "SELECT p.id, p.name, p.sex, p.born, p.id_number, c.name, c.short_name, coalesce(d.name, ''), p.post, p.rank,"
        " p.judge_grade, p.employment, p.joined_work FROM person p JOIN court c ON c.id = p.court_id"
        " LEFT JOIN department d ON d.id = p.department_id"
        f" WHERE p.born IS NOT NULL AND ({condition}) ORDER BY c.place, d.place, p.pinyin"
    )
    for row in rows:
        key, _name, sex, born, _number, *_rest, rank, grade, employment, _joined = row
        proposal = bases.proposal(key, sex, employment, rank, grade)
        chosen = bases.chosen(key, proposal)
        if chosen is not None and month_expected(_month(born), chosen) <= until:
            yield _retiree(row, proposal, bases.decided(key), chosen, key in leaders)


def _retiree(
    row: tuple[str, ...], proposal: Proposal, decided: Decided | None, chosen: BaseChosen, leads: bool
) -> Retiree:
    key, name, sex, born_text, number, court, short, department, post, rank, grade, employment, joined = row
    born = _month(born_text)
    day = int(number[12:14]) if number and len(number) == 18 and number[6:12] == f"{born:%Y%m}" else None
    chosen = BaseChosen(chosen.base, chosen.choice, chosen.month, chosen.notified, day)
    problems = vet_decision(sex, born, employment, leads, chosen) if decided else []
    months = retirement(born, chosen.base)
    return Retiree(
        key=int(key),
        name=name,
        sex=sex,
        born=born,
        birth_day=day,
        id_number=number or "",
        court=court,
        court_short=short or court,
        department=department,
        post=post,
        rank_text=_rank_text(rank, grade),
        employment=employment,
        joined_work=_month(joined) if joined else None,
        proposal=proposal,
        decided=decided,
        chosen=chosen,
        months=months,
        expected=month_expected(born, chosen),
        late_allowed=late_allowed(months.statutory, employment, leads),
        trouble=problems[0].message if problems else "",
    )


def _month(text: str) -> date:
    return date(int(text[:4]), int(text[5:7]), 1)


def _rank_text(rank: str, grade: str) -> str:
    return "、".join(filter(None, (code_table("ranks").label(rank), code_table("judge_grades").label(grade))))


def base_words(one: Retiree, dated: bool = True) -> str:
    """女55（2025-03-01 认定）, 女55（拟） or 女50（待认定）: where the base comes from."""
    base = RetirementBase.table().label(one.chosen.base)
    if one.base_decided and one.decided:
        words = _("{base}（{day} 认定）") if dated else _("{base}（认定）")
        return words.format(base=base, day=one.decided.since.isoformat())
    return _("{base}（待认定）").format(base=base) if one.open else _("{base}（拟）").format(base=base)


def condition_words(one: Retiree) -> str:
    """What the earliest month asks for."""
    first = one.months.earliest
    if first == one.months.statutory:
        return _("2025 年以前到龄，没有弹性提前")
    words = _("缴费满 {months} 个月，提前 3 个月书面告知，经批准")
    return words.format(months=least_contribution(first.year))


def remark_words(one: Retiree, day: date) -> str:
    """What has to be said of somebody: a wrong decision first, then what is overdue, open or chosen."""
    words = [one.trouble] if one.trouble else []
    if one.overdue_on(day):
        words.append(_("已到龄，仍登记在职，请办理或更正"))
    if one.open:
        words.append(one.proposal.why)
    if one.open and one.proposal.base != FEMALE_60 and one.sex == Sex.FEMALE and one.rank_text:
        later = retirement(one.born, FEMALE_60).statutory
        words.append(_("按 60 计为 {month}").format(month=f"{later:%Y.%m}"))
    if one.chosen.base == FEMALE_60 and one.chosen.choice == STATUTORY:
        first, moved = own_wish(one.born)
        text = _("自愿的可自 {first}（55 岁随改革延迟的自 {moved}）")
        words.append(text.format(first=f"{first:%Y.%m}", moved=f"{moved:%Y.%m}"))
    *before, last = words or [""]
    return _("；").join((*(word.rstrip("。") for word in before), last))


def as_data(listed: DueList, months: Iterable[int]) -> dict[str, object]:
    """The list as programs read it."""
    wanted = tuple(months)
    return {
        "on": listed.day.isoformat(),
        "until": listed.until.isoformat(),
        "people": [_one_as_data(one, listed.day, wanted) for one in listed.people],
        "unclear": [
            {"person": str(key), "name": name, "court": court, "reason": why}
            for key, name, court, why in listed.unclear
        ],
    }


def _one_as_data(one: Retiree, day: date, months: tuple[int, ...]) -> dict[str, object]:
    return {
        "person": str(one.key),
        "name": one.name,
        "court": one.court,
        "department": one.department,
        "born": f"{one.born:%Y-%m}",
        "base": one.chosen.base,
        "base_from": "decision" if one.base_decided else "proposal",
        "decided": one.decided.since.isoformat() if one.decided else None,
        "open": one.open,
        "why": "" if one.base_decided else one.proposal.why,
        "age_months": one.months.age_months,
        "statutory": f"{one.months.statutory:%Y-%m}",
        "earliest": f"{one.months.earliest:%Y-%m}",
        "condition": condition_words(one),
        "contribution_months": least_contribution(one.months.earliest.year),
        "late_allowed": one.late_allowed,
        "choice": one.chosen.choice,
        "expected": f"{one.expected:%Y-%m}",
        "overdue": one.overdue_on(day),
        "letters": [each.isoformat() for _number, each in one.letter_days(months)],
        "remark": remark_words(one, day),
    }
