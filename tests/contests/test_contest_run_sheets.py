"""On the day: run sheets by event, sign-in sheets of the judges, and the checksum on every page with results."""

import pytest

from cadre_desktop.contests.actions.drawing import draw
from cadre_desktop.contests.actions.panels import remove_judges
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.setup import save_part
from cadre_desktop.contests.kinds import EVENT, TRACK
from cadre_desktop.contests.prints.explanations import print_explanation
from cadre_desktop.contests.prints.lists import print_all_results, print_awards, print_results
from cadre_desktop.contests.prints.run_sheets import print_judges_sign_in, print_run_sheets
from cadre_desktop.contests.records import Track
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused


@pytest.fixture
def pages(tmp_path):
    """Prints something and answers the words of each page."""

    def words(write, *things):
        path = tmp_path / "a.pdf"
        count = write(path, *things)
        with Pages(path) as printed:
            assert getattr(count, "pages", count) == len(printed)
            return ["".join(printed.text(number).split()) for number in range(len(printed))]

    return words


def test_a_run_sheet_for_every_event(court, small, pages):
    draw(court, small.track, seed="2023")
    save_part(court, EVENT, {"venue": "第一法庭"}, small.trial.id)
    trial, exam = pages(print_run_sheets, small.contest, small.track)
    assert "赛道：执行项目：庭审观摩时间：2023年5月8日至5月9日地点：第一法庭满分：100分占总成绩：70%" in trial
    assert "评委（3位）：王祯、翟志刚、乌兰图雅" in trial
    assert "李静包头市青山区人民法院乌兰图雅" in trial  # of whose department she is
    assert trial.count("第1页共1页") == exam.count("第1页共1页") == 1  # each is numbered by itself
    assert "项目：笔试" in exam
    assert "地点：中院三楼" in exam
    assert "评委：不设，按测量成绩计分" in exam


def test_a_run_sheet_needs_entrants_and_events(court, small, pages):
    empty = Track.by_key(save_part(court, TRACK, {"contest": small.contest.id, "name": "立案", "place": 2}))
    with pytest.raises(Refused, match="还没有选手，请先报名再打印"):
        pages(print_run_sheets, small.contest, empty)


def test_judges_sign_in(court, small, pages):
    (page,) = pages(print_judges_sign_in, small.contest, small.track)
    assert "评委签到表赛道：执行" in page
    assert "1王祯包头市中级人民法院庭审观摩" in page
    remove_judges(court, list(small.judges.values()))
    with pytest.raises(Refused, match="还没有评委，请先在“评委”页安排"):
        pages(print_judges_sign_in, small.contest, small.track)


def test_the_checksum_is_on_every_page_with_results(court, marked, pages):
    papers = (
        (print_results, marked.track),
        (print_all_results,),
        (print_awards,),
        (print_explanation, marked.track, marked.entrants["李静"]),
    )
    for write, *more in papers:
        assert all("未封存，仅供核对" in page for page in pages(write, marked.contest, *more))
    marked.confirm(court)
    sealed = seal(court, marked.contest)
    for write, *more in papers:
        foot = f"封存校验码（SHA-256前16位）：{sealed.sealed_hash[:16]}"
        assert all(foot in page for page in pages(write, sealed, *more))


def test_all_results_leave_out_tracks_without_places(court, marked, small, pages):
    Track.by_key(save_part(court, TRACK, {"contest": marked.contest.id, "name": "立案", "place": 2}))
    (page,) = pages(print_all_results, marked.contest)
    assert "赛道：执行" in page
