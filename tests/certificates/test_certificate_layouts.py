"""A certificate is printed again as it was issued, whatever the program's layout has become."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from cadre_desktop.certificates import layouts
from cadre_desktop.certificates.actions import cancel, drafted, hand_out, issue, reprint
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.certificates.prints import page_of, print_drafts, print_issued
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.reprinting import all_valid, reprint_troubles
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.checking import check_store
from cadre_desktop.kit import editing
from cadre_desktop.kit.documents import fonts
from cadre_desktop.kit.documents.certificate import draw_certificate
from cadre_desktop.kit.documents.certificate_layout import OrnamentVersion
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.documents.written import digest_of
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.database import database


def draft(name, kind=CertificateKind.HONOUR, source=None):
    return Draft(
        kind,
        name,
        "业务能手",
        date(2023, 6, 1),
        "包头市中级人民法院",
        source,
        placeholders={"activity": "2023年技能竞赛", "holder": name},
        id_number="150299198503010017",
    )


KINDS = [draft(name, kind) for name, kind in zip(("王祯", "阿拉坦·巴特尔", "张明"), layouts.STANDARDS_1, strict=True)]


def second(layout):
    """What a later program might print with."""
    return replace(
        layout,
        name="standard-2",
        measure=(40.0, 250.0),
        heading=replace(layout.heading, text="证书", y=70.0, rule=None),
        small_print=replace(layout.small_print, number="编号 {number}", notes=()),
        signature=replace(layout.signature, date="{day}"),
        code=None,
        photo=None,
    )


@pytest.fixture
def newer(monkeypatch):
    """The program has another layout from now on, and what it has read of others is forgotten."""

    def replaced():
        now = {kind: second(layout) for kind, layout in layouts.STANDARDS_1.items()}
        monkeypatch.setattr(layouts, "CURRENT", now)
        monkeypatch.setattr(layouts, "_read_so_far", {})

    return replaced


def content(path):
    """The content streams of all pages, and of the forms they show."""
    document = pypdfium2.PdfDocument(path)
    found = [
        [(each.type, each.get_bounds(), each.get_matrix().get()) for each in page.get_objects(max_depth=9)]
        for page in document
    ]
    document.close()
    return found


def drawn(row):
    """The operators of a certificate's page."""
    page = page_of(row)
    drawing = PageDrawing(Paper("").pen, *page.layout.page)
    draw_certificate(drawing, page)
    return drawing.operators()


def stored():
    """The layouts in the file."""
    found = database.rows("SELECT DISTINCT layout FROM issued_certificate WHERE layout <> ''")
    return {digest: blobs.get(digest) for (digest,) in found}


def test_a_reprint_is_the_page_of_that_day_and_a_new_one_is_not(court, tmp_path, newer):
    made = issue(court, KINDS)
    print_issued(tmp_path / "then.pdf", made)
    before = [drawn(row) for row in made]
    newer()
    again = reprint(court, [row.id for row in made])
    print_issued(tmp_path / "now.pdf", again)
    assert (tmp_path / "now.pdf").read_bytes() == (tmp_path / "then.pdf").read_bytes()
    assert [drawn(row) for row in again] == before
    fresh = issue(court, KINDS)
    assert [page_of(row).layout.name for row in fresh] == ["standard-2"] * 3
    assert not set(map(drawn, fresh)) & set(before)
    print_issued(tmp_path / "new.pdf", fresh)
    print_issued(tmp_path / "both.pdf", [*again, *fresh])
    assert content(tmp_path / "both.pdf") == content(tmp_path / "then.pdf") + content(tmp_path / "new.pdf")


def test_words_of_the_page_are_frozen_with_it(court, newer):
    made = issue(court, KINDS)
    newer()
    honour, completion, appointment = map(page_of, reprint(court, [row.id for row in made]))
    assert [page.title for page in (honour, completion, appointment)] == ["荣誉证书", "结业证书", "聘书"]
    assert {page.date for page in (honour, completion, appointment)} == {"二〇二三年六月一日"}
    assert honour.number == "证书编号：包头中院荣证字〔2023〕1号" and honour.notes == ()
    assert completion.notes == ("有效证件号：150299198503010017",)
    assert honour.qr == "包头中院荣证字〔2023〕1号|王祯|业务能手|2023年6月1日"
    (fresh,) = map(page_of, issue(court, KINDS[1:2]))
    words = (fresh.title, fresh.date, fresh.number, fresh.notes, fresh.qr)
    assert words == ("证书", "2023年6月1日", "编号 包头中院结证字〔2023〕00002号", (), "")


