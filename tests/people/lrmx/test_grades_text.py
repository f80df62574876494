"""Annual grades of the forms: read, written again to the letter, and what cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.people.lrmx.grades_text import grades_rewritten, parse_grades, rebuild_grades

GRADES = st.dictionaries(
    st.integers(1950, 2060),
    st.sampled_from(["excellent", "competent", "basic", "incompetent", "ungraded", "absent"]),
    max_size=6,
)


@given(GRADES)
def test_what_is_written_is_read_again(grades: dict[int, str]) -> None:
    text = rebuild_grades(grades.items())
    read = parse_grades(text)
    assert (read.by_year, read.troubles) == (grades, ())
    assert rebuild_grades(read.grades) == text


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("2022年年度考核“优秀”等次；2023年年度考核“称职”等次。", {2022: "excellent", 2023: "competent"}),
        ("2021年、2022年年度考核均为称职", {2021: "competent", 2022: "competent"}),
        (
            "2019-2021年年度考核基本称职，2022年不称职",
            {2019: "basic", 2020: "basic", 2021: "basic", 2022: "incompetent"},
        ),
        ("2020年优秀2021年合格", {2020: "excellent", 2021: "competent"}),
        ("2020：不定等次;2021：未参加考核", {2020: "ungraded", 2021: "absent"}),
        ("", {}),
    ],
)
def test_ways_of_writing_grades(text: str, grades: dict[int, str]) -> None:
    read = parse_grades(text)
    assert (read.by_year, read.troubles) == (grades, ())


@pytest.mark.parametrize(
    ("text", "grades", "said"),
    [
        ("2023年被评为优秀共产党员；2024年年度考核优秀", {2024: "excellent"}, "2023 年没有读到等次"),
        ("2023年参加工作，2024年年度考核称职", {2024: "competent"}, "2023 年没有读到等次"),
        ("2022年称职；2022年优秀", {2022: "competent"}, "2022 年写了两种等次"),
        ("年度考核优秀", {}, "没有写年度"),
    ],
)
def test_what_is_not_a_grade_is_said_and_never_guessed(text: str, grades: dict[int, str], said: str) -> None:
    read = parse_grades(text)
    assert read.by_year == grades
    (trouble,) = read.troubles
    assert said in trouble


def test_only_the_part_of_a_changed_year_is_written_anew() -> None:
    text = "2021年度：优秀（记功）；2022年度：称职；2023年见习"
    assert grades_rewritten(text, {2021: "excellent", 2022: "competent"}) == text
    assert grades_rewritten(text, {2022: "excellent", 2024: "competent"}) == (
        "2021年度：优秀（记功）；2022年年度考核“优秀”等次；2023年见习；2024年年度考核“称职”等次"
    )


@given(GRADES, GRADES)
def test_after_writing_the_text_says_the_grades(before: dict[int, str], now: dict[int, str]) -> None:
    text = grades_rewritten(rebuild_grades(before.items()), now)
    assert parse_grades(text).by_year == {**before, **now}
