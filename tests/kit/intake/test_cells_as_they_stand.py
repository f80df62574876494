"""Cells that are taken as they stand are those of which the reader of their column would say the same."""

from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.intake.clean import NOTHING
from cadre_desktop.kit.intake.readers import as_it_stands, reader_of
from cadre_desktop.kit.intake.telling import many
from cadre_desktop.kit.kind import Reading
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Person

COLUMNS = [column for column in PERSON.columns if as_it_stands(column)]
TEXTS = st.one_of(
    st.text(alphabet="0123456789xXaZeE.+- '１Ａ一王⾦金·", max_size=20),
    st.from_regex(r"[0-9]{11}|[0-9]{17}[0-9Xx]|[A-Za-z]?[0-9]{1,8}|[\u3400-\u9fff\uf900-\ufaff]{1,3}", fullmatch=True),
    st.sampled_from(sorted(NOTHING)),
)


@given(TEXTS)
def test_a_cell_taken_as_it_stands_is_what_its_reader_gives(text):
    for column in COLUMNS:
        told = as_it_stands(column)
        if told is not None and told.is_one(text):
            assert reader_of(column)(text) == (text, ""), column.name


@given(st.lists(TEXTS | st.sampled_from(["1\n2", "王\n李", "\n", "12\n"]), min_size=1, max_size=4))
def test_a_column_is_taken_as_it_stands_only_if_each_of_its_cells_is(texts):
    for column in COLUMNS:
        told = as_it_stands(column)
        assert told.are_all(texts) == all(map(told.is_one, texts)), column.name


def test_what_a_kind_reads_itself_is_asked_before_a_name_is_taken_as_it_stands():
    shout = many(PERSON.column(Person.name), lambda text: Reading({"notes": text}) if text == "赵凯" else None)
    assert shout("王祯") == ("王祯", "", None)
    assert shout("赵凯").value == {"name": "赵凯", "notes": "赵凯"}


def test_the_usual_cells_of_a_roster_are_taken_as_they_stand():
    usual = {"name": "王祯", "id_number": "15029919850312001X", "phone": "13804721234", "staff_number": "N000001"}
    assert usual.keys() <= {column.name for column in COLUMNS}
    assert all(as_it_stands(PERSON.column(field)).is_one(text) for field, text in _fields(usual))


def _fields(usual):
    return [(column.field, usual[column.name]) for column in COLUMNS if column.name in usual]
