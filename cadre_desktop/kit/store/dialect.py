"""SQL that is SQLite's alone: written here and nowhere else, so that another database can be spoken to from one place.

All is text for statements; nothing is carried out here. Where a name is asked for (`table`, `column`, `name`) it is one
of the program's own, never what somebody has typed; `value` and `values` are SQL for a value, be it a column or ``?``.

Not here: what other databases understand as well (RETURNING, ON CONFLICT), the marks of parameters, which are the
driver's, and the frozen statements of ``versions``, which only ever meet files of SQLite.
"""

from collections.abc import Mapping

SETTINGS = (
    ("journal_mode", "wal"),
    ("synchronous", "full"),
    ("foreign_keys", 1),
    ("recursive_triggers", 1),  # or the rows that an INSERT OR REPLACE deletes would be missing from the journal
    ("cache_size", -8000),  # each thread has one: 8 MB are as fast as 32 for a million people
    ("temp_store", 2),
    ("busy_timeout", 5000),
)
"""Of every connection."""

WRITING = "IMMEDIATE"
"""A transaction that writes from its beginning: two that find out later would be in each other's way."""

ALONE = "EXCLUSIVE"
"""A transaction beside which nobody else writes; where readers would wait too, nobody reads either."""

FIRST_IS_OLDEST = "rowid"
"""Orders the rows of any table as they were made, in files of earlier versions too."""

LISTED = "(SELECT value FROM json_each(?))"
"""The values of a list that is handed over as one JSON text: one statement for any number of them."""

LISTED_PAIRS = "(SELECT value ->> 0, value ->> 1 FROM json_each(?))"
"""As `LISTED`, of pairs."""

BYTES = "BLOB"
"""The type of a column of bytes."""

SALT = "randomblob(16)"
"""16 random bytes."""


def listed_rows(name: str) -> str:
    """Rows that are handed over as a JSON text of lists, under a name; see `item`."""
    return f"json_each(?) {name}"


def item(name: str, index: int) -> str:
    """One value of such a row."""
    return f"{name}.value ->> {index}"


def literal(value: str | int) -> str:
    """A value as it is in a statement that is kept, such as the default of a column."""
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(int(value))


def bare_literal(value: str | int | None) -> str:
    """A value within a statement; a text by its bytes, so that no sign in it means anything."""
    if value is None:
        return "NULL"
    return f"CAST(x'{value.encode().hex()}' AS TEXT)" if isinstance(value, str) else str(int(value))


def same(value: str, other: str = "?") -> str:
    """Two values are the same, or both are none."""
    return f"{value} IS {other}"


def differ(value: str, other: str) -> str:
    """Two values are not the same, nor both none."""
    return f"{value} IS NOT {other}"


def within(text: str, part: str = "?") -> str:
    """A text has another in it, in capitals and small letters as they are."""
    return f"instr({text}, {part})"


def number_after(text: str, sign: str) -> str:
    """The whole number that follows a sign in a text: of 07-012 it is 12."""
    return f"CAST(substr({text}, instr({text}, '{sign}') + 1) AS INTEGER)"


def has_more_than_ascii(text: str) -> str:
    """A text has something else in it than ASCII that can be read."""
    return f"{text} GLOB '*[^ -~]*'"


def ends_are_braces(text: str) -> str:
    """A text begins and ends as an object does in JSON."""
    return f"{text} GLOB '{{*}}'"


def joined(values: str, separator: str, order: str = "") -> str:
    """The values of a group as one text; `separator` is a text, `order` the ORDER BY within the group, if any."""
    return f"group_concat({values}, '{separator}'{order})"


def lengths_joined(values: str) -> str:
    """The lengths of the values of a group, with commas between."""
    return f"group_concat(length({values}))"


def packed(key: str) -> str:
    """Whole numbers of a group in their order as bytes, eight of each, the highest first."""
    return f"unhex(group_concat(printf('%016x', {key}), ''))"


def as_bytes(value: str) -> str:
    """A text as its bytes."""
    return f"CAST({value} AS BLOB)"


def size_in_bytes(value: str) -> str:
    """How many bytes a text has."""
    return f"octet_length({value})"


def greater(value: str, other: str) -> str:
    """The greater of two values; none where one is none."""
    return f"max({value}, {other})"


def of_greatest(column: str, others: str) -> str:
    """The greatest value of a column in a group, and other columns of that same row."""
    return f"max({column}), {others}"


