import pytest
from small_sheets import record_all

from cadre_desktop.certificates.prints import print_issued
from cadre_desktop.contests.actions.awarding import choose_awards, issue_certificates
from cadre_desktop.contests.actions.drawing import draw
from cadre_desktop.contests.actions.entering import set_status
from cadre_desktop.contests.actions.marking import MarkEntry, record_marks
from cadre_desktop.contests.actions.panels import Guest, add_judges, decide_recusals, seat
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.setup import save_part
from cadre_desktop.contests.kinds import AWARD_LEVEL, EVENT, TIE_BREAK, TRACK
from cadre_desktop.contests.prints.explanations import print_explanation
from cadre_desktop.contests.prints.lists import (
    print_awards,
    print_cards,
    print_draw,
    print_recusals,
    print_results,
    print_sign_in,
)
from cadre_desktop.contests.prints.score_sheets import print_score_sheets
from cadre_desktop.contests.records import AwardLevel, Contest, Recusal, Track
from cadre_desktop.contests.rules.words import EntrantStatus, Severity
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.setup import Setup
from cadre_desktop.kit.problems import Refused


@pytest.fixture
def text(tmp_path):
    """Prints something and answers the words on all pages."""

    def words(write, *things):
        path = tmp_path / "a.pdf"
        count = write(path, *things)
        with Pages(path) as pages:
            assert getattr(count, "pages", count) == len(pages)
            return "".join("".join(pages.text(number).split()) for number in range(len(pages)))

    return words


@pytest.fixture
def empty(court, small):
    """A track without entrants."""
    values = {"contest": small.contest.id, "name": "立案", "place": 2}
    return Track.by_key(save_part(court, TRACK, values))


def test_the_result_list_says_how_it_came_about(court, marked, text):
    set_status(court, [marked.entrants["解红"]], EntrantStatus.ABSENT, "病假")
    words = text(print_results, Contest.get(), marked.track)
    assert "2023年执行技能竞赛成绩表赛道：执行2023年5月8日至5月9日" in words
    assert "1阿拉坦·巴特尔包头市昆都仑区人民法院93.0090.0092.10业务能手" in words
    assert "未排名：解红（缺席：病假）。" in words
    assert "计分：庭审观摩70%、笔试30%；评分表按评委总分取平均，保留2位小数。" in words
    assert "成绩尚未封存，仅供核对。" in words


def test_the_result_list_says_how_a_tie_on_an_award_ended(court, marked, text):
    level = AwardLevel.get()
    save_part(court, AWARD_LEVEL, {"number": 1, "tie": "panel"}, level.id)
    marks = [mark for judge in marked.judges for mark in marked.sheet("欧阳文博", judge, 55, 38)]
    record_marks(court, marked.trial, marks)
    record_marks(court, marked.exam, [marked.mark("欧阳文博", None, "卷面", 90)])
    choose_awards(court, level, [marked.entrants["欧阳文博"]], "资历较深")
    words = text(print_results, marked.contest, marked.track)
    assert "业务能手：评委会评议确定（欧阳文博）。" in words
    assert "业务能手：并列，经评委会评议授予他人（阿拉坦·巴特尔）。" in words


def test_a_sealed_result_list_carries_the_hash(court, marked, text):
    marked.confirm(court)
    sealed = seal(court, marked.contest)
    words = text(print_results, sealed, marked.track)
    assert "成绩于2023年6月1日封存。" in words
    assert words.count(f"封存校验码（SHA-256前16位）：{sealed.sealed_hash[:16]}") == 1
    assert sealed.sealed_hash not in words


