from datetime import date

import pytest

from cadre_desktop.certificates.actions import cancel, drafted, hand_out, issue, reprint
from cadre_desktop.certificates.drafting import Draft, set_wording, wording_of
from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import MOST, WORDINGS, CertificateKind, Wording
from cadre_desktop.kit import editing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal


def draft(name="王祯", source=None, **more):
    values = {
        "kind": CertificateKind.HONOUR,
        "title": "业务能手",
        "issued": date(2023, 6, 1),
        "issuer": "包头市中级人民法院",
        "placeholders": {"activity": "2023年全市法院技能竞赛"},
    }
    return Draft(name=name, source=source, **(values | more))


def numbers(certificates):
    return [certificate.number for certificate in certificates]


def test_numbers_run_by_year_and_kind_in_the_order_of_the_drafts(court):
    made = issue(
        court,
        [
            draft("王祯"),
            draft("李静", issued=date(2024, 1, 5)),
            draft("欧阳文博", kind=CertificateKind.APPOINTMENT),
            draft("单雄信"),
        ],
    )
    assert numbers(made) == [
        "包头中院荣证字〔2023〕1号",
        "包头中院荣证字〔2024〕1号",
        "包头中院聘字〔2023〕1号",
        "包头中院荣证字〔2023〕2号",
    ]
    assert [row.name for row in made] == ["王祯", "李静", "欧阳文博", "单雄信"]


def test_the_text_is_frozen_as_issued(court):
    (made,) = issue(court, [draft()])
    set_wording(court, CertificateKind.HONOUR, Wording("{name}：", "获得“{title}”。"))
    assert IssuedCertificate.by_key(made.id).salutation == "王祯同志："
    assert made.body == "在2023年全市法院技能竞赛中，成绩突出，被评为“业务能手”。\n特发此证，以资鼓励。"
    (later,) = issue(court, [draft("李静")])
    assert (later.salutation, later.body) == ("李静：", "获得“业务能手”。")


def test_issuing_again_for_the_same_source_gives_the_same_number(court):
    first = issue(court, [draft("王祯", 11), draft("李静", 12)])
    again = issue(court, [draft("新人", 13), draft("王祯", 11), draft("李静", 12)])
    assert numbers(again) == ["包头中院荣证字〔2023〕3号", *numbers(first)]
    assert IssuedCertificate.select().count() == 3


def test_one_source_twice_in_a_run_is_one_certificate(court):
    made = issue(court, [draft("王祯", 11), draft("王祯", 11)])
    assert made[0] == made[1]
    assert IssuedCertificate.select().count() == 1


def test_a_cancelled_certificate_keeps_its_number(court):
    (first,) = issue(court, [draft("王桢", 11)])
    assert cancel(court, [first.id], "姓名写错") == 1
    assert cancel(court, [first.id], "再次") == 0
    (second,) = issue(court, [draft("王祯", 11)])
    assert second.number == "包头中院荣证字〔2023〕2号"
    void = IssuedCertificate.by_key(first.id)
    assert (void.number, void.cancelled, void.reason) == (first.number, date(2023, 6, 1), "姓名写错")


def test_cancelling_needs_a_reason(court):
    (first,) = issue(court, [draft()])
    with pytest.raises(Refused, match="作废原因"):
        cancel(court, [first.id], "  ")


def test_a_number_is_not_given_again_after_an_undo(court):
    issue(court, [draft("王祯")])
    court.undo()
    assert IssuedCertificate.select().count() == 0
    assert numbers(issue(court, [draft("李静")])) == ["包头中院荣证字〔2023〕2号"]


def test_reprints_are_counted_and_refused_for_void_ones(court):
    made = issue(court, [draft("王祯"), draft("李静")])
    keys = [row.id for row in made]
    assert [row.reprints for row in reprint(court, keys)] == [1, 1]
    assert [row.reprints for row in reprint(court, keys[:1])] == [2]
    cancel(court, keys[1:], "停发")
    with pytest.raises(Refused, match="已作废"):
        reprint(court, keys)
    assert IssuedCertificate.by_key(keys[0]).reprints == 2


