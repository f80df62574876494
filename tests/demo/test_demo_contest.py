"""The demonstration contest of 2023, sealed, goes out to a workbook and comes back into an empty file the same."""

from pathlib import Path

import pytest

from cadre_desktop.contests.exchange.incoming import import_contest
from cadre_desktop.contests.exchange.outgoing import write_contest
from cadre_desktop.contests.exchange.told import chosen_results, told_results
from cadre_desktop.contests.records import Contest
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA

pytestmark = pytest.mark.xdist_group("demo")


def test_the_contest_of_2023_read_into_an_empty_file_gives_identical_results(demo, tmp_path: Path) -> None:
    contest = Contest.get(Contest.year == 2023)
    book = tmp_path / "竞赛.xlsx"
    before = told_results(contest, chosen_results(contest)[0])
    written = write_contest(contest, book)
    close_store(demo)
    empty = open_store(tmp_path / "空.cadre", SCHEMA, "王祯", create_new=True)
    done = import_contest(empty, book)
    again = Contest.by_key(done.contest)
    after = told_results(again, chosen_results(again)[0])
    close_store(empty)
    assert (done.read, done.refused, done.problems) == (written, 0, ())
    assert done.new + done.changed == written  # conflicts are found while reading, then decided as before
    assert after["tracks"] == before["tracks"]
    assert (before["sealed"], after["sealed"]) == (True, False)
    assert sum(rank["award"] == "业务能手" for track in after["tracks"] for rank in track["ranks"]) == 119
