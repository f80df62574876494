"""The worked example of the next version, see `next_version`: every released file goes on to it."""

import pytest
from next_version import NEXT, NEXT_SCHEMA, STEPS, CourseOfNext, Venue
from released import built, unpack, versions_kept

from cadre_desktop.checking import check_store
from cadre_desktop.kit.store import journal
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import added_column
from cadre_desktop.kit.store.opening import CannotOpen, close_store, open_store
from cadre_desktop.schema import SCHEMA


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> dict[tuple[str, str], object]:
    """How a new file of the next version is built."""
    store = open_store(tmp_path_factory.mktemp("next") / "新.cadre", NEXT_SCHEMA, "王祯", create_new=True)
    found = built(database.rows)
    close_store(store)
    return found


@pytest.mark.parametrize("number", versions_kept())
def test_every_released_file_goes_on_to_the_next_version(number, tmp_path, fresh):
    store = open_store(unpack(number, tmp_path), NEXT_SCHEMA, "王祯")
    assert check_store(store).sound
    assert built(database.rows) == fresh
    (course,) = CourseOfNext.select()
    assert (course.fee, course.meant_for, course.venue.name, course.venue.floor) == (0, "judge", "三楼会议室", 3)
    assert store.find("huiyishi") == [("venue", course.venue.id)]
    close_store(store)


def test_what_the_upgrade_has_made_is_in_the_journal_as_any_step(tmp_path):
    store = open_store(unpack(NEXT - 1, tmp_path), NEXT_SCHEMA, "王祯")
    (upgraded, *_earlier) = journal.steps()
    told = {change.table: change for change in journal.changes(upgraded.id)}
    venue = Venue.get()
    assert venue.id >> 32 == store.station
    assert told["venue"].now == {"name": "三楼会议室", "floor": 3}
    assert told["course"].now == {"fee": 0, "venue_id": venue.id, "meant_for": "judge"}
    with store.step("收费"):
        CourseOfNext.update(fee=5_000).execute()
    store.undo()
    assert CourseOfNext.get().fee == 0
    assert store.undoable() is None
    close_store(store)


def test_the_program_of_before_refuses_the_file(tmp_path):
    path = unpack(NEXT - 1, tmp_path)
    close_store(open_store(path, NEXT_SCHEMA, "王祯"))
    with pytest.raises(CannotOpen) as caught:
        open_store(path, SCHEMA, "王祯")
    assert caught.value.reason == "newer"


def test_the_lines_of_the_new_columns_are_those_of_the_model():
    later = [field for field in CourseOfNext._meta.sorted_fields if field.since == NEXT]
    assert {added_column(field) for field in later} <= set(STEPS)
