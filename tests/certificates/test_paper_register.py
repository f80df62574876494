"""The paper register of earlier years is taken over: numbers, gaps and doubles are told."""

from datetime import date

import pytest
import xlsxwriter

from cadre_desktop.certificates.actions import issue
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.certificates.life import collect, give_back, life_lines
from cadre_desktop.certificates.numbering.accounting import accounts
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.register_prints import entries_of, of_year, print_register, write_register
from cadre_desktop.certificates.registers.number_series import keep_series
from cadre_desktop.certificates.rules import CertificateKind, Restart
from cadre_desktop.kit.documents.delimited import write_csv
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.problems import Refused

HEADINGS = ("证书编号", "持证人", "称号", "颁发日期")


def taken(store, tmp_path, *numbers, day="2021-06-01", dry_run=False):
    path = tmp_path / "登记簿.csv"
    lines = [(number, f"干警{row}", "先进个人", day) for row, number in enumerate(numbers)]
    write_csv(path, HEADINGS, lines)
    return import_file(store, CERTIFICATE, path, dry_run=dry_run)


def honour(serial, year=2021):
    return f"包头中院荣证字〔{year}〕{serial}号"


def test_gaps_are_told_before_and_after(court, tmp_path):
    done = taken(court, tmp_path, *map(honour, (1, 2, 5, 6, 9)), "包头中院结证字〔2021〕00001号", dry_run=True)
    assert done.placed == (
        "2021 年结业证书编号 1–1，共 1 份。",
        "2021 年荣誉证书编号 1–9，共 5 份，缺 3–4、7–8 号。",
    )
    assert IssuedCertificate.select().count() == 0
    assert taken(court, tmp_path, *map(honour, (1, 2, 5, 6, 9))).new == 5
    done = taken(court, tmp_path, *map(honour, (3, 4)))
    assert done.placed == ("2021 年荣誉证书编号 1–9，共 7 份，缺 7–8 号。",)
    (account,) = accounts(court, 2021)
    assert account.gaps == [7, 8]


@pytest.mark.parametrize(
    "double", ["包头中院荣证字[2021]第002号", "荣证字（2021）2号", "包头中院荣证字〔２０２１〕2号"]
)
def test_a_number_that_is_there_twice_is_told_however_it_is_written(court, tmp_path, double):
    done = taken(court, tmp_path, honour(1), honour(2), double)
    assert (done.new, done.refused) == (2, 1)
    (problem,) = done.problems
    assert problem.row == 4 and "与第 3 行是同一证书，但“持证人”不同" in problem.message
    assert [row.name for row in IssuedCertificate.select()] == ["干警0", "干警1"]


def test_a_number_that_is_registered_already_is_known_again(court, tmp_path):
    assert taken(court, tmp_path, honour(1)).new == 1
    done = taken(court, tmp_path, "荣证字（2021）第1号")
    assert (done.new, done.same + done.changed) == (0, 1)
    assert IssuedCertificate.select().count() == 1


def test_a_certificate_of_this_program_is_not_written_over(court, tmp_path):
    issue(court, [Draft(CertificateKind.HONOUR, "王祯", "能手", date(2021, 6, 1), "包头中院")])
    done = taken(court, tmp_path, honour(1))
    assert done.refused == 1 and "已发放，内容不能再改" in done.problems[0].message


def test_numbers_of_a_series_without_a_year_count_for_the_year_of_their_day(court, tmp_path):
    values = {"kind": "honour", "name": "老字号", "pattern": "荣字第{n}号", "restart": Restart.NEVER}
    keep_series(court, None, values)
    done = taken(court, tmp_path, "荣字第7号", "荣字第8号")
    assert done.new == 2
    row = IssuedCertificate.get(IssuedCertificate.serial == 7)
    assert (row.series, row.year, row.kind) == ("老字号", 2021, "honour")


def test_an_unreadable_number_is_refused_with_what_to_do(court, tmp_path):
    done = taken(court, tmp_path, "证字第5号", "", "10", honour(1))
    assert (done.new, done.refused) == (1, 3)
    assert [(problem.row, problem.message[:8]) for problem in done.problems] == [
        (2, "看不懂证书编号“"),
        (3, "“证书编号”不能"),
        (4, "看不懂证书编号“"),
    ]
    assert "请先在“证书 > 编号格式”里新增" in done.problems[0].message


