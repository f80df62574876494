"""The register of issued certificates: every number that was ever given, with the text as it was issued, what has
happened to it since, and how numbers are written."""

from cadre_desktop.certificates.rules import CertificateKind, CertificateState, LifeEvent, Restart
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.store.fields import (
    BlobHashField,
    CodeField,
    CountField,
    DateField,
    HolderField,
    IdNumberField,
    PhotoField,
    RequiredDateField,
    RequiredTextField,
    TextField,
    YearField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Person

LAST, GIVEN = "certificates.", "certificates_given."
"""How the tallies begin that say how far numbers have been given (see `numbering.counting`)."""


_BY_HAND = (
    f"SELECT '{GIVEN}' || kind || '.' || year || '.' || serial || '.' || series, serial FROM issued_certificate"
    " WHERE source IS NULL AND layout = '' AND state <> 'unused'"
)
_HIGHEST = (
    f"SELECT '{LAST}' || kind || '.' || year || CASE series WHEN '' THEN '' ELSE '.' || series END, max(serial)"
    " FROM issued_certificate GROUP BY kind, year, series"
)


class IssuedCertificate(Record):
    """One certificate. Its text is frozen: a name that is corrected later does not change what was handed out.

    `source` is the key of the row it was earned with (an enrolment, an award): one valid certificate of a kind for
    each. `person` is empty for collectives. A cancelled one keeps its number and says why. `layout` is the page it was
    issued with (see `layouts`); empty for one that was only registered here and never printed. `facts` are the texts
    of its fields as they were then, as JSON, for a page that somebody designed; empty for the program's first pages.

    `series` is the name of the series that its number is of, empty for the usual one of its kind. `collected_by` is who
    took it away, empty where its holder did; it may be known without the day, `collected`. `instead_of` is the number
    of the void one that it replaces, `replaced_by` that of the one that replaces it. `spoiled` counts sheets that were
    spoiled. `proof` are the digits of its signed code (see `proof.statement`), given with the number and the same on
    every reprint; empty for one that was issued without a signature.
    """

    kind = CodeField(CertificateKind.table(), required=True)
    number = RequiredTextField(unique=True)
    year = YearField(null=False)
    serial = CountField(null=False)
    person = link(Person, null=True)
    name = HolderField()
    title = TextField()
    salutation = TextField()
    body = TextField(long=True)
    photo = PhotoField()
    id_number = IdNumberField()
    issuer = TextField()
    issued = RequiredDateField()
    source = CountField(index=True)
    reprints = CountField(default=0)
    cancelled = DateField()
    reason = TextField()
    layout = BlobHashField(counted=N_("份证书版式"), since=5)
    facts = TextField(long=True, since=7)
    series = TextField(since=7)
    state = CodeField(CertificateState.table(), required=True, default=CertificateState.ISSUED.value, since=7)
    collected = DateField(since=7)
    collected_by = TextField(since=7)
    instead_of = TextField(since=7)
    replaced_by = TextField(since=7)
    spoiled = CountField(default=0, since=7)
    proof = TextField(since=7)

    searched = (number, name, title)
    named = (number,)
    leans = (source,)
    given_out = N_("证书")
    counting = (_BY_HAND, _HIGHEST)

    class Meta:
        indexes = ((("kind", "series", "year", "serial"), True),)


class CertificateEvent(Record):
    """Something that has happened to a certificate, on a `day`; `actor` is who was at the program, `other` whom it was
    handed to, `count` how many sheets it is about, `note` the reason or another number."""

    certificate = link(IssuedCertificate)
    event = CodeField(LifeEvent.table(), required=True)
    day = RequiredDateField()
    actor = TextField()
    other = TextField()
    count = CountField(default=0)
    note = TextField()

    named = (certificate, event)


class NumberSeries(Record):
    """How the numbers of a kind of certificate are written; `name` is empty for the usual series of the kind.

    `court` is what {court} becomes, empty for the short name of the own court. `width` is the least number of digits.
    """

    kind = CodeField(CertificateKind.table(), required=True)
    name = TextField()
    pattern = RequiredTextField()
    width = CountField(default=1)
    restart = CodeField(Restart.table(), required=True, default=Restart.YEARLY.value)
    court = TextField()
    notes = TextField()

    searched = (pattern,)
    named = (pattern,)

    class Meta:
        indexes = ((("kind", "name"), True),)


RECORDS: tuple[type[Record], ...] = (IssuedCertificate, CertificateEvent, NumberSeries)
