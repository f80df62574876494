"""The attachments of a form that is so low that they and its fields cannot both be seen."""

import pytest
from list_toys import GUILD, Guild, fill

from cadre_desktop.kit.qt.lists.kind_view import KindView


@pytest.fixture
def view(toy_desk, qtbot):
    fill(toy_desk.store, 1)
    shown = KindView(toy_desk, GUILD)
    qtbot.addWidget(shown)
    shown.resize(1100, 700)
    shown.show()
    shown.open(Guild.get().id)
    return shown


@pytest.fixture
def panel(view):
    found = view.form.attachments
    found.unfold(True)
    return found


def files(tmp_path, **content):
    made = []
    for name, data in content.items():
        path = tmp_path / name.replace("__", ".")
        path.write_bytes(data)
        made.append(path)
    return made


def add(panel, toy_desk, *paths):
    toy_desk.notices.answer(tuple(paths))
    panel.add()


def test_unfolded_in_a_low_form_they_are_scrolled_to_and_several_are_seen(view, panel, toy_desk, tmp_path, qapp):
    add(panel, toy_desk, *files(tmp_path, **{f"第{number}份__txt": bytes([number]) for number in range(7)}))
    panel.unfold(False)
    view.form.setFixedHeight(320)
    qapp.processEvents()
    view.form._scroll.verticalScrollBar().setValue(0)
    panel.fold.click()
    qapp.processEvents()
    line = panel.list.visualItemRect(panel.list.item(0)).height()
    assert panel.list.height() >= 5 * line
    assert panel.list.visibleRegion().boundingRect().height() >= 3 * line
    panel.fold.click()
    view.form.setFixedHeight(600)
    qapp.processEvents()
    assert panel.list.height() < 5 * line


def test_in_a_low_form_that_is_only_read_they_have_the_room_while_unfolded(view, panel, toy_desk, tmp_path, qapp):
    view.form.lock(True)
    view.form.setFixedHeight(320)
    assert view.form.card.isVisibleTo(view)  # unfolded, but there are none
    add(panel, toy_desk, *files(tmp_path, **{f"第{number}份__txt": bytes([number]) for number in range(7)}))
    qapp.processEvents()
    assert not view.form.card.isVisibleTo(view)
    assert (
        panel.list.visibleRegion().boundingRect().height() >= 3 * panel.list.visualItemRect(panel.list.item(0)).height()
    )
    panel.fold.click()
    assert view.form.card.isVisibleTo(view)
    panel.fold.click()
    view.form.setFixedHeight(600)
    assert view.form.card.isVisibleTo(view) and panel.isVisibleTo(view)
