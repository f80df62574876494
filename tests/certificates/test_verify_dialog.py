"""The window in which certificates are verified, and the dialogs of keys, as somebody uses them."""

import pytest
from proofs import COURT, PASSWORD, draft, page_with, picture, private_key, proof_of, said
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from cadre_desktop.certificates.actions import cancel, issue
from cadre_desktop.certificates.proof import wrapping
from cadre_desktop.certificates.proof.key_files import PublicKey, read_key_file, write_key_file
from cadre_desktop.certificates.proof.key_list import other_keys
from cadre_desktop.certificates.proof.signing import current_key, forget, in_hand, make_key, prove
from cadre_desktop.certificates.proof.wrapping import public_of
from cadre_desktop.certificates.screens.password_dialogs import (
    PasswordDialog,
    change_password_dialog,
    unlock_dialog,
    with_key,
)
from cadre_desktop.certificates.screens.signing_keys_dialog import SigningKeysDialog
from cadre_desktop.certificates.screens.verify_dialog import Given, VerifyDialog
from cadre_desktop.kit.qt.lists.grid_table import DISPLAY, TIP, TONE


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(wrapping, "COST", 2)


@pytest.fixture
def window(started):
    return started.window


@pytest.fixture
def desk(window):
    return window.desk


@pytest.fixture
def dialog(qtbot, window, desk):
    made = VerifyDialog(desk, window)
    made.show()
    yield made
    made.close()


@pytest.fixture
def proofs(desk):
    rows = issue(desk.store, [draft(), draft("李静")])
    key = make_key(desk.store, PASSWORD, PASSWORD)
    return rows, [prove(desk.store, row, key) for row in rows]


def lines(dialog):
    model = dialog.model
    return [[model.index(row, column).data(DISPLAY) for column in range(6)] for row in range(model.rowCount())]


def fill(dialog, *texts):
    for field, text in zip(dialog.fields.values(), texts, strict=True):
        field.setText(text)
    dialog.answer()


def open_dialogs(kind):
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]


def test_files_are_chosen_and_each_code_has_a_line(dialog, desk, proofs, notices, tmp_path):
    rows, made = proofs
    picture([page_with(made[0])]).save(tmp_path / "王祯.png")
    picture([page_with(made[1])]).save(tmp_path / "李静.jpg", quality=80)
    cancel(desk.store, [rows[1].id], "停发")
    (tmp_path / "坏.png").write_bytes(b"xx")
    notices.answer((tmp_path / "王祯.png", tmp_path / "李静.jpg", tmp_path / "坏.png", tmp_path / "没有.png"))
    assert dialog.stack.currentWidget() is dialog.nothing
    dialog.choose.click()
    assert [line[0] for line in lines(dialog)] == ["真实有效", "已作废", "没有读", "没有读"]
    assert lines(dialog)[0] == ["真实有效", rows[0].number, "王祯", "业务能手", "2023年6月1日", "王祯.png"]
    assert dialog.summary.text() == "共 4 项：1 个真实有效，1 个已作废，2 个没有读"
    assert "台账里有这份证书" in dialog.sentence.text() and "不证明这张纸是原件" in dialog.advice.text()
    dialog.table.selectRow(1)
    assert "作废：停发" in dialog.sentence.text()
    assert dialog.model.index(1, 0).data(TONE) == "bad" and "停发" in dialog.model.index(1, 0).data(TIP)
    dialog.clear.click()
    assert lines(dialog) == [] and dialog.sentence.text() == "" and not dialog.clear.isEnabled()


