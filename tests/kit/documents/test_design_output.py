"""One file for each certificate: names that every system takes, all or none, packed for sending, as pictures."""

import zipfile
from io import BytesIO

import pytest
from design_pages import design, page, text
from ink import texts
from PIL import Image

from cadre_desktop.kit.documents.design.output import files_of, names_of, write_each, write_zip
from cadre_desktop.kit.jobs import Stopped
from cadre_desktop.kit.problems import Refused

DESIGN = design(text("{name}"))


def pages(*names: str):
    return [page(DESIGN, {"name": name, "number": f"〔2023〕{count}号"}) for count, name in enumerate(names, 1)]


def facts(*names: str):
    return [each.words.facts for each in pages(*names)]


def test_names_follow_the_pattern_and_no_two_are_alike():
    three = facts("王祯", "王祯", "孛儿只斤·额尔德尼")

    assert names_of(three) == ["〔2023〕1号 王祯.pdf", "〔2023〕2号 王祯.pdf", "〔2023〕3号 孛儿只斤·额尔德尼.pdf"]
    assert names_of(three, "{name}", "png") == ["王祯.png", "王祯 (2).png", "孛儿只斤·额尔德尼.png"]


@pytest.mark.parametrize("name", ["a/b", "..", "CON", "x" * 300, "王\n祯", 'a:b*?"<>|', "", "  ", "王" * 200])
def test_a_name_is_one_that_every_system_takes(name, tmp_path):
    (found,) = names_of(facts(name), "{name}")

    assert found.endswith(".pdf") and len(found.encode()) <= 255
    assert not set(found) & set('/\\:*?"<>|\n')
    (tmp_path / found).write_bytes(b"")


@pytest.mark.parametrize(("pattern", "said"), [("证书", "{number}或{name}"), ("{who}", "who"), ("", "没有项目")])
def test_a_pattern_that_names_nothing_is_refused(pattern, said):
    with pytest.raises(Refused, match=said):
        names_of(facts("王祯"), pattern)


def test_each_certificate_is_a_file_of_its_own(tmp_path):
    (tmp_path / "王祯.pdf").write_bytes(b"somebody's")
    heard: list[int] = []

    written = write_each(tmp_path, files_of(pages("王祯", "李洋"), "{name}"), heard.append)

    assert [path.name for path in written] == ["王祯 (2).pdf", "李洋.pdf"]
    assert [texts(path) for path in written] == [["王祯"], ["李洋"]]
    assert (tmp_path / "王祯.pdf").read_bytes() == b"somebody's"
    assert heard == [0, 1]


def test_nothing_is_written_when_one_cannot_be_printed(tmp_path):
    narrow = design(text("{name}", width=20.0, height=5.0, floor=15.0))
    both = [page(narrow, {"name": "王"}), page(narrow, {"name": "长" * 40})]
    with pytest.raises(Refused, match="放不下"):
        write_each(tmp_path, files_of(both, "{name}"))

    assert list(tmp_path.iterdir()) == []


def test_what_was_written_is_taken_away_when_the_rest_cannot_be(tmp_path):
    def heard(count: int) -> None:
        if count == 2:
            raise Stopped

    with pytest.raises(Stopped):
        write_each(tmp_path, files_of(pages("王祯", "李洋", "刘敏"), "{name}"), heard)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Refused, match="不存在"):
        write_each(tmp_path / "none", files_of(pages("王祯"), "{name}"))


def test_a_zip_holds_all_of_them_under_their_names(tmp_path):
    count = write_zip(tmp_path / "证书.zip", files_of(pages("王祯", "欧阳𠮷"), "{name}"))
    once = (tmp_path / "证书.zip").read_bytes()
    write_zip(tmp_path / "证书.zip", files_of(pages("王祯", "欧阳𠮷"), "{name}"))

    assert count == 2 and once == (tmp_path / "证书.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "证书.zip") as archive:
        assert archive.namelist() == ["王祯.pdf", "欧阳𠮷.pdf"]
        assert all(entry.flag_bits & 0x800 for entry in archive.infolist())  # names are in UTF-8
        assert archive.testzip() is None
        assert texts(archive.read("欧阳𠮷.pdf")) == ["欧阳𠮷"]


def test_pictures_are_as_large_as_their_sheet_at_their_resolution():
    found = list(files_of(pages("王祯", "李洋"), "{name}", "png", dpi=100))

    assert [file.name for file in found] == ["王祯.png", "李洋.png"]
    picture = Image.open(BytesIO(found[0].content))
    assert picture.size == pytest.approx((297 / 25.4 * 100, 210 / 25.4 * 100), abs=1)
    assert picture.info["dpi"] == pytest.approx((100, 100), abs=0.1)
    assert picture.mode == "RGB" and picture.convert("L").getextrema()[0] < 80
    assert found[0].content != found[1].content


def test_a_picture_that_would_be_too_large_is_named():
    with pytest.raises(Refused, match=r"1200 dpi.*降低"):
        files_of(pages("王祯"), "{name}", "png", dpi=1200)
