"""Photos of many people by their file names, cropped to a frame that is moved within the picture."""

import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.photos.frames import Frame, usual
from cadre_desktop.people.photos.matching import MatchState, People, matches
from cadre_desktop.people.photos.naming import photo_name
from cadre_desktop.people.photos.reading import pictures_in
from cadre_desktop.people.photos.taking import take_photos
from cadre_desktop.people.records import Court, Person


@pytest.mark.parametrize(
    ("file", "name", "born", "id_number"),
    [
        ("王祯198503.jpg", "王祯", date(1985, 3, 1), ""),
        ("王祯_1985.3.png", "王祯", date(1985, 3, 1), ""),
        ("王祯 1985年03月.jpg", "王祯", date(1985, 3, 1), ""),
        ("王祯19850312 一寸蓝底.jpg", "王祯", date(1985, 3, 1), ""),
        ("照片/昆区法院/李静.jpg", "李静", None, ""),
        ("昆区法院李静证件照.jpg", "昆区法院李静", None, ""),
        ("阿拉坦•巴特尔-1990-12.jpg", "阿拉坦·巴特尔", date(1990, 12, 1), ""),
        ("15020319850301001x.JPG", "", None, "15020319850301001X"),
    ],
)
def test_a_file_name_says_who_is_meant(file, name, born, id_number):
    said = photo_name(file)
    assert (next(iter(said.names), ""), said.born, said.id_number) == (name, born, id_number)


@pytest.fixture
def people(court):
    with court.step("录入"):
        home, other = list(Court.select().order_by(Court.place))[:2]
        rows = [
            ("王祯", home, date(1985, 3, 1), "", "BT001"),
            ("李静", home, date(1990, 5, 1), "", ""),
            ("李静", other, date(1991, 6, 1), "", ""),
            ("赵明", home, None, "150203198503010015", "20190312"),
        ]
        for name, place, born, id_number, number in rows:
            Person.add(court=place, name=name, born=born, id_number=id_number, staff_number=number)
    return People()


@pytest.mark.parametrize(
    ("file", "state", "owner", "reason"),
    [
        ("王祯1985.03.jpg", "matched", "王祯", "姓名和出生年月"),
        ("bt001.jpg", "matched", "王祯", "工号"),
        ("赵明20190312.jpg", "matched", "赵明", "工号"),
        ("150203198503010015.jpg", "matched", "赵明", "身份证号"),
        ("李静199005.jpg", "matched", "李静", "姓名和出生年月"),
        ("包头中院王祯.jpg", "matched", "王祯", "只按姓名"),
        ("李静.jpg", "unsure", "", "有 2 人"),
        ("王祯198504.jpg", "unsure", "", "出生年月与文件名不同"),
        ("BT001 李静.jpg", "unsure", "", "与文件名里的姓名不同"),
        ("孙悟空.jpg", "nobody", "", "没有叫“孙悟空”的人"),
        ("150203198503010023.jpg", "nobody", "", "身份证号"),
        ("IMG_0001.jpg", "nobody", "", "没有姓名"),
    ],
)
def test_nobody_is_guessed(people, file, state, owner, reason):
    found = people.match(file)
    assert (found.state, found.owner.name if found.owner else "") == (MatchState(state), owner)
    assert reason in found.reason


def test_of_two_photos_of_one_person_neither_is_taken(people):
    found = matches(["王祯.jpg", "BT001.jpg", "赵明.jpg"], people)
    assert [each.state for each in found] == [MatchState.UNSURE, MatchState.UNSURE, MatchState.MATCHED]


def test_folders_and_zip_files_of_any_system_are_read(tmp_path):
    (tmp_path / "里").mkdir()
    (tmp_path / "里" / "王祯.JPG").write_bytes(b"one")
    (tmp_path / "说明.txt").write_bytes(b"no")
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
        archive.writestr("abcd.jpg", b"two")
        archive.writestr("__MACOSX/._x.jpg", b"no")
    whole = (tmp_path / "包.zip").read_bytes()
    (tmp_path / "包.zip").write_bytes(whole.replace(b"abcd.jpg", "李静.jpg".encode("gbk")))
    found = pictures_in([tmp_path / "里", tmp_path / "包.zip"])
    assert {picture.name: picture.read() for picture in found} == {"李静.jpg": b"two", "王祯.JPG": b"one"}
    with pytest.raises(Refused, match="没有找到照片"):
        pictures_in([tmp_path / "说明.txt"])
    (tmp_path / "坏.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(Refused, match="打不开"):
        pictures_in([tmp_path / "坏.zip"])


def test_the_usual_frame_keeps_the_middle_and_the_upper_part():
    assert usual((400, 500)) == Frame(0, 0, 400, (400, 500))
    assert usual((1000, 500)).box == (300, 0, 400, 500)
    assert usual((400, 800)).box == (0, 40, 400, 500)
    assert usual((400, 530)).box == (0, 10, 400, 500)


@given(
    st.tuples(st.integers(1, 9000), st.integers(1, 9000)),
    st.lists(st.tuples(st.integers(-5000, 5000), st.integers(-5000, 5000), st.floats(0.1, 8)), max_size=6),
)
def test_a_frame_never_leaves_its_picture(of, ways):
    frame = usual(of)
    for right, down, factor in ways:
        frame = frame.moved(right, down).zoomed(factor)
        left, top, width, height = frame.box
        assert left >= 0 and top >= 0 and width >= 1 and height >= 1
        assert left + width <= of[0] and top + height <= of[1]


def test_photos_come_in_one_step(court, people):
    keys = [row.id for row in Person.select()]
    assert take_photos(court, dict.fromkeys(keys[:3], b"photo")) == 3
    assert Person.select().where(Person.photo != "").count() == 3
    court.undo()
    assert Person.select().where(Person.photo != "").count() == 0
    with pytest.raises(Refused):
        take_photos(court, {})
