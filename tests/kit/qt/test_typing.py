"""What input methods learn of fields: where the caret is, also under an open list, and where they are not wanted."""

import peewee
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QStringListModel, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodQueryEvent
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter, QLineEdit, QPushButton, QWidget

from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput, MonthInput
from cadre_desktop.kit.qt.fields.editors import EDITORS, Surroundings
from cadre_desktop.kit.qt.fields.number_fields import CountInput, FixedInput, HoursInput
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.fields.search_input import SearchInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.keyboard.caret_place import CaretPlace
from cadre_desktop.kit.qt.lists.filter_popup import FilterChoice, FilterPopup
from cadre_desktop.kit.store import fields as stored
from cadre_desktop.people.records import Court, Department
from cadre_desktop.schema import kinds

ENABLED = Qt.InputMethodQuery.ImEnabled


def answers(widget, queries):
    event = QInputMethodQueryEvent(queries)
    QCoreApplication.sendEvent(widget, event)
    return event


# Where the caret is.


@pytest.fixture
def place(qapp):
    """The place of carets, as the program has it; put away again, for other tests have their own application of Qt."""
    made = CaretPlace(qapp)
    yield made
    qapp.focusWindowChanged.disconnect(made._look)
    QGuiApplication.inputMethod().cursorRectangleChanged.disconnect(made._look)
    made.deleteLater()


def picker(court, window):
    return RecordInput(Department, InlineJobs(), parent=window)


def completed_line(_court, window):
    line = QLineEdit(window)
    completer = QCompleter(QStringListModel(["Beijing", "Beifang"], line), line)
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    line.setCompleter(completer)
    return line


def completed_box(_court, window):
    box = QComboBox(window, editable=True)
    box.addItems(["Beijing", "Beifang"])
    box.setCurrentIndex(-1)
    box.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    return box


def caret_told():
    """Where input methods put their candidates: they count from the corner of the window with the focus."""
    window = QGuiApplication.focusWindow()
    assert window is not None
    return window.mapToGlobal(QGuiApplication.inputMethod().cursorRectangle().topLeft().toPoint())


def caret_seen(line):
    area = line.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    return line.mapToGlobal(QPoint(int(area.x()), int(area.y())))


@pytest.mark.parametrize("make", [picker, completed_line, completed_box])
def test_candidates_stand_at_the_caret_while_a_list_is_open(place, court, qtbot, make):
    with court.step("录入部门"):
        for name in ("北京联络处", "北方办事处"):
            Department.add(court=Court.get(), name=name)
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(60, 40, 500, 400)
    made = make(court, window)
    made.setGeometry(120, 210, 300, 32)
    line = made.lineEdit() if isinstance(made, QComboBox) else made
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())
    made.setFocus()
    assert caret_told() == caret_seen(made)
    qtbot.keyClick(line, "b")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is popup.windowHandle())
    assert caret_told() == caret_seen(made)
    line.insert("e")
    assert caret_told() == caret_seen(made)
    popup.hide()
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())
    assert caret_told() == caret_seen(made)


def test_so_they_do_in_a_list_that_has_a_line_of_its_own(place, qtbot):
    button = QPushButton("民族")
    qtbot.addWidget(button)
    button.setGeometry(200, 120, 90, 30)
    button.show()
    popup = FilterPopup(button)
    popup.fill([FilterChoice(f"民族{number}", (number,), 1) for number in range(40)], ())
    popup.show_below(button)
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is popup.windowHandle())
    qtbot.keyClick(popup.search, "a")
    assert caret_told() == caret_seen(popup.search)
    popup.close()


# Where they are not wanted.

DIGITS = {
    *(stored.IdNumberField, stored.PhoneField, stored.DateField, stored.RequiredDateField, stored.MonthField),
    *(stored.CountField, stored.YearField, stored.FixedField, stored.HoursField, stored.PointsField),
    *(stored.FactorField, stored.PercentField, stored.MoneyField),
}
WORDS = {
    *(stored.TextField, stored.RequiredTextField, stored.NameField, stored.HolderField, stored.OrderField),
    *(stored.NumberField, stored.MarkField),
}
"""A staff number may begin with a name (包法警017), a mark may be a word (优秀)."""


def columns_typed():
    """One column of each type of field that is typed in."""
    every = (column for kind in kinds().values() for column in kind.columns)
    return {type(column.field): column for column in every if type(column.field) in DIGITS | WORDS}


@pytest.mark.parametrize("column", [pytest.param(one, id=kind.__name__) for kind, one in columns_typed().items()])
def test_only_fields_of_words_take_an_input_method(qtbot, column):
    editor = EDITORS[type(column.field)](column, Surroundings(InlineJobs(), RecordedNotices()))
    qtbot.addWidget(editor)
    assert answers(editor, ENABLED).value(ENABLED) is (type(column.field) in WORDS)


def test_each_kind_of_field_is_either_typed_or_chosen():
    chosen = {stored.CodeField, stored.FlagField, stored.PhotoField, peewee.ForeignKeyField}
    assert set(EDITORS) == DIGITS | WORDS | chosen


@pytest.mark.parametrize("make", [DateInput, MonthInput, CountInput, HoursInput, lambda: FixedInput(2)])
def test_a_field_of_digits_answers_everything_else_as_ever(qtbot, make):
    field = make()
    qtbot.addWidget(field)
    queries = ENABLED | Qt.InputMethodQuery.ImCursorPosition | Qt.InputMethodQuery.ImHints
    event = answers(field, queries)
    assert event.isAccepted()
    assert event.value(ENABLED) is False
    assert event.value(Qt.InputMethodQuery.ImCursorPosition) == 0
    assert event.value(Qt.InputMethodQuery.ImHints) is not None
    assert answers(field, Qt.InputMethodQuery.ImHints).value(ENABLED) is None


def test_an_open_list_is_searched_by_letters_not_written_in(qtbot):
    box = ChoiceInput((("1", "男"), ("2", "女")))
    qtbot.addWidget(box)
    box.show()
    box.showPopup()
    qtbot.waitUntil(box.view().isVisible)
    assert answers(box.view(), ENABLED).value(ENABLED) is False
    assert answers(box, ENABLED).value(ENABLED) is False
    box.hidePopup()


@pytest.mark.parametrize("make", [TextInput, SearchInput])
def test_a_field_of_words_takes_one(qtbot, make):
    field = make()
    qtbot.addWidget(field)
    assert answers(field, ENABLED).value(ENABLED) is True
