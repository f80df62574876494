"""The program itself, that can be asked over its standard input what its window shows: `python program.py FILE`.

A line of JSON is a question, a line of JSON the answer. ``show`` brings a place to write to the front and gives it the
keyboard; ``state`` tells what is in it; ``choice`` which input method was chosen.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QLineEdit, QListView, QScrollArea, QTableView, QWidget

from cadre_desktop.contests.screens.contest_page import MARKING
from cadre_desktop.contests.screens.marking.sheet_model import FIXED
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.talk.notices import QtNotices
from cadre_desktop.window import input_method, launch
from cadre_desktop.window.frame.finder import Finder
from cadre_desktop.window.frame.main_window import MainWindow
from cadre_desktop.window.tabs import TABS


class Asked:
    """Answers questions about the window of `launcher`."""

    def __init__(self) -> None:
        self.place: QWidget | None = None
        self.answered: str | None = None
        self._asking = False
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._read)

    def _read(self) -> None:
        line = sys.stdin.readline()
        if not line:
            QApplication.exit()
            return
        question = json.loads(line)
        name = question.pop("ask")
        QTimer.singleShot(0, lambda: self._answer(name, question))  # outside of whatever loop reads

    def _answer(self, name: str, details: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps(getattr(self, name)(**details), ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def choice(self) -> dict[str, Any]:
        """What was chosen, and the module that Qt has loaded for it."""
        return vars(CHOSEN[0])

    def show(self, place: str) -> bool:
        """Bring a place to the front, empty, and give it the keyboard; answers whether it has it."""
        window = next((one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)), None)
        if window is None or window.waits or not QApplication.activeWindow():
            return False
        box = QApplication.activeModalWidget()
        if isinstance(box, QDialog) and place != "dialog":  # what is said on opening, or left over
            box.reject()
            return False
        line = getattr(self, f"_{place}")(window)
        if line is None:
            return False
        self.place = line
        for area in window.findChildren(QScrollArea):
            if area.isAncestorOf(line):
                area.ensureWidgetVisible(line)
        if isinstance(line, QLineEdit):
            line.clear()
        line.setFocus()
        return bool(line.hasFocus())

    def state(self) -> dict[str, Any]:
        """The text of the place, where its caret stands on the screen, what is open over it, and what a dialog said."""
        line = self.place
        assert line is not None
        popup = QApplication.activePopupWidget()
        return {
            "text": written_in(line),
            "caret": caret_of(line),
            "popup": type(popup).__name__ if popup else "",
            "focus": line.hasFocus(),
            "answered": self.answered,
        }

    # Places.

    def _search(self, window: MainWindow) -> QWidget:
        return people(window).search

    def _form(self, window: MainWindow) -> QWidget | None:
        return self._in_form(window, lambda field: field.accessibleName() == "姓名")

    def _number(self, window: MainWindow) -> QWidget | None:
        return self._in_form(window, lambda field: field.accessibleName() == "身份证号")

    def _staff_number(self, window: MainWindow) -> QWidget | None:
        return self._in_form(window, lambda field: field.accessibleName() == "工号")

    def _picker(self, window: MainWindow) -> QWidget | None:
        return self._in_form(window, lambda field: isinstance(field, RecordInput) and field.accessibleName() == "部门")

    def _in_form(self, window: MainWindow, meant: Callable[[QWidget], bool]) -> QWidget | None:
        view = people(window)
        if not view.form.isVisible():
            view.editing.new()
        fields = (field for field in view.form.findChildren(QWidget) if field.isVisible() and meant(field))
        return next(fields, None)

    def _choice(self, window: MainWindow) -> QWidget | None:
        return self._in_form(window, lambda field: isinstance(field, ChoiceInput) and field.accessibleName() == "性别")

    def _list_of_choice(self, window: MainWindow) -> QWidget | None:
        box = self._choice(window)
        if isinstance(box, ChoiceInput) and not box.view().isVisible():
            box.set_value("")
            box.showPopup()
        return box.view() if isinstance(box, ChoiceInput) else None

    def _grid(self, window: MainWindow) -> QWidget | None:
        tab = brought(window, "contests")
        tab.page.bring(MARKING)
        table = tab.page.marking.table
        if not tab.page.marking.model.rows:
            return None  # they are still being read
        table.setCurrentIndex(table.model().index(0, FIXED))
        return table

    def _finder(self, window: MainWindow) -> QWidget:
        window.find_action.trigger()
        return window.findChild(Finder).line

    def _dialog(self, window: MainWindow) -> QWidget | None:
        if not self._asking:
            self._asking = True
            QTimer.singleShot(0, self._ask_text)
        dialog = QApplication.activeModalWidget()
        return dialog.findChild(TextInput) if dialog else None

    def _ask_text(self) -> None:
        self.answered = QtNotices(QApplication.activeWindow()).ask_text("改名", "视图的名称")
        self._asking = False


CHOSEN: list[input_method.InputMethodChoice] = []


def caret_of(widget: QWidget) -> list[int]:
    """Where the caret of a widget stands on the screen, in its own right: left, top, width, height."""
    area = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    area = area.toRect() if hasattr(area, "toRect") else area
    place = widget.mapToGlobal(QPoint(area.x(), area.y()))
    return [place.x(), place.y(), area.width(), area.height()]


def written_in(widget: Any) -> str:
    """The text of a line, or of the cell of a table that is worked on."""
    if isinstance(widget, QTableView):
        editor = widget.indexWidget(widget.currentIndex()) or widget.viewport().findChild(QLineEdit)
        return editor.text() if isinstance(editor, QLineEdit) else str(widget.currentIndex().data() or "")
    while isinstance(widget, QListView | QFrame) and not isinstance(widget, ChoiceInput):
        widget = widget.parent()  # of a list the box that it chooses for
    return widget.currentText() if isinstance(widget, ChoiceInput) else widget.text()


def brought(window: MainWindow, key: str) -> Any:
    """A tab, brought to the front."""
    place, plan = next((place, plan) for place, plan in enumerate(TABS) if plan.key == key)
    window.tabs.setCurrentIndex(place)
    return window.tab(plan)


def people(window: MainWindow) -> Any:
    """The list of people, brought to the front."""
    return brought(window, "people").view("people")


def main() -> int:
    make, choose = launch.make_application, input_method.choose

    def made(*arguments: Any) -> QApplication:
        app = make(*arguments)
        app.asked = Asked()  # lives as long as the application
        return app

    def chosen(*arguments: Any) -> input_method.InputMethodChoice:
        CHOSEN.append(choose(*arguments))
        return CHOSEN[-1]

    launch.make_application, input_method.choose = made, chosen
    return launch.run_window(Path(sys.argv[1]), False)


if __name__ == "__main__":
    raise SystemExit(main())
