import pytest

from cadre_desktop.contests.kinds import CRITERION, ENTRANT, JUDGE, KINDS, MARK, RESULT
from cadre_desktop.contests.records import Criterion, Entrant, Mark
from cadre_desktop.contests.rules.words import ContestStatus, EntrantStatus
from cadre_desktop.kit import editing
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Refused


def rows(kind):
    return list(Listing(kind).texts())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_kind_lists_its_rows(marked, kind):
    assert len(rows(kind)) == Listing(kind).count()


def test_the_headings_are_those_of_the_contest_workbook():
    headings = {kind.key: {column.title for column in kind.columns} for kind in KINDS}
    assert headings["contests"] >= {"名称", "届次", "年度", "开始日期", "结束日期"}
    assert headings["tracks"] >= {"赛道", "人员分类", "专业", "竞赛"}
    assert headings["events"] >= {
        *("竞赛", "项目", "赛道", "形式", "权重", "合成方式", "去高", "去低", "统计", "小数位", "舍入", "缺项")
    }
    assert headings["criteria"] >= {"竞赛", "项目", "赛道", "评分项", "满分", "步长", "类型", "系数"}
    assert headings["judges"] >= {"竞赛", "评委", "单位", "部门"}
    assert headings["entrants"] >= {"竞赛", "选手", "单位", "部门", "赛道", "抽签号", "状态"}
    assert headings["marks"] >= {"项目", "选手", "评委", "评分项", "分值"}
    assert headings["award-levels"] >= {"竞赛", "赛道", "奖项", "名额", "比例", "单院上限", "并列"}
    assert headings["tie-breaks"] >= {"竞赛", "次序", "规则"}


def test_a_mark_by_the_generic_form_is_checked_too(court, small):
    values = {
        "event": small.trial.id,
        "entrant": small.entrants["李静"],
        "judge": small.judges["王祯"],
        "criterion": small.criteria["驾驭"],
        "value": 50_000,
    }
    editing.add(court, MARK, values)
    assert Mark.get().value == 50_000
    with pytest.raises(Refused, match="已有同样的评分"):
        editing.add(court, MARK, values)
    with pytest.raises(Refused, match="超出范围"):
        editing.change(court, MARK, Mark.get().id, {"value": 61_000})
    with pytest.raises(Refused, match="由评委评分，请填写评委"):
        editing.change(court, MARK, Mark.get().id, {"judge": None})
    with pytest.raises(Refused, match="“卷面”是测量成绩"):
        editing.add(court, MARK, {**values, "criterion": small.criteria["卷面"]})
    with pytest.raises(Refused, match="不属于这个项目"):
        editing.add(court, MARK, {**values, "judge": None, "criterion": small.criteria["卷面"]})


def test_results_are_not_typed(court, small):
    values = {"contest": small.contest.id, "track": small.track.id, "entrant": small.entrants["李静"]}
    with pytest.raises(Refused, match="成绩名次由封存产生"):
        editing.add(court, RESULT, values)


def test_a_criterion_takes_contest_and_track_from_its_event(court, small):
    row = Criterion.by_key(small.criteria["驾驭"])
    assert (row.contest, row.track) == (small.contest, small.track)
    values = {"event": small.trial.id, "name": "礼仪", "points": 10_000, "step": 3_000}
    with pytest.raises(Refused, match="步长 3 不能整除满分 10"):
        editing.add(court, CRITERION, values)


def test_a_guest_judge_needs_no_court_and_a_colleague_is_recognised(court, small, people):
    guest = editing.add(court, JUDGE, {"contest": small.contest.id, "name": "钱学文", "unit": "内蒙古大学"})
    assert (guest.person, guest.court) == (None, None)
    values = {"contest": small.contest.id, "name": "解红", "unit": "昆区法院", "division": "立案庭"}
    known = editing.add(court, JUDGE, values)
    assert (known.__data__["person"], known.unit) == (people["解红"], "包头市昆都仑区人民法院")
    chosen = editing.add(court, JUDGE, {"contest": small.contest.id, "name": "", "person": people["单雄信"]})
    assert (chosen.name, chosen.division) == ("单雄信", "立案庭")


def test_an_entrant_moved_to_another_court_keeps_what_was_typed(court, small):
    key = small.entrants["解红"]
    editing.change(court, ENTRANT, key, {"unit": "借调单位"})
    assert Entrant.by_key(key).unit == "借调单位"


def test_states_are_tinted():
    assert [status.tone for status in ContestStatus] == ["neutral", "warning", "good"]
    assert [status.tone for status in EntrantStatus] == ["good", "neutral", "neutral", "neutral"]
