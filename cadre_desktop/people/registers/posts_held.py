"""任职任级经历 (A02, A05): which post, rank and judge's grade somebody held from when to when.

Targets of training hours, terms before a promotion and ages of leaders depend on what somebody was at the time, which
the person's row does not say: it has only what holds now.
"""

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, CountField, DateField, RequiredDateField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.registers.spans import ends_too_early
from cadre_desktop.people.settling import settle_facts


class PostHeld(Record):
    """What somebody was from `starts` to `ends` (both included; None: still). Empty codes and texts are not known.
    `source` is the appointment it was posted by, None if entered.

    A person may hold a post and a rank at the same time, in one row or in two.
    """

    person = link(Person)
    starts = RequiredDateField()
    ends = DateField()
    court = link(Court, null=True)
    post = TextField()
    post_level = CodeField(code_table("post_levels"))
    rank = CodeField(code_table("ranks"))
    judge_grade = CodeField(code_table("judge_grades"))
    document_number = TextField()
    notes = TextField(long=True)
    source = CountField(index=True, since=8)

    searched = (post, document_number)
    named = (person, post)
    leans = (source,)


def vet_post(values: Values) -> list[Problem]:
    """It ends after it begins, and says what was held."""
    problems = ends_too_early(values)
    if not any(values.get(name) for name in ("post", "post_level", "rank", "judge_grade")):
        problems.append(Problem(_("请至少填写职务、职务层次、职级、法官等级中的一项。"), field="post"))
    return problems


POSTS_HELD = Register(
    Kind(
        PostHeld,
        "posts-held",
        "任职任级经历",
        columns=(
            Column(PostHeld.person, "姓名", also=("干警姓名",), roster_mm=22),
            Column(PostHeld.starts, "任职日期", also=("开始日期", "任职时间", "任级时间", "起始时间"), roster_mm=24),
            Column(
                PostHeld.ends, "免职日期", also=("结束日期", "免职时间", "截止时间"), roster_mm=24, hint="现任的留空"
            ),
            Column(PostHeld.court, "任职单位", also=("单位", "法院"), filterable=True, roster_mm=46),
            Column(PostHeld.post, "职务", also=("职务名称", "任职职务"), roster_mm=40),
            Column(PostHeld.post_level, "职务层次", also=("级别",), filterable=True, roster_mm=24),
            Column(PostHeld.rank, "职级", also=("职级名称",), filterable=True, roster_mm=28),
            Column(PostHeld.judge_grade, "法官等级", also=("等级",), filterable=True, roster_mm=24),
            Column(PostHeld.document_number, "文号", also=("发文字号", "任免文号"), in_table=False),
            Column(PostHeld.notes, "备注", in_table=False),
        ),
        order=(PostHeld.person, PostHeld.starts.desc()),
        identity=((PostHeld.person, PostHeld.starts, PostHeld.post, PostHeld.rank, PostHeld.judge_grade),),
        vet=vet_post,
        settle=settle_facts,
        icon="people",
        workbook=N_("任职任级经历"),
    ),
    section=N_("个人档案"),
)
