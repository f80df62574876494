"""Version 5: files attached to records."""

STEPS = (
    """CREATE TABLE "attachment" ("id" INTEGER NOT NULL PRIMARY KEY, "record_table" TEXT NOT NULL,
    "record_key" INTEGER NOT NULL, "name" TEXT NOT NULL, "content_hash" TEXT NOT NULL, "size" INTEGER NOT NULL,
    "added" TEXT NOT NULL, "remark" TEXT NOT NULL) STRICT""",
    """CREATE INDEX "attachment_record_key" ON "attachment" ("record_key")""",
)
