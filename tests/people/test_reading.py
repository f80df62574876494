"""What cells of rosters say beyond their own field: posts with ranks, categories, names with marks, remarks."""

from datetime import date

import pytest

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.people.posts import post_said
from cadre_desktop.people.reading import (
    read_capacity,
    read_category,
    read_degree,
    read_education,
    read_grade,
    read_name,
    read_notes,
    read_post,
    read_rank,
    read_status,
)
from cadre_desktop.people.rules import Capacity, PersonStatus, capacity_of
from cadre_desktop.people.status_words import status_said

TODAY = date(2024, 6, 30)


def labelled(reading):
    """The values with the labels of their codes."""
    tables = {"rank": "ranks", "judge_grade": "judge_grades", "education": "education", "degree": "degree"}
    return {
        name: code_table(tables[name]).label(value) if name in tables else value
        for name, value in reading.values.items()
    }


@pytest.mark.parametrize(
    ("text", "post", "rank", "grade"),
    [
        ("庭长、四级高级法官", "庭长", "", "四级高级法官"),
        ("副庭长/二级主任科员", "副庭长", "二级主任科员", ""),
        ("三级高级法官", "", "", "三级高级法官"),
        ("审判员 一级法官", "审判员", "", "一级法官"),
        ("审判员一级法官", "审判员", "", "一级法官"),
        ("庭长（四级高级法官）", "庭长", "", "四级高级法官"),
        ("庭长(4级高级法官)", "庭长", "", "四级高级法官"),
        ("审委会委员、刑庭庭长，三级高级法官", "审委会委员、刑庭庭长", "", "三级高级法官"),
        ("二级主任科员、办公室副主任", "办公室副主任", "二级主任科员", ""),
        ("副庭长，四级高级法官（正科级）", "副庭长（正科级）", "", "四级高级法官"),
        ("庭长 三级高级法官 一级调研员", "庭长", "一级调研员", "三级高级法官"),
        ("法官助理／一级法官助理", "法官助理", "一级法官助理", ""),
        ("法警队队长\n二级警长", "法警队队长", "二级警长", ""),
        ("一级书记员", "", "一级书记员", ""),
        ("庭长\\一级法官", "庭长", "", "一级法官"),
        ("庭长＼三级高级法官", "庭长", "", "三级高级法官"),
    ],
)
def test_posts_ranks_and_grades_in_one_cell(text, post, rank, grade):
    said = post_said(text)
    labels = (code_table("ranks").label(said.rank), code_table("judge_grades").label(said.judge_grade))
    assert (said.post, *labels) == (post, rank, grade)
    assert labelled(read_post(text)).get("post") == post


@pytest.mark.parametrize(
    "text",
    [
        "庭长",
        "科员",
        "主任科员",
        "法官助理",
        "一级法官 二级法官",
        "享受二级主任科员待遇",
        "原一级法官",
        "",
        "三级主任",
        "一级教师",
    ],
)
def test_texts_without_one_rank_stay_posts(text):
    assert post_said(text) is None
    assert read_post(text) is None


@pytest.mark.parametrize("text", ["庭长、三级高级", "庭长（一级）", "4级高级", "二级"])
def test_a_rank_that_does_not_say_whose_it_is_becomes_no_post(text):
    with pytest.raises(Unclear, match="没有写明是法官、法官助理"):
        read_post(text)


@pytest.mark.parametrize("text", ["0", "1", "々", "-1", "…"])
def test_what_names_nothing_is_no_post(text):
    with pytest.raises(Unclear, match="不像职务"):
        read_post(text)


@pytest.mark.parametrize("text", ["/", "—", "无", "N/A"])
def test_signs_for_nothing_are_no_post_and_no_fault(text):
    assert read_post(text) is None


@pytest.mark.parametrize("text", ["大学（在职）", "大学(全日制)", "全日制 本科", "大学/在职教育"])
def test_how_somebody_studied_does_not_hide_the_education(text):
    assert labelled(read_education(text)) == {"education": "大学"}


