"""What is to be issued: its words and its page, as they will stay."""

import json
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.facts import facts_of, facts_of_person, usual_address
from cadre_desktop.certificates.layouts import (
    Layout,
    bring_own_fonts,
    current,
    have_ready,
    said_on,
    with_fonts_at_hand,
    with_own_fonts,
    with_own_fonts_for,
)
from cadre_desktop.certificates.registers.templates import CertificateTemplate
from cadre_desktop.certificates.rules import (
    PLACEHOLDERS,
    WORDINGS,
    CertificateKind,
    Wording,
    fill,
)
from cadre_desktop.certificates.templating import design_of, template_for
from cadre_desktop.kit.documents.design.elements import Design
from cadre_desktop.kit.documents.design.texts import body_of
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store.store import Store

_DESIGNED_FROM_THE_FIRST = {
    CertificateKind.AWARD: "award",
    CertificateKind.RETIREMENT: "retirement",
    CertificateKind.PLAQUE: "plaque",
}
"""The program's designs for kinds that never had one of its first pages."""


@dataclass(frozen=True)
class Draft:
    """A certificate to be issued.

    `source` is the row it was earned with; `placeholders` are the texts for the placeholders of the wording beside name
    and title (see `rules.PLACEHOLDERS`), and for the fields of a design (see `facts.FIELDS`). `wording` replaces the
    court's usual one; `layout` that of the contest or course with the key `used_for`, or the usual one of its kind.
    `series` is the name of the series that gives the number; None for that of the template, or the usual one.
    """

    kind: CertificateKind
    name: str
    title: str
    issued: date
    issuer: str
    source: int | None = None
    person: int | None = None
    placeholders: dict[str, str] = field(default_factory=dict)
    photo: str = ""
    id_number: str = ""
    wording: Wording | None = None
    layout: Layout | None = None
    used_for: int | None = None
    series: str | None = None


Template = CertificateTemplate | None
"""A template that is chosen; None for the one that its kind, contest or course has."""


def with_template(draft: Draft, template: Template) -> Draft:
    """The draft with a template instead of the one that its kind, contest or course has; unchanged for None. Raises
    Refused for a template of another kind of certificate."""
    refuse_other_kind(template, draft.kind)
    return replace(draft, layout=_page_of(template), series=template.series) if template else draft


def refuse_other_kind(template: Template, kind: CertificateKind) -> None:
    """Raises Refused where a template is of another kind of certificate."""
    if template is not None and template.kind != kind:
        text = _("模板“{name}”是{other}的，不能用来发{kind}。")
        raise Refused(text.format(name=template.name, other=CertificateKind(template.kind).label, kind=kind.label))


def wording_of(store: Store, kind: CertificateKind) -> Wording:
    """The court's wording for a kind of certificate: its own, or the usual one."""
    usual = WORDINGS[kind]
    return Wording(
        store.setting(f"wording.{kind}.salutation", usual.salutation), store.setting(f"wording.{kind}.body", usual.body)
    )


def set_wording(store: Store, kind: CertificateKind, wording: Wording) -> None:
    """Keep another wording for certificates issued from now on. Raises Refused when a placeholder is not known."""
    _filled(wording, {})
    with store.step(_("修改{kind}的文字").format(kind=kind.label)):
        store.set_setting(f"wording.{kind}.salutation", wording.salutation)
        store.set_setting(f"wording.{kind}.body", wording.body)


def series_of(draft: Draft) -> str:
    if draft.series is not None:
        return draft.series
    template = template_for(draft.kind, draft.used_for)
    return template.series if template else ""


def frozen(store: Store, draft: Draft) -> dict[str, Any]:
    """What is printed on the certificate, and where."""
    same = ("kind", "name", "title", "issued", "issuer", "source", "person", "photo", "id_number")
    said = {name: getattr(draft, name) for name in same}
    layout = draft.layout or layout_for(draft.kind, draft.used_for)
    words = _designed(draft, layout) if isinstance(layout, Design) else _worded(store, draft)
    if isinstance(layout, Design):
        layout = with_own_fonts(layout, [{**json.loads(words["facts"]), "number": ""}])
    else:
        layout = with_own_fonts_for(layout, said_on({**said, **words}))
    return {**said, **words, "layout": have_ready(layout)}


def layout_for(kind: CertificateKind, used_for: int | None = None) -> Layout:
    """The page that certificates of a kind are issued with: that of their contest or course, else the usual one."""
    template = template_for(kind, used_for)
    if template:
        return _page_of(template)
    if kind in _DESIGNED_FROM_THE_FIRST:
        return with_fonts_at_hand(built_in(_DESIGNED_FROM_THE_FIRST[kind]))
    return current(kind)


def _page_of(template: CertificateTemplate) -> Design:
    """The design of a template, whose own fonts are brought to this computer."""
    design = design_of(template)
    bring_own_fonts(design)
    return with_fonts_at_hand(design)


def _designed(draft: Draft, design: Design) -> dict[str, str]:
    """The texts of all fields, which stay what they are now; and what is read on the page, for the register."""
    known = facts_of_person(draft.person) if draft.person else {}
    more = {"address": usual_address(draft.name, draft.person), **known, **draft.placeholders}
    facts = facts_of(draft.name, draft.title, draft.issuer, draft.id_number, draft.issued, more)
    written = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    return {"salutation": "", "body": body_of(design, facts), "facts": written}


def _worded(store: Store, draft: Draft) -> dict[str, str]:
    """The court's wording of the kind, filled in."""
    values = {
        "address": usual_address(draft.name, draft.person),
        "holder": draft.name,
        **draft.placeholders,
        "name": draft.name,
        "title": draft.title,
    }
    known = {name: text for name, text in values.items() if name in PLACEHOLDERS}
    text = _filled(draft.wording or wording_of(store, draft.kind), known)
    return {"salutation": text.salutation, "body": text.body, "facts": ""}


def _filled(wording: Wording, values: dict[str, str]) -> Wording:
    try:
        return Wording(fill(wording.salutation, values), fill(wording.body, values))
    except Unclear as unclear:
        raise Refused(Problem(str(unclear), field="body")) from unclear
