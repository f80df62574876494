"""The forms (任免审批表, .lrmx and .lrm) that were taken in, kept as they came so that they can go out again."""

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.store.fields import BlobHashField, RequiredDateField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Person


class LrmxForm(Record):
    """The latest form of a person that was taken in: the file `name` byte for byte, and for a .lrm its .pic."""

    person = link(Person, unique=True)
    name = TextField()
    content = BlobHashField(counted=N_("份任免审批表"))
    photo = BlobHashField(counted=N_("份任免审批表"))
    imported = RequiredDateField()

    named = (person, name)