def test_ties_and_what_decided_them_stand_beneath(court, marked, text):
    save_part(court, TIE_BREAK, {"contest": marked.contest.id, "rule": "named_event", "event": marked.exam.id})
    for judge in marked.judges:
        if judge != "乌兰图雅":
            record_marks(court, marked.trial, marked.sheet("李静", judge, 60, 40))
        record_marks(court, marked.trial, marked.sheet("欧阳文博", judge, 50, 30))
        record_marks(court, marked.trial, marked.sheet("单雄信", judge, 50, 30))
    record_marks(court, marked.exam, [marked.mark("李静", None, "卷面", 50), marked.mark("单雄信", None, "卷面", 92.5)])
    save_part(court, EVENT, {"drop_high": 1, "drop_low": 1, "statistic": "median"}, marked.trial.id)
    words = text(print_results, marked.contest, marked.track)
    assert "欧阳文博、单雄信并列。" in words
    assert "总分相同的依次按指定项目：笔试区分" in words
    assert "评委总分去掉1个最高分和1个最低分后取中位数" in words


def test_without_a_place_there_is_no_result_list(small, text):
    with pytest.raises(Refused, match="还没有名次，请先录入评分"):
        text(print_results, small.contest, small.track)
    with pytest.raises(Refused, match="还没有获奖选手"):
        text(print_awards, small.contest)


def test_the_award_roster_names_track_award_and_court(marked, text):
    words = text(print_awards, marked.contest)
    assert "获奖名单包头市中级人民法院" in words
    assert "1业务能手阿拉坦·巴特尔包头市昆都仑区人民法院执行局" in words
    assert "执行（2人）" in words
    assert "共2人。" in words


def test_the_draw_list_can_be_checked(court, small, text):
    with pytest.raises(Refused, match="还没有抽签，请先在“选手”页抽签"):
        text(print_draw, small.contest, small.track)
    draw(court, small.track, seed="2023-BT")
    words = text(print_draw, small.contest, small.track)
    assert "种子：2023-BT" in words
    assert "抽签规则：对“种子-编号”（UTF-8）计算SHA-256" in words
    assert "01-003" in words


def test_the_sign_in_sheet_and_the_table_cards(small, empty, text):
    words = text(print_sign_in, small.contest, small.track)
    for part in ("签到表", "赛道：执行", "时间：2023年5月8日至5月9日", "地点：中院三楼", "欧阳文博"):
        assert part in words
    cards = text(print_cards, small.contest, small.track)
    assert cards.count("评委") == 6  # both sides of three judges
    assert cards.count("欧阳文博") == 2
    for write in (print_sign_in, print_cards, print_score_sheets):
        with pytest.raises(Refused, match="还没有选手，请先报名再打印"):
            text(write, small.contest, empty)


def test_a_score_sheet_for_every_judge_and_who_must_not_be_marked(small, text):
    words = text(print_score_sheets, small.contest, small.track)
    assert words.count("评委签名：") == 3
    assert "赛道：执行项目：庭审观摩评委：王祯" in words
    assert "驾驭满分60" in words
    assert "合计100" in words
    assert words.count("回避") == 1
    assert "步长：0.5。" in words
    assert "笔试" not in words  # measured, no judge has a sheet


def test_score_sheets_need_judges(court, small, text):
    from cadre_desktop.contests.actions.panels import remove_judges

    remove_judges(court, list(small.judges.values()))
    with pytest.raises(Refused, match="还没有评委或评分项"):
        text(print_score_sheets, small.contest, small.track)


def test_a_deduction_says_what_a_slip_costs(court, small, text):
    from cadre_desktop.contests.kinds import CRITERION

    line = {"event": small.trial.id, "name": "校对（错漏）", "points": 10_000, "step": 3_000, "kind": "deduction"}
    save_part(court, CRITERION, line)
    words = text(print_score_sheets, small.contest, small.track)
    assert "校对扣分0—10" in words
    assert "步长：0.5，校对每处扣3。" in words
    assert "校对填扣去的分数，没有扣分填0；合计=其余各项之和+10−扣去的分数。" in words


def test_the_recusal_list_says_what_was_decided(court, small, text):
    decide_recusals(court, [Recusal.get(Recusal.kind == "court").id], Severity.IGNORED, "同意")
    words = text(print_recusals, small.contest, small.track)
    assert "乌兰图雅李静同一部门回避" in words
    assert "乌兰图雅欧阳文博同一法院不回避同意" in words


