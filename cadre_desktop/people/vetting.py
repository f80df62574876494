"""What follows from, or contradicts, the values of one person or honour: used by form and import alike."""

from collections.abc import Sequence
from datetime import date

from cadre_desktop.kit.chinese import stroke_key
from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.kind import Rule, Values, prepare_by, vet_by
from cadre_desktop.kit.language import _
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.problems import Problem, Unclear
from cadre_desktop.people.many_id_numbers import are_sound
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import (
    Capacity,
    StaffCategory,
    capacity_of,
    check_id_number,
    check_name,
    contradictions,
    staff_category_of,
)

EARLIEST, LATEST = 1900, 2100
"""Years that are believed, as in imported dates."""


def complete_person(values: Values) -> Values:
    """Fill in sorting keys, and sex, birth month and category where they are empty but follow from other values."""
    return prepare_by(PERSON_RULES, values)


def vet_person(values: Values) -> list[Problem]:
    """A wrong name or ID number, and sex or birth month that contradict the ID number or the calendar."""
    return vet_by(PERSON_RULES, values)


def _complete_order(values: Values) -> None:
    name = values.get("name") or ""
    values["pinyin"] = pinyin_key(name)
    values["strokes"] = stroke_key(name)


def _vet_name(values: Values) -> list[Problem]:
    if values.get("name"):  # that it may not be empty is said once, for every kind
        try:
            check_name(values["name"])
        except Unclear as unclear:
            return [Problem(str(unclear), field="name")]
    return []


def _complete_court(values: Values) -> None:
    """The category, and as what somebody serves in it."""
    if not values.get("category"):
        _complete_category(values)
    if values.get("category") == StaffCategory.JUDGE:
        values["capacity"] = ""  # a clerk who has become a judge is a clerk no more
    elif not values.get("capacity") and values.get("category") == StaffCategory.JUDICIAL_AUXILIARY:
        values["capacity"] = capacity_of(values.get("post") or "") or _capacity_by_rank(values.get("rank") or "")


def _complete_category(values: Values) -> None:
    """The category that the post, or else the grade, the rank or as what somebody serves, means."""
    said = (
        values.get("post")
        or code_table("judge_grades").label(values.get("judge_grade"))
        or code_table("ranks").label(values.get("rank"))
    )
    found = staff_category_of(said, values.get("quota_judge") or None) if said else None
    if found is not None:
        values["category"] = found.category
        values["quota_judge"] = bool(found.quota)
    elif values.get("capacity"):
        values["category"] = StaffCategory.JUDICIAL_AUXILIARY


def _capacity_by_rank(rank: str) -> str:
    """The ladder a rank is on, where only one sort of auxiliaries climbs it: assistant-05 → assistant."""
    ladder = rank.partition("-")[0]
    return ladder if ladder in Capacity.table() else ""


def _complete_birth(values: Values) -> None:
    if not values.get("id_number") or (values.get("sex") and values.get("born")):
        return
    try:
        known = check_id_number(values["id_number"], date.today())
    except Unclear:
        return  # _vet_id_number names the problem
    values["sex"] = values.get("sex") or known.sex
    values["born"] = values.get("born") or known.birth.replace(day=1)


def _vet_id_number(values: Values) -> list[Problem]:
    if not values.get("id_number"):
        return []
    try:
        known = check_id_number(values["id_number"], date.today())
    except Unclear as unclear:
        return [Problem(str(unclear), field="id_number")]
    return contradictions(known, values.get("sex") or "", values.get("born"))


def _vet_birth(values: Values) -> list[Problem]:
    born = values.get("born")
    if born and not EARLIEST <= born.year <= date.today().year:
        return [Problem(_("出生年月 {born:%Y.%m} 不合理，请核对。").format(born=born), field="born")]
    return []


def _are_sound_numbers(numbers: Sequence[str], sexes: Sequence[str], births: Sequence[date | None]) -> list[bool]:
    return are_sound(numbers, sexes, births, date.today())


PERSON_RULES = (
    Rule((Person.name,), gives=(Person.pinyin, Person.strokes), prepare=_complete_order, vet=_vet_name),
    Rule(
        (Person.id_number, Person.sex, Person.born),
        gives=(Person.sex, Person.born),
        fills=True,
        prepare=_complete_birth,
        vet=_vet_id_number,
        are_sound=_are_sound_numbers,
    ),
    Rule((Person.born,), vet=_vet_birth),
    Rule(
        (Person.post, Person.judge_grade, Person.rank, Person.category, Person.quota_judge, Person.capacity),
        gives=(Person.category, Person.quota_judge, Person.capacity),
        prepare=_complete_court,
    ),
)
"""What follows and what contradicts in the values of one person."""


def vet_year(values: Values) -> list[Problem]:
    """The year is one of the calendar."""
    year = values.get("year")
    if year is None or EARLIEST <= year <= LATEST:
        return []
    return [Problem(_("年度 {year} 不合理，请核对。").format(year=year), field="year")]


def settled_training(values: Values) -> list[Problem]:
    """What a closed course has posted changes only by opening that course again."""
    message = _("“{title}”的学时由班次结班记入，不能直接修改或删除；请把这个班次重新开班，更正后再结班。")
    return _posted(values, message)


def settled_honour(values: Values) -> list[Problem]:
    """What a sealed contest or a granted proposal has posted changes only by opening that again."""
    message = _("“{title}”由竞赛封存或表彰推荐授予时记入，不能直接修改或删除；请启封这项竞赛更正后再封存，或撤回授予。")
    return _posted(values, message)


def settled_appointment(values: Values) -> list[Problem]:
    """What a batch has written into the dossiers changes only once that is taken back."""
    if not (values.get("batch") and values.get("carried_out")):
        return []
    message = _("“{new_post}”由任免批次执行时记入，不能直接修改或删除；请在任免批次里撤回执行，更正后再执行。")
    return [Problem(message.format(new_post=values.get("new_post") or values.get("removed_post") or ""))]


def settled_pool_entry(values: Values) -> list[Problem]:
    """What a membership has posted changes with that membership."""
    return _posted(values, _("“{pool}”的入库经历由人才库记入，不能直接修改或删除；请在这个人才库里修改入库人员。"))


def _posted(values: Values, message: str) -> list[Problem]:
    """The refusal of a fact of the dossier that names its source."""
    return [] if values.get("source") is None else [Problem(message.format_map(values))]


def vet_honour(values: Values) -> list[Problem]:
    """An honour goes to a person, or to a collective: a department or a court."""
    if values.get("person") or values.get("court") or values.get("department"):
        return []
    return [Problem(_("请填写受表彰的个人，或受表彰集体所在的法院。"), field="person")]