def test_numbers_of_another_form_are_read_once_it_is_added(court, tmp_path):
    numbers = [f"昆法荣字〔2021〕{serial}号" for serial in (1, 2, 4)]
    assert taken(court, tmp_path, *numbers).refused == 3
    keep_series(court, None, {"kind": "honour", "name": "昆区", "pattern": "昆法荣字〔{year}〕{n}号"})
    done = taken(court, tmp_path, *numbers)
    assert (done.new, done.placed) == (3, ("2021 年荣誉证书（昆区）编号 1–4，共 3 份，缺 3 号。",))


def test_the_register_of_a_series_that_never_begins_again_has_no_gap_where_the_years_meet(court, tmp_path):
    values = {"kind": "honour", "name": "老字号", "pattern": "荣字第{n}号", "restart": Restart.NEVER}
    keep_series(court, None, values)
    taken(court, tmp_path, *(f"荣字第{serial}号" for serial in (1, 2, 4)), day="2020-06-01")
    done = taken(court, tmp_path, *(f"荣字第{serial}号" for serial in (5, 7)))
    assert done.placed == ("2021 年荣誉证书（老字号）编号 5–7，共 2 份，缺 6 号。",)
    assert {account.run.year: account.gaps for account in accounts(court)} == {2020: [3], 2021: [6]}
    assert [account.gaps for account in accounts(court, 2021)] == [[6]]
    assert taken(court, tmp_path, "荣字第3号", "荣字第6号").placed == ("2021 年荣誉证书（老字号）编号 3–7，共 4 份。",)
    assert all(account.sound for account in accounts(court))


def named_takers(store, tmp_path, *takers, days=None):
    """A register that says who has taken each certificate, and of some when."""
    path = tmp_path / "登记簿.csv"
    headings = (*HEADINGS, "领取人", *(("领取日期",) if days else ()))
    lines = [
        (honour(serial), f"干警{serial}", "先进个人", "2021-06-01", taker, *(days[serial - 1 : serial] if days else ()))
        for serial, taker in enumerate(takers, 1)
    ]
    write_csv(path, headings, lines)
    return import_file(store, CERTIFICATE, path)


def registered():
    rows = IssuedCertificate.select().order_by(IssuedCertificate.serial)
    return [(str(row.state), row.collected, row.collected_by) for row in rows]


WITHOUT_DAY = "份写了领取人、没有写领取日期：登记为已领取，领取日期留空。"


def test_who_has_taken_it_without_a_day_has_collected_it(court, tmp_path):
    done = named_takers(court, tmp_path, "李静", "干 警2", "本人", "", "未领", "无")
    assert (done.new, done.refused) == (6, 0) and f"3 {WITHOUT_DAY}" in done.placed
    told = [("collected", None, "李静"), ("collected", None, "干警2"), ("collected", None, "干警3")]
    assert registered() == [*told, *[("issued", None, "")] * 3]
    again = named_takers(court, tmp_path, "李静", "干警2", "本人", "", "未领", "无")
    assert (again.new, again.changed, again.same) == (0, 0, 6) and registered()[:3] == told
    later = named_takers(court, tmp_path, "李静", "干警2", "本人", "赵静", "", "")
    assert later.changed == 1 and f"1 {WITHOUT_DAY}" in later.placed
    assert registered()[3] == ("collected", None, "赵静")


def test_a_holder_is_nobody_else_where_the_day_is_known(court, tmp_path):
    days = ("2021-06-03", "2021-06-03", "", "2021-06-04")
    done = named_takers(court, tmp_path, "干警1", "本人", "干警3", "李静", days=days)
    assert f"1 {WITHOUT_DAY}" in done.placed
    assert registered() == [
        ("collected", date(2021, 6, 3), ""),
        ("collected", date(2021, 6, 3), ""),
        ("collected", None, "干警3"),
        ("collected", date(2021, 6, 4), "李静"),
    ]


