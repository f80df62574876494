"""Series of numbers: the court's own ways of writing them, counted by themselves, with every number accounted for."""

from dataclasses import replace
from datetime import date

import pytest

from cadre_desktop.certificates.actions import issue
from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.certificates.numbering.accounting import accounts
from cadre_desktop.certificates.numbering.counting import missing
from cadre_desktop.certificates.numbering.giving import register_missing
from cadre_desktop.certificates.numbering.series import all_series, read_number, vet_series
from cadre_desktop.certificates.records import IssuedCertificate, NumberSeries
from cadre_desktop.certificates.registers.number_series import keep_series
from cadre_desktop.certificates.rules import MOST, CertificateKind, CertificateState, Restart
from cadre_desktop.certificates.templating import add_template, make_usual, number_by
from cadre_desktop.checking import check_store
from cadre_desktop.kit import editing
from cadre_desktop.kit.problems import Refused

HONOUR = CertificateKind.HONOUR


def draft(name="王祯", day=date(2023, 6, 1), kind=HONOUR, **more):
    placeholders = {"activity": "竞赛"}
    return Draft(kind, name, "业务能手", day, "包头市中级人民法院", placeholders=placeholders, **more)


def numbers(store, *drafts):
    return [row.number for row in issue(store, drafts)]


def series(store, pattern, name="", kind=HONOUR, **more):
    return keep_series(store, None, {"kind": kind, "name": name, "pattern": pattern, **more})


@pytest.mark.parametrize("kind", list(CertificateKind))
def test_every_kind_is_issued_with_a_number_and_a_page_of_its_own(court, kind):
    (row,) = issue(court, [draft(kind=kind)])
    assert row.number.startswith(f"包头中院{kind.mark}〔2023〕")
    assert read_number(row.number) == (kind, "", 2023, 1)


def test_the_usual_series_may_be_written_otherwise_and_goes_on_counting(court):
    assert numbers(court, draft()) == ["包头中院荣证字〔2023〕1号"]
    series(court, "BZ{year}-{n}", width=4)
    assert numbers(court, draft("李静"), draft("乌兰", date(2024, 1, 1))) == ["BZ2023-0002", "BZ2024-0001"]
    court.undo()
    court.undo()
    assert numbers(court, draft("单雄信"))[0] == "包头中院荣证字〔2023〕3号"
    assert [row.state for row in IssuedCertificate.select().where(IssuedCertificate.serial == 2)] == ["unused"]


def test_a_series_that_never_begins_again_goes_on_over_the_years(court):
    assert numbers(court, draft(), draft("李静", date(2024, 1, 1))) == [
        "包头中院荣证字〔2023〕1号",
        "包头中院荣证字〔2024〕1号",
    ]
    key = series(court, "荣字第{n}号", restart=Restart.NEVER)
    made = numbers(court, draft("乌兰", date(2024, 2, 1)), draft("包音", date(2025, 1, 1)))
    assert made == ["荣字第2号", "荣字第3号"]
    values = {"pattern": "{court}荣证字〔{year}〕{n}号", "restart": Restart.YEARLY}
    keep_series(court, key, values)
    assert numbers(court, draft("那仁", date(2025, 2, 1)), draft("苏和", date(2026, 1, 1))) == [
        "包头中院荣证字〔2025〕4号",
        "包头中院荣证字〔2026〕1号",
    ]


def test_a_named_series_counts_by_itself_and_a_template_chooses_it(court):
    series(court, "{court}党建荣证字〔{year}〕{n}号", "党建")
    template = add_template(court, HONOUR, "党建表彰", built_in("honour"))
    make_usual(court, template)
    number_by(court, template, "党建")
    assert numbers(court, draft(), draft("李静", series="")) == [
        "包头中院党建荣证字〔2023〕1号",
        "包头中院荣证字〔2023〕1号",
    ]
    with pytest.raises(Refused, match="没有名为“团建”的编号系列"):
        number_by(court, template, "团建")
    with pytest.raises(Refused, match="没有名为“团建”的编号系列"):
        issue(court, [draft(series="团建")])


def test_a_court_of_its_own_may_be_written(court):
    series(court, "{court}{kind}〔{year}〕{n}号", "政治部", court="包中政")
    assert numbers(court, draft(series="政治部")) == ["包中政荣证字〔2023〕1号"]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"pattern": "荣证字〔{year}〕号"}, "没有序号"),
        ({"pattern": "{court}结证字〔{year}〕{n}号"}, "结业证书的格式会编出同样的编号"),
        ({"pattern": "{court}荣证字〔{year}〕{n}号", "name": "又一个"}, "荣誉证书的格式会编出同样的编号"),
        ({"pattern": "X{year}-{n}", "name": "党建"}, "已有编号格式"),
        ({"pattern": "{court}党建荣证字〔{year}〕第{n}号", "name": "工会"}, "荣誉证书（党建）的格式"),
    ],
)
def test_a_series_that_could_not_be_told_apart_is_refused(court, values, why):
    series(court, "{court}党建荣证字〔{year}〕{n}号", "党建")
    with pytest.raises(Refused, match=why):
        series(court, **values)
    assert NumberSeries.select().count() == 1


def test_a_series_may_be_changed_without_being_in_its_own_way(court):
    key = series(court, "{court}党建荣证字〔{year}〕{n}号", "党建")
    keep_series(court, key, {"width": 3})
    assert numbers(court, draft(series="党建")) == ["包头中院党建荣证字〔2023〕001号"]
    vet_series(court, NumberSeries.by_key(key).__data__, key)
    assert [each.title for each in all_series(court)][:3] == ["荣誉证书", "荣誉证书（党建）", "结业证书"]


