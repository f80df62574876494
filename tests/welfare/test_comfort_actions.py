"""Comfort money in a file: what is refused above a ceiling, however it is entered, and what the journal says of it."""

from datetime import date

import pytest

from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.published import Period
from cadre_desktop.kit.store.database import database
from cadre_desktop.welfare.comfort import given
from cadre_desktop.welfare.comfort.actions import (
    fill_in_known,
    remove_ceilings,
    remove_payments,
    save_ceiling,
    save_payment,
    set_region,
)
from cadre_desktop.welfare.comfort.figures import DUE_DATES, FIGURES, overdue_count, what_is_above
from cadre_desktop.welfare.comfort.paying import ManyAtOnce, pay, payable
from cadre_desktop.welfare.comfort.records import Ceiling, ComfortPayment
from cadre_desktop.welfare.comfort.registers import CEILINGS, PAYMENTS
from cadre_desktop.welfare.comfort.rules import ComfortItem
from tests.kind_rows import filled

DAY = date(2023, 5, 4)
KIND = PAYMENTS.kind


@pytest.fixture
def ceilings(court):
    """The known ceilings, and one for birthdays and for hospital that somebody has looked up."""
    fill_in_known(court)
    for item, fen in (("birthday", 30_000), ("hospital", 100_000)):
        row = Ceiling.get(Ceiling.item == item)
        save_ceiling(court, {"maximum": fen, "document_number": "包工发〔2023〕5号"}, row.id)
    return court


def birthday(person, fen=30_000, **more):
    return {"person": person, "item": "birthday", "amount": fen, "form": "voucher", "paid": DAY, **more}


def festival(person, fen, name="spring", paid=date(2023, 1, 18)):
    return {"person": person, "item": "festival", "festival": name, "amount": fen, "form": "goods", "paid": paid}


def test_the_known_ceilings_are_filled_in_once(court):
    assert fill_in_known(court) == len(ComfortItem)
    assert fill_in_known(court) == 0
    known = {row.item: row.maximum for row in Ceiling.select()}
    assert known == {item.value: 250_000 if item is ComfortItem.FESTIVAL else None for item in ComfortItem}


def test_an_unknown_ceiling_lets_no_money_pass(court, people):
    with pytest.raises(Refused, match="还没有填写，不能登记"):
        save_payment(court, birthday(people["王祯"]))
    fill_in_known(court)
    with pytest.raises(Refused, match="还没有填写，不能登记"):
        save_payment(court, birthday(people["王祯"]))
    with pytest.raises(Refused, match="文件文号"):
        save_ceiling(court, {"maximum": 30_000}, Ceiling.get(Ceiling.item == "birthday").id)
    save_ceiling(court, {"maximum": 30_000, "document_number": "某号"}, Ceiling.get(Ceiling.item == "birthday").id)
    row = save_payment(court, birthday(people["王祯"]))
    assert (row.court.short_name, row.occasion_day) == ("包头中院", DAY)


def test_a_payment_is_refused_above_its_ceiling_also_when_changed(ceilings, people):
    with pytest.raises(Refused, match=r"超出 0\.01 元"):
        save_payment(ceilings, birthday(people["王祯"], 30_001))
    row = save_payment(ceilings, birthday(people["王祯"], 20_000))
    with pytest.raises(Refused, match="超出 100 元"):
        save_payment(ceilings, {"amount": 40_000}, row.id)
    assert save_payment(ceilings, {"amount": 30_000}, row.id).amount == 30_000


def test_the_total_of_festivals_counts_the_whole_year(ceilings, people):
    wang = people["王祯"]
    first = save_payment(ceilings, festival(wang, 150_000))
    assert first.occasion_day == date(2023, 1, 22)
    with pytest.raises(Refused, match="合计 2,600 元，超出 100 元"):
        save_payment(ceilings, festival(wang, 110_000, "mid_autumn", date(2023, 9, 20)))
    second = save_payment(ceilings, festival(wang, 100_000, "mid_autumn", date(2023, 9, 20)))
    save_payment(ceilings, festival(wang, 250_000, "mid_autumn", date(2024, 9, 10)))
    save_payment(ceilings, festival(people["李静"], 250_000))
    with pytest.raises(Refused, match=r"2023 年合计 2,500\.01 元"):
        save_payment(ceilings, {"amount": 100_001}, second.id)
    with pytest.raises(Refused, match="2024 年合计 3,500 元"):
        save_payment(ceilings, {"paid": date(2024, 9, 20)}, second.id)


