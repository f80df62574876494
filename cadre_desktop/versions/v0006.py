"""Version 6: what somebody was when (posts, studies, grades, absences, party), the training plan, and what belongs to
courses beside it: lecturers, training elsewhere, studies, feedback, targets of hours; days of the calendar."""

STEPS = (
    """CREATE TABLE "lecturer" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "person_id" INTEGER,
    "unit" TEXT NOT NULL, "title" TEXT NOT NULL, "subjects" TEXT NOT NULL, "phone" TEXT NOT NULL, "notes" TEXT
    NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "lecturer_person_id" ON "lecturer" ("person_id")',
    """CREATE TABLE "plan_item" ("id" INTEGER NOT NULL PRIMARY KEY, "year" INTEGER NOT NULL, "number" INTEGER,
    "title" TEXT NOT NULL, "series" TEXT NOT NULL, "form" TEXT NOT NULL, "training_class" TEXT NOT NULL,
    "category" TEXT NOT NULL, "line" TEXT NOT NULL, "post_level" TEXT NOT NULL, "courses" INTEGER NOT NULL,
    "persons" INTEGER, "hours" INTEGER, "budget" INTEGER, "month" INTEGER, "court_id" INTEGER, "organiser" TEXT
    NOT NULL, "responsible" TEXT NOT NULL, "notes" TEXT NOT NULL, FOREIGN KEY ("court_id") REFERENCES "court"
    ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "plan_item_year" ON "plan_item" ("year")',
    'CREATE INDEX "plan_item_court_id" ON "plan_item" ("court_id")',
    """CREATE TABLE "post_held" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "starts" TEXT NOT
    NULL, "ends" TEXT, "court_id" INTEGER, "post" TEXT NOT NULL, "post_level" TEXT NOT NULL, "rank" TEXT NOT
    NULL, "judge_grade" TEXT NOT NULL, "document_number" TEXT NOT NULL, "notes" TEXT NOT NULL, FOREIGN KEY
    ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT, FOREIGN KEY ("court_id") REFERENCES "court"
    ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "post_held_person_id" ON "post_held" ("person_id")',
    'CREATE INDEX "post_held_court_id" ON "post_held" ("court_id")',
    """CREATE TABLE "education" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "mode" TEXT NOT
    NULL, "education" TEXT NOT NULL, "degree" TEXT NOT NULL, "school" TEXT NOT NULL, "major" TEXT NOT NULL,
    "starts" TEXT, "ends" TEXT, "notes" TEXT NOT NULL, "source" INTEGER, FOREIGN KEY ("person_id") REFERENCES
    "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "education_person_id" ON "education" ("person_id")',
    'CREATE INDEX "education_source" ON "education" ("source")',
    """CREATE TABLE "annual_grade" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "year" INTEGER
    NOT NULL, "grade" TEXT NOT NULL, "notes" TEXT NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id")
    ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "annual_grade_year" ON "annual_grade" ("year")',
    'CREATE UNIQUE INDEX "annual_grade_person_id_year" ON "annual_grade" ("person_id", "year")',
    """CREATE TABLE "absence" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "starts" TEXT NOT
    NULL, "ends" TEXT, "absence_class" TEXT NOT NULL, "document_number" TEXT NOT NULL, FOREIGN KEY ("person_id")
    REFERENCES "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "absence_person_id" ON "absence" ("person_id")',
    """CREATE TABLE "party_standing" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "role" TEXT
    NOT NULL, "branch" TEXT NOT NULL, "starts" TEXT NOT NULL, "ends" TEXT, FOREIGN KEY ("person_id") REFERENCES
    "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "party_standing_person_id" ON "party_standing" ("person_id")',
    """CREATE TABLE "calendar_day" ("id" INTEGER NOT NULL PRIMARY KEY, "day" TEXT NOT NULL, "day_kind" TEXT NOT
    NULL, "name" TEXT NOT NULL, "document_number" TEXT NOT NULL) STRICT""",
    'CREATE UNIQUE INDEX "calendar_day_day" ON "calendar_day" ("day")',
    """CREATE TABLE "degree_study" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "school" TEXT
    NOT NULL, "major" TEXT NOT NULL, "education" TEXT NOT NULL, "degree" TEXT NOT NULL, "starts" TEXT NOT NULL,
    "ends" TEXT, "state" TEXT NOT NULL, "help_granted" INTEGER, "document_number" TEXT NOT NULL, "notes" TEXT
    NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "degree_study_person_id" ON "degree_study" ("person_id")',
    """CREATE TABLE "judicial_exam" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "year"
    INTEGER NOT NULL, "part" TEXT NOT NULL, "outcome" TEXT NOT NULL, "score" TEXT NOT NULL, "help_granted"
    INTEGER, "notes" TEXT NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT)
    STRICT""",
    'CREATE INDEX "judicial_exam_person_id" ON "judicial_exam" ("person_id")',
    'CREATE INDEX "judicial_exam_year" ON "judicial_exam" ("year")',
    """CREATE TABLE "study_report" ("id" INTEGER NOT NULL PRIMARY KEY, "enrolment_id" INTEGER NOT NULL, "title"
    TEXT NOT NULL, "due" TEXT, "handed_in" TEXT, "notes" TEXT NOT NULL, FOREIGN KEY ("enrolment_id") REFERENCES
    "enrolment" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "study_report_enrolment_id" ON "study_report" ("enrolment_id")',
    """CREATE TABLE "hours_target" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "year" INTEGER
    NOT NULL, "hours" INTEGER, "online_hours" INTEGER, "reason" TEXT NOT NULL, FOREIGN KEY ("person_id")
    REFERENCES "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "hours_target_year" ON "hours_target" ("year")',
    'CREATE UNIQUE INDEX "hours_target_person_id_year" ON "hours_target" ("person_id", "year")',
    """CREATE TABLE "feedback_tally" ("id" INTEGER NOT NULL PRIMARY KEY, "course_id" INTEGER NOT NULL, "question"
    TEXT NOT NULL, "very_good" INTEGER NOT NULL, "good" INTEGER NOT NULL, "fair" INTEGER NOT NULL, "poor"
    INTEGER NOT NULL, "remarks" TEXT NOT NULL, FOREIGN KEY ("course_id") REFERENCES "course" ("id") ON DELETE
    RESTRICT) STRICT""",
    'CREATE UNIQUE INDEX "feedback_tally_course_id_question" ON "feedback_tally" ("course_id", "question")',
    """CREATE TABLE "department_quota" ("id" INTEGER NOT NULL PRIMARY KEY, "event" INTEGER NOT NULL,
    "department_id" INTEGER NOT NULL, "places" INTEGER NOT NULL, FOREIGN KEY ("department_id") REFERENCES
    "department" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE UNIQUE INDEX "department_quota_event_department_id" ON "department_quota" ("event", "department_id")',
    """ALTER TABLE "training_record" ADD COLUMN "origin" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "training_record" ADD COLUMN "training_class" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "training_record" ADD COLUMN "venue" TEXT NOT NULL DEFAULT ''""",
    'ALTER TABLE "training_record" ADD COLUMN "court_id" INTEGER REFERENCES "court" ("id") ON DELETE RESTRICT',
    'ALTER TABLE "training_record" ADD COLUMN "counts" INTEGER NOT NULL DEFAULT 1',
    'ALTER TABLE "session" ADD COLUMN "taught_by_id" INTEGER REFERENCES "lecturer" ("id") ON DELETE RESTRICT',
    """ALTER TABLE "session" ADD COLUMN "venue" TEXT NOT NULL DEFAULT ''""",
    'CREATE INDEX "session_taught_by_id" ON "session" ("taught_by_id")',
    'ALTER TABLE "course" ADD COLUMN "plan_item_id" INTEGER REFERENCES "plan_item" ("id") ON DELETE RESTRICT',
    """ALTER TABLE "course" ADD COLUMN "training_class" TEXT NOT NULL DEFAULT ''""",
    'ALTER TABLE "course" ADD COLUMN "cost" INTEGER',
    """ALTER TABLE "course" ADD COLUMN "pass_mark" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "course" ADD COLUMN "attended" TEXT NOT NULL DEFAULT ''""",
    'ALTER TABLE "course" ADD COLUMN "report_due" TEXT',
    'CREATE INDEX "course_plan_item_id" ON "course" ("plan_item_id")',
    """ALTER TABLE "enrolment" ADD COLUMN "retake" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "enrolment" ADD COLUMN "reason" TEXT NOT NULL DEFAULT ''""",
)
