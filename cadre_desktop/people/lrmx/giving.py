"""Forms given out again: the file that was taken in, with what has changed in the dossier since.

An element whose text still says what the dossier says stays to the byte, and so does all that the dossier knows
nothing of. What the dossier does not have is never taken out of a form.
"""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count
from pathlib import Path

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.documents.atomic import write_atomically
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.typed import typed_month
from cadre_desktop.people.lrmx import elements
from cadre_desktop.people.lrmx.dossiers import Dossier, dossiers_of
from cadre_desktop.people.lrmx.facts import CODED, MONTHS, NOTHING, TEXTS, party_of, table_of
from cadre_desktop.people.lrmx.grades_text import grades_rewritten, parse_grades
from cadre_desktop.people.lrmx.old_document import OldDocument, outside_gbk
from cadre_desktop.people.lrmx.photo import as_portrait
from cadre_desktop.people.lrmx.present import as_written, is_said
from cadre_desktop.people.lrmx.reading import Document, document_of, picture_of
from cadre_desktop.people.lrmx.resume_text import rewritten
from cadre_desktop.people.lrmx.studies_text import studies_written
from cadre_desktop.people.records import Court, Department
from cadre_desktop.people.rules import check_name

_COMMUNIST = ("01", "02")
_PARTIES = (*_COMMUNIST, *(f"{code:02}" for code in range(4, 12)))
"""Codes of political status that are members of a party."""


@dataclass
class GivenForms:
    """What was written: the files, whose forms they are, what changed in each (titles), and what could not be."""

    files: list[tuple[Path, str, tuple[str, ...]]] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """One sentence with the numbers."""
        changed = sum(1 for _path, _name, changes in self.files if changes)
        text = _("已写出 {count} 份任免审批表，其中 {changed} 份按档案作了改动。")
        text = text.format(count=len(self.files), changed=changed)
        if self.without:
            more = _("{count} 人没有导入过任免审批表，没有写出：{names}。")
            text += more.format(count=len(self.without), names="、".join(self.without[:5]))
        return text


def give_forms(people: Sequence[int], folder: Path) -> GivenForms:
    """Write the forms of people into a folder, which is made where it is not; no file there is written over.

    Raises Refused where nobody has one, OSError where they cannot be written.
    """
    known = dossiers_of(people)
    given = GivenForms(without=[str(known[key].person["name"]) for key in people if known[key].form is None])
    if all(dossier.form is None for dossier in known.values()):
        words = _("没有可导出的任免审批表：只有导入过 .lrmx 或 .lrm 的人可以导出，请先导入。")
        raise Refused(words)
    folder.mkdir(exist_ok=True)
    for key in people:
        if known[key].form is not None:
            _give_one(known[key], folder, given)
    return given


def _give_one(dossier: Dossier, folder: Path, given: GivenForms) -> None:
    form, name = dossier.form, str(dossier.person["name"])
    content = blobs.get(form.content) if form else None
    if form is None or content is None:
        given.told.append((name, _("数据文件里找不到导入时的表，没有写出；请重新导入这个人的任免审批表。")))
        return
    document = document_of(form.name, content)
    path = _free(folder, form.name)
    changes = changes_of(document, dossier)
    beside = (blobs.get(form.photo) or b"") if form.photo else b""
    photo = _new_photo(document, beside, dossier.person)
    if photo and not isinstance(document, OldDocument):
        changes[elements.PHOTO] = base64.b64encode(photo).decode()
    given.told += [(name, text) for text in _lost(document, changes)]
    write_atomically(path, document.changed(changes))
    if isinstance(document, OldDocument) and (photo or beside):
        write_atomically(path.with_suffix(".pic"), photo or beside)
    given.files.append((path, name, tuple(elements.TITLES[each] for each in changes)))


def _free(folder: Path, name: str) -> Path:
    """A path that nothing is at yet."""
    wanted = Path(Path(name).name)
    numbers = (f"{wanted.stem}（{number}）{wanted.suffix}" for number in count(2))
    return next(folder / each for each in chain((wanted.name,), numbers) if not (folder / each).exists())


