"""The ceilings of comfort money, and its amounts in capital numerals."""

from datetime import date

import pytest

from cadre_desktop.welfare.comfort.ceilings import CeilingRow, Ceilings, GivenAmount, YearSum, exceeded, year_sums
from cadre_desktop.welfare.comfort.festivals import festival_day, festivals_in
from cadre_desktop.welfare.comfort.money import capital_yuan, yuan
from cadre_desktop.welfare.comfort.rules import CeilingTerm, ComfortForm, ComfortItem, Festival
from cadre_desktop.welfare.comfort.vetting import vet_alone, vet_ceiling

DAY = date(2023, 5, 4)
FESTIVAL, BIRTHDAY = ComfortItem.FESTIVAL, ComfortItem.BIRTHDAY
EACH, YEAR = CeilingTerm.EACH, CeilingTerm.YEAR
SOUND = {"item": "birthday", "amount": 30_000, "paid": DAY, "festival": "", "form": "goods", "reason": ""}


def of(*rows):
    return Ceilings("内蒙古", [CeilingRow(*row) for row in rows])


def festival(most, since="2023-01-01"):
    return (FESTIVAL, YEAR, most, date.fromisoformat(since), "内工发〔2022〕38号")


def birthday(most, since="2023-01-01", term=EACH):
    return (BIRTHDAY, term, most, date.fromisoformat(since), "包工发〔2023〕5号")


def test_without_a_ceiling_nothing_passes_silently():
    why = of().missing(BIRTHDAY, DAY)
    assert "“生日慰问”（每次）在内蒙古的最高金额（2023-05-04）还没有填写" in why
    assert "“慰问标准”" in why and "文件文号" in why
    assert of(birthday(None)).missing(BIRTHDAY, DAY)
    assert of(birthday(30_000, "2023-06-01")).missing(BIRTHDAY, DAY), "a later row does not hold yet"
    assert of(birthday(30_000)).missing(BIRTHDAY, DAY) == ""
    assert of(birthday(30_000), birthday(None, "2023-05-01")).missing(BIRTHDAY, DAY), "the later row asks again"
    assert of(birthday(30_000, term=YEAR)).missing(BIRTHDAY, DAY) == ""


def test_festivals_need_the_total_of_a_year():
    assert "每年合计" in of((FESTIVAL, EACH, 50_000, date(2023, 1, 1), "某号")).missing(FESTIVAL, DAY)
    assert of(festival(250_000)).missing(FESTIVAL, DAY) == ""


@pytest.mark.parametrize(("fen", "fits"), [(1, True), (30_000, True), (30_001, False)])
def test_exactly_the_maximum_is_allowed_and_a_fen_more_is_not(fen, fits):
    ceilings = of(birthday(20_000, "2020-01-01"), birthday(30_000))
    assert (ceilings.refusal(BIRTHDAY, DAY, fen) == "") is fits


def test_the_sentence_says_the_document_and_how_much_is_too_much():
    why = of(birthday(30_000)).refusal(BIRTHDAY, DAY, 30_001)
    assert why == "生日慰问每次最高 300 元（包工发〔2023〕5号），这一笔 300.01 元，超出 0.01 元，请改少。"


def test_the_total_of_a_year_is_judged_by_the_ceiling_of_its_last_day():
    ceilings = of(festival(200_000, "2020-01-01"), festival(250_000))
    assert ceilings.above_year(FESTIVAL, YearSum(250_000, DAY)) == ""
    assert "2023 年合计 2,500.01 元，超出 0.01 元" in ceilings.above_year(FESTIVAL, YearSum(250_001, DAY))
    assert ceilings.above_year(FESTIVAL, YearSum(200_001, date(2022, 12, 31)))
    rows = [
        GivenAmount(1, 7, FESTIVAL, DAY, 200),
        GivenAmount(2, 7, FESTIVAL, date(2023, 9, 1), 300),
        GivenAmount(3, 8, BIRTHDAY, DAY, 1),
    ]
    assert year_sums(rows)[7, FESTIVAL, 2023] == YearSum(500, date(2023, 9, 1))


def test_what_is_left_is_the_smaller_of_both():
    ceilings = of(festival(250_000), (FESTIVAL, EACH, 80_000, date(2023, 1, 1), "某号"))
    assert ceilings.left(FESTIVAL, DAY, None) == 80_000
    assert ceilings.left(FESTIVAL, DAY, YearSum(200_000, DAY)) == 50_000
    assert ceilings.left(FESTIVAL, DAY, YearSum(260_000, DAY)) == 0
    assert ceilings.left(BIRTHDAY, DAY, None) is None


def test_all_that_is_above_a_ceiling_is_found():
    ceilings = of(festival(250_000), birthday(30_000))
    rows = [
        GivenAmount(1, 7, FESTIVAL, DAY, 150_000),
        GivenAmount(2, 7, FESTIVAL, DAY, 110_000),
        GivenAmount(3, 7, BIRTHDAY, DAY, 30_001),
        GivenAmount(4, 8, ComfortItem.MARRIAGE, DAY, 1),
    ]
    found = exceeded(ceilings, rows)
    assert set(found) == {(7, FESTIVAL, 2023), (3, BIRTHDAY, None), (4, ComfortItem.MARRIAGE, None)}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"amount": -1}, "amount"),
        ({"paid": None}, "paid"),
        ({"festival": "spring"}, "festival"),
        ({"item": "festival"}, "festival"),
        ({"item": "festival", "festival": "spring", "form": ComfortForm.MONEY}, "form"),
        ({"item": "festival", "festival": "spring", "reason": "超市购物卡"}, "reason"),
    ],
)
def test_what_a_payment_has_to_be(values, field):
    assert vet_alone(SOUND) == []
    assert vet_alone(SOUND | {"item": "festival", "festival": "spring", "reason": "米面油"}) == []
    assert [problem.field for problem in vet_alone(SOUND | values)] == [field]


def test_a_maximum_comes_from_a_document():
    assert [each.field for each in vet_ceiling({"maximum": 30_000, "document_number": " "})] == ["document_number"]
    assert [each.field for each in vet_ceiling({"maximum": -1, "document_number": "某号"})] == ["maximum"]
    assert vet_ceiling({"maximum": None, "document_number": ""}) == []


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "零元整"),
        (30_000, "叁佰元整"),
        (3_005, "叁拾元零伍分"),
        (50, "伍角整"),
        (5, "伍分"),
        (123_456, "壹仟贰佰叁拾肆元伍角陆分"),
        (100_500, "壹仟零伍元整"),
        (1_000_000, "壹万元整"),
        (1_005_000, "壹万零伍拾元整"),
        (10_000_050, "壹拾万元伍角整"),
        (100_000_500_000, "壹拾亿零伍仟元整"),
        (2_030_400, "贰万零叁佰零肆元整"),
    ],
)
def test_capital_numerals(fen, text):
    assert capital_yuan(fen) == text
    assert yuan(250_050) == "2,500.5"


def test_festivals_have_their_days():
    assert festivals_in(2023, 9) == {Festival.MID_AUTUMN: date(2023, 9, 29)}
    assert festivals_in(2023, 1) == {Festival.NEW_YEAR: date(2023, 1, 1), Festival.SPRING: date(2023, 1, 22)}
    assert festival_day("qingming", 2023) == date(2023, 4, 5)
    assert festival_day("spring", 1950) is None
