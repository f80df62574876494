"""What a template that is read from a file may be called, and of which program it may be."""

from dataclasses import replace

import pytest

from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.registers.templates import CertificateTemplate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.template_files import PackedTemplate, import_template
from cadre_desktop.certificates.templating import add_template, rename_template
from cadre_desktop.kit.documents.design.printing import vet_drawn
from cadre_desktop.kit.problems import Refused

HONOUR = CertificateKind.HONOUR


@pytest.mark.parametrize("name", ["奖" * 101, "奖\n状", "奖\0状", "\ud800", "\u200b", "\u202e状奖"])
def test_a_template_has_a_name_that_can_be_read(court, tmp_path, monkeypatch, name):
    award = add_template(court, HONOUR, "技能竞赛奖状", built_in("award"))
    packed = PackedTemplate(name, HONOUR, built_in("award"), {})
    monkeypatch.setattr("cadre_desktop.certificates.template_files.read_template", lambda _path: packed)
    with pytest.raises(Refused, match="模板名称最多 100 字"):
        import_template(court, tmp_path / "奖状.cadre-template")
    with pytest.raises(Refused, match="模板名称最多 100 字"):
        rename_template(court, award, f"甲{name}乙")
    assert [each.name for each in CertificateTemplate.select()] == ["技能竞赛奖状"]


def test_a_design_whose_texts_a_newer_program_makes_otherwise_is_refused():
    with pytest.raises(Refused, match=r"facts-2.*请用更新的程序打印"):
        vet_drawn(replace(built_in("award"), facts=2))