def _lost(document: Document, changes: Mapping[str, str]) -> Iterable[str]:
    """What a .lrm cannot carry."""
    if not isinstance(document, OldDocument):
        return
    for name, text in changes.items():
        title = elements.TITLES[name]
        if document.lacks(name):
            yield _("{title}改动过，但 .lrm 里没有这一项，没有写入。").format(title=title)
        elif signs := outside_gbk(text):
            words = _("{title}里的“{signs}”在 GBK 里没有，任免表编辑器可能显示不出来。")
            yield words.format(title=title, signs=signs)


def changes_of(document: Document, dossier: Dossier) -> dict[str, str]:
    """The texts of a form that say otherwise than the dossier, as they should be."""
    said, ours = document.values(), dossier.person
    changes = _of_person(said, ours)
    changes |= studies_written(said, dossier.studies)
    if dossier.resume:
        changes[elements.RESUME] = rewritten(said.get(elements.RESUME, ""), dossier.lines)
    if dossier.grades:
        changes[elements.GRADES] = _grades(said.get(elements.GRADES, ""), dossier)
    return {name: text for name, text in changes.items() if text.strip() != said.get(name, "").strip()}


def _of_person(said: Mapping[str, str], ours: Values) -> dict[str, str]:
    changes: dict[str, str] = {}
    if _plain_name(said.get(elements.NAME, "")) != ours["name"]:
        changes[elements.NAME] = ours["name"]
    for element, name in CODED.items():
        if ours.get(name) and table_of(name).find(said.get(element, "")) != ours[name]:
            changes[element] = table_of(name).label(ours[name])
    for element, name in MONTHS.items():
        if ours.get(name) and _month(said.get(element, "")) != ours[name]:
            changes[element] = f"{ours[name]:%Y%m}"
    for element, name in TEXTS.items():
        if ours.get(name):
            changes[element] = ours[name]
    changes |= _party(said.get(elements.PARTY_JOINED, ""), ours)
    post, rank, grade = (ours.get(name) or "" for name in ("post", "rank", "judge_grade"))
    if (post or rank or grade) and not is_said(said.get(elements.POST, ""), post, rank, grade):
        changes[elements.POST] = _post_written(ours, post, rank, grade)
    return changes


def _plain_name(text: str) -> str:
    try:
        return check_name("".join(text.split()))
    except Unclear:
        return text


def _month(text: str) -> date | None:
    try:
        return typed_month(text)
    except Unclear:
        return None


def _party(text: str, ours: Values) -> dict[str, str]:
    """入党时间, where the dossier says otherwise; who is in no party has nothing there."""
    read = party_of(text, [])
    names = ("political", "joined_party", "second_party")
    political = ours.get("political") or ""
    if political not in _PARTIES or all(not ours.get(name) or read.get(name) == ours[name] for name in names):
        return {}
    joined = ours.get("joined_party") if political in _COMMUNIST else None
    first = f"{joined:%Y%m}" if joined else code_table("political").label(political)
    return {elements.PARTY_JOINED: "；".join(filter(None, (first, ours.get("second_party"))))}


def _post_written(ours: Values, post: str, rank: str, grade: str) -> str:
    court = Court.get_or_none(Court.id == ours.get("court"))
    department = Department.get_or_none(Department.id == ours.get("department"))
    names = (court.name if court else "", department.name if department else "")
    return as_written(*names, post, rank, grade)


_LAST_YEARS = 3


def _grades(text: str, dossier: Dossier) -> str:
    """The grades of the years that the form speaks of and of later ones; of the last three years where of none."""
    said = parse_grades(text).by_year
    years = sorted(dossier.grades)
    first = min(said) if said else years[-_LAST_YEARS:][0]
    plain = "" if text.strip() in NOTHING else text
    return grades_rewritten(plain, {year: dossier.grades[year].grade for year in years if year >= first})


def _new_photo(document: Document, beside: bytes, ours: Values) -> bytes:
    """The dossier's photo if it is another than the form's."""
    mine = ours.get("photo")
    if not mine:
        return b""
    try:
        picture = picture_of(document, beside)
        if picture and mine in (blobs.name_of(picture), blobs.name_of(as_portrait(picture))):
            return b""
    except Unclear:
        pass  # the form's own photo is broken: the dossier's replaces it
    return blobs.get(mine) or b""