def test_a_layout_is_kept_once_however_many_certificates_have_it(court):
    issue(court, [draft(f"王{number}") for number in range(50)])
    issue(court, [*KINDS, draft("李静")])
    kept = stored()
    assert kept == {layout.digest: layout.text.encode() for layout in layouts.STANDARDS_1.values()}
    assert database.value("SELECT count(*) FROM blob") == 3


def test_drafts_have_the_present_layout_and_keep_nothing(court, tmp_path, newer):
    made = issue(court, [draft("王祯", source=7)])
    newer()
    looked_at = drafted(court, [draft("王祯", source=7), draft("李静", source=8)])
    print_drafts(tmp_path / "a.pdf", looked_at)
    assert [page_of(row).layout.name for row in looked_at] == ["standard-1", "standard-2"]
    assert list(stored()) == [made[0].layout] and database.value("SELECT count(*) FROM blob") == 1


def test_a_draft_may_bring_a_layout_of_its_own(court):
    own = second(layouts.STANDARDS_1[CertificateKind.HONOUR])
    (looked_at,) = drafted(court, [replace(draft("王祯"), layout=own)])
    assert page_of(looked_at).title == "证书"
    (made,) = issue(court, [replace(draft("王祯"), layout=own)])
    assert made.layout == own.digest and stored() == {own.digest: own.text.encode()}
    assert page_of(made).title == "证书"


def test_undoing_the_issue_that_brought_a_layout_leaves_it_to_the_others(court, newer):
    issue(court, [draft("王祯")])
    first = court.undoable()
    (other,) = issue(court, [draft("李静")])
    court.undo(first)
    newer()
    assert page_of(IssuedCertificate.by_key(other.id)).layout.name == "standard-1"
    court.redo(first)
    assert [page_of(row).layout.name for row in IssuedCertificate.select()] == ["standard-1"] * 2
    assert check_store(court).sound


def test_what_is_tried_and_taken_back_keeps_no_layout(court):
    def fail(_rows):
        raise Refused("打印机没有接受。")

    with pytest.raises(Refused):
        hand_out(court, "发证", lambda: issue(court, KINDS), fail)
    assert database.value("SELECT count(*) FROM blob") == 0


def test_what_was_only_registered_gets_its_layout_with_its_first_printing(court, newer):
    values = {"name": "单雄信", "title": "标兵", "issued": date(2023, 1, 8), "number": "包头中院荣证字〔2023〕1号"}
    key = editing.add(court, CERTIFICATE, values).id
    assert IssuedCertificate.by_key(key).layout == ""
    newer()
    assert page_of(IssuedCertificate.by_key(key)).layout.name == "standard-2"
    reprint(court, [key])
    (digest,) = stored()
    assert IssuedCertificate.by_key(key).layout == digest == layouts.current(CertificateKind.HONOUR).digest
    court.undo()
    assert IssuedCertificate.by_key(key).layout == ""


def put(text):
    """Past the program: another layout in the place of the one all certificates have."""
    content = text.encode()
    digest = digest_of(content)
    database.run("DROP TRIGGER journal_blob_U")
    database.run("DROP TRIGGER journal_issued_certificate_U")
    database.run("UPDATE blob SET hash = ?, content = ?", digest, content)
    database.run("UPDATE issued_certificate SET layout = ?", digest)


TEXT = layouts.STANDARDS_1[CertificateKind.HONOUR].text
BAD = {
    "no JSON": ("{", "不是完整的 JSON 文本"),
    "a lacking item": (TEXT.replace('"setting":1,', ""), "版式里缺少项目“setting”"),
    "an item of a newer program": (TEXT.replace('"setting"', '"seal":1,"setting"'), "不认识的项目“seal”"),
    "a wrong value": (TEXT.replace('"foot":176.0', '"foot":"low"'), "版式.small_print.foot的值“low”不对"),
    "a fact nobody knows": (TEXT.replace("{day}", "{week}"), "“{week}”不是可用的项目"),
    "facts of a newer program": (TEXT.replace('"facts":1', '"facts":2'), "由更新的程序写出"),
    "a frame of a newer program": (TEXT.replace('"guilloche"', '"ribbon"'), "要用“ribbon-1”，本程序没有"),
    "a setting of a newer program": (TEXT.replace('"setting":1', '"setting":9'), "要用“setting-9”，本程序没有"),
    "a role of a newer program": (TEXT.replace('"role":"TITLE"', '"role":"LISHU"'), "要用“LISHU”，本程序没有"),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_layout_in_the_file_is_told_in_one_sentence(bad, court, tmp_path):
    (made,) = issue(court, [draft("王祯")])
    text, told = BAD[bad]
    put(text)
    row = IssuedCertificate.by_key(made.id)
    with pytest.raises(Refused) as caught:
        print_issued(tmp_path / "a.pdf", [row])
    assert told in str(caught.value) and len(caught.value.problems) == 1
    assert list(tmp_path.glob("*.pdf")) == []
    (sentence,) = reprint_troubles([row])
    assert told in sentence


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE blob SET content = CAST(content || ' ' AS BLOB)", "已损坏，或被改动过"),
        ("DELETE FROM blob", "没有它的版式"),
    ],
)
def test_a_layout_that_is_damaged_or_lost_is_told_and_the_check_finds_it(statement, told, court, tmp_path, newer):
    (made,) = issue(court, [draft("王祯")])
    for name in ("journal_blob_U", "journal_blob_D"):
        database.run(f"DROP TRIGGER {name}")
    database.run(statement)
    newer()
    with pytest.raises(Refused, match=f"证书包头中院荣证字〔2023〕1号不能打印：.*{told}.*请从备份恢复"):
        print_issued(tmp_path / "a.pdf", [made])
    assert "有 1 份证书版式缺失或已损坏" in "".join(check_store(court).trouble)


