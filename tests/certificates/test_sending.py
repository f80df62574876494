"""Certificates sent as files: handed out with them, noted as files and never as paper, and all of it or nothing."""

import zipfile
from pathlib import Path

import pytest
from proofs import PASSWORD
from PySide6.QtWidgets import QApplication
from test_certificates_interrupted import LI, OUYANG, WANG, draft

from cadre_desktop.certificates.actions import drafted, issue, valid
from cadre_desktop.certificates.being_printed import on_their_way
from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.life import life_lines
from cadre_desktop.certificates.proof import wrapping
from cadre_desktop.certificates.proof.signing import current_key, forget, in_hand, make_key
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.screens.certificate_preview import show_certificates
from cadre_desktop.certificates.screens.password_dialogs import PasswordDialog
from cadre_desktop.certificates.screens.register_view import CertificatesView
from cadre_desktop.certificates.screens.sending_dialog import SendingDialog
from cadre_desktop.certificates.sending import Parcel, send
from cadre_desktop.kit.documents.design import output
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.jobs import Stopped
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.store.journal import steps

ALL = (WANG, LI, OUYANG, draft("单雄信", 14))
NAMES = [each.name for each in ALL]


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(wrapping, "COST", 2)


@pytest.fixture
def pages(court):
    by_source = {each.source: each for each in ALL}
    made = CertificatePages(
        court,
        "发证",
        lambda: drafted(court, ALL),
        lambda wanted: issue(court, [by_source[key] for key in wanted]),
        lambda row: row.source,
        title="技能竞赛荣誉证书",
    )
    made.look_at()
    return made


@pytest.fixture
def goal(tmp_path):
    """An empty folder."""
    (tmp_path / "发送").mkdir()
    return tmp_path / "发送"


def told():
    return {
        row.name: [words.partition(" · ")[0] for _day, words in life_lines(row)] for row in IssuedCertificate.select()
    }


@pytest.mark.parametrize(
    ("form", "name", "word"),
    [("one", "全部.pdf", "PDF"), ("each", "", "PDF"), ("zip", "全部.zip", "ZIP"), ("png", "", "PNG")],
)
def test_they_get_numbers_with_their_files_which_are_no_sheets(court, pages, goal, form, name, word):
    written = send(pages, Parcel(form, goal / name, "{name}"))
    assert sorted(goal.iterdir()) == sorted(written)
    assert told() == {name: ["编号登记", f"存成文件（{word}）"] for name in NAMES}
    assert {row.reprints for row in IssuedCertificate.select()} == {0}
    if form == "one":
        with Pages(written[0]) as found:
            assert len(found) == 4
    elif form == "zip":
        with zipfile.ZipFile(written[0]) as archive:
            assert archive.namelist() == [f"{name}.pdf" for name in NAMES]
    else:
        assert [path.name for path in written] == [f"{name}.{'png' if form == 'png' else 'pdf'}" for name in NAMES]
    labels = [step.label for step in steps(100)]
    assert labels.count("发证") == 1
    court.undo()
    assert IssuedCertificate.select().count() == 0


@pytest.mark.parametrize("archival", [False, True])
def test_for_archives_it_is_pdf_a(pages, goal, archival):
    (path,) = send(pages, Parcel("one", goal / "全部.pdf", archival=archival))
    assert (b"pdfaid" in path.read_bytes()) == archival


@pytest.mark.parametrize("error", [Stopped(), OSError(28, "No space left on device"), Refused("不行。")])
@pytest.mark.parametrize(("form", "name"), [("one", "全部.pdf"), ("each", ""), ("zip", "全部.zip"), ("png", "")])
def test_what_cannot_be_written_leaves_neither_files_nor_numbers(court, pages, goal, monkeypatch, form, name, error):
    (goal / "全部.pdf").write_bytes(b"before")
    (goal / "全部.zip").write_bytes(b"before")

    def full(*_given, calls=[]):  # noqa: B006
        calls.append(1)
        if form in ("one", "zip") or len(calls) == 3:
            raise error
        return usual(*_given)

    usual = output.write_atomically
    monkeypatch.setattr(output, "write_atomically", full)
    monkeypatch.setattr("cadre_desktop.kit.documents.paper.write_atomically", full)
    with pytest.raises(type(error)):
        send(pages, Parcel(form, goal / name, "{name}"))
    assert {path.name: path.read_bytes() for path in goal.iterdir()} == {"全部.pdf": b"before", "全部.zip": b"before"}
    assert IssuedCertificate.select().count() == 0 and on_their_way(court) == []


@pytest.mark.parametrize("at", [0, 2])
@pytest.mark.parametrize(("form", "name"), [("each", ""), ("zip", "全部.zip"), ("png", "")])
def test_a_job_that_is_stopped_leaves_neither_files_nor_numbers(court, pages, goal, form, name, at):
    def heard(count):
        if count == at:
            raise Stopped

    with pytest.raises(Stopped):
        send(pages, Parcel(form, goal / name), heard)
    assert list(goal.iterdir()) == [] and IssuedCertificate.select().count() == 0 and on_their_way(court) == []


