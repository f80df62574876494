"""The year's figures of talent work, and that each list has exactly the rows that were counted."""

from datetime import date

import pytest

from cadre_desktop.kit import editing
from cadre_desktop.kit.listing import equals
from cadre_desktop.talent import figures
from cadre_desktop.talent.actions import ageing_out, leave
from cadre_desktop.talent.kinds import MEMBERSHIP, ROTATION
from cadre_desktop.talent.records import Membership
from cadre_desktop.talent.registers.evidence import Evidence
from cadre_desktop.talent.rules import ExitReason, PoolType
from cadre_desktop.talent.stages.admitting import admit
from cadre_desktop.talent.stages.moving import StageEntry, move_to_stage


@pytest.fixture
def members(court, young, expert, people):
    """Three young members, one of whom left on the last day of 2022 and one in May 2023, and an expert."""
    wang, li, ouyang = admit(court, young, [people["王祯"], people["李静"], people["欧阳文博"]], date(2022, 3, 1)).new
    leave(court, [wang], date(2022, 12, 31), ExitReason.OTHER)
    leave(court, [li], date(2023, 5, 1), ExitReason.MOVED)
    move_to_stage(court, [ouyang], StageEntry(Evidence.TRAINING, date(2023, 2, 1)))
    admit(court, expert, [people["阿拉坦·巴特尔"]], date(2023, 4, 1))


def test_members_at_the_end_of_a_year_and_now(members):
    today = date(2023, 6, 1)
    then, now = figures.year_totals(2022, today), figures.year_totals(2023, today)
    assert (then.by_type[PoolType.YOUNG], then.by_type[PoolType.EXPERT], then.day) == (3, 0, date(2022, 12, 31))
    assert (now.by_type[PoolType.YOUNG], now.by_type[PoolType.EXPERT], now.day) == (1, 1, None)
    assert (now.members, now.entered, now.left, now.ageing_out) == (2, 1, 1, 1)
    assert (then.entered, then.left) == (3, 1)


def test_every_figure_opens_the_rows_it_counts(members):
    for totals in (figures.year_totals(year, date(2023, 6, 1)) for year in (2021, 2022, 2023)):
        for type_, count in totals.by_type.items():
            assert figures.members(totals.day, type_=type_).count() == count
        for stage, count in totals.by_stage.items():
            in_stage = equals(MEMBERSHIP.column(Membership.stage), (stage.value,))
            assert figures.members(totals.day).where(in_stage).count() == count
        assert figures.members(totals.day).count() == totals.members


def test_ageing_out_agrees_with_the_rule(members, young):
    for year in range(2020, 2032):
        assert figures.ageing_out(year).count() == len(ageing_out(year))
        assert figures.ageing_out(year, young.id).count() == len(ageing_out(year, young))


def test_rotations_and_years(court, members, people):
    for day, status in ((date(2023, 7, 1), "planned"), (date(2023, 8, 1), "done"), (date(2024, 8, 1), "planned")):
        values = {"person": people["王祯"], "planned": day, "status": status, "to_post": "副庭长"}
        editing.add(court, ROTATION, values)
    totals = figures.year_totals(2023, date(2023, 6, 1))
    assert (totals.rotations_open, totals.rotations_done) == (1, 1)
    assert figures.years() == [2024, 2023, 2022]
