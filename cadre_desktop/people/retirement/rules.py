"""When people retire: the statutory month, the earliest one and its condition, and who may go later. Pure.

What the numbers rest on: decision of the Standing Committee of the National People's Congress of 13 September 2024
with the measures of the State Council (arts. 1 to 3), and 人社部发〔2024〕94号 on early and late retirement. Both hold
from January 2025; who reached the age before it retired by the rule of before.

By which base age somebody goes is decided for each, with a day and a document. Sex alone does not say it: what the
program finds in the dossier is a proposal and is called so wherever it is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.people.months import month_number, month_of, months_later
from cadre_desktop.people.rules import Sex

MALE_60, FEMALE_55, FEMALE_50, FEMALE_60 = "male_60", "female_55", "female_50", "female_60"
"""The bases: men; women in cadres' posts; women in workers' posts; women of the county level as cadres (处级女干部)."""

STATUTORY, EARLY, LATE, LATE_ENDED = "statutory", "early", "late", "late_ended"
"""What somebody may choose: the statutory month, an earlier one, a later one, or the end of a later one."""


class BasePace(NamedTuple):
    """An age before the reform in years; one month more for every `step` months of birth, at most `most` months."""

    years: int
    step: int
    most: int


PACES = {
    MALE_60: BasePace(60, 4, 36),
    FEMALE_55: BasePace(55, 4, 36),
    FEMALE_50: BasePace(50, 2, 60),
    FEMALE_60: BasePace(60, 4, 36),
}

BASE_NAMES = {MALE_60: "男60", FEMALE_55: "女55", FEMALE_50: "女50", FEMALE_60: "处级女"}
"""As they are written on the command line and in letters."""

OWN_WISH_YEARS = 55
OWN_WISH_SOURCE = N_("组通字〔2015〕14号：处级女干部满 60 岁退休，本人自愿的可以满 55 岁退休")
"""Whether the 55 years rise with the reform as well, and whether ranks and judges' grades of that level count as the
county level, no source says: it is shown as a choice and never taken by itself."""

_REFORM = 2025 * 12
_FLEXIBLE = 36
"""The most months by which somebody goes earlier or later."""

EARLY_NOTICE, LATE_NOTICE = 3, 1
"""By how many calendar months before the chosen, or the statutory, day it has to be agreed in writing."""

LETTERS = (6, 3, 1)
"""How many months before the day letters go out, unless the office sets others."""


@dataclass(frozen=True)
class Retirement:
    """The months (first days) that follow from a month of birth and a base; `latest` only for those who may."""

    age_months: int
    statutory: date
    earliest: date
    latest: date

    @property
    def age(self) -> str:
        """``61岁3个月``."""
        years, months = divmod(self.age_months, 12)
        return (
            _("{years}岁{months}个月").format(years=years, months=months)
            if months
            else _("{years}岁").format(years=years)
        )


@lru_cache(maxsize=4096)
def retirement(born: date, base: str) -> Retirement:
    """The statutory, earliest and latest months of somebody born in a month. Raises ValueError for no known base."""
    if base not in PACES:
        raise ValueError(f"no retirement rule for base {base}")
    years, step, most = PACES[base]
    reached = month_number(born) + years * 12
    delay = min(most, (reached - _REFORM) // step + 1) if reached >= _REFORM else 0
    statutory = reached + delay
    earliest = max(reached, statutory - _FLEXIBLE)
    return Retirement(years * 12 + delay, *map(month_of, (statutory, earliest, statutory + _FLEXIBLE)))


def retirement_month(born: date, base: str) -> date:
    """First day of the month in which a person reaches the statutory age (到龄年月)."""
    return retirement(born, base).statutory


def retirement_day(birth: date, age_months: int) -> date:
    """The day on which somebody reaches an age: that of the birth, or the last of a month that has none such."""
    return months_later(birth, age_months)


def benefits_from(month: date) -> date:
    """The month from which the pension is paid: the next (待遇执行时间)."""
    return months_later(month.replace(day=1), 1)


def least_contribution(year: int) -> int:
    """Months of contributions that have to be reached: 180 until 2029, six more a year, 240 from 2039 on."""
    return min(240, 180 + 6 * max(0, year - 2029))


def own_wish(born: date) -> tuple[date, date]:
    """The first month in which a woman of the county level may go by her own wish: if the 55 years stay as they are,
    and if they rise like those of other women."""
    unmoved = months_later(born.replace(day=1), OWN_WISH_YEARS * 12)
    return unmoved, retirement(born, FEMALE_55).statutory


_MAY_BE_LATE = frozenset({"contract", "worker", "institution"})


def late_allowed(statutory: date, employment: str, leads: bool = False) -> bool:
    """Whether somebody may agree on a later month than the statutory: no civil servant, no leader and no manager may,
    nor who reached the age before the reform.

    `employment` is the code of the form of employment; whose form is not known is taken for a civil servant.
    """
    return employment in _MAY_BE_LATE and not leads and month_number(statutory) >= _REFORM


class Proposal(NamedTuple):
    """The base that a dossier suggests ("" where it says too little), why (not translated), and whether it has to be
    chosen: then several bases are open, and `base` is the one with the earliest month, so that no day is missed."""

    base: str
    words: str
    open: bool = False

    @property
    def why(self) -> str:
        """Why, as people read it."""
        return _(self.words)


@cache
def propose(sex: str, employment: str, county_level: bool = False) -> Proposal:
    """The base to propose. `county_level`: whether post, rank or judge's grade is of the county level or above."""
    if sex == Sex.MALE:
        return Proposal(MALE_60, N_("男职工"))
    if sex != Sex.FEMALE:
        return Proposal("", N_("没有登记性别，请先补上"))
    if employment == "worker":
        return Proposal(FEMALE_50, N_("工勤岗位的女职工"))
    if employment in ("contract", "dispatch"):
        return Proposal(FEMALE_50, N_("聘用、派遣的女职工按岗位定 55 或 50，先按 50 列出"), True)
    if county_level:
        why = N_("处级女干部满 60 或自愿满 55，职级是否算处级按文件定，先按 55 列出")
        return Proposal(FEMALE_55, why, True)
    if employment == "":
        return Proposal(FEMALE_55, N_("没有登记编制，按编制内的女干部"))
    return Proposal(FEMALE_55, N_("女干部"))


