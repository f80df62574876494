from datetime import date

import peewee
import pytest
from list_toys import PLAYER, TOYS, Guild, Player, Team, fill
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.editors import EDITORS, NoEditor, Surroundings, make_editor
from cadre_desktop.kit.qt.fields.record_picker import RecordInput, candidates, telling_fields
from cadre_desktop.kit.store.fields import BlobHashField
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.schema import SCHEMA


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "toys.cadre", TOYS, "王祯", create_new=True)
    yield opened
    close_store(opened)


@pytest.fixture
def around():
    return Surroundings(InlineJobs(), RecordedNotices())


@pytest.mark.parametrize("record", SCHEMA.records, ids=lambda record: record.__name__)
def test_every_field_of_every_record_has_an_editor(qtbot, court, around, record):
    typed = (field for field in record._meta.sorted_fields if type(field) is not BlobHashField)  # nobody types a hash
    fields = [field for field in typed if field.name != "id"]
    for field in fields:
        editor = make_editor(Column(field, "标题"), around)
        qtbot.addWidget(editor)
        assert callable(editor.value) and callable(editor.set_value) and editor.changed
        assert type(field) in EDITORS


def test_an_unknown_field_type_is_a_mistake(around):
    with pytest.raises(NoEditor, match="FloatField"):
        make_editor(Column(peewee.FloatField(), "小数"), around)


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("姓名", "欧阳文博"),
        ("证号", "150299199001010001"),
        ("出生年月", date(1985, 3, 1)),
        ("入队日期", date(2023, 3, 1)),
        ("学时", 45),
        ("分数", 12),
        ("状态", "done"),
        ("积极", True),
        ("备注", "两行\n备注"),
    ],
)
def test_editors_give_back_what_they_were_given(qtbot, store, around, title, value):
    editor = make_editor(next(column for column in PLAYER.columns if column.title == title), around)
    qtbot.addWidget(editor)
    editor.set_value(value)
    assert editor.value() == value and editor.accessibleName() == title


def type_chinese(widget, text):
    """As an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


@pytest.fixture
def picker(qtbot, store):
    def make(record, **options):
        window = QWidget()
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        made, other = RecordInput(record, InlineJobs(), **options), QLineEdit()
        column.addWidget(made)
        column.addWidget(other)
        window.show()
        made.window_kept = window
        window.activateWindow()
        made.setFocus()
        qtbot.waitUntil(made.hasFocus)
        return made

    return make


def test_what_tells_records_of_one_name_apart():
    def names(record):
        return [field.name for field in telling_fields(record)]

    assert names(Person) == ["name", "court", "department", "born"]
    assert names(Department) == ["name", "court"]
    assert names(Court) == ["name"]


def test_candidates_are_found_by_name_initials_and_the_tail_of_a_number(store):
    with store.step("备料"):
        guild = Guild.add(title="木工行会")
        people = [
            Player.add(guild=guild, name=name, pinyin="", number=number, born=date(1985, 3, 1))
            for name, number in (("单立", "150299199001011234"), ("小单立人", ""), ("王祯", "150299199001015678"))
        ]
    fields = telling_fields(Player)

    def found(text):
        return [line.key for line in candidates(Player, fields, text, {})]

    assert found("单立") == [people[0].id, people[1].id]
    assert found("shanli") == found("sl")
    assert people[0].id in found("sl")
    assert found("5678") == [people[2].id]
    assert found("没有") == []
    assert candidates(Player, fields, "王祯", {})[0].details == "木工行会 · 1985.03"


def test_a_picker_is_used_by_keyboard_alone(qtbot, picker, store):
    fill(store, 30)
    made = picker(Player)
    picks, changes = [], []
    made.picked.connect(picks.append)
    made.changed.connect(lambda: changes.append(1))
    qtbot.keyClicks(made, "0001")
    assert len(made.offered) == 11
    by_pinyin = sorted((7919 * number % 100_000, f"队员{number:05}") for number in (1, *range(10, 20)))
    assert [line.name for line in made.offered] == [name for _key, name in by_pinyin]
    popup = made.completer_popup
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert picks == [made.value()] and made.text() == by_pinyin[1][1] and changes


def test_down_lists_all_and_a_court_narrows_the_departments(qtbot, picker, store):
    fill(store, 0)
    made = picker(Team)
    qtbot.keyClick(made, Qt.Key.Key_Down)
    assert [line.name for line in made.offered] == ["木工乙队", "木工甲队", "石匠乙队", "石匠甲队"]
    assert made.offered[0].details == "木工行会"
    stone = Guild.get(Guild.title == "石匠行会")
    made.set_value(Team.get(Team.title == "石匠甲队").id)
    made.set_within({Team.guild: stone.id})
    assert made.value() is not None
    made.list_all()
    assert [line.name for line in made.offered] == ["石匠乙队", "石匠甲队"]
    made.set_within({Team.guild: stone.id - 1})
    assert made.value() is None and made.text() == ""


def test_a_name_that_was_not_chosen_is_unclear_unless_it_means_one(qtbot, picker, store):
    fill(store, 0)
    made = picker(Team)
    type_chinese(made, "甲队")
    made.completer_popup.hide()
    with pytest.raises(Unclear, match="甲队"):
        made.value()
    made.clear()
    type_chinese(made, "石匠甲")
    made.completer_popup.hide()
    made.clearFocus()
    assert made.value() == Team.get(Team.title == "石匠甲队").id and made.text() == "石匠甲队"
    made.setFocus()
    made.selectAll()
    qtbot.keyClick(made, Qt.Key.Key_Delete)
    assert made.value() is None


def test_a_picker_for_several_is_empty_again_after_each(qtbot, picker, store):
    fill(store, 0)
    made = picker(Team, stays=False)
    picks = []
    made.picked.connect(picks.append)
    type_chinese(made, "石匠甲")
    qtbot.keyClick(made.completer_popup, Qt.Key.Key_Return)
    assert len(picks) == 1 and made.text() == "" and made.value() is None
