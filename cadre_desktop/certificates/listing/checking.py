"""A list before certificates are made of it: which rows can have one, and for each other row why not.

A certificate of a list has no row it was earned with, so its `source` is worked out of what it is for (`_source`): the
same certificate of the same list is the same one again, whoever reads the list in and however often, and never gets a
second number.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from cadre_desktop.certificates.actions import drafted
from cadre_desktop.certificates.drafting import Draft, Template, refuse_other_kind, with_template
from cadre_desktop.certificates.facts import facts_of_person, is_collective
from cadre_desktop.certificates.listing.columns import ALSO, GIVEN, INSTEAD, TITLES, columns_for, heading_of
from cadre_desktop.certificates.listing.lines import ListLine
from cadre_desktop.certificates.prints import PageTrial, page_of
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.reprinting import lacking_characters
from cadre_desktop.certificates.rules import CertificateKind, day_text, month_text, period_text
from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.documents.cells import Uncalculated
from cadre_desktop.kit.documents.face_folder import way_to_add
from cadre_desktop.kit.intake import clean
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.store import Store
from cadre_desktop.kit.typed import typed_date, typed_month
from cadre_desktop.people.records import Person

_APART = ("name", "birth", "court", "department", "id_number", "activity", "contest", "course", "track", "award")
"""What makes two certificates of one kind, title and day different ones."""
_READ = ("layout", "facts", "salutation", "body", "name", "title", "issuer", "issued", "id_number")
"""What is on a page, and which page it is."""
Said = tuple[str, ...]
"""What these fields of a certificate say."""
_FIRST_YEAR = 1949
"""No court of the People's Republic has issued anything before."""
_FIRST_SOURCE = 1 << 62
"""No row of a file has a key as high as those that are worked out."""


@dataclass(frozen=True)
class ListTerms:
    """What all certificates of a list have in common: `same` are texts by field, for rows that do not say it."""

    kind: CertificateKind
    template: Template
    issued: date
    issuer: str
    same: Mapping[str, str] = field(default_factory=dict)


class ListedDraft(NamedTuple):
    """A row and the certificate it gets; `held` is the number of the one that its holder has already, `own` whether
    that is this very certificate, so that it would be printed again with its number."""

    line: ListLine
    draft: Draft
    held: str = ""
    own: bool = False

    @property
    def sentence(self) -> str:
        """That there is one already."""
        if self.own:
            text = _("“{name}”的这份证书已发，编号 {number}。")
        else:
            text = _("“{name}”已有同类、同称号、同日期的证书 {number}；不是同一份的才另发。")
        return text.format(name=self.line.name, number=self.held)