def test_number_100000_is_refused_and_nothing_is_written(court):
    with court.step("发满"):
        court.raise_tally("certificates.honour.2023", MOST)
    with pytest.raises(Refused, match="已用完"):
        issue(court, [draft()])
    assert IssuedCertificate.select().count() == 0


def test_undone_numbers_are_registered_as_unused_also_between_others(court):
    issue(court, [draft("甲")])
    issue(court, [draft("乙")])
    step = court.undoable()
    issue(court, [draft("丙")])
    court.undo(step)
    assert list(missing(court).values()) == [[2]]
    (account,) = accounts(court)
    assert not account.sound and "已给出而没有登记：2" in account.sentence
    assert numbers(court, draft("丁")) == ["包头中院荣证字〔2023〕4号"]
    assert [(row.serial, row.state) for row in IssuedCertificate.select().order_by(IssuedCertificate.serial)] == [
        (1, "issued"),
        (2, "unused"),
        (3, "issued"),
        (4, "issued"),
    ]
    (account,) = accounts(court)
    assert account.sound and account.states == {"issued": 3, "unused": 1}
    assert check_store(court).sound


def test_an_unused_number_is_registered_by_hand_and_no_certificate(court):
    issue(court, [draft("甲")])
    court.undo()
    assert register_missing(court) == 1 and register_missing(court) == 0
    (row,) = IssuedCertificate.select()
    assert row.state == CertificateState.UNUSED and row.cancelled == date(2023, 6, 1)


def test_numbers_that_a_paper_register_lacks_are_told_and_not_made_up(court):
    values = {"name": "王祯", "title": "能手", "issued": date(2023, 1, 8), "number": "包头中院荣证字〔2023〕第008号"}
    editing.add(court, CERTIFICATE, values)
    assert numbers(court, draft()) == ["包头中院荣证字〔2023〕9号"]
    (account,) = accounts(court, 2023)
    assert account.gaps == list(range(1, 8)) and "登记里缺：1–7" in account.sentence
    assert missing(court) == {}
    assert accounts(court, 2022) == []


def test_a_number_registered_by_hand_in_another_way_is_never_given_again(court):
    series(court, "荣{year}-{n}", "甲")
    values = {"name": "王祯", "title": "能手", "issued": date(2023, 1, 8), "number": "荣2023-0003"}
    row = editing.add(court, CERTIFICATE, values)
    assert (row.series, row.serial) == ("甲", 3)
    assert numbers(court, draft(series="甲")) == ["荣2023-4"]


def test_numbers_of_several_runs_in_one_step(court):
    made = issue(
        court,
        [draft("甲"), draft("乙", date(2022, 1, 1)), draft("丙"), replace(draft("丁"), kind=CertificateKind.AWARD)],
    )
    assert [row.serial for row in made] == [1, 1, 2, 1]
    assert accounts(court)[0].sentence.startswith("2022 年荣誉证书：编到 1 号")


def test_years_of_a_series_that_never_begins_again_do_not_take_each_others_numbers(court):
    series(court, "荣字第{n}号", restart=Restart.NEVER)
    assert numbers(court, draft("甲")) == ["荣字第1号"]
    assert numbers(court, draft("乙", date(2022, 1, 1))) == ["荣字第2号"]
    court.undo()
    assert numbers(court, draft("丙", date(2022, 1, 1))) == ["荣字第3号"]
    unused = IssuedCertificate.get(IssuedCertificate.state == "unused")
    assert (unused.number, unused.year) == ("荣字第2号", 2022)


def test_what_a_program_before_version_7_gave_and_took_back_is_registered_too(court):
    issue(court, [draft("甲")])
    with court.step("以前的程序"):
        court.raise_tally("certificates.honour.2022", 2)
    assert numbers(court, draft("乙", date(2022, 1, 1))) == ["包头中院荣证字〔2022〕3号"]
    rows = IssuedCertificate.select().where(IssuedCertificate.year == 2022).order_by(IssuedCertificate.serial)
    assert [row.state for row in rows] == ["unused", "unused", "issued"]


def test_numbers_of_a_series_that_is_written_otherwise_since_are_still_read(court):
    made = series(court, "荣{year}-{n}", "甲")
    assert numbers(court, draft(series="甲")) == ["荣2023-1"]
    by_hand = {"name": "王祯", "title": "能手", "issued": date(2023, 1, 8), "number": "荣2023-0002"}
    row = editing.add(court, CERTIFICATE, by_hand)
    keep_series(court, made, {"pattern": "荣誉{year}字{n}"})
    said = read_number("荣2023-1")
    assert (said.kind, said.series, said.year, said.serial) == (CertificateKind.HONOUR, "甲", 2023, 1)
    assert read_number("荣2023-7") is None
    assert editing.change(court, CERTIFICATE, row.id, {"title": "标兵"}).serial == 2
    assert numbers(court, draft(series="甲")) == ["荣誉2023字3"]
    with pytest.raises(Refused, match="编得出已有的编号“荣2023-1”"):
        series(court, "荣{year}-{n}", "乙")
    assert all(account.sound for account in accounts(court))


def test_a_series_that_begins_again_every_year_from_now_on_goes_on_in_this_one(court):
    made = series(court, "荣{year}-{n}", restart=Restart.NEVER)
    assert numbers(court, draft("甲", date(2022, 1, 1)), draft("乙")) == ["荣2022-1", "荣2023-2"]
    keep_series(court, made, {"restart": Restart.YEARLY})
    assert numbers(court, draft("丙"), draft("丁", date(2024, 1, 1))) == ["荣2023-3", "荣2024-1"]
    keep_series(court, made, {"restart": Restart.NEVER})
    assert numbers(court, draft("戊", date(2024, 1, 1))) == ["荣2024-4"]
    assert missing(court) == {}
