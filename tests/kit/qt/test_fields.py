from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QToolButton

from cadre_desktop.kit.codes import CodeItem, CodeTable
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.calendar_popup import CalendarPopup
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput, MonthInput
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.fields.number_fields import CountInput, FixedInput, HoursInput
from cadre_desktop.kit.qt.fields.photo_field import PhotoInput, portrait
from cadre_desktop.kit.qt.fields.search_input import SearchInput
from cadre_desktop.kit.qt.fields.text_fields import FlagInput, LongTextInput, TextInput
from cadre_desktop.kit.qt.fields.title_line import TitleLine
from cadre_desktop.kit.qt.look.field_base import mark_wrong
from cadre_desktop.kit.qt.look.field_guards import calm_wheel
from cadre_desktop.kit.qt.look.theme import LIGHT, apply_theme

STAGES = CodeTable(
    "stage",
    (CodeItem("select", "选拔"), CodeItem("train", "培育"), CodeItem("manage", "管理"), CodeItem("use", "使用")),
)


def told(field):
    heard = []
    field.changed.connect(lambda: heard.append(1))
    return heard


@pytest.mark.parametrize(
    ("make", "value"),
    [
        (DateInput, date(2023, 3, 1)),
        (MonthInput, date(1985, 3, 1)),
        (HoursInput, 45),
        (CountInput, 12),
        (lambda: FixedInput(2, "元"), 123450),
        (TextInput, "欧阳文博"),
        (LongTextInput, "一\n二"),
        (FlagInput, True),
        (SearchInput, "wz"),
        (lambda: ChoiceInput(STAGES), "train"),
    ],
)
def test_a_value_comes_back_and_setting_it_is_no_change(qtbot, make, value):
    field = make()
    qtbot.addWidget(field)
    heard = told(field)
    field.set_value(value)
    assert field.value() == value and heard == []
    field.set_value(None)
    assert not field.value() and heard == []


def test_date_typed_without_dashes_is_written_properly(qtbot):
    field = DateInput()
    qtbot.addWidget(field)
    heard = told(field)
    qtbot.keyClicks(field, "20230301")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.value(), field.text()) == (date(2023, 3, 1), "2023-03-01")
    assert heard


def test_unreadable_date_stays_and_says_why(qtbot):
    field = DateInput()
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "20230230")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "20230230"
    with pytest.raises(Unclear, match="不存在"):
        field.value()


def test_arrows_move_day_and_month(qtbot):
    day, month = DateInput(), MonthInput()
    for field in (day, month):
        qtbot.addWidget(field)
    day.set_value(date(2024, 2, 29))
    qtbot.keyClick(day, Qt.Key.Key_Up)
    month.set_value(date(1985, 12, 1))
    qtbot.keyClick(month, Qt.Key.Key_Up)
    assert (day.value(), month.value()) == (date(2024, 3, 1), date(1986, 1, 1))


def test_calendar_opens_by_key_and_hands_the_day_over(qtbot):
    field = DateInput()
    qtbot.addWidget(field)
    field.set_value(date(2024, 3, 18))
    heard = told(field)
    field.show()
    qtbot.keyClick(field, Qt.Key.Key_F4)
    days = field.findChild(CalendarPopup).calendar.focusProxy()
    qtbot.keyClick(days, Qt.Key.Key_Right)
    qtbot.keyClick(days, Qt.Key.Key_Return)
    assert field.value() == date(2024, 3, 19) and heard


def test_hours_step_by_halves_and_not_below_zero(qtbot):
    field = HoursInput()
    qtbot.addWidget(field)
    heard = told(field)
    field.stepBy(3)
    assert field.value() == 15 and heard
    field.stepBy(-9)
    assert field.value() == 0
    field.allow_negative()
    field.stepBy(-1)
    assert field.value() == -5


def test_typed_number_is_exact(qtbot):
    field = FixedInput(2, "元")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "1,234.5")
    assert field.value() == 123450
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.lineEdit().text() == "1234.5"
    qtbot.keyClicks(field, "678")
    with pytest.raises(Unclear, match="2 位"):
        field.value()


def test_choice_by_initials(qtbot):
    box = ChoiceInput(STAGES)
    qtbot.addWidget(box)
    heard = told(box)
    qtbot.keyClicks(box, "py")
    assert box.value() == "train" and heard
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    assert box.value() == ""