def test_a_ceiling_under_what_was_given_is_refused(ceilings, people):
    save_payment(ceilings, birthday(people["王祯"]))
    row = Ceiling.get(Ceiling.item == "birthday")
    for values in ({"maximum": 29_999}, {"maximum": None}, {"valid_from": date(2023, 6, 1)}):
        with pytest.raises(Refused, match="有 1 笔"):
            save_ceiling(ceilings, values, row.id)
    with pytest.raises(Refused, match="有 1 笔"):
        remove_ceilings(ceilings, [row.id])
    assert Ceiling.by_key(row.id).maximum == 30_000
    save_ceiling(ceilings, {"maximum": 40_000}, row.id)
    later = {"item": "birthday", "maximum": 1, "valid_from": date(2023, 6, 1), "document_number": "某号"}
    assert save_ceiling(ceilings, later).region == "内蒙古"
    set_region(ceilings, "广东")
    assert list(what_is_above()) == ["慰问登记中有 1 笔生日慰问超出最高金额，或没有填写标准。"]


def _workbook(tmp_path, *rows):
    return filled(tmp_path / "慰问.xlsx", ["姓名", "慰问事项", "节日", "金额（元）", "形式", "发放日期"], *rows)


def test_a_workbook_is_refused_whole_where_its_rows_are_too_much_for_a_year(ceilings, people, tmp_path):
    rows = [
        ["王祯", "节日慰问", "春节", "1500", "实物", "2023-01-18"],
        ["王祯", "节日慰问", "中秋节", "1000.01", "实物", "2023-09-20"],
    ]
    shown = import_file(ceilings, KIND, _workbook(tmp_path, *rows), dry_run=True)
    assert "王祯：节日慰问每人每年最高 2,500 元" in shown.placed[0]
    with pytest.raises(Refused, match=r"王祯：.*超出 0.01 元"):
        import_file(ceilings, KIND, _workbook(tmp_path, *rows))
    assert not ComfortPayment.select().exists()
    rows[1][3] = "1000"
    assert import_file(ceilings, KIND, _workbook(tmp_path, *rows)).new == 2
    rows[1][3] = "1001"
    done = import_file(
        ceilings, KIND, _workbook(tmp_path, *rows, ["李静", "节日慰问", "春节", "800", "实物", "2023-01-18"])
    )
    assert (done.new, done.same, done.refused) == (1, 1, 1) and "超出 1 元" in str(done.problems[0])


def test_a_line_too_much_for_the_year_stays_out_and_the_others_come_in(ceilings, people, tmp_path):
    save_payment(ceilings, festival(people["王祯"], 240_000))
    rows = [[name, "节日慰问", "中秋节", "400", "实物", "2023-09-20"] for name in ("王祯", "李静")]
    rows.append(["欧阳文博", "节日慰问", "中秋节", "2501", "实物", "2023-09-20"])
    done = import_file(ceilings, KIND, _workbook(tmp_path, *rows))
    assert (done.new, done.refused) == (1, 2)
    assert "2023 年合计 2,800 元，超出 300 元" in str(done.problems[0]) and "超出 1 元" in str(done.problems[1])


def test_a_line_of_a_workbook_above_a_ceiling_stays_out(ceilings, people, tmp_path):
    rows = [["王祯", "生日", "", "300", "蛋糕券", "2023-03-01"], ["李静", "生日", "", "301", "蛋糕券", "2023-03-02"]]
    rows += [["李静", "结婚", "", "1", "实物", "2023-03-03"], ["李静", "节日", "元旦", "1", "慰问金", "2023-01-01"]]
    done = import_file(ceilings, KIND, _workbook(tmp_path, *rows))
    assert (done.new, done.refused) == (1, 3)
    told = "".join(str(problem) for problem in done.problems)
    assert "超出 1 元" in told and "“结婚慰问”" in told and "不能发现金、购物卡" in told


