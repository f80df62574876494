"""Certificates of a list: what its columns are, which rows get one, and why the others do not; none is given twice."""

import json
from dataclasses import replace
from datetime import date

import pytest
import xlsxwriter

from cadre_desktop.certificates.actions import cancel, issue
from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.facts import FIELDS, is_collective
from cadre_desktop.certificates.listing.checking import ListTerms, check_list
from cadre_desktop.certificates.listing.columns import ALSO, columns_for, headings
from cadre_desktop.certificates.listing.forms import write_form
from cadre_desktop.certificates.listing.issuing import draft_list, hand_out_list, pages_of_list
from cadre_desktop.certificates.listing.lines import ListLine, line_of_person
from cadre_desktop.certificates.listing.reading import read_cells, read_list
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.templating import add_template, use_for
from cadre_desktop.kit.documents.design.elements import TextElement
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.actions import add_people
from cadre_desktop.people.records import Court

HONOUR, APPOINTMENT, COMPLETION = CertificateKind.HONOUR, CertificateKind.APPOINTMENT, CertificateKind.COMPLETION
COURT = "包头市中级人民法院"
NO_FACE = "\U000323af"


def terms(kind=HONOUR, template=None, **same):
    return ListTerms(kind, template, date(2023, 6, 1), COURT, {"activity": "2023年评选"} | same)


def lines(*names, title="办案能手", **more):
    return [ListLine(number, {"name": name, "title": title} | more) for number, name in enumerate(names, 1)]


def book_of(path, *rows, name="名单"):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            sheet.write_row(row, 0, cells)
    return path


def said(checked):
    return [(problem.row, problem.message) for problem in checked.problems]


def ready(court, *names, **more):
    return check_list(court, terms(), lines(*names, **more))


def test_every_field_is_known_by_its_label_and_no_heading_means_two():
    known = headings()
    assert all(FIELDS[name] in known[name] for name in ALSO)
    assert set(FIELDS) - set(ALSO) == {"distinction", "date_arabic"}
    every = [heading for each in known.values() for heading in each]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            ("姓名", "称号", "事由", "单位", "性别", "职务", "课程", "名次"),
            "name title reason court sex post course rank",
        ),
        (("单位名称", "荣誉"), "name title"),
        (("获奖者", "奖项", "赛道"), "name award track"),
        (("序号", "受聘人", "聘任岗位", "聘期"), "name title period"),
        (("单位", "品牌名称"), "name title"),
        (("姓名", "工作单位", "称号"), "name court title"),
        (("姓名", "工作单位及职务", "称号"), "name court title"),
        (("姓名", "单位、职务", "称号"), "name court title"),
        (("姓名", "单位", "职务", "单位及职务"), "name court post"),
    ],
)
def test_columns_are_recognised_by_what_offices_write(tmp_path, headings, fields):
    path = book_of(tmp_path / "名单.xlsx", ("2023年名单",), headings, [f"值{n}" for n, _ in enumerate(headings)])
    assert set(read_list(path).fields) == set(fields.split())


def test_rows_are_read_with_their_number_and_what_was_not_read_is_said(tmp_path):
    path = tmp_path / "名单.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("嘉宾")
        rows = (
            ("聘任名单",),
            ("序号", "姓名", "称号", "备注", "证书编号"),
            (1, "王 祯", "专家", "x", "旧1号"),
            (2, "李静", "专家"),
        )
        for row, cells in enumerate(rows):
            sheet.write_row(row, 0, cells)
        sheet.set_row(3, None, None, {"hidden": True})
        book.add_worksheet("说明").write(0, 0, "请勿改动")
        hidden = book.add_worksheet("旧表")
        hidden.write_row(0, 0, ("姓名", "称号"))
        hidden.hide()
    read = read_list(path)
    assert [(line.number, line.sheet, line.name, line.text("title")) for line in read.lines] == [
        (3, "嘉宾", "王 祯", "专家")
    ]
    told = "".join(read.remarks)
    for words in ("隐藏的 1 行", "没有用到的列：备注", "编号由程序给出", "“说明”里没有名单", "“旧表”是隐藏的"):
        assert words in told


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((("部门", "称号"), ("刑一庭", "x")), "不知道证书发给谁"),
        ((("单位及职务", "称号"), ("昆区法院庭长", "x")), "不知道证书发给谁"),
        ((("姓名", "称号"),), "名单是空的"),
    ],
)
def test_a_workbook_without_a_list_is_refused(tmp_path, rows, words):
    with pytest.raises(Refused, match=words) as refused:
        read_list(book_of(tmp_path / "表.xlsx", *rows))
    assert "表.xlsx" in str(refused.value)


