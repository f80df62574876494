"""The list of those who retire, decisions about them, letters, the agenda, and the approval list."""

from datetime import date

import pytest

from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.agenda import DUE_DATES
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.registers.retirement_decisions import RetirementBase, RetirementChoice, RetirementDecision
from cadre_desktop.people.retirement.deciding import DecisionEntered, decide
from cadre_desktop.people.retirement.due_list import (
    as_data,
    base_words,
    condition_words,
    due_list,
    end_of_list,
    remark_words,
    retirees,
)
from cadre_desktop.people.retirement.expecting import expected_months
from cadre_desktop.people.retirement.letter_settings import letter_months, letters_text, set_letters
from cadre_desktop.people.retirement.papers import _letter_words, approval_rows, due_letters, print_letters
from cadre_desktop.people.retirement.rules import BASE_NAMES, EARLY, LATE, LATE_ENDED, PACES, STATUTORY

TODAY = date(2026, 6, 1)


@pytest.fixture
def people(court):
    """Name to key: what each of them is on the 1st of June 2026."""
    rows = (
        ("王男", "male", date(1966, 3, 1), "civil_servant", {}),  # 2026-07
        ("李女", "female", date(1971, 3, 1), "civil_servant", {}),  # 55 -> 2026-07
        ("赵工", "female", date(1976, 3, 1), "worker", {}),  # 50 -> 2026-11
        ("钱聘", "female", date(1976, 3, 1), "contract", {}),  # open
        ("孙处", "female", date(1971, 3, 1), "civil_servant", {"rank": "general-06"}),  # open
        ("周逾", "male", date(1965, 1, 1), "civil_servant", {}),  # 2025-02, still on the staff
        ("吴小", "male", date(1990, 1, 1), "civil_servant", {}),
        ("郑缺", "male", None, "civil_servant", {}),
        ("冯缺", "", date(1966, 1, 1), "civil_servant", {}),
        ("陈退", "male", date(1966, 3, 1), "civil_servant", {"status": "retired"}),
    )
    with court.step("录入"):
        home = Court.select().first()
        return {
            name: Person.add(court=home, name=name, sex=sex, born=born, employment=employment, **more).id
            for name, sex, born, employment, more in rows
        }


def listed(day=TODAY, until=None):
    return {one.name: one for one in due_list(day, until).people}


def test_the_rules_know_every_base_and_choice():
    assert [str(base) for base in RetirementBase] == list(PACES) == list(BASE_NAMES)
    assert [str(choice) for choice in RetirementChoice] == [STATUTORY, EARLY, LATE, LATE_ENDED]
    table = RetirementBase.table()
    assert all(table.find(name) == base for base, name in BASE_NAMES.items())


def test_who_is_listed_and_from_where_the_base_comes(people):
    found = listed()
    assert list(found)[-1] == "周逾"  # whose month is over, after those to come
    coming = [one.expected for one in found.values()][:-1]
    assert coming == sorted(coming)
    assert {name: f"{one.expected:%Y-%m}" for name, one in found.items()} == {
        "周逾": "2025-02",
        "王男": "2026-07",
        "李女": "2026-07",
        "孙处": "2026-07",
        "赵工": "2026-11",
        "钱聘": "2026-11",
    }
    assert base_words(found["李女"]) == base_words(found["李女"], dated=False) == "女55（拟）"
    assert base_words(found["钱聘"]) == "女50（待认定）"
    assert [one.name for one in found.values() if one.open] == ["孙处", "钱聘"]
    assert "仍登记在职" in remark_words(found["周逾"], TODAY)
    assert "按 60 计为" in remark_words(found["孙处"], TODAY)
    assert condition_words(found["王男"]).startswith("缴费满 180 个月")
    lacking = due_list(TODAY).unclear
    assert {(name, why) for _key, name, _court, why in lacking} == {
        ("郑缺", "没有登记出生年月，算不出退休时间"),
        ("冯缺", "没有登记性别，定不了退休类别"),
    }
    assert set(listed(until=date(2026, 7, 31))) == {"周逾", "王男", "李女", "孙处"}
    assert end_of_list(TODAY) == date(2028, 6, 30)


