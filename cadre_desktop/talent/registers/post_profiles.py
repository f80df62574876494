"""岗位要求: what a post asks of whoever is to hold it, so that the library can say who is ready for it."""

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, CountField, FlagField, RequiredTextField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court, Department
from cadre_desktop.people.rules import StaffCategory
from cadre_desktop.talent.kinds import vet_pool
from cadre_desktop.talent.rules import GradesRule


class PostProfile(Record):
    """A post and its requirement; what is empty asks nothing. Years are completed years."""

    title = RequiredTextField(unique=True)
    court = link(Court, null=True)
    department = link(Department, null=True)
    age_limit = CountField()
    category = CodeField(StaffCategory.table())
    quota_only = FlagField()
    line = CodeField(code_table("line"))
    education = CodeField(code_table("education"))
    party_member = FlagField()
    rank_at_least = CodeField(code_table("ranks"))
    level_at_least = CodeField(code_table("post_levels"))
    years_in_post = CountField()
    service_years = CountField()
    grades_rule = CodeField(GradesRule.table())
    contest_title = FlagField()
    hours_met = FlagField()
    notes = TextField(long=True)

    searched = (title,)
    named = (title,)


def vet_profile(values: Values) -> list[Problem]:
    """The age limit is a human age."""
    return vet_pool(values)


POST_PROFILES = Register(
    Kind(
        PostProfile,
        "post-profiles",
        "岗位要求",
        columns=(
            Column(PostProfile.title, "岗位", also=("职务", "岗位名称"), roster_mm=60),
            Column(PostProfile.court, "法院", also=("单位",), filterable=True, roster_mm=46),
            Column(PostProfile.department, "部门", roster_mm=34),
            Column(PostProfile.age_limit, "年龄上限", also=("年龄",), hint="周岁，不填为不限", roster_mm=20),
            Column(PostProfile.category, "人员分类", hint="不填为各类人员", roster_mm=30),
            Column(PostProfile.quota_only, "仅限员额法官", also=("限员额",), in_table=False),
            Column(PostProfile.line, "条线", also=("业务条线",), hint="做过这个条线的工作", in_table=False),
            Column(PostProfile.education, "最低学历", also=("学历",), in_table=False),
            Column(PostProfile.party_member, "中共党员", also=("限党员",), in_table=False),
            Column(PostProfile.rank_at_least, "最低职级", also=("职级",), in_table=False),
            Column(PostProfile.level_at_least, "最低职务层次", also=("职务层次",), in_table=False),
            Column(PostProfile.years_in_post, "任现职满几年", also=("任现职年限",), in_table=False),
            Column(PostProfile.service_years, "工作满几年", also=("工作年限",), in_table=False),
            Column(PostProfile.grades_rule, "近三年考核", also=("考核要求",), in_table=False),
            Column(PostProfile.contest_title, "要有竞赛称号", also=("竞赛称号",), in_table=False),
            Column(PostProfile.hours_met, "上年学时达标", also=("学时达标",), in_table=False),
            Column(PostProfile.notes, "备注", in_table=False),
        ),
        order=(PostProfile.title,),
        identity=((PostProfile.title,),),
        vet=vet_profile,
        icon="people",
        unit="个",
    ),
    section=N_("入库和岗位条件"),
)
