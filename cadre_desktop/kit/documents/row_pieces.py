"""The text of a large part of a workbook in pieces of whole rows, so that it is never in memory at once."""

import zipfile
from collections.abc import Iterator

from cadre_desktop.kit.documents import container

CHUNK = 1 << 18
_LONGEST_ROW = 50_000_000
"""Bytes without the end of a row; one of 16,384 cells takes about two million."""


def row_pieces(archive: zipfile.ZipFile, part: str, ends: tuple[bytes, ...], name: str) -> Iterator[bytes]:
    """The text of `part` in pieces that end with one of `ends`, the closing tag of a row; the last as it is.

    Raises Refused, naming the file `name`, where no row ends for too long.
    """
    rest = bytearray()
    longest = max(map(len, ends))
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            before = max(len(rest) - longest, 0)
            rest += chunk
            tag = max(rest.rfind(end, before) for end in ends)
            end = rest.find(b">", tag) if tag >= 0 else -1
            if end >= 0:
                yield bytes(rest[: end + 1])
                del rest[: end + 1]
            elif len(rest) > _LONGEST_ROW:
                raise container.too_large(name, _LONGEST_ROW)
    yield bytes(rest)
