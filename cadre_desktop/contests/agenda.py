"""The days that contests are to be thought of."""

from collections.abc import Iterator
from datetime import date

from cadre_desktop.contests.kinds import CONTEST
from cadre_desktop.contests.records import Contest
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Due, DueDate


def _coming(first: date, last: date) -> Iterator[Due]:
    for contest in Contest.select().where(Contest.starts.between(first, last)):
        assert contest.starts is not None
        yield Due(contest.starts, _("竞赛：{name}").format(name=contest.name), contest.id)


def _overdue(today: date) -> Iterator[Due]:
    for contest in Contest.select().where(Contest.ends < today, Contest.status != ContestStatus.SEALED):
        assert contest.ends is not None
        yield Due(contest.ends, _("未封存：{name}").format(name=contest.name), contest.id)


DUE_DATES = (DueDate(CONTEST, _coming, _overdue),)