@pytest.mark.parametrize(
    ("read", "text", "values"),
    [
        (read_rank, "三级高级法官", {"rank": "", "judge_grade": "三级高级法官"}),
        (read_rank, "副庭长/二级主任科员", {"rank": "二级主任科员", "post": "副庭长"}),
        (read_grade, "一级法官助理", {"judge_grade": "", "rank": "一级法官助理"}),
        (read_grade, "审判员、一级法官", {"judge_grade": "一级法官", "post": "审判员"}),
        (read_education, "大学/法学学士", {"education": "大学", "degree": "法学学士"}),
        (read_education, "研究生（法律硕士）", {"education": "研究生", "degree": "法律硕士"}),
        (read_education, "大学、硕士", {"education": "大学", "degree": "硕士"}),
        (read_education, "硕士", {"education": "研究生", "degree": "硕士"}),
        (read_education, "法学硕士", {"education": "", "degree": "法学硕士"}),
        (read_degree, "硕士研究生", {"degree": "硕士", "education": "研究生"}),
        (read_degree, "大学 学士", {"degree": "学士", "education": "大学"}),
        (read_category, "员额法官", {"category": "judge", "quota_judge": True}),
        (read_category, "书记员", {"category": "judicial_auxiliary", "quota_judge": False, "capacity": "clerk"}),
        (read_category, "审判辅助人员", {"category": "judicial_auxiliary", "quota_judge": False}),
        (read_capacity, "聘用制书记员", {"category": "judicial_auxiliary", "quota_judge": False, "capacity": "clerk"}),
        (read_capacity, "员额法官", {"category": "judge", "quota_judge": True, "capacity": ""}),
        (read_capacity, "政工", {"category": "judicial_administrative", "quota_judge": False, "capacity": ""}),
        (read_status, "退休（2023.5）", {"status": "retired", "status_since": date(2023, 5, 1)}),
        (read_status, "2022年辞职", {"status": "left"}),
        (read_status, "在职（借调）", {"status": "serving"}),
        (read_status, "2022.6 病故", {"status": "deceased", "status_since": date(2022, 6, 1)}),
        (read_name, "王祯（女，蒙古族）", {"name": "王祯", "sex": "female", "ethnic": "02"}),
        (read_name, "*王祯", {"name": "王祯", "notes": "*"}),
        (read_name, "李静（女）（借调）", {"name": "李静", "sex": "female", "notes": "借调"}),
    ],
)
def test_what_cells_say_of_other_fields(read, text, values):
    assert labelled(read(text)) == values


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_rank, "一级法官助理"),
        (read_rank, "庭长"),
        (read_grade, "三级高级"),
        (read_education, "硕士研究生"),
        (read_education, "大学/内蒙古大学"),
        (read_degree, "法学学士"),
        (read_category, "火星"),
        (read_capacity, "火星"),
        (read_status, "退休"),
        (read_status, "不详"),
        (read_status, "借调"),
        (read_name, "阿拉坦·巴特尔"),
        (read_notes, "试用期"),
    ],
)
def test_what_their_own_field_reads(read, text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "status", "since"),
    [
        ("2023.5退休", PersonStatus.RETIRED, "2023-05-01"),
        ("2023年5月退休", PersonStatus.RETIRED, "2023-05-01"),
        ("23.5退休", PersonStatus.RETIRED, "2023-05-01"),
        ("退休（2023.5）", PersonStatus.RETIRED, "2023-05-01"),
        ("2023.05.06病故", PersonStatus.DECEASED, "2023-05-06"),
        ("2023年5月因病去世", PersonStatus.DECEASED, "2023-05-01"),
        ("已调离", PersonStatus.MOVED, ""),
        ("2023年5月调往青山区法院", PersonStatus.MOVED, "2023-05-01"),
        ("2022年辞职", PersonStatus.LEFT, ""),
        ("借调至市委", PersonStatus.ON_LEAVE, ""),
        ("挂职", PersonStatus.ON_LEAVE, ""),
        ("2019年借调，2023.5退休", PersonStatus.RETIRED, "2023-05-01"),
        ("产假至2024.3", PersonStatus.ON_LEAVE, ""),
        ("98.3调出", PersonStatus.MOVED, "1998-03-01"),
        ("2023.13退休", PersonStatus.RETIRED, ""),
    ],
)
def test_statuses_in_remarks(text, status, since):
    assert status_said(text, TODAY)[:2] == (status, since)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "试用期",
        "拟退休",
        "未退休",
        "2024.7退休",
        "2026年退休",
        "挂职结束",
        "退休手续办理中",
        "即将退休",
        "申请辞职",
        "调研",
        "退休教师",
    ],
)
def test_no_status_in_remarks(text):
    assert status_said(text, TODAY) is None


def test_a_status_in_a_remark_is_offered_and_not_taken():
    reading = read_notes("2023.5退休")
    assert reading.values == {}
    assert "可能应为“退休”（2023-05-01 起）" in reading.hint
    assert [(offer.field, offer.text) for offer in reading.offers] == [
        ("status", "退休"),
        ("status_since", "2023-05-01"),
    ]


def test_a_mark_beside_a_name_is_told_kept_and_offered():
    reading = read_name("李静（借调）")
    assert "“借调”没有读作姓名，已记入备注" in reading.note
    assert [(offer.field, offer.text) for offer in reading.offers] == [("status", "离岗")]


@pytest.mark.parametrize(
    ("text", "capacity"),
    [
        ("法官助理", Capacity.ASSISTANT),
        ("员额法官助理", Capacity.ASSISTANT),
        ("聘用制书记员", Capacity.CLERK),
        ("综合办公室书记员", Capacity.CLERK),
        ("司法警察支队支队长", Capacity.POLICE),
        ("法警", Capacity.POLICE),
        ("二级警长", Capacity.POLICE),
        ("司法技术人员", Capacity.TECHNICIAN),
        ("法医", Capacity.TECHNICIAN),
        ("执行员", Capacity.ENFORCEMENT),
        ("其他审判辅助人员", Capacity.OTHER),
        ("审判辅助人员", None),
        ("法官助理兼书记员", Capacity.CLERK),
        ("法官助理、书记员", None),
        ("书记员管理办公室主任", None),
        ("执行局局长", None),
        ("审判员", None),
        ("", None),
    ],
)
def test_as_what_somebody_serves(text, capacity):
    assert capacity_of(text) == capacity