@pytest.mark.parametrize(("form", "name"), [("one", "全部.pdf"), ("each", ""), ("zip", "全部.zip")])
def test_what_could_not_be_registered_leaves_no_file(court, pages, goal, monkeypatch, form, name):
    (goal / "全部.pdf").write_bytes(b"before")

    def full(*_finished):
        raise OSError(28, "disk full")

    with monkeypatch.context() as broken:
        broken.setattr("cadre_desktop.kit.store.journal.finish", full)
        with pytest.raises(OSError, match="full"):
            send(pages, Parcel(form, goal / name))
    assert {path.name: path.read_bytes() for path in goal.iterdir()} == {"全部.pdf": b"before"}
    assert IssuedCertificate.select().count() == 0


def test_a_folder_is_not_taken_for_a_file(pages, goal):
    with pytest.raises(Refused, match="是文件夹"):
        send(pages, Parcel("one", goal))
    assert goal.is_dir() and IssuedCertificate.select().count() == 0


def test_a_file_of_what_was_issued_is_noted_and_is_no_reprint(court, pages, goal):
    pages.hand_out(goal / "纸.pdf")
    (row,) = IssuedCertificate.select().where(IssuedCertificate.name == "李静")
    again = CertificatePages(court, "发送", lambda: valid([row.id]), valid, lambda each: each.id)
    again.look_at()
    send(again, Parcel("png", goal, "{name}"))
    assert told()["李静"] == ["编号登记", "打印", "存成文件（PNG）"] and told()["王祯"] == ["编号登记", "打印"]
    assert {each.reprints for each in IssuedCertificate.select()} == {0}


# The dialog.


@pytest.fixture
def dialog(qtbot, desk, pages):
    made = SendingDialog(desk, pages, None)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(dialog, form):
    dialog.form.set_value(form)
    dialog.form.changed.emit()


def test_the_first_names_are_shown_as_they_will_be(dialog):
    assert not dialog.pattern.isEnabled() and "一个文件里" in dialog.example.text()
    choose(dialog, "each")
    assert dialog.example.text().splitlines() == [
        "（编号） 王祯.pdf",
        "（编号） 李静.pdf",
        "（编号） 欧阳文博.pdf",
        "……另有 1 个",
    ]
    dialog.pattern.setText("")
    dialog.put_field("title")
    dialog.put_field("name")
    assert dialog.pattern.text() == "{荣誉称号}{姓名}"
    choose(dialog, "png")
    assert dialog.example.text().splitlines()[0] == "业务能手王祯.png" and not dialog.archival.isEnabled()
    dialog.pattern.setText("{name}")  # a field by its own name
    assert dialog.example.text().splitlines()[0] == "王祯.png"


@pytest.mark.parametrize(
    ("pattern", "words"), [("证书", "请加上{证书编号}或{姓名}"), ("{谁}", "谁"), ("{姓名", "没有项目")]
)
def test_a_pattern_that_names_no_file_is_said_as_it_is_typed(dialog, notices, pattern, words):
    choose(dialog, "each")
    dialog.pattern.setText(pattern)
    assert words in dialog.problem.text() and not dialog.problem.isHidden() and dialog.example.text() == ""
    dialog.answer()  # asks for no folder
    assert notices.texts == [] and dialog.isVisible()
    choose(dialog, "one")
    assert dialog.problem.isHidden()


def test_files_are_written_and_what_was_chosen_is_offered_again(qtbot, dialog, desk, pages, notices, goal):
    choose(dialog, "each")
    dialog.pattern.setText("{姓名}（{荣誉称号}）")
    dialog.archival.setChecked(True)
    notices.answer(None)
    dialog.answer()
    assert dialog.isVisible() and IssuedCertificate.select().count() == 0
    notices.answer(goal)
    dialog.answer()
    assert sorted(path.name for path in goal.iterdir()) == sorted(f"{name}（业务能手）.pdf" for name in NAMES)
    assert notices.texts[-1] == "已在“发送”里存了 4 个文件。" and not dialog.isVisible()
    again = SendingDialog(desk, pages, None)
    qtbot.addWidget(again)
    assert (again.form.value(), again.pattern.text(), again.archival.isChecked()) == (
        "each",
        "{姓名}（{荣誉称号}）",
        True,
    )


def test_a_full_disk_is_said_and_the_dialog_stays(dialog, notices, goal, monkeypatch):
    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cadre_desktop.kit.documents.paper.write_atomically", full)
    notices.answer(goal / "全部.pdf")
    dialog.answer()
    assert "磁盘" in notices.texts[-1] and dialog.isVisible() and dialog.go.isEnabled()
    assert list(goal.iterdir()) == [] and IssuedCertificate.select().count() == 0


# The password before the numbers.


