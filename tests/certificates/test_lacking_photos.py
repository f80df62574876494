"""Who has no photo on a page that has a place for one is named before it is printed."""

from dataclasses import replace

from test_listed_certificates import COMPLETION, HONOUR, lines, terms

from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.listing.checking import check_list
from cadre_desktop.certificates.listing.issuing import pages_of_list
from cadre_desktop.certificates.templating import add_template
from cadre_desktop.kit.documents.design.elements import PhotoElement
from cadre_desktop.kit.documents.pages import Pages


def test_who_has_no_photo_is_named_before_it_is_printed_and_its_place_is_empty(court, tmp_path):
    honour = built_in("honour")
    photo = PhotoElement(x=230.0, y=60.0, width=32.0, height=40.0, hint="照片")
    template = add_template(court, HONOUR, "带照片", replace(honour, elements=(*honour.elements, photo)))
    guests = ["王祯", "李静", "赵敏", "孙强", "周倩", "吴凡"]
    pages = pages_of_list(court, check_list(court, terms(HONOUR, template), lines(*guests)))
    offer = pages.draft(tmp_path / "样张.pdf")
    assert offer.warning == "6 人没有照片，照片处空着：王祯、李静、赵敏、孙强、周倩…。"
    pages.hand_out(tmp_path / "页.pdf")
    for name, seen in (("样张.pdf", True), ("页.pdf", False)):
        with Pages((tmp_path / name).read_bytes()) as found:
            assert ["照片" in found.text(number) for number in range(len(found))] == [seen] * 6


def test_where_no_photo_is_printed_nobody_is_named(court, tmp_path):
    template = add_template(court, HONOUR, "荣誉", built_in("honour"))
    pages = pages_of_list(court, check_list(court, terms(HONOUR, template), lines("王祯")))
    assert pages.draft(tmp_path / "样张.pdf").warning == ""
    listed = lines("李静", period="2023年5月", hours="8")
    first = pages_of_list(court, check_list(court, terms(COMPLETION), listed))  # on the first pages it is glued in
    assert first.draft(tmp_path / "一.pdf").warning == ""
