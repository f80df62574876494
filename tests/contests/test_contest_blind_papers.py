"""Papers of a track with an anonymous event before names and codes are matched: nothing joins the two."""

from datetime import date

import pytest
from blind import codes_of, make_blind, mark_all
from small_sheets import SHEETS

from cadre_desktop.contests.exchange.score_book import write_score_book
from cadre_desktop.contests.prints.lists import print_all_results
from cadre_desktop.contests.prints.publishing import publish
from cadre_desktop.contests.prints.run_sheets import print_run_sheets
from cadre_desktop.contests.prints.summary_prints import print_summary
from cadre_desktop.contests.rules.publication import Publication
from cadre_desktop.contests.summary import summary_of
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.problems import Refused

TERM = Publication(date(2023, 5, 15), date(2023, 5, 19))
NAMES = list(SHEETS)


def words(path):
    with Pages(path) as pages:
        return ["".join(pages.text(number).split()) for number in range(len(pages))]


def test_nobody_appears_in_an_anonymous_event(court, small, tmp_path):
    make_blind(court, small)
    path = tmp_path / "a.pdf"
    print_run_sheets(path, small.contest, small.track)
    (exam,) = words(path)
    assert all(code not in exam for code in codes_of(small).values())
    assert all(name in exam for name in NAMES)
    make_blind(court, small, small.exam)
    with pytest.raises(Refused, match="不用流程单"):
        print_run_sheets(path, small.contest, small.track)


def test_nothing_is_published_or_summed_up_before_the_matching(court, small, tmp_path):
    make_blind(court, small)
    mark_all(court, small)
    path = tmp_path / "a.pdf"
    with pytest.raises(Refused, match="拆封匹配"):
        publish(path, small.contest, TERM, "中院", date(2023, 5, 12))
    with pytest.raises(Refused, match="拆封匹配"):
        write_score_book(small.contest, tmp_path / "a.xlsx")
    with pytest.raises(Refused, match="拆封匹配"):
        print_all_results(path, small.contest)
    summary = summary_of(small.contest)
    assert (summary.count().entrants, summary.count().awarded) == (5, 0)
    print_summary(path, summary)
    assert all("执行有匿名评审的项目，还没有拆封匹配，获奖未计入。" in page for page in words(path))


def test_where_all_events_are_anonymous_scores_go_by_code(court, small, tmp_path):
    make_blind(court, small, small.trial, small.exam)
    mark_all(court, small)
    book = tmp_path / "全部评分.xlsx"
    write_score_book(small.contest, book)
    sheets = {sheet.name: sheet.rows for sheet in read_workbook(book).sheets}
    assert {row[1] for row in sheets["执行"][1:]} == set(codes_of(small).values())
    assert len(sheets["评分"]) == 1
    everything = str(sheets)
    assert not any(name in everything for name in NAMES)
    assert not any(court_name in everything for court_name in ("青山区", "昆都仑区"))
