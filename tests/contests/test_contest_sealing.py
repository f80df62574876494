from datetime import date

import pytest

from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.contests.actions.awarding import (
    choose_awards,
    draft_certificates,
    hand_out_certificates,
    issue_certificates,
    level_named,
)
from cadre_desktop.contests.actions.entering import enter_guests, set_play_off, set_status
from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.panels import Guest, unseat
from cadre_desktop.contests.actions.sealed_hash import is_intact
from cadre_desktop.contests.actions.sealing import reopen, seal
from cadre_desktop.contests.actions.setup import save_part
from cadre_desktop.contests.figures import categories, experts, tracks
from cadre_desktop.contests.kinds import AWARD_LEVEL, EVENT, TIE_BREAK
from cadre_desktop.contests.records import AwardLevel, Contest, Result
from cadre_desktop.contests.results import ranking_of, results_of
from cadre_desktop.contests.rules.words import ContestStatus, EntrantStatus
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import attachments
from cadre_desktop.kit.store.attachments import NewFile
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.records import Honour
from cadre_desktop.people.rules import HonourLevel


def ranks(track):
    result = ranking_of(track)
    return [
        (ranked.rank, result.competitors[ranked.standing.entry.entrant].name, ranked.standing.total.value)
        for ranked in result.ranking.ranked
    ]


def test_results_follow_from_the_marks(marked):
    assert ranks(marked.track) == [
        (1, "阿拉坦·巴特尔", 92_100),
        (2, "欧阳文博", 86_550),
        (3, "李静", 83_500),
        (4, "单雄信", 70_000),
        (5, "解红", 53_000),
    ]
    assert list(results_of(marked.contest)) == [marked.track.id]


def test_results_are_kept_until_the_file_changes(court, marked):
    before = ranking_of(marked.track)
    assert ranking_of(marked.track) is before
    record_marks(court, marked.trial, [marked.mark("解红", "王祯", "驾驭", 60)])
    after = ranking_of(marked.track)
    assert after.standings[marked.entrants["解红"]].total.value == 60_000
    assert before.updated([marked.entrants["解红"]]).ranking == after.ranking
    court.undo()
    assert ranking_of(marked.track).ranking == before.ranking


def test_a_derivation_tells_everything(court, marked):
    lines = ranking_of(marked.track).explain(marked.entrants["李静"])
    assert "平均：（85 + 85）÷ 2 = 85" in lines
    assert lines[-2:] == ["总分：59.5 + 24 = 83.5，四舍五入为 83.50", "名次：第 3 名"]
    set_status(court, [marked.entrants["李静"]], EntrantStatus.DISQUALIFIED, "违纪")
    assert ranking_of(marked.track).explain(marked.entrants["李静"])[-1] == "不排名：取消资格：违纪"
    first = ranking_of(marked.track).explain(marked.entrants["阿拉坦·巴特尔"])
    assert first[-1] == "奖项：业务能手"


def test_sealing_keeps_results_and_posts_titles(court, marked):
    marked.confirm(court)
    sealed = seal(court, marked.contest)
    assert (sealed.status, sealed.sealed_on) == (ContestStatus.SEALED, date(2023, 6, 1))
    rows = list(Result.select().order_by(Result.rank))
    assert [(row.rank, row.entrant.name, row.award) for row in rows[:3]] == [
        (1, "阿拉坦·巴特尔", "业务能手"),
        (2, "欧阳文博", "业务能手"),
        (3, "李静", ""),
    ]
    honours = list(Honour.select().order_by(Honour.id))
    assert [(row.person.name, row.title) for row in honours] == [
        ("阿拉坦·巴特尔", "业务能手（2023年执行技能竞赛·执行）"),
        ("欧阳文博", "业务能手（2023年执行技能竞赛·执行）"),
    ]
    first = honours[0]
    assert (first.granted, first.level, first.source) == (date(2023, 5, 9), HonourLevel.COURT, marked.contest.id)
    assert first.grantor == "包头市中级人民法院"


def test_sealing_is_one_step(court, marked):
    marked.confirm(court)
    seal(court, marked.contest)
    assert court.undo().label == "封存“2023年执行技能竞赛”"
    assert (Contest.get().status, Result.select().count(), Honour.select().count()) == (ContestStatus.MARKING, 0, 0)


def test_a_sealed_contest_counts_in_the_years_figures(court, marked):
    assert (tracks(2023).count(), categories(2023), experts(2023).count()) == (1, 1, 0)
    marked.confirm(court)
    seal(court, marked.contest)
    assert experts(2023).count() == 2
    assert [row[0] for row in experts(2023).texts()] == ["执行", "执行"]
    reopen(court, marked.contest, "复核")
    assert experts(2023).count() == 0
    assert (tracks(2022).count(), categories(2022)) == (0, 0)