def test_a_decision_takes_the_proposals_part(court, people):
    entered = DecisionEntered("female_60", date(2026, 5, 1), document_number="包中法政〔2026〕3号")
    assert decide(court, [people["孙处"]], entered) == 1
    assert "孙处" not in listed()
    (one,) = retirees(TODAY, [people["孙处"]])
    assert (one.open, base_words(one)) == (False, "处级女干部60（2026-05-01 认定）")
    assert base_words(one, dated=False) == "处级女干部60（认定）"
    assert "自愿的可自 2026.03" in remark_words(one, TODAY)
    # before it was decided the proposal held
    assert {one.name for one in due_list(date(2026, 4, 1)).people} >= {"孙处"}
    court.undo()
    assert listed()["孙处"].open


def test_a_later_decision_holds_and_keeps_the_base_of_before(court, people):
    key = people["李女"]
    decide(court, [key], DecisionEntered("female_55", date(2026, 1, 5)))
    with court.step("登记"):
        RetirementDecision.add(
            person=key, decided=date(2026, 2, 1), choice="early", chosen=date(2026, 5, 1), notified=date(2026, 2, 1)
        )
    (one,) = retirees(TODAY, [key])
    assert (one.chosen.base, one.expected, one.trouble) == ("female_55", date(2026, 5, 1), "")
    assert dict(expected_months(TODAY))[key] == date(2026, 5, 1)
    assert dict(expected_months(date(2026, 1, 31)))[key] == date(2026, 7, 1)


def test_a_decision_of_the_same_day_is_replaced(court, people):
    for base in ("female_50", "female_55"):
        decide(court, [people["钱聘"]], DecisionEntered(base, date(2026, 5, 1)))
    assert [row.base for row in RetirementDecision.select()] == ["female_55"]


