from dataclasses import replace

import pytest
from list_toys import PLAYER, TOYS, Player, fill
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.listing import Listing, equals
from cadre_desktop.kit.qt.lists.listing_model import ListingModel
from cadre_desktop.kit.qt.talk.jobs import QtJobs
from cadre_desktop.kit.store.opening import close_store, open_store

LONG = 2_000
"""Rows of a list that is longer than the head that is shown at once."""


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "toys.cadre", TOYS, "王祯", create_new=True)
    yield opened
    close_store(opened)


@pytest.fixture
def jobs(qtbot):
    def failed(error):
        raise error

    jobs = QtJobs(failed)
    yield jobs
    jobs.close()


def watched(model):
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)


def column(model, title):
    return next(index for index, each in enumerate(model.columns) if each.title == title)


def shown(model, row, title):
    return model.index(row, column(model, title)).data()


def test_nothing_is_asked_before_somebody_looks(qtbot, store):
    fill(store, 3)
    model = ListingModel(InlineJobs(), Listing(PLAYER))
    model.refresh()
    model.sort(column(model, "分数"))
    assert model.rowCount() == 0 and not model.started
    model.show(model.listing)
    assert [shown(model, row, "分数") for row in range(3)] == ["0", "1", "2"]


def test_an_empty_list(qtbot, store):
    model = ListingModel(InlineJobs(), Listing(PLAYER))
    tester = watched(model)
    model.show(Listing(PLAYER))
    assert model.rowCount() == 0 and model.complete and tester.model() is model


def test_cells_read_as_people_see_them(qtbot, store):
    fill(store, 3)
    model = ListingModel(InlineJobs(), Listing(PLAYER))
    watched(model)
    model.show(Listing(PLAYER))
    assert shown(model, 1, "行会") == "石匠行会"
    assert shown(model, 0, "状态") == "已完成"
    assert shown(model, 0, "入队日期") == "2020-03-01"
    assert shown(model, 0, "证号") == "150299********0000"
    model.reveal(True)
    assert shown(model, 0, "证号") == "150299199001010000"
    points = model.index(0, column(model, "分数"))
    assert points.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_long_lists_arrive_in_a_job_and_pages_are_read_when_needed(qtbot, store, jobs):
    keys = fill(store, LONG)
    model = ListingModel(jobs, Listing(PLAYER))
    watched(model)
    with qtbot.waitSignal(model.arrived):
        model.show(Listing(PLAYER))
        assert model.rowCount() == 0
    assert model.rowCount() == LONG and model.complete
    assert shown(model, LONG - 1, "姓名") == f"队员{LONG - 1:05}"
    assert model.key(LONG - 1) == keys[LONG - 1] and model.row_of(keys[77]) == 77
    assert model.row_of(1) == -1


def test_the_head_comes_first_and_far_rows_are_fetched_by_their_place(qtbot, store, jobs):
    keys = fill(store, LONG)
    model = ListingModel(jobs, Listing(PLAYER))
    seen = []
    model.modelReset.connect(lambda: seen.append((model.rowCount(), model.complete, shown(model, 0, "姓名"))))
    far = LONG - 500
    model.rowsInserted.connect(lambda: seen.append((model.rowCount(), model.complete, shown(model, far, "姓名"))))
    with qtbot.waitSignal(model.arrived):
        model.show(Listing(PLAYER))
    assert seen == [(1_024, False, "队员00000"), (LONG, False, None)] and model.complete
    assert model.key(far) == keys[far] and shown(model, far, "姓名") == f"队员{far:05}"


def test_sorting_anew_keeps_the_count_it_knows(qtbot, store, jobs):
    fill(store, LONG)
    model = ListingModel(jobs, Listing(PLAYER))
    with qtbot.waitSignal(model.arrived):
        model.show(Listing(PLAYER))
    seen = []
    model.modelReset.connect(lambda: seen.append((model.rowCount(), model.complete, shown(model, 0, "分数"))))
    with qtbot.waitSignal(model.arrived):
        model.sort(column(model, "分数"), Qt.SortOrder.DescendingOrder)
    assert seen == [(LONG, False, f"{LONG - 1}")] and shown(model, LONG - 1, "分数") == "0"


def test_a_filtered_list_comes_whole(qtbot, store, jobs):
    fill(store, LONG)
    model = ListingModel(jobs, Listing(PLAYER))
    watched(model)
    with qtbot.waitSignal(model.arrived):
        model.show(Listing(PLAYER, (equals(PLAYER.column(Player.points), range(1_200)),)))
    assert model.rowCount() == 1_200 and shown(model, 1_199, "姓名") == "队员01199"


def test_the_latest_question_wins(qtbot, store, jobs):
    fill(store, 2_000)
    model = ListingModel(jobs, Listing(PLAYER))
    for text in ("d", "du", "队员0000"):
        model.show(Listing(PLAYER, text=text))
    qtbot.waitUntil(lambda: not jobs.running)
    assert model.rowCount() == 10 and model.listing.text == "队员0000"


def test_sorting_goes_by_the_columns_own_sort_field(qtbot, store):
    fill(store, 50)
    model = ListingModel(InlineJobs(), Listing(PLAYER))
    model.show(Listing(PLAYER))
    model.sort(0, Qt.SortOrder.DescendingOrder)
    order = [row.points for row in Player.select().order_by(Player.pinyin.desc())]
    assert [int(shown(model, row, "分数")) for row in range(50)] == order
    model.sort(-1)
    assert shown(model, 0, "姓名") == "队员00000"


def test_a_refresh_tells_where_kept_rows_stand(qtbot, store):
    keys = fill(store, 300)
    model = ListingModel(InlineJobs(), Listing(PLAYER))
    model.show(Listing(PLAYER))
    model.kept = lambda: [keys[200], keys[3]]
    arrivals = []
    model.arrived.connect(arrivals.append)
    with store.step("改"):
        Player.delete().where(Player.id.in_(keys[:3])).execute()
        Player.update(name="龙行", number="9").where(Player.id == keys[200]).execute()
    model.refresh()
    assert model.rowCount() == 297
    assert arrivals[-1].rows == {keys[3]: 0, keys[200]: 296} and not arrivals[-1].fresh
    assert shown(model, 296, "姓名") == "龙行"


def test_an_unmoved_list_only_changes_its_cells(qtbot, store):
    keys = fill(store, 300)
    model = ListingModel(InlineJobs(), Listing(PLAYER))
    model.show(Listing(PLAYER))
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    assert shown(model, 7, "分数") == "7"
    with store.step("改"):
        Player.update(points=99).where(Player.id == keys[7]).execute()
    model.refresh()
    assert shown(model, 7, "分数") == "99" and not resets


def test_rows_gone_meanwhile_are_blank(qtbot, store):
    keys = fill(store, 5)
    model = ListingModel(InlineJobs(), Listing(PLAYER))
    model.show(Listing(PLAYER))
    with store.step("删"):
        Player.delete().where(Player.id == keys[2]).execute()
    assert [shown(model, row, "姓名") for row in (1, 2)] == ["队员00001", ""]
    assert model.text(9, replace(model.columns[0])) == ""
