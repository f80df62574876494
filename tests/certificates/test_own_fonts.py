"""Fonts that a court adds for characters that no other has: added in the designer, kept with what was issued with
them, and there again in five years."""

import json
import zipfile
from dataclasses import replace
from datetime import date
from shutil import rmtree

import pikepdf
import pytest
from designs import NAME, honour, people
from made_faces import face

from cadre_desktop.certificates.actions import issue
from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.layouts import layout_of, own_fonts, with_own_fonts
from cadre_desktop.certificates.life import reissue
from cadre_desktop.certificates.prints import print_issued
from cadre_desktop.certificates.registers.templates import CertificateTemplate, TemplateFile
from cadre_desktop.certificates.reprinting import reprint_troubles
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.tab import CertificatesTab
from cadre_desktop.certificates.template_files import export_template, import_template
from cadre_desktop.certificates.templating import add_template, design_of, fields_of, make_usual
from cadre_desktop.kit.documents import fonts
from cadre_desktop.kit.documents.adding_faces import add_face
from cadre_desktop.kit.documents.design.elements import Design, TextElement
from cadre_desktop.kit.documents.fonts import Role, chain, missing_characters, use_faces_from
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.written import digest_of
from cadre_desktop.kit.editing import add
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import blobs
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court

HONOUR = CertificateKind.HONOUR
RARE = "\U00031350"
"""A character that no face of the program or the system has."""


@pytest.fixture
def folder(tmp_path):
    use_faces_from(tmp_path / "fonts")
    yield tmp_path / "fonts"
    use_faces_from(None)


def font(tmp_path, name="rare.ttf", **more):
    path = tmp_path / name
    path.write_bytes(face(groups=((0x31350, 0x31350, 1),), **more))
    return path


def draft(name=f"王{RARE}"):
    facts = {"activity": "2023年全市法院技能竞赛"}
    return Draft(HONOUR, name, "一等奖", date(2023, 6, 1), "包头市中级人民法院", placeholders=facts)


@pytest.fixture
def issued(court, folder, tmp_path):
    """A certificate with the rare character, and one without."""
    add_face(font(tmp_path))
    make_usual(court, add_template(court, HONOUR, "技能竞赛奖状", built_in("award")))
    return issue(court, [draft(), draft("李静")])


def rare_people():
    words = people()[0]
    return [replace(words, facts={**words.facts, "name": f"王{RARE}"})]


def test_a_missing_character_is_named_with_a_button_that_adds_a_font(make_designer, notices, folder, tmp_path):
    page = make_designer(honour(), rare_people())
    assert RARE in page.foot.words._whole
    assert "添加字体…" in page.foot.words._whole
    assert page.foot.adding.isVisible()
    before = page.view.item(NAME).picture.toImage()
    notices.answer(font(tmp_path))
    page.foot.adding.click()
    assert "已添加字体“rare.ttf”" in notices.texts[-1]
    assert page.view.pieces[NAME].wrong == ""
    assert page.foot.adding.isHidden()
    assert page.view.item(NAME).picture.toImage() != before
    assert [path.name for path in folder.iterdir()] == ["rare.ttf"]


def test_the_list_of_what_is_wrong_offers_a_font_as_well(make_designer, notices, folder, tmp_path):
    page = make_designer(honour(), [*people()[:2], *rare_people()])
    page.person.show_person(0)
    assert page.foot.adding.isHidden()
    page.commands["check"].trigger()
    assert page.faults.list.adding.isVisible()
    notices.answer(None)
    page.faults.list.adding.click()
    assert not folder.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("坏.ttf", b"junk", "不是 TrueType"),
        ("宋体.otf", b"OTTO" + b"\0" * 60, "OTF"),
        ("禁.ttf", face(rights=2), "不允许嵌入"),
        ("断.ttf", face()[:-60], "损坏"),
    ],
)
def test_a_font_that_cannot_be_used_is_refused_in_one_sentence(
    make_designer, notices, folder, tmp_path, name, content, words
):
    page = make_designer(honour(), rare_people())
    (tmp_path / name).write_bytes(content)
    notices.answer(tmp_path / name)
    page.panel.sheet.font_wanted.emit()
    said = notices.messages[-1]
    assert said.kind == "refused"
    assert said.text.startswith(f"“{name}”不能用：")
    assert words in said.text
    assert not folder.exists()
    assert page.editor.design == honour()


def test_only_a_certificate_that_needs_the_font_is_kept_with_it(issued):
    assert [[font.file for font in own_fonts(layout_of(row))] for row in issued] == [["rare.ttf"], []]


def test_a_reprint_finds_the_font_that_is_no_longer_in_the_folder(issued, folder, tmp_path):
    rmtree(folder)
    use_faces_from(folder)
    assert missing_characters(RARE) == RARE
    assert print_issued(tmp_path / "again.pdf", issued) == 2
    with Pages((tmp_path / "again.pdf").read_bytes()) as pages:
        assert f"王{RARE}" in pages.text(0)
    assert [path.name for path in folder.iterdir()] == ["rare.ttf"]
    assert reprint_troubles(issued) == []