def test_the_result_sheet_says_where_nothing_was_dropped(court, small, text):
    save_part(court, EVENT, {"drop_high": 1, "drop_low": 1}, small.trial.id)
    record_all(court, small)
    assert "庭审观摩去高去低后不足3个分数，全部计入。" in text(print_results, small.contest, small.track)
    guests = add_judges(court, small.contest, guests=[Guest("张三", "外院"), Guest("李四", "外院")])
    seat(court, guests, small.track)
    criteria = [small.criteria[name] for name in ("驾驭", "说理")]
    sheet_keys = [(entrant, judge) for entrant in small.entrants.values() for judge in guests]
    more = [MarkEntry(*sheet_key, line, 30_000) for sheet_key in sheet_keys for line in criteria]
    record_marks(court, small.trial, more)
    assert "庭审观摩中李静去高去低后不足3个分数，全部计入。" in text(print_results, small.contest, small.track)


def test_the_derivation_on_paper(marked, text):
    words = text(print_explanation, marked.contest, marked.track, marked.entrants["李静"])
    assert "成绩计算过程赛道：执行选手：李静单位：包头市青山区人民法院" in words
    assert "总分：59.5+24=83.5，四舍五入为83.50名次：第3名" in words


def test_honour_certificates(court, marked, text):
    marked.confirm(court)
    seal(court, marked.contest)
    words = text(print_issued, issue_certificates(court, marked.contest))
    assert "阿拉坦·巴特尔同志：" in words
    assert "在“2023年执行技能竞赛”执行专业组中，成绩突出，被评为“业务能手”。" in words
    assert "二〇二三年五月九日" in words


def test_a_prize_is_won_and_a_title_given(court, marked, text):
    level = AwardLevel.get()
    save_part(court, AWARD_LEVEL, {"title": "一等奖"}, level.id)
    marked.confirm(court)
    seal(court, marked.contest)
    words = text(print_issued, issue_certificates(court, marked.contest))
    assert "成绩突出，荣获一等奖。" in words
    assert "被评为" not in words


def test_results_are_signed_by_scorer_checker_and_supervisor(marked, text):
    words = text(print_results, marked.contest, marked.track)
    assert "记分人：" in words and "复核人：" in words and "监督人：" in words and "制表人" not in words


def test_the_draw_list_keeps_seed_and_digests_for_the_annex(court, small, tmp_path):
    draw(court, small.track, seed="2023-BT")
    path = tmp_path / "a.pdf"
    assert print_draw(path, small.contest, small.track).pages == 2
    with Pages(path) as pages:
        list_, annex = ("".join(pages.text(number).split()) for number in (0, 1))
    assert "抽签人：" in list_ and "监督人：" in list_ and "SHA" not in list_ and "2023-BT" not in list_
    assert "附件：" in annex and "SHA-256" in annex and "抽签人" not in annex


def test_awards_can_have_pages_for_each_track_and_other_columns(marked, tmp_path):
    path = tmp_path / "a.pdf"
    offer = print_awards(path, marked.contest, Setup(left_out=frozenset({"部门"}), chosen={"pages": "赛道"}))
    assert offer.columns == ("奖项", "姓名", "单位", "部门")
    with Pages(path) as pages:
        words = "".join(pages.text(0).split())
    assert "赛道：执行（2人）" in words and "执行局" not in words


def test_entrants_sign_for_each_event(small, text):
    words = text(print_sign_in, small.contest, small.track)
    assert "庭审观摩" in words and "笔试" in words and "签名" not in words


def test_two_cards_can_stand_on_a_page(small, tmp_path):
    one = print_cards(tmp_path / "a.pdf", small.contest, small.track).pages
    two = print_cards(tmp_path / "a.pdf", small.contest, small.track, Setup(chosen={"cards": "2"})).pages
    assert two == -(-one // 2)
