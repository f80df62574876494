"""What the dossiers of many people hold of what forms say, read at once."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import peewee

from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.people.lrmx.resume_text import WrittenLine
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.annual_grades import AnnualGrade
from cadre_desktop.people.registers.education import Education
from cadre_desktop.people.registers.lrmx_forms import LrmxForm
from cadre_desktop.people.registers.resume import ResumeLine


@dataclass(frozen=True)
class Dossier:
    """One person's: the values of the person, and the rows of each register in their order."""

    person: Values = field(default_factory=dict)
    studies: Sequence[Education] = ()
    resume: Sequence[ResumeLine] = ()
    grades: Mapping[int, AnnualGrade] = field(default_factory=dict)
    form: LrmxForm | None = None

    @property
    def lines(self) -> list[WrittenLine]:
        """The résumé as a form has it."""
        return [WrittenLine(row.starts, row.ends, row.text.strip(), row.notes.strip()) for row in self.resume]


NOBODY = Dossier()
"""The dossier of somebody who is not on file yet."""


def dossiers_of(keys: Iterable[int]) -> dict[int, Dossier]:
    """The dossiers of people by their keys."""
    wanted = peewee.SQL(LISTED, [json.dumps(sorted(set(keys)))])
    studies: dict[int, list[Education]] = defaultdict(list)
    resume: dict[int, list[ResumeLine]] = defaultdict(list)
    grades: dict[int, dict[int, AnnualGrade]] = defaultdict(dict)
    for study in _rows(Education, wanted).order_by(Education.ends, Education.id):
        studies[study.__data__["person"]].append(study)
    order = (peewee.fn.COALESCE(ResumeLine.position, 1 << 30), ResumeLine.starts, ResumeLine.id)
    for line in _rows(ResumeLine, wanted).order_by(*order):
        resume[line.__data__["person"]].append(line)
    for grade in _rows(AnnualGrade, wanted):
        grades[grade.__data__["person"]][grade.year] = grade
    forms = {form.__data__["person"]: form for form in _rows(LrmxForm, wanted)}
    people = {person.id: dict(person.__data__) for person in Person.select().where(Person.id.in_(wanted))}
    return {
        key: Dossier(values, studies[key], resume[key], grades[key], forms.get(key)) for key, values in people.items()
    }


def _rows(record: Any, wanted: peewee.SQL) -> Any:
    return record.select().where(record.person.in_(wanted))