def test_cells_copied_without_headings_have_no_fields():
    assert not read_cells([["王祯", "能手"], ["李静", "能手"]]).fields
    assert [line.name for line in read_cells([["姓名", "称号"], ["王祯", "能手"]]).lines] == ["王祯"]


def test_the_columns_are_those_that_the_page_needs(court):
    def of(kind, template=None):
        return {column.name: column.needed for column in columns_for(court, kind, template)}

    assert of(HONOUR) == {"name": True, "activity": True, "title": True}
    made = add_template(court, APPOINTMENT, "聘书", built_in("appointment"))
    assert of(APPOINTMENT, made) == {"name": True, "title": True, "period": False}
    assert of(CertificateKind.RETIREMENT) == {"name": True, "starts": False, "ends": False}
    assert of(CertificateKind.PLAQUE) == {"name": True, "title": True}
    completion = of(COMPLETION, add_template(court, COMPLETION, "结业", built_in("completion")))
    assert completion["period"] and completion["course"] and not completion["hours"] and not completion["id_number"]


def test_the_form_has_those_columns_and_is_read_in_again(court, tmp_path):
    for kind in CertificateKind:
        columns = columns_for(court, kind, None)
        path = tmp_path / f"{kind}.xlsx"
        write_form(path, "名单", columns)
        head = [cell for cell in read_workbook(path).sheets[0].rows[0] if cell]
        assert head == [column.heading for column in columns]
        read = read_cells([head, ["x"] * len(head)])
        assert set(read.fields) >= {column.name for column in columns} - {"activity"}


def test_good_rows_go_on_and_each_other_row_says_why(court):
    rows = lines("王祯", "", f"李{NO_FACE}", "王 祯", "包头市律师协会")
    rows.append(ListLine(6, {"name": "赵静"}))
    rows.append(ListLine(7, {"name": "钱文", "title": "能手", "date": "二〇二三"}))
    rows.append(ListLine(8, {}))
    checked = check_list(court, terms(), rows)
    assert [each.line.number for each in checked.fresh] == [1, 5]
    told = dict(said(checked))
    assert sorted(told) == [2, 3, 4, 6, 7]
    assert "没有姓名或单位名称" in told[2] and "没有字体能印出" in told[3] and NO_FACE in told[3]
    assert "与第 1 行重复" in told[4] and "缺少“荣誉称号”" in told[6] and "应如 2023-05-15" in told[7]


def test_a_text_that_does_not_fit_is_said_at_its_row(court):
    template = add_template(court, HONOUR, "奖状", built_in("award"))
    rows = [*lines("王祯"), ListLine(2, {"name": "李静", "title": "能手", "activity": "竞赛" * 400})]
    checked = check_list(court, terms(template=template), rows)
    assert [each.line.name for each in checked.fresh] == ["王祯"]
    assert said(checked)[0][0] == 2 and "放不下" in said(checked)[0][1]


def test_namesakes_of_other_units_are_two(court):
    rows = [
        replace(line, values={**line.values, "court": unit})
        for line, unit in zip(lines("王伟", "王伟"), "甲乙", strict=True)
    ]
    assert len(check_list(court, terms(), rows).fresh) == 2


@pytest.mark.parametrize("heading", ["单位", "工作单位", "工作单位及职务", "单位及职务", "所在单位职务（全称）"])
def test_namesakes_of_a_workbook_are_two_by_whatever_their_unit_is_called(court, tmp_path, heading):
    rows = (("张伟", "昆区法院法官", "能手"), ("张伟", "青山区法院庭长", "能手"))
    path = book_of(tmp_path / "名单.xlsx", ("姓名", heading, "称号"), *rows)
    checked = check_list(court, terms(), read_list(path).lines)
    assert not checked.problems and [each.draft.name for each in checked.fresh] == ["张伟", "张伟"]


def test_the_same_list_issued_twice_gives_no_second_number(court, tmp_path):
    first = ready(court, "王祯", "李静")
    hand_out_list(court, first, lambda rows: None)
    again = ready(court, "李静", "王 祯", "赵静")
    assert [each.line.name for each in again.fresh] == ["赵静"]
    assert [(each.line.name, each.own) for each in again.held] == [("李静", True), ("王 祯", True)]
    assert "已发，编号 包头中院荣证字〔2023〕2号" in again.held[0].sentence
    made = hand_out_list(court, again, lambda rows: None, again=True)  # meant: printed again with the same number
    assert [row.serial for row in made] == [2, 1, 3]
    assert [IssuedCertificate.by_key(row.id).reprints for row in made] == [1, 1, 0]
    with pytest.raises(Refused, match="都已发过"):
        pages_of_list(court, ready(court, "王祯"))


