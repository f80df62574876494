"""What is to be thought of shows in the overview, by `welfare due` and in the calendar file, and `welfare check` names
each fault; who was in hospital is never named."""

from datetime import date, datetime

import pytest

from cadre_desktop.kit import editing
from cadre_desktop.overview.agenda import coming, overdue
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.mentors import MENTOR_PAIRS
from cadre_desktop.welfare.comfort.records import Ceiling, ComfortPayment
from cadre_desktop.welfare.farewell.records import Farewell
from cadre_desktop.welfare.green_channel.registers import AGREEMENTS
from cadre_desktop.welfare.newcomers.enlisting import take_on
from cadre_desktop.welfare.newcomers.registers import BATCHES
from cadre_desktop.welfare.yearly.due import due_between, ending, faults
from cadre_desktop.welfare.yearly.due import overdue as welfare_overdue
from cadre_desktop.welfare.yearly.ics import write_year

TODAY = date(2023, 9, 4)
SEPTEMBER = "1 人待慰问，生日：9 月 4 日至 30 日"


@pytest.fixture
def file(court, people):
    """王祯 reported in August and his papers are due; 欧阳文博 has his birthday and retires in September; 李静 was in
    hospital; an agreement ends at the end of September."""
    values = {"hospital": "第二附属医院", "starts": date(2022, 10, 1), "ends": date(2023, 9, 30)}
    editing.add(court, AGREEMENTS.kind, values)
    batch = editing.add(court, BATCHES.kind, {"title": "新录用", "year": 2023, "reports": date(2023, 8, 28)}).id
    take_on(court, batch, [people["王祯"]])
    with court.step("备料"):
        day = date(2023, 8, 30)
        ComfortPayment.add(person=people["李静"], item="hospital", amount=100, occasion_day=day)
        ComfortPayment.add(person=people["李静"], item="hospital", amount=100, occasion_day=date(2023, 9, 20))
        Person.update(joined_court=date(2013, 9, 1)).where(Person.id == people["王祯"]).execute()
        Person.update(born=date(1963, 9, 1)).where(Person.id == people["欧阳文博"]).execute()
    return court


def whole(lines):
    return "\n".join(line.text for line in lines)


def test_the_overview_says_what_comes_and_what_is_late(file, people):
    said = whole(coming(TODAY))
    for words in (SEPTEMBER, "1 人待慰问，入职周年：9 月", "3 人待慰问，中秋节", "惠医协议到期", "到龄退休：欧阳文博"):
        assert words in said, words
    assert "入职手续：王祯 服装尺码" in said and "住院慰问待发放" in said
    late = whole(overdue(TODAY))
    assert "住院慰问待发放" in late and "入职手续：王祯 身份证" in late
    assert "李静" not in said.replace("退休：李静", "") and "李静" not in late.replace("退休：李静", "")


def test_a_line_of_the_overview_opens_those_it_counts(file, people):
    line = next(item for item in coming(TODAY) if item.text == SEPTEMBER)
    assert list(line.rows.all_keys()) == [people["欧阳文博"]]
    with file.step("生日"):
        values = {"item": "birthday", "amount": 100, "occasion_day": date(2023, 9, 1), "paid": date(2023, 9, 2)}
        ComfortPayment.add(person=people["欧阳文博"], **values)
    assert SEPTEMBER not in whole(coming(TODAY))
    said = whole(overdue(date(2023, 10, 5)))
    assert "生日" not in said, "in September all were given something"
    assert "中秋节" not in said, "nothing was ever given for it"
    with file.step("中秋"):
        values = {"item": "festival", "festival": "mid_autumn", "amount": 100, "paid": date(2022, 9, 9)}
        ComfortPayment.add(person=people["欧阳文博"], occasion_day=date(2022, 9, 10), **values)
    assert "3 人待慰问，中秋节" in whole(overdue(date(2023, 10, 5)))


def test_a_month_has_all_of_it(file):
    said = whole(due_between(date(2023, 9, 1), date(2023, 9, 30)))
    for words in (
        "60 岁生日：欧阳文博",
        "入职 10 周年：王祯",
        "中秋节慰问：3 人",
        "惠医协议到期",
        "到龄退休：欧阳文博",
    ):
        assert words in said, words
    assert "入职手续：王祯 服装尺码" in said and "住院慰问待发放" in said and "李静" not in said


def test_the_calendar_file_has_them_and_marks_what_is_late(file, tmp_path):
    path = tmp_path / "年.ics"
    write_year(path, 2023, datetime(2023, 9, 4, 9, 0))
    said = path.read_text(encoding="utf-8").replace("\n ", "")
    for words in ("60 岁生日：欧阳文博", "入职 10 周年：王祯", "中秋节慰问", "惠医协议到期", "到龄退休：欧阳文博"):
        assert words in said, words
    assert "SUMMARY:逾期：入职手续：王祯 身份证" in said and "SUMMARY:逾期：住院慰问待发放" in said
    assert "SUMMARY:住院慰问待发放" in said and "住院慰问待发放：" not in said
    uids = [line for line in said.splitlines() if line.startswith("UID")]
    assert len(uids) == len(set(uids))


def test_what_was_late_before_the_year_lies_on_today(file, tmp_path):
    path = tmp_path / "年.ics"
    write_year(path, 2024, datetime(2024, 3, 1, 9, 0))
    said = path.read_text(encoding="utf-8").replace("\n ", "")
    assert "逾期：住院慰问待发放（2023-08-30） 等 2 项" in said
    write_year(path, 2025, datetime(2024, 3, 1, 9, 0))
    assert "逾期" not in path.read_text(encoding="utf-8")


def test_the_check_names_each_fault(file, people):
    assert faults() == [] or all("慰问登记中有 2 笔住院慰问" in each for each in faults())
    assert [line.text for line in ending(TODAY)] == ["与第二附属医院的惠医协议到期"]
    assert ending(date(2023, 6, 1)) == [] and ending(date(2023, 10, 1)) == []
    assert "惠医协议到期" in whole(welfare_overdue(date(2023, 10, 1)))
    with file.step("错的"):
        Ceiling.add(region="内蒙古", item="birthday", maximum=1, valid_from=date(2023, 1, 1), document_number="号")
        festival = {"item": "festival", "term": "year", "maximum": 1, "valid_from": date(2023, 1, 1)}
        Ceiling.add(region="内蒙古", document_number="号", **festival)
        for item, more in (("birthday", {}), ("festival", {"festival": "spring"})):
            ComfortPayment.add(person=people["王祯"], item=item, amount=2, paid=TODAY, **more)
        Farewell.add(person=people["阿拉坦·巴特尔"], keepsake_cost=1, retires=date(2023, 3, 1))
        mentor = Person.add(court=Person.get().__data__["court"], name="白文").id
    for name in ("王祯", "李静", "欧阳文博"):
        values = {"person": people[name], "mentor": mentor, "purpose": "newcomer", "starts": TODAY}
        editing.add(file, MENTOR_PAIRS.kind, values)
    said = "\n".join(faults())
    assert "1 笔生日慰问超出最高金额" in said and "1 人的节日慰问年度合计超出" in said
    assert "纪念品超出最高金额" in said and "同时带 3 名新人" in said and "李静" not in said
