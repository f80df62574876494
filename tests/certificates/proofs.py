"""Certificates with a proof, for tests: keys, what they sign, and printed pages as pictures."""

from collections.abc import Sequence
from datetime import date

from PIL import Image

from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.proof.statement import Statement, in_digits, to_be_signed
from cadre_desktop.certificates.proof.wrapping import key_id, public_of
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit.documents.certificate_layout import TextStyle
from cadre_desktop.kit.documents.design.elements import CodeElement, Design, TextElement
from cadre_desktop.kit.documents.design.printing import DesignedPage, designs_paper
from cadre_desktop.kit.documents.design.setting import Words
from cadre_desktop.kit.documents.pages import Pages

PASSWORD = "正确的 password 1"
COURT = "包头市中级人民法院"


def draft(name="王祯", title="业务能手", **more):
    values = {"kind": CertificateKind.HONOUR, "issued": date(2023, 6, 1), "issuer": COURT, **more}
    return Draft(name=name, title=title, placeholders={"activity": "2023年技能竞赛"}, **values)


def private_key(seed=b"k"):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed * 32)


def said(key=None, **more):
    """A statement by a key."""
    values = {
        "kind": "honour",
        "number": "包头中院荣证字〔2023〕7号",
        "name": "王祯",
        "title": "业务能手",
        "issued": date(2023, 6, 1),
        "key_id": key_id(public_of(key or private_key())),
    }
    values |= more
    return Statement(key=values.pop("key_id"), **values)


def proof_of(statement, key=None):
    """The digits of a statement, signed."""
    signed = to_be_signed(statement)
    return in_digits(signed, (key or private_key()).sign(signed))


STYLE = TextStyle("KAI", 16.0, (0.0, 0.0, 0.0), 0.0)


def design(places: Sequence[tuple[float, float]], sheet=(210.0, 148.0), side=25.0):
    """A page with some text and codes at these places."""
    texts = [
        TextElement(x=x - 40, y=y, width=38.0, height=20.0, text="王祯同志荣誉证书", style=STYLE) for x, y in places
    ]
    codes = [CodeElement(x=x, y=y, width=side, height=side) for x, y in places]
    return Design("证书", sheet, None, (*texts, *codes))


def picture(pages: Sequence[DesignedPage], dpi=300, number=0, mode="L"):
    """A page as a scanner has it."""
    with Pages(designs_paper(pages).data()) as drawn:
        found = drawn.picture(number, dpi)
    return Image.frombytes("RGBX", (found.width, found.height), found.rgba).convert(mode)


def page_with(proof, **more):
    """A page with one code."""
    return DesignedPage(design([(160.0, 100.0)], **more), Words({}, proof))


def pasted(sheet, *placed):
    """One picture with others laid on it."""
    whole = Image.new("L", sheet, 255)
    for piece, place in placed:
        whole.paste(piece, place)
    return whole
