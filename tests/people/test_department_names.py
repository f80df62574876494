"""What may be made a new department on import, and what has to be asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.codes import code_table
from cadre_desktop.people.department_names import department_like
from cadre_desktop.people.records import Department
from cadre_desktop.people.rules import StaffCategory

LIKE = [
    "刑事审判第一庭",
    "刑事审判庭",
    "民一庭",
    "民事审判第三庭",
    "第3审判庭",
    "行政审判庭（赔偿办）",
    "立案庭",
    "执行局",
    "执行裁决庭",
    "执行指挥中心",
    "政治部",
    "组织人事处",
    "宣传教育科",
    "办公室",
    "综合办公室",
    "研究室",
    "审判管理办公室",
    "督察室",
    "监察室",
    "法警支队",
    "司法警察大队",
    "法警队",
    "机关服务中心",
    "诉讼服务中心",
    "信息中心",
    "院领导",
    "领导班子",
    "机关党委",
    "纪检组",
    "派驻纪检监察组",
    "工会",
    "团委",
    "审委会",
    "行装科",
    "财务科",
    "档案室",
    "固阳人民法庭",
    "哈业胡同法庭",
    "速裁团队",
    "审监庭",
    "少年审判庭",
    "刑一",
    "民二",
    "执行",
    "立案",
    "综合",
    "老干部科",
    "退休人员",
    "国家法官学院内蒙古分院法官学院",
    "驾驶班组",
    "金山人民法庭",
]
UNLIKE = [
    *(
        "",
        "庭",
        "12",
        "0",
        "13804721234",
        "2023",
        "#N/A",
        "#REF!",
        "=A1",
        "+1",
        "-",
        "—",
        "？",
        "2023.5",
        "2023年5月",
        "5月3日",
    ),
    *(
        "内蒙古大学",
        "西南政法大学法学院",
        "包头师范学院",
        "市委党校",
        "包钢一中学",
        "中国政法大学研究生院",
        "大学本科",
        "法学专业毕业",
    ),
    *("王祯", "阿拉坦·巴特尔", "男", "女干部", "汉族", "达斡尔族", "干部", "部门", "科室", "所在部门"),
    *("以上人员均已核对。", "填表人：王祯", "联系电话", "a", "abc", "第三会议室", "办公室：8612345", "包头市昆区" * 6),
]


@pytest.mark.parametrize("text", LIKE)
def test_departments_look_like_departments(text):
    assert department_like(text)


@pytest.mark.parametrize("text", UNLIKE)
def test_what_is_none_does_not(text):
    assert not department_like(text)


@pytest.mark.parametrize("text", [*code_table("line").labels[:-1], *(label for label in ("院领导", "人民法庭"))])
def test_lines_of_work_are_names_people_use(text):
    assert department_like(text) or "（" in text


@pytest.mark.parametrize("text", StaffCategory.table().labels)
def test_categories_of_staff_are_none(text):
    assert not department_like(text)


@given(st.text(alphabet="0123456789.-/年月日 #=", max_size=12))
def test_figures_dates_and_formulas_are_never_one(text):
    assert not department_like(text)


def test_blanks_do_not_matter():
    assert department_like("刑 事 审 判\n一 庭")


def test_departments_made_on_import_have_to_look_like_one():
    assert Department.plausible is department_like
