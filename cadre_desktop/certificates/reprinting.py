"""Whether the certificates that were issued would be the same pages again, were they printed now."""

from collections.abc import Iterable, Iterator

from cadre_desktop.certificates.layouts import Layout, bring_own_fonts, faces_of, other_fonts
from cadre_desktop.certificates.prints import Page, page_of, vet_page
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.kit.documents.certificate import Certificate, texts_of
from cadre_desktop.kit.documents.design.texts import texts_on
from cadre_desktop.kit.documents.face_folder import way_to_add
from cadre_desktop.kit.documents.fonts import Role, chain, digest_of_face, invisible
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused


def all_valid() -> Iterable[IssuedCertificate]:
    """The certificates that may be printed again, by their numbers."""
    fields = IssuedCertificate
    valid = fields.select().where(fields.cancelled.is_null() & (fields.layout != ""))
    found: Iterable[IssuedCertificate] = valid.order_by(fields.kind, fields.year, fields.serial)
    return found


def reprint_troubles(certificates: Iterable[IssuedCertificate]) -> list[str]:
    """A sentence for each certificate that would not be the same page, or could not be printed at all; for each that
    needs a character which no font kept with its layout has, since it comes from the computer at hand."""
    return [sentence for row in certificates for sentence in _troubles(row)]


def _troubles(row: IssuedCertificate) -> Iterator[str]:
    try:
        page = page_of(row)
        vet_page(page)
        bring_own_fonts(_layout(page))
    except Refused as refused:
        yield str(refused)
        return
    if other := other_fonts(_layout(page)):
        files = "、".join(font.file for font in other)
        text = _("证书{number}发放时用的字体（{files}）与现在的不同。请重新安装程序。")
        yield text.format(number=row.number, files=files)
    with faces_of(_layout(page)):
        borrowed, lacking = _borrowed(page), lacking_characters(page)
    if borrowed:
        text = _("证书{number}里的“{characters}”不在随程序的字体里，要用本机的字体，补印时请核对字形。")
        yield text.format(number=row.number, characters=borrowed)
    if lacking:
        text = _("证书{number}里的“{characters}”没有字体能印出，")
        yield text.format(number=row.number, characters=lacking) + way_to_add()


def _layout(page: Page) -> Layout:
    return page.layout if isinstance(page, Certificate) else page.design


def _texts(page: Page) -> Iterator[tuple[Role, str]]:
    return texts_of(page) if isinstance(page, Certificate) else texts_on(page.design, page.words.facts)


def _borrowed(page: Page) -> str:
    """The characters that a face draws whose file the layout does not name, each once."""
    kept = {font.sha256 for font in _layout(page).fonts}
    found: dict[str, None] = {}
    for role, text in _texts(page):
        faces = chain(role)
        for character in text:
            face = faces.face(character)
            if face and not invisible(character) and digest_of_face(face.file) not in kept:
                found[character] = None
    return "".join(found)


def lacking_characters(page: Page) -> str:
    """The characters that no face at hand draws, each once."""
    pairs = ((chain(role), each) for role, text in _texts(page) for each in text if not invisible(each))
    return "".join(dict.fromkeys(each for faces, each in pairs if faces.face(each) is None))
