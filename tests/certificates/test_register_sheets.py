"""The register on paper and as a workbook, who has not collected, the sheet to sign, labels; and their commands."""

import json
from datetime import date

import pytest

from cadre_desktop.certificates.actions import cancel, issue
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.life import collect, reissue
from cadre_desktop.certificates.register_prints import (
    entries_of,
    of_year,
    print_envelopes,
    print_receipts,
    print_register,
    print_uncollected,
    write_register,
)
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.cli.parser import run
from cadre_desktop.kit.documents.labels import Label, labels_a_sheet, print_labels
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.setup import Setup
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.opening import close_store
from cadre_desktop.people.actions import add_people
from cadre_desktop.people.records import Court

ISSUER = "包头市中级人民法院"


@pytest.fixture
def register(court):
    """Five honours, of which one is void and issued anew and one collected by another; a completion certificate."""
    home = Court.get(Court.name == ISSUER).id
    values = {"court": home, "category": "judge", "status": "serving", "post": "审判员"}
    (person,) = add_people(court, [{**values, "name": "阿拉坦·巴特尔"}])
    names = ("王祯", "李静", "欧阳文博", "单雄信")
    drafts = [draft(name) for name in names] + [draft("阿拉坦·巴特尔", person=person)]
    keys = [row.id for row in issue(court, [*drafts, draft("乌兰", CertificateKind.COMPLETION)])]
    collect(court, keys[:1], date(2023, 6, 1))
    collect(court, keys[1:2], date(2023, 6, 1), "王祯")
    reissue(court, keys[2:3], "错字")
    cancel(court, keys[3:4], "停发")
    return court


def draft(name, kind=CertificateKind.HONOUR, **more):
    return Draft(kind, name, "业务能手", date(2023, 6, 1), ISSUER, placeholders={"activity": "竞赛"}, **more)


def text_of(path):
    with Pages(path.read_bytes()) as pages:
        return "\n".join(pages.text(number) for number in range(len(pages)))


def test_the_register_has_every_number_with_what_became_of_it(register, tmp_path):
    print_register(tmp_path / "台账.pdf", of_year(2023), ISSUER)
    text = text_of(tmp_path / "台账.pdf").replace("\n", "")
    for words in ("证书发放台账", "2023 年荣誉证书", "2023 年结业证书", "包头中院荣证字〔2023〕6号", "停发", "代替"):
        assert words.replace(" ", "") in text.replace(" ", ""), words
    assert "共7个编号：未领取3、已领取2、已作废2" in text.replace(" ", "")
    entries = entries_of(of_year(2023))
    assert [entry.serial for entry in entries] == [1, 2, 3, 4, 5, 6, 1]
    assert [entry.taken_by for entry in entries][:3] == ["王祯", "王祯", ""]


@pytest.mark.parametrize("write", [print_register, print_receipts])
def test_numbers_and_usual_courses_have_one_line(court, tmp_path, write):
    course = "庭审记录与电子卷宗培训班（第三期）"
    values = {"kind": CertificateKind.COMPLETION, "issued": date(2023, 6, 1), "issuer": ISSUER}
    issue(court, [Draft(name="青格勒·莎林", title=course, **values)])
    write(tmp_path / "a.pdf", of_year(2023))
    lines = text_of(tmp_path / "a.pdf")
    assert "包头中院结证字〔2023〕00001号" in lines and course in lines


def test_the_register_as_a_workbook_has_a_sheet_for_each_kind(register, tmp_path):
    assert write_register(tmp_path / "台账.xlsx", of_year(2023)) == 7
    book = read_workbook(tmp_path / "台账.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["荣誉证书", "结业证书"]


def test_who_has_not_collected_signs_and_gets_an_envelope(register, tmp_path):
    print_uncollected(tmp_path / "未领.pdf", of_year(2023))
    print_receipts(tmp_path / "签收.pdf", of_year(2023))
    print_envelopes(tmp_path / "信封.pdf", of_year(2023))
    for name in ("未领", "签收", "信封"):
        text = text_of(tmp_path / f"{name}.pdf")
        assert "阿拉坦·巴特尔" in text and "乌兰" in text and "李静" not in text and "单雄信" not in text
    assert ISSUER in text and "审判员" in text


def test_nothing_to_hand_out_is_said(register, tmp_path):
    waiting = [entry.key for entry in entries_of(of_year(2023)) if entry.state == "issued"]
    collect(register, waiting, date(2023, 6, 1))
    for write in (print_uncollected, print_receipts, print_envelopes):
        with pytest.raises(Refused, match="都已领取或作废"):
            write(tmp_path / "x.pdf", of_year(2023))
    with pytest.raises(Refused, match="2022 年"):
        print_register(tmp_path / "x.pdf", of_year(2022))
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(("sheet", "pages"), [("14", 3), ("24", 2), ("8", 4)])
def test_labels_fill_the_sheets_that_are_bought_and_go_on_where_some_are_used(tmp_path, sheet, pages):
    setup = Setup(chosen={labels_a_sheet().key: sheet})
    many = [Label(f"干警{number}", (ISSUER,), "第1号") for number in range(30)]
    assert print_labels(tmp_path / "标签.pdf", "标签", many, setup).pages == pages
    begun = Setup(chosen={labels_a_sheet().key: sheet, "first label": "13"})
    print_labels(tmp_path / "标签.pdf", "标签", many[:1], begun)
    assert "干警0" in text_of(tmp_path / "标签.pdf")


def said(capsys, *arguments):
    code = run([str(each) for each in arguments])
    done = capsys.readouterr()
    return code, done.out, done.err


def test_the_command_writes_each_of_them(register, tmp_path, capsys):
    path = register.path
    close_store(register)
    for options in (
        ("a.xlsx",),
        ("a.pdf",),
        ("--uncollected", "b.pdf"),
        ("--receipts", "c.pdf"),
        ("--labels", "d.pdf"),
    ):
        *flags, name = options
        written = ("certificates", "register", "--year", 2023, *flags, tmp_path / name, "--db", path)
        assert said(capsys, *written)[0] == 0
        assert (tmp_path / name).stat().st_size > 1000
    refused = ("certificates", "register", "--year", 2023, "--labels", tmp_path / "e.xlsx", "--db", path)
    assert said(capsys, *refused)[0] == 1
    assert (
        "没有这样的证书"
        in said(capsys, "certificates", "register", "--year", 1999, tmp_path / "e.pdf", "--db", path)[2]
    )


def test_the_command_accounts_for_the_numbers(register, capsys):
    register.undo()
    issue(register, [draft("包音")])
    register.undo()
    path = register.path
    close_store(register)
    code, out, _err = said(capsys, "certificates", "numbers", "--year", 2023, "--db", path)
    assert code == 1 and "已给出而没有登记：7" in out
    code, out, _err = said(capsys, "certificates", "numbers", "--register-missing", "--json", "--db", path)
    found = json.loads(out)
    assert code == 0 and found["last_known"] is True
    assert found["numbers"][0] == {
        "kind": "honour",
        "series": "",
        "year": 2023,
        "last": 7,
        "issued": 3,
        "collected": 2,
        "void": 1,
        "unused": 1,
        "missing": [],
        "waiting": [],
        "gaps": [],
    }


def test_the_way_of_earlier_versions_still_means_the_same(register, capsys):
    path = register.path
    close_store(register)
    old, now = (
        said(capsys, "certificates", "--check", "--db", path),
        said(capsys, "certificates", "check", "--db", path),
    )
    assert old == now and old[0] == 0
    assert said(capsys, "certificates", "--db", path)[0] == 2
