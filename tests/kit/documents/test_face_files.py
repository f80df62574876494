"""Font files that somebody brings: what is wrong with one is named, and a damaged one costs neither page nor memory."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_faces import face

from cadre_desktop.kit.documents.adding_faces import add_face
from cadre_desktop.kit.documents.face_files import FAULTS, vet_characters, vet_face
from cadre_desktop.kit.documents.face_folder import way_to_add
from cadre_desktop.kit.documents.fonts import Role, chain, missing_characters, use_faces_from
from cadre_desktop.kit.problems import Refused, Unclear

WHOLE = face()


def test_a_whole_face_is_taken():
    vet_face(WHOLE)
    for role in Role:
        vet_characters(chain(role).file.read_bytes())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "不是 TrueType"),
        ("不是字体".encode(), "不是 TrueType"),
        (b"OTTO" + b"\0" * 50, "OTF"),
        (b"wOF2" + b"\0" * 50, "网页字体"),
        (WHOLE[:200], "损坏"),
        (WHOLE[:-60], "损坏"),
        (WHOLE.replace(b"glyf", b"glif"), "损坏"),
        (face(rights=0x0002), "不允许嵌入.*换一个"),
        (face(rights=0x0100), "不允许嵌入"),
        (face(rights=0x0200), "不允许嵌入"),
        (face(groups=((0x4E00, 0xFFFFFFFF, 1),)), "损坏"),
        (face(groups=((0x5000, 0x4E00, 1),)), "损坏"),
        (face(groups=((0, 0x10FFFF, 1),) * 2), "损坏"),
    ],
)
def test_what_is_wrong_with_a_face_is_named(content, said):
    with pytest.raises(Unclear, match=said):
        vet_face(content)


@pytest.mark.parametrize("rights", [0, 0x0004, 0x0008])
def test_a_face_that_may_be_embedded_is_taken(rights):
    vet_face(face(rights=rights))


@given(st.data())
def test_a_face_with_a_wrong_byte_is_named(data):
    content = bytearray(WHOLE)
    at = data.draw(st.integers(4, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    try:
        vet_face(bytes(content))
    except Unclear as unclear:
        assert str(unclear).endswith("。")
    else:
        assert at < 12 or at >= len(WHOLE) - 3  # hints for searching, and what fills up the last table


@given(st.data())
def test_no_damage_of_the_list_of_characters_costs_the_memory(data):
    content = bytearray(WHOLE)
    start, length = struct.unpack_from(">II", WHOLE, WHOLE.index(b"cmap") + 8)
    for _number in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(start, start + length - 1))] = data.draw(st.integers(0, 255))
    try:
        vet_characters(bytes(content))
    except FAULTS:
        return
    tables, offset = struct.unpack_from(">2xH4xI", content, start)
    if tables and struct.unpack_from(">H", content, start + offset)[0] in (12, 13):
        (count,) = struct.unpack_from(">I", content, start + offset + 12)
        groups = bytes(content)[start + offset + 16 : start + offset + 16 + 12 * count]
        assert sum(last - first + 1 for first, last, _glyph in struct.iter_unpack(">III", groups)) <= 0x110000


@pytest.mark.parametrize("content", [b"", b"\0\1\0\0", WHOLE[:300], face(groups=((0, 0xFFFFFFFF, 1),)), face(rights=2)])
def test_a_face_of_the_user_that_cannot_be_used_is_as_if_it_were_not_there(content, tmp_path: Path):
    (tmp_path / "仿宋.ttf").write_bytes(content)
    (tmp_path / "rare.ttf").write_bytes(content)
    use_faces_from(tmp_path)
    try:
        assert missing_characters("王\U00031350", Role.FANGSONG) == "\U00031350"
        assert chain(Role.FANGSONG).file != tmp_path / "仿宋.ttf"
    finally:
        use_faces_from(None)


def test_a_face_of_the_user_draws_what_no_other_does(tmp_path: Path):
    (tmp_path / "rare.ttf").write_bytes(face(groups=((0x31350, 0x31350, 1),)))
    use_faces_from(tmp_path)
    try:
        assert missing_characters("王\U00031350") == ""
    finally:
        use_faces_from(None)
    assert missing_characters("王\U00031350") == "\U00031350"


def test_a_face_that_is_added_is_used_at_once_and_named_where_it_cannot_be(tmp_path: Path):
    use_faces_from(tmp_path / "fonts")
    (tmp_path / "rare.ttf").write_bytes(face(groups=((0x31350, 0x31350, 1),)))
    (tmp_path / "bad.ttf").write_bytes(b"junk")
    try:
        assert missing_characters("\U00031350") == "\U00031350"
        assert add_face(tmp_path / "rare.ttf") == tmp_path / "fonts" / "rare.ttf"
        assert missing_characters("\U00031350") == ""
        with pytest.raises(Refused, match=r"“bad\.ttf”不能用：这个文件不是 TrueType"):
            add_face(tmp_path / "bad.ttf")
        assert [path.name for path in (tmp_path / "fonts").iterdir()] == ["rare.ttf"]
        assert str(tmp_path / "fonts") in way_to_add()
    finally:
        use_faces_from(None)
    with pytest.raises(Refused, match="没有字体文件夹"):
        add_face(tmp_path / "rare.ttf")
    assert "字体文件夹后" in way_to_add()
