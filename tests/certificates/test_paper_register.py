"""The paper register of earlier years is taken over: numbers, gaps and doubles are told."""

from datetime import date

import pytest

from cadre_desktop.certificates.actions import Draft, issue
from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.certificates.numbering.accounting import accounts
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.registers.number_series import keep_series
from cadre_desktop.certificates.rules import CertificateKind, Restart
from cadre_desktop.kit.documents.delimited import write_csv
from cadre_desktop.kit.intake.exchange import import_file

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
    done = taken(court, tmp_path, "证字第5号", honour(1))
    assert (done.new, done.refused) == (1, 1)
    assert any("请先在“编号格式”里登记" in problem.message for problem in done.problems)