@pytest.mark.parametrize(
    ("names", "entered", "words"),
    [
        (["王男"], DecisionEntered("female_55", TODAY), "性别"),
        (["郑缺"], DecisionEntered("male_60", TODAY), "出生年月"),
        (["王男"], DecisionEntered("", TODAY), "退休年龄"),
        ([], DecisionEntered("male_60", TODAY), "选中"),
        (["王男"], DecisionEntered("male_60", TODAY, LATE, date(2027, 1, 1)), "不能延迟"),
        (["王男"], DecisionEntered("male_60", TODAY, EARLY, date(2026, 1, 1)), "弹性提前"),
        (["李女", "王男"], DecisionEntered("female_55", TODAY), "王男："),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_kept(court, people, names, entered, words):
    with pytest.raises(Refused, match=words):
        decide(court, [people[name] for name in names], entered)
    assert RetirementDecision.select().count() == 0


def test_a_wrong_decision_that_was_imported_is_said(court, people):
    with court.step("导入"):
        RetirementDecision.add(person=people["王男"], decided=TODAY, base="male_60", choice="late", chosen=TODAY)
    assert "不能延迟" in retirees(TODAY, [people["王男"]])[0].trouble


def test_leaders_of_the_county_level_are_left_open(court, people):
    with court.step("登记"):
        PostHeld.add(person=people["李女"], starts=date(2020, 1, 1), post="副院长", post_level="132")
    assert listed()["李女"].open
    assert not {key for key, _month in expected_months(TODAY, sure=True)} & {people["李女"], people["孙处"]}


def test_when_letters_are_due(court, people):
    assert (letter_months(), letters_text()) == ((6, 3, 1), "6、3、1")

    def due(day, number):
        return [one.name for one in due_letters(due_list(day), number, letter_months())]

    assert set(due(date(2026, 1, 1), 6)) == {"李女", "孙处", "王男"}
    assert due(date(2025, 12, 31), 6) == []
    assert due(date(2026, 4, 1), 6) == []
    assert set(due(date(2026, 4, 1), 3)) == {"李女", "孙处", "王男"}
    assert set(due(date(2026, 6, 30), 1)) == {"李女", "孙处", "王男"}
    with court.step("证件"):
        Person.update(id_number="150299196603200011").where(Person.id == people["王男"]).execute()
    assert set(due(date(2026, 6, 19), 1)) == {"李女", "孙处"}
    assert "王男" in due(date(2026, 6, 20), 1)


def test_letters_are_settings(court):
    set_letters(court, "12, 6")
    assert letter_months() == (12, 6)
    for text in ("", "0", "x", "6、6", "1、2、3、4", "25"):
        with pytest.raises(Refused, match=r"提醒月份|不是数字"):
            set_letters(court, text)
    assert letter_months() == (12, 6)
    court.undo()
    assert letter_months() == (6, 3, 1)


def test_letters_are_only_for_those_whose_base_is_certain(people, tmp_path):
    certain = [one for one in due_list(TODAY).people if one.name in ("王男", "李女")]
    assert print_letters(tmp_path / "通知.pdf", certain, 6, (6, 3, 1), TODAY) == 2
    open_ones = [one for one in due_list(TODAY).people if one.open]
    with pytest.raises(Refused, match="孙处、钱聘"):
        print_letters(tmp_path / "通知2.pdf", open_ones, 6, (6, 3, 1), TODAY)
    with pytest.raises(Refused, match="没有人"):
        print_letters(tmp_path / "通知2.pdf", [], 6, (6, 3, 1), TODAY)
    assert not (tmp_path / "通知2.pdf").exists()


def test_the_approval_list_gives_reason_and_months(court, people):
    decide(court, [people["李女"]], DecisionEntered("female_55", TODAY, EARLY, date(2026, 5, 1)))
    rows = {row[1]: row for row in approval_rows(due_list(TODAY).people)}
    assert rows["李女"][9:12] == ["弹性提前", "2026.05", "2026.06"]
    assert rows["王男"][9:12] == ["到龄", "2026.07", "2026.08"]


def test_the_agenda_has_retirements_letters_and_what_is_overdue(people):
    due = DUE_DATES[0]
    coming = [(each.day, each.text) for each in due.coming(TODAY, date(2026, 8, 1))]
    assert (date(2026, 7, 1), "到龄退休：王男（包头中院）") in coming
    assert (date(2026, 7, 1), "退休（待认定）：孙处（包头中院）") in coming
    assert (date(2026, 8, 1), "退休提醒：赵工（包头中院，前 3 个月）") in coming
    assert next(iter(due.overdue(date(2026, 1, 31)))).text == "未办退休：周逾（包头中院）"
    assert all("周逾" not in each.text for each in due.overdue(TODAY))  # of more than a year ago the list speaks


def test_the_list_as_data(people):
    data = as_data(due_list(TODAY), (6, 3, 1))
    one = next(each for each in data["people"] if each["name"] == "王男")
    assert (one["base"], one["base_from"], one["statutory"], one["earliest"]) == (
        "male_60",
        "proposal",
        "2026-07",
        "2026-03",
    )
    assert one["letters"] == ["2026-01-01", "2026-04-01", "2026-06-01"]
    assert len(data["unclear"]) == 2


@pytest.mark.parametrize(("born", "rule"), [(date(1964, 9, 1), "按规定，"), (date(1966, 3, 1), "渐进式延迟")])
def test_a_letter_names_the_rule_that_holds(court, people, born, rule):
    with court.step("改"):
        Person.update(born=born).where(Person.id == people["王男"]).execute()
    (one,) = retirees(TODAY, [people["王男"]])
    assert rule in next(iter(_letter_words(one, 6, (6, 3, 1), TODAY)))


def test_a_letter_offers_only_months_that_leave_time_for_the_notice(people):
    (one,) = retirees(TODAY, [people["赵工"]])  # earliest 2026.03, due 2026.11
    assert "最早可至2026年9月" in "".join(_letter_words(one, 6, (6, 3, 1), TODAY))
    assert "弹性提前" not in "".join(_letter_words(one, 6, (6, 3, 1), date(2026, 8, 20)))
