"""Chinese typed key by key through the input methods that courts have, into the program's own window.

Skipped where a program is lacking. All of it by one command, on Debian 12 or later (fcitx 4 and 5 exclude each other):

    apt-get install xvfb xdotool x11-utils openbox dbus fcitx5 fcitx5-chinese-addons ibus ibus-libpinyin
    python -m pytest tests/input_method
"""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from contests.small_court import write_people, write_small
from desk_of_its_own import FRAMEWORKS, SCREEN, Desk, Framework, Program, lacking, until

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.records import Court, Department
from cadre_desktop.schema import SCHEMA

NEAR = 60
"""The px below or above the caret within which the candidate window begins."""
pytestmark = pytest.mark.xdist_group("a desk of its own")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, new_court: Path) -> Path:
    """A court with people, a contest, and a department whose name pinyin brings first."""
    path = tmp_path_factory.mktemp("court") / "包头中院.cadre"
    shutil.copyfile(new_court, path)
    store = open_store(path, SCHEMA, "王祯", clock=FixedClock(datetime(2023, 6, 1, 9, 0)))
    write_small(store, write_people(store))
    with store.step("录入部门"):
        Department.add(court=Court.get(Court.short_name == "包头中院"), name="北京联络处")
    close_store(store)
    return path


@pytest.fixture(scope="module", params=FRAMEWORKS, ids=lambda framework: framework.name)
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    framework: Framework = request.param
    if reason := lacking(*framework.needs):
        pytest.skip(reason)
    with Desk(tmp_path_factory.mktemp("desk"), framework) as standing:
        yield standing


@pytest.fixture(scope="module")
def program(desk: Desk, file: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program with the court open, the input method switched to Chinese."""
    path = tmp_path_factory.mktemp("opened") / file.name
    shutil.copyfile(file, path)
    opened = desk.open_program(str(path))
    bring(opened, "search")
    desk.turn_to_chinese()
    return opened


def bring(program: Program, place: str) -> None:
    until(f"{place} has the keyboard", lambda: program.ask("show", place=place))


def holds(program: Program, text: str) -> None:
    """The place holds this text, at last."""
    seen = []

    def look() -> bool:
        seen[:] = [program.ask("state")["text"]]
        return seen == [text]

    until(f"“{text}”, seen: {seen}", look)


def stand_at_the_caret(desk: Desk, program: Program) -> bool:
    """Whether there are candidates, and right below or above the caret; frameworks move them in from the edge."""
    area = desk.candidates()
    if area is None:
        return False
    left, top, width, height = program.ask("state")["caret"]
    beside = area.left - left in range(-NEAR, width + NEAR) or area.left + area.width in range(
        SCREEN[0] - NEAR, SCREEN[0] + 1
    )
    return beside and (area.top - top - height in range(NEAR) or top - area.top - area.height in range(NEAR))


# What is chosen.


def test_the_framework_that_runs_is_chosen(desk, program):
    choice = program.ask("choice")
    own = {"fcitx 4": f"org.fcitx.Fcitx-{desk.environment['DISPLAY'][1:]}"}.get(desk.framework.name, "")
    assert (choice["fcitx4"], choice["problem"]) == (own, "")


# Words.


@pytest.mark.parametrize("place", ["search", "finder", "form", "staff_number", "picker", "dialog"])
def test_words_arrive_and_candidates_stand_at_the_caret(desk, program, place):
    bring(program, place)
    desk.type("beijing")
    until("candidates at the caret", lambda: stand_at_the_caret(desk, program))
    assert program.ask("state")["text"] == ""
    desk.type(" 017")
    holds(program, "北京017")
    assert desk.candidates() is None


def test_candidates_stay_at_the_caret_while_a_list_is_open(desk, program):
    bring(program, "picker")
    desk.type("beijing ")
    until("a list of departments", lambda: program.ask("state")["popup"])
    desk.type("lianluochu")
    until("candidates at the caret", lambda: stand_at_the_caret(desk, program))
    assert program.ask("state")["popup"], "the list stays open meanwhile"
    desk.type(" ")
    holds(program, "北京联络处")
    desk.press("Escape")
    until("the list closed", lambda: not program.ask("state")["popup"])


def test_a_dialog_is_answered_only_after_the_word_is_there(desk, program):
    bring(program, "dialog")
    desk.type("bei")
    until("candidates", desk.candidates)
    desk.press("Escape")
    until("no candidates", lambda: desk.candidates() is None)
    desk.type("shitu")
    until("candidates", desk.candidates)
    desk.press("Return")
    holds(program, "shitu")
    assert program.ask("state")["answered"] is None, "Enter belonged to the input method"
    desk.type("beijing ")
    holds(program, "shitu北京")
    desk.press("Return")
    until("an answer", lambda: program.ask("state")["answered"] == "shitu北京")


# Digits.


def test_an_id_number_takes_keys_as_they_are(desk, program):
    bring(program, "number")
    desk.type("15020219850301123x")
    holds(program, "15020219850301123x")
    assert desk.candidates() is None


def test_marks_are_keyed_as_they_are(desk, program):
    bring(program, "grid")
    desk.type("35.5".replace(".", ""))
    holds(program, "355")
    desk.press("BackSpace", "period", "5")
    holds(program, "35.5")
    assert desk.candidates() is None
    desk.press("Return")
    until("the next cell", lambda: program.ask("state")["text"] == "")


def test_a_choice_is_found_by_initials_whatever_the_input_method(desk, program):
    bring(program, "choice")
    desk.type("nv")
    holds(program, "女")


def test_so_is_a_line_of_its_list(desk, program):
    bring(program, "list_of_choice")
    until("its list", lambda: program.ask("state")["popup"])
    desk.type("nan")
    desk.press("Return")
    holds(program, "男")
