"""Whatever a form says: once all of it was taken in and nothing changed, giving it out changes no element."""

from datetime import date

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.lrmx.document import LrmxDocument
from cadre_desktop.people.lrmx.dossiers import Dossier
from cadre_desktop.people.lrmx.facts import LrmxFacts, facts_of
from cadre_desktop.people.lrmx.giving import changes_of
from cadre_desktop.people.lrmx.present import present_of
from cadre_desktop.people.registers.annual_grades import AnnualGrade
from cadre_desktop.people.registers.education import Education
from cadre_desktop.people.registers.resume import ResumeLine
from tests.people.lrmx.lrmx_samples import form

MONTHS = st.sampled_from(["198805", "1988.05", "1988-5", "19880512", "1988年5月", "不详", "", "无"])
SCHOOLS = st.sampled_from(["某大学法学专业", "某大学法学院 法学", "某大学", "函授班", "", "某市委党校经济管理专业"])
TEXTS = st.text("某庭长法院、四级高级官12 ，。；（）\n", max_size=24)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "XingMing": st.sampled_from(["白示例", "白 示例", "阿拉坦．巴特尔"]),
        "XingBie": st.sampled_from(["男", "女", "", "未说明"]),
        "MinZu": st.sampled_from(["蒙古族", "蒙古", "汉", "某族", ""]),
        "ChuShengNianYue": MONTHS,
        "CanJiaGongZuoShiJian": MONTHS,
        "RuDangShiJian": st.lists(
            st.sampled_from(["200108", "2001.08", "民建", "中共党员", "群众", "九三"]), max_size=3
        ).map("；".join),
        "JianKangZhuangKuang": st.sampled_from(["健康", "良好", "尚可", "无", ""]),
        "ZhuanYeJiShuZhiWu": st.sampled_from(["无", "", "工程师", "法医师 "]),
        "JiGuan": TEXTS,
        "QuanRiZhiJiaoYu_XueLi": st.sampled_from(["大学", "大学本科", "研究生", "私塾", ""]),
        "QuanRiZhiJiaoYu_XueWei": st.sampled_from(["法学学士", "法学学士、管理学学士", "学士", "某学位", ""]),
        "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": SCHOOLS,
        "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": SCHOOLS,
        "ZaiZhiJiaoYu_XueLi": st.sampled_from(["研究生", "省委党校研究生", ""]),
        "ZaiZhiJiaoYu_XueWei": st.sampled_from(["法律硕士", ""]),
        "ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": SCHOOLS,
        "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": SCHOOLS,
        "XianRenZhiWu": TEXTS,
        "JianLi": st.text("2019.03--0 \n（其间）庭至今", max_size=60),
        "NianDuKaoHeJieGuo": st.text("20192021年度考核“”优秀称职不基本；。、", max_size=40),
    },
)


def dossier_of(facts: LrmxFacts) -> Dossier:
    """The dossier of somebody new, as taking all of the form in makes it."""
    present = present_of(facts.post, {}, {})
    person = PERSON.check(
        {**facts.person, "court": 1, **dict(zip(("post", "rank", "judge_grade"), present[2:], strict=True))}
    )
    return Dossier(
        person,
        [
            Education(
                mode=each.mode, education=each.education, degree=each.degree, school=each.school, major=each.subject
            )
            for each in facts.studies
        ],
        [ResumeLine(starts=each.starts, ends=each.ends, text=each.text, notes=each.notes) for each in facts.resume],
        {year: AnnualGrade(year=year, grade=grade) for year, grade in facts.grades.by_year.items()},
    )


@settings(max_examples=30, deadline=None)
@given(VALUES)
def test_a_form_that_was_taken_in_goes_out_as_it_came(values: dict[str, str]) -> None:
    document = LrmxDocument(form(**values))
    facts = facts_of(document.values(), date(2026, 1, 1))
    try:
        dossier = dossier_of(facts)
    except Refused:
        reject()
    assert changes_of(document, dossier) == {}