def test_a_list_opened_begins_a_new_search(qtbot):
    box = ChoiceInput([("m", "男"), ("f", "女")])
    qtbot.addWidget(box)
    box.show()
    qtbot.keyClicks(box, "nv")
    assert box.value() == "f"
    box.showPopup()
    qtbot.keyClicks(box.view(), "nan")
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert box.value() == "m"


def test_choice_without_empty_line(qtbot):
    box = ChoiceInput([(7, "包头市"), (8, "青山区")], empty=False, nothing=None)
    qtbot.addWidget(box)
    assert box.value() is None
    box.set_value(8)
    box.set_choices([(8, "青山区人民法院"), (9, "东河区")])
    assert (box.value(), box.currentText()) == (8, "青山区人民法院")


def test_a_value_that_is_not_offered_any_more_gives_way(qtbot):
    box = ChoiceInput([(1, "刑事"), (2, "民事")], empty=False, nothing=None)
    qtbot.addWidget(box)
    box.set_value(2)
    box.offer([(2, "民事审判"), (3, "执行")])
    assert (box.value(), box.currentText()) == (2, "民事审判")
    box.offer([(3, "执行"), (4, "行政")], wanted=4)
    assert (box.value(), box.count()) == (4, 2)
    box.offer([(5, "立案"), (6, "信访")], wanted=4)
    assert (box.value(), box.count()) == (5, 2)
    box.offer([])
    assert (box.value(), box.count()) == (None, 0)


def test_unknown_stored_value_is_not_lost(qtbot):
    box = ChoiceInput(STAGES)
    qtbot.addWidget(box)
    box.set_value("旧代码")
    assert (box.value(), box.currentText()) == ("旧代码", "旧代码")


def wheel(widget):
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_an_open_list_keeps_its_line_unless_other_choices_come(qtbot):
    box = ChoiceInput([(1, "刑事"), (2, "民事"), (3, "执行")], empty=False, nothing=None)
    box.set_value(1)
    qtbot.addWidget(box)
    box.show()
    box.showPopup()
    box.view().setCurrentIndex(box.model().index(1, 0))
    box.set_choices([(1, "刑事 3/9"), (2, "民事 4/9"), (3, "执行")])
    assert box.view().isVisible() and box.view().currentIndex().data() == "民事 4/9"
    assert box.value() == 1 and box.currentText() == "刑事 3/9"
    box.set_choices([(3, "执行"), (1, "刑事")])
    assert not box.view().isVisible() and box.value() == 1


@pytest.mark.parametrize("make", [lambda: ChoiceInput(STAGES), HoursInput])
def test_wheel_in_passing_changes_nothing(qtbot, make):
    field = make()
    qtbot.addWidget(field)
    before = field.value()
    wheel(field)
    assert field.value() == before


def test_wheel_guard_lets_a_focused_box_scroll(qtbot):
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems(["一", "二"])
    calm_wheel(box)
    box.show()
    wheel(box)
    assert box.currentIndex() == 0
    box.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    wheel(box)
    assert box.currentIndex() == 1


def test_wrong_field_gets_a_red_border(qtbot, qapp):
    apply_theme(qapp, "light")
    field = TextInput()
    qtbot.addWidget(field)
    field.resize(120, 32)
    mark_wrong(field, True)
    edge = field.grab().toImage().pixelColor(60, 0).name()
    mark_wrong(field, False)
    assert edge == LIGHT.bad.lower() != field.grab().toImage().pixelColor(60, 0).name()


def test_search_waits_a_little_and_enter_does_not(qtbot):
    box = SearchInput()
    qtbot.addWidget(box)
    with qtbot.waitSignal(box.searched) as searched:
        qtbot.keyClicks(box, "wz")
    assert searched.args == ["wz"]
    heard = []
    box.searched.connect(heard.append)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert heard == []
    qtbot.keyClicks(box, "h")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert heard == ["wzh", ""]


def test_down_leaves_for_the_list(qtbot):
    box = SearchInput()
    qtbot.addWidget(box)
    with qtbot.waitSignal(box.down):
        qtbot.keyClick(box, Qt.Key.Key_Down)


def picture(path, width, height):
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    image.save(str(path))
    return path


