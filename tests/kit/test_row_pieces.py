"""A large part in pieces of whole rows, wherever its chunks end."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.documents import row_pieces as module
from cadre_desktop.kit.documents.row_pieces import row_pieces
from cadre_desktop.kit.problems import Refused


def archive_of(text: bytes) -> zipfile.ZipFile:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", text)
    return zipfile.ZipFile(target)


@given(st.lists(st.sampled_from(["<row>", "</row>", "<c/>", "甲乙", "</x:row>", "</ro", "w>", ">"]), max_size=30))
@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 1_000])
def test_the_pieces_are_the_text_and_end_with_rows(chunk: int, parts: list[str]) -> None:
    text = "".join(parts).encode()
    whole, module.CHUNK = module.CHUNK, chunk
    try:
        pieces = list(row_pieces(archive_of(text), "a.xml", (b"</row>", b":row>"), "名册"))
    finally:
        module.CHUNK = whole
    assert b"".join(pieces) == text
    assert all(piece.endswith((b"</row>", b":row>")) for piece in pieces[:-1])
    assert text.count(b"</row>") == sum(piece.count(b"</row>") for piece in pieces)


def test_a_row_that_does_not_end_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_ROW", 2_000_000)
    with pytest.raises(Refused, match="“名册”太大（超过 2 MB）"):
        list(row_pieces(archive_of(b"<row>" + b"x" * 3_000_000), "a.xml", (b"</row>",), "名册"))
