"""The analysis of a small track on paper."""

import pytest
from blind import codes_of, make_blind, mark_all

from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.analysis.analysis_prints import print_fairness, print_rules
from cadre_desktop.contests.records import Contest
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused


@pytest.fixture
def words(tmp_path):
    """Prints an analysis of the track and answers the words on each page."""

    def printed(write, track):
        path = tmp_path / "a.pdf"
        count = write(path, Contest.get(), track)
        with Pages(path) as pages:
            assert count == len(pages)
            return ["".join(pages.text(number).split()) for number in range(len(pages))]

    return printed


def test_fairness(marked, words):
    (page,) = words(print_fairness, marked.track)
    assert page.startswith("2023年执行技能竞赛评委公正性分析赛道：执行")
    assert "仅供参考，不改变成绩。" in page
    assert "有评分的选手只有5人，不足8人，数值很不稳定，只列出，不作判断。" in page
    assert "王祯576.400.00" in page
    assert "ICC(1,1)" in page and "KendallW" in page and "Krippendorffα" in page
    assert "多面Rasch模型" in page
    assert "校正宽严后，本项目内的位次都不变。" in page


def test_rules_and_standard_scores(court, marked, words):
    record_marks(court, marked.trial, marked.sheet("阿拉坦·巴特尔", "乌兰图雅", 0, 0))
    rules, standard = words(print_rules, marked.track)
    assert rules.startswith("2023年执行技能竞赛规则对照表赛道：执行")
    assert "仅供参考，不改变成绩。" in rules
    assert "去掉评委乌兰图雅" in rules
    assert "标准分对照" in standard
    assert "李静" in standard


def test_without_marks_there_is_nothing_to_print(small, words):
    for write in (print_fairness, print_rules):
        with pytest.raises(Refused, match="“执行”还没有"):
            words(write, small.track)


def test_anonymous_events_are_printed_by_codes_alone(court, small, words):
    make_blind(court, small)
    mark_all(court, small)
    record_marks(court, small.trial, small.sheet("李静", "王祯", 60, 40), reason="复核")
    (page,) = words(print_fairness, small.track)
    assert not any(name in page for name in codes_of(small))
    assert "青山" not in page and "昆都仑" not in page
    with pytest.raises(Refused, match="拆封匹配"):
        words(print_rules, small.track)
