"""Cells that are taken as they stand are those of which the reader of their column would say the same."""

from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.intake.clean import NOTHING
from cadre_desktop.kit.intake.readers import as_it_stands, reader_of
from cadre_desktop.people.kinds import PERSON

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
        if told is not None and told(text):
            assert reader_of(column)(text) == (text, ""), column.name


def test_the_usual_cells_of_a_roster_are_taken_as_they_stand():
    usual = {"name": "王祯", "id_number": "15029919850312001X", "phone": "13804721234", "staff_number": "N000001"}
    assert usual.keys() <= {column.name for column in COLUMNS}
    assert all(as_it_stands(PERSON.column(field))(text) for field, text in _fields(usual))


def _fields(usual):
    return [(column.field, usual[column.name]) for column in COLUMNS if column.name in usual]
