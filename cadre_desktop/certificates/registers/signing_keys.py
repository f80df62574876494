"""The keys that proofs of certificates are signed with, and those of other courts by which theirs are verified.

Neither is a kind: no list shows them, and so no export has them either.
"""

from cadre_desktop.kit.store.fields import DateField, RequiredDateField, RequiredTextField, TextField
from cadre_desktop.kit.store.record import Record


class SigningKey(Record):
    """A key of this court. `public_key` is that of Ed25519 in hex; `wrapped` the private one, see `proof.wrapping`.

    `issuer` is the court as proofs name it. `retired` is the day on which another key took its place: it signs no more,
    and what it has signed is still verified. `used` is the day of its first proof: since then its making is not undone
    beneath the proofs.
    """

    public_key = RequiredTextField(unique=True)
    issuer = RequiredTextField()
    made = RequiredDateField()
    retired = DateField()
    used = DateField()
    wrapped = TextField()

    named = (issuer,)


class OtherCourtKey(Record):
    """The public key of another court (hex), `accepted` on a day by somebody who has compared its fingerprint."""

    public_key = RequiredTextField(unique=True)
    issuer = RequiredTextField()
    made = DateField()
    retired = DateField()
    accepted = RequiredDateField()

    named = (issuer,)