def asked():
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, PasswordDialog) and each.isVisible()]


@pytest.fixture
def locked(court):
    """The court has a key, and nobody has given its password."""
    make_key(court, PASSWORD, PASSWORD)
    forget(court)


def test_the_password_is_asked_once_before_the_numbers_are_given(dialog, court, notices, goal, locked):
    notices.answer(goal / "全部.pdf")
    dialog.answer()
    (password,) = asked()
    assert IssuedCertificate.select().count() == 0 and list(goal.iterdir()) == []
    password.fields["password"].setText(PASSWORD)
    password.answer()
    assert {bool(row.proof) for row in IssuedCertificate.select()} == {True} and in_hand(court) is not None
    assert not dialog.isVisible() and asked() == []


def test_this_time_they_are_not_signed(dialog, court, notices, goal, locked):
    notices.answer(goal / "全部.pdf")
    dialog.answer()
    (password,) = asked()
    password.without.click()
    assert [row.proof for row in IssuedCertificate.select()] == [""] * 4
    assert in_hand(court) is None and asked() == []


def test_leaving_the_question_gives_no_number(dialog, notices, goal, locked):
    notices.answer(goal / "全部.pdf")
    dialog.answer()
    (password,) = asked()
    password.reject()
    assert IssuedCertificate.select().count() == 0 and list(goal.iterdir()) == [] and dialog.isVisible()


def test_a_court_without_a_key_is_not_asked(dialog, court, notices, goal):
    notices.answer(goal / "全部.pdf")
    dialog.answer()
    assert asked() == [] and IssuedCertificate.select().count() == 4 and current_key(court) is None


@pytest.fixture
def relayable(qtbot, desk, pages):
    """What is behind the preview, and the window it is in."""
    from PySide6.QtWidgets import QWidget

    owner, shown = QWidget(), []
    qtbot.addWidget(owner)
    desk.show_pdf = lambda path, title, relayable=None: shown.append(relayable)
    show_certificates(desk, Papers(desk, owner), "荣誉证书", pages, "样张")
    owner.relayable = shown[0]
    return owner


def tool(owner, title):
    found = next(each for each in owner.relayable.tools if each.title == title)
    found.open(owner, lambda: None)


def test_printing_and_the_queue_ask_too_and_a_second_time_nobody_does(relayable, court, pages, locked, tmp_path):
    gone_on = []
    relayable.relayable.before(relayable, [0, 1], lambda: gone_on.append(1))
    (password,) = asked()
    assert gone_on == []
    password.reject()
    tool(relayable, "放入打印队列")
    (password,) = asked()
    assert IssuedCertificate.select().count() == 0
    password.fields["password"].setText(PASSWORD)
    password.answer()
    assert {bool(row.proof) for row in IssuedCertificate.select()} == {True}
    relayable.relayable.before(relayable, [0, 1], lambda: gone_on.append(2))
    forget(court)
    pages.look_at()  # they are signed already
    relayable.relayable.before(relayable, [0, 1], lambda: gone_on.append(3))
    assert gone_on == [2, 3] and asked() == []


def test_what_is_out_without_a_signature_is_not_asked_about_again(relayable, pages, locked, tmp_path):
    gone_on = []
    with pytest.raises(OSError, match="full"):
        relayable.relayable.hand_out(tmp_path / "纸.pdf", full_disk, [0])
    assert pages.wants_signature([0])
    relayable.relayable.hand_out(tmp_path / "纸.pdf", lambda: None, [0])
    relayable.relayable.before(relayable, [0], lambda: gone_on.append(1))
    assert gone_on == [1] and asked() == []
    relayable.relayable.before(relayable, [0, 1], lambda: gone_on.append(2))
    asked()[0].without.click()
    assert gone_on == [1, 2]


def full_disk():
    raise OSError(28, "disk full")


def test_the_preview_and_the_register_open_the_dialog(qtbot, relayable, desk, pages, tmp_path, notices):
    tool(relayable, "发送文件…")
    (found,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, SendingDialog) and each.isVisible()]
    found.reject()
    pages.hand_out(tmp_path / "纸.pdf")
    view = CertificatesView(desk)
    qtbot.addWidget(view)
    view.show()
    view.table.selectAll()
    view.send()
    (found,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, SendingDialog) and each.isVisible()]
    choose(found, "png")
    assert found.example.text().count("号 ") == 3
    notices.answer(tmp_path)
    found.answer()
    assert len(list(tmp_path.glob("*.png"))) == 4 and {row.reprints for row in IssuedCertificate.select()} == {0}


def test_a_pdf_that_is_saved_from_the_preview_is_noted_in_the_same_way(relayable, tmp_path):
    relayable.relayable.hand_out_file(tmp_path / "存.pdf", lambda: None, [0])
    assert told() == {"王祯": ["编号登记", "存成文件（PDF）"]}
    assert Path(tmp_path / "存.pdf").exists()