def test_a_code_that_is_cut_or_covered_is_not_passed_over(dialog, proofs, tmp_path):
    _rows, made = proofs
    page = picture([page_with(made[0])])
    left, top, side = (round(mm / 25.4 * 300) for mm in (160, 100, 25))
    page.crop((0, 0, left + side // 2, page.height)).save(tmp_path / "裁掉.png")
    page.paste(255, (left + side // 4, top + side // 4, left + side * 3 // 4, top + side * 3 // 4))
    page.save(tmp_path / "遮住.png")
    dialog.verify([Given(tmp_path / "裁掉.png"), Given(tmp_path / "遮住.png")])
    assert len(lines(dialog)) == 2 and {line[0] for line in lines(dialog)} <= {"没有读到", "读不出"}
    for row in dialog.model.rows:
        said = row.finding.sentence + row.finding.advice
        assert "裁掉" in said and "遮住" in said and "四周的白边" in said


def test_text_a_picture_and_files_are_pasted(dialog, proofs, notices, tmp_path):
    _rows, made = proofs
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(f"{made[0]}\n{made[1]}")
    dialog.paste.click()
    assert [line[5] for line in lines(dialog)] == ["粘贴的文字"] * 2
    path = tmp_path / "页.png"
    picture([page_with(made[0])], dpi=150).save(path)
    clipboard.setImage(QImage(str(path)))
    dialog.paste.click()
    assert lines(dialog)[2][0] == "真实有效" and lines(dialog)[2][5] == "粘贴的图片"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    clipboard.setMimeData(data)
    dialog.paste.click()
    assert lines(dialog)[3][5] == "页.png"
    clipboard.clear()
    dialog.paste.click()
    assert notices.texts[-1] == "剪贴板里没有图片、文件或文字。" and len(lines(dialog)) == 4


def test_files_are_dropped(dialog, proofs, tmp_path):
    _rows, made = proofs
    path = tmp_path / "页.png"
    picture([page_with(made[0])], dpi=150).save(path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    nothing = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing)
    dialog.dropEvent(event)
    assert [line[0] for line in lines(dialog)] == ["真实有效"]


def test_another_courts_key_is_taken_in_after_a_look_at_its_fingerprint(dialog, desk, notices, tmp_path):
    other = private_key(b"o")
    dialog.verify([Given(text=proof_of(said(other), other))])
    assert lines(dialog)[0][0] == "其他法院"
    file = tmp_path / "呼和浩特.cadre-key"
    key = PublicKey("呼和浩特市中级人民法院", public_of(other))
    write_key_file(file, [key])
    dialog.keys.click()
    (keys,) = open_dialogs(SigningKeysDialog)
    notices.answer(file, False)
    keys.buttons["import"].click()
    assert "".join(key.fingerprint.split()) in "".join(notices.texts[-1].split()) and other_keys() == []
    notices.answer(file, True)
    keys.buttons["import"].click()
    assert [row.issuer for row in other_keys()] == [key.issuer] and notices.texts[-1] == "已导入 1 把公钥。"
    assert lines(dialog)[0][0] == "真实有效"
    keys.table.selectRow(0)
    keys.buttons["drop"].click()
    assert other_keys() == [] and lines(dialog)[0][0] == "其他法院"
    desk.store.undo()
    notices.answer(tmp_path / "没有.cadre-key")
    keys.buttons["import"].click()
    assert notices.messages[-1].kind == "warn"
    keys.accept()


def test_the_courts_key_is_made_exported_replaced(qtbot, window, desk, notices, tmp_path):
    keys = SigningKeysDialog(desk, window)
    keys.show()
    shown = {name for name, button in keys.buttons.items() if button.isVisible()}
    assert shown == {"make", "import", "drop"} and "还没有签名密钥" in keys.state.text()
    keys.buttons["make"].click()
    (password,) = open_dialogs(PasswordDialog)
    fill(password, "", "")
    assert password.problem.text() == "请输入口令。"
    fill(password, "12345678", "12345679")
    assert "不一样" in password.problem.text() and password.fields["again"].property("wrong")
    fill(password, PASSWORD, PASSWORD)
    row = current_key(desk.store)
    assert row.issuer == COURT and COURT in keys.state.text() and not password.isVisible()
    path = tmp_path / "公钥.cadre-key"
    notices.answer(path)
    keys.buttons["export"].click()
    assert [key.public_key for key in read_key_file(path)] == [row.public_key]
    assert notices.messages[-2].detail == f"{COURT}公钥.cadre-key"
    notices.answer(True)
    keys.buttons["replace"].click()
    (password,) = open_dialogs(PasswordDialog)
    fill(password, "another 1", "another 1")
    assert "1 把已停用的密钥" in keys.state.text() and current_key(desk.store).public_key != row.public_key
    shows = []
    desk.show_pdf = lambda path, title, *_more: shows.append((path.read_bytes()[:5], title))
    keys.buttons["page"].click()
    assert shows == [(b"%PDF-", "公钥页")] and not keys.isVisible()


def test_the_password_is_asked_once_and_a_wrong_one_is_said(qtbot, window, desk):
    given = []
    with_key(desk, window, given.append)
    (new,) = open_dialogs(PasswordDialog)
    fill(new, PASSWORD, PASSWORD)
    assert given == [in_hand(desk.store)]
    with_key(desk, window, given.append)
    assert given[0] == given[1] and open_dialogs(PasswordDialog) == []
    forget(desk.store)
    with_key(desk, window, given.append)
    (ask,) = open_dialogs(PasswordDialog)
    fill(ask, "something else")
    assert "口令不对" in ask.problem.text() and ask.isVisible() and len(given) == 2
    fill(ask, PASSWORD)
    assert given[2] == given[0] and not ask.isVisible()
    change = change_password_dialog(desk, window, given.append)
    change.show()
    fill(change, "wrong", "87654321", "87654321")
    assert "口令不对" in change.problem.text()
    fill(change, PASSWORD, "87654321", "87654321")
    forget(desk.store)
    again = unlock_dialog(desk, window, given.append)
    again.show()
    fill(again, "87654321")
    assert given[-1] == given[0]


def test_verifying_is_opened_from_the_register(window, desk):
    from cadre_desktop.window.tabs import TABS

    tab = window.tab(next(plan for plan in TABS if plan.key == "certificates"))
    view = tab.views["certificates"]
    actions = {action.text(): action for action in view.findChildren(QAction)}
    actions["验证证书…"].trigger()
    (found,) = open_dialogs(VerifyDialog)
    assert found.windowTitle() == "验证证书"
    found.close()
    actions["签名密钥…"].trigger()
    (keys,) = open_dialogs(SigningKeysDialog)
    keys.reject()
