"""Help in hardship: the steps with their checks, the term of the notice, papers, and what is masked."""

from datetime import date

import pytest

from cadre_desktop.kit import editing
from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused
from cadre_desktop.welfare.hardship import papers, steps
from cadre_desktop.welfare.hardship.agenda import DUE_DATES
from cadre_desktop.welfare.hardship.board import cases_of
from cadre_desktop.welfare.hardship.records import HardshipCase, HardshipHelper
from cadre_desktop.welfare.hardship.registers import CASES
from cadre_desktop.welfare.hardship.rules import CaseState, vet_case
from cadre_desktop.welfare.screens.hardship.cases_page import CasesPage


@pytest.fixture
def case(court, people):
    return steps.apply(court, {"person": people["王祯"], "applied": date(2023, 3, 6), "cause": "illness"}).id


@pytest.fixture
def accepted(court, case):
    steps.post_notice(court, case, date(2023, 3, 10), 5)
    steps.accept(court, case, date(2023, 3, 20), "主任")
    return case


def test_the_notice_is_counted_in_working_days_from_the_day_after(court, case):
    with pytest.raises(Refused, match="不少于 5 个工作日"):
        steps.post_notice(court, case, date(2023, 3, 10), 4)
    term = steps.post_notice(court, case, date(2023, 3, 10), 5)
    assert term == (date(2023, 3, 17), "")
    with pytest.raises(Refused, match="才满"):
        steps.accept(court, case, date(2023, 3, 17), "主任")
    assert [due.day for due in DUE_DATES[0].overdue(date(2023, 3, 20))] == [date(2023, 3, 17)]
    steps.accept(court, case, date(2023, 3, 18), "主任")
    assert HardshipCase.by_key(case).state == CaseState.ACCEPTED


def test_steps_go_in_their_order(court, case, people):
    with pytest.raises(Refused, match="现在是“已申请”"):
        steps.accept(court, case, date(2023, 3, 20), "主任")
    with pytest.raises(Refused, match="没有结束的申请"):
        steps.apply(court, {"person": people["王祯"], "applied": date(2023, 3, 7), "cause": "other"})
    with pytest.raises(Refused, match="认定在册后"):
        steps.help_with(court, case, {"day": date(2023, 3, 20), "measure": "goods"})
    steps.refuse(court, case, date(2023, 3, 8), "收入高于标准")
    court.undo()
    assert HardshipCase.by_key(case).state == CaseState.APPLIED


def test_who_is_out_of_hardship_gets_no_more(court, accepted, people):
    with pytest.raises(Refused, match="早于认定"):
        steps.help_with(court, accepted, {"day": date(2023, 3, 1), "measure": "goods"})
    with pytest.raises(Refused, match="请填写金额"):
        steps.help_with(court, accepted, {"day": date(2023, 4, 1), "measure": "money"})
    steps.help_with(court, accepted, {"day": date(2023, 4, 1), "measure": "money", "amount": 150_000})
    with pytest.raises(Refused, match="同一人"):
        steps.pair_with(court, accepted, people["王祯"], date(2023, 4, 1))
    steps.pair_with(court, accepted, people["李静"], date(2023, 4, 1))
    with pytest.raises(Refused, match="之后还登记有帮扶"):
        steps.end(court, accepted, date(2023, 3, 25), "好转")
    steps.end(court, accepted, date(2023, 4, 10), "好转")
    assert HardshipHelper.get().ends == date(2023, 4, 10)
    with pytest.raises(Refused, match="已于 2023-04-10 脱困"):
        steps.help_with(court, accepted, {"day": date(2023, 4, 11), "measure": "goods"})
    assert cases_of(2023)[0].given == 150_000


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"notice_from": date(2023, 3, 1)}, "notice_from"),
        ({"state": "accepted"}, "accepted"),
        ({"household": 0}, "household"),
        ({"monthly_income": -1}, "monthly_income"),
        ({"notice_days": 3}, "notice_days"),
    ],
)
def test_bad_values_are_said_at_their_fields(values, field):
    assert [each.field for each in vet_case({"applied": date(2023, 3, 6), **values})] == [field]


def _text(path):
    with Pages(path) as pages:
        return "".join("".join(pages.text(number).split()) for number in range(len(pages)))


def test_papers_say_what_they_need_and_no_cause_in_public(court, case, tmp_path):
    with pytest.raises(Refused, match="公示中"):
        papers.print_public_notice(tmp_path / "公示.pdf", [case], "包头中院", "政治部")
    steps.post_notice(court, case, date(2023, 3, 10), 5)
    papers.print_public_notice(tmp_path / "公示.pdf", [case], "包头中院", "政治部")
    text = _text(tmp_path / "公示.pdf")
    assert "2023年3月17日" in text and "因病" not in text
    steps.accept(court, case, date(2023, 3, 20), "主任")
    papers.print_case_sheet(tmp_path / "档案.pdf", case, "包头中院")
    assert "因病" in _text(tmp_path / "档案.pdf")
    assert papers.print_yearly_list(tmp_path / "名单.pdf", date(2023, 12, 1), 2024, 100_000, "").pages == 1
    assert papers.write_yearly_list(tmp_path / "名单.xlsx", date(2023, 12, 1), 2024, None) == 1
    assert "因病" not in _text(tmp_path / "名单.pdf")
    with pytest.raises(Refused, match="没有在册"):
        papers.recipients(date(2022, 1, 1))


def test_names_and_causes_are_masked_until_a_reason_is_given(desk, accepted, people, qapp):
    page = CasesPage(desk)
    page.show()
    shown = [cell.text for cell in page.model.rows[0]]
    assert shown[0] == shown[4] == MASK and "王祯" not in "".join(shown)
    page.reveal._turn(True)
    assert page.model.rows[0][0].text == "王祯"
    page.reveal.hide_names()
    assert page.model.rows[0][0].text == MASK
    page.close()


def test_no_step_names_whom_it_is_about(court, accepted):
    heard = []
    begun = court.step
    court.step = lambda label, *more, **others: (heard.append(label), begun(label, *more, **others))[1]
    editing.change(court, CASES.kind, accepted, {"approver": "院长"})
    editing.remove(court, CASES.kind, [accepted])
    assert len(heard) == 2 and "王祯" not in "".join(heard)