def test_a_font_that_is_lost_everywhere_is_named(issued, folder, tmp_path, monkeypatch):
    (kept,) = own_fonts(layout_of(issued[0]))
    rmtree(folder)
    use_faces_from(folder)
    there = blobs.get
    monkeypatch.setattr(blobs, "get", lambda name: None if name == kept.sha256 else there(name))
    with pytest.raises(Refused, match=r"rare\.ttf"):
        print_issued(tmp_path / "again.pdf", issued[:1])
    assert any("rare.ttf" in sentence for sentence in reprint_troubles(issued[:1]))
    assert any(RARE in sentence and "添加字体…" in sentence for sentence in reprint_troubles(issued[:1]))
    assert print_issued(tmp_path / "other.pdf", issued[1:]) == 1


def test_a_font_added_later_never_takes_the_place_of_the_one_of_that_day(court, issued, folder, tmp_path):
    print_issued(tmp_path / "then.pdf", issued[:1])
    (tmp_path / "another.ttf").write_bytes(other_face())
    add_face(tmp_path / "another.ttf")
    print_issued(tmp_path / "now.pdf", issued[:1])
    assert (tmp_path / "now.pdf").read_bytes() == (tmp_path / "then.pdf").read_bytes()
    assert reprint_troubles(issued[:1]) == []
    (later,) = issue(court, [draft(f"李{RARE}")])
    assert [font.file for font in own_fonts(layout_of(later))] == ["another.ttf"]
    print_issued(tmp_path / "both.pdf", [issued[0], later])
    assert fonts_with(tmp_path / "both.pdf", RARE) == 2


def test_a_font_added_later_never_takes_the_place_of_one_of_the_system(court, folder, tmp_path, monkeypatch):
    system = tmp_path / "system"
    system.mkdir()
    font(system, "jigmo.ttf")
    monkeypatch.setattr(fonts, "_system_folders", lambda: [system])
    use_faces_from(folder)
    make_usual(court, add_template(court, HONOUR, "技能竞赛奖状", built_in("award")))
    (row,) = issue(court, [draft()])
    print_issued(tmp_path / "then.pdf", [row])
    (tmp_path / "another.ttf").write_bytes(other_face())
    add_face(tmp_path / "another.ttf")
    print_issued(tmp_path / "now.pdf", [row])
    assert (tmp_path / "now.pdf").read_bytes() == (tmp_path / "then.pdf").read_bytes()


def test_what_is_issued_in_the_place_of_another_keeps_the_font_of_the_new_name(court, folder, tmp_path):
    make_usual(court, add_template(court, HONOUR, "技能竞赛奖状", built_in("award")))
    add_face(font(tmp_path))
    person = add(court, PERSON, {"court": Court.get().id, "name": f"王{RARE}"})
    (row,) = issue(court, [replace(draft(), person=person.id)])
    (tmp_path / "another.ttf").write_bytes(face(groups=((0x31351, 0x31351, 1),)))
    add_face(tmp_path / "another.ttf")
    with court.step("更正姓名"):
        person.name = "王\U00031351"
        person.save()
    ((_old, new),) = reissue(court, [row.id], "姓名更正")
    assert [font.file for font in own_fonts(layout_of(new))] == ["another.ttf"]
    rmtree(folder)
    use_faces_from(folder)
    assert print_issued(tmp_path / "again.pdf", [new]) == 1
    assert [path.name for path in folder.iterdir()] == ["another.ttf"]


def test_what_is_issued_in_the_place_of_another_has_the_fonts_of_today(court, folder, tmp_path, monkeypatch):
    make_usual(court, add_template(court, HONOUR, "技能竞赛奖状", built_in("award")))
    known = fonts.file_print
    of_that_day = lambda role: ("Kai.ttf", "0" * 64) if role is Role.KAI else known(role)  # noqa: E731
    with monkeypatch.context() as then:
        then.setattr(fonts, "file_print", of_that_day)
        (row,) = issue(court, [draft("李静")])
    with pytest.raises(Refused, match="作废后重新发放"):
        print_issued(tmp_path / "a.pdf", [row])
    ((_old, new),) = reissue(court, [row.id], "字体已更换")
    assert print_issued(tmp_path / "a.pdf", [new]) == 1


def test_a_page_of_the_program_keeps_the_font_that_it_needs_as_well(court, folder, tmp_path):
    add_face(font(tmp_path))
    rows = issue(court, [draft(), draft("李静")])
    assert not isinstance(layout_of(rows[0]), Design)
    assert [[each.file for each in own_fonts(layout_of(row))] for row in rows] == [["rare.ttf"], []]
    print_issued(tmp_path / "then.pdf", rows)
    (tmp_path / "another.ttf").write_bytes(other_face())
    add_face(tmp_path / "another.ttf")
    print_issued(tmp_path / "now.pdf", rows)
    assert (tmp_path / "now.pdf").read_bytes() == (tmp_path / "then.pdf").read_bytes()
    rmtree(folder)
    use_faces_from(folder)
    print_issued(tmp_path / "again.pdf", rows)
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "then.pdf").read_bytes()
    ((_old, new),) = reissue(court, [rows[0].id], "遗失")
    assert [each.file for each in own_fonts(layout_of(new))] == ["rare.ttf"]


