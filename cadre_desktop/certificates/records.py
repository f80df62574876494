"""The register of issued certificates: every number that was ever given, with the text as it was issued."""

from cadre_desktop.certificates.rules import CertificateKind
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


class IssuedCertificate(Record):
    """One certificate. Its text is frozen: a name that is corrected later does not change what was handed out.

    `source` is the key of the row it was earned with (an enrolment, an award): one valid certificate of a kind for
    each. `person` is empty for collectives. A cancelled one keeps its number and says why. `layout` is the page it was
    issued with (see `layouts`); empty for one that was only registered here and never printed. `facts` are the texts
    of its fields as they were then, as JSON, for a page that somebody designed; empty for the program's first pages.
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

    searched = (number, name, title)
    named = (number,)
    leans = (source,)
    given_out = N_("证书")

    class Meta:
        indexes = ((("kind", "year", "serial"), True),)


RECORDS: tuple[type[Record], ...] = (IssuedCertificate,)