@dataclass(frozen=True)
class BaseChosen:
    """A decision about somebody: the base and, where one was made, the choice with its month and the notice.

    `birth_day` is the day of the month on which somebody was born, as an ID number says it; None: not known.
    """

    base: str
    choice: str = STATUTORY
    month: date | None = None
    notified: date | None = None
    birth_day: int | None = None

    def notice_until(self, month: date, months: int) -> date:
        """The last day on which notice of the day in `month` may be given; where the day is not known, of its last."""
        return months_later(months_later(_long_month(self.birth_day), month_number(month) - _LONG), -months)


def month_expected(born: date, chosen: BaseChosen) -> date:
    """The month in which somebody goes as decided: the chosen one where there is one, else the statutory."""
    return (
        chosen.month
        if chosen.choice in (EARLY, LATE, LATE_ENDED) and chosen.month
        else retirement_month(born, chosen.base)
    )


def vet_decision(sex: str, born: date | None, employment: str, leads: bool, chosen: BaseChosen) -> list[Problem]:
    """What is wrong with a decision: a sentence each, with the field at fault."""
    if born is None:
        return [Problem(_("没有登记出生年月，算不出退休时间，请先在人员里补上。"), "person")]
    if sex and (sex == Sex.MALE) != (chosen.base == MALE_60):
        message = _("退休类别“{base}”与登记的性别不符，请核对性别或另选类别。")
        return [Problem(message.format(base=BASE_NAMES[chosen.base]), "base")]
    if chosen.choice == STATUTORY:
        words = _("选择到龄退休的不用填退休年月，请清空；要提前或延迟请另选。")
        return [Problem(words, "chosen")] if chosen.month else []
    if not chosen.month:
        return [Problem(_("请填写选定的退休年月。"), "chosen")]
    months = retirement(born, chosen.base)
    found = (
        _wrong_early(months, chosen, born) if chosen.choice == EARLY else _wrong_late(months, chosen, employment, leads)
    )
    return list(found)


def _wrong_early(months: Retirement, chosen: BaseChosen, born: date) -> Iterator[Problem]:
    assert chosen.month is not None
    first = min(months.earliest, *own_wish(born)) if chosen.base == FEMALE_60 else months.earliest
    if not first <= chosen.month < months.statutory:
        words = _("弹性提前的年月应在 {first} 至 {last} 之间（到龄是 {statutory}），请改选。")
        last = months_later(months.statutory, -1)
        yield Problem(words.format(first=_dot(first), last=_dot(last), statutory=_dot(months.statutory)), "chosen")
    elif chosen.notified and chosen.notified > chosen.notice_until(chosen.month, EARLY_NOTICE):
        words = _("弹性提前要在选定时间前 3 个月书面告知，最迟 {day}，现填 {given}；请改选退休年月。")
        last = chosen.notice_until(chosen.month, EARLY_NOTICE)
        yield Problem(words.format(day=last.isoformat(), given=chosen.notified.isoformat()), "notified")


def _wrong_late(months: Retirement, chosen: BaseChosen, employment: str, leads: bool) -> Iterator[Problem]:
    assert chosen.month is not None
    if not late_allowed(months.statutory, employment, leads):
        yield Problem(_("公务员和领导、管理人员不能延迟退休；2025 年以前到龄的也不能。请另选。"), "choice")
    elif not months.statutory < chosen.month <= months.latest:
        words = _("延迟的年月应在 {first} 至 {last} 之间，请改选。")
        first = months_later(months.statutory, 1)
        yield Problem(words.format(first=_dot(first), last=_dot(months.latest)), "chosen")
    elif (
        chosen.choice == LATE
        and chosen.notified
        and chosen.notified > chosen.notice_until(months.statutory, LATE_NOTICE)
    ):
        words = _("延迟要在到龄前 1 个月书面约定，最迟 {day}，现填 {given}；请核对。")
        last = chosen.notice_until(months.statutory, LATE_NOTICE)
        yield Problem(words.format(day=last.isoformat(), given=chosen.notified.isoformat()), "notified")


_LONG = month_number(date(2000, 1, 1))


def _long_month(day: int | None) -> date:
    """A day of a month that has all of them, to be moved into another month."""
    return date(2000, 1, day or 31)


def _dot(month: date) -> str:
    return f"{month:%Y.%m}"
