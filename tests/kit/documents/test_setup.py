"""What is chosen for a paper, and how it is remembered."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.documents.setup import PaperOffer, Setup, orientation

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


def test_what_was_chosen_comes_back_as_it_was():
    setup = Setup().titled("花名册", "名单").with_column("民族", False).choosing(orientation(), "landscape")
    assert Setup.of(json.loads(json.dumps(setup.plain()))) == setup


@given(JSON | st.fixed_dictionaries({"titles": JSON, "left_out": JSON, "chosen": JSON}))
def test_whatever_was_remembered_can_be_read(plain):
    setup = Setup.of(plain)
    assert setup.value(orientation()) in {"", "portrait", "landscape"}
    assert isinstance(setup.title("花名册"), str)


def test_a_choice_that_is_not_offered_counts_as_the_usual_one():
    assert Setup(chosen={"orientation": "diagonal"}).value(orientation()) == ""


def test_a_title_holds_for_the_paper_it_was_typed_for_and_an_empty_one_for_none():
    setup = Setup().titled("甲班花名册", "甲班名单")
    assert (setup.title("甲班花名册"), setup.title("乙班花名册")) == ("甲班名单", "乙班花名册")
    assert setup.titled("甲班花名册", " ").title("甲班花名册") == "甲班花名册"


def test_titles_do_not_pile_up_for_ever():
    setup = Setup()
    for number in range(200):
        setup = setup.titled(f"第{number}期", f"名单{number}")
    assert len(setup.titles) < 100 and setup.title("第199期") == "名单199"


@pytest.mark.parametrize(
    ("offer", "any_"), [(PaperOffer(), False), (PaperOffer(pages=3), False), (PaperOffer("花名册"), True)]
)
def test_an_offer_is_something_to_choose(offer, any_):
    assert bool(offer) is any_
