"""The schema of a court's file: the records of all slices, and how older files are brought up to date.

The slices are imported when their records or kinds are first wanted, so that the window can be painted before.
"""

from functools import cache

from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.published import Published
from cadre_desktop.kit.store import journal_upgrades
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.schema import Schema

VERSION = 4


def _records() -> tuple[type[Record], ...]:
    from cadre_desktop.certificates import records as certificates
    from cadre_desktop.contests import records as contests
    from cadre_desktop.courses import records as courses
    from cadre_desktop.kit.store.unfilled import Unfilled
    from cadre_desktop.people import records as people
    from cadre_desktop.talent import records as talent
    from cadre_desktop.welfare import records as welfare

    modules = (people, certificates, courses, contests, talent, welfare)
    own = (record for module in modules for record in module.RECORDS)
    registered = (register.kind.record for slice_ in slices().values() for register in slice_.registers)
    return (*dict.fromkeys((*own, *registered)), Unfilled)


_UPGRADES = {
    2: (  # anonymous events, and the trace of draws
        """ALTER TABLE "track" ADD COLUMN "code_seed" TEXT NOT NULL DEFAULT ''""",
        """ALTER TABLE "track" ADD COLUMN "matched_on" TEXT""",
        """ALTER TABLE "track" ADD COLUMN "matched_by" TEXT NOT NULL DEFAULT ''""",
        """ALTER TABLE "track" ADD COLUMN "matched_reason" TEXT NOT NULL DEFAULT ''""",
        """ALTER TABLE "event" ADD COLUMN "anonymous" INTEGER NOT NULL DEFAULT 0""",
        """CREATE TABLE "drawing" ("id" INTEGER NOT NULL PRIMARY KEY, "track_id" INTEGER NOT NULL,
        "seed" TEXT NOT NULL, "commitment" TEXT NOT NULL, "drawn_on" TEXT, "drawn_by" TEXT NOT NULL,
        "reason" TEXT NOT NULL,
        FOREIGN KEY ("track_id") REFERENCES "track" ("id") ON DELETE RESTRICT) STRICT""",
        """CREATE INDEX "drawing_track_id" ON "drawing" ("track_id")""",
    ),
    3: (  # how many awards a percentage gives; as what judicial auxiliaries serve; cells that imports left open
        """ALTER TABLE "award_level" ADD COLUMN "rounding" TEXT NOT NULL DEFAULT 'down'""",
        """ALTER TABLE "person" ADD COLUMN "capacity" TEXT NOT NULL DEFAULT ''""",
        """CREATE TABLE "unfilled" ("id" INTEGER NOT NULL PRIMARY KEY, "record_table" TEXT NOT NULL,
        "record_key" INTEGER NOT NULL, "field_name" TEXT NOT NULL, "written" TEXT NOT NULL, "reason" TEXT NOT NULL,
        "file" TEXT NOT NULL, "sheet" TEXT NOT NULL, "line" INTEGER) STRICT""",
        """CREATE INDEX "unfilled_record_key" ON "unfilled" ("record_key")""",
        'DROP INDEX "person_court_id_department_id"',
        """CREATE INDEX "person_court_id_department_id_pinyin" ON "person" ("court_id", "department_id", "pinyin")""",
    ),
    4: (
        *journal_upgrades.TO_4,
        # texts that are searched for are kept once, however many rows hold them
        'DROP TABLE "search_key"',
        'DROP TABLE "search_scope"',
        """CREATE TABLE "search_scope" ("number" INTEGER NOT NULL PRIMARY KEY, "table_name" TEXT NOT NULL,
        "column_name" TEXT NOT NULL, UNIQUE ("table_name", "column_name")) STRICT""",
        """CREATE TABLE "search_text" ("id" INTEGER NOT NULL PRIMARY KEY, "scope" INTEGER NOT NULL,
        "value" TEXT NOT NULL, UNIQUE ("scope", "value")) STRICT""",
        """CREATE TABLE "search_key" ("scope" INTEGER NOT NULL, "key" TEXT NOT NULL, "text" INTEGER NOT NULL,
        PRIMARY KEY ("scope", "key", "text")) STRICT, WITHOUT ROWID""",
    ),
}
"""By version the frozen SQL that makes it from the one before, never the models."""

_TRIGGERS = "f20d38cc689ea293c8799882ca76c31e6bbef3f18a955247fd629983a662733e"
"""The `fingerprint` of the triggers of these records, so that opening a file need not load them to see whether it has
them. It changes with the records, and so does the version; a test says what it has to be."""

SCHEMA = Schema(VERSION, _records, _UPGRADES, _TRIGGERS)


@cache
def slices() -> dict[str, Published]:
    """What the slices publish, by their names, in the order in which their kinds are listed."""
    from cadre_desktop.certificates.published import PUBLISHED as CERTIFICATES
    from cadre_desktop.contests.published import PUBLISHED as CONTESTS
    from cadre_desktop.courses.published import PUBLISHED as COURSES
    from cadre_desktop.people.published import PUBLISHED as PEOPLE
    from cadre_desktop.talent.published import PUBLISHED as TALENT
    from cadre_desktop.welfare.published import PUBLISHED as WELFARE

    return {
        "people": PEOPLE,
        "courses": COURSES,
        "contests": CONTESTS,
        "talent": TALENT,
        "welfare": WELFARE,
        "certificates": CERTIFICATES,
    }


def in_report_order() -> list[Published]:
    """The slices as their figures stand in the annual report."""
    return sorted(slices().values(), key=lambda slice_: slice_.report_order)


def kinds() -> dict[str, Kind]:
    """All kinds by the name they have on the command line."""
    return {kind.key: kind for slice_ in slices().values() for kind in slice_.kinds}


def general_conditions(kind: Kind) -> tuple[Condition, ...]:
    """What rows of a kind general lists and exports are limited to, as its slice has it."""
    limits = (each for slice_ in slices().values() for each in slice_.limits)
    return tuple(condition for limited, condition in limits if limited is kind)