def test_who_has_one_from_elsewhere_is_named_and_left_out_unless_meant(court):
    (other,) = issue(court, [Draft(HONOUR, "王祯", "办案能手", date(2023, 6, 1), COURT, source=5)])
    checked = ready(court, "王祯", "李静")
    (held,) = checked.held
    assert not held.own and held.held == other.number and "不是同一份的才另发" in held.sentence
    assert len(hand_out_list(court, checked, lambda rows: None)) == 1
    made = hand_out_list(court, ready(court, "王祯"), lambda rows: None, again=True)
    assert made[0].number != other.number
    cancel(court, [other.id, made[0].id], "停发")
    assert [each.line.name for each in ready(court, "王祯").fresh] == ["王祯"]


def test_pages_that_were_printed_keep_their_numbers_when_the_others_are(court, tmp_path):
    pages = pages_of_list(court, ready(court, "王祯", "李静", "赵静"))
    pages.draft(tmp_path / "样张.pdf")
    assert not IssuedCertificate.select().exists()
    (second,) = pages.hand_out(tmp_path / "一.pdf", pages=[1])
    made = pages.hand_out(tmp_path / "全.pdf")
    assert [(row.name, row.serial) for row in made] == [("王祯", 2), ("李静", 1), ("赵静", 3)]
    assert made[1].id == second.id and IssuedCertificate.select().count() == 3


def test_what_could_not_be_written_has_no_number(court):
    def full(_rows):
        raise OSError(28, "No space left")

    with pytest.raises(OSError, match="No space"):
        hand_out_list(court, ready(court, "王祯"), full)
    assert not IssuedCertificate.select().exists()
    assert hand_out_list(court, ready(court, "王祯"), lambda rows: None)[0].serial == 1


def test_what_all_have_in_common_fills_what_rows_do_not_say(court):
    rows = [
        *lines("王祯", title=""),
        ListLine(2, {"name": "李静", "title": "能手", "issuer": "昆区法院", "date": "2023-07-01"}),
    ]
    made = draft_list(court, check_list(court, terms(title="标兵"), rows))
    assert [(row.title, row.issuer, row.issued.isoformat()) for row in made] == [
        ("标兵", COURT, "2023-06-01"),
        ("能手", "昆区法院", "2023-07-01"),
    ]


def test_days_are_written_as_certificates_have_them(court):
    template = add_template(court, COMPLETION, "结业", built_in("completion"))
    row = {"name": "王祯", "course": "审判业务班", "starts": "2023.6.5", "ends": "2023-06-09", "birth": "1985.03"}
    (made,) = draft_list(court, check_list(court, terms(COMPLETION, template), [ListLine(1, row)]))
    facts = json.loads(made.facts)
    assert (facts["period"], facts["birth"]) == ("2023年6月5日至6月9日", "1985年3月")
    assert made.title == "审判业务班" and "王祯，1985年3月生。" in made.body


def test_people_of_the_dossier_bring_what_it_knows(court):
    home = Court.get(Court.name == COURT).id
    template = add_template(court, COMPLETION, "结业", built_in("completion"))
    person = {
        "court": home,
        "name": "王祯",
        "category": "judge",
        "status": "serving",
        "sex": "female",
        "born": date(1985, 3, 1),
    }
    (key,) = add_people(court, [person])
    line = replace(
        line_of_person(key, 1), values={**line_of_person(key).values, "course": "审判班", "period": "2023年6月"}
    )
    (made,) = draft_list(court, check_list(court, terms(COMPLETION, template), [line]))
    assert made.person_id == key and "王祯，女，1985年3月生" in made.body


GROUPS = ("刑一庭", "研究室", "刑事审判第一庭", "昆都仑区人民法院", "法警支队", "先锋调解品牌", "包头市律师协会")
GUESTS = ("王雨庭", "张局", "欧阳小庭", "阿拉坦·巴特尔", "王祯", "巴特尔苏日娜")


@pytest.mark.parametrize("name", [*GROUPS, *GUESTS])
def test_collectives_are_not_called_comrades(court, name):
    assert is_collective(name) is (name in GROUPS)
    address = "" if name in GROUPS else "同志"
    (plain,) = draft_list(court, ready(court, name))
    assert plain.salutation == f"{name}{address}："
    (designed,) = draft_list(court, check_list(court, terms(CertificateKind.AWARD), lines(name)))
    assert json.loads(designed.facts)["address"] == address


def test_a_list_may_say_how_somebody_is_addressed(court, tmp_path):
    (made,) = draft_list(court, ready(court, "苏雅", address="女士"))
    assert made.salutation == "苏雅女士："