def test_missing_facts_are_refused_by_row(court):
    with pytest.raises(Refused) as refused:
        issue(court, [draft(), draft(""), draft(issuer="")])
    assert [str(problem) for problem in refused.value.problems] == [
        "第 2 份证书缺少持证人，请补填。",
        "第 3 份证书缺少落款单位，请补填。",
    ]
    assert IssuedCertificate.select().count() == 0


def test_a_wording_with_an_unknown_place_is_refused(court):
    with pytest.raises(Refused, match="prize"):
        set_wording(court, CertificateKind.HONOUR, Wording("{name}：", "获{prize}。"))
    assert wording_of(court, CertificateKind.HONOUR) == WORDINGS[CertificateKind.HONOUR]


def test_when_the_numbers_are_used_up_nothing_is_issued(court):
    with court.step("发满"):
        court.raise_tally("certificates.honour.2023", MOST - 1)
    with pytest.raises(Refused, match="用完"):
        issue(court, [draft("王祯"), draft("李静")])
    assert IssuedCertificate.select().count() == 0
    assert court.tally("certificates.honour.2023") == MOST - 1


def test_an_older_register_is_taken_over_by_its_numbers(court):
    values = {
        "name": "王祯",
        "title": "业务能手",
        "issued": date(2023, 1, 8),
        "number": "包头中院荣证字〔2023〕第008号",
    }
    taken = editing.add(court, CERTIFICATE, values)
    assert (taken.kind, taken.year, taken.serial) == ("honour", 2023, 8)
    assert numbers(issue(court, [draft()])) == ["包头中院荣证字〔2023〕9号"]


def test_a_number_nobody_can_read_is_refused(court):
    with pytest.raises(Refused, match="应如"):
        editing.add(court, CERTIFICATE, {"name": "王祯", "issued": date(2023, 1, 8), "number": "八号"})


# Drafts, and handing out.


def test_a_draft_has_no_number_and_writes_nothing(court):
    (made,) = issue(court, [draft("王祯", 11)])
    steps = len(journal.steps(100))
    old, new = drafted(court, [draft("王祯", 11), draft("李静", 12)])
    assert (old.number, new.number, new.id) == (made.number, "", None)
    assert new.salutation == "李静同志：" and "业务能手" in new.body
    assert len(journal.steps(100)) == steps
    assert numbers(issue(court, [draft("单雄信", 13)])) == ["包头中院荣证字〔2023〕2号"]


def test_a_draft_of_what_could_not_be_issued_is_refused(court):
    with pytest.raises(Refused, match="缺少落款单位"):
        drafted(court, [draft(issuer="")])


def test_what_is_handed_out_is_issued_and_each_further_time_counted(court):
    written = []

    def hand(*drafts):
        return hand_out(court, "发证", lambda: issue(court, drafts), written.append)

    hand(draft("王祯", 11))
    hand(draft("王祯", 11), draft("李静", 12))
    assert [[row.number[-2:] for row in rows] for rows in written] == [["1号"], ["1号", "2号"]]
    assert [row.reprints for row in IssuedCertificate.select().order_by(IssuedCertificate.serial)] == [1, 0]
    assert journal.steps(1)[0].label == "发证"


@pytest.mark.parametrize("trouble", [OSError(28, "no space left"), Refused("证书正文太长")])
def test_what_cannot_be_written_has_no_number(court, trouble):
    issue(court, [draft("王祯", 11)])

    def write(_rows):
        raise trouble

    with pytest.raises(type(trouble)):
        hand_out(court, "发证", lambda: issue(court, [draft("王祯", 11), draft("李静", 12)]), write)
    (kept,) = IssuedCertificate.select()
    assert (kept.name, kept.reprints) == ("王祯", 0)
    assert numbers(issue(court, [draft("李静", 12)])) == ["包头中院荣证字〔2023〕2号"]
