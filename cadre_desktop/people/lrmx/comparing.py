"""What a form says beside what the dossier says: only where they differ, value beside value.

Where the dossier is empty the form fills it; where both say something the dossier's stays until somebody chooses.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.display import masked, shown
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.lrmx.dossiers import Dossier
from cadre_desktop.people.lrmx.facts import Study
from cadre_desktop.people.lrmx.present import is_said
from cadre_desktop.people.lrmx.reading import ReadForm
from cadre_desktop.people.lrmx.resume_text import rebuild_resume
from cadre_desktop.people.lrmx.whom import Courts, Meant
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.annual_grades import Grade
from cadre_desktop.people.registers.education import Education, StudyMode

PERSON_FIELDS = (
    *("name", "sex", "born", "ethnic", "native_place", "birthplace", "health", "joined_work"),
    *("political", "joined_party", "second_party", "professional_title", "expertise"),
    *("education", "degree", "school"),
)
PHOTO, RESUME, COURT, ID_NUMBER = "photo", "resume", "court", "id_number"
_POST = ("post", "rank", "judge_grade")


@dataclass(frozen=True)
class Difference:
    """One thing that the form says otherwise. `key` is a field of the person, or ``resume``, ``grade:2022``,
    ``study:0``; `value` is what is taken; `filled` says that the dossier has something there."""

    key: str
    title: str
    ours: str
    theirs: str
    value: Any
    filled: bool

    @property
    def is_taken_at_first(self) -> bool:
        return not self.filled


def differences(
    form: ReadForm, meant: Meant, dossier: Dossier, courts: Courts, with_number: bool = False
) -> list[Difference]:
    """All that differs: first where both say something, then what the form fills, each in the order of the form."""
    facts, ours = form.facts, dossier.person
    said: Values = dict(facts.person)
    if with_number and facts.id_number:
        said[ID_NUMBER] = facts.id_number
    found = [_of_person(name, said[name], ours.get(name)) for name in (*PERSON_FIELDS, ID_NUMBER) if name in said]
    found += _post(meant, ours, facts.post, courts)
    if form.photo and form.photo != ours.get(PHOTO):
        found.append(_photo(ours.get(PHOTO), form.photo))
    for number, study in enumerate(facts.studies):
        found.append(_study(f"study:{number}", study, dossier.studies))
    lines = list(facts.resume)
    if lines and lines != dossier.lines:
        texts = rebuild_resume(dossier.lines), rebuild_resume(lines)
        found.append(Difference(RESUME, _("简历"), *texts, lines, bool(dossier.lines)))
    for year, grade in sorted(facts.grades.by_year.items()):
        row = dossier.grades.get(year)
        had = Grade.table().label(row.grade) if row else ""
        if row is None or row.grade != grade:
            title = _("{year} 年度考核").format(year=year)
            found.append(Difference(f"grade:{year}", title, had, Grade.table().label(grade), grade, row is not None))
    return sorted((each for each in found if each is not None), key=lambda each: not each.filled)


def _of_person(name: str, theirs: Any, ours: Any) -> Difference | None:
    if ours == theirs or (name == "school" and _one_in_other(ours or "", theirs)):
        return None
    column = PERSON.column(Person._meta.fields[name])
    filled = ours not in (None, "")
    return Difference(name, column.title, _text(name, ours), _text(name, theirs), theirs, filled)


def _text(name: str, value: Any) -> str:
    column = PERSON.column(Person._meta.fields[name])
    return masked(column, value) if column.masked else shown(column, value)


def _one_in_other(ours: str, theirs: str) -> bool:
    return bool(ours) and (ours in theirs or theirs in ours)


def _post(meant: Meant, ours: Values, text: str, courts: Courts) -> Iterable[Difference | None]:
    """The present post: nothing where the form says what the dossier has, in whatever words."""
    present = meant.present
    had = ours.get("court")
    if present.court is not None and had is not None and had != present.court:
        names = courts.names.get(had, ""), courts.names.get(present.court, "")
        yield Difference(COURT, PERSON.column(Person.court).title, *names, present.court, True)
    for name, theirs in zip(_POST, present[2:], strict=True):
        alone = {each: ours.get(each) or "" if each == name else "" for each in _POST}
        if theirs and not (ours.get(name) and is_said(text, **alone)):
            yield _of_person(name, theirs, ours.get(name))


def _photo(ours: str | None, theirs: str) -> Difference:
    return Difference(PHOTO, _("照片"), _("已有照片") if ours else "", _("表中照片"), theirs, bool(ours))


def _study(key: str, study: Study, rows: Iterable[Education]) -> Difference | None:
    """A study that no row says: one more row, or the same with another or with no school."""
    same = [row for row in rows if _is_same(row, study)]
    title = _("{mode}教育").format(mode=StudyMode.table().label(study.mode))
    if not same:
        return Difference(key, title, "", study_text(study), (None, study), False)
    row = same[0]
    if not study.school or any(_says_school(each, study) for each in same):
        return None
    had = Study(row.mode, row.education, row.degree, row.school, row.major)
    return Difference(key, title, study_text(had), study_text(study), (row.id, study), bool(row.school))


def _is_same(row: Education, study: Study) -> bool:
    mode = not row.mode or row.mode == study.mode
    education = not study.education or row.education == study.education
    return mode and education and (not study.degree or row.degree == study.degree)


def _says_school(row: Education, study: Study) -> bool:
    return bool(row.school) and _one_in_other(row.school + row.major, study.school + study.subject)


def study_text(study: Study) -> str:
    """A study in one line."""
    labels = (code_table("education").label(study.education), code_table("degree").label(study.degree))
    return "，".join(filter(None, (*labels, study.school + (f"（{study.subject}）" if study.subject else ""))))