def test_what_was_collected_on_an_unknown_day_is_listed_told_and_given_back(court, tmp_path):
    named_takers(court, tmp_path, "李静", "干警2", "")
    rows = list(IssuedCertificate.select().order_by(IssuedCertificate.serial))
    assert life_lines(rows[0])[-1] == ("日期未记", "领取：李静")
    assert [(each.collected, each.taken_by) for each in entries_of(of_year(2021))] == [
        ("", "李静"),
        ("", "干警2"),
        ("", ""),
    ]
    assert print_register(tmp_path / "台账.pdf", of_year(2021)) and write_register(
        tmp_path / "台账.xlsx", of_year(2021)
    )
    with pytest.raises(Refused, match="已登记领取，没有记日期"):
        collect(court, [rows[0].id], date(2021, 7, 1))
    give_back(court, [rows[0].id], "登记错了")
    assert registered()[0] == ("issued", None, "")


LINES = [
    (1, "包头中院荣证字[2019]1号", "王 祯", "先进个人", "2019.3.1", "2019.3.5", "王祯"),
    (2, " 包头中院荣证字〔2019〕第 2 号 ", "李静", "先进个人", date(2019, 3, 1), None, None),
    (3, "包头中院荣证字（2019）003号", "阿拉坦·巴特尔", "办案标兵", "2019年3月1日", "2019年3月8日", "李静代"),
    (4, "包头中院荣证字［2019］5号", "单雄信", "办案标兵", 43525, None, None),
    (5, "包头中院荣证字(2019)5号", "解红", "办案标兵", "2019-03-01", None, None),
    (6, "荣证字【2019】6号", "执行局", "先进集体", "2019/3/1", None, None),
    (7, "包头中院荣证字〔2019〕7号（作废）", "欧阳文博", "先进个人", "2019/3/1", None, None),
    (8, None, "赵六", "先进个人", "2019/3/1", None, None),
    (9, 10, "孙七", "先进个人", "2019/3/1", None, None),
    (10, "包头中院荣证字〔２０１９〕１１号", "周　八", "先进个人", "2019.3", None, None),
]
"""A register as an office kept it for a year, each line in another way."""


def ugly(path):
    """Titles above, a header of two rows with merged cells, and totals and signers below."""
    with xlsxwriter.Workbook(path) as book:
        sheet, day = book.add_worksheet("2019年"), book.add_format({"num_format": "yyyy/m/d"})
        sheet.merge_range("A1:G1", "包头市中级人民法院2019年荣誉证书发放登记簿")
        sheet.merge_range("A2:C2", "制表单位：政治部")
        for column, words in enumerate(("序号", "证书编号", "获奖人", "荣誉称号", "发证日期")):
            sheet.merge_range(2, column, 3, column, words)
        sheet.merge_range("F3:G3", "领取情况")
        sheet.write_row("F4", ("领取日期", "领取人"))
        for row, line in enumerate(LINES, 4):
            for column, value in enumerate(line):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif value is not None:
                    sheet.write(row, column, value)
        sheet.merge_range(4 + len(LINES), 0, 4 + len(LINES), 1, "合计")
        sheet.write(4 + len(LINES), 2, "10人")
        sheet.write(5 + len(LINES), 0, "填表人：王祯")
    return path


def test_an_ugly_register_is_taken_over_line_by_line(court, tmp_path):
    done = import_file(court, CERTIFICATE, ugly(tmp_path / "登记簿.xlsx"))
    assert (done.new, done.refused) == (5, 5)
    assert done.placed == ("2019 年荣誉证书编号 1–6，共 5 份，缺 4 号。",)
    rows = IssuedCertificate.select().order_by(IssuedCertificate.serial)
    assert [(row.serial, row.name, str(row.state), row.collected_by) for row in rows] == [
        (1, "王 祯", "collected", ""),
        (2, "李静", "issued", ""),
        (3, "阿拉坦·巴特尔", "collected", "李静代"),
        (5, "单雄信", "issued", ""),
        (6, "执行局", "issued", ""),
    ]
    assert {row.year for row in rows} == {2019} and {row.issued for row in rows} == {date(2019, 3, 1)}
    assert [(problem.row, problem.message[:14]) for problem in done.problems] == [
        (9, "与第 8 行是同一证书，但“"),
        (11, "看不懂证书编号“包头中院荣证"),
        (12, "“证书编号”不能为空。"),
        (13, "看不懂证书编号“10”，应如"),
        (14, "“2019.3”没有写到日；"),
    ]
    assert issue(court, [Draft(CertificateKind.HONOUR, "新", "能手", date(2019, 6, 1), "包头中院")])[0].serial == 7
