"""On 1366 × 768 at 150 % every window fits, and no page has to be moved sideways to be read.

With the largest letters of the program on top of that pages scroll, but buttons below a dialog are always seen, and so
is whatever has the keyboard.
"""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QWidget,
)
from shown_widgets import shown
from tour import Stop, described, settle
from walking import begin, walked

from cadre_desktop.courses.screens.clash_line import ClashLine
from cadre_desktop.courses.screens.month_table import MonthTable
from cadre_desktop.kit.qt.forms.form import Form
from cadre_desktop.kit.qt.keyboard.in_sight import InSight
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.table import TableView
from cadre_desktop.kit.qt.look.chip import chip_width
from cadre_desktop.kit.qt.look.theme import apply_theme
from cadre_desktop.kit.store.fields import CodeField
from cadre_desktop.overview.screens.cards import FigureCard
from cadre_desktop.window.frame.room import Room

pytestmark = pytest.mark.xdist_group("demo")

WIDTH, HEIGHT = 911, 512
"""Logical px of such a screen."""
_TITLE, _BORDERS = 30, 2
_LEAST_WIDTH, _LEAST_HEIGHT = 1366 * 100 // (150 * 130 // 100), 768 * 100 // (150 * 130 // 100)
"""Logical px of it with letters of 130 %, beside the 150 % of the desktop."""
_AROUND = 88
"""Px that dialogs leave for their title bar and as much below."""
_ROW = 20
"""Px of a row of which that much has to be seen."""


def sideways(stop: Stop) -> str:
    """By how much the page in front is too wide for its window."""
    lacking = page_area(stop).horizontalScrollBar().maximum()
    return f"{stop.name}: {lacking} px" if lacking else ""


def test_no_page_of_an_empty_court_is_wider(empty):
    """Those of a full one: `test_pages_open_at_their_top_with_enough_in_sight`."""
    empty.window.resize(WIDTH, HEIGHT)
    settle()
    assert empty.window.width() == WIDTH and empty.window.height() == HEIGHT
    assert "\n".join(filter(None, map(sideways, empty.pages()))) == ""


def page_area(stop: Stop) -> QScrollArea:
    """What the page in front scrolls in."""
    room = next(shown(stop.widget, Room))
    return next(area for area in shown(room, QScrollArea) if area.parent() is room)


