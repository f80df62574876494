"""Courts, departments, people and their dossier: the dated facts that every slice posts its outcomes to.

The dossier follows the information sets of personnel practice: training A11, awards A14, posts A02. A fact that a
slice has posted names its source record, so that reopening the source withdraws it and nothing is counted twice.
"""

from collections.abc import Mapping, Sequence

from cadre_desktop.kit.chinese import stroke_key
from cadre_desktop.kit.codes import Code, Tone, code_table
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    DateField,
    FlagField,
    HoursField,
    IdNumberField,
    MonthField,
    NameField,
    NumberField,
    OrderField,
    PhoneField,
    PhotoField,
    RequiredDateField,
    RequiredTextField,
    TextField,
    YearField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people import court_names
from cadre_desktop.people.department_names import department_like
from cadre_desktop.people.rules import (
    Capacity,
    CourtLevel,
    HonourLevel,
    PersonStatus,
    Sex,
    StaffCategory,
    TrainingOrigin,
    names_a_court,
)


def courts_in(text: str, offered: Sequence[tuple[int, str]]) -> list[int]:
    """Which of the courts (key and name) a title, a sheet's or a file's name speaks of, by any name they go by."""
    short = {court.id: court.short_name for court in Court.select(Court.id, Court.short_name)}
    return court_names.court_in(text, {key: (name, short.get(key, "")) for key, name in offered})


def all_called(courts: Mapping[int, tuple[str, ...]]) -> dict[str, list[int]]:
    """Every folded name of courts, with the keys of those that go by it."""
    return court_names.called(courts)


class Court(Record):
    """One of the 1+10 courts of a city."""

    name = RequiredTextField(unique=True)
    short_name = TextField()
    level = CodeField(CourtLevel.table(), required=True)
    case_code = TextField()
    place = CountField(default=0)

    searched = (name, short_name)
    named = (name, short_name)
    brief = (short_name,)
    speaks_of_one = staticmethod(names_a_court)
    also_called = staticmethod(all_called)
    as_written = staticmethod(court_names.as_written)
    own_called = court_names.OWN
    found_in = staticmethod(courts_in)


class Department(Record):
    """A division of a court with its line of work (条线)."""

    court = link(Court, index=False)
    name = RequiredTextField()
    line = CodeField(code_table("line"))
    place = CountField(default=0)

    searched = (name,)
    named = (name,)
    within = (court,)
    made_on_import = True
    plausible = staticmethod(department_like)

    class Meta:
        indexes = ((("court", "name"), True),)


class Person(Record):
    """Someone on a court's staff, serving or retired (干警). `pinyin` and `strokes` only serve sorting."""

    court = link(Court, index=False)
    department = link(Department, null=True)
    name = NameField()
    pinyin = OrderField(name, pinyin_key, index=True)
    strokes = OrderField(name, stroke_key, index=True)
    sex = CodeField(Sex.table())
    born = MonthField()
    id_number = IdNumberField(index=True)
    staff_number = NumberField(index=True)
    ethnic = CodeField(code_table("ethnic"))
    political = CodeField(code_table("political"))
    education = CodeField(code_table("education"))
    degree = CodeField(code_table("degree"))
    school = TextField()
    category = CodeField(StaffCategory.table())
    quota_judge = FlagField()
    capacity = CodeField(Capacity.table(), since=3)
    line = CodeField(code_table("line"))
    post = TextField()
    post_since = MonthField()
    rank = CodeField(code_table("ranks"))
    judge_grade = CodeField(code_table("judge_grades"))
    employment = CodeField(code_table("employment"))
    joined_work = MonthField()
    joined_court = MonthField()
    joined_party = MonthField()
    phone = PhoneField()
    status = CodeField(PersonStatus.table(), default=PersonStatus.SERVING)
    status_since = DateField()
    photo = PhotoField()
    notes = TextField(long=True)
    native_place = TextField(since=8)
    birthplace = TextField(since=8)
    health = CodeField(code_table("health"), since=8)
    professional_title = TextField(since=8)
    expertise = TextField(since=8)
    second_party = TextField(since=8)

    searched = (name, id_number, staff_number)
    named = (name, staff_number, id_number)

    class Meta:
        indexes = ((("court", "department", "pinyin"), False), (("name", "born"), False))


