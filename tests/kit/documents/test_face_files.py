"""Font files that somebody brings: what is wrong with one is named, and a damaged one costs neither page nor memory."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.documents.face_files import FAULTS, vet_characters, vet_face
from cadre_desktop.kit.documents.fonts import Role, chain, missing_characters, use_faces_from
from cadre_desktop.kit.problems import Unclear

TAGS = (b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name", b"post", b"OS/2")


def _checksum(table: bytes) -> int:
    table += b"\0" * (-len(table) % 4)
    return sum(struct.unpack(f">{len(table) // 4}I", table)) & 0xFFFFFFFF


def face(rights: int = 0, groups: tuple[tuple[int, int, int], ...] = ((0x20BB7, 0x20BB7, 1),)) -> bytes:
    """A face whose only glyph is a square, for the characters of `groups`."""
    glyph = struct.pack(">hhhhhHH", 1, 0, 0, 900, 900, 3, 0) + b"\x01" * 4
    glyph += struct.pack(">4h", 0, 900, 0, -900) + struct.pack(">4h", 0, 0, 900, 0)
    glyph += b"\0" * (-len(glyph) % 4)
    ranges = b"".join(struct.pack(">III", *group) for group in groups)
    subtable = struct.pack(">HHIII", 12, 0, 16 + len(ranges), 0, len(groups)) + ranges
    name = "Trial".encode("utf-16-be")
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12) + subtable,
        b"glyf": glyph,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 65536, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, 0, 900, 900, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 65536, 900, -100, 0, 1000, *[0] * 11, 2),
        b"hmtx": struct.pack(">HhHh", 1000, 0, 1000, 0),
        b"loca": struct.pack(">III", 0, 0, len(glyph)),
        b"maxp": struct.pack(">IH", 65536, 2) + b"\0" * 26,
        b"name": struct.pack(">HHHHHHHHH", 0, 1, 18, 3, 1, 0x409, 6, len(name), 0) + name,
        b"post": struct.pack(">IIhhI", 0x30000, 0, 0, 0, 0) + b"\0" * 16,
        b"OS/2": struct.pack(">HhHHH", 3, 500, 400, 5, rights) + b"\0" * 86,
    }
    return _joined(tables)


def _joined(tables: dict[bytes, bytes]) -> bytes:
    head, body, at = b"", b"", 12 + 16 * len(tables)
    for tag in sorted(tables):
        table = tables[tag]
        head += struct.pack(">4sIII", tag, _checksum(table), at + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    whole = struct.pack(">IHHHH", 65536, len(tables), 128, 3, 32) + head + body
    adjust = (0xB1B0AFBA - _checksum(whole)) & 0xFFFFFFFF
    (where,) = struct.unpack_from(">I", whole, whole.index(b"head") + 8)
    return whole[: where + 8] + struct.pack(">I", adjust) + whole[where + 12 :]


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
    listed = list(struct.iter_unpack(">III", bytes(content)[start + 28 : start + length]))
    kind = struct.unpack_from(">H", content, start + 12)
    assert kind != (12,) or sum(last - first + 1 for first, last, _glyph in listed) <= 0x110000


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
