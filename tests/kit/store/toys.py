"""Two toy records, so that the kit is tested without any court in it."""

from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import CountField, DateField, NameField, PhoneField, PhotoField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.schema import Schema


class Club(Record):
    """A toy parent."""

    title = TextField()
    searched = (title,)
    named = (title,)


class Member(Record):
    """A toy child."""

    club = link(Club)
    name = NameField()
    since = DateField()
    points = CountField(default=0)
    place = CountField()
    phone = PhoneField()
    photo = PhotoField()
    searched = (name, phone)
    named = (name,)


TOYS = Schema(4, (Club, Member))


def state() -> tuple[list[tuple[object, ...]], ...]:
    """All rows, and the keys they are found by."""
    keys = "SELECT k.scope, k.key, x.value FROM search_key k JOIN search_text x ON x.id = k.text ORDER BY 1, 2, 3"
    rows = (f"SELECT * FROM {table} ORDER BY id" for table in ("club", "member"))
    return tuple(map(database.rows, (*rows, keys)))