def test_guests_win_but_have_no_dossier(court, small):
    enter_guests(court, small.track, [Guest("钱学文", "内蒙古大学")])
    small.entrants["钱学文"] = next(
        key for key, one in ranking_of(small.track).competitors.items() if one.name == "钱学文"
    )
    record_marks(court, small.exam, [small.mark("钱学文", None, "卷面", 100)])
    seal(court, small.contest, "只举行了笔试")
    assert Result.get(Result.rank == 1).award == "业务能手"
    assert Honour.select().count() == 0


def test_the_hash_covers_marks_and_rules(court, marked):
    marked.confirm(court)
    sealed = seal(court, marked.contest)
    assert len(sealed.sealed_hash) == 64
    assert is_intact(sealed)
    with court.step("绕过"):
        database.run("UPDATE mark SET value = value + 500 WHERE id = (SELECT max(id) FROM mark)")
    assert not is_intact(sealed)
    court.undo()
    assert is_intact(sealed)


def test_missing_sheets_need_a_reason(court, marked):
    record_marks(court, marked.trial, [marked.mark("李静", "王祯", "说理", None)])
    with pytest.raises(Refused, match="还缺 1 张评分表：执行 庭审观摩 李静（评委王祯）。请补齐") as refused:
        seal(court, marked.contest)
    assert refused.value.problems[0].field == "reason"
    seal(court, marked.contest, "评委中途离席")
    assert court.last_step().label == "封存“2023年执行技能竞赛”：评委中途离席"


def test_an_entrant_whom_nobody_may_mark_needs_a_reason(court, small):
    unseat(court, [small.judges["王祯"], small.judges["翟志刚"]], small.track)
    others = [name for name in small.entrants if name != "李静"]
    record_marks(court, small.trial, [mark for name in others for mark in small.sheet(name, "乌兰图雅", 50, 30)])
    record_marks(court, small.exam, [small.mark(name, None, "卷面", 80) for name in small.entrants])
    small.confirm(court)
    with pytest.raises(Refused) as refused:
        seal(court, small.contest)
    assert "“执行”的“庭审观摩”：李静的评委都须回避，没有人评分；请另派评委。" in str(refused.value)
    assert {problem.field for problem in refused.value.problems} == {"reason"}
    assert seal(court, small.contest, "评委会决定不另派").sealed_hash


def test_wrong_weights_stand_in_the_way_with_or_without_a_reason(court, marked):
    save_part(court, EVENT, {"weight": 40_000}, marked.exam.id)
    with pytest.raises(Refused, match="各项目权重之和为 110%"):
        seal(court, marked.contest, "就这样")


def test_a_contest_without_any_place_is_not_sealed(court, small):
    with pytest.raises(Refused, match="还没有任何名次，不能封存"):
        seal(court, small.contest, "理由")


def test_the_panel_decides_where_a_tie_stands_on_the_line(court, marked):
    save_part(court, AWARD_LEVEL, {"number": 1, "tie": "panel"}, AwardLevel.get().id)
    marks = [mark for judge in marked.judges for mark in marked.sheet("欧阳文博", judge, 55, 38)]
    record_marks(court, marked.trial, marks)
    record_marks(court, marked.exam, [marked.mark("欧阳文博", None, "卷面", 90)])
    with pytest.raises(Refused, match="“执行”的业务能手在阿拉坦·巴特尔、欧阳文博之间待评委会评议"):
        seal(court, marked.contest)
    level = level_named(marked.track.id, "业务能手")
    choose_awards(court, level, [marked.entrants["李静"]])
    choose_awards(court, level, [marked.entrants["欧阳文博"]], "资历较深")
    marked.confirm(court)
    seal(court, marked.contest)
    assert [row.entrant.name for row in Result.select().where(Result.award != "")] == ["欧阳文博"]


def test_a_play_off_decides_what_is_left(court, marked):
    save_part(court, TIE_BREAK, {"contest": marked.contest.id, "rule": "named_event", "event": marked.exam.id})
    save_part(court, TIE_BREAK, {"contest": marked.contest.id, "rule": "play_off", "place": 1})
    for judge in marked.judges:
        record_marks(court, marked.trial, marked.sheet("欧阳文博", judge, 55, 38))
    record_marks(court, marked.exam, [marked.mark("欧阳文博", None, "卷面", 90)])
    assert [rank for rank, _name, _total in ranks(marked.track)][:2] == [1, 1]
    set_play_off(court, marked.entrants["欧阳文博"], 9_000)
    set_play_off(court, marked.entrants["阿拉坦·巴特尔"], 8_000)
    assert [name for _rank, name, _total in ranks(marked.track)][:2] == ["欧阳文博", "阿拉坦·巴特尔"]
    marked.confirm(court)
    seal(court, marked.contest)
    assert Result.get(Result.rank == 1).decided_by == "加赛"