@pytest.mark.parametrize(
    ("size", "result"), [((2000, 1000), (480, 600)), ((1000, 3000), (480, 600)), ((80, 300), (80, 100))]
)
def test_portraits_are_four_to_five_and_small(tmp_path, qapp, size, result):
    data = portrait(picture(tmp_path / "a.png", *size).read_bytes())
    image = QImage.fromData(data, "JPG")
    assert (image.width(), image.height()) == result
    assert image.pixelColor(1, 1).lightness() > 250


def test_photo_is_chosen_removed_and_refused(qtbot, tmp_path):
    wrong = tmp_path / "b.jpg"
    wrong.write_text("no picture")
    notices = RecordedNotices(picture(tmp_path / "a.png", 200, 250), None, wrong, tmp_path / "gone.png")
    field = PhotoInput(notices)
    qtbot.addWidget(field)
    heard = told(field)
    for _ in range(4):
        qtbot.keyClick(field, Qt.Key.Key_Space)
    assert field.value().startswith(b"\xff\xd8") and len(heard) == 1
    assert [
        "照片" in message.text or "找不到" in message.text for message in notices.messages if message.kind == "warn"
    ] == [True, True]
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert field.value() == b"" and len(heard) == 2


def test_title_line_takes_three_actions(qtbot):
    line = TitleLine("人员", SearchInput())
    qtbot.addWidget(line)
    action = QAction("新增(&N)…", line)
    action.setShortcut("Ctrl+N")
    heard = []
    action.triggered.connect(lambda: heard.append(1))
    button = line.add_action(action, primary=True)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (heard, button.text()) == ([1], "新增…") and "Ctrl+N" in button.toolTip()
    action.setEnabled(False)
    assert not button.isEnabled()
    line.add_action(action)
    line.add_action(action)
    with pytest.raises(ValueError, match="three"):
        line.add_action(action)


def test_long_counts_give_way_and_stay_readable(qtbot):
    line = TitleLine("人员")
    qtbot.addWidget(line)
    line.resize(260, 40)
    line.set_counts("共 1,284 人 · 本年度已结业 796 人 · 其余在学")
    line.show()
    label = next(label for label in line.findChildren(QLabel) if label.toolTip())
    assert label.text().endswith("…") and label.toolTip().endswith("其余在学")


def test_empty_state_shows_its_sentence_whole(qtbot):
    state = EmptyState(
        "course",
        "还没有培训班",
        "新建一个培训班，或者从 Excel 名册导入去年的班次，导入前可以逐行预览，写错的行会单独列出。",
    )
    qtbot.addWidget(state)
    state.resize(700, 400)
    state.show()
    sentence = next(label for label in state.findChildren(QLabel) if label.text().startswith("新建"))
    assert sentence.height() >= sentence.heightForWidth(sentence.width())
    assert QSize(sentence.size()).width() <= 420


def drop(field, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    no_button, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, no_button, no_key)
    QApplication.sendEvent(field, enter)
    hovered = field.grab().toImage()
    if enter.isAccepted():
        QApplication.sendEvent(field, QDropEvent(QPointF(9, 9), copy, data, no_button, no_key))
    return hovered


def test_photo_is_dropped_and_seen(qtbot, tmp_path):
    field = PhotoInput(RecordedNotices())
    qtbot.addWidget(field)
    field.show()
    empty = field.grab().toImage()
    image = QImage(200, 250, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    image.save(str(tmp_path / "a.jpg"))
    hovered = drop(field, tmp_path / "a.jpg")
    assert hovered != empty
    assert field.value() and field.grab().toImage().pixelColor(56, 90).green() > 100
    qtbot.mouseClick(field.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert field.value() == b""


def test_two_files_at_once_are_not_a_photo(qtbot, tmp_path):
    field = PhotoInput(RecordedNotices())
    qtbot.addWidget(field)
    drop(field, tmp_path / "a.jpg", tmp_path / "b.jpg")
    assert field.value() == b""


def test_long_text_is_no_higher_than_what_is_written_where_there_is_little_room(qtbot):
    field = LongTextInput()
    qtbot.addWidget(field)
    field.resize(200, 90)
    field.show()
    whole = field.sizeHint().height()
    field.keep_low(True)
    low = field.sizeHint().height()
    assert field.minimumSizeHint().height() == low < whole
    field.set_value("一\n二")
    assert low < field.sizeHint().height() < whole
    field.set_value("一\n二\n三\n四")
    assert field.sizeHint().height() == whole
    field.keep_low(False)
    field.set_value("")
    assert field.sizeHint().height() == whole
