"""TrueType faces made for tests: one glyph, a square, for any characters."""

import struct

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