def test_a_workbook_of_ceilings_under_what_was_given_is_refused(ceilings, people, tmp_path):
    save_payment(ceilings, birthday(people["王祯"]))
    head = ["地区", "慰问事项", "计算方式", "最高金额（元）", "起始日期", "文件文号"]
    line = ["内蒙古", "生日慰问", "每次", "100", "2023-01-01", "某号"]
    for text in ("2023-01-01", "2023-02-01"):
        line[4] = text
        with pytest.raises(Refused, match="有 1 笔"):
            import_file(ceilings, CEILINGS.kind, filled(tmp_path / "标准.xlsx", head, line))
    line[0] = "广东"
    assert import_file(ceilings, CEILINGS.kind, filled(tmp_path / "标准.xlsx", head, line)).new == 1


def test_many_are_paid_in_one_step_or_nobody(ceilings, people):
    keys = [people["王祯"], people["李静"], people["欧阳文博"]]
    save_payment(ceilings, festival(keys[0], 240_000))
    what = ManyAtOnce(ComfortItem.FESTIVAL, 20_000, date(2023, 9, 20), "mid_autumn", "goods", "月饼", "W-9", "张伟")
    sorted_out = payable(what, keys, {})
    assert sorted_out.people == tuple(keys[1:]) and sorted_out.refused[0][0] == keys[0]
    with pytest.raises(Refused, match="有 1 人不能发放，没有登记"):
        pay(ceilings, what, keys, {})
    assert pay(ceilings, what, sorted_out.people, {}) == 2
    assert {row.occasion_day for row in ComfortPayment.select().where(ComfortPayment.voucher == "W-9")} == {
        date(2023, 9, 29)
    }
    assert "已有同一天的节日慰问" in payable(what, [keys[1]], {}).refused[0][1]
    ceilings.undo()
    assert ComfortPayment.select().count() == 1
    with pytest.raises(Refused, match="还没有选人"):
        pay(ceilings, what, [], {})
    with pytest.raises(Refused, match="还没有填写"):
        payable(ManyAtOnce(ComfortItem.MARRIAGE, 1, DAY), keys, {})


def test_the_journal_does_not_say_who_was_in_hospital(ceilings, people):
    values = {"person": people["李静"], "item": "hospital", "amount": 80_000, "form": "money", "paid": DAY}
    row = save_payment(ceilings, values)
    save_payment(ceilings, {"amount": 90_000}, row.id)
    labels = [label for (label,) in database.rows("SELECT label FROM step")]
    assert labels and not any("李静" in label for label in labels[-2:])
    save_payment(ceilings, birthday(people["王祯"]))
    assert ceilings.last_step().label == "登记慰问：王祯，生日慰问"
    remove_payments(ceilings, [row.id])
    assert "李静" not in ceilings.last_step().label


def test_figures_and_due_payments(ceilings, people):
    save_payment(ceilings, birthday(people["王祯"], 30_050 - 100))
    save_payment(ceilings, festival(people["王祯"], 50_000))
    save_payment(ceilings, {"person": people["李静"], "item": "hospital", "amount": 1, "occasion_day": DAY})
    period = Period(2023, date(2024, 5, 20))
    counts = {each.key: each.count(period) for each in FIGURES}
    assert counts == {"comfort_people": 1, "comfort_money": 799}
    assert [each.rows(period).count() for each in FIGURES] == [2, 2]
    assert [due.text for due in DUE_DATES[0].overdue(date(2023, 5, 5))] == ["住院慰问待发放"]
    assert [*DUE_DATES[0].overdue(DAY)] == [] and len([*DUE_DATES[0].coming(DAY, DAY)]) == 1
    assert overdue_count(date(2023, 5, 5)) == 1
    assert list(what_is_above()) == []
    assert given.ceilings().left(ComfortItem.FESTIVAL, DAY, given.given_in_year("festival", 2023)[people["王祯"]])
