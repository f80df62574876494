"""Certificates on the command line: of a list, with a template, one file for each; templates out and in."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.templating import add_template, retire
from cadre_desktop.cli.parser import build, run
from cadre_desktop.courses.actions import enrol, record_results, save_course
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit.documents.design.elements import PhotoElement
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.records import Court, Person
from cadre_desktop.schema import SCHEMA

ROWS = (
    ("受聘人", "聘任岗位", "聘期"),
    ("王祯", "特邀调解员", "2024年1月至2025年12月"),
    ("包头市律师协会", "特邀调解组织", ""),
)


def said(capsys, *arguments: object) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def book_of(path: Path, *rows) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for row, cells in enumerate(rows):
            (book.worksheets() or [book.add_worksheet("名单")])[0].write_row(row, 0, cells)
    return path


@pytest.fixture
def ready(db):
    """A data file with a template for appointments."""
    store = open_store(db, SCHEMA, "王祯")
    add_template(store, CertificateKind.APPOINTMENT, "特邀聘书", built_in("appointment"))
    retire(store, add_template(store, CertificateKind.HONOUR, "旧样式", built_in("honour")))
    close_store(store)
    return db


@pytest.fixture
def listed(tmp_path):
    return book_of(tmp_path / "名单.xlsx", *ROWS)


def numbers_in(db):
    store = open_store(db, SCHEMA, "王祯")
    found = [row.number for row in IssuedCertificate.select().order_by(IssuedCertificate.id)]
    close_store(store)
    return found


def test_the_help_lists_every_part(capsys):
    code, out, _err = said(capsys, "certificates", "--help")
    assert code == 0
    for part in ("issue", "check", "register", "numbers", "template", "verify"):
        assert f"\n    {part} " in out
    assert "certificates verify" not in build().parts


def test_a_list_is_issued_with_a_template_and_never_twice(capsys, ready, listed, tmp_path):
    issue = ("certificates", "issue", "--list", listed, "--template", "特邀聘书", "--date", "2024-01-05", "--db", ready)
    code, out, _err = said(capsys, *issue, "--draft", "--pdf", tmp_path / "样.pdf")
    assert code == 0 and "2 张样张" in out and not numbers_in(ready)
    code, out, err = said(capsys, *issue, "--pdf", tmp_path / "出.pdf")
    assert (code, err.strip()) == (0, "") and "已打印 2 张证书" in out
    with Pages((tmp_path / "出.pdf").read_bytes()) as pages:
        assert "王祯同志：" in pages.text(0) and "包头市律师协会：" in pages.text(1) and "聘期" not in pages.text(1)
    code, _out, err = said(capsys, *issue, tmp_path / "又.pdf")
    assert code == 1 and "都已发过（2 份）" in err and "编号 包头中院聘字〔2024〕1号" in err
    assert not (tmp_path / "又.pdf").exists() and len(numbers_in(ready)) == 2
    assert said(capsys, *issue, tmp_path / "又.pdf", "--again")[0] == 0
    assert len(numbers_in(ready)) == 2


def test_one_file_for_each_and_what_was_left_out_as_data(capsys, ready, tmp_path):
    listed = book_of(tmp_path / "名单.xlsx", *ROWS, ("李静", "", ""), ("", "特邀调解员", ""))
    (tmp_path / "每人").mkdir()
    arguments = ("--list", listed, "--template", "特邀聘书", "--date", "2024-01-05", "--each", tmp_path / "每人")
    code, out, _err = said(capsys, "certificates", "issue", *arguments, "--json", "--db", ready)
    told = json.loads(out)
    assert code == 1 and [row["name"] for row in told["issued"]] == ["王祯", "包头市律师协会"]
    assert [problem["row"] for problem in told["problems"]] == [4, 5]
    assert sorted(path.name for path in (tmp_path / "每人").iterdir()) == [
        "包头中院聘字〔2024〕1号 王祯.pdf",
        "包头中院聘字〔2024〕2号 包头市律师协会.pdf",
    ]


def test_what_all_have_in_common_is_said_once(capsys, ready, tmp_path):
    listed = book_of(tmp_path / "名单.xlsx", ("姓名",), ("王祯",), ("李静",))
    arguments = (
        "--list",
        listed,
        "--kind",
        "荣誉",
        "--same",
        "称号=标兵",
        "--same",
        "活动=年度评选",
        tmp_path / "a.pdf",
    )
    assert said(capsys, "certificates", *arguments, "--db", ready)[0] == 0
    with Pages((tmp_path / "a.pdf").read_bytes()) as pages:
        assert all("在年度评选中" in pages.text(page) and "标兵" in pages.text(page) for page in range(2))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--list", "{list}", "a.pdf"), 2, "请用 --template 写明证书模板，或用 --kind"),
        (("--list", "{list}", "--kind", "奖杯", "a.pdf"), 2, "没有“奖杯”这类证书，可用的有：荣誉证书"),
        (
            ("--list", "{list}", "--template", "没有的", "a.pdf"),
            1,
            "没有名为“没有的”的证书模板；已有的是：旧样式、特邀聘书",
        ),
        (("--list", "{list}", "--template", "旧样式", "a.pdf"), 1, "已停用"),
        (("--list", "{list}", "--template", "特邀聘书", "--kind", "奖状", "a.pdf"), 1, "是聘书的，不能用来发奖状"),
        (("--list", "{list}", "--template", "特邀聘书"), 2, "缺少参数：FILE.pdf"),
        (("--list", "{list}", "--template", "特邀聘书", "a.pdf", "--pdf", "b.pdf"), 2, "FILE.pdf 不能与 --pdf"),
        (("--list", "{list}", "--template", "特邀聘书", "--pdf", "a.pdf", "--each", "x"), 2, "不能与"),
        (("--list", "{list}", "--template", "特邀聘书", "--each", "没有"), 1, "文件夹“没有”不存在"),
        (("--list", "{list}", "--template", "特邀聘书", "a.xlsx"), 1, "应以 .pdf 结尾"),
        (("--list", "{list}", "--template", "特邀聘书", "--date", "明天", "a.pdf"), 2, "--date 的取值"),
        (("--list", "{list}", "--template", "特邀聘书", "--same", "颜色=红", "a.pdf"), 2, "--same 应写成 项目=内容"),
        (("--list", "没有.xlsx", "--template", "特邀聘书", "a.pdf"), 1, "没有.xlsx"),
        (("--course", "7", "--issuer", "某院", "a.pdf"), 2, "--issuer 只能与 --list 同用"),
        (("--course", "7", "--template", "特邀聘书", "a.pdf"), 1, "没有编号为 7 的班次"),
        (("--draft", "--list", "{list}", "--template", "特邀聘书", "--each", "."), 2, "--draft 不能与 --each"),
    ],
)
def test_wrong_use_and_bad_input_are_one_sentence_and_write_nothing(
    capsys, ready, listed, tmp_path, monkeypatch, arguments, code, words
):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    given = [str(each).replace("{list}", str(listed)) for each in arguments]
    got, _out, err = said(capsys, "certificates", "issue", *given, "--db", ready)
    assert (got, words in err) == (code, True), err
    assert not list(tmp_path.glob("*.pdf")) and not numbers_in(ready)
    assert {path.name for path in before} <= {path.name for path in tmp_path.iterdir()}


def test_what_rows_are_lacking_may_be_said_once(capsys, ready, tmp_path):
    listed = book_of(tmp_path / "名单.xlsx", ("姓名", "单位"), ("王祯", "律协"), ("李静", "律协"))
    issue = ("certificates", "issue", "--list", listed, "--kind", "聘书", "--template", "特邀聘书", "--db", ready)
    advice = "缺少的内容全体相同的，不用逐行补填，可以写 --same 聘任职务=…。"
    code, _out, err = said(capsys, *issue, tmp_path / "a.pdf")
    assert code == 1 and err.count("缺少“聘任职务”") == 2 and err.count(advice) == 1
    code, out, err = said(capsys, *issue, "--same", "聘任职务=特邀调解员", tmp_path / "a.pdf")
    assert code == 0 and "已打印 2 张证书" in out and "缺少" not in err
    with Pages((tmp_path / "a.pdf").read_bytes()) as pages:
        assert "特邀调解员" in pages.text(0)


@pytest.mark.parametrize(
    ("same", "kind", "item"),
    [
        ("职务=特邀调解员", "聘书", "职务"),
        ("学时=8", "荣誉", "学时"),
        ("名次=1", "结业", "名次"),
        ("性别=女", "牌匾", "性别"),
    ],
)
@pytest.mark.parametrize("designed", [True, False])
def test_what_no_certificate_would_say_is_refused(capsys, ready, listed, tmp_path, same, kind, item, designed):
    chosen = ("--template", "特邀聘书") if designed else ("--kind", kind)
    issue = ("certificates", "issue", "--list", listed, *chosen, "--db", ready, tmp_path / "a.pdf")
    code, _out, err = said(capsys, *issue, "--same", same)
    what = "模板“特邀聘书”" if designed else str(CertificateKind(CertificateKind.table().find(kind)).label)
    assert code == 2 and f"--same 里的“{item}”在{what}上用不到；用得到的项目有：" in err
    assert not designed or "聘任职务、落款日期、聘期、落款单位。" in err
    assert not numbers_in(ready) and not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("kind", list(CertificateKind))
def test_every_item_that_is_offered_is_taken(capsys, ready, listed, tmp_path, kind):
    issue = ("certificates", "issue", "--list", listed, "--kind", kind.label, "--draft", "--db", ready)
    code, _out, err = said(capsys, *issue, tmp_path / "a.pdf", "--same", "排名=1")
    items = err.partition("用得到的项目有：")[2].partition("。")[0].split("、")
    assert code == 2 and len(items) >= 3
    every = [part for item in items for part in ("--same", f"{item}={'2024-01-05' if '日期' in item else '某'}")]
    code, _out, err = said(capsys, *issue, tmp_path / "a.pdf", *every)
    assert code == 0 and "缺少" not in err, err


def test_a_template_of_another_kind_is_said_before_the_list_is_looked_at(capsys, ready, tmp_path):
    listed = book_of(tmp_path / "名单.xlsx", ("姓名",), ("王祯",))
    for names in (listed, tmp_path / "没有.xlsx"):
        issue = (
            "certificates",
            "issue",
            "--list",
            names,
            "--kind",
            "结业证书",
            "--template",
            "特邀聘书",
            "--db",
            ready,
        )
        code, _out, err = said(capsys, *issue, tmp_path / "a.pdf")
        assert code == 1 and "模板“特邀聘书”是聘书的，不能用来发结业证书。" in err and "缺少" not in err


@pytest.fixture
def course(db):
    """The key of a course that one person has completed, with a template for its certificates."""
    store = open_store(db, SCHEMA, "王祯")
    with store.step("录入"):
        person = Person.add(court=Court.get(), name="阿拉坦·巴特尔", pinyin="alatan")
    made = save_course(store, {"title": "研修班", "starts": date(2023, 3, 1), "ends": date(2023, 3, 2)})
    enrol(store, made, [person.id])
    record_results(store, [row.id for row in Enrolment.select()], status=EnrolmentStatus.COMPLETED)
    add_template(store, CertificateKind.COMPLETION, "研修结业证", built_in("completion"))
    close_store(store)
    return made.id


def test_a_course_is_issued_with_a_template_into_a_folder(capsys, ready, course, tmp_path):
    (tmp_path / "每人").mkdir()
    arguments = ("certificates", "issue", "--course", course, "--template", "研修结业证", "--db", ready)
    code, out, _err = said(capsys, *arguments, "--each", tmp_path / "每人", "--json")
    assert code == 0 and [row["number"] for row in json.loads(out)["issued"]] == ["包头中院结证字〔2023〕00001号"]
    (written,) = (tmp_path / "每人").iterdir()
    assert written.name == "包头中院结证字〔2023〕00001号 阿拉坦·巴特尔.pdf"
    with Pages(written.read_bytes()) as pages:
        assert pages.size(0) and "准予结业" in "".join(pages.text(0).split())
    wrong = ("certificates", "issue", "--course", course, "--template", "特邀聘书", "--db", ready, tmp_path / "x.pdf")
    code, _out, err = said(capsys, *wrong)
    assert code == 1 and "不能用来发结业证书" in err and not (tmp_path / "x.pdf").exists()
    assert said(capsys, "certificates", "--course", course, tmp_path / "旧.pdf", "--db", ready)[0] == 0
    assert len(numbers_in(ready)) == 1


def test_templates_go_out_and_come_in(capsys, ready, tmp_path):
    file = tmp_path / "聘书.cadre-template"
    assert said(capsys, "certificates", "template", "export", "特邀聘书", file, "--db", ready)[0] == 0
    code, out, _err = said(capsys, "certificates", "template", "import", file, "--usual", "--db", ready)
    assert code == 0 and "“特邀聘书（2）”" in out
    code, out, _err = said(capsys, "certificates", "template", "list", "--json", "--db", ready)
    assert {row["name"]: row["usual"] for row in json.loads(out)} == {
        "特邀聘书": False,
        "特邀聘书（2）": True,
        "旧样式": False,
    }
    code, out, _err = said(capsys, "certificates", "template", "list", "--db", ready)
    assert "特邀聘书（2）　聘书　第 1 版　默认" in out and "旧样式　荣誉证书　第 1 版　停用" in out
    code, _out, err = said(capsys, "certificates", "template", "import", tmp_path / "库.cadre", "--db", ready)
    assert code == 1 and "不是证书模板" in err
    code, _out, err = said(capsys, "certificates", "template", "export", "无", file, "--db", ready)
    assert code == 1 and "没有名为“无”" in err
    code, _out, err = said(capsys, "certificates", "template", "export", "特邀聘书", tmp_path / "a.zip", "--db", ready)
    assert code == 1 and ".cadre-template 结尾" in err
    code, _out, err = said(capsys, "certificates", "template", "--db", ready)
    assert code == 2


@pytest.mark.parametrize("more", [(), ("--draft",)])
def test_who_has_no_photo_is_named_on_the_command_line(capsys, db, tmp_path, listed, more):
    store = open_store(db, SCHEMA, "王祯")
    bare = built_in("appointment")
    photo = PhotoElement(x=230.0, y=60.0, width=32.0, height=40.0)
    add_template(store, CertificateKind.APPOINTMENT, "带照片的聘书", replace(bare, elements=(*bare.elements, photo)))
    close_store(store)
    issue = ("certificates", "--list", listed, "--template", "带照片的聘书", "--date", "2024-01-05", "--db", db)
    code, _out, err = said(capsys, *issue, "--pdf", tmp_path / "出.pdf", *more)
    assert code == 0 and err.strip() == "2 人没有照片，照片处空着：王祯、包头市律师协会。"
