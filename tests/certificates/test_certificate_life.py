"""The life of certificates: printed, handed out, spoiled, void, issued anew, and a name that is corrected later."""

import json
from datetime import date

import pytest

from cadre_desktop.certificates.actions import cancel, hand_out, issue, valid
from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.happening import life_of
from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.certificates.life import (
    collect,
    count_corrected,
    give_back,
    name_corrected,
    name_now,
    reissue,
    spoil,
    uncollected,
    void,
)
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind, LifeEvent
from cadre_desktop.certificates.templating import add_template, make_usual
from cadre_desktop.checking import check_store
from cadre_desktop.kit import editing
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.actions import add_people
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court

DAY = date(2023, 6, 1)


@pytest.fixture
def person(court):
    """王桢, whose name is in truth 王祯."""
    values = {"court": Court.get(Court.name == "包头市中级人民法院").id, "name": "王桢", "id_number": ""}
    return next(iter(add_people(court, [{**values, "category": "judge", "status": "serving"}])))


def draft(name="王桢", source=None, person=None, **more):
    placeholders = {"activity": "2023年竞赛", "holder": f"{name}，男"}
    more = {"kind": CertificateKind.HONOUR, "title": "业务能手", **more}
    return Draft(
        name=name,
        issued=DAY,
        issuer="包头市中级人民法院",
        source=source,
        person=person,
        placeholders=placeholders,
        **more,
    )


def printed(store, *drafts):
    return hand_out(store, "发证", lambda: issue(store, drafts), lambda _rows: None)


def again(row):
    return IssuedCertificate.by_key(row.id)


def events(row):
    return [(event.event, event.other, event.note) for event in life_of(row.id)]


def listed(condition):
    return {
        row[0]
        for row in Listing(CERTIFICATE, (condition,), columns=(CERTIFICATE.column(IssuedCertificate.name),)).texts()
    }


def test_each_printing_is_written_down_with_who_and_when(court):
    (row,) = printed(court, draft(source=1))
    hand_out(court, "补印", lambda: valid([row.id]), lambda _rows: None)
    assert [(event.event, event.day, event.actor) for event in life_of(row.id)] == [
        (LifeEvent.ISSUED, DAY, "王祯"),
        (LifeEvent.PRINTED, DAY, "王祯"),
        (LifeEvent.REPRINTED, DAY, "王祯"),
    ]
    assert again(row).reprints == 1


def test_handed_out_to_holders_and_for_others_in_one_step(court):
    rows = printed(court, draft("王祯"), draft("李静"))
    keys = [row.id for row in rows]
    assert listed(uncollected()) == {"王祯", "李静"}
    assert collect(court, keys, date(2023, 5, 30), "李静") == 2
    assert [(again(row).state, again(row).collected, again(row).collected_by) for row in rows] == [
        ("collected", date(2023, 5, 30), "李静"),
        ("collected", date(2023, 5, 30), ""),
    ]
    assert events(rows[0])[-1] == (LifeEvent.COLLECTED, "李静", "2023-05-30 领取；")
    assert listed(uncollected()) == set()
    court.undo()
    assert listed(uncollected()) == {"王祯", "李静"} and len(life_of(keys[0])) == 2


def test_what_is_collected_is_not_collected_twice_and_can_come_back(court):
    (row,) = printed(court, draft())
    collect(court, [row.id], DAY)
    with pytest.raises(Refused, match="已在 2023-06-01 登记领取"):
        collect(court, [row.id], DAY)
    give_back(court, [row.id], "本人出差")
    assert (again(row).state, again(row).collected) == ("issued", None)
    with pytest.raises(Refused, match="没有登记过领取"):
        give_back(court, [row.id], "")
    with pytest.raises(Refused, match="不能晚于今天"):
        collect(court, [row.id], date(2023, 6, 2))


def test_spoiled_sheets_are_counted_and_the_certificate_stays(court):
    (row,) = printed(court, draft())
    spoil(court, [row.id], 2, "卡纸")
    spoil(court, [row.id], 1, "墨迹")
    assert (again(row).spoiled, again(row).state) == (3, "issued")
    assert [event.count for event in life_of(row.id)][-2:] == [2, 1]
    for sheets, reason, why in ((1, " ", "损坏原因"), (0, "卡纸", "张数")):
        with pytest.raises(Refused, match=why):
            spoil(court, [row.id], sheets, reason)


def test_a_void_one_is_neither_handed_out_nor_spoiled_nor_issued_anew(court):
    (row,) = printed(court, draft())
    cancel(court, [row.id], "停发")
    assert (again(row).state, events(row)[-1]) == ("void", (LifeEvent.VOIDED, "", "停发"))
    assert listed(void()) == {"王桢"} and listed(uncollected()) == set()
    for act in (
        lambda: collect(court, [row.id], DAY),
        lambda: spoil(court, [row.id], 1, "x"),
        lambda: reissue(court, [row.id], "x"),
    ):
        with pytest.raises(Refused, match="已作废"):
            act()


