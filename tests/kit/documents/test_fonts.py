import unicodedata
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from threading import Event, RLock, Thread
from typing import Any

import pytest
from made_faces import face
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFontFile

from cadre_desktop.kit.chinese import character_stroke_key
from cadre_desktop.kit.documents import fonts
from cadre_desktop.kit.documents.fonts import (
    GETA,
    Chain,
    Face,
    Role,
    chain,
    fangsong_file,
    missing_characters,
    use_faces_from,
)
from cadre_desktop.kit.resources import resource


@pytest.fixture
def users_folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    use_faces_from(None)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_draws_the_names_of_courts_people(role: Role) -> None:
    assert missing_characters(["禤昇堃淼喆翀頔赟媖琇㛃䶮𠮷", "阿拉坦·巴特尔", "〔2024〕〇"], role) == ""


def test_what_no_face_draws_is_named_once_and_in_order() -> None:
    assert missing_characters(["ᠮ王😀", "😀ᠮ\n\t\u200b"]) == "ᠮ😀"


def test_a_character_comes_from_the_first_face_that_has_it() -> None:
    runs = [(face.file.name, text) for face, text in chain(Role.TITLE).runs("张𠮷吉")]

    assert runs == [
        ("NotoSerifSC-Bold.ttf", "张"),
        ("WenKaiCTP-Regular.ttf", "𠮷"),
        ("NotoSerifSC-Bold.ttf", "吉"),
    ]


def test_kai_borrows_quotation_marks_that_fill_a_square() -> None:
    assert chain(Role.KAI).width("“好”") == 3


def test_a_missing_character_is_printed_as_a_geta_mark() -> None:
    assert [text for _face, text in chain(Role.SONG).runs("王😀")] == [f"王{GETA}"]


def test_invisible_characters_take_no_room() -> None:
    assert chain(Role.SONG).width("葛\U000e0100\u200b") == 1
    assert [text for _face, text in chain(Role.SONG).runs("葛\U000e0100\u200b")] == ["葛"]


def test_neighbouring_marks_are_closed_up() -> None:
    assert chain(Role.SONG).width("”。") == 1.5
    assert chain(Role.SONG).width("。王") == 2


def test_fangsong_is_the_users_own(users_folder: Path) -> None:
    copyfile(resource("fonts", "WenKaiCTP-Regular.ttf"), users_folder / "SimFang.ttf")
    use_faces_from(users_folder)

    assert fangsong_file() == users_folder / "SimFang.ttf"
    assert chain(Role.FANGSONG).first.file.name == "SimFang.ttf"


def test_a_damaged_face_counts_as_not_there(users_folder: Path) -> None:
    (users_folder / "simfang.ttf").write_bytes(b"not a face")
    use_faces_from(users_folder)

    assert fangsong_file() != users_folder / "simfang.ttf"
    assert missing_characters(["😀"], Role.FANGSONG) == "😀"


@pytest.mark.parametrize("path", sorted(resource("fonts").glob("*.ttf")), ids=lambda path: path.stem)
def test_every_character_that_can_be_printed_has_its_place_by_strokes(path: Path) -> None:
    """So nobody with a rare character in the name stands last in a 公示."""
    points = TTFontFile(str(path)).charToGlyph
    han = [chr(point) for point in points if unicodedata.name(chr(point), "").startswith("CJK UNIFIED")]
    lacking = [character for character in [*han, "〇"] if character_stroke_key(character).startswith("\ue000")]
    assert len(han) > 6_000
    assert lacking == []


class Watched:
    """A lock that tells when somebody comes to wait for it."""

    def __init__(self) -> None:
        self.lock, self.wanted = RLock(), Event()

    def __enter__(self) -> None:
        self.wanted.set()
        self.lock.acquire()

    def __exit__(self, *_error: Any) -> None:
        self.lock.release()


def test_two_threads_that_read_faces_never_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """One wants the first face of a role while another, which has the lock of all faces, asks for a character of a role
    whose face nobody has read yet."""
    lock, files = Watched(), chain(Role.KAI)._files
    monkeypatch.setattr(fonts, "_lock", lock)
    one = Thread(target=lambda: Chain(files).first, daemon=True)
    other = Thread(target=Chain(files).face, args=("王",), daemon=True)
    with lock:
        lock.wanted.clear()
        one.start()
        assert lock.wanted.wait(20)
        monkeypatch.setattr(fonts, "_lock", RLock())  # the other one is as if it had the lock that `one` waits for
        other.start()
        other.join(20)
        assert not other.is_alive()
    one.join(20)
    assert not one.is_alive()


def test_faces_of_one_file_name_in_two_folders_are_two_fonts_of_a_document(tmp_path: Path) -> None:
    document = PDFDocument()
    names = []
    for folder, point in (("一", 0x31350), ("二", 0x31351), ("三", 0x31352)):
        path = tmp_path / folder / "rare.ttf"
        path.parent.mkdir()
        path.write_bytes(face(groups=((point, point, 1),)))
        names.append(Face(path).font.subset(document).name)

    assert len(set(names)) == 3
