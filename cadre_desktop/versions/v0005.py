"""Version 5: places of a course; sessions of any event, who was there, and how many people a court may send."""

STEPS = (
    """ALTER TABLE "course" ADD COLUMN "places" INTEGER""",
    """CREATE TABLE "session" ("id" INTEGER NOT NULL PRIMARY KEY, "event" INTEGER NOT NULL, "day" TEXT NOT NULL,
    "half" TEXT NOT NULL, "begins" TEXT NOT NULL, "ends" TEXT NOT NULL, "title" TEXT NOT NULL,
    "lecturer" TEXT NOT NULL, "hours" INTEGER, "make_up" INTEGER NOT NULL) STRICT""",
    """CREATE INDEX "session_event" ON "session" ("event")""",
    """CREATE TABLE "presence" ("id" INTEGER NOT NULL PRIMARY KEY, "session_id" INTEGER NOT NULL,
    "entry" INTEGER NOT NULL, "state" TEXT NOT NULL, "leave" TEXT NOT NULL, "makes_up_id" INTEGER,
    FOREIGN KEY ("session_id") REFERENCES "session" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("makes_up_id") REFERENCES "session" ("id") ON DELETE RESTRICT) STRICT""",
    """CREATE INDEX "presence_entry" ON "presence" ("entry")""",
    """CREATE INDEX "presence_makes_up_id" ON "presence" ("makes_up_id")""",
    """CREATE UNIQUE INDEX "presence_session_id_entry" ON "presence" ("session_id", "entry")""",
    """CREATE TABLE "court_quota" ("id" INTEGER NOT NULL PRIMARY KEY, "event" INTEGER NOT NULL,
    "court_id" INTEGER NOT NULL, "places" INTEGER NOT NULL,
    FOREIGN KEY ("court_id") REFERENCES "court" ("id") ON DELETE RESTRICT) STRICT""",
    """CREATE UNIQUE INDEX "court_quota_event_court_id" ON "court_quota" ("event", "court_id")""",
)
