"""Forms given out again: byte for byte where nothing changed, and nothing but the change where something did."""

import difflib
from datetime import date
from pathlib import Path

import pytest

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.lrmx.giving import give_forms
from cadre_desktop.people.lrmx.importing import import_forms
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.annual_grades import AnnualGrade
from cadre_desktop.people.registers.resume import ResumeLine
from tests.people.lrmx.lrmx_samples import GRADES, form, old_form, picture


def taken(store: Store, folder: Path, content: bytes, name: str = "白示例.lrmx") -> tuple[Person, Path]:
    folder.joinpath(name).write_bytes(content)
    import_forms(store, [folder])
    return Person.get(), folder / "出"


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"ChuShengNianYue": "1988.05", "MinZu": "蒙古", "RuDangShiJian": "2009.12；民建", "XingMing": "白 示例"},
        {"JianLi": "2010.7-2016.5 书记员\n2016.05--至今 法官", "NianDuKaoHeJieGuo": "2021年度优秀；2022年称职"},
        {"QuanRiZhiJiaoYu_XueLi": "大学本科", "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": "另一大学"},
        {"ZaiZhiJiaoYu_XueWei": "法律硕士", "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": "某政法大学法律硕士专业"},
        {"XianRenZhiWu": "包头市青山区人民法院副院长、审判委员会委员、四级高级法官", "JiangChengQingKuang": "无"},
        {"JianKangZhuangKuang": "尚可", "QuanRiZhiJiaoYu_XueLi": "私塾", "ChuShengNianYue": "不详"},
    ],
)
def test_what_nothing_has_changed_of_comes_out_byte_for_byte(court: Store, tmp_path: Path, values: dict) -> None:
    content = form(**values)
    person, out = taken(court, tmp_path, content)
    given = give_forms([person.id], out)
    assert [(path.name, changes) for path, _name, changes in given.files] == [("白示例.lrmx", ())]
    assert (out / "白示例.lrmx").read_bytes() == content


def test_a_broken_photo_goes_out_as_it_came(court: Store, tmp_path: Path) -> None:
    content = form(photo=b"no picture")
    person, out = taken(court, tmp_path, content)
    give_forms([person.id], out)
    assert (out / "白示例.lrmx").read_bytes() == content


def test_a_large_photo_that_was_made_smaller_goes_out_as_it_came(court: Store, tmp_path: Path) -> None:
    content = form(photo=picture(900, 900))
    person, out = taken(court, tmp_path, content)
    give_forms([person.id], out)
    assert (out / "白示例.lrmx").read_bytes() == content


def test_only_what_changed_here_is_other(court: Store, tmp_path: Path) -> None:
    content = form()
    person, out = taken(court, tmp_path, content)
    with court.step("改"):
        person.native_place, person.judge_grade = "山西大同", "306"
        person.save()
        AnnualGrade.add(person=person.id, year=2024, grade="excellent")
        last = ResumeLine.select().order_by(ResumeLine.position.desc()).get()
        last.ends = date(2024, 3, 1)
        last.save()
    ((_path, _name, changes),) = give_forms([person.id], out).files
    assert changes == ("籍贯", "现任职务", "简历", "年度考核结果")
    lines = difflib.ndiff(content.decode().splitlines(), (out / "白示例.lrmx").read_bytes().decode().splitlines())
    assert [line for line in lines if line[0] in "+"] == [
        "+     <JiGuan>山西大同</JiGuan>",
        "+     <XianRenZhiWu>包头市青山区人民法院民事审判第一庭庭长、三级高级法官</XianRenZhiWu>",
        f"+     <NianDuKaoHeJieGuo>{GRADES[:-1]}；2024年年度考核“优秀”等次。</NianDuKaoHeJieGuo>",
        "+ 2016.05--2024.03  某区人民法院民事审判第一庭庭长]]></JianLi>",
    ]


def test_an_old_form_and_its_photo_come_out_as_they_came(court: Store, tmp_path: Path) -> None:
    (tmp_path / "白示例.pic").write_bytes(picture())
    person, out = taken(court, tmp_path, old_form(), "白示例.lrm")
    give_forms([person.id], out)
    assert (out / "白示例.lrm").read_bytes() == old_form()
    assert (out / "白示例.pic").read_bytes() == picture()


def test_who_came_without_a_form_is_named_and_no_file_is_written_over(court: Store, tmp_path: Path) -> None:
    person, out = taken(court, tmp_path, form())
    with court.step("录入"):
        other = Person.add(name="李示例", court=person.court)
    give_forms([person.id], out)
    given = give_forms([person.id, other.id], out)
    assert [path.name for path, _name, _changes in given.files] == ["白示例（2）.lrmx"]
    assert given.without == ["李示例"]
    with pytest.raises(Refused, match="没有可导出的任免审批表"):
        give_forms([other.id], out)
