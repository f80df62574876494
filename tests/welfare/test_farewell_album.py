"""Photos taken in for an album, and the album: what it says, what it refuses."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from cadre_desktop.kit import editing
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.people.photos.reading import pictures_in
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.actions import save_event
from cadre_desktop.welfare.comfort.records import Ceiling
from cadre_desktop.welfare.common.ceilings import RETIREMENT, ceiling_on
from cadre_desktop.welfare.farewell import papers
from cadre_desktop.welfare.farewell.album import print_album
from cadre_desktop.welfare.farewell.cards import print_invitations, print_speeches
from cadre_desktop.welfare.farewell.checks import keepsakes_above
from cadre_desktop.welfare.farewell.due import DUE_DATES, unvisited
from cadre_desktop.welfare.farewell.gathering import (
    add_photos,
    choose_cover,
    describe_photo,
    order_photos,
    photos_of,
    remove_photos,
    save_words,
)
from cadre_desktop.welfare.farewell.photos import KEPT, printable, said_by_name, size_of, take_in
from cadre_desktop.welfare.farewell.preparing import begin, ceremonies_around, keep, prepared_of, to_prepare
from cadre_desktop.welfare.farewell.records import Farewell, RetiredContact, RetiredVisit
from cadre_desktop.welfare.farewell.rules import Part
from cadre_desktop.welfare.farewell.seat_plan import print_seat_plan
from cadre_desktop.welfare.farewell.steps import set_steps, steps
from cadre_desktop.welfare.kinds import WELFARE_EVENT


def picture(width, height, form="JPEG", colour=(180, 120, 90), **more):
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, form, **more)
    return out.getvalue()


@pytest.fixture
def farewell(court, people, ceremony):
    """The package of one who has retired."""
    (key,) = begin(court, [people["阿拉坦·巴特尔"]], ceremony.id)
    return key


def text_of(path):
    with Pages(path) as pages:
        return ["".join(pages.text(number).split()) for number in range(len(pages))]


def test_a_photo_is_kept_upright_without_notes_and_as_large_as_print_needs():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Maker"
    kept = printable(picture(2600, 1300, exif=exif.tobytes()))
    assert size_of(kept)[0] < size_of(kept)[1] and size_of(kept)[1] <= KEPT[1]
    assert b"Maker" not in kept and b"Exif" not in kept
    assert size_of(printable(picture(30, 20, "PNG"))) == (30, 20)
    assert size_of(printable(picture(4000, 100, "WEBP"))) == (1950, 49)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("1987年 全院合影.jpg", (1987, "全院合影")),
        ("全院合影 1987年3月.jpg", (1987, "全院合影")),
        ("1987.jpg", (1987, "")),
        ("IMG_2043.jpg", (None, "")),
        ("合影.png", (None, "合影")),
        ("DSC01987.jpg", (None, "")),
    ],
)
def test_a_file_name_says_year_and_caption(name, said):
    assert said_by_name(name) == said


def test_what_cannot_be_read_is_told_and_the_others_come_in(tmp_path, monkeypatch):
    (tmp_path / "1990年 好.jpg").write_bytes(picture(60, 40))
    (tmp_path / "坏.jpg").write_bytes(picture(60, 40)[:200])
    (tmp_path / "字.png").write_bytes(b"text")
    with (tmp_path / "大.jpg").open("wb") as huge:
        huge.truncate(200 << 20)
    taken, problems = take_in(pictures_in([tmp_path]))
    assert [photo.year for photo in taken] == [1990]
    told = "\n".join(map(str, problems))
    assert len(problems) == 3 and "“大.jpg”超过 60 MB" in told and "坏.jpg" in told and "字.png" in told
    with pytest.raises(Refused):
        take_in(pictures_in([tmp_path / "坏.jpg"]))
    with pytest.raises(Unclear, match="像素"):
        monkeypatch.setattr("cadre_desktop.welfare.farewell.photos.MOST_PIXELS", 100)
        printable(picture(60, 40, "PNG"))


def test_photos_are_ordered_described_and_one_is_on_the_cover(court, farewell, tmp_path):
    for year in (1990, 1991, 1992):
        (tmp_path / f"{year}.jpg").write_bytes(picture(60, 40, colour=(year % 10 * 90, 0, 0)))
    taken, _problems = take_in(pictures_in([tmp_path]))
    first, second, third = add_photos(court, farewell, taken)
    assert add_photos(court, farewell, taken) == []  # they are there already
    assert [row.cover for row in photos_of(farewell)] == [True, False, False]
    order_photos(court, farewell, [third, first, second])
    choose_cover(court, second)
    assert [(row.id, row.cover) for row in photos_of(farewell)] == [(third, False), (first, False), (second, True)]
    describe_photo(court, first, 1999, " 全院 合影 ")
    assert {row.caption for row in photos_of(farewell)} == {"", "全院 合影"}
    for year, caption, field in ((12, "", "taken"), (None, "长" * 41, "caption")):
        with pytest.raises(Refused) as refused:
            describe_photo(court, first, year, caption)
        assert refused.value.problems[0].field == field
    assert remove_photos(court, [second]) == 1
    assert [row.cover for row in photos_of(farewell)] == [True, False]


def test_an_album_without_photos_is_refused_and_one_with_them_is_a_book(court, farewell, tmp_path):
    with pytest.raises(Refused, match="还没有照片"):
        print_album(tmp_path / "册.pdf", farewell)
    (tmp_path / "1990年 初到法院.jpg").write_bytes(picture(60, 40))
    (tmp_path / "全家福.jpg").write_bytes(picture(40, 60))
    add_photos(court, farewell, take_in(pictures_in([tmp_path]))[0])
    save_words(court, farewell, "李静", "庭长", "常回来看看。")
    for square in (False, True):
        pages = print_album(tmp_path / "册.pdf", farewell, square=square)
        texts = text_of(tmp_path / "册.pdf")
        assert len(texts) == pages and pages % 2 == 0
        assert "阿拉坦·巴特尔" in texts[0] and "感谢有您" in texts[-1]
        whole = "".join(texts)
        for words in (
            "寄语",
            "履历",
            "2010.01",
            "光荣退休",
            "一九九〇年代",
            "1990年初到法院",
            "岁月留影",
            "常回来看看。",
            "李静",
        ):
            assert words in whole, words
        with Pages(tmp_path / "册.pdf") as opened:
            assert opened.size(0)[1] == pytest.approx(210 if square else 297, abs=0.1)


def test_who_retires_in_the_year_is_listed_and_who_does_not_is_refused(court, people, ceremony, farewell):
    today = court.clock.today()
    lines = to_prepare(2023, today)
    assert [(line.name, line.farewell, line.ceremony) for line in lines] == [
        ("阿拉坦·巴特尔", farewell, ceremony.title),
        ("李静", None, ""),
    ]
    with pytest.raises(Refused, match="王祯到"):
        begin(court, [people["王祯"]])
    assert begin(court, [people["阿拉坦·巴特尔"]]) == [farewell]
    assert Farewell.select().count() == 1
    assert Part.CEREMONY not in prepared_of([farewell])[farewell].lacking


def test_whoever_should_have_gone_before_may_be_sent_off_at_a_ceremony_of_now(court, ceremony):
    assert ceremonies_around(2020, 2021, None) == []
    for first, last, chosen in ((2020, 2023, None), (2022, 2022, None), (2020, 2021, ceremony.id)):
        assert ceremonies_around(first, last, chosen) == [(ceremony.id, "2023年荣退仪式（2023-06-28）")]


def test_a_ceremony_that_is_gone_meanwhile_is_refused_in_words(court, farewell, ceremony):
    later = {"title": "补办", "kind": "retirement_ceremony", "starts": date(2023, 7, 3)}
    editing.remove(court, WELFARE_EVENT, [another := save_event(court, later).id])
    with pytest.raises(Refused, match="已被删除或撤销，请另选一场"):
        keep(court, farewell, {"event": another})
    with pytest.raises(Refused, match="请重新开始准备"):
        keep(court, farewell + 1, {"keepsake": "法徽"})


def test_a_keepsake_above_the_ceiling_of_the_region_is_refused(court, farewell):
    keep(court, farewell, {"keepsake": "纪念章"})
    with pytest.raises(Refused, match="还没有填写，不能登记价格"):
        keep(court, farewell, {"keepsake_cost": 1})
    with court.step("标准"):
        for region, maximum in (("内蒙古", 100000), ("安徽", 10)):
            Ceiling.add(region=region, item=RETIREMENT, maximum=maximum, valid_from=date(2023, 1, 1))
        Ceiling.add(region="内蒙古", item=RETIREMENT, maximum=None, valid_from=date(2024, 1, 1))
    assert ceiling_on(RETIREMENT, date(2023, 6, 28)) == 100000
    assert ceiling_on(RETIREMENT, date(2022, 6, 28)) is None and ceiling_on(RETIREMENT, date(2024, 6, 1)) is None
    with pytest.raises(Refused) as refused:
        keep(court, farewell, {"keepsake_cost": 100100})
    assert refused.value.problems[0].field == "keepsake_cost"
    keep(court, farewell, {"keepsake_cost": 99900})
    assert list(keepsakes_above()) == []
    with court.step("标准"):
        Ceiling.update(maximum=99899).where(Ceiling.region == "内蒙古").execute()
    assert list(keepsakes_above()) == ["荣退档案中有 1 人的纪念品超出最高金额，或没有填写标准。"]


def test_the_papers_of_a_ceremony_say_who_is_sent_off(court, farewell, ceremony, tmp_path):
    keep(court, farewell, {"relatives": 2, "host_text": "他是我们的老庭长。"})
    set_steps(court, "奏唱国歌\n介绍工作经历\n合影")
    path = tmp_path / "纸.pdf"
    papers.print_order(path, ceremony.id)
    assert "（三）合影" in "".join(text_of(path)) and "阿拉坦·巴特尔" in "".join(text_of(path))
    papers.print_host_text(path, ceremony.id)
    assert "他是我们的老庭长。" in "".join(text_of(path))
    papers.print_career_lines(path, [farewell])
    assert "光荣退休" in "".join(text_of(path))
    print_speeches(path, [farewell])
    assert "退休感言" in text_of(path)[0]
    assert print_invitations(path, ceremony.id) == 3
    assert print_seat_plan(path, ceremony.id).pages == 1 and "阿拉坦·巴特尔家属" in text_of(path)[0]
    set_steps(court, "")
    assert len(steps()) == 10
    with pytest.raises(Refused, match="还没有照片"):
        papers.print_photo_list(path, farewell)
    with court.step("撤"):
        Farewell.delete().execute()
    with pytest.raises(Refused, match="还没有荣退的人"):
        papers.print_order(path, ceremony.id)


def test_what_lacks_a_month_before_and_who_was_not_visited_is_due(court, people, farewell):
    packages, visits = DUE_DATES
    assert [due.day for due in packages.coming(date(2023, 5, 1), date(2023, 6, 1))] == [date(2023, 5, 28)]
    assert list(packages.overdue(date(2023, 5, 28))) == [] and len(list(packages.overdue(date(2023, 5, 29)))) == 1
    person = people["阿拉坦·巴特尔"]
    with court.step("联络"):
        contact = RetiredContact.add(person=person)
    assert [key for key, _name in unvisited(2023)] == [contact.id] and unvisited(2022) == []
    assert len(list(visits.coming(date(2023, 12, 1), date(2023, 12, 31)))) == 1
    assert len(list(visits.overdue(date(2024, 2, 1)))) == 1
    with court.step("走访"):
        RetiredVisit.add(person=person, day=date(2024, 1, 20))
    assert list(visits.overdue(date(2024, 2, 1))) == []
    assert Person.by_key(person).status == "retired"
