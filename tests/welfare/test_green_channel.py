"""The medical green channel: slips by number, agreements that end, and what is never kept or told."""

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit import editing
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.published import Period
from cadre_desktop.kit.store.database import database
from cadre_desktop.welfare.green_channel.actions import agreement_meant, declare_void, issue, note_used
from cadre_desktop.welfare.green_channel.figures import DUE_DATES, FIGURES, ending_soon, use_by_month, use_table
from cadre_desktop.welfare.green_channel.papers import print_slip
from cadre_desktop.welfare.green_channel.records import Referral
from cadre_desktop.welfare.green_channel.registers import AGREEMENTS, REFERRALS
from cadre_desktop.welfare.green_channel.slips import why_not_covered
from cadre_desktop.welfare.screens.green_channel.slip_dialogs import PrintSlipDialog
from tests.kind_rows import filled

FROM, TO = date(2023, 5, 16), date(2024, 5, 15)


@pytest.fixture
def agreement(court):
    values = {"hospital": "第二附属医院", "starts": FROM, "ends": TO, "own_contact": "李主任", "own_phone": "04725678"}
    return editing.add(court, AGREEMENTS.kind, values).id


@pytest.mark.parametrize(
    ("day", "fine"), [(FROM, True), (TO, True), (date(2023, 5, 15), False), (date(2024, 5, 16), False)]
)
def test_an_agreement_covers_its_first_and_last_day(day, fine):
    assert (why_not_covered("某院", FROM, TO, day) == "") is fine
    assert why_not_covered("某院", FROM, None, date(2030, 1, 1)) == ""


def test_slips_are_numbered_without_gaps_in_each_year(court, agreement, people):
    numbers = [issue(court, agreement, people["王祯"], issued=FROM).number for _n in range(2)]
    court.undo()
    numbers.append(issue(court, agreement, people["李静"], issued=date(2023, 12, 31)).number)
    numbers.append(issue(court, agreement, people["李静"], issued=date(2024, 1, 2)).number)
    assert numbers == ["惠医〔2023〕001号", "惠医〔2023〕002号", "惠医〔2023〕002号", "惠医〔2024〕001号"]
    assert not any("李静" in label for (label,) in database.rows("SELECT label FROM step"))


def test_after_the_agreement_ended_nothing_is_issued(court, agreement, people):
    with pytest.raises(Refused, match="已于 2024-05-15 到期"):
        issue(court, agreement, people["王祯"], issued=date(2024, 5, 16))
    with pytest.raises(Refused, match="不能再开具"):
        issue(court, agreement, people["王祯"], issued=TO, appointed=date(2024, 5, 20))
    with pytest.raises(Refused, match="早于开具日期"):
        issue(court, agreement, people["王祯"], issued=TO, appointed=FROM)
    with pytest.raises(Refused, match="请选与哪家医院"):
        issue(court, None, people["王祯"])
    with pytest.raises(Refused, match="请选是谁"):
        issue(court, agreement, None)


def test_a_slip_after_the_agreement_ended_does_not_come_by_a_workbook(court, agreement, people, tmp_path):
    head = ["编号", "医院", "姓名", "开具日期"]
    rows = [[f"惠医〔2024〕00{n}号", "第二附属医院", "王祯", f"2024-05-1{n}"] for n in (5, 6)]
    done = import_file(court, REFERRALS.kind, filled(tmp_path / "单.xlsx", head, *rows))
    assert (done.new, done.refused) == (1, 1) and "已于 2024-05-15 到期" in str(done.problems[0])


def test_a_slip_is_used_or_void_once(court, agreement, people):
    first, second = (issue(court, agreement, people["王祯"], issued=FROM) for _n in range(2))
    with pytest.raises(Refused, match="早于开具日期"):
        note_used(court, [first.id], date(2023, 5, 1))
    assert note_used(court, [first.id], FROM) == 1
    assert declare_void(court, [second.id]) == 1
    for act in (lambda: note_used(court, [second.id], FROM), lambda: declare_void(court, [first.id])):
        with pytest.raises(Refused, match="不能再改"):
            act()
    period = Period(2023, date(2024, 5, 20))
    assert [each.rows(period).count() for each in FIGURES] == [1, 1]
    assert use_by_month(2023)[4] == (5, 1, 1) and use_by_month(2023)[0] == (1, 0, 0)
    january, may, whole = (use_table(2023).rows[index] for index in (0, 4, 12))
    assert [cell.text for cell in january] == ["1 月", "", ""] and whole[1].value == 1  # void ones are not counted
    assert [cell.rows().count() for cell in (*january[1:], *may[1:], *whole[1:])] == [0, 0, 1, 1, 1, 1]


def test_the_department_wanted_is_on_paper_only(court, agreement, people, tmp_path):
    slip = issue(
        court, agreement, people["王祯"], relation="spouse", issued=FROM, appointed=TO, appointed_at="上午九点"
    )
    print_slip(tmp_path / "单.pdf", slip.id, "包头市中级人民法院", "心血管内科")
    with Pages(tmp_path / "单.pdf") as pages:
        text = pages.text(0)
    for told in ("惠医〔2023〕001号", "王祯的配偶", "心血管内科", "李主任", "第二附属医院"):
        assert told in text
    assert all("心血管" not in str(row) for row in database.rows("SELECT * FROM referral"))
    declare_void(court, [slip.id])
    with pytest.raises(Refused, match="已作废"):
        print_slip(tmp_path / "单.pdf", slip.id, "")


def test_an_agreement_that_ends_is_thought_of(court, agreement):
    (due,) = DUE_DATES
    assert [each.day for each in due.coming(date(2024, 4, 1), date(2024, 4, 7))] == [TO]
    assert list(due.coming(date(2024, 1, 1), date(2024, 1, 7))) == []
    assert [row.hospital for row in ending_soon(date(2024, 4, 1))] == ["第二附属医院"]
    assert len(list(due.overdue(date(2024, 5, 20)))) == 1
    editing.add(court, AGREEMENTS.kind, {"hospital": "第二附属医院", "starts": date(2024, 5, 16)})
    assert ending_soon(date(2024, 5, 20)) == []
    assert Referral.select().count() == 0


def test_of_the_agreements_with_a_hospital_that_in_force_is_meant(court, agreement):
    for hospital, starts in (("第二附属医院", date(2024, 5, 16)), ("第二附属儿童医院", FROM)):
        editing.add(court, AGREEMENTS.kind, {"hospital": hospital, "starts": starts})
    assert agreement_meant("第二附属医院", TO).id == agreement
    assert agreement_meant("第二附属医院", date(2024, 6, 1)).starts == date(2024, 5, 16)
    with pytest.raises(Refused, match="有 2 家：第二附属医院、第二附属儿童医院"):
        agreement_meant("第二附属", TO)
    with pytest.raises(Refused, match="请先登记"):
        agreement_meant("协和", TO)


def test_the_slip_is_shown_once_the_dialog_for_it_has_closed(qtbot, desk, court, agreement, people):
    slip = issue(court, agreement, people["王祯"], issued=FROM)
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    dialog = PrintSlipDialog(desk, slip.id, page)
    open_then = []
    desk.show_pdf = lambda *_shown: open_then.append(dialog.isVisible())
    dialog.open()
    dialog.answer()
    assert open_then == [False], "what opens over a dialog goes with it"
