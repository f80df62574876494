"""What an action has settled (issued, posted to the dossier) is changed by that action alone, not by form or import."""

import csv
from datetime import date

import pytest

from cadre_desktop.certificates.actions import issue
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit import editing
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.dossier import Training, post_honours, post_pool_entry, post_training
from cadre_desktop.people.kinds import HONOUR, POOL_ENTRY, TRAINING_RECORD
from cadre_desktop.people.records import Court, Person

SOURCE, DAY = 77, date(2023, 3, 1)


@pytest.fixture
def settled(court):
    """One row of each kind that an action has made."""
    with court.step("录入人员"):
        person = Person.add(name="王祯", court=Court.get()).id
        post_training(court, SOURCE, [Training(person, "书记员培训", DAY, 80)])
        post_honours(court, SOURCE, [{"person": person, "title": "业务能手", "granted": DAY}])
        post_pool_entry(court, SOURCE, person, "优秀年轻干部库", DAY)
        issue(court, [Draft(CertificateKind.HONOUR, "王祯", "业务能手", DAY, "包头中院", SOURCE, person)])
    return court


CASES = {
    "training": (TRAINING_RECORD, ("姓名", "培训班名称", "开始日期", "年度", "学时"), ("学时", "99"), "重新开班"),
    "honour": (HONOUR, ("个人", "荣誉名称", "授予日期", "级别", "授予单位"), ("授予单位", "高院"), "启封"),
    "pool entry": (POOL_ENTRY, ("姓名", "人才库", "入库日期", "出库日期", "原因"), ("原因", "调离"), "人才库"),
    "certificate": (
        CERTIFICATE,
        ("证书编号", "证书类别", "发证日期", "持证人", "证书内容"),
        ("持证人", "李静"),
        "作废",
    ),
}
OTHERS = {
    "training": ("王祯", "别的培训", "2023-04-01", "2023", "4"),
    "honour": ("王祯", "三等功", "2023-04-01", "本院", ""),
    "pool entry": ("王祯", "后备人才库", "2023-04-01", "", ""),
    "certificate": ("包头中院荣证字〔2022〕9号", "荣誉证书", "2022-04-01", "赵凯", "旧登记"),
}
"""Rows that were entered by hand."""
each = pytest.mark.parametrize("name", CASES)


def write(path, headings, *rows):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def exported(kind, headings):
    """The settled row as an export would write it."""
    return next(Listing(kind, columns=tuple(kind.named(heading) for heading in headings)).texts())


def altered(headings, cells, heading, text):
    return [text if title == heading else cell for title, cell in zip(headings, cells, strict=True)]


@each
def test_an_import_does_not_change_it_and_says_where_to_go(settled, tmp_path, name):
    kind, headings, (heading, text), advice = CASES[name]
    row = kind.record.get()
    changed = altered(headings, exported(kind, headings), heading, text)
    done = import_file(settled, kind, write(tmp_path / "改.csv", headings, changed, OTHERS[name]))
    assert (done.new, done.changed, done.refused) == (1, 0, 1)
    (problem,) = done.problems
    assert (problem.row, problem.column, problem.value) == (2, heading, text)
    assert advice in problem.message
    assert editing.values_of(kind.record.by_key(row.id)) == editing.values_of(row)


@each
def test_a_row_that_says_the_same_is_the_same(settled, tmp_path, name):
    kind, headings, *_rest = CASES[name]
    done = import_file(settled, kind, write(tmp_path / "同.csv", headings, exported(kind, headings)))
    assert (done.same, done.refused) == (1, 0)


@each
def test_what_was_entered_by_hand_may_still_be_changed(settled, tmp_path, name):
    kind, headings, change, _advice = CASES[name]
    import_file(settled, kind, write(tmp_path / "手.csv", headings, OTHERS[name]))
    done = import_file(settled, kind, write(tmp_path / "再.csv", headings, altered(headings, OTHERS[name], *change)))
    assert (done.changed, done.refused) == (1, 0)


@each
def test_form_and_deletion_are_refused_too(settled, name):
    kind, _headings, (heading, text), advice = CASES[name]
    key, column = kind.record.get().id, kind.named(heading)
    with pytest.raises(Refused, match=advice):
        editing.change(settled, kind, key, {column.name: text})
    with pytest.raises(Refused, match=advice):
        editing.remove(settled, kind, [key])
    assert kind.record.get_or_none(kind.record.id == key) is not None
