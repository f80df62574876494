"""Version 2: anonymous events, and the trace of draws."""

STEPS = (
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
)
