"""Search keys that another thread makes beside a long statement are those that would have been made without it."""

import threading

import pytest
from toys import TOYS, Club, Member

from cadre_desktop.kit.names import name_keys
from cadre_desktop.kit.store import keys_ahead, search

NAMES = ["王祯", "乌力吉", "单于", "阿拉坦巴特尔", "王祯", ""]


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch):
    monkeypatch.setattr(search, "MANY", 2)
    monkeypatch.setattr(search, "_FEW", 1)
    yield
    keys_ahead.forget()


def test_keys_are_made_once_and_by_another_thread():
    made: list[tuple[str, str]] = []

    def keys_of(text: str) -> frozenset[str]:
        made.append((text, threading.current_thread().name))
        return name_keys(text)

    keys_ahead.begin({keys_of: ["王祯", "乌力吉"]})
    keys, texts = keys_ahead.taken(keys_of)
    assert keys == sorted(keys)
    for text in ("王祯", "乌力吉"):
        assert {key for key, of in zip(keys, texts, strict=True) if of == text} == name_keys(text)
    assert made == [("王祯", "search keys"), ("乌力吉", "search keys")]
    keys_ahead.forget()
    assert keys_ahead.taken(keys_of).texts == []


def _add(store, names):
    with store.step("导入"):
        club = Club.add(title="刑一庭")
        Member.add_many([{"club": club.id, "name": name} for name in names])
        search.make_ahead(Member, {"name": names})


def test_rows_of_which_the_keys_were_made_ahead_are_found_and_no_others(store):
    _add(store, NAMES)
    assert all(search.is_current(record) for record in TOYS.records)
    assert len(store.find("wangzhen")) == 2
    _add(store, [*NAMES, "新来的"])  # most of them are there already
    with store.step("导入"):
        Member.add_many([{"club": Club.get().id, "name": "没有说过的"}])
        Member.add_many([{"club": Club.get().id, "name": "说过的"}])
        search.make_ahead(Member, {"name": ["说过的", "王祯"]})
    assert all(search.is_current(record) for record in TOYS.records)
    assert (len(store.find("meiyoushuo")), len(store.find("shuoguode"))) == (1, 2)
    store.undo()
    assert all(search.is_current(record) for record in TOYS.records)
    store.undo()
    assert all(search.is_current(record) for record in TOYS.records)
    store.undo()
    assert all(search.is_current(record) for record in TOYS.records)
    assert not keys_ahead._made


def test_nothing_is_kept_of_a_step_that_fails(store):
    with pytest.raises(ZeroDivisionError), store.step("导入"):
        search.make_ahead(Member, {"name": NAMES})
        raise ZeroDivisionError
    assert not keys_ahead._made and not keys_ahead._threads and not keys_ahead._wanted


def test_few_texts_start_no_thread(store, monkeypatch):
    monkeypatch.setattr(search, "MANY", len(NAMES) + 1)
    search.make_ahead(Member, {"name": NAMES})
    assert not keys_ahead._threads and not keys_ahead._wanted
