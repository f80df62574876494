"""The windows for duplicates, photos and appointments, by keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from writing_jobs import in_a_writing_job

from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.qt.fields.photo_field import HEIGHT, WIDTH
from cadre_desktop.kit.qt.talk.settings import FileSettings
from cadre_desktop.kit.store import blobs
from cadre_desktop.people.appointing.batches import new_batch
from cadre_desktop.people.appointing.lines import lines_of
from cadre_desktop.people.records import Appointment, AppointmentBatch, BatchState, Court, Person
from cadre_desktop.people.registers.not_duplicates import NotDuplicate
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.screens.appointing.batch_dialog import BatchDialog
from cadre_desktop.people.screens.appointing.line_dialog import LineDialog
from cadre_desktop.people.screens.merging.duplicates_dialog import DuplicatesDialog
from cadre_desktop.people.screens.photos.photos_dialog import PhotosDialog
from cadre_desktop.people.vetting import complete_person


@pytest.fixture
def desk(qtbot, court, notices, tmp_path):
    return Desk(court, InlineJobs(), notices, FileSettings(tmp_path / "settings.json"), court.clock, Changes(court))


@pytest.fixture
def people(court):
    common = {"court": Court.get().id, "born": date(1985, 3, 1)}
    rows = [("王祯", {"post": "庭长"}), ("王祯", {"post": "审判员"}), ("李静", {}), ("李靜", {})]
    with in_a_writing_job(), court.step("录入"):
        return [Person.add(**complete_person({**common, "name": name, **more})).id for name, more in rows]


def test_a_pair_is_merged_with_the_value_chosen_and_the_next_one_said_to_be_two(qtbot, desk, people, notices):
    dialog = DuplicatesDialog(desk)
    qtbot.addWidget(dialog)
    assert len(dialog.pairs.lines) == 2
    row = next(i for i, pair in enumerate(dialog.values.pairs) if pair.name == "post")
    dialog.table.selectRow(row)
    QTest.keyClick(dialog.table, Qt.Key.Key_Right)
    chosen = dialog.values.pairs[row].other
    dialog.go.click()
    assert Person.get(Person.name == "王祯").post == chosen
    assert "已合并" in notices.texts[-1]
    assert [line.names for line in dialog.pairs.lines] == ["李静 / 李靜"]
    dialog.apart.click()
    assert NotDuplicate.select().count() == 1
    assert not dialog.go.isEnabled()
    assert "没有发现" in dialog.head.text()


def test_photos_are_framed_assigned_and_taken_in_at_once(qtbot, desk, people, notices, tmp_path):
    for name, size in (("李靜.png", (600, 900)), ("王祯198503.png", (400, 500)), ("坏.jpg", None)):
        if size is None:
            (tmp_path / name).write_bytes(b"nothing")
            continue
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(QColor("blue"))
        image.save(str(tmp_path / name))
    dialog = PhotosDialog(desk, paths=[tmp_path])
    qtbot.addWidget(dialog)
    names = [line.picture.name for line in dialog.model.lines]
    assert names == ["王祯198503.png", "坏.jpg", "李靜.png"]  # two of one name and month; nobody; matched
    dialog._assign(people[0])
    dialog.table.selectRow(2)
    before = dialog.view.frame
    QTest.keyClick(dialog.view, Qt.Key.Key_Plus)
    QTest.keyClick(dialog.view, Qt.Key.Key_Down)
    assert dialog.view.frame != before
    assert dialog.model.lines[2].frame == dialog.view.frame
    dialog.go.click()
    assert "已录入 2 人" in notices.texts[-1]
    taken = [QImage.fromData(blobs.get(Person.by_key(key).photo)) for key in (people[0], people[3])]
    assert all(image.width() * 5 == image.height() * 4 or image.size().height() == HEIGHT for image in taken)
    assert all(image.width() <= WIDTH for image in taken)


def test_a_batch_goes_from_the_first_line_to_the_dossier(qtbot, desk, people, notices):
    with in_a_writing_job():
        batch = new_batch(desk.store, {"title": "五月任免", "decided": date(2023, 5, 6)})
    dialog = BatchDialog(desk, batch)
    qtbot.addWidget(dialog)
    assert not dialog.buttons["decide"].isEnabled()
    line = LineDialog(desk, batch, None, dialog)
    line.answer()
    assert "请选择人员" in line.problem.text()
    line.person.set_value(people[1])
    line.person.picked.emit(people[1])
    assert line.fields["removed_post"].value() == "审判员"
    line.fields["new_post"].set_value("副庭长")
    line.answer()
    dialog.show_batch()
    assert [(each.name, each.to) for each in lines_of(batch)] == [("王祯", "副庭长")]
    dialog.buttons["decide"].click()
    dialog.buttons["carry_out"].click()
    assert Person.by_key(people[1]).post == "副庭长"
    assert PostHeld.get().post == "副庭长"
    assert AppointmentBatch.get().state == BatchState.CARRIED_OUT
    assert not dialog.buttons["add"].isEnabled()
    notices.answer("文号有误")
    dialog.buttons["take_back"].click()
    assert Person.by_key(people[1]).post == "审判员"
    QTest.keyClick(dialog, Qt.Key.Key_Delete)
    dialog.buttons["remove"].click()
    assert Appointment.select().count() == 0
