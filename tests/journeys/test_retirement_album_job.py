"""From the list of who retires to the album, in the real window and by keys: Insert begins the package, what lacks is
said, texts are suggested and kept, photos come in beside ones that cannot be read, and the album is shown."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from writing_jobs import in_a_writing_job

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.farewell.gathering import photos_of
from cadre_desktop.welfare.farewell.records import Farewell, FarewellWord
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.window.tabs import TABS


@pytest.fixture
def printed(started, monkeypatch):
    """The texts of the pages of what was handed to the preview, by title."""
    texts: dict[str, list[str]] = {}

    def show(path, title, relayable=None):
        with Pages(path) as pages:
            texts[title] = ["".join(pages.text(number).split()) for number in range(len(pages))]

    monkeypatch.setattr(started.window.desk, "show_pdf", show)
    return texts


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Three photos, one of them held on its side, one that is broken and one of 200 MB."""
    found = []
    for name, size in (("1992年 初到法院.jpg", (60, 40)), ("2008年 开庭.jpg", (60, 45)), ("全家福.png", (40, 60))):
        out = BytesIO()
        Image.new("RGB", size, (size[1] * 3, 90, 60)).save(out, "PNG" if name.endswith("png") else "JPEG")
        found.append(tmp_path / name)
        found[-1].write_bytes(out.getvalue())
    found.append(tmp_path / "坏.jpg")
    found[-1].write_bytes(b"\xff\xd8\xff broken")
    found.append(tmp_path / "大.jpg")
    with found[-1].open("wb") as huge:
        huge.truncate(200 << 20)
    return found


@pytest.fixture
def page(started, qtbot):
    """荣退准备 of the year that runs, with one who retires in it and a ceremony."""
    store = started.window.desk.store
    today = store.clock.today()

    def write() -> None:
        with store.step("备料"):
            home = Court.select().first()
            born = date(today.year - 60, 12, 1)
            person = Person.add(
                court=home, name="白示例", sex="male", born=born, joined_court=date(1990, 7, 1), post="审判员"
            )
            assert person.id
            WelfareEvent.add(title="荣退仪式", kind="retirement_ceremony", starts=today, place="荣誉室", court=home)

    with in_a_writing_job():
        write()
    plan = next(plan for plan in TABS if plan.key == "welfare")
    started.window.tabs.setCurrentIndex(TABS.index(plan))
    tab = started.window.tab(plan)
    return tab.care.bring(WelfareKind.RETIREMENT_CEREMONY).preparing


def test_from_the_due_list_to_the_album_by_keys(page, photos, printed, notices):
    assert [line.name for line in page.model.lines] == ["白示例"]
    QTest.keyClick(page.table, Qt.Key.Key_Insert)
    farewell = Farewell.get().id
    package = page.package
    for part in ("荣退仪式", "本人照片", "主持词", "退休感言", "荣退证书", "纪念品", "同事寄语", "纪念册照片", "请柬"):
        assert part in page.package.lacking.text()

    texts = package.texts
    texts.keepsake.set_value("改到一半")
    notices.answer(False)
    assert not page.may_leave() and texts.dirty
    texts.ceremony.set_value(WelfareEvent.get().id)
    texts.keepsake.set_value("法徽纪念章")
    for name in texts.long:
        texts.propose(name)
    QTest.keyClick(texts.save, Qt.Key.Key_Space)
    assert not texts.dirty and "1990年7月进入人民法院" in Farewell.get().host_text

    _add_words_and_photos(page, photos, notices, farewell)
    _print(page, printed)


def _add_words_and_photos(page, photos, notices, farewell):
    package = page.package
    package.tabs.setCurrentWidget(package.words)
    package.words.author.set_value("李静")
    package.words.text.set_value("常回来看看。")
    package.words.add.setFocus()
    QTest.keyClick(package.words.add, Qt.Key.Key_Space)
    assert FarewellWord.get().words == "常回来看看。"

    page.papers.print_album(False)
    assert "还没有照片" in notices.messages[-1].text
    package.tabs.setCurrentWidget(package.photos)
    notices.answer(tuple(photos))
    QTest.keyClick(package.photos.add, Qt.Key.Key_Space)
    assert "另有 2 张没有添加" in notices.messages[-1].text and "超过 60 MB" in notices.messages[-1].detail
    assert [row.caption for row in photos_of(farewell)] == ["初到法院", "开庭", "全家福"]
    package.photos.list.setCurrentRow(2)
    QTest.keyClick(package.photos.list, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert [row.caption for row in photos_of(farewell)] == ["初到法院", "全家福", "开庭"]
    package.photos.year.set_value(1999)
    QTest.keyClick(package.photos.caption, Qt.Key.Key_Return)
    assert [row.taken for row in photos_of(farewell)] == [1992, 1999, 2008]


def _print(page, printed):
    for square in (False, True):
        page.papers.print_album(square)
        pages = printed["白示例荣退纪念册"]
        whole = "".join(pages)
        for words in ("白示例", "1992年初到法院", "一九九〇年代", "二〇〇〇年代", "常回来看看。", "感谢有您"):
            assert words in whole
        assert len(pages) % 2 == 0
    page.papers.print_seats()
    page.papers.print_invitations()
    page.papers.print_certificates()
    assert "白示例" in printed["荣退仪式座次图"][0] and "荣誉室" in printed["荣退仪式请柬"][0]
    assert "白示例" in printed["荣退纪念证书"][0]
    assert page.package.lacking.text() == "还缺：本人照片、荣退证书、请柬"