def test_an_unused_number_is_no_certificate(court):
    issue(court, [draft()])
    court.undo()
    issue(court, [draft("李静")])
    unused = IssuedCertificate.get(IssuedCertificate.serial == 1)
    with pytest.raises(Refused, match="是空号"):
        collect(court, [unused.id], DAY)


def test_a_name_corrected_later_is_pointed_out_and_issued_anew(court, person):
    (row,) = printed(court, draft(source=11, person=person))
    assert name_now(row) == "" and count_corrected() == 0
    editing.change(court, PERSON, person, {"name": "王祯"})
    assert name_now(again(row)) == "王祯" and count_corrected() == 1 and listed(name_corrected()) == {"王桢"}
    ((old, new),) = reissue(court, [row.id], "姓名更正")
    old, new = again(old), again(new)
    assert (old.state, old.reason, old.replaced_by) == ("void", "姓名更正", new.number)
    assert (new.name, new.salutation, new.number, new.instead_of) == (
        "王祯",
        "王祯同志：",
        "包头中院荣证字〔2023〕2号",
        old.number,
    )
    assert events(old)[-1] == (LifeEvent.REISSUED, new.number, "姓名更正")
    assert events(new) == [(LifeEvent.ISSUED, old.number, "姓名更正")]
    assert count_corrected() == 0
    assert [made.id for made in issue(court, [draft("王祯", 11, person)])] == [new.id]
    assert check_store(court).sound


def test_what_was_designed_says_the_new_name_wherever_it_said_the_old(court, person):
    make_usual(court, add_template(court, CertificateKind.HONOUR, "荣誉", built_in("honour")))
    (row,) = printed(court, draft(source=11, person=person))
    editing.change(court, PERSON, person, {"name": "欧阳祯"})
    ((_old, new),) = reissue(court, [row.id], "姓名更正")
    facts = json.loads(new.facts)
    assert facts["name"] == "欧阳祯" and "王桢" not in new.facts + new.body
    assert (facts["activity"], new.layout) == ("2023年竞赛", row.layout)


def test_issuing_anew_is_one_step_that_is_undone_whole_and_burns_no_number_unseen(court, person):
    (row,) = printed(court, draft(source=11, person=person))
    reissue(court, [row.id], "破损")
    court.undo()
    assert (again(row).state, again(row).replaced_by) == ("issued", "")
    ((_old, new),) = reissue(court, [row.id], "破损")
    assert new.number == "包头中院荣证字〔2023〕3号"
    assert IssuedCertificate.get(IssuedCertificate.serial == 2).state == "unused"


def test_what_was_issued_here_is_not_changed_by_a_form(court):
    (row,) = issue(court, [draft()])
    with pytest.raises(Refused, match="已发放，内容不能再改"):
        editing.change(court, CERTIFICATE, row.id, {"name": "李静"})


def test_what_is_issued_anew_for_the_same_merit_is_in_the_place_of_the_void_one(court):
    (first,) = printed(court, draft(source=11))
    cancel(court, [first.id], "姓名写错")
    second, other = printed(court, draft("王祯", 11), draft("李静", 12))
    assert (again(first).replaced_by, second.instead_of, other.instead_of) == (second.number, first.number, "")
    assert events(first)[-1] == (LifeEvent.REISSUED, second.number, "")
    assert events(second) == [(LifeEvent.ISSUED, first.number, ""), (LifeEvent.PRINTED, "", "")]
    cancel(court, [second.id], "再错")
    (third,) = printed(court, draft("王祯", 11))
    assert (third.instead_of, again(first).replaced_by) == (second.number, second.number)


def test_a_guest_who_is_in_no_dossier_is_issued_anew_with_the_right_name(court):
    """No dossier says what a mediator from outside is called, so whoever reissues does."""
    (row,) = printed(court, draft("刘㛃"))
    with pytest.raises(Refused, match="请填写持证人"):
        reissue(court, [row.id], "姓名写错", " ")
    (pair,) = reissue(court, [row.id], "姓名写错", " 刘姣 ")
    new = again(pair.new)
    assert (again(row).name, again(row).state, new.name) == ("刘㛃", "void", "刘姣")
    assert again(row).salutation.startswith("刘㛃") and new.salutation.startswith("刘姣")
    assert (new.instead_of, again(row).replaced_by) == (row.number, new.number)


def test_what_the_dossier_says_goes_before_a_name_that_is_told(court, person):
    (row,) = printed(court, draft(person=person))
    with court.step("更正"):
        editing.change(court, PERSON, person, {"name": "王祯"})
    (pair,) = reissue(court, [row.id], "姓名更正", "别人")
    assert again(pair.new).name == "王祯"
