"""``certificates issue --list``: certificates of a workbook of people and collectives."""

import argparse
import sys
from collections.abc import Mapping
from typing import Any

from cadre_desktop.certificates.drafting import Template, refuse_other_kind
from cadre_desktop.certificates.listing.checking import CheckedList, ListTerms, check_list
from cadre_desktop.certificates.listing.columns import ALSO, fields_in_common, heading_of, headings, sources_of
from cadre_desktop.certificates.listing.issuing import draft_list, hand_out_list
from cadre_desktop.certificates.listing.reading import ReadList, read_list
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.templating import template_named
from cadre_desktop.certificates.terminal.output import CertificateOutput, issued_as_data
from cadre_desktop.kit.command_line import WrongUse, opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import location_of
from cadre_desktop.kit.outputs import print_json
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import own_court


def issue_listed(chosen: argparse.Namespace, output: CertificateOutput) -> int:
    """Issue what a list gives, good rows whatever is wrong with others; exit code 1 where rows were left out because
    something is wrong with them."""
    same = dict(map(_same, chosen.same))
    with opened(chosen) as store:
        terms = _terms(store, chosen, same)
        read = read_list(chosen.names)
        checked = check_list(store, terms, read.lines)
        read.remarks += _advice(checked)
        if not checked.fresh and not (checked.held and chosen.again):
            _tell(checked, read, chosen)
            _refuse(checked)
        if chosen.draft:
            output.write(draft_list(store, checked, chosen.again))
            issued: list[Any] = []
        else:
            issued = hand_out_list(store, checked, output.write, chosen.again)
    if chosen.json:
        print_json({"issued": issued_as_data(issued), **_as_data(checked, read)})
    else:
        print(output.sentence)
        _tell(checked, read, chosen)
    return 1 if checked.problems else 0


def _refuse(checked: CheckedList) -> None:
    if checked.held:
        text = _("名单上的证书都已发过（{count} 份），没有再发；要原样再印，请加 --again。")
        raise Refused(text.format(count=len(checked.held)))
    raise Refused(_("名单里没有可以发证的行，没有写出证书。"))


def _terms(store: Store, chosen: argparse.Namespace, same: dict[str, str]) -> ListTerms:
    template = template_named(chosen.template) if chosen.template else None
    kind = _kind(chosen, template)
    refuse_other_kind(template, kind)
    _refuse_unused(store, kind, template, same)
    own = own_court(store)
    issuer = chosen.issuer or (own.name if own else "")
    return ListTerms(kind, template, chosen.date or store.clock.today(), issuer, same)


def _kind(chosen: argparse.Namespace, template: Template) -> CertificateKind:
    if not chosen.kind:
        if template is None:
            raise WrongUse(_("请用 --template 写明证书模板，或用 --kind 写明证书类别。"))
        return CertificateKind(template.kind)
    found = CertificateKind.table().find(chosen.kind.strip())
    if found is None:
        known = "、".join(kind.label for kind in CertificateKind)
        raise WrongUse(_("没有“{kind}”这类证书，可用的有：{known}。").format(kind=chosen.kind, known=known))
    return CertificateKind(found)


def _refuse_unused(store: Store, kind: CertificateKind, template: Template, same: Mapping[str, str]) -> None:
    """Raises WrongUse for what would be on no certificate: 职务 is not 聘任职务."""
    fields = fields_in_common(store, kind, template)
    unused = [name for name in same if name not in sources_of(fields)]
    if unused:
        what = _("模板“{name}”").format(name=template.name) if template else kind.label
        words = _("--same 里的“{item}”在{what}上用不到；用得到的项目有：{known}。")
        known = "、".join(dict.fromkeys(_option(name, kind) for name in fields))
        raise WrongUse(words.format(item=heading_of(unused[0]), what=what, known=known))


def _advice(checked: CheckedList) -> list[str]:
    """How to say once what rows are lacking."""
    fields = [name for name in ALSO if name in checked.lacking and name not in checked.terms.same]
    options = _("、").join(
        _("--same {item}=…").format(item=_option(name, checked.terms.kind)) for name in fields if name != "name"
    )
    return [_("缺少的内容全体相同的，不用逐行补填，可以写 {options}。").format(options=options)] if options else []


def _option(field: str, kind: CertificateKind) -> str:
    """What a field is called after --same: as over its column, where that heading means no other field."""
    heading = heading_of(field, kind)
    return heading if heading in headings()[field] else heading_of(field)


def _same(text: str) -> tuple[str, str]:
    heading, sign, said = text.replace("＝", "=").partition("=")
    name = next((name for name, known in headings().items() if heading.strip() in (name, *known)), "")
    if not sign or not name or name in ("name", "number"):
        known = "、".join(also[0] for name, also in ALSO.items() if name not in ("name", "number"))
        words = _("--same 应写成 项目=内容，“{text}”不是；可用的项目有：{known}。")
        raise WrongUse(words.format(text=text, known=known))
    return name, said.strip()


def _tell(checked: CheckedList, read: ReadList, chosen: argparse.Namespace) -> None:
    lines = [line_of(problem) for problem in checked.problems]
    if not chosen.again:
        lines += [line_of(Problem(each.sentence, sheet=each.line.sheet, row=each.line.number)) for each in checked.held]
    print("\n".join([*lines, *read.remarks]), file=sys.stderr)


def line_of(problem: Problem) -> str:
    """What is wrong with a row, in one line."""
    return location_of(problem) + problem.message


def _as_data(checked: CheckedList, read: ReadList) -> dict[str, Any]:
    problems = [{"sheet": each.sheet, "row": each.row, "reason": each.message} for each in checked.problems]
    held = [{"row": each.line.number, "name": each.line.name, "number": each.held} for each in checked.held]
    return {"problems": problems, "held": held, "notes": read.remarks}
