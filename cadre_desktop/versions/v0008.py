"""Version 8: the dossier whole (résumés, movements, sanctions, retirement, mentors, batches of appointments), and
what the library of talent asks for and keeps as evidence.
"""

STEPS = (
    """ALTER TABLE "person" ADD COLUMN "native_place" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "person" ADD COLUMN "birthplace" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "person" ADD COLUMN "health" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "person" ADD COLUMN "professional_title" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "person" ADD COLUMN "expertise" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "person" ADD COLUMN "second_party" TEXT NOT NULL DEFAULT ''""",
    """CREATE TABLE "appointment_batch" ("id" INTEGER NOT NULL PRIMARY KEY, "title" TEXT NOT NULL, "decided" TEXT
    NOT NULL, "document_number" TEXT NOT NULL, "organ" TEXT NOT NULL, "state" TEXT NOT NULL, "notes" TEXT NOT
    NULL) STRICT""",
    'CREATE INDEX "appointment_batch_decided" ON "appointment_batch" ("decided")',
    'ALTER TABLE "appointment" ADD COLUMN "batch_id" INTEGER REFERENCES "appointment_batch" ("id") ON DELETE RESTRICT',
    'CREATE INDEX "appointment_batch_id" ON "appointment" ("batch_id")',
    """ALTER TABLE "appointment" ADD COLUMN "removed_post" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "appointment" ADD COLUMN "rank" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "appointment" ADD COLUMN "judge_grade" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "appointment" ADD COLUMN "reason" TEXT NOT NULL DEFAULT ''""",
    'ALTER TABLE "appointment" ADD COLUMN "carried_out" INTEGER NOT NULL DEFAULT 1',
    """CREATE TABLE "lrmx_form" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "name" TEXT NOT
    NULL, "content" TEXT NOT NULL, "photo" TEXT NOT NULL, "imported" TEXT NOT NULL, FOREIGN KEY ("person_id")
    REFERENCES "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE UNIQUE INDEX "lrmx_form_person_id" ON "lrmx_form" ("person_id")',
    """CREATE TABLE "not_duplicate" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "other_id"
    INTEGER NOT NULL, "decided" TEXT NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE
    RESTRICT, FOREIGN KEY ("other_id") REFERENCES "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "not_duplicate_other_id" ON "not_duplicate" ("other_id")',
    'CREATE UNIQUE INDEX "not_duplicate_person_id_other_id" ON "not_duplicate" ("person_id", "other_id")',
    """ALTER TABLE "pool" ADD COLUMN "line" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "pool" ADD COLUMN "education" TEXT NOT NULL DEFAULT ''""",
    'ALTER TABLE "pool" ADD COLUMN "party_member" INTEGER NOT NULL DEFAULT 0',
    """ALTER TABLE "pool" ADD COLUMN "rank_at_least" TEXT NOT NULL DEFAULT ''""",
    'ALTER TABLE "pool" ADD COLUMN "service_years" INTEGER',
    """ALTER TABLE "pool" ADD COLUMN "grades_rule" TEXT NOT NULL DEFAULT ''""",
    'ALTER TABLE "pool" ADD COLUMN "contest_title" INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE "pool" ADD COLUMN "size" INTEGER',
    """ALTER TABLE "membership" ADD COLUMN "exception" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "membership" ADD COLUMN "exception_by" TEXT NOT NULL DEFAULT ''""",
    'ALTER TABLE "rotation" ADD COLUMN "from_department_id" INTEGER REFERENCES "department" ("id") ON DELETE RESTRICT',
    'CREATE INDEX "rotation_from_department_id" ON "rotation" ("from_department_id")',
    """ALTER TABLE "rotation" ADD COLUMN "line" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "rotation" ADD COLUMN "reason" TEXT NOT NULL DEFAULT ''""",
    'ALTER TABLE "rotation" ADD COLUMN "done" TEXT',
    """ALTER TABLE "rotation" ADD COLUMN "document_number" TEXT NOT NULL DEFAULT ''""",
    """CREATE TABLE "establishment" ("id" INTEGER NOT NULL PRIMARY KEY, "court_id" INTEGER NOT NULL, "since" TEXT
    NOT NULL, "authorised" INTEGER, "judges_quota" INTEGER, "leaders" INTEGER, "rank_posts" INTEGER,
    "document_number" TEXT NOT NULL, "notes" TEXT NOT NULL, FOREIGN KEY ("court_id") REFERENCES "court" ("id")
    ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "establishment_court_id" ON "establishment" ("court_id")',
    'CREATE UNIQUE INDEX "establishment_court_id_since" ON "establishment" ("court_id", "since")',
    """CREATE TABLE "resume_line" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "position"
    INTEGER, "starts" TEXT, "ends" TEXT, "text" TEXT NOT NULL, "notes" TEXT NOT NULL, FOREIGN KEY ("person_id")
    REFERENCES "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "resume_line_person_id" ON "resume_line" ("person_id")',
    'ALTER TABLE "post_held" ADD COLUMN "source" INTEGER',
    'CREATE INDEX "post_held_source" ON "post_held" ("source")',
    """CREATE TABLE "rotation_entry" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "starts"
    TEXT NOT NULL, "ends" TEXT, "from_court_id" INTEGER, "from_department" TEXT NOT NULL, "court_id" INTEGER,
    "department" TEXT NOT NULL, "post" TEXT NOT NULL, "line" TEXT NOT NULL, "source" INTEGER, FOREIGN KEY
    ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT, FOREIGN KEY ("from_court_id") REFERENCES
    "court" ("id") ON DELETE RESTRICT, FOREIGN KEY ("court_id") REFERENCES "court" ("id") ON DELETE RESTRICT)
    STRICT""",
    'CREATE INDEX "rotation_entry_person_id" ON "rotation_entry" ("person_id")',
    'CREATE INDEX "rotation_entry_from_court_id" ON "rotation_entry" ("from_court_id")',
    'CREATE INDEX "rotation_entry_court_id" ON "rotation_entry" ("court_id")',
    'CREATE INDEX "rotation_entry_source" ON "rotation_entry" ("source")',
    """CREATE TABLE "movement" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "direction" TEXT
    NOT NULL, "way" TEXT NOT NULL, "moved" TEXT NOT NULL, "court_id" INTEGER, "other_unit" TEXT NOT NULL,
    "document_number" TEXT NOT NULL, "notes" TEXT NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id")
    ON DELETE RESTRICT, FOREIGN KEY ("court_id") REFERENCES "court" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "movement_person_id" ON "movement" ("person_id")',
    'CREATE INDEX "movement_moved" ON "movement" ("moved")',
    'CREATE INDEX "movement_court_id" ON "movement" ("court_id")',
    """CREATE TABLE "retirement_decision" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL,
    "decided" TEXT NOT NULL, "base" TEXT NOT NULL, "choice" TEXT NOT NULL, "chosen" TEXT, "notified" TEXT,
    "document_number" TEXT NOT NULL, "notes" TEXT NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id")
    ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "retirement_decision_person_id" ON "retirement_decision" ("person_id")',
    """CREATE TABLE "sanction" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "sanction" TEXT
    NOT NULL, "decided" TEXT NOT NULL, "until" TEXT, "organ" TEXT NOT NULL, "document_number" TEXT NOT NULL,
    "notes" TEXT NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "sanction_person_id" ON "sanction" ("person_id")',
    """CREATE TABLE "relation" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "other_id" INTEGER
    NOT NULL, "kinship" TEXT NOT NULL, "notes" TEXT NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person"
    ("id") ON DELETE RESTRICT, FOREIGN KEY ("other_id") REFERENCES "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "relation_person_id" ON "relation" ("person_id")',
    'CREATE INDEX "relation_other_id" ON "relation" ("other_id")',
    'CREATE UNIQUE INDEX "relation_person_id_other_id" ON "relation" ("person_id", "other_id")',
    """CREATE TABLE "honour_proposal" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER, "court_id" INTEGER,
    "department_id" INTEGER, "title" TEXT NOT NULL, "level" TEXT NOT NULL, "proposed" TEXT NOT NULL, "reasons"
    TEXT NOT NULL, "organ" TEXT NOT NULL, "state" TEXT NOT NULL, "granted" TEXT, "document_number" TEXT NOT
    NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT, FOREIGN KEY ("court_id")
    REFERENCES "court" ("id") ON DELETE RESTRICT, FOREIGN KEY ("department_id") REFERENCES "department" ("id")
    ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "honour_proposal_person_id" ON "honour_proposal" ("person_id")',
    'CREATE INDEX "honour_proposal_court_id" ON "honour_proposal" ("court_id")',
    'CREATE INDEX "honour_proposal_department_id" ON "honour_proposal" ("department_id")',
    'CREATE INDEX "honour_proposal_proposed" ON "honour_proposal" ("proposed")',
    """CREATE TABLE "mentor_pair" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "mentor_id"
    INTEGER NOT NULL, "purpose" TEXT NOT NULL, "starts" TEXT NOT NULL, "ends" TEXT, "plan" TEXT NOT NULL,
    "opinion" TEXT NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT, FOREIGN
    KEY ("mentor_id") REFERENCES "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "mentor_pair_person_id" ON "mentor_pair" ("person_id")',
    'CREATE INDEX "mentor_pair_mentor_id" ON "mentor_pair" ("mentor_id")',
    """CREATE TABLE "mentor_note" ("id" INTEGER NOT NULL PRIMARY KEY, "pair_id" INTEGER NOT NULL, "day" TEXT NOT
    NULL, "note" TEXT NOT NULL, FOREIGN KEY ("pair_id") REFERENCES "mentor_pair" ("id") ON DELETE RESTRICT)
    STRICT""",
    'CREATE INDEX "mentor_note_pair_id" ON "mentor_note" ("pair_id")',
    """CREATE TABLE "stage_evidence" ("id" INTEGER NOT NULL PRIMARY KEY, "membership_id" INTEGER NOT NULL, "stage"
    TEXT NOT NULL, "evidence" TEXT NOT NULL, "day" TEXT NOT NULL, "result" TEXT NOT NULL, "note" TEXT NOT NULL,
    "document_number" TEXT NOT NULL, FOREIGN KEY ("membership_id") REFERENCES "membership" ("id") ON DELETE
    RESTRICT) STRICT""",
    'CREATE INDEX "stage_evidence_membership_id" ON "stage_evidence" ("membership_id")',
    'CREATE INDEX "stage_evidence_day" ON "stage_evidence" ("day")',
    """CREATE TABLE "yearly_review" ("id" INTEGER NOT NULL PRIMARY KEY, "membership_id" INTEGER NOT NULL, "year"
    INTEGER NOT NULL, "grade" TEXT NOT NULL, "day" TEXT NOT NULL, "remarks" TEXT NOT NULL, FOREIGN KEY
    ("membership_id") REFERENCES "membership" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "yearly_review_year" ON "yearly_review" ("year")',
    'CREATE UNIQUE INDEX "yearly_review_membership_id_year" ON "yearly_review" ("membership_id", "year")',
    """CREATE TABLE "reserve_task" ("id" INTEGER NOT NULL PRIMARY KEY, "membership_id" INTEGER NOT NULL, "task"
    TEXT NOT NULL, "title" TEXT NOT NULL, "starts" TEXT NOT NULL, "ends" TEXT, "result" TEXT NOT NULL,
    "evidence" TEXT NOT NULL, FOREIGN KEY ("membership_id") REFERENCES "membership" ("id") ON DELETE RESTRICT)
    STRICT""",
    'CREATE INDEX "reserve_task_membership_id" ON "reserve_task" ("membership_id")',
    'CREATE INDEX "reserve_task_starts" ON "reserve_task" ("starts")',
    """CREATE TABLE "post_profile" ("id" INTEGER NOT NULL PRIMARY KEY, "title" TEXT NOT NULL, "court_id" INTEGER,
    "department_id" INTEGER, "age_limit" INTEGER, "category" TEXT NOT NULL, "quota_only" INTEGER NOT NULL,
    "line" TEXT NOT NULL, "education" TEXT NOT NULL, "party_member" INTEGER NOT NULL, "rank_at_least" TEXT NOT
    NULL, "level_at_least" TEXT NOT NULL, "years_in_post" INTEGER, "service_years" INTEGER, "grades_rule" TEXT
    NOT NULL, "contest_title" INTEGER NOT NULL, "hours_met" INTEGER NOT NULL, "notes" TEXT NOT NULL, FOREIGN KEY
    ("court_id") REFERENCES "court" ("id") ON DELETE RESTRICT, FOREIGN KEY ("department_id") REFERENCES
    "department" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE UNIQUE INDEX "post_profile_title" ON "post_profile" ("title")',
    'CREATE INDEX "post_profile_court_id" ON "post_profile" ("court_id")',
    'CREATE INDEX "post_profile_department_id" ON "post_profile" ("department_id")',
    """CREATE TABLE "pool_exclusion" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "pool_id"
    INTEGER, "reason" TEXT NOT NULL, "until" TEXT, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON
    DELETE RESTRICT, FOREIGN KEY ("pool_id") REFERENCES "pool" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "pool_exclusion_person_id" ON "pool_exclusion" ("person_id")',
    'CREATE INDEX "pool_exclusion_pool_id" ON "pool_exclusion" ("pool_id")',
)
