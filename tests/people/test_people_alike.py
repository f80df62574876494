"""A roster judged by what its rows have in common comes out as it does when every row is looked at by itself."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rosters import AWAY, HOME, id_number, table_of, take_in

from cadre_desktop.kit.intake.judging import RowJudge
from cadre_desktop.kit.intake.mapping import propose
from cadre_desktop.kit.intake.plan import plan_import
from cadre_desktop.kit.intake.planned import RowState
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.many_id_numbers import are_sound
from cadre_desktop.people.records import Court
from cadre_desktop.people.rules import check_character, check_id_number, contradictions

TODAY = date(2024, 5, 20)
HEADINGS = ["姓名", "性别", "出生年月", "身份证号", "法院", "工号", "人员分类", "岗位身份", "职务", "职级", "员额法官"]
CELLS = (
    ("王祯", "李静", "王 祯", "赵凯", "乌力吉", "=1", "单", ""),
    ("男", "女", "女", "", "不明"),
    ("1985.03", "1990-10", "1979.1", "2085.01", "1888.01", ""),
    ("", id_number("19850312", 1), id_number("19901001", 2), id_number("19850312", 3), "150299198503120010", "12"),
    (HOME, HOME, AWAY, "某某法院", ""),
    ("", "N1", "N2", "N3"),
    ("员额法官", "书记员", "法官", "", "怪"),
    ("", "法官助理", "书记员"),
    ("审判员", "法官助理", "", "庭长", "科员"),
    ("", "一级高级法官助理", "四级主任科员"),
    ("", "是", "否"),
)


def roster(seed):
    """Headings and rows: some columns, few values, so that rows agree, repeat and contradict one another."""
    chance = random.Random(seed)
    columns = [position for position in range(len(HEADINGS)) if position == 0 or chance.random() < 0.7]
    rows = [[chance.choice(CELLS[position]) for position in columns] for _row in range(chance.choice((4, 12, 40)))]
    return [[HEADINGS[position] for position in columns], *rows, *chance.sample(rows, 2)]


def told(store, kind, rows):
    """All that a plan says."""
    table = table_of(*rows)
    made = plan_import(store, table, propose(kind, table.headings), {"court": Court.get(Court.name == HOME).id})
    for state in RowState:
        found = [row.position for row in made.rows if row.state is state]
        assert list(made.rows.positions(state)) == found and made.states[state] == len(found)
    waiting = {position: made.waiting(made.rows[position]) for position in made.cells.blanks}
    return list(made.rows), made.problems, made.notes, made.counts, made.wanted(), made.cells.blanks, waiting


@pytest.mark.parametrize("seed", range(30))
def test_what_rows_have_in_common_changes_nothing(court, monkeypatch, seed):
    take_in(court, *roster(1_000 + seed))
    rows = roster(seed)
    together = told(court, PERSON, rows)
    monkeypatch.setattr(RowJudge, "_to_look_at", lambda judge: set(range(len(judge.rows))))
    assert told(court, replace(PERSON, rules=()), rows) == together


def test_only_rows_that_share_something_are_looked_at(court):
    rows = [[f"王{character}", id_number("19850312", order)] for order, character in enumerate("伟芳娜敏静丽强", 1)]
    rows[3][1] = rows[1][1]
    table = table_of(["姓名", "身份证号"], *rows)
    made = plan_import(court, table, propose(PERSON, table.headings), {"court": Court.get(Court.name == HOME).id})
    assert [row.position for row in made.rows.judged] == [1, 3]
    assert [row.values[made.judge.identities.name_index] for row in made.rows if row.values] == [
        name for index, (name, _number) in enumerate(rows) if index not in (1, 3)
    ]


PARTS = st.tuples(
    st.sampled_from(["150299", "110101", "830101", "990101", "15029", "1５0299", "15029a"]),
    st.sampled_from(["19850312", "20240520", "20240521", "18991231", "19000101", "19850230", "1985031", "1985031٣"]),
    st.sampled_from(["001", "002", "01", "00x", "0٣1"]),
    st.sampled_from(["right", "", "X", "x", "0", "5", "55", "Ｘ"]),
)
SEXES = st.sampled_from(["male", "female", "", None])
BIRTHS = st.sampled_from([None, date(1985, 3, 1), date(1985, 3, 12), date(2024, 5, 1), date(1900, 1, 1)])


def number_of(parts):
    digits, last = "".join(parts[:3]), parts[3]
    return digits + (check_character(digits) if last == "right" and digits.isdecimal() else last)


@given(st.lists(st.tuples(PARTS.map(number_of) | st.sampled_from(["", None]), SEXES, BIRTHS), max_size=8))
def test_a_number_that_is_sound_passes_every_check(rows):
    sound = are_sound(*(list(column) for column in zip(*rows, strict=True)), TODAY) if rows else []
    for (number, sex, born), is_sound in zip(rows, sound, strict=True):
        if is_sound and number:
            assert contradictions(check_id_number(number, TODAY), sex or "", born) == []
        elif number:
            with pytest.raises((Unclear, AssertionError)):
                known = check_id_number(number, TODAY)
                assert known.number == number
                assert contradictions(known, sex or "", born) == []
                assert born is None or born.day == 1
                assert known.birth < TODAY.replace(day=1), "this month may be told number by number"
        else:
            assert is_sound


@pytest.mark.parametrize("order", range(1, 12))
def test_the_numbers_of_a_roster_are_sound(order):
    number = id_number("19850312", order)
    assert are_sound([number], ["male" if order % 2 else "female"], [date(1985, 3, 1)], TODAY) == [True]
    assert are_sound([number[:17] + "1"], [""], [None], TODAY) == [number.endswith("1")]
