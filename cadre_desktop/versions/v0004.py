"""Version 4: steps in the order of the file, salted digests, settings and photos in the journal; texts kept once."""

_NEW_STEP = """CREATE TABLE step_of_4 (
    seq INTEGER NOT NULL PRIMARY KEY, id INTEGER NOT NULL UNIQUE, station INTEGER NOT NULL, schema INTEGER NOT NULL,
    label TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, target INTEGER,
    previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT"""

_KEY_VALUE = "(id INTEGER NOT NULL PRIMARY KEY, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT"

_FRESH_KEYS = """SELECT number << 32 | counter + row_number() OVER (ORDER BY key), key, value
    FROM setting_before_4, station WHERE own = 1 AND """
_GIVEN = "UPDATE station SET counter = counter + (SELECT count(*) FROM {}) WHERE own = 1"

STEPS = (
    # Steps get their order in the file; until now a file had the steps of one station alone, numbered upwards.
    _NEW_STEP,
    """INSERT INTO step_of_4 SELECT row_number() OVER (ORDER BY id), id, id >> 32,
    (SELECT user_version FROM pragma_user_version), label, actor, at, kind, target, previous, hash FROM step""",
    "DROP TABLE step",
    "ALTER TABLE step_of_4 RENAME TO step",
    "CREATE INDEX step_target ON step (target) WHERE target IS NOT NULL",
    "ALTER TABLE change ADD COLUMN salt BLOB",
    "ALTER TABLE change ADD COLUMN digest BLOB",
    "CREATE INDEX change_erased ON change (step) WHERE digest IS NOT NULL",
    "CREATE TABLE blob_waiting (hash TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID",
    # Settings are journalled, tallies too but never taken back, memos are not.
    "ALTER TABLE setting RENAME TO setting_before_4",
    f"CREATE TABLE setting {_KEY_VALUE}",
    f"CREATE TABLE tally {_KEY_VALUE}",
    "CREATE TABLE memo (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """INSERT INTO memo SELECT key, value FROM setting_before_4
    WHERE key GLOB 'import.*' OR key IN ('undo_after', 'names_edition')""",
    """UPDATE memo SET value = coalesce((SELECT seq FROM step WHERE id = CAST(value AS INTEGER)), 0)
    WHERE key = 'undo_after'""",
    """UPDATE memo SET value = CAST(value AS INTEGER) || ' ' || (SELECT coalesce(max(seq), 0) FROM step)
    WHERE key = 'names_edition'""",
    f"INSERT INTO tally {_FRESH_KEYS} key GLOB 'certificates.*'",
    _GIVEN.format("tally"),
    f"""INSERT INTO setting {_FRESH_KEYS} NOT (key GLOB 'import.*' OR key GLOB 'certificates.*'
    OR key IN ('undo_after', 'names_edition'))""",
    _GIVEN.format("setting"),
    "DROP TABLE setting_before_4",
    """CREATE TABLE received_step (
    sender INTEGER NOT NULL, seq INTEGER NOT NULL,
    id INTEGER NOT NULL, station INTEGER NOT NULL, schema INTEGER NOT NULL,
    label TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, target INTEGER,
    previous TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (sender, seq)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE received_change (
    sender INTEGER NOT NULL, id INTEGER NOT NULL, step INTEGER NOT NULL, table_name TEXT NOT NULL, row INTEGER NOT NULL,
    op TEXT NOT NULL, was TEXT, now TEXT, salt BLOB, digest BLOB,
    PRIMARY KEY (sender, step, id)) STRICT, WITHOUT ROWID""",
    # Texts that are searched for are kept once, however many rows hold them.
    'DROP TABLE "search_key"',
    'DROP TABLE "search_scope"',
    """CREATE TABLE "search_scope" ("number" INTEGER NOT NULL PRIMARY KEY, "table_name" TEXT NOT NULL,
    "column_name" TEXT NOT NULL, UNIQUE ("table_name", "column_name")) STRICT""",
    """CREATE TABLE "search_text" ("id" INTEGER NOT NULL PRIMARY KEY, "scope" INTEGER NOT NULL,
    "value" TEXT NOT NULL, UNIQUE ("scope", "value")) STRICT""",
    """CREATE TABLE "search_key" ("scope" INTEGER NOT NULL, "key" TEXT NOT NULL, "text" INTEGER NOT NULL,
    PRIMARY KEY ("scope", "key", "text")) STRICT, WITHOUT ROWID""",
)
