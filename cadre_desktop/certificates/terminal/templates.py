"""``certificates template``: templates listed, written to a file of their own, and read from one."""

import argparse
from typing import Any

from cadre_desktop.certificates import template_files
from cadre_desktop.certificates.registers.templates import CertificateTemplate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.templating import make_usual, template_named
from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json


def list_template(chosen: argparse.Namespace) -> None:
    """Print the templates by kind and name."""
    with opened(chosen):
        fields = CertificateTemplate
        rows = [_as_data(row) for row in fields.select().order_by(fields.retired, fields.kind, fields.name)]
    if chosen.json:
        print_json(rows)
        return
    for row in rows:
        marks = [words for key, words in (("usual", _("默认")), ("retired", _("停用"))) if row[key]]
        version = _("第 {number} 版").format(number=row["version"])
        print("　".join((row["name"], CertificateKind(row["kind"]).label, version, *marks)))
    if not rows:
        print(_("还没有证书模板。"))


def export_template(chosen: argparse.Namespace) -> None:
    """Write a template with all it needs."""
    check_output(chosen.file, template_files.ENDING)
    with opened(chosen):
        template = template_named(chosen.name)
        template_files.export_template(template, chosen.file)
    print(_("已把证书模板“{name}”写到 {path}").format(name=template.name, path=chosen.file))


def import_template(chosen: argparse.Namespace) -> None:
    """Add the template of a file; also as the usual one of its kind, in one step."""
    with opened(chosen) as store, store.step(_("导入证书模板")):
        template = template_files.import_template(store, chosen.file)
        if chosen.usual:
            make_usual(store, template)
    if chosen.json:
        print_json(_as_data(template))
    else:
        print(_("已导入证书模板“{name}”。").format(name=template.name))


def _as_data(row: CertificateTemplate) -> dict[str, Any]:
    names = ("name", "kind", "version", "usual", "retired", "series")
    return {name: row.__data__[name] for name in names}