def test_another_font_is_never_taken_unnoticed(court, tmp_path, monkeypatch):
    (made,) = issue(court, [draft("王祯")])
    known = fonts.file_print
    monkeypatch.setattr(
        fonts, "file_print", lambda role: ("Kai.ttf", "0" * 64) if role is fonts.Role.KAI else known(role)
    )
    with pytest.raises(Refused, match=r"1号发放时用的字体（WenKaiCTP-Regular.ttf）与现在的不同"):
        print_issued(tmp_path / "a.pdf", [made])
    assert reprint_troubles(all_valid()) == [
        "证书包头中院荣证字〔2023〕1号发放时用的字体（WenKaiCTP-Regular.ttf）与现在的不同。请重新安装程序。"
    ]
    (other,) = issue(court, [draft("李静")])  # what is issued now has the fonts of now
    assert print_issued(tmp_path / "b.pdf", [other]) == 1
    assert other.layout != made.layout and "Kai.ttf" in page_of(other).layout.text


def test_what_would_be_the_same_page_is_not_complained_of(court):
    made = issue(court, [*KINDS, draft("𠮷田惠")])
    cancel(court, [made[0].id], "姓名有误")
    assert {row.id for row in all_valid()} == {row.id for row in made[1:]}
    assert reprint_troubles(all_valid()) == []


def test_a_character_that_no_kept_font_has_is_named_with_its_certificate(court, monkeypatch):
    monkeypatch.setattr(fonts, "_rare_files", lambda: ())
    fonts._chain.cache_clear()
    issue(court, [draft("王\U00031234")])
    assert reprint_troubles(all_valid()) == [
        "证书包头中院荣证字〔2023〕1号里的“\U00031234”没有字体能印出，请把带有这个字的字体（TTF）放进字体文件夹后再打印。"
    ]
    fonts._chain.cache_clear()


def test_the_frame_of_layouts_is_drawn_once_in_a_document(court, tmp_path):
    print_issued(tmp_path / "a.pdf", issue(court, KINDS * 3))
    assert (tmp_path / "a.pdf").read_bytes().count(b"/FormType") == 1
    assert OrnamentVersion("guilloche", 1) == layouts.current(CertificateKind.HONOUR).frame


def test_a_number_on_its_way_is_that_of_the_same_words_in_a_newer_layout(court, newer):
    """What may be on paper from before the program was renewed says the same: a second number would be for nobody."""

    class Died(BaseException):
        """The program is at its end."""

    def write(_rows):
        raise Died

    with pytest.raises(Died):
        hand_out(court, "发证", lambda: issue(court, [draft("王祯", source=7)]), write)
    newer()
    (other, made) = issue(court, [draft("李静", source=8), draft("王祯", source=7)])
    assert (other.serial, made.serial) == (2, 1)
    assert page_of(made).layout.name == "standard-2"


def test_nothing_personal_is_frozen_but_in_the_fields_that_can_be_erased(court):
    (made,) = issue(court, KINDS[1:2])
    assert page_of(made).notes == ("有效证件号：150299198503010017",)
    with court.erasing("清除证件号", {IssuedCertificate: [made.id]}):
        made.id_number = ""
        made.save()
    assert page_of(IssuedCertificate.by_key(made.id)).notes == ()
    for table in ("change", "blob", "issued_certificate"):
        assert "150299198503010017" not in repr(database.rows(f'SELECT * FROM "{table}"'))
    assert reprint_troubles(all_valid()) == []
