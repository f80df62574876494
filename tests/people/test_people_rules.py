"""Names, ID numbers, ages, staff categories."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.problems import Unclear
from cadre_desktop.people.rules import (
    CourtLevel,
    HonourLevel,
    IdNumber,
    PersonStatus,
    Sex,
    StaffCategory,
    age_on,
    born_in_eighties,
    check_character,
    check_id_number,
    check_name,
    clean_id_number,
    contradictions,
    courts_of_baotou,
    mask_id_number,
    staff_category_of,
    working_age,
)

TODAY = date(2024, 6, 30)
JUDGE, AUXILIARY, ADMINISTRATIVE = StaffCategory


def id_number(area: str = "150299", birth: str = "19850312", order: str = "001") -> str:
    digits = f"{area}{birth}{order}"
    return digits + check_character(digits)


# Codes


def test_who_is_on_the_staff() -> None:
    assert [status for status in PersonStatus if status.on_staff] == [PersonStatus.SERVING, PersonStatus.ON_LEAVE]


def test_which_honours_the_yearly_report_counts() -> None:
    assert [level for level in HonourLevel if level.at_least_region] == [HonourLevel.NATIONAL, HonourLevel.REGION]


@pytest.mark.parametrize("enum", [Sex, StaffCategory, PersonStatus, CourtLevel, HonourLevel])
def test_every_text_means_one_value(enum: type[Sex]) -> None:
    texts = [text for item in enum for text in {item.value, item.label, *item.also}]
    assert len(texts) == len(set(texts))


def test_baotou_has_one_intermediate_and_ten_grassroots_courts() -> None:
    first, *rest = courts_of_baotou()
    assert (first.name, first.level, first.case_code) == ("包头市中级人民法院", CourtLevel.INTERMEDIATE, "内02")
    assert [court.level for court in rest] == [CourtLevel.GRASSROOTS] * 10
    assert [court.order for court in (first, *rest)] == list(range(1, 12))
    assert len({court.code for court in (first, *rest)}) == 11


# Staff category


@pytest.mark.parametrize(
    ("text", "quota", "expected"),
    [
        ("员额法官", None, (JUDGE, True)),
        ("入额 法官", None, (JUDGE, True)),
        ("法官", None, (JUDGE, None)),
        ("四级高级法官", None, (JUDGE, None)),
        ("法官", True, (JUDGE, True)),
        ("法官", False, (AUXILIARY, False)),
        ("审判员", None, None),
        ("审判员", True, (JUDGE, True)),
        ("审判员", False, (AUXILIARY, False)),
        ("刑事审判庭庭长", None, None),
        ("行政审判庭庭长", True, (JUDGE, True)),
        ("审判管理办公室主任", None, None),
        ("审判管理办公室主任", True, (JUDGE, True)),
        ("执行局局长", True, (JUDGE, True)),
        ("未入额法官", None, (AUXILIARY, False)),
        ("法官助理", None, (AUXILIARY, False)),
        ("员额法官助理", None, (AUXILIARY, False)),
        ("聘用制书记员", None, (AUXILIARY, False)),
        ("综合办公室书记员", None, (AUXILIARY, False)),
        ("司法警察支队支队长", None, (AUXILIARY, False)),
        ("法警", True, (AUXILIARY, False)),
        ("执行员", None, (AUXILIARY, False)),
        ("司法技术人员", None, (AUXILIARY, False)),
        ("审判辅助人员", None, (AUXILIARY, False)),
        ("司法行政人员", None, (ADMINISTRATIVE, False)),
        ("综合行政", None, (ADMINISTRATIVE, False)),
        ("政工", None, (ADMINISTRATIVE, False)),
        ("办公室主任", None, (ADMINISTRATIVE, False)),
        ("政治部主任、审判委员会委员", None, None),
        ("政治部主任、审判委员会委员", False, (ADMINISTRATIVE, False)),
        ("政治部主任、审判委员会委员", True, (JUDGE, True)),
        ("人民陪审员", None, None),
        ("", None, None),
        ("", True, None),
    ],
)
def test_staff_category(text: str, quota: bool | None, expected: tuple[StaffCategory, bool | None] | None) -> None:
    assert staff_category_of(text, quota) == expected


def test_the_labels_mean_their_categories() -> None:
    assert [found and found.category for found in map(staff_category_of, StaffCategory.table().labels)] == [
        JUDGE,
        AUXILIARY,
        ADMINISTRATIVE,
    ]


# Names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("王祯", "王祯"),
        (" 王　祯\n", "王祯"),
        ("阿拉坦•巴特尔", "阿拉坦·巴特尔"),
        ("阿拉坦.巴特尔", "阿拉坦·巴特尔"),
        ("刘𬭎", "刘𬭎"),
        ("\ufeff王\u200b祯", "王祯"),
    ],
)
def test_names_are_cleaned(text: str, name: str) -> None:
    assert check_name(text) == name


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('=HYPERLINK("x")', "公式"),
        ("+王祯", "公式"),
        ("@王祯", "公式"),
        ("-", "公式"),
        ("王祯2", "汉字"),
        ("王祯（女）", "汉字"),
        ("Li Ming", "汉字"),
        ("", "汉字"),
        ("··", "汉字"),
        ("·王祯", "汉字"),
        ("阿拉坦··巴特尔", "汉字"),
        ("王\ue000", "汉字"),
        ("王", "2 至 20 个字"),
        ("王" * 21, "2 至 20 个字"),
    ],
)
def test_what_is_no_name(text: str, reason: str) -> None:
    with pytest.raises(Unclear, match=reason):
        check_name(text)


@given(st.text(max_size=30))
def test_a_checked_name_passes_again(text: str) -> None:
    try:
        name = check_name(text)
    except Unclear:
        return
    assert check_name(name) == name
    assert not name.startswith(("=", "+", "-", "@"))


# ID numbers


def test_what_an_id_number_says() -> None:
    number = id_number()
    assert check_id_number(number, TODAY) == IdNumber(number, "150299", date(1985, 3, 12), Sex.MALE)
    assert check_id_number(id_number(order="002"), TODAY).sex == Sex.FEMALE


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 999))
def test_every_well_formed_number_passes_and_one_wrong_character_is_seen(birth: date, order: int) -> None:
    number = id_number(birth=f"{birth:%Y%m%d}", order=f"{order:03}")
    found = check_id_number(number, TODAY)
    assert (found.birth, found.sex) == (birth, Sex.MALE if order % 2 else Sex.FEMALE)
    wrong = number[:17] + ("0" if number[17] != "0" else "1")
    with pytest.raises(Unclear):
        check_id_number(wrong, TODAY)


@pytest.mark.parametrize("text", [" 150299 19850312 {} ", "'15029919850312{}", "１５０２９９19850312{}"])
def test_writing_habits_are_put_right(text: str) -> None:
    order = next(f"{n:03}" for n in range(1000) if id_number(order=f"{n:03}").endswith("X"))
    assert check_id_number(text.format(order + "x"), TODAY).number == id_number(order=order)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("150299850312001", "15 位旧号码"),
        ("1502991985031200", "现为 16 位"),
        ("", "现为 0 位"),
        ("1.50299E+17", "文本格式"),
        ("1.50299198503120e17", "文本格式"),
        ("150299198503120000.0", "文本格式"),
        (id_number()[:15] + "000", "文本格式"),
        ("15029919850312001A", "数字或 X"),
        ("1502991985031X0015", "应为数字"),
        (id_number(area="990299"), "省级行政区"),
        (id_number(birth="19850230"), "19850230”不是有效"),
        (id_number(birth="18991231"), "不是有效"),
        (id_number(birth="20240701"), "晚于今天"),
        (id_number()[:17] + "?", "数字或 X"),
    ],
)
def test_what_is_no_id_number(text: str, reason: str) -> None:
    with pytest.raises(Unclear, match=reason):
        check_id_number(text, TODAY)


def test_a_wrong_check_character_is_named() -> None:
    wrong = "0" if id_number()[17] != "0" else "1"
    with pytest.raises(Unclear, match="校验码不符"):
        check_id_number(id_number()[:17] + wrong, TODAY)


def test_cleaning_leaves_a_clean_number() -> None:
    assert clean_id_number(id_number()) == id_number()


@pytest.mark.parametrize(
    ("sex", "born", "fields"),
    [
        ("male", date(1985, 3, 1), []),
        ("", None, []),
        ("female", date(1985, 3, 1), ["sex"]),
        ("male", date(1985, 4, 1), ["born"]),
        ("female", date(1986, 3, 1), ["sex", "born"]),
    ],
)
def test_contradictions_name_the_field(sex: str, born: date | None, fields: list[str]) -> None:
    problems = contradictions(check_id_number(id_number(), TODAY), sex, born)
    assert [problem.field for problem in problems] == fields


def test_contradictions_say_what_the_number_says() -> None:
    problems = contradictions(check_id_number(id_number(), TODAY), "female", date(1990, 1, 1))
    assert [("男" in problems[0].message), ("1985.03" in problems[1].message)] == [True, True]


@pytest.mark.parametrize(
    ("number", "shown"),
    [("150299198503120018", "150299********0018"), ("12345", "***45"), ("12", "12"), ("", "")],
)
def test_mask(number: str, shown: str) -> None:
    assert mask_id_number(number) == shown


# Ages


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(1985, 3, 12), date(2020, 3, 11), 34),
        (date(1985, 3, 12), date(2020, 3, 12), 35),
        (date(1984, 2, 29), date(2023, 2, 28), 38),
        (date(1984, 2, 29), date(2023, 3, 1), 39),
        (date(1984, 2, 29), date(2024, 2, 29), 40),
    ],
)
def test_age(birth: date, day: date, age: int) -> None:
    assert age_on(birth, day) == age


@pytest.mark.parametrize(("year", "counted"), [(1979, False), (1980, True), (1989, True), (1990, False)])
def test_born_in_eighties_goes_by_year(year: int, counted: bool) -> None:
    assert born_in_eighties(date(year, 12, 31)) is counted


def test_working_age_begins_at_nought() -> None:
    assert working_age(date(2010, 7, 1), date(2024, 6, 30)) == 13
    assert working_age(date(2024, 7, 1), TODAY) == 0