def any_of(condition: str) -> str:
    """Whether a condition holds for any row of a group, as 1 or 0."""
    return f"max({condition})"


def days_to(first: str, last: str) -> str:
    """Days from one day (ISO text) to another, as a whole number; 0 where they are the same."""
    return f"CAST(julianday({last}) - julianday({first}) AS INTEGER)"


def in_json(values: str, name: str) -> str:
    """What an object holds under a name; none where nothing does."""
    return f"{values} ->> '$.{name}'"


def has_name(values: str, name: str) -> str:
    """An object has something under a name, be it null."""
    return f"json_type({values}, '$.{name}') IS NOT NULL"


def json_list(*values: str) -> str:
    """A list of values."""
    return f"json_array({', '.join(values)})"


def json_object(values: Mapping[str, str]) -> str:
    """An object of values by their names."""
    return "json_object(" + ", ".join(f"'{name}', {value}" for name, value in values.items()) + ")"


def json_of_group(names: str, values: str) -> str:
    """An object of the names and values of a group."""
    return f"json_group_object({names}, {values})"


def laid_over(values: str, others: str) -> str:
    """An object with the values of another instead of its own; what is null there is removed."""
    return f"json_patch({values}, {others})"


def kept_apart(statement: str) -> str:
    """A statement that is carried out by itself, instead of being drawn into the one around it."""
    return f"{statement} LIMIT -1 OFFSET 0"


def unless_there(into: str) -> str:
    """The beginning of an INSERT that leaves out the rows that are there already."""
    return f"INSERT OR IGNORE INTO {into}"


def table(name: str, columns: str) -> str:
    """The statement that makes a table whose columns take values of their own type alone."""
    return f"CREATE TABLE {name} (\n    {columns}) STRICT"


def keyed_table(name: str, columns: str) -> str:
    """As `table`, of rows that lie in the order of their primary key."""
    return f"{table(name, columns)}, WITHOUT ROWID"


def trigger(name: str, event: str, table: str, body: str, condition: str = "") -> str:
    """The statement that makes a trigger: on an event (``AFTER INSERT``) it carries out a statement for each row
    (``OLD``, ``NEW``) that meets the condition."""
    when = f" WHEN {condition}" if condition else ""
    return f"CREATE TRIGGER {name} {event} ON {table}{when} BEGIN {body}; END"


def refusal(words: str) -> str:
    """Instead of a value: what is being done is refused, with these words (without quotes in them)."""
    return f"RAISE(ABORT, '{words}')"


def drop_trigger(name: str) -> str:
    """The statement that takes a trigger away."""
    return f'DROP TRIGGER "{name}"'


TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
"""Name and SQL of all triggers."""

TRIGGER_NAMED = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?"
"""The SQL of one."""

TRIGGERS_OF = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
"""Name and SQL of the triggers of a table."""

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
"""The names of all tables."""

TABLE_NAMED = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
"""1 if there is a table of that name, no row otherwise."""

INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
"""Name and SQL of all indexes but those of keys."""

PLAIN_INDEXES_OF = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql LIKE 'CREATE INDEX%'"
)
"""Name and SQL of the indexes of a table that keep nothing unique."""

NAMED_ALIKE = "SELECT name FROM sqlite_master WHERE type = ? AND name GLOB ?"
"""The names of triggers, indexes or tables that fit a pattern (``journal_*``)."""

FIRST_LOOK = "SELECT count(*) FROM sqlite_schema"
"""Reads something of the file, whatever is in it."""


def columns_of(table: str) -> str:
    """The columns of a table: number, name, type and so on, those that are made from others too."""
    return f'PRAGMA table_xinfo("{table}")'


def links_of(table: str) -> str:
    """The foreign keys of a table; the third value of each is the table it leads to, the fourth its column."""
    return f'PRAGMA foreign_key_list("{table}")'


def has_column(table: str, column: str) -> str:
    """1 if a table has a column, no row otherwise."""
    return f"SELECT 1 FROM pragma_table_info('{table}') WHERE name = '{column}'"


VERSION = "PRAGMA user_version"
"""The version of the schema that is written in the file's header."""

BUILD = "PRAGMA schema_version"
"""A number that changes with every change of tables, indexes and triggers."""

LINKS_CHECK = "PRAGMA foreign_key_check"
"""A row for each link that points nowhere."""

