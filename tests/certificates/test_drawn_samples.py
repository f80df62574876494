"""What layouts and versions of drawings put on the page stays as it was, and everything in a layout is heard."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest
from drawn_samples import FRAMES, KEPT, LAYOUTS, RULES, certificate, page, samples

from cadre_desktop.certificates.layouts import CURRENT, STANDARDS_1, have_ready
from cadre_desktop.certificates.prints import page_of
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit.documents.certificate import Certificate, certificates_paper, vet_drawn
from cadre_desktop.kit.documents.certificate_layout import CertificateLayout, OrnamentVersion
from cadre_desktop.kit.documents.fonts import Role, file_print
from cadre_desktop.kit.problems import Refused

COMPLETION = STANDARDS_1[CertificateKind.COMPLETION]
SAMPLES = samples()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_layout_and_what_is_drawn_for_it_never_change(name):
    """If this fails, certificates that people hold would be printed otherwise. Leave the layout and the drawing as they
    are; add the other under a new name or number, and keep its sample by `drawn_samples`."""
    assert SAMPLES[name] == (KEPT / name).read_text(encoding="utf-8")


def test_no_layout_and_no_drawing_is_given_up():
    assert {path.name for path in KEPT.iterdir()} == set(SAMPLES)


def test_each_current_layout_is_among_those_that_are_kept():
    assert {layout.digest for layout in CURRENT.values()} <= {layout.digest for layout in LAYOUTS.values()}
    assert set(CURRENT) == set(CertificateKind)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_fonts_of_a_layout_are_shipped_with_the_program(name):
    layout = LAYOUTS[name]
    assert [font.role for font in layout.fonts] == list(layout.roles)
    assert [(font.file, font.sha256) for font in layout.fonts] == [file_print(Role[font.role]) for font in layout.fonts]


def others(value: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """For everything in a layout the same layout with something else there."""
    if isinstance(value, OrnamentVersion):
        yield where, None
    elif is_dataclass(value):
        for each in fields(value):
            for name, other in others(getattr(value, each.name), f"{where}.{each.name}".strip(".")):
                yield name, replace(value, **{each.name: other})
    elif isinstance(value, str):
        yield where, {"TITLE": "HEI", "KAI": "HEI", "SONG": "HEI"}.get(value, f"{value}另")
    elif isinstance(value, float):
        yield where, round(value * 0.9 + 0.03, 4)
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            for name, other in others(each, f"{where}[{index}]"):
                yield name, (*value[:index], other, *value[index + 1 :])
    elif isinstance(value, int):
        yield where, value + 9


UNSEEN = ("name", "fonts", "letter.style.size")
"""What tells of a page and changes none; the body has one of the `sizes`."""
CHANGED = {where: other for where, other in others(COMPLETION) if not where.startswith(UNSEEN)}
VERSIONS = {"setting": "setting-10", "facts": "更新的程序"}
ROW = IssuedCertificate(
    kind=CertificateKind.COMPLETION,
    number="包头中院结证字〔2023〕00001号",
    name="王祯",
    title="培训班",
    salutation="王祯同志：",
    body="参加培训。" * 8 + "\n特此。",
    issuer="包头市中级人民法院",
    issued=date(2023, 6, 1),
    id_number="150299198503010017",
    layout=COMPLETION.digest,
)


def page_or_refusal(drawn: Certificate) -> str:
    """What is drawn of a certificate, or why nothing is."""
    try:
        return page(drawn)
    except Refused as refused:
        return str(refused)


def seen(layout: CertificateLayout) -> list[str]:
    """Pages of `layout`, long and short, so that each rule of it is felt."""
    have_ready(layout)
    row = IssuedCertificate(**{**ROW.__data__, "layout": layout.digest})
    usual = page_of(row)
    longer = replace(usual, title="荣誉证书荣誉证书", issuer="法院" * 40, paragraphs=["能手，" * 40])
    fitting = [replace(usual, paragraphs=["能手，" * count]) for count in range(10, 240, 10)]
    return [*map(page_or_refusal, (usual, longer, replace(usual, number="号" * 60), *fitting))]


USUAL = seen(COMPLETION)


ROLES = {where for where in CHANGED if where.endswith(".role")}


@pytest.mark.parametrize("where", sorted(CHANGED.keys() - VERSIONS.keys() - ROLES - {"frame"}))
def test_everything_in_a_layout_is_seen_on_the_page(where):
    assert seen(CHANGED[where]) != USUAL


@pytest.mark.parametrize("where", sorted(ROLES))
def test_each_text_is_set_in_the_role_of_the_layout(where):
    usual, other = (certificates_paper([certificate(each, "short")]).data() for each in (COMPLETION, CHANGED[where]))
    assert b"NotoSansSC" not in usual and b"NotoSansSC" in other


def test_the_frame_is_that_of_the_layout():
    usual, other = (certificates_paper([certificate(each, "bare")]).data() for each in (COMPLETION, CHANGED["frame"]))
    assert (usual.count(b"/FormType"), other.count(b"/FormType")) == (1, 0)


@pytest.mark.parametrize("where", VERSIONS)
def test_a_version_that_the_program_does_not_know_is_refused(where):
    have_ready(CHANGED[where])
    row = IssuedCertificate(**{**ROW.__data__, "layout": CHANGED[where].digest})
    with pytest.raises(Refused, match=VERSIONS[where]):
        certificates_paper([page_of(row)])


def test_all_that_layouts_name_is_there():
    for layout in LAYOUTS.values():
        vet_drawn(layout)
    assert {layout.frame for layout in LAYOUTS.values()} <= set(FRAMES)
    assert {layout.heading.rule for layout in LAYOUTS.values()} <= set(RULES)
    assert page(certificate(COMPLETION, "short")) != page(certificate(COMPLETION, "long"))
