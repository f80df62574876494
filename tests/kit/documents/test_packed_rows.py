"""Rows come out of their packing as they went in, whatever their cells hold and however wide they are."""

import pickle
import random
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from cadre_desktop.kit.documents import packed_rows
from cadre_desktop.kit.documents.packed_rows import Unpacker, packed

CELLS: list[Any] = [
    *("", "王祯", "男", "女", "\0", "一\0二", " ", "第一行\n第二行", "𠮷"),
    *(1.0, 0.0, 1, 0, True, False, 12.5, float("inf")),
    *(date(2023, 3, 1), datetime(2023, 3, 1, 8, 30), time(8, 30), timedelta(hours=30)),
]
LONGEST = 100


def nothing_to_check(_cells: object) -> None:
    pass


def _again(rows: list[list[Any]]) -> list[list[Any]]:
    """The rows as another process gets them."""
    return Unpacker().rows(pickle.loads(pickle.dumps(packed(rows, LONGEST, nothing_to_check))))


def _exact(rows: list[list[Any]]) -> list[list[tuple[type, Any]]]:
    return [[(type(cell), cell) for cell in row] for row in rows]


@pytest.mark.parametrize("width", [1, 15, packed_rows._NARROW, packed_rows._NARROW + 1])
@pytest.mark.parametrize("height", [1, 2, 70, 300])
def test_rows_come_out_as_they_went_in(width: int, height: int) -> None:
    chance = random.Random(width * 1_000 + height)
    texts = [cell for cell in CELLS if isinstance(cell, str)]
    columns = [
        chance.choice(
            (
                [f"{number:05}" for number in range(height)],  # all different
                [chance.choice(texts) for _row in range(height)],
                [chance.choice(("男", "女")) for _row in range(height)],
                [f"{number % 290}" if number > 64 else "" for number in range(height)],  # many, after few
                [chance.choice((date(2023, 3, 1), "", 2.5)) for _row in range(height)],
                [True, *[1] * (height - 1)],
                [""] * height,
            )
        )
        for _column in range(width)
    ]
    rows = [list(row) for row in zip(*columns, strict=True)]
    assert _exact(_again(rows)) == _exact(rows)


@pytest.mark.parametrize("cell", CELLS, ids=repr)
def test_every_sort_of_cell_stays_what_it_is_beside_every_other(cell: Any) -> None:
    for other in CELLS:
        rows = [["甲", cell], ["乙", other], ["丙", cell], ["丁", ""]] * 40
        if {type(cell), type(other)} != {int, float}:  # which of them a whole number is, nobody can tell by looking
            assert _exact(_again(rows)) == _exact(rows)
        assert _again(rows) == rows


@pytest.mark.parametrize("rows", [[], [[]], [[], []]])
def test_rows_of_nothing_are_rows(rows: list[list[Any]]) -> None:
    assert _again(rows) == rows


def test_equal_texts_are_one_object_in_all_blocks() -> None:
    unpacker = Unpacker()
    rows = [["张三", "刑一庭"], ["李四", "刑一庭"], ["王五", "刑一庭"]] * 40
    blocks = [unpacker.rows(pickle.loads(pickle.dumps(packed(rows, LONGEST, nothing_to_check)))) for _block in range(2)]
    assert len({id(row[1]) for block in blocks for row in block}) == 1


def test_rows_can_be_changed_one_by_one() -> None:
    rows = _again([["张三", "刑一庭"]] * 100)
    rows[0][1] = "民一庭"
    assert rows[1] == ["张三", "刑一庭"]


@pytest.mark.parametrize("width", [1, packed_rows._NARROW + 1])
@pytest.mark.parametrize(
    "others",
    [["短"] * 100, [f"{number}" for number in range(100)], [1.0] * 100, ["一\0二"] * 100],
    ids=["few", "many", "numbers", "odd"],
)
def test_a_text_that_is_too_long_is_looked_at_wherever_it_stands(width: int, others: list[Any]) -> None:
    long = "长" * (LONGEST + 1)
    looked_at: list[Any] = []
    packed([[cell] * width for cell in [*others, long]], LONGEST, looked_at.extend)
    assert long in looked_at
