"""The talent tab under the hands of a coordinator."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from writing_jobs import in_a_writing_job

from cadre_desktop.kit import editing
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.people.records import PoolEntry
from cadre_desktop.talent import figures
from cadre_desktop.talent.actions import leave
from cadre_desktop.talent.kinds import POOL, ROTATION
from cadre_desktop.talent.records import Membership, Pool, Rotation
from cadre_desktop.talent.registers.evidence import StageEvidence
from cadre_desktop.talent.rules import ExitReason, RotationStatus, Stage
from cadre_desktop.talent.screens.notice_dialog import NoticeDialog
from cadre_desktop.talent.screens.stage_dialog import StageDialog
from cadre_desktop.talent.stages.admitting import admit
from cadre_desktop.talent.tab import TalentTab

DAY = date(2023, 6, 1)


@pytest.fixture
def filled(court, young, expert, people):
    """Two members of the pool of the young, one expert."""
    admit(court, young, [people["王祯"], people["欧阳文博"]], DAY)
    admit(court, expert, [people["阿拉坦·巴特尔"]], DAY)


@pytest.fixture
def make_tab(qtbot, desk):
    def make():
        tab = TalentTab(desk)
        qtbot.addWidget(tab)
        tab.resize(1366, 620)
        tab.show()
        return tab

    return make


def listed(view):
    model = view.table.listing_model
    return {model.data(model.index(row, 0)) for row in range(model.rowCount())}


def pools(tab):
    return [tab.pools.list.item(row).text() for row in range(tab.pools.list.count())]


def choose(tab, name):
    tab.pools.list.setCurrentRow(pools(tab).index(name))


def test_pools_with_their_members(filled, make_tab):
    tab = make_tab()
    assert pools(tab) == ["全部人才库", "优秀年轻干部库", "专家后备库"]
    assert listed(tab.members) == {"王祯", "欧阳文博", "阿拉坦·巴特尔"}
    choose(tab, "优秀年轻干部库")
    assert listed(tab.members) == {"王祯", "欧阳文博"}
    assert tab.head.members.text() == "在库 3 人"
    assert tab.head.ageing.text() == "今年超龄 1 人"
    assert tab.head.rotations.isHidden()


def test_every_figure_opens_its_rows(filled, make_tab):
    tab = make_tab()
    choose(tab, "专家后备库")
    tab.head.ageing.click()
    assert listed(tab.members) == {"欧阳文博"}
    tab.head.members.click()
    assert len(listed(tab.members)) == 3


def test_rows_of_a_past_day_include_who_has_left_since(court, filled, make_tab):
    leave(court, [Membership.select().first().id], date(2023, 6, 2), ExitReason.OTHER)
    tab = make_tab()
    assert len(listed(tab.members)) == 2
    tab.show_listing("memberships", figures.members(date(2023, 6, 1)))
    assert len(listed(tab.members)) == 3
    assert tab.members.everybody.isChecked()
    tab.head.members.click()
    assert len(listed(tab.members)) == 2


def test_admission_shows_who_does_not_meet_the_rule_and_why(young, people, make_tab, desk):
    tab = make_tab()
    choose(tab, "优秀年轻干部库")
    tab.members.commands.new.trigger()
    page = tab.admit_page
    assert tab.side.currentWidget() is page
    assert not tab.pools_side.isVisible()
    page.chooser.take_all.click()
    assert len(page.chooser.chosen) == 4  # the retired are not offered
    assert page.verdict.text() == "3 人符合入库条件，1 人不符合。"
    first = page.chooser.basket.model().index(0, 0)
    assert first.data() == "阿拉坦·巴特尔"
    assert "超过年龄上限 35" in first.data(Qt.ItemDataRole.ToolTipRole)
    page.source.set_value("条线推荐")
    page.notice.click()
    notice = page.findChild(NoticeDialog)
    assert notice.windowTitle() == "公示名单（3 人）"
    notice.reject()
    page.confirm.click()
    assert {member.person.name for member in Membership.select()} == {"王祯", "李静", "欧阳文博"}
    assert {member.source for member in Membership.select()} == {"条线推荐"}
    assert tab.side.currentWidget() is tab.members_side
    assert desk.notices.texts == ["3 人已入库，可按 Ctrl+Z 撤销。"]


def test_an_exception_needs_a_reason(young, people, make_tab):
    tab = make_tab()
    tab.members.new()
    page = tab.admit_page
    page.chooser.choose([people["阿拉坦·巴特尔"]])
    assert not page.confirm.isEnabled()
    page.exception.insert("急需执行人才")
    page.exception.textEdited.emit("急需执行人才")
    assert not page.confirm.isEnabled()  # it is not said who decided it
    page.exception_by.insert("党组会")
    page.exception_by.textEdited.emit("党组会")
    assert page.confirm.text() == "入库 1 人（例外 1 人）"
    page.confirm.click()
    assert (Membership.get().exception, Membership.get().exception_by) == ("急需执行人才", "党组会")


def test_people_are_found_and_dropped_by_keyboard(qtbot, young, people, make_tab):
    tab = make_tab()
    tab.members.new()
    chooser = tab.admit_page.chooser
    chooser.search.setFocus()
    qtbot.keyClicks(chooser.search, "wangzhen")
    qtbot.keyClick(chooser.search, Qt.Key.Key_Down)
    assert chooser.table.listing_model.rowCount() == 1
    qtbot.keyClick(chooser.table, Qt.Key.Key_Return)
    assert chooser.chosen == [people["王祯"]]
    assert chooser.table.listing_model.rowCount() == 0
    chooser.basket.setCurrentIndex(chooser.basket.model().index(0, 0))
    qtbot.keyClick(chooser.basket, Qt.Key.Key_Delete)
    assert chooser.chosen == []
    qtbot.keyClick(chooser, Qt.Key.Key_Escape)
    assert tab.side.currentWidget() is tab.members_side


def test_filters_of_age_and_group(young, people, make_tab):
    tab = make_tab()
    tab.members.new()
    chooser = tab.admit_page.chooser
    chooser.age_from.set_value(50)
    chooser.ask()
    assert chooser.table.listing_model.rowCount() == 1
    chooser.age_from.lineEdit().setText("五十")
    chooser.ask()
    assert chooser.age_from.property("wrong")
    assert chooser.table.listing_model.rowCount() == 4
    chooser.age_from.set_value(None)
    chooser.group.set_value("everybody")
    chooser.ask()
    assert chooser.table.listing_model.rowCount() == 5


def test_stages_and_leaving(filled, make_tab, desk):
    tab = make_tab()
    choose(tab, "优秀年轻干部库")
    tab.members.table.selectAll()
    tab.members.set_stage(Stage.MANAGE)
    dialog = tab.members.findChild(StageDialog)
    dialog.day.set_value(None)
    dialog.answer()
    assert dialog.problem.text() == "请填写日期。"
    dialog.day.set_value(DAY)
    dialog.answer()
    assert [entry.evidence for entry in StageEvidence.select()] == ["review", "review"]
    assert Membership.select().where(Membership.stage == Stage.MANAGE).count() == 2
    tab.members.leave_wanted.emit()
    assert tab.leave_bar.words.text() == "选中的 2 人出库"
    tab.leave_bar.confirm.click()
    assert desk.notices.texts[-1] == "请填写出库日期和原因。"
    tab.members.table.selectRow(0)
    assert tab.leave_bar.confirm.text() == "出库 1 人"
    tab.leave_bar.reason.set_value(ExitReason.MOVED)
    tab.leave_bar.confirm.click()
    assert len(listed(tab.members)) == 1
    assert not tab.leave_bar.isVisible()
    assert PoolEntry.select().where(PoolEntry.left == DAY).count() == 1
    tab.members.everybody.click()
    assert len(listed(tab.members)) == 2


def test_a_day_that_cannot_be_read_is_refused(filled, make_tab, desk):
    tab = make_tab()
    tab.members.table.selectAll()
    tab.members.leave_wanted.emit()
    tab.leave_bar.day.setText("明天")
    tab.leave_bar.confirm.click()
    assert "明天" in desk.notices.texts[-1]
    assert Membership.select().where(Membership.left.is_null(False)).count() == 0


def test_the_form_saves_and_removes(filled, make_tab, desk, qtbot):
    tab = make_tab()
    key = Membership.select().first().id
    tab.members.open(key)
    tab.members.form.cells["direction"].editor.set_value("民商事审判")
    tab.members.editing.save()
    assert Membership.by_key(key).direction == "民商事审判"
    desk.notices.answer(True)
    tab.members.editing.remove_opened()
    assert Membership.get_or_none(Membership.id == key) is None
    assert PoolEntry.select().count() == 2


def test_the_first_step_is_a_pool(court, make_tab, desk):
    tab = make_tab()
    assert tab.members.commands.new.text() == "新增人才库…"
    tab.members.commands.new.trigger()
    assert tab.side.currentWidget() is tab.pool_page
    form = tab.pool_page.form
    tab.pool_page.save()
    assert form.cells["name"].problem
    form.cells["name"].editor.set_value("优秀年轻干部库")
    form.cells["type"].editor.set_value("young")
    form.cells["age_limit"].editor.set_value(35)
    tab.pool_page.save()
    assert Pool.get().age_limit == 35
    assert desk.notices.texts[-1].startswith("“优秀年轻干部库”已保存，但现在没有一个人符合入库条件")
    assert pools(tab) == ["全部人才库", "优秀年轻干部库"]
    assert tab.members.pool == Pool.get()
    assert tab.members.commands.new.text() == "入库…"


def test_unsaved_entries_of_a_pool_are_asked_about(young, make_tab, desk):
    tab = make_tab()
    choose(tab, "优秀年轻干部库")
    tab.pools.edit.trigger()
    tab.pool_page.form.cells["name"].editor.set_value("别的名字")
    desk.notices.answer(False, True)
    assert not tab.may_leave()
    tab.pool_page.form.cancel_wanted.emit()
    assert tab.side.currentWidget() is tab.members_side
    assert Pool.get().name == "优秀年轻干部库"


def test_a_pool_in_use_cannot_be_deleted(filled, make_tab, desk):
    tab = make_tab()
    for name in ("优秀年轻干部库", "专家后备库"):
        choose(tab, name)
        tab.pools.edit.trigger()
        desk.notices.answer(True)
        tab.pool_page.form.delete_wanted.emit()
        assert "不能删除" in desk.notices.texts[-1]
        tab.pool_page.form.cancel_wanted.emit()
    assert Pool.select().count() == 2


def test_printing(filled, make_tab, desk, printed):
    tab = make_tab()
    tab.members.print_pool.trigger()
    assert desk.notices.texts == ["请先在左边选一个人才库。"]
    choose(tab, "专家后备库")
    tab.members.print_pool.trigger()
    tab.members.print_ageing.trigger()
    assert [title for _path, title in printed] == ["专家后备库花名册", "2023年超龄人员名单"]
    with Pages(printed[0][0]) as pages:
        assert "阿拉坦" in pages.text(0)


def test_rotations(court, people, make_tab, desk, printed):
    values = {"person": people["王祯"], "planned": date(2023, 9, 1), "to_post": "副庭长"}
    key = editing.add(court, ROTATION, values).id
    tab = make_tab()
    assert tab.head.rotations.text() == "今年待轮岗 1 人次"
    tab.head.rotations.click()
    assert tab.sections.currentWidget() is tab.rotations
    tab.rotations.table.selectAll()
    tab.rotations.set_status(RotationStatus.DONE)
    assert Rotation.by_key(key).status == RotationStatus.DONE
    tab.rotations.print_year()
    assert [title for _path, title in printed] == ["2023年交流轮岗名单"]


def test_a_pool_that_was_found_is_shown(filled, expert, make_tab):
    tab = make_tab()
    tab.show_listing("pools", Listing(POOL, (Condition("t.id = ?", (expert.id,)),)))
    assert tab.pools.key == expert.id
    assert listed(tab.members) == {"阿拉坦·巴特尔"}


def test_imported_members_stand_in_the_dossier(young, people, make_tab, monkeypatch):
    """The dialog itself has tests of its own; here it is one that brings a membership in."""
    from cadre_desktop.kit.qt.imports import import_dialog

    class Importing:
        imported = object()

        def __init__(self, desk, kind, path, parent):
            self.desk, self.kind = desk, kind

        def exec(self):
            values = {"pool": young.id, "person": people["王祯"], "entered": DAY}
            with in_a_writing_job():
                editing.add(self.desk.store, self.kind, values)

    monkeypatch.setattr(import_dialog, "ImportDialog", Importing)
    tab = make_tab()
    tab.members.commands.import_.trigger()
    assert listed(tab.members) == {"王祯"}
    assert PoolEntry.get().pool == "优秀年轻干部库"


def test_names_are_pasted_for_a_pool_and_its_rule_says_who_may_come_in(young, people, make_tab, court):
    tab = make_tab()
    tab.pools.choose(young.id)
    pasting = next(action for own, action in tab.members.commands._own if own.title.startswith("粘贴名单"))
    pasting.trigger()
    page = tab.admit_page
    assert tab.side.currentWidget() is page
    page.chooser.paste_names("推荐人选：王祯、李静")
    assert page.chooser.chosen == [people["王祯"], people["李静"]]
    page.pool.changed.emit()  # another pool is chosen: the names stay
    assert page.chooser.chosen == [people["王祯"], people["李静"]]
    page.exception.set_value("组织决定")
    page._show_verdict()
    page.confirm.click()
    assert listed(tab.members) == {"王祯", "李静"}
    court.undo()
    assert listed(tab.members) == set()


def test_who_is_in_the_pool_is_told_so(filled, young, make_tab):
    tab = make_tab()
    tab._admit("")
    name = sorted(listed(tab.members))[0]
    tab.admit_page.pool.set_value(Pool.get(Pool.id == Membership.get().pool).id)
    tab.admit_page.pool.changed.emit()
    tab.admit_page.chooser.paste_names(name)
    matches = tab.admit_page.chooser.paste._pasted.matches
    assert [match.why for match in matches] == ["已在库里"]