class TrainingRecord(Record):
    """A11: a training a person has completed, with the hours credited. `source` is the course's or session's key.

    `origin` says where one comes from that was held elsewhere, `court` is that of the person at the time. Whether it
    `counts` towards the targets of the year is for the body that sent somebody to say.
    """

    person = link(Person)
    year = YearField(null=False, index=True)
    title = RequiredTextField()
    series = TextField()
    form = TextField()
    organiser = TextField()
    starts = RequiredDateField()
    ends = DateField()
    hours = HoursField(default=0)
    online = FlagField()
    result = TextField()
    source = CountField(index=True)
    origin = CodeField(TrainingOrigin.table(), since=6)
    training_class = CodeField(code_table("training_class"), since=6)
    venue = TextField(since=6)
    court = link(Court, null=True, since=6, index=False)
    counts = FlagField(default=True, since=6)

    searched = (title,)
    named = (title,)
    leans = (source,)


class Honour(Record):
    """A14: an award (表彰) to a person or, without one, to a collective: a department or a whole court."""

    person = link(Person, null=True)
    court = link(Court, null=True)
    department = link(Department, null=True)
    title = RequiredTextField()
    level = CodeField(HonourLevel.table(), required=True)
    grantor = TextField()
    document_number = TextField()
    granted = RequiredDateField(index=True)
    notes = TextField(long=True)
    source = CountField(index=True)

    searched = (title, document_number)
    named = (title,)
    leans = (source,)


class BatchState(Code):
    """How far changes of post that are decided together have come."""

    DRAFT = "draft", N_("拟定"), "草拟"
    DECIDED = "decided", N_("已决定"), "已研究", "党组会已定"
    CARRIED_OUT = "carried_out", N_("已执行"), "已任免", "已完成"

    @property
    def tone(self) -> Tone:
        tones: dict[BatchState, Tone] = {BatchState.DECIDED: "warning", BatchState.CARRIED_OUT: "good"}
        return tones.get(self, "neutral")


class AppointmentBatch(Record):
    """Changes of post that are decided together by one document of `organ`."""

    title = RequiredTextField()
    decided = RequiredDateField(index=True)
    document_number = TextField()
    organ = TextField()
    state = CodeField(BatchState.table(), default=BatchState.DRAFT)
    notes = TextField(long=True)

    searched = (title, document_number)
    named = (title,)


class Appointment(Record):
    """A02: a dated change of post (职务调整). `removed_post` is the post somebody is removed from (免去); `carried_out`
    says that the dossier of the person has it.
    """

    person = link(Person)
    decided = RequiredDateField(index=True)
    kind = TextField()
    from_court = link(Court, null=True)
    court = link(Court, null=True)
    department = link(Department, null=True)
    old_post = TextField()
    new_post = RequiredTextField()
    post_level = CodeField(code_table("post_levels"))
    document_number = TextField()
    notes = TextField(long=True)
    batch = link(AppointmentBatch, null=True, since=8)
    removed_post = TextField(since=8)
    rank = CodeField(code_table("ranks"), since=8)
    judge_grade = CodeField(code_table("judge_grades"), since=8)
    reason = TextField(since=8)
    carried_out = FlagField(default=True, since=8)

    searched = (new_post, document_number)
    named = (new_post,)


class PoolEntry(Record):
    """A23: a person's time in a talent pool, as the dossier says it."""

    person = link(Person)
    pool = RequiredTextField()
    entered = RequiredDateField()
    left = DateField()
    reason = TextField()
    source = CountField(index=True)

    searched = (pool,)
    named = (pool,)
    leans = (source,)


RECORDS: tuple[type[Record], ...] = (
    Court,
    Department,
    Person,
    TrainingRecord,
    Honour,
    AppointmentBatch,
    Appointment,
    PoolEntry,
)
