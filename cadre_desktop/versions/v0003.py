"""Version 3: how many awards a percentage gives; as what judicial auxiliaries serve; cells that imports left open."""

STEPS = (
    """ALTER TABLE "award_level" ADD COLUMN "rounding" TEXT NOT NULL DEFAULT 'down'""",
    """ALTER TABLE "person" ADD COLUMN "capacity" TEXT NOT NULL DEFAULT ''""",
    """CREATE TABLE "unfilled" ("id" INTEGER NOT NULL PRIMARY KEY, "record_table" TEXT NOT NULL,
    "record_key" INTEGER NOT NULL, "field_name" TEXT NOT NULL, "written" TEXT NOT NULL, "reason" TEXT NOT NULL,
    "file" TEXT NOT NULL, "sheet" TEXT NOT NULL, "line" INTEGER) STRICT""",
    """CREATE INDEX "unfilled_record_key" ON "unfilled" ("record_key")""",
    'DROP INDEX "person_court_id_department_id"',
    """CREATE INDEX "person_court_id_department_id_pinyin" ON "person" ("court_id", "department_id", "pinyin")""",
)
