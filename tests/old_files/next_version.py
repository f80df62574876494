"""A worked example: all that the next version of the schema takes, were courses to get a fee and venues a table.

1. The model: a new column is one line that says with which version it comes (`since`); a new record goes into the
   `RECORDS` of its slice.
2. ``versions/vNNNN.py`` with `STEPS`, as below: for a column the one statement that `added_column` gives, for a table
   what the models make of it, and a Python step where SQL alone cannot say it. It imports nothing of the program, since
   that goes on changing.
3. ``schema.py``: the number, the file of the version, the fingerprint of the triggers.
4. If a seal covers the table: the column in `contests.actions.sealed_hash`.
5. At the release: the file that `make.py` writes, and what `frozen` says in `test_versions.py`.

The tests of this folder fail until each of these is there.
"""

import re
from typing import TYPE_CHECKING

from cadre_desktop.courses.records import Course
from cadre_desktop.kit.store.fields import CodeField, CountField, MoneyField, RequiredTextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.schema import Schema
from cadre_desktop.people.rules import StaffCategory
from cadre_desktop.schema import SCHEMA, VERSION

if TYPE_CHECKING:
    from cadre_desktop.kit.store.old_file import OldFile

NEXT = VERSION + 1


class Venue(Record):
    """Where courses are held: a new table."""

    name = RequiredTextField()
    floor = CountField()

    searched = (name,)
    named = (name,)


class CourseOfNext(Course):
    """A course of the next version: with a fee, a venue and whom it is for."""

    fee = MoneyField(default=0, since=NEXT)
    venue = link(Venue, null=True, since=NEXT)
    meant_for = CodeField(StaffCategory.table(), default=StaffCategory.JUDGE, since=NEXT)

    class Meta:
        table_name = "course"


_FLOORS = {numeral: number for number, numeral in enumerate("一二三四五六七八九", 1)}


def _venues_of_courses(file: "OldFile") -> None:
    """Each place becomes a venue, on the floor that its name begins with: 三楼会议室."""
    places = [place for (place,) in file.rows("SELECT DISTINCT place FROM course WHERE place <> '' ORDER BY place")]
    floors = [re.match("([一二三四五六七八九])楼", place) for place in places]
    venues = [
        (key, place, _FLOORS[found[1]] if found else None)
        for key, place, found in zip(file.new_keys(len(places)), places, floors, strict=True)
    ]
    file.run_many("INSERT INTO venue (id, name, floor) VALUES (?, ?, ?)", venues)
    file.run("UPDATE course SET venue_id = (SELECT id FROM venue WHERE name = place)")


STEPS = (
    'CREATE TABLE "venue" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "floor" INTEGER) STRICT',
    """ALTER TABLE "course" ADD COLUMN "fee" INTEGER NOT NULL DEFAULT 0""",
    """ALTER TABLE "course" ADD COLUMN "venue_id" INTEGER REFERENCES "venue" ("id") ON DELETE RESTRICT""",
    """CREATE INDEX "course_venue_id" ON "course" ("venue_id")""",
    """ALTER TABLE "course" ADD COLUMN "meant_for" TEXT NOT NULL DEFAULT 'judge'""",
    _venues_of_courses,
)
"""What would be ``versions/vNNNN.py``."""

NEXT_SCHEMA = Schema(
    NEXT,
    lambda: (Venue, *(CourseOfNext if record is Course else record for record in SCHEMA.records)),
    lambda: {**{number: SCHEMA.steps_to(number) for number in range(2, NEXT)}, NEXT: STEPS},
)
