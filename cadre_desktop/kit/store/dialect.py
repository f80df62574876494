"""SQL that is SQLite's alone: written here and nowhere else, so that another database is spoken to from one place."""


def literal(value: str | int) -> str:
    """A value as it stands in a statement that is kept, such as the default of a column."""
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(int(value))


LISTED = "(SELECT value FROM json_each(?))"
"""The values of a list that is handed over as one JSON text: one statement for any number of them."""
