"""The year's figures of retirement open exactly the rows they count; the command writes the album."""

from argparse import Namespace
from contextlib import nullcontext
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.published import Period
from cadre_desktop.welfare.farewell.counting import FIGURES
from cadre_desktop.welfare.farewell.gathering import add_photos
from cadre_desktop.welfare.farewell.photos import TakenPhoto
from cadre_desktop.welfare.farewell.preparing import begin, keep
from cadre_desktop.welfare.terminal.farewell import write_album


def counted(year, until=None):
    period = Period(year, date(2024, 5, 20), until)
    return {figure.key: figure.rows(period).count() for figure in FIGURES}


def test_figures_count_by_ceremony_and_by_the_day_of_the_album(court, people, ceremony, examination):
    (farewell,) = begin(court, [people["阿拉坦·巴特尔"]])
    assert counted(2023) == {"retirees_farewelled": 0, "albums": 0, "ceremonies": 1}
    keep(court, farewell, {"event": ceremony.id, "album_given": date(2024, 1, 5)})
    assert counted(2023) == {"retirees_farewelled": 1, "albums": 0, "ceremonies": 1}
    assert counted(2024) == {"retirees_farewelled": 0, "albums": 1, "ceremonies": 0}
    assert counted(2023, date(2023, 6, 27)) == {"retirees_farewelled": 0, "albums": 0, "ceremonies": 0}
    with pytest.raises(Refused, match="不是荣退仪式"):
        keep(court, farewell, {"event": examination.id})


def test_the_command_writes_the_album_of_whoever_has_one(court, people, tmp_path, capsys):
    file = tmp_path / "册.pdf"
    chosen = Namespace(
        person="阿拉坦·巴特尔", file=file, square=True, opener=lambda *_chosen, **_more: nullcontext(court)
    )
    with pytest.raises(Refused, match="还没有为"):
        write_album(chosen)
    (farewell,) = begin(court, [people["阿拉坦·巴特尔"]])
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG")
    add_photos(court, farewell, [TakenPhoto(out.getvalue(), 1999, "开庭")])
    write_album(chosen)
    assert file.read_bytes().startswith(b"%PDF") and "已写出" in capsys.readouterr().out
