"""荣退: what is prepared for everybody who retires, the album, and how contact is kept afterwards."""

from cadre_desktop.kit.store.fields import (
    BlobHashField,
    CountField,
    DateField,
    FlagField,
    MoneyField,
    MonthField,
    PhoneField,
    RequiredDateField,
    RequiredTextField,
    TextField,
    YearField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.records import WelfareEvent


class Farewell(Record):
    """The package of one retiree; `event` is the ceremony. `retires` is the month, `serial` the number of the seat.

    host_text, speech: what the host says of the retiree, and what the retiree says; foreword: of the album.
    """

    person = link(Person, unique=True)
    event = link(WelfareEvent, null=True)
    retires = MonthField()
    serial = CountField()
    host_text = TextField(long=True)
    speech = TextField(long=True)
    foreword = TextField(long=True)
    keepsake = TextField()
    keepsake_cost = MoneyField()
    relatives = CountField()
    invited = DateField()
    album_given = DateField()
    notes = TextField(long=True)

    named = (person,)


class FarewellWord(Record):
    """What a colleague says in the album."""

    farewell = link(Farewell)
    author = RequiredTextField()
    post = TextField()
    words = RequiredTextField()
    position = CountField(default=0)

    named = (farewell, author)


class FarewellPhoto(Record):
    """A photo of the album; `taken` is the year, as far as known, `content` the picture as it is printed."""

    farewell = link(Farewell)
    content = BlobHashField()
    taken = YearField()
    caption = TextField()
    position = CountField(default=0)
    cover = FlagField()

    named = (farewell, caption)


class RetiredContact(Record):
    """How a retiree is reached, the party branch of the retired, and who of the court keeps the contact."""

    person = link(Person, unique=True)
    phone = PhoneField()
    address = TextField()
    relative = TextField()
    relative_phone = PhoneField()
    branch = TextField()
    keeper = link(Person, null=True)
    notes = TextField(long=True)

    named = (person,)


class RetiredVisit(Record):
    """A visit to a retiree."""

    person = link(Person)
    day = RequiredDateField(index=True)
    visitors = TextField()
    occasion = TextField()
    notes = TextField(long=True)

    named = (person, day)


RECORDS: tuple[type[Record], ...] = (Farewell, FarewellWord, FarewellPhoto, RetiredContact, RetiredVisit)