def test_a_template_of_another_kind_is_refused(court):
    template = add_template(court, APPOINTMENT, "聘书", built_in("appointment"))
    with pytest.raises(Refused, match="模板“聘书”是聘书的，不能用来发荣誉证书"):
        check_list(court, terms(template=template), lines("王祯"))
    with pytest.raises(Refused, match="不能用来发荣誉证书"):  # at once, not after what each row is lacking
        check_list(court, terms(template=template), [ListLine(1, {"name": "王祯"})])
    with pytest.raises(Refused, match="请填写落款单位"):
        check_list(court, replace(terms(), issuer=" "), lines("王祯"))


def test_the_preview_says_with_which_template(court, tmp_path):
    template = add_template(court, HONOUR, "红绒证书", built_in("honour"))
    pages = pages_of_list(court, check_list(court, terms(template=template), lines("王祯")))
    assert pages.draft(tmp_path / "a.pdf").notes == ("模板：红绒证书",)
    use_for(court, template, 7)
    assert pages_of_list(court, ready(court, "王祯")).draft(tmp_path / "b.pdf").notes == ("模板：程序自带",)
    with Pages((tmp_path / "a.pdf").read_bytes()) as written:
        assert "王祯同志" in written.text(0)


def test_a_note_in_a_design_may_stay_away_and_its_other_fields_not(court):
    design = built_in("honour")
    note = TextElement(x=20.0, y=20.0, width=60.0, height=6.0, text="证件号：{id_number}\n{rank}", style=_style(design))
    made = add_template(court, HONOUR, "带名次", replace(design, elements=(*design.elements, note)))
    needed = {column.name: column.needed for column in columns_for(court, HONOUR, made)}
    assert needed["rank"] and not needed["id_number"]


def _style(design):
    return next(each.style for each in design.elements if isinstance(each, TextElement))


@pytest.mark.parametrize(
    "name", ["123", "１２３", "0", "1.0", "2023-05-15", "—", "无", "N/A", "？？", "姓名", "单位名称", "\ue000"]
)
def test_what_is_no_name_gets_no_certificate(court, name):
    checked = ready(court, name, "王祯")
    assert said(checked) == [(1, f"“{name}”不是姓名，也不是单位名称，请改正。")]
    assert [each.draft.name for each in checked.fresh] == ["王祯"]


@pytest.mark.parametrize("name", ["丁一", "五一", "\U0002ebf0", "Ā", "12368 热线", "O'Brien"])
def test_short_and_rare_names_are_names(court, name):
    assert "不是姓名" not in str(said(ready(court, name)))


def test_formulas_that_failed_or_were_not_calculated_are_on_no_certificate(court, tmp_path):
    path = tmp_path / "公式.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "荣誉称号", "事由"])
        sheet.write_row(1, 0, ["甲甲", "办案能手"])
        sheet.write_formula(1, 2, "=VLOOKUP(9,Z1:Z2,1,0)")
        sheet.write(2, 0, "乙乙")
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(3, 0, "=VLOOKUP(9,Z1:Z2,1,0)")
        sheet.write(3, 1, "办案能手")
        sheet.write_row(4, 0, ["丁丁", "办案能手"])
        sheet.write_formula(4, 2, "=Z9", None, 0)  # looks up a blank cell: says nothing
        sheet.write_formula(5, 0, '="戊"&"戊"', None, "戊戊")
        sheet.write(5, 1, "办案能手")
    checked = check_list(court, terms(), read_list(path).lines)
    assert [(row, message.split("：")[0], "公式" in message) for row, message in said(checked)] == [
        (2, "事由", True),
        (3, "荣誉称号", True),
        (4, "姓名", True),
    ]
    assert [(each.draft.name, each.draft.placeholders.get("reason", "")) for each in checked.fresh] == [
        ("丁丁", ""),
        ("戊戊", ""),
    ]


@pytest.mark.parametrize("day", ["1823-01-01", "1948-12-31", "2999-12-31", "9999-12-31"])
def test_a_day_that_cannot_be_begins_no_series(court, day):
    checked = check_list(court, terms(), lines("王祯", date=day))
    assert [message for _row, message in said(checked)] == [
        f"“王祯”的落款日期“{day}”不对：应在 1949 年以后，不晚于明年年底。请核对。"
    ]
    with pytest.raises(Refused, match="发证日期"):
        check_list(court, replace(terms(), issued=date.fromisoformat(day)), lines("王祯"))


def test_a_formula_that_is_typed_for_all_is_on_no_certificate_and_one_that_is_not_used_hinders_nobody(court):
    checked = check_list(court, terms(activity="=1/0"), lines("王祯"))
    assert "公式" in said(checked)[0][1] and not checked.fresh
    checked = check_list(court, terms(), lines("王祯", number="#REF!"))
    assert said(checked) == [] and len(checked.fresh) == 1