@dataclass
class CheckedList:
    """What became of a list: the certificates of good rows, whether there is one already or not, and what is wrong with
    the others, each with its row; `lacking` are the fields that some row has to say and does not."""

    terms: ListTerms
    drafts: list[ListedDraft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lacking: set[str] = field(default_factory=set)

    @property
    def fresh(self) -> list[ListedDraft]:
        """Those that get a number."""
        return [each for each in self.drafts if not each.held]

    @property
    def held(self) -> list[ListedDraft]:
        """Those of whom there is one already."""
        return [each for each in self.drafts if each.held]

    def wanted(self, again: bool) -> list[Draft]:
        """What is issued: also of those who have one already, if `again`."""
        return [each.draft for each in (self.drafts if again else self.fresh)]


def check_list(
    store: Store,
    terms: ListTerms,
    lines: Sequence[ListLine],
    progress: Progress | None = None,
    good: set[Said] | None = None,
) -> CheckedList:
    """Work out which rows get a certificate. Blank rows are passed over. `good` keeps pages that can be printed from
    one check of a list to the next.

    Raises Refused for a list without an issuer, for a day that cannot be, for a template of another kind, and for a
    page that cannot be drawn at all; Stopped where `progress` is.
    """
    refuse_other_kind(terms.template, terms.kind)
    if not terms.issuer.strip():
        raise Refused(Problem(_("请填写落款单位。"), field="issuer"))
    if not _can_be(terms.issued, store.clock.today()):
        text = _("发证日期“{day}”不对：应在 1949 年以后，不晚于明年年底。请核对。")
        raise Refused(Problem(text.format(day=terms.issued), field="issued"))
    checked, seen = CheckedList(terms), dict[int, ListLine]()
    needed = [column.name for column in columns_for(store, terms.kind, terms.template) if column.needed]
    drafts: list[tuple[ListLine, Draft]] = []
    for line in lines:
        if not line.values and line.person is None:
            continue
        try:
            draft = _draft(store, terms, line, needed)
            if (other := seen.setdefault(draft.source or 0, line)) is not line:
                text = _("“{name}”与{where}重复，只保留一行；是两个人的，请加上“单位”或“证件号”一列分清。")
                raise Unclear(text.format(name=line.name, where=_where(other)))
        except Unclear as unclear:
            checked.problems.append(_problem(line, str(unclear)))
            checked.lacking |= unclear.fields if isinstance(unclear, _Lacking) else set()
        else:
            drafts.append((line, draft))
    _keep_printable(store, drafts, checked, set() if good is None else good, progress or Progress())
    return checked


class _Lacking(Unclear):
    """A row does not say these fields, which are on its page."""

    def __init__(self, message: str, fields: Iterable[str]):
        super().__init__(message)
        self.fields = set(fields)


def _where(line: ListLine) -> str:
    row = _("第 {row} 行").format(row=line.number)
    return _("工作表“{sheet}”{row}").format(sheet=line.sheet, row=row) if line.sheet else row


def _problem(line: ListLine, message: str) -> Problem:
    return Problem(message, sheet=line.sheet, row=line.number)


def _draft(store: Store, terms: ListTerms, line: ListLine, needed: Sequence[str]) -> Draft:
    """The certificate of a row. Raises Unclear for a row that cannot have one."""
    if not line.name.strip():
        raise Unclear(_("没有姓名或单位名称，请补填。"))
    own = facts_of_person(line.person) if line.person is not None else {}
    said = {name: text for part in (own, terms.same, line.values) for name, text in part.items() if text.strip()}
    _vet_texts(said)
    issued = _day(said.pop("date", ""), line, store.clock.today()) or terms.issued
    issuer = said.pop("issuer", "") or terms.issuer.strip()
    facts = _settled({name: " ".join(text.split()) for name, text in said.items() if name not in GIVEN})
    facts.setdefault("organiser", issuer)
    for name, others in INSTEAD.items():
        if name not in facts and (text := next((facts[other] for other in others if other in facts), "")):
            facts[name] = text
    if lacking := [name for name in needed if not facts.get(name)]:
        words = "、".join(heading_of(name, terms.kind) for name in lacking)
        text = _("“{name}”缺少“{fields}”，证书上要用，请补填。")
        raise _Lacking(text.format(name=line.name, fields=words), lacking)
    name = name_as_written(facts.pop("name"))
    photo = Person.by_key(line.person).photo if line.person is not None else ""
    title = next((facts[field] for field in TITLES if facts.get(field)), "")
    known = {"holder": _holder(name, facts), **facts}
    draft = Draft(
        terms.kind,
        name,
        title,
        issued,
        issuer,
        person=line.person,
        placeholders=known,
        photo=photo,
        id_number=facts.get("id_number", ""),
    )
    draft = replace(draft, source=_source(draft))
    return with_template(draft, terms.template)


def name_as_written(text: str) -> str:
    """A name as it is on a certificate: 王 祯 is 王祯, and of 王祯（女） the name; a collective's stays as it is."""
    return text if is_collective(text) else clean.name(text).value


def _vet_texts(said: Mapping[str, str]) -> None:
    """Raises Unclear for a name without a letter (123, —), that says there is none, or is the heading of a column that
    was pasted as a row, and for formulas that failed or were not calculated: their text would be on the certificate."""
    for field_name, text in ((name, said[name]) for name in ALSO if name in said and name not in GIVEN):
        try:
            clean.plain(Uncalculated(text) if text.startswith("=") else text)
        except Unclear as unclear:
            raise Unclear(f"{heading_of(field_name)}：{unclear}") from unclear
    name = said["name"].strip()
    if name in clean.NOTHING or name in ALSO["name"] or not fold(name) or fold(name).isdigit():
        raise Unclear(_("“{name}”不是姓名，也不是单位名称，请改正。").format(name=name))


def _day(text: str, line: ListLine, today: date) -> date | None:
    try:
        day = typed_date(text)
    except Unclear as unclear:
        words = _("“{name}”的{field}“{text}”看不懂，应如 2023-05-15。")
        raise Unclear(words.format(name=line.name, field=heading_of("date"), text=text)) from unclear
    if day is not None and not _can_be(day, today):
        words = _("“{name}”的{field}“{text}”不对：应在 1949 年以后，不晚于明年年底。请核对。")
        raise Unclear(words.format(name=line.name, field=heading_of("date"), text=text))
    return day


def _can_be(day: date, today: date) -> bool:
    """Whether certificates are dated so: its year is in their numbers, so a slip of the pen would begin a series."""
    return _FIRST_YEAR <= day.year <= today.year + 1


def _settled(facts: dict[str, str]) -> dict[str, str]:
    """Days and months as certificates write them, where they can be read; the time from the first day to the last."""
    found = dict(facts)
    days: dict[str, date] = {}
    for name in ("starts", "ends"):
        try:
            if day := typed_date(facts.get(name, "")):
                days[name], found[name] = day, day_text(day)
        except Unclear:
            continue  # as it is written: 2023年春
    try:
        if month := typed_month(facts.get("birth", "")):
            found["birth"] = month_text(month)
    except Unclear:
        found["birth"] = facts["birth"]
    if "period" not in found and "starts" in days:
        found["period"] = period_text(days["starts"], days.get("ends"))
    return {name: text for name, text in found.items() if text}


def _holder(name: str, facts: Mapping[str, str]) -> str:
    born = _("{birth}生").format(birth=facts["birth"]) if facts.get("birth") else ""
    return "，".join(filter(None, (name, facts.get("sex", ""), born)))


def _source(draft: Draft) -> int:
    """What the certificate is for, as a number."""
    facts = {**draft.placeholders, "name": draft.name}
    apart = [fold(facts.get(name, "")) for name in _APART]
    what = [draft.kind.value, fold(draft.title), draft.issued.isoformat(), draft.person or 0, *apart]
    digest = hashlib.sha256(json.dumps(what, ensure_ascii=False).encode()).digest()
    return _FIRST_SOURCE | int.from_bytes(digest[:8]) >> 2


def _keep_printable(
    store: Store,
    drafts: Sequence[tuple[ListLine, Draft]],
    checked: CheckedList,
    good: set[Said],
    progress: Progress,
) -> None:
    """Keep those whose page can be printed, with the numbers of those that there are already."""
    held = _Held(draft for _line, draft in drafts)
    found = [ListedDraft(line, draft, *held.of(draft)) for line, draft in drafts]
    rows, trial = drafted(store, [draft for _line, draft in drafts]), PageTrial()
    for number, (each, row) in enumerate(zip(found, rows, strict=True), 1):
        progress.check()
        progress.report(number, len(drafts))
        on_page = tuple(str(row.__data__[name]) for name in _READ)
        known = each.own or on_page in good
        if not known and (why := _unprintable(trial, row, each.line.name)):
            checked.problems += [_problem(each.line, sentence) for sentence in why]
        else:
            checked.drafts.append(each)
            good.add(on_page)
    checked.problems.sort(key=lambda problem: (problem.sheet, problem.row or 0))


def _unprintable(trial: PageTrial, row: IssuedCertificate, name: str) -> list[str]:
    page = page_of(row)
    if lacking := lacking_characters(page):
        text = _("“{name}”的证书里的“{characters}”没有字体能印出。")
        return [text.format(name=name, characters=lacking) + way_to_add()]
    return trial.troubles(page)


class _Held:
    """The valid certificates of the kinds and days of drafts: by name and title, and by source."""

    def __init__(self, drafts: Iterator[Draft]):
        found = {(draft.kind.value, draft.issued.isoformat()) for draft in drafts}
        self._alike: dict[tuple[str, str, str, str], str] = {}
        self._sources: dict[tuple[str, int], str] = {}
        days: dict[str, list[str]] = defaultdict(list)
        for kind, day in sorted(found):
            days[kind].append(day)
        for kind, each in days.items():
            rows = database.rows(
                "SELECT name, title, issued, number, source FROM issued_certificate"
                f" WHERE cancelled IS NULL AND kind = ? AND issued IN {LISTED} ORDER BY id DESC",
                kind,
                json.dumps(each),
            )
            for name, title, issued, number, source in rows:
                self._alike[kind, fold(name), fold(title), issued] = number
                self._sources[kind, source or 0] = number

    def of(self, draft: Draft) -> tuple[str, bool]:
        """The number of the certificate that there is already, "" for none, and whether it is this very one."""
        if own := self._sources.get((draft.kind.value, draft.source or 0)):
            return own, True
        key = draft.kind.value, fold(draft.name), fold(draft.title), draft.issued.isoformat()
        return self._alike.get(key, ""), False
