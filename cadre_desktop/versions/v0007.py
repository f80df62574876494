"""Version 7: templates of certificates with their versions, numbers and life of what was issued, keys of proofs."""

STEPS = (
    """CREATE TABLE "certificate_event" ("id" INTEGER NOT NULL PRIMARY KEY, "certificate_id" INTEGER NOT NULL,
    "event" TEXT NOT NULL, "day" TEXT NOT NULL, "actor" TEXT NOT NULL, "other" TEXT NOT NULL, "count" INTEGER
    NOT NULL, "note" TEXT NOT NULL, FOREIGN KEY ("certificate_id") REFERENCES "issued_certificate" ("id") ON
    DELETE RESTRICT) STRICT""",
    'CREATE INDEX "certificate_event_certificate_id" ON "certificate_event" ("certificate_id")',
    """CREATE TABLE "number_series" ("id" INTEGER NOT NULL PRIMARY KEY, "kind" TEXT NOT NULL, "name" TEXT NOT NULL,
    "pattern" TEXT NOT NULL, "width" INTEGER NOT NULL, "restart" TEXT NOT NULL, "court" TEXT NOT NULL, "notes"
    TEXT NOT NULL) STRICT""",
    'CREATE UNIQUE INDEX "number_series_kind_name" ON "number_series" ("kind", "name")',
    """CREATE TABLE "certificate_template" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "kind" TEXT
    NOT NULL, "design" TEXT NOT NULL, "version" INTEGER NOT NULL, "usual" INTEGER NOT NULL, "retired" INTEGER
    NOT NULL, "series" TEXT NOT NULL, "notes" TEXT NOT NULL) STRICT""",
    'CREATE UNIQUE INDEX "certificate_template_name" ON "certificate_template" ("name")',
    """CREATE TABLE "template_version" ("id" INTEGER NOT NULL PRIMARY KEY, "template_id" INTEGER NOT NULL, "number"
    INTEGER NOT NULL, "design" TEXT NOT NULL, "saved" TEXT NOT NULL, "note" TEXT NOT NULL, FOREIGN KEY
    ("template_id") REFERENCES "certificate_template" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "template_version_template_id" ON "template_version" ("template_id")',
    'CREATE UNIQUE INDEX "template_version_template_id_number" ON "template_version" ("template_id", "number")',
    """CREATE TABLE "template_file" ("id" INTEGER NOT NULL PRIMARY KEY, "version_id" INTEGER NOT NULL, "content"
    TEXT NOT NULL, "name" TEXT NOT NULL, FOREIGN KEY ("version_id") REFERENCES "template_version" ("id") ON
    DELETE RESTRICT) STRICT""",
    'CREATE INDEX "template_file_version_id" ON "template_file" ("version_id")',
    """CREATE TABLE "print_batch" ("id" INTEGER NOT NULL PRIMARY KEY, "title" TEXT NOT NULL, "made" TEXT NOT NULL,
    "printer" TEXT NOT NULL) STRICT""",
    """CREATE TABLE "print_sheet" ("id" INTEGER NOT NULL PRIMARY KEY, "batch_id" INTEGER NOT NULL, "certificate_id"
    INTEGER NOT NULL, "position" INTEGER NOT NULL, "attempt" INTEGER NOT NULL, "state" TEXT NOT NULL, "changed"
    TEXT NOT NULL, "reason" TEXT NOT NULL, FOREIGN KEY ("batch_id") REFERENCES "print_batch" ("id") ON DELETE
    RESTRICT, FOREIGN KEY ("certificate_id") REFERENCES "issued_certificate" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "print_sheet_batch_id" ON "print_sheet" ("batch_id")',
    'CREATE INDEX "print_sheet_certificate_id" ON "print_sheet" ("certificate_id")',
    """CREATE UNIQUE INDEX "print_sheet_batch_id_position_attempt" ON "print_sheet" ("batch_id", "position",
    "attempt")""",
    """CREATE TABLE "signing_key" ("id" INTEGER NOT NULL PRIMARY KEY, "public_key" TEXT NOT NULL, "issuer" TEXT NOT
    NULL, "made" TEXT NOT NULL, "retired" TEXT, "used" TEXT, "wrapped" TEXT NOT NULL) STRICT""",
    'CREATE UNIQUE INDEX "signing_key_public_key" ON "signing_key" ("public_key")',
    """CREATE TABLE "other_court_key" ("id" INTEGER NOT NULL PRIMARY KEY, "public_key" TEXT NOT NULL, "issuer" TEXT
    NOT NULL, "made" TEXT, "retired" TEXT, "accepted" TEXT NOT NULL) STRICT""",
    'CREATE UNIQUE INDEX "other_court_key_public_key" ON "other_court_key" ("public_key")',
    """ALTER TABLE "issued_certificate" ADD COLUMN "facts" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "issued_certificate" ADD COLUMN "series" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "issued_certificate" ADD COLUMN "state" TEXT NOT NULL DEFAULT 'issued'""",
    'ALTER TABLE "issued_certificate" ADD COLUMN "collected" TEXT',
    """ALTER TABLE "issued_certificate" ADD COLUMN "collected_by" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "issued_certificate" ADD COLUMN "instead_of" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "issued_certificate" ADD COLUMN "replaced_by" TEXT NOT NULL DEFAULT ''""",
    'ALTER TABLE "issued_certificate" ADD COLUMN "spoiled" INTEGER NOT NULL DEFAULT 0',
    """ALTER TABLE "issued_certificate" ADD COLUMN "proof" TEXT NOT NULL DEFAULT ''""",
    'DROP INDEX "issued_certificate_kind_year_serial"',
    """UPDATE "issued_certificate" SET "state" = 'void' WHERE "cancelled" IS NOT NULL""",
    """CREATE UNIQUE INDEX "issued_certificate_kind_series_year_serial" ON "issued_certificate" ("kind", "series",
    "year", "serial")""",
)
