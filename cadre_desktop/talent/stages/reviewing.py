"""The yearly review of a whole pool: everybody on one sheet, kept in one step."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.talent.records import Pool
from cadre_desktop.talent.registers.reviews import ReviewGrade, YearlyReview
from cadre_desktop.talent.rules import MembershipStatus

_STATES = ", ".join(f"'{status}'" for status in MembershipStatus if status.in_pool)
_SHEET = f"""
    SELECT m.id, p.name, coalesce(nullif(c.short_name, ''), c.name, ''), p.post, coalesce(b.grade, ''),
        coalesce(r.grade, ''), coalesce(r.remarks, '')
    FROM membership m JOIN person p ON p.id = m.person_id LEFT JOIN court c ON c.id = p.court_id
    LEFT JOIN yearly_review b ON b.membership_id = m.id AND b.year = ?
    LEFT JOIN yearly_review r ON r.membership_id = m.id AND r.year = ?
    WHERE m.pool_id = ? AND m.status IN ({_STATES}) AND m.entered <= ?
    ORDER BY c.place, p.pinyin, m.id
"""


class ReviewLine(NamedTuple):
    """A member on the sheet: the grade of the year before, and of this year, by their codes; "" for none."""

    membership: int
    name: str
    court: str
    post: str
    before: str
    grade: str
    remarks: str


class Reviewed(NamedTuple):
    """What is said of a member."""

    grade: str
    remarks: str = ""


def review_sheet(pool: Pool, year: int) -> list[ReviewLine]:
    """The members of a pool who had entered by the end of `year`, with what is kept of them."""
    return [ReviewLine(*row) for row in database.rows(_SHEET, year - 1, year, pool.id, f"{year}-12-31")]


def save_reviews(store: Store, pool: Pool, year: int, day: date, said: Mapping[int, Reviewed]) -> int:
    """Keep the reviews of a year in one step: those changed are changed, those without a grade are taken back; returns
    how many memberships that concerned.

    Raises Refused for remarks without a grade, and for a day before the year or to come.
    """
    held = {line.membership: line for line in review_sheet(pool, year)}
    bare = [held[key].name for key, each in said.items() if each.remarks.strip() and not each.grade]
    if bare:
        text = _("{names}写了评语但没有等次，请先定等次。")
        raise Refused(Problem(text.format(names="、".join(bare[:5])), field="grade"))
    if not date(year, 1, 1) <= day <= store.clock.today():
        text = _("评议日期应在 {year} 年 1 月 1 日以后，且不晚于今天。")
        raise Refused(Problem(text.format(year=year), field="day"))
    changed = {key: each for key, each in said.items() if each != (held[key].grade, held[key].remarks)}
    if not changed:
        return 0
    with store.step(_("“{pool}”{year} 年度评议").format(pool=pool.name, year=year)):
        for key, each in changed.items():
            _keep(key, year, day, each)
    return len(changed)


def _keep(membership: int, year: int, day: date, said: Reviewed) -> None:
    review = YearlyReview.get_or_none(YearlyReview.membership == membership, YearlyReview.year == year)
    if not said.grade:
        if review is not None:
            review.delete_instance()
        return
    grade = ReviewGrade(said.grade)
    if review is None:
        YearlyReview.add(membership=membership, year=year, grade=grade, day=day, remarks=said.remarks.strip())
        return
    review.grade, review.remarks, review.day = grade, said.remarks.strip(), day
    review.save()