def wholly_seen(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def shut_away(form: Form, fields: int) -> Iterator[str]:
    """What one who fills in a form has to scroll for: its buttons, and more than all but some of its fields."""
    for button in (form.save_button, form.cancel_button, form.delete_button):
        if button.isVisible() and not wholly_seen(button):
            yield f"{button.text()} is not seen"
    shown = [cell for cell in form.cells.values() if cell.isVisible()]
    seen = sum(wholly_seen(cell) for cell in shown)
    if seen < min(fields, len(shown)):
        yield f"{seen} of {len(shown)} fields are seen"


def opens_in_place_of_the_list(stop: Stop) -> Form | None:
    views = [view for view in shown(stop.widget, KindView) if view.form_shown]
    return views[0].form if views else None


FIELDS_SEEN = {(WIDTH, HEIGHT - _TITLE): 4, (1092, 588): 5, (1366, 738): 4}
"""By the size of the window, how many fields of a form are seen at once."""


ROWS = 5
"""So many lines of a list are seen at once; with fewer one has lost the thread after every step down."""


def lines_seen(table: QTableView) -> int:
    """How many lines of a table are seen, at least their words."""
    seen = table.viewport().visibleRegion().boundingRect()
    words = table.fontMetrics().height()
    tops = [
        (table.rowViewportPosition(row), (table.rowHeight(row) + words) // 2) for row in range(table.model().rowCount())
    ]
    return sum(seen.contains(QRect(1, top, 1, height)) for top, height in tops)


def few_lines(stop: Stop) -> Iterator[str]:
    """For each table of a page of training an empty text, or that too few of its lines are seen at once. Fewer may be
    where people are in two places at once: there a line says so, and the list is the shorter."""
    if not stop.name.startswith(("培训", "学时", "班次", "报名，推荐", "报名，不能")):
        return
    for table in shown(stop.widget, QTableView):
        if table.model().rowCount() >= ROWS and not isinstance(table, MonthTable):
            seen = lines_seen(table)
            least = ROWS - 2 if any(shown(stop.widget, ClashLine)) else ROWS
            yield f"{stop.name}: {seen} lines of “{table.accessibleName()}”" if seen < least else ""


def test_pages_open_at_their_top_with_enough_in_sight(following, full):
    """Without moving sideways; tables of training show five lines, forms beside lists their buttons, these also in
    larger windows."""
    full.window.showNormal()
    small, *larger = FIELDS_SEEN
    full.window.resize(*small)
    settle()
    forms, tables, found = Counter(), 0, []
    for stop in full.pages():
        lines = list(few_lines(stop))
        tables += len(lines)
        top = page_area(stop).verticalScrollBar().value()
        found += filter(None, [*lines, sideways(stop), f"{stop.name} opens at {top} px" if top else ""])
        form = opens_in_place_of_the_list(stop)
        for size in (small, *larger) if form is not None and form.card is None else ():
            full.window.resize(*size)
            settle()
            forms[size] += 1
            least = FIELDS_SEEN[size] if "竞赛" not in stop.name else 2  # a contest has its own head above
            found += [f"{stop.name} {size}: {words}" for words in shut_away(form, least)]
        full.window.resize(*small)
        settle()
    assert all(forms[size] > 12 for size in FIELDS_SEEN) and tables > 12
    assert "\n".join(found) == ""


def test_lists_of_people_and_their_forms_are_used_without_moving_sideways_at_195_percent(following, full):
    full.window.showNormal()
    full.window.resize(700, 394 - _TITLE)
    settle()
    forms, found = 0, []
    for stop in full.pages("people"):
        found += filter(None, [sideways(stop)])
        form = opens_in_place_of_the_list(stop)
        if form is not None and form.card is None:
            forms += 1
            found += [f"{stop.name}: {words}" for words in shut_away(form, 2)]
    assert forms > 8
    assert "\n".join(found) == ""


WIDTHS = (620, 700, 800, WIDTH, 1100, 1366)


def shortened_states(stop: Stop) -> Iterator[str]:
    """For every column of states in sight an empty text, or what it lacks for its longest state."""
    for table in shown(stop.widget, TableView):
        if not table.listing_model.rowCount():
            continue
        for section in table.columns.sections():
            field = table.listing_model.columns[section].field
            if isinstance(field, CodeField) and field.codes.is_status:
                longest, width = max(map(chip_width, field.codes.labels)), table.columnWidth(section)
                yield f"{stop.name}: {width} px of {longest}" if width < longest else ""


def test_states_in_lists_are_never_shortened(full):
    """已… is 已结业 or 已取消."""
    states, found = Counter(), []
    for size, stop in full.pages_in([(width, HEIGHT) for width in WIDTHS]):
        columns = list(shortened_states(stop))
        states[size] += len(columns)
        found += [f"{words} at {size}" for words in columns if words]
    assert len(states) == len(WIDTHS) and min(states.values()) > 10
    assert "\n".join(found) == ""


@pytest.mark.parametrize("width", WIDTHS)
def test_figures_are_never_cut(full, width):
    """10,28 is another number than 10,289."""
    full.window.showNormal()
    full.window.resize(width, HEIGHT)
    stop = next(full.pages())
    settle()
    labels = [label for card in stop.widget.findChildren(FigureCard) for label in card.findChildren(QLabel)]
    assert len(labels) > 20
    assert [label.text() for label in labels if label.width() < label.sizeHint().width()] == []


@pytest.mark.parametrize(
    "room",
    [(WIDTH - _BORDERS, HEIGHT - _TITLE), (_LEAST_WIDTH - _BORDERS, _LEAST_HEIGHT - _AROUND)],
    ids=["150 %", "150 % and letters of 130 %"],
)
def test_every_dialog_fits(tour, tmp_path, room):
    large = []
    for stop in tour.dialogs(tmp_path):
        needed = stop.widget.minimumSizeHint().expandedTo(stop.widget.minimumSize())
        if needed.width() > room[0] or needed.height() > room[1]:
            large.append(f"{stop.name}: {needed.width()} × {needed.height()}")
    assert large == []


@pytest.fixture
def following(qapp):
    apply_theme(qapp, "light")
    made = InSight(qapp)
    yield
    made.setParent(None)
    made.deleteLater()
    qapp.setStyleSheet("")


def hidden(widget: QWidget) -> bool:
    """Whether somebody who types would not see where."""
    inside = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget  # which may cover all of it
    seen = inside.visibleRegion().boundingRect()
    if isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        row = widget.visualRect(widget.currentIndex()) & widget.viewport().rect()
        return (seen & row).height() < min(_ROW, row.height())
    if isinstance(widget, QPlainTextEdit):
        return not seen.contains(widget.cursorRect().center())
    lacking = inside.height() - seen.height()
    return seen.isEmpty() or (lacking > 0 and seen.height() < 2 * _ROW)


def out_of_sight(stop: Stop) -> Iterator[str]:
    """What has the keyboard now or gets it by Tab, and is not seen then."""
    here = QApplication.focusWidget()
    if here is not None and hidden(here):
        yield f"{stop.name}: opens out of sight: {described(here)}"
    begin(stop.widget)
    for each in walked(stop.widget):
        each.setFocus()
        settle()
        if each.isVisible() and hidden(each):
            yield f"{stop.name}: {described(each)}"


def test_the_field_with_the_keyboard_is_seen(following, full):
    full.window.showNormal()
    full.window.resize(_LEAST_WIDTH, _LEAST_HEIGHT - _TITLE)
    settle()
    assert full.window.width() == _LEAST_WIDTH
    found, places = [], 0
    for stop in full.pages():
        if any(word in stop.name for word in ("新增", "新建", "表单", "信息", "一个", "一场", "粘贴", "评", "差异")):
            places += 1
            found += out_of_sight(stop)
    assert places > 20
    assert "\n".join(found) == ""


def test_buttons_and_fields_of_dialogs_are_seen(following, full, tmp_path):
    found = []
    for stop in full.dialogs(tmp_path):
        stop.widget.resize(_LEAST_WIDTH - _BORDERS, _LEAST_HEIGHT - _AROUND)
        settle()
        whole = QRect(0, 0, _LEAST_WIDTH - _BORDERS, _LEAST_HEIGHT - _AROUND)
        assert whole.contains(stop.widget.rect()), stop.name
        for button in stop.widget.findChildren(QPushButton):
            below = button.parent() is stop.widget and button.isVisible()
            if below and button.visibleRegion().boundingRect() != button.rect():
                found.append(f"{stop.name}: {described(button)}")
        found += out_of_sight(stop)
    assert "\n".join(found) == ""
