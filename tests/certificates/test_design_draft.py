"""A design that is being changed when the program ends unexpectedly: it is there again, if somebody wants it."""

import pytest

from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.designing.editing import moved
from cadre_desktop.certificates.registers.templates import CertificateTemplate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.screens.designer.design_draft import DesignDraft
from cadre_desktop.certificates.tab import CertificatesTab
from cadre_desktop.certificates.templating import add_template, design_of


@pytest.fixture
def template(court):
    return add_template(court, CertificateKind.HONOUR, "奖状", built_in("award"))


@pytest.fixture
def opened(qtbot, desk, template):
    """Opens the template in a new tab, as after a start."""

    def made():
        tab = CertificatesTab(desk)
        qtbot.addWidget(tab)
        tab.open_designer(template.id)
        return tab.designer

    return made


def change(page) -> None:
    page.editor.do(lambda work: moved(work.choosing({0}), 0.0, 7.0))
    page.findChild(DesignDraft).remember()


def test_after_a_crash_one_goes_on_where_one_was(opened, notices) -> None:
    first = opened()
    change(first)
    notices.answer(True)
    second = opened()
    assert "上次的改动" in notices.texts[-1]
    assert second.editor.design == first.editor.design
    assert second.editor.dirty
    second.editor.undo()
    assert second.editor.design == built_in("award")


def test_what_nobody_wants_is_not_asked_for_again(opened, notices) -> None:
    change(opened())
    notices.answer(False)
    assert opened().editor.design == built_in("award")
    asked = len(notices.messages)
    assert not opened().editor.dirty
    assert len(notices.messages) == asked


def test_what_is_saved_undone_or_given_up_is_forgotten(opened, notices, template) -> None:
    page = opened()
    change(page)
    page.save()
    assert design_of(CertificateTemplate.by_key(template.id)) == page.editor.design
    change(page)
    page.editor.undo()
    change(page)
    notices.answer(True)
    assert page.may_leave()
    asked = len(notices.messages)
    assert not opened().editor.dirty
    assert len(notices.messages) == asked


@pytest.mark.parametrize("left", [{"x": 5}, {}, None, "text"])
def test_a_draft_that_cannot_be_read_is_as_if_there_were_none(opened, desk, template, notices, left) -> None:
    kept = left if left is None or isinstance(left, str) else {f"{desk.store.path} {template.id}": left or "{}"}
    desk.settings.put("designs_not_saved", kept)
    assert not opened().editor.dirty
    assert notices.messages == []
