"""Enrolling many: one sees who it is before they are; by filter, by hand, or from a pasted list of names."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence

from cadre_desktop.courses.actions import enrol, withdraw_enrolment
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.tab import CoursesTab
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.people.choosing import UNASKED, Group
from cadre_desktop.people.dossier import Training, post_training
from cadre_desktop.people.records import Court, Person


@pytest.fixture
def tab(qtbot, desk, course, people):
    """The tab with the page of a course in front."""
    tab = CoursesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1334, 620)
    tab.show()
    tab._open_course(course.id)
    return tab


@pytest.fixture
def page(tab):
    """The page where many are chosen for the course."""
    tab.page.people.enrol_bar.by_filter.trigger()
    return tab.enrol_page


def listed():
    return {row.person.name for row in Enrolment.select()}


def offered(page):
    model = page.chooser.table.listing_model
    return {model.index(row, 0).data() for row in range(model.rowCount())}


def boxes(page):
    return [box for box in page.chooser.paste.table.findChildren(ChoiceInput) if box.isVisibleTo(page)]


def answer(box, value):
    box.set_value(value)
    box.changed.emit()


def stands(page):
    """What the table of pasted names says, row by row."""
    table = page.chooser.paste.table
    return [(table.item(row, 0).text(), table.item(row, 2).text()) for row in range(table.rowCount())]


def test_whom_a_filter_finds_is_seen_and_then_enrolled_in_one_step(tab, page, desk, court, people):
    assert tab.stack.currentWidget() is page and tab.bar.isHidden()
    chooser = page.chooser
    chooser.filters.choose("法院", [Court.get(Court.short_name == "青山法院").id])
    assert offered(page) == {"阿拉坦·巴特尔", "单雄信"}
    assert listed() == set()
    chooser.take_all.click()
    assert chooser.basket.keys == [people["阿拉坦·巴特尔"], people["单雄信"]]
    assert page.confirm.text() == "报名 2 人"
    page.confirm.click()
    assert listed() == {"阿拉坦·巴特尔", "单雄信"}
    assert tab.stack.currentWidget() is tab.page
    assert desk.notices.texts[-1] == "新报名 2 人，可按 Ctrl+Z 撤销。"
    court.undo()
    assert listed() == set()


def test_one_chooses_by_post_line_quota_and_who_has_not_trained_this_year(page, court, people, desk):
    assert {"法院", "部门", "职务", "人员分类", "员额", "条线"} <= page.chooser.filters.buttons.keys()
    with court.step("改"):
        Person.update(quota_judge=True, line="criminal").where(Person.id == people["王祯"]).execute()
    page.chooser.filters.choose("员额", [True])
    assert offered(page) == {"王祯"}
    page.chooser.filters.choose("员额", [])
    page.chooser.filters.choose("职务", ["执行员", "书记员"])
    assert offered(page) == {"欧阳文博", "阿拉坦·巴特尔", "单雄信"}
    page.chooser.filters.clear()
    day = desk.clock.today()
    post_training(court, 7, [Training(people["王祯"], "讲座", day, 40), Training(people["李静"], "讲座", day, 40)])
    page.chooser.untrained.setChecked(True)
    assert offered(page) == {"欧阳文博", "阿拉坦·巴特尔", "单雄信"}
    assert page.chooser.narrowed


def test_the_whole_city_is_never_one_click_away(page, court, desk, people):
    with court.step("更多人员"):
        Person.add_many([{"name": f"王{number}", "court": Court.get().id} for number in range(UNASKED)])
    chooser = page.chooser
    assert not chooser.take_all.isEnabled() and chooser.take_all.text() == "全部加入"
    assert "筛选" in chooser.take_all.toolTip()
    chooser._take_all()  # by its keys
    assert chooser.chosen == []
    chooser.group.set_value(Group.EVERYBODY)
    chooser.ask()
    assert not chooser.take_all.isEnabled()
    chooser.table.selectAll()
    desk.notices.answer(False)
    chooser.take_selected.click()
    assert chooser.chosen == [] and "没有设置任何筛选条件" in desk.notices.texts[-1]
    chooser.age_from.set_value(18)
    chooser.ask()
    assert chooser.take_all.isEnabled()


def test_the_bar_follows_who_is_on_the_list_already(page, court, course, people):
    chooser = page.chooser
    assert chooser.found.text() == "列出 5 人"
    enrol(court, course, [people["王祯"], people["李静"]])
    assert chooser.found.text() == "列出 3 人，另有 2 人已在名单上"
    assert offered(page) == {"欧阳文博", "阿拉坦·巴特尔", "单雄信"}
    withdraw_enrolment(court, [Enrolment.get(Enrolment.person == people["王祯"]).id])
    assert chooser.found.text() == "列出 4 人，另有 1 人已在名单上"
    chooser.choose([people["王祯"]])
    assert chooser.found.text() == "列出 3 人，另有 1 人已在名单上"
    chooser._drop([people["王祯"]])
    assert chooser.found.text() == "列出 4 人，另有 1 人已在名单上"


def test_names_of_a_message_are_recognised_asked_about_and_enrolled(tab, desk, court, course, people):
    with court.step("同名"):
        other = Person.add(name="王祯", court=Court.get(Court.short_name == "昆区法院"), post="法警").id
    enrol(court, course, [people["李静"]])
    tab.page.people.enrol_bar.by_names.trigger()
    page = tab.enrol_page
    page.chooser.paste_names("参会人员：\n1. 王祯、李静\n2. 单雄心、欧阳文博（执行局） 欧阳文博\n收到请回复")
    assert stands(page) == [
        ("王祯", "同名 2 人"),
        ("单雄心", "没有这个人，有相近的"),
        ("李静", "已报名"),
        ("欧阳文博（执行局）", "已列入右边"),
        ("欧阳文博", "上面已有"),
    ]
    paste = page.chooser.paste
    assert paste.summary.text() == "认出 5 个名字，已列入 1 人，2 个要您选定，1 人不能加入，1 处重复"
    assert paste.aside.text() == "没有当作姓名的文字：参会人员、收到请回复"
    assert page.chooser.chosen == [people["欧阳文博"]]
    first, second = boxes(page)
    assert first.itemText(2) == "王祯　昆区法院 · 法警" and first.itemText(3) == "不加入"
    answer(first, other)
    answer(second, people["单雄信"])
    assert set(page.chooser.chosen) == {people["欧阳文博"], other, people["单雄信"]}
    page.confirm.click()
    assert {row.__data__["person"] for row in Enrolment.select()} == {
        *map(people.get, ("李静", "欧阳文博", "单雄信")),
        other,
    }
    court.undo()
    assert listed() == {"李静"}


def test_names_still_open_are_not_left_behind_in_silence(tab, desk, people):
    tab.page.people.enrol_bar.by_names.trigger()
    page = tab.enrol_page
    page.chooser.paste_names("王祯、诸葛孔明")
    desk.notices.answer(False)
    page.confirm.click()
    assert "还有 1 个名字没有选定是谁：诸葛孔明" in desk.notices.texts[-1]
    assert listed() == set() and tab.stack.currentWidget() is page
    desk.notices.answer(True)
    page.confirm.click()
    assert listed() == {"王祯"}
    assert desk.notices.texts[-1].startswith("新报名 1 人，可按 Ctrl+Z 撤销。还有 1 个名字没有选定是谁，都留在这里")
    assert tab.stack.currentWidget() is page and stands(page) == [("诸葛孔明", "没有这个人")]
    assert page.chooser.chosen == []


def test_names_that_stay_open_can_be_copied_and_are_there_the_next_time(tab, desk, court, course, people):
    tab.page.people.enrol_bar.by_names.trigger()
    page = tab.enrol_page
    page.chooser.paste_names("王祯、诸葛孔明（刑庭）、单雄心")
    desk.notices.answer(True)
    page.confirm.click()
    paste = page.chooser.paste
    assert paste.text.value() == "诸葛孔明（刑庭）\n单雄心" and paste.copy_open.isVisible()
    paste.copy_open.click()
    assert QGuiApplication.clipboard().text() == "诸葛孔明（刑庭）\n单雄心"
    page.chooser.given_up.emit()
    assert tab.stack.currentWidget() is tab.page
    assert desk.notices.texts[-1] == "没有选定的 2 个名字留着，下次“粘贴名单”时还在。"
    tab.page.people.enrol_bar.by_names.trigger()
    assert [name for name, _words in stands(page)] == ["诸葛孔明（刑庭）", "单雄心"]
    answer(boxes(page)[0], 0)
    answer(boxes(page)[1], people["单雄信"])
    assert not paste.copy_open.isVisible()
    page.confirm.click()
    assert listed() == {"王祯", "单雄信"} and tab.stack.currentWidget() is tab.page
    tab.page.people.enrol_bar.by_names.trigger()
    assert stands(page) == []


def test_a_name_nobody_has_can_be_left_out_on_purpose(tab, people):
    tab.page.people.enrol_bar.by_names.trigger()
    page = tab.enrol_page
    page.chooser.paste_names("王祯、诸葛孔明")
    answer(boxes(page)[0], 0)
    page.confirm.click()
    assert listed() == {"王祯"}


def test_who_is_not_meant_is_said_so_and_who_was_taken_can_be_taken_off(tab, people):
    tab.page.people.enrol_bar.by_names.trigger()
    chooser = tab.enrol_page.chooser
    chooser.paste_names("王祯、单雄心")
    (box,) = boxes(tab.enrol_page)
    answer(box, 0)
    assert ("单雄心", "不加入") in stands(tab.enrol_page) and chooser.open_names == []
    chooser._drop([people["王祯"]])
    assert ("王祯", "已移出，双击恢复") in stands(tab.enrol_page) and chooser.chosen == []
    table = chooser.paste.table
    row = next(row for row in range(table.rowCount()) if table.item(row, 0).text() == "王祯")
    table.activated.emit(table.model().index(row, 0))
    assert chooser.chosen == [people["王祯"]]
    (box,) = boxes(tab.enrol_page)
    answer(box, None)
    assert chooser.open_names == ["单雄心"]


def test_choices_stay_while_the_text_is_changed_and_people_chosen_by_hand_too(tab, people):
    tab.page.people.enrol_bar.by_names.trigger()
    chooser = tab.enrol_page.chooser
    chooser.choose([people["李静"]])
    chooser.paste_names("单雄心")
    answer(boxes(tab.enrol_page)[0], people["单雄信"])
    chooser.paste.text.set_value("单雄心、王祯")
    chooser.paste.read()
    assert chooser.chosen == [people["李静"], people["单雄信"], people["王祯"]]
    chooser.paste.text.set_value("王祯")
    chooser.paste.read()
    assert chooser.chosen == [people["李静"], people["王祯"]]


def test_a_list_pasted_where_one_name_is_typed_goes_where_lists_are_read(qtbot, tab, people):
    picker = tab.page.people.enrol_bar.picker
    picker.setFocus()
    QGuiApplication.clipboard().setText("王祯、李静")
    (keys,) = QKeySequence.keyBindings(QKeySequence.StandardKey.Paste)[:1]
    qtbot.keyClick(picker, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert keys.toString() == "Ctrl+V"
    assert tab.stack.currentWidget() is tab.enrol_page
    assert tab.enrol_page.chooser.chosen == [people["王祯"], people["李静"]]
    assert picker.text() == ""


def test_one_name_pasted_is_typed_as_ever(qtbot, tab):
    picker = tab.page.people.enrol_bar.picker
    picker.setFocus()
    QGuiApplication.clipboard().setText("王 祯")
    qtbot.keyClick(picker, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert tab.stack.currentWidget() is tab.page


def test_by_keys_alone(qtbot, tab, people):
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    tab.page.people.enrol_bar.picker.setFocus()
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(tab.page.people.enrol_bar.picker, Qt.Key.Key_V, held)
    page = tab.enrol_page
    assert tab.stack.currentWidget() is page
    text = page.chooser.paste.text
    text.insertPlainText("王祯 李静")
    qtbot.waitUntil(lambda: page.chooser.chosen == [people["王祯"], people["李静"]])
    qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert listed() == {"王祯", "李静"}


def test_tab_goes_from_the_text_to_the_questions(qtbot, tab, people):
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    tab.page.people.enrol_bar.by_names.trigger()
    page = tab.enrol_page
    page.chooser.paste_names("单雄心、王珍、李静")
    page.chooser.paste.text.setFocus()
    seen = []
    for _step in range(5):
        qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_Tab)
        seen.append(tab.focusWidget())
    paste = page.chooser.paste
    assert seen == [paste.copy_open, paste.from_book, *boxes(page), paste.table]


def test_whom_one_has_chosen_is_not_lost_by_a_mistaken_key(qtbot, tab, page, desk, people):
    qtbot.keyClick(page.chooser, Qt.Key.Key_Escape)
    assert tab.stack.currentWidget() is tab.page
    tab.page.people.enrol_bar.by_filter.trigger()
    page.chooser.choose([people["王祯"]])
    desk.notices.answer(False)
    qtbot.keyClick(page.chooser, Qt.Key.Key_Escape)
    assert tab.stack.currentWidget() is page
    assert desk.notices.texts[-1] == "已选的 1 人还没有加入，离开后要重新选。确定离开吗？"
    desk.notices.answer(True)
    qtbot.keyClick(page.chooser, Qt.Key.Key_Escape)
    assert tab.stack.currentWidget() is tab.page and listed() == set()


def test_thousands_of_names_to_ask_about_do_not_keep_the_window_waiting(page, qtbot):
    """A choice for each is made when it comes into sight; of two names alike each keeps its own answer."""
    names = [f"赵{chr(0x6000 + number)}" for number in range(600)]
    page.chooser.paste_names("、".join([*names, names[0]]))
    table = page.chooser.paste.table
    assert table.rowCount() == 601
    assert 0 < len(boxes(page)) < 300
    assert len(page.chooser.paste.open_names) == 601
    table.scrollToBottom()
    assert len(boxes(page)) == 601
    last = table.cellWidget(600, 1)
    answer(last, 0)
    assert stands(page)[600] == (names[0], "不加入")
    assert stands(page)[0] == (names[0], "没有这个人")