LINKS_LATER = "PRAGMA defer_foreign_keys = 1"
"""Until the end of this transaction links may point nowhere."""

OVERWRITE_DELETED = "PRAGMA secure_delete = 1"
"""What is deleted is overwritten with zeros, until the file is closed."""

COPY_BACK = "PRAGMA wal_checkpoint(PASSIVE)"
"""Copies what it can from the -wal into the file: whether somebody was in the way, pages there, pages copied."""

COPY_BACK_WHOLE = "PRAGMA wal_checkpoint(TRUNCATE)"
"""As `COPY_BACK`, waiting for others; the -wal is empty then. 0 if it could."""

WRITE_ANEW = "VACUUM"
"""Writes the whole file anew, without what lies in its free parts."""

WRITE_COPY = "VACUUM INTO CAST(? AS TEXT)"
"""Writes a copy of the file to a path, which is given as bytes."""

ATTACH_SOURCE = "ATTACH ? AS source"
"""Another file, given by its URI, is read on this connection too, as ``source``."""

SOURCE_TABLES = "SELECT name, sql FROM source.sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY rowid"
"""Name and SQL of its tables as they were made; those of the database engine's own are among them."""

SOURCE_INDEXES = "SELECT sql FROM source.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid"
"""The SQL of its indexes but those of keys."""

COPY_OTHER_BUILD = (
    "INSERT INTO main.sqlite_schema SELECT type, name, tbl_name, rootpage, sql FROM source.sqlite_schema"
    " WHERE type IN ('view', 'trigger') OR (type = 'table' AND rootpage = 0) ORDER BY rowid"
)
"""Its triggers and views become those of the main file, once `CATALOGUE_IS_WRITTEN`."""

CATALOGUE_IS_WRITTEN = "PRAGMA writable_schema = 1"
"""What the file is built of may be written as rows are, until it is closed."""

MADE_BY_ENGINE = "SELECT name FROM main.sqlite_schema WHERE name GLOB 'sqlite_*'"
"""Tables that come by themselves with others, such as that of the keys given out last."""

UNTIL_IN_PLACE = ("PRAGMA main.journal_mode = OFF", "PRAGMA main.synchronous = OFF", "PRAGMA temp_store = 2")
"""For a file that is worth nothing until it is whole: writing is neither rolled back nor brought to the disk midway."""

LAID_OUT_BY = ("page_size", "auto_vacuum")
"""Settings in the header of a file that say how its pages are laid out; they have to be written before the first
page."""


def of_source(setting: str) -> str:
    """What the header of ``source`` says of a setting."""
    return f"PRAGMA source.{setting}"


def of_main(setting: str, number: int) -> str:
    """Writes it into the header of the main file."""
    return f"PRAGMA main.{setting} = {number}"


def columns_of_source(table: str) -> str:
    """As `columns_of`, of ``source``."""
    return f"SELECT name, type, pk, hidden FROM pragma_table_xinfo({literal(table)}, 'source')"


def is_keyed(table: str) -> str:
    """1 if the rows of a table of ``source`` lie in the order of their primary key."""
    return f"SELECT wr FROM pragma_table_list WHERE schema = 'source' AND name = {literal(table)}"


ROW = "rowid"
"""The number of a row of a table that has no number for a key."""

BEGIN_PART = "SAVEPOINT part"
"""The parts of a transaction: each is kept or taken back by itself."""

KEEP_PART = "RELEASE part"
TAKE_BACK_PART = "ROLLBACK TO part"


def damage_check(limit: int = 1) -> str:
    """A row for each trouble with the pages of the file, so many at most, or one row that says ok."""
    return f"PRAGMA quick_check({limit})"


def set_version(version: int) -> str:
    """Writes the version of the schema; within a transaction."""
    return f"{VERSION} = {version}"


def set_application(number: int) -> str:
    """Writes whose kind of file it is."""
    return f"PRAGMA application_id = {number}"


def check_links(on: bool) -> str:
    """Whether links are checked from now on; outside a transaction."""
    return f"PRAGMA foreign_keys = {int(on)}"


def page_memory(kilobytes: int) -> str:
    """How much memory this connection has for pages."""
    return f"PRAGMA cache_size = -{kilobytes}"


def work_in_memory(on: bool) -> str:
    """Whether temporary tables and indexes are in memory or in files."""
    return f"PRAGMA temp_store = {2 if on else 1}"