def test_reopening_needs_a_reason_and_withdraws(court, marked):
    with pytest.raises(Refused, match="没有封存"):
        reopen(court, marked.contest, "复核")
    marked.confirm(court)
    sealed = seal(court, marked.contest)
    with pytest.raises(Refused, match="已封存"):
        seal(court, sealed)
    with pytest.raises(Refused, match="请填写启封原因"):
        reopen(court, sealed, " ")
    reopened = reopen(court, sealed, "发现登分错误")
    assert (reopened.status, reopened.sealed_hash, reopened.sealed_on) == (ContestStatus.MARKING, "", None)
    assert (Result.select().count(), Honour.select().count()) == (0, 0)
    assert court.last_step().label == "启封“2023年执行技能竞赛”：发现登分错误"


def test_certificates_need_a_sealed_contest_with_winners(court, marked):
    with pytest.raises(Refused, match="请先封存再发证书"):
        issue_certificates(court, marked.contest)
    save_part(court, AWARD_LEVEL, {"number": 0}, AwardLevel.get().id)
    marked.confirm(court)
    seal(court, marked.contest)
    with pytest.raises(Refused, match="没有获奖选手"):
        issue_certificates(court, marked.contest)


def test_drafts_need_a_seal_too_and_issue_nothing(court, marked):
    with pytest.raises(Refused, match="请先封存再发证书"):
        draft_certificates(court, marked.contest)
    with pytest.raises(Refused, match="请先封存再发证书"):
        hand_out_certificates(court, marked.contest, lambda rows: None)
    marked.confirm(court)
    seal(court, marked.contest)
    drafts = draft_certificates(court, marked.contest)
    assert [(row.name, row.number) for row in drafts] == [("阿拉坦·巴特尔", ""), ("欧阳文博", "")]
    assert IssuedCertificate.select().count() == 0
    assert [row.body for row in hand_out_certificates(court, marked.contest, lambda rows: None)] == [
        row.body for row in drafts
    ]


def test_certificates_are_issued_once_by_place(court, marked):
    marked.confirm(court)
    seal(court, marked.contest)
    issued = issue_certificates(court, marked.contest)
    assert [(row.name, row.title, row.issued) for row in issued] == [
        ("阿拉坦·巴特尔", "业务能手", date(2023, 5, 9)),
        ("欧阳文博", "业务能手", date(2023, 5, 9)),
    ]
    assert issued[0].body.startswith("在“2023年执行技能竞赛”执行专业组中，成绩突出，被评为“业务能手”。")
    assert [row.id for row in issue_certificates(court, marked.contest)] == [row.id for row in issued]


def test_a_title_lost_after_reopening_voids_its_certificate(court, marked):
    marked.confirm(court)
    seal(court, marked.contest)
    issue_certificates(court, marked.contest)
    reopen(court, marked.contest, "复核")
    record_marks(court, marked.exam, [marked.mark("欧阳文博", None, "卷面", 20)], "复核更正")
    marked.confirm(court)
    seal(court, marked.contest)
    assert [(row.name, bool(row.number)) for row in draft_certificates(court, marked.contest)] == [
        ("阿拉坦·巴特尔", True),
        ("李静", False),
    ]
    assert [row.name for row in issue_certificates(court, marked.contest)] == ["阿拉坦·巴特尔", "李静"]
    void = IssuedCertificate.get(IssuedCertificate.cancelled.is_null(False))
    assert (void.name, void.reason) == ("欧阳文博", "成绩重新封存后奖项有变")


def test_sealed_again_with_nothing_changed_the_hash_is_the_same(court, marked):
    marked.confirm(court)
    first = seal(court, marked.contest).sealed_hash
    reopen(court, marked.contest, "复核")
    assert seal(court, marked.contest).sealed_hash == first
    reopen(court, marked.contest, "更正")
    record_marks(court, marked.exam, [marked.mark("李静", None, "卷面", 81)], "更正")
    marked.confirm(court)
    assert seal(court, marked.contest).sealed_hash != first


def test_the_signed_result_sheet_is_attached_to_a_sealed_contest(court, marked):
    rules = attachments.attach(court, Contest, marked.contest.id, [NewFile("方案.pdf", b"%PDF plan")]).keys
    marked.confirm(court)
    seal(court, marked.contest)
    (sheet,) = attachments.attach(court, Contest, marked.contest.id, [NewFile("签字的成绩表.pdf", b"%PDF signed")]).keys
    assert attachments.closed_with(court, Contest, marked.contest.id) == set(rules)
    assert is_intact(Contest.by_key(marked.contest.id))
    with pytest.raises(Refused, match="方案"):
        attachments.detach(court, rules)
    assert attachments.detach(court, [sheet]) == 1
    reopen(court, marked.contest, "补正")
    assert attachments.detach(court, rules) == 1
