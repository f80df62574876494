"""Forms read from their files: what each says, its photo looked at, and what the reader has to be told of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.store.blobs import name_of
from cadre_desktop.people.lrmx import elements
from cadre_desktop.people.lrmx.document import LrmxDocument
from cadre_desktop.people.lrmx.facts import LrmxFacts, facts_of
from cadre_desktop.people.lrmx.family import FamilyMember, family_of
from cadre_desktop.people.lrmx.old_document import OldDocument
from cadre_desktop.people.lrmx.photo import as_portrait, decoded
from cadre_desktop.people.lrmx.sources import FormSource

Document = LrmxDocument | OldDocument


@dataclass(frozen=True)
class ReadForm:
    """A form that was read. Its content is not kept: `digest` says whether it is still the same when it is taken in.

    photo: the hash of its photo as the dossier keeps it, empty for none; photo_span: where it is in the file.
    """

    source: FormSource
    facts: LrmxFacts
    digest: str
    photo: str
    photo_span: tuple[int, int] | None
    family: tuple[FamilyMember, ...]
    troubles: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.facts.name


def document_of(name: str, content: bytes) -> Document:
    """The form in a file; its content says which of the two it is where the name does not. Raises Refused."""
    looks_old = content.lstrip(b" \t\r\n\xef\xbb\xbf")[:1] == b'"'
    return OldDocument(content) if name.lower().endswith(".lrm") and looks_old else LrmxDocument(content)


def picture_of(document: Document, source_photo: bytes) -> bytes:
    """The photo of a form as it came, empty for none. Raises Unclear for one whose base64 is broken."""
    if isinstance(document, OldDocument):
        return source_photo
    text = document.photo_text.strip()
    return decoded(text) if text else b""


def read_forms(
    sources: Sequence[FormSource], today: date, progress: Progress | None = None
) -> tuple[list[ReadForm], list[tuple[str, str]]]:
    """What the forms say, and a sentence for each that cannot be read."""
    forms: list[ReadForm] = []
    left_out: list[tuple[str, str]] = []
    for number, source in enumerate(sources):
        if progress is not None:
            progress.check()
            progress.report(number, len(sources))
        try:
            forms.append(_read(source, today))
        except Refused as refused:
            left_out.append((source.name, str(refused)))
        except OSError as error:
            why = error.strerror or str(error)
            left_out.append((source.name, _("文件读不出来（{why}），请检查文件或重新拷贝。").format(why=why)))
    return forms, left_out


def _read(source: FormSource, today: date) -> ReadForm:
    content = source.read()
    document = document_of(source.name, content)
    facts = facts_of(document.values(), today)
    troubles = [*facts.troubles, *_repeated(document)]
    photo = ""
    try:
        picture = picture_of(document, source.photo() if source.photo else b"")
        photo = name_of(as_portrait(picture)) if picture else ""
    except Unclear as unclear:
        troubles.append(str(unclear))
    span = document.photo_span if isinstance(document, LrmxDocument) and photo else None
    family = family_of(document.family())
    return ReadForm(source, facts, name_of(content), photo, span, family, tuple(troubles))


def kept_photo(form: ReadForm, content: bytes, beside: bytes) -> bytes:
    """The photo of a form that was read before, as the dossier keeps it. Raises Unclear or Refused for another."""
    if form.photo_span is not None:
        picture = decoded(content[slice(*form.photo_span)])
    else:
        picture = picture_of(document_of(form.source.name, content), beside)
    return picture if name_of(picture) == form.photo else as_portrait(picture)


def _repeated(document: Document) -> Iterable[str]:
    names = document.repeated if isinstance(document, LrmxDocument) else ()
    for name in dict.fromkeys(names):
        words = _("表里“{title}”写了两次，只读了前一个，请核对。")
        yield words.format(title=elements.TITLES.get(name, name))
