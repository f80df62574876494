"""Who is meant by a row: numbers, staff numbers, name and birth month, homonyms."""

from rosters import AWAY, HOME, LI, WANG, ZHAO, id_number, only, plan, states, take_in

from cadre_desktop.kit.intake.apply import apply_plan
from cadre_desktop.kit.intake.judging import NEW_ROW, RowState
from cadre_desktop.people.records import Court, Person


def test_people_are_found_by_number_then_staff_number_then_name_and_birth(court):
    take_in(
        court,
        ["姓名", "出生年月", "身份证号", "工号"],
        ["王祯", "", WANG, ""],
        ["李静", "", "", "N2"],
        ["赵凯", "1979.01", "", ""],
    )
    made = plan(
        court,
        ["姓名", "出生年月", "身份证号", "工号", "职务"],
        ["王祯", "", WANG, "", "甲"],
        ["李静", "", "", "N2", "乙"],
        ["赵凯", "1979-01", "", "", "丙"],
        ["赵凯", "1979-01", "", "", ""],
    )
    assert states(made) == ["CHANGED", "CHANGED", "CHANGED", "SAME"]
    assert made.rows[2].changes == {"post": ("", "丙")}


def test_empty_cells_never_erase(court):
    take_in(court, ["姓名", "身份证号", "职务", "联系电话"], ["王祯", WANG, "审判员", "13804721234"])
    done = take_in(court, ["姓名", "身份证号", "职务", "联系电话"], ["王祯", WANG, "庭长", ""])
    assert done.changed == 1
    assert (only(name="王祯").post, only(name="王祯").phone) == ("庭长", "13804721234")


def test_what_two_identities_say_differently_is_doubtful(court):
    take_in(court, ["姓名", "身份证号", "工号"], ["王祯", WANG, "N1"], ["李静", LI, "N2"])
    made = plan(court, ["姓名", "身份证号", "工号"], ["王祯", WANG, "N2"])
    assert states(made) == ["DOUBTFUL"]
    wang, li = only(name="王祯").id, only(name="李静").id
    assert made.rows[0].candidates == (wang, li)
    assert made.decide(0, wang).state is RowState.CHANGED
    assert made.decide(0, NEW_ROW).state is RowState.REFUSED
    assert made.decide(0, None).state is RowState.DOUBTFUL
    assert made.counts.refused == 1


def test_a_staff_number_on_two_people_of_the_file_is_doubtful(court):
    made = plan(court, ["姓名", "身份证号", "工号"], ["王祯", WANG, "N1"], ["李静", LI, "N1"], ["王祯", "", "N1"])
    assert states(made) == ["NEW", "DOUBTFUL", "SAME"]
    assert made.decide(1, NEW_ROW).state is RowState.NEW


def test_a_staff_number_under_another_id_number_is_doubtful(court):
    take_in(court, ["姓名", "身份证号", "工号"], ["王祯", WANG, "N1"])
    made = plan(court, ["姓名", "身份证号", "工号"], ["王祯", id_number("19850320", 3), "N1"])
    assert states(made) == ["DOUBTFUL"]
    assert "身份证号不同" in made.problems[0].message


def test_a_known_number_under_another_name_is_doubtful(court):
    take_in(court, ["姓名", "身份证号"], ["王祯", WANG])
    made = plan(court, ["姓名", "身份证号"], ["王桢", WANG])
    assert states(made) == ["DOUBTFUL"]
    assert "姓名不同" in made.problems[0].message
    made.decide(0, only(name="王祯").id)
    apply_plan(court, made, "改名.xlsx")
    assert only(id_number=WANG).name == "王桢"


def test_homonyms_are_asked_about(court):
    take_in(court, ["姓名", "部门"], ["孙丽", "刑一庭"])
    made = plan(court, ["姓名", "部门"], ["孙丽", "民一庭"], ["孙丽", "立案庭"])
    assert states(made) == ["DOUBTFUL", "DOUBTFUL"]
    assert made.counts.refused == 2
    key = only(name="孙丽").id
    assert made.decide(0, key).state is RowState.CHANGED
    assert made.decide(1, key).state is RowState.REFUSED, "both rows cannot be the same person"
    assert made.decide(1, NEW_ROW).state is RowState.NEW
    done = apply_plan(court, made, "名册.xlsx")
    assert (done.new, done.changed, done.refused) == (1, 1, 0)
    assert Person.select().where(Person.name == "孙丽").count() == 2


def test_a_number_tells_homonyms_apart(court):
    take_in(court, ["姓名", "出生年月", "身份证号"], ["王祯", "1985.03", WANG])
    other = id_number("19850320", 3)
    made = plan(court, ["姓名", "出生年月", "身份证号"], ["王祯", "1985.03", other])
    assert states(made) == ["NEW"]


def test_homonyms_in_another_court_are_not_asked_about(court):
    take_in(court, ["姓名", "法院"], ["孙丽", HOME])
    assert states(plan(court, ["姓名", "法院"], ["孙丽", AWAY])) == ["NEW"]


def test_the_same_number_under_two_names_is_refused_both_times(court):
    made = plan(court, ["姓名", "身份证号"], ["王祯", WANG], ["李静", WANG], ["赵凯", ZHAO])
    assert states(made) == ["REFUSED", "REFUSED", "NEW"]
    assert ["第 3 行" in made.problems[0].message, "第 2 行" in made.problems[1].message] == [True, True]


def test_homonyms_within_the_file_are_asked_about(court):
    made = plan(court, ["姓名", "部门"], ["孙丽", "刑一庭"], ["孙丽", "民一庭"], ["孙丽", "刑一庭"])
    assert states(made) == ["NEW", "DOUBTFUL", "SAME"]
    assert "第 2 行" in made.problems[0].message
    assert made.decide(1, NEW_ROW).state is RowState.NEW


def test_a_staff_number_is_not_given_to_two_people_by_one_file(court):
    """Whichever comes first: the one whose number changes to it, or the new one who has it."""
    take_in(court, ["姓名", "身份证号", "工号"], ["王祯", WANG, "0001"])
    head = ["姓名", "身份证号", "工号"]
    changed, new = ["王祯", WANG, "0007"], ["李静", LI, "0007"]
    assert states(plan(court, head, changed, new)) == ["CHANGED", "DOUBTFUL"]
    assert states(plan(court, head, new, changed)) == ["NEW", "DOUBTFUL"]
    assert states(plan(court, head, changed, ["李静", LI, "0008"])) == ["CHANGED", "NEW"]


def test_a_bare_name_leaves_the_people_of_that_name_to_rows_that_say_more(court):
    """It says nothing new of either, and used to keep the first of them from the row that is about him."""
    headings = ["姓名", "性别", "出生年月"]
    with court.step("同名"):
        first, second = (Person.add(name="王祯", court=Court.get(Court.name == HOME)).id for _person in range(2))
    made = plan(court, headings, ["王祯", "男", "1985.03"], ["王祯", "女", "1986.04"], ["王祯", "", ""])
    assert states(made) == ["DOUBTFUL", "DOUBTFUL", "SAME"]
    assert made.decide(0, first).state is RowState.CHANGED
    assert made.decide(1, second).state is RowState.CHANGED
    assert apply_plan(court, made, "名册.xlsx").changed == 2