def other_face():
    """Another font with the rare character, and one more."""
    return face(groups=((0x31350, 0x31351, 1),))


def fonts_with(path, character):
    """How many fonts of a document draw a character."""
    code = character.encode("utf-16-be").hex().upper().encode()
    with pikepdf.open(path) as document:
        maps = [each.ToUnicode.read_bytes() for each in document.objects if _is_composite(each)]
    return sum(code in each.upper() for each in maps)


def _is_composite(each):
    return isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Type0"


def test_a_font_of_the_same_name_never_overwrites_another_one(folder, tmp_path):
    first = add_face(font(tmp_path))
    assert add_face(font(tmp_path)) == first
    second = add_face(font(tmp_path, rights=8))
    assert second != first
    assert first.read_bytes() == face(groups=((0x31350, 0x31350, 1),))
    assert {path.suffix for path in folder.iterdir()} == {".ttf"}


def test_a_template_takes_its_fonts_along(qtbot, desk, court, folder, tmp_path):
    add_face(font(tmp_path))
    add(court, PERSON, {"court": Court.get().id, "name": f"王{RARE}"})
    made = add_template(court, HONOUR, "技能竞赛奖状", built_in("award"))
    tab = CertificatesTab(desk)
    qtbot.addWidget(tab)
    tab.open_designer(made.id)
    tab.designer.editor.choose({0})
    tab.designer.commands["duplicate"].trigger()
    tab.designer.save()
    kept = CertificateTemplate.by_key(made.id)
    assert [each.name for each in TemplateFile.select()] == ["rare.ttf"]
    export_template(kept, tmp_path / "a.cadre-template")
    rmtree(folder)
    use_faces_from(folder)
    again = import_template(court, tmp_path / "a.cadre-template")
    assert own_fonts(design_of(again)) == own_fonts(design_of(kept))
    tab.open_designer(again.id)
    assert [path.name for path in folder.iterdir()] == ["rare.ttf"]
    assert not any(piece.wrong for piece in tab.designer.view.pieces)


@pytest.mark.parametrize(("content", "words"), [(b"junk", "不是 TrueType"), (None, "缺少字体")])
def test_a_template_file_with_a_font_that_is_none_is_refused(court, folder, tmp_path, content, words):
    add_face(font(tmp_path))
    design = built_in("award")
    design = with_own_fonts(design, [{name: RARE for _label, name in fields_of(design)}])
    bad = content or b""
    named = replace(design, fonts=tuple(replace(each, sha256=digest_of(bad)) for each in design.fonts))
    parts = {named.digest: named.text.encode()} | ({digest_of(bad): bad} if content else {})
    manifest = {"format": 1, "name": "奖状", "kind": HONOUR, "design": named.digest}
    path = tmp_path / "bad.cadre-template"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        for name, part in parts.items():
            archive.writestr(name, part)
    with pytest.raises(Refused, match=words) as refused:
        import_template(court, path)
    assert "rare.ttf" in str(refused.value)


@pytest.fixture
def in_fangsong(court, folder):
    """A template whose title and texts are set in FangSong."""
    design = built_in("award")
    elements = tuple(
        replace(each, style=replace(each.style, role="FANGSONG")) if isinstance(each, TextElement) else each
        for each in design.elements
    )
    make_usual(court, add_template(court, HONOUR, "仿宋奖状", replace(design, elements=elements)))


def whole_face():
    """A face that may be embedded and draws everything: the program's own Kai."""
    return chain(Role.KAI).file.read_bytes()


def faces_of(path):
    with pikepdf.open(path) as document:
        fonts = document.pages[0].Resources.Font
        return {str(each.BaseFont).partition("+")[2] for each in fonts.values()}


def test_a_fangsong_that_is_added_later_is_for_what_is_issued_from_then_on(court, in_fangsong, folder, tmp_path):
    (before,) = issue(court, [draft("李静")])
    print_issued(tmp_path / "before.pdf", [before])
    (tmp_path / "仿宋.ttf").write_bytes(whole_face())
    add_face(tmp_path / "仿宋.ttf")
    (after,) = issue(court, [draft("王祯")])
    assert [each.file for each in layout_of(after).fonts if each.role == "FANGSONG"] == ["仿宋.ttf"]
    print_issued(tmp_path / "after.pdf", [after])
    print_issued(tmp_path / "again.pdf", [before])
    print_issued(tmp_path / "whole.pdf", [before, after])
    assert faces_of(tmp_path / "whole.pdf") == faces_of(tmp_path / "before.pdf") | faces_of(tmp_path / "after.pdf")
    assert faces_of(tmp_path / "again.pdf") == faces_of(tmp_path / "before.pdf")
    assert faces_of(tmp_path / "after.pdf") != faces_of(tmp_path / "before.pdf")
    assert reprint_troubles([before, after]) == []
    rmtree(folder)
    use_faces_from(folder)
    assert print_issued(tmp_path / "both.pdf", [before, after]) == 2
    assert [path.name for path in folder.iterdir()] == ["仿宋.ttf"]
