"""Names of files attached to rows of confidential kinds are told nowhere, and seen only after a reason was given."""

import pytest
from confidential_rows import CONFIDENTIAL, DAY, NAME, enter, hidden_person
from reasons import give_reason

from cadre_desktop.cli.parser import run
from cadre_desktop.kit.store.attachments import Attachment, NewFile, attach, barred
from cadre_desktop.kit.store.journal import history
from cadre_desktop.kit.store.opening import close_store
from cadre_desktop.welfare.actions import save_event
from cadre_desktop.welfare.cares import CARES
from cadre_desktop.welfare.comfort.registers import PAYMENTS
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.screens.care_pages import care_page
from cadre_desktop.welfare.screens.comfort.care import HOSPITAL
from cadre_desktop.welfare.tab import WelfareTab
from cadre_desktop.window.journal.history import _lines
from cadre_desktop.window.journal.row_names import RowNames

_MASKED = [kind for kind in CONFIDENTIAL if any(column.masked for column in kind.columns) or kind is PAYMENTS.kind]


def with_file(store, record, key):
    (file,) = attach(store, record, key, [NewFile(f"{NAME}.pdf", b"x")]).keys
    return file


def journal_of(key):
    names = RowNames()
    return [cell for _step, change in history(key) for line in _lines(names, change) for cell in line]


@pytest.fixture(params=CONFIDENTIAL, ids=lambda kind: kind.key)
def kind(request):
    return request.param


def test_no_journal_and_no_command_tells_them(court, kind, capsys, tmp_path):
    row = enter(court, kind, hidden_person(court))
    if barred(kind.record, row.id):
        return
    file = with_file(court, kind.record, row.id)
    assert not any(NAME in cell for cell in journal_of(file))
    path = court.path
    close_store(court)
    for command in (["list"], ["export"]):
        rest = [str(tmp_path)] if command == ["export"] else []
        assert run(["attachments", *command, kind.key, str(row.id), *rest, "--db", str(path)]) == 1
    told = capsys.readouterr()
    assert NAME not in told.out + told.err and told.err.count("写明原因") == 2
    assert not list(tmp_path.glob("*.pdf"))


def test_a_general_export_says_that_it_has_nothing_confidential(court, kind, capsys, tmp_path):
    enter(court, kind, hidden_person(court))
    path = court.path
    close_store(court)
    assert run(["export", kind.key, str(tmp_path / "名单.csv"), "--db", str(path)]) == 0
    told = capsys.readouterr()
    assert "已导出 0 行" in told.out and "保密的记录不导出" in told.err
    assert NAME not in (tmp_path / "名单.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("event_kind", list(WelfareKind), ids=lambda kind: kind.value)
def test_only_files_of_events_that_may_be_told_are_named(court, event_kind):
    event = save_event(court, {"title": "活动", "kind": event_kind.value, "starts": DAY})
    file = with_file(court, WelfareEvent, event.id)
    named = any(NAME in cell for cell in journal_of(file))
    assert named is not event_kind.confidential
    court.undo()
    assert any(NAME in cell for cell in journal_of(file)) is named and Attachment.select().count() == 0


@pytest.mark.parametrize("kind", _MASKED, ids=lambda kind: kind.key)
def test_a_form_unfolds_them_for_a_reason(qtbot, desk, court, kind):
    row = enter(court, kind, hidden_person(court))
    if barred(kind.record, row.id):
        return
    with_file(court, kind.record, row.id)
    page = care_page(desk, next(care.kind for care in CARES if kind in care.confidential))
    qtbot.addWidget(page)
    page.show()
    view = page.bring_own(HOSPITAL) if kind is PAYMENTS.kind else page.bring(kind.key)
    view.open(row.id)
    panel = view.form.attachments
    panel.unfold(True)
    panel._show_target(1)
    assert not panel.unfolded and panel.list.isHidden()
    give_reason(view)
    assert panel.unfolded and not panel.list.isHidden()
    page.hide_names()
    assert not panel.unfolded


def test_an_event_unfolds_them_for_a_reason(qtbot, desk, court, examination, ceremony):
    for event in (examination, ceremony):
        with_file(court, WelfareEvent, event.id)
    tab = WelfareTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    tab._open_event(ceremony.id)
    panel = tab.page.form.attachments
    panel.unfold(True)
    assert panel.unfolded
    tab._open_event(examination.id)
    assert not panel.unfolded
    panel.unfold(True)
    assert not panel.unfolded
    give_reason(tab.page.people)
    assert panel.unfolded
    tab._bring(tab.care)
    assert not panel.unfolded
