"""What the overview says of mentors without notes and of fresh titles."""

from datetime import date

from cadre_desktop.kit import editing
from cadre_desktop.people.dossier import post_honours
from cadre_desktop.people.registers.mentors import MENTOR_NOTES
from cadre_desktop.talent.agenda import DUE_DATES
from cadre_desktop.talent.stages.mentoring import pair_up


def test_a_pair_without_a_note_for_a_quarter_is_overdue(court, people):
    pair = pair_up(court, people["王祯"], people["李静"], date(2023, 1, 1), "执行实务")
    _moves, pairs, _pools = DUE_DATES
    assert [due.day for due in pairs.coming(date(2023, 3, 20), date(2023, 4, 20))] == [date(2023, 4, 3)]
    (late,) = pairs.overdue(date(2023, 4, 4))
    assert (late.key, late.text) == (pair.id, "导师季度记录未写：王祯（导师李静）")
    editing.add(court, MENTOR_NOTES.kind, {"pair": pair.id, "day": date(2023, 4, 1), "note": "办结 12 件"})
    assert list(pairs.overdue(date(2023, 4, 4))) == []


def test_fresh_titles_are_told_to_an_expert_pool(court, people, expert):
    with court.step("记入"):
        rows = [{"person": people[name], "title": "业务能手", "granted": date(2023, 5, 1)} for name in ("王祯", "李静")]
        post_honours(court, 7, rows)
    _moves, _pairs, pools = DUE_DATES
    (due,) = pools.overdue(date(2023, 5, 10))
    assert (due.key, due.text) == (expert.id, "2 名竞赛称号获得者可研究入库：专家后备库")
    assert list(pools.overdue(date(2023, 9, 1))) == []
