"""Whose certificates a template is looked at with in the designer, and the way from the list of templates to it."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from cadre_desktop.certificates import layouts
from cadre_desktop.certificates.actions import cancel, issue
from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.designing.adding import new_text
from cadre_desktop.certificates.designing.real_list import real_list
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.facts import FIELDS
from cadre_desktop.certificates.registers.templates import CertificateTemplate, TemplateVersion
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.tab import CertificatesTab
from cadre_desktop.certificates.templating import add_template, design_of, make_usual
from cadre_desktop.kit.documents.design.elements import PhotoElement
from cadre_desktop.kit.editing import add
from cadre_desktop.kit.qt.attachments.pictures import as_png
from cadre_desktop.kit.store import blobs
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court, Person

HONOUR = CertificateKind.HONOUR


def draft(name):
    placeholders = {"activity": "2023年全市法院技能竞赛"}
    return Draft(HONOUR, name, "一等奖", date(2023, 6, 1), "包头市中级人民法院", placeholders=placeholders)


@pytest.fixture
def template(court):
    made = add_template(court, HONOUR, "技能竞赛奖状", built_in("award"))
    make_usual(court, made)
    return made


def test_those_who_have_one_of_the_kind_are_shown_with_what_they_have(court, template):
    first, second, third = issue(court, [draft("王祯"), draft("阿拉坦·巴特尔"), draft("李静")])
    cancel(court, [third.id], "写错")
    found = real_list(HONOUR).people
    assert [words.facts["name"] for words in found] == ["阿拉坦·巴特尔", "王祯"]
    assert [words.facts["number"] for words in found] == [second.number, first.number]
    assert found[0].facts["activity"] == "2023年全市法院技能竞赛"
    assert set(FIELDS) <= set(found[0].facts)


def test_one_of_before_there_were_designs_says_what_is_registered(court):
    issue(court, [draft("王祯")])
    facts = real_list(HONOUR).people[0].facts
    assert (facts["name"], facts["title"], facts["issuer"]) == ("王祯", "一等奖", "包头市中级人民法院")
    assert set(FIELDS) <= set(facts)


def test_without_certificates_the_staff_are_shown(court):
    values = {"court": Court.get().id, "name": "欧阳𬱖", "sex": "2", "born": date(1988, 6, 1), "post": "审判员"}
    add(court, PERSON, values)
    (words,) = real_list(CertificateKind.APPOINTMENT).people
    assert (words.facts["name"], words.facts["post"], words.facts["court"]) == ("欧阳𬱖", "审判员", Court.get().name)
    assert words.facts["birth"] == "1988年6月"
    assert words.facts["title"] == "业务能手"
    assert words.facts["number"] == "包头中院聘字〔2023〕7号"
    assert set(FIELDS) <= set(words.facts)


def test_without_anybody_there_is_a_sample(court):
    assert real_list(HONOUR).people == []


def test_a_template_is_opened_changed_and_kept_as_its_next_version(qtbot, desk, court, template):
    issue(court, [draft("王祯"), draft("阿拉坦·巴特尔")])
    tab = CertificatesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1300, 700)
    tab.show()
    tab.open_designer(template.id)
    page = tab.designer
    assert page.person.name == "阿拉坦·巴特尔"
    page.view.setFocus()
    page.editor.choose({0})
    QTest.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    page.save()
    kept = CertificateTemplate.by_key(template.id)
    assert design_of(kept).elements[0].y == built_in("award").elements[0].y + 5.0
    assert TemplateVersion.select().count() == 2
    page.leave()
    assert tab.designer is None


def test_the_photo_of_who_is_shown_is_on_the_sheet_and_a_figure_where_there_is_none(qtbot, desk, court):
    image = QImage(40, 50, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    made = add_template(court, CertificateKind.COMPLETION, "结业证书", built_in("completion"))
    with court.step("照片"):
        photo = blobs.put(as_png(image))
    for name, kept in (("欧阳娜娜", photo), ("王祯", "")):
        add(court, PERSON, {"court": Court.get().id, "name": name})
        with court.step("照片"):
            Person.update(photo=kept).where(Person.name == name).execute()
    tab = CertificatesTab(desk)
    qtbot.addWidget(tab)
    tab.open_designer(made.id)
    page = tab.designer
    place = next(index for index, each in enumerate(page.editor.work.elements) if isinstance(each, PhotoElement))
    seen = page.view.item(place).picture.toImage()
    assert page.person.name == "欧阳娜娜"
    assert seen.pixelColor(seen.width() // 2, seen.height() // 2) == QColor("blue")
    assert not page.view.pieces[place].portrait
    page.person.step(1)
    seen = page.view.item(place).picture.toImage()
    assert seen.pixelColor(seen.width() // 2, seen.height() // 4).alpha() == 0
    assert page.view.pieces[place].portrait


def test_a_template_whose_design_is_lost_is_told_and_nothing_is_opened(qtbot, desk, template, notices, monkeypatch):
    tab = CertificatesTab(desk)
    qtbot.addWidget(tab)
    monkeypatch.setattr(layouts, "_read_so_far", {})
    monkeypatch.setattr(blobs, "get", lambda _name: None)
    tab.open_designer(template.id)
    assert tab.designer is None
    assert notices.messages[-1].kind == "refused"
    assert notices.messages[-1].text.startswith("模板“技能竞赛奖状”不能打开：")
    assert notices.messages[-1].text.endswith("。")


def test_what_makes_no_certificate_is_said_when_it_is_saved_and_nothing_is_lost(qtbot, desk, template, notices):
    tab = CertificatesTab(desk)
    qtbot.addWidget(tab)
    tab.open_designer(template.id)
    page = tab.designer
    before = page.editor.design
    for elements, words in (
        (before.elements[:1], "缺少必需的项目"),
        ((*before.elements, new_text(before.sheet, "{gone}")), "“{gone}”不是可用的项目"),
    ):
        page.editor.do(lambda work, now=elements: replace(work, design=replace(before, elements=now)))
        page.save()
        assert words in notices.messages[-1].text
        assert page.editor.dirty
        assert page.editor.design.elements == elements
    assert TemplateVersion.select().count() == 1
    page.editor.undo()
    page.editor.undo()
    assert page.editor.design == before
