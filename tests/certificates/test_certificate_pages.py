"""Certificates handed out page by page: what counts is what was wanted."""

from datetime import date

import pytest

from cadre_desktop.certificates.actions import drafted, issue
from cadre_desktop.certificates.being_printed import owed
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA

NAMES = {11: "王祯", 12: "李静", 13: "欧阳文博", 14: "单雄信"}


@pytest.fixture
def holders():
    return dict(NAMES)


@pytest.fixture
def pages(court, holders, tmp_path):
    def drafts(wanted=None):
        return [
            Draft(
                CertificateKind.HONOUR,
                name,
                "业务能手",
                date(2023, 6, 1),
                "包头中院",
                source,
                None,
                {"activity": "竞赛"},
            )
            for source, name in holders.items()
            if wanted is None or source in wanted
        ]

    made = CertificatePages(
        court,
        "发证",
        lambda: drafted(court, drafts()),
        lambda wanted: issue(court, drafts(wanted)),
        lambda row: row.source,
    )
    assert made.draft(tmp_path / "样张.pdf").pages == len(holders)
    return made


def register():
    """Numbers and further printings by name."""
    return {row.name: (row.serial, row.reprints) for row in IssuedCertificate.select()}


def words(path):
    with Pages(path) as found:
        return ["".join(found.text(number).split()) for number in range(len(found))]


@pytest.mark.parametrize("wanted", [[1, 2], [2, 1], [2, 1, 1]])
def test_a_part_is_numbered_and_the_rest_is_not(pages, tmp_path, wanted):
    seen = []
    pages.hand_out(tmp_path / "a.pdf", lambda: seen.append(words(tmp_path / "a.pdf")), wanted)
    assert register() == {"李静": (1, 0), "欧阳文博": (2, 0)}
    ((first, second),) = seen
    assert "李静" in first and "欧阳文博" in second and "样张" not in first
    pages.hand_out(tmp_path / "b.pdf", pages=[3])
    pages.hand_out(tmp_path / "c.pdf", pages=[2])
    assert register() == {"李静": (1, 0), "欧阳文博": (2, 1), "单雄信": (3, 0)}


def test_all_are_handed_out_unless_pages_are_said(pages, tmp_path):
    pages.hand_out(tmp_path / "a.pdf")
    assert register() == {name: (serial, 0) for serial, name in enumerate(NAMES.values(), 1)}
    assert len(words(tmp_path / "a.pdf")) == 4


@pytest.mark.parametrize(
    "change",
    [
        lambda holders: holders.pop(12),
        lambda holders: holders.update({15: "阿拉坦·巴特尔"}),
        lambda holders: holders.update({11: holders.pop(11)}),
    ],
)
@pytest.mark.parametrize("wanted", [None, [0]])
def test_a_list_that_is_another_now_is_not_handed_out_by_its_old_pages(pages, holders, tmp_path, change, wanted):
    change(holders)
    with pytest.raises(Refused, match="重新打开后再打印"):
        pages.hand_out(tmp_path / "a.pdf", pages=wanted)
    assert register() == {} and not (tmp_path / "a.pdf").exists()
    pages.draft(tmp_path / "样张.pdf")
    pages.hand_out(tmp_path / "a.pdf", pages=wanted)
    assert len(register()) == (1 if wanted else len(holders))


def test_what_is_owed_is_printed_again_without_being_counted(court, pages, tmp_path):
    def taken():
        pages.settle([0, 1, 2, 3], printed=False)  # by whom nobody knows

    pages.hand_out(tmp_path / "a.pdf", taken)
    pages.settle([0], printed=True)
    pages.draft(tmp_path / "样张.pdf")
    pages.hand_out(tmp_path / "b.pdf", pages=[0, 1])
    assert register() == {"王祯": (1, 1), "李静": (2, 0), "欧阳文博": (3, 0), "单雄信": (4, 0)}
    pages.hand_out(tmp_path / "c.pdf")
    assert register() == {"王祯": (1, 2), "李静": (2, 1), "欧阳文博": (3, 0), "单雄信": (4, 0)}
    assert owed(court) == set()


def test_what_was_not_handed_out_after_all_is_not_owed(court, pages, tmp_path):
    def refuse():
        pages.settle([0, 1, 2, 3], printed=False)
        raise Refused("打印机没有接受。")

    with pytest.raises(Refused):
        pages.hand_out(tmp_path / "a.pdf", refuse)
    assert owed(court) == set() and register() == {}


def test_nothing_is_noted_in_a_file_that_is_closed(court, pages, tmp_path):
    pages.hand_out(tmp_path / "a.pdf", lambda: pages.settle([0], printed=False))
    close_store(court)
    pages.settle([0], printed=True)
    again = open_store(court.path, SCHEMA, "王祯")
    assert len(owed(again)) == 1
    close_store(again)
