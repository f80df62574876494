"""Version 9: the eight kinds of care (体检 to 托辅), their budget and evaluation, and why names were shown."""

STEPS = (
    """CREATE TABLE "exam_round" ("id" INTEGER NOT NULL PRIMARY KEY, "title" TEXT NOT NULL, "year" INTEGER NOT
    NULL, "court_id" INTEGER, "ages_on" TEXT, "retired" INTEGER NOT NULL, "notice" TEXT NOT NULL, "fasting" TEXT
    NOT NULL, FOREIGN KEY ("court_id") REFERENCES "court" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "exam_round_court_id" ON "exam_round" ("court_id")',
    """CREATE TABLE "exam_package" ("id" INTEGER NOT NULL PRIMARY KEY, "round_id" INTEGER NOT NULL, "title" TEXT
    NOT NULL, "sex" TEXT NOT NULL, "age_from" INTEGER, "age_to" INTEGER, "price" INTEGER, "contents" TEXT NOT
    NULL, "position" INTEGER NOT NULL, FOREIGN KEY ("round_id") REFERENCES "exam_round" ("id") ON DELETE
    RESTRICT) STRICT""",
    'CREATE INDEX "exam_package_round_id" ON "exam_package" ("round_id")',
    """CREATE TABLE "exam_batch" ("id" INTEGER NOT NULL PRIMARY KEY, "round_id" INTEGER NOT NULL, "event_id"
    INTEGER NOT NULL, "make_up" INTEGER NOT NULL, FOREIGN KEY ("round_id") REFERENCES "exam_round" ("id") ON
    DELETE RESTRICT, FOREIGN KEY ("event_id") REFERENCES "welfare_event" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "exam_batch_round_id" ON "exam_batch" ("round_id")',
    'CREATE UNIQUE INDEX "exam_batch_event_id" ON "exam_batch" ("event_id")',
    """CREATE TABLE "exam_assignment" ("id" INTEGER NOT NULL PRIMARY KEY, "participant_id" INTEGER NOT NULL,
    "package_id" INTEGER NOT NULL, FOREIGN KEY ("participant_id") REFERENCES "participant" ("id") ON DELETE
    RESTRICT, FOREIGN KEY ("package_id") REFERENCES "exam_package" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE UNIQUE INDEX "exam_assignment_participant_id" ON "exam_assignment" ("participant_id")',
    'CREATE INDEX "exam_assignment_package_id" ON "exam_assignment" ("package_id")',
    """CREATE TABLE "counselling_slot" ("id" INTEGER NOT NULL PRIMARY KEY, "day" TEXT NOT NULL, "begins" TEXT NOT
    NULL, "ends" TEXT NOT NULL, "place" TEXT NOT NULL, "counsellor" TEXT NOT NULL, "court_id" INTEGER,
    "person_id" INTEGER, "state" TEXT NOT NULL, FOREIGN KEY ("court_id") REFERENCES "court" ("id") ON DELETE
    RESTRICT, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "counselling_slot_day" ON "counselling_slot" ("day")',
    'CREATE INDEX "counselling_slot_court_id" ON "counselling_slot" ("court_id")',
    'CREATE INDEX "counselling_slot_person_id" ON "counselling_slot" ("person_id")',
    """CREATE TABLE "newcomer_batch" ("id" INTEGER NOT NULL PRIMARY KEY, "title" TEXT NOT NULL, "year" INTEGER NOT
    NULL, "court_id" INTEGER, "reports" TEXT NOT NULL, "place" TEXT NOT NULL, "course" TEXT NOT NULL, "notes"
    TEXT NOT NULL, FOREIGN KEY ("court_id") REFERENCES "court" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "newcomer_batch_court_id" ON "newcomer_batch" ("court_id")',
    """CREATE TABLE "newcomer" ("id" INTEGER NOT NULL PRIMARY KEY, "batch_id" INTEGER NOT NULL, "person_id" INTEGER
    NOT NULL, "reported" TEXT NOT NULL, "height" INTEGER, "robe" TEXT NOT NULL, "uniform" TEXT NOT NULL, "shirt"
    TEXT NOT NULL, "trousers" TEXT NOT NULL, "shoes" TEXT NOT NULL, "hat" TEXT NOT NULL, "motto" TEXT NOT NULL,
    "probation_ends" TEXT, "talk_due" TEXT, "talked" TEXT, "opinion" TEXT NOT NULL, "result" TEXT NOT NULL,
    "decided" TEXT, "document_number" TEXT NOT NULL, FOREIGN KEY ("batch_id") REFERENCES "newcomer_batch" ("id")
    ON DELETE RESTRICT, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "newcomer_person_id" ON "newcomer" ("person_id")',
    'CREATE UNIQUE INDEX "newcomer_batch_id_person_id" ON "newcomer" ("batch_id", "person_id")',
    """CREATE TABLE "newcomer_task" ("id" INTEGER NOT NULL PRIMARY KEY, "newcomer_id" INTEGER NOT NULL, "item" TEXT
    NOT NULL, "position" INTEGER NOT NULL, "due" TEXT, "done" TEXT, "notes" TEXT NOT NULL, FOREIGN KEY
    ("newcomer_id") REFERENCES "newcomer" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "newcomer_task_due" ON "newcomer_task" ("due")',
    'CREATE UNIQUE INDEX "newcomer_task_newcomer_id_item" ON "newcomer_task" ("newcomer_id", "item")',
    """CREATE TABLE "farewell" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "event_id"
    INTEGER, "retires" TEXT, "serial" INTEGER, "host_text" TEXT NOT NULL, "speech" TEXT NOT NULL, "foreword"
    TEXT NOT NULL, "keepsake" TEXT NOT NULL, "keepsake_cost" INTEGER, "relatives" INTEGER, "invited" TEXT,
    "album_given" TEXT, "notes" TEXT NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE
    RESTRICT, FOREIGN KEY ("event_id") REFERENCES "welfare_event" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE UNIQUE INDEX "farewell_person_id" ON "farewell" ("person_id")',
    'CREATE INDEX "farewell_event_id" ON "farewell" ("event_id")',
    """CREATE TABLE "farewell_word" ("id" INTEGER NOT NULL PRIMARY KEY, "farewell_id" INTEGER NOT NULL, "author"
    TEXT NOT NULL, "post" TEXT NOT NULL, "words" TEXT NOT NULL, "position" INTEGER NOT NULL, FOREIGN KEY
    ("farewell_id") REFERENCES "farewell" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "farewell_word_farewell_id" ON "farewell_word" ("farewell_id")',
    """CREATE TABLE "farewell_photo" ("id" INTEGER NOT NULL PRIMARY KEY, "farewell_id" INTEGER NOT NULL, "content"
    TEXT NOT NULL, "taken" INTEGER, "caption" TEXT NOT NULL, "position" INTEGER NOT NULL, "cover" INTEGER NOT
    NULL, FOREIGN KEY ("farewell_id") REFERENCES "farewell" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "farewell_photo_farewell_id" ON "farewell_photo" ("farewell_id")',
    """CREATE TABLE "retired_contact" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "phone"
    TEXT NOT NULL, "address" TEXT NOT NULL, "relative" TEXT NOT NULL, "relative_phone" TEXT NOT NULL, "branch"
    TEXT NOT NULL, "keeper_id" INTEGER, "notes" TEXT NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person"
    ("id") ON DELETE RESTRICT, FOREIGN KEY ("keeper_id") REFERENCES "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE UNIQUE INDEX "retired_contact_person_id" ON "retired_contact" ("person_id")',
    'CREATE INDEX "retired_contact_keeper_id" ON "retired_contact" ("keeper_id")',
    """CREATE TABLE "retired_visit" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "day" TEXT
    NOT NULL, "visitors" TEXT NOT NULL, "occasion" TEXT NOT NULL, "notes" TEXT NOT NULL, FOREIGN KEY
    ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "retired_visit_person_id" ON "retired_visit" ("person_id")',
    'CREATE INDEX "retired_visit_day" ON "retired_visit" ("day")',
    """CREATE TABLE "ceiling" ("id" INTEGER NOT NULL PRIMARY KEY, "region" TEXT NOT NULL, "item" TEXT NOT NULL,
    "term" TEXT NOT NULL, "maximum" INTEGER, "valid_from" TEXT NOT NULL, "document_number" TEXT NOT NULL,
    "notes" TEXT NOT NULL) STRICT""",
    """CREATE TABLE "comfort_payment" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "item" TEXT
    NOT NULL, "festival" TEXT NOT NULL, "court_id" INTEGER, "event_id" INTEGER, "occasion_day" TEXT, "relation"
    TEXT NOT NULL, "recipient" TEXT NOT NULL, "reason" TEXT NOT NULL, "amount" INTEGER NOT NULL, "form" TEXT NOT
    NULL, "paid" TEXT, "visitors" TEXT NOT NULL, "voucher" TEXT NOT NULL, "approver" TEXT NOT NULL, FOREIGN KEY
    ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT, FOREIGN KEY ("court_id") REFERENCES "court"
    ("id") ON DELETE RESTRICT, FOREIGN KEY ("event_id") REFERENCES "welfare_event" ("id") ON DELETE RESTRICT)
    STRICT""",
    'CREATE INDEX "comfort_payment_person_id" ON "comfort_payment" ("person_id")',
    'CREATE INDEX "comfort_payment_court_id" ON "comfort_payment" ("court_id")',
    'CREATE INDEX "comfort_payment_event_id" ON "comfort_payment" ("event_id")',
    'CREATE INDEX "comfort_payment_paid" ON "comfort_payment" ("paid")',
    """CREATE TABLE "hardship_case" ("id" INTEGER NOT NULL PRIMARY KEY, "person_id" INTEGER NOT NULL, "court_id"
    INTEGER, "applied" TEXT NOT NULL, "cause" TEXT NOT NULL, "household" INTEGER, "monthly_income" INTEGER,
    "state" TEXT NOT NULL, "notice_from" TEXT, "notice_days" INTEGER, "accepted" TEXT, "approver" TEXT NOT NULL,
    "ended" TEXT, "end_reason" TEXT NOT NULL, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE
    RESTRICT, FOREIGN KEY ("court_id") REFERENCES "court" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "hardship_case_person_id" ON "hardship_case" ("person_id")',
    'CREATE INDEX "hardship_case_court_id" ON "hardship_case" ("court_id")',
    """CREATE TABLE "hardship_measure" ("id" INTEGER NOT NULL PRIMARY KEY, "case_id" INTEGER NOT NULL, "day" TEXT
    NOT NULL, "measure" TEXT NOT NULL, "amount" INTEGER, "contents" TEXT NOT NULL, "voucher" TEXT NOT NULL,
    "approver" TEXT NOT NULL, FOREIGN KEY ("case_id") REFERENCES "hardship_case" ("id") ON DELETE RESTRICT)
    STRICT""",
    'CREATE INDEX "hardship_measure_case_id" ON "hardship_measure" ("case_id")',
    'CREATE INDEX "hardship_measure_day" ON "hardship_measure" ("day")',
    """CREATE TABLE "hardship_helper" ("id" INTEGER NOT NULL PRIMARY KEY, "case_id" INTEGER NOT NULL, "helper_id"
    INTEGER NOT NULL, "starts" TEXT NOT NULL, "ends" TEXT, FOREIGN KEY ("case_id") REFERENCES "hardship_case"
    ("id") ON DELETE RESTRICT, FOREIGN KEY ("helper_id") REFERENCES "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "hardship_helper_case_id" ON "hardship_helper" ("case_id")',
    'CREATE INDEX "hardship_helper_helper_id" ON "hardship_helper" ("helper_id")',
    """CREATE TABLE "medical_agreement" ("id" INTEGER NOT NULL PRIMARY KEY, "hospital" TEXT NOT NULL, "title" TEXT
    NOT NULL, "signed" TEXT, "starts" TEXT NOT NULL, "ends" TEXT, "contact" TEXT NOT NULL, "contact_phone" TEXT
    NOT NULL, "own_contact" TEXT NOT NULL, "own_phone" TEXT NOT NULL, "terms" TEXT NOT NULL, "reminder_days"
    INTEGER NOT NULL) STRICT""",
    """CREATE TABLE "referral" ("id" INTEGER NOT NULL PRIMARY KEY, "number" TEXT NOT NULL, "agreement_id" INTEGER
    NOT NULL, "person_id" INTEGER NOT NULL, "court_id" INTEGER, "relation" TEXT NOT NULL, "urgency" TEXT NOT
    NULL, "issued" TEXT NOT NULL, "appointed" TEXT, "appointed_at" TEXT NOT NULL, "state" TEXT NOT NULL, "used"
    TEXT, FOREIGN KEY ("agreement_id") REFERENCES "medical_agreement" ("id") ON DELETE RESTRICT, FOREIGN KEY
    ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT, FOREIGN KEY ("court_id") REFERENCES "court"
    ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "referral_agreement_id" ON "referral" ("agreement_id")',
    'CREATE INDEX "referral_person_id" ON "referral" ("person_id")',
    'CREATE INDEX "referral_court_id" ON "referral" ("court_id")',
    'CREATE INDEX "referral_issued" ON "referral" ("issued")',
    """CREATE TABLE "care_period" ("id" INTEGER NOT NULL PRIMARY KEY, "title" TEXT NOT NULL, "season" TEXT NOT
    NULL, "court_id" INTEGER, "starts" TEXT NOT NULL, "ends" TEXT NOT NULL, "place" TEXT NOT NULL, "hours" TEXT
    NOT NULL, "capacity" INTEGER, "least_attendance" INTEGER NOT NULL, "purpose" TEXT NOT NULL, "deletes_on"
    TEXT, "deleted" TEXT, "children" INTEGER, "notes" TEXT NOT NULL, FOREIGN KEY ("court_id") REFERENCES "court"
    ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "care_period_court_id" ON "care_period" ("court_id")',
    'CREATE INDEX "care_period_starts" ON "care_period" ("starts")',
    """CREATE TABLE "care_class" ("id" INTEGER NOT NULL PRIMARY KEY, "period_id" INTEGER NOT NULL, "title" TEXT NOT
    NULL, "grade_from" INTEGER, "grade_to" INTEGER, "capacity" INTEGER, "room" TEXT NOT NULL, FOREIGN KEY
    ("period_id") REFERENCES "care_period" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "care_class_period_id" ON "care_class" ("period_id")',
    """CREATE TABLE "care_staff" ("id" INTEGER NOT NULL PRIMARY KEY, "period_id" INTEGER NOT NULL, "care_class_id"
    INTEGER, "name" TEXT NOT NULL, "role" TEXT NOT NULL, "person_id" INTEGER, "unit" TEXT NOT NULL, "phone" TEXT
    NOT NULL, FOREIGN KEY ("period_id") REFERENCES "care_period" ("id") ON DELETE RESTRICT, FOREIGN KEY
    ("care_class_id") REFERENCES "care_class" ("id") ON DELETE RESTRICT, FOREIGN KEY ("person_id") REFERENCES
    "person" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "care_staff_period_id" ON "care_staff" ("period_id")',
    'CREATE INDEX "care_staff_care_class_id" ON "care_staff" ("care_class_id")',
    'CREATE INDEX "care_staff_person_id" ON "care_staff" ("person_id")',
    """CREATE TABLE "child" ("id" INTEGER NOT NULL PRIMARY KEY, "period_id" INTEGER NOT NULL, "number" INTEGER NOT
    NULL, "care_class_id" INTEGER, "person_id" INTEGER NOT NULL, "name" TEXT NOT NULL, "sex" TEXT NOT NULL,
    "born" TEXT, "grade" INTEGER, "hardship" INTEGER NOT NULL, "single_parent" INTEGER NOT NULL, "both_in_court"
    INTEGER NOT NULL, "applied_at" TEXT NOT NULL, "state" TEXT NOT NULL, "reason" TEXT NOT NULL, "consent"
    INTEGER NOT NULL, "agreement" INTEGER NOT NULL, "commitment" INTEGER NOT NULL, "health_declared" INTEGER NOT
    NULL, "leaves_alone" INTEGER NOT NULL, "emergency_contact" TEXT NOT NULL, "emergency_phone" TEXT NOT NULL,
    FOREIGN KEY ("period_id") REFERENCES "care_period" ("id") ON DELETE RESTRICT, FOREIGN KEY ("care_class_id")
    REFERENCES "care_class" ("id") ON DELETE RESTRICT, FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON
    DELETE RESTRICT) STRICT""",
    'CREATE INDEX "child_care_class_id" ON "child" ("care_class_id")',
    'CREATE INDEX "child_person_id" ON "child" ("person_id")',
    'CREATE UNIQUE INDEX "child_period_id_number" ON "child" ("period_id", "number")',
    """CREATE TABLE "pick_up" ("id" INTEGER NOT NULL PRIMARY KEY, "child_id" INTEGER NOT NULL, "name" TEXT NOT
    NULL, "relation" TEXT NOT NULL, "phone" TEXT NOT NULL, "position" INTEGER NOT NULL, FOREIGN KEY ("child_id")
    REFERENCES "child" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "pick_up_child_id" ON "pick_up" ("child_id")',
    """CREATE TABLE "child_day" ("id" INTEGER NOT NULL PRIMARY KEY, "child_id" INTEGER NOT NULL, "day" TEXT NOT
    NULL, "presence" TEXT NOT NULL, "came" TEXT NOT NULL, "left" TEXT NOT NULL, "late" INTEGER NOT NULL, FOREIGN
    KEY ("child_id") REFERENCES "child" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE UNIQUE INDEX "child_day_child_id_day" ON "child_day" ("child_id", "day")',
    """CREATE TABLE "welfare_budget" ("id" INTEGER NOT NULL PRIMARY KEY, "year" INTEGER NOT NULL, "kind" TEXT NOT
    NULL, "month" INTEGER, "court_id" INTEGER, "amount" INTEGER NOT NULL, "document_number" TEXT NOT NULL,
    "notes" TEXT NOT NULL, FOREIGN KEY ("court_id") REFERENCES "court" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "welfare_budget_court_id" ON "welfare_budget" ("court_id")',
    """CREATE TABLE "evaluation_tally" ("id" INTEGER NOT NULL PRIMARY KEY, "event_id" INTEGER NOT NULL, "question"
    TEXT NOT NULL, "answer" TEXT NOT NULL, "count" INTEGER NOT NULL, "position" INTEGER NOT NULL, FOREIGN KEY
    ("event_id") REFERENCES "welfare_event" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "evaluation_tally_event_id" ON "evaluation_tally" ("event_id")',
    """CREATE TABLE "disclosure" ("id" INTEGER NOT NULL PRIMARY KEY, "day" TEXT NOT NULL, "what" TEXT NOT NULL,
    "reason" TEXT NOT NULL) STRICT""",
)
