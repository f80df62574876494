"""Templates of certificates: versions, which one is used, and what was issued with one stays as it was."""

import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from cadre_desktop.certificates.actions import issue
from cadre_desktop.certificates.builtin.catalogue import BUILT_IN, built_in
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.prints import page_of, print_drafts, print_issued
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.registers.templates import CertificateTemplate, TemplateFile, TemplateVersion
from cadre_desktop.certificates.reprinting import reprint_troubles
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.template_files import export_template, import_template, read_template
from cadre_desktop.certificates.templating import (
    add_template,
    copy_template,
    design_of,
    make_usual,
    rename_template,
    retire,
    save_version,
    template_for,
    use_for,
    use_usual_for,
)
from cadre_desktop.kit.documents.design.elements import PictureElement, TextElement
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.written import digest_of
from cadre_desktop.kit.problems import Refused

HONOUR = CertificateKind.HONOUR
CONTEST = 77


@pytest.fixture
def award(court):
    return add_template(court, HONOUR, "技能竞赛奖状", built_in("award"))


def draft(name="王祯", **more):
    placeholders = {"activity": "2023年全市法院技能竞赛"}
    return Draft(HONOUR, name, "一等奖", date(2023, 6, 1), "包头市中级人民法院", placeholders=placeholders, **more)


def text_of(path):
    with Pages(path.read_bytes()) as pages:
        return [pages.text(number) for number in range(len(pages))]


def moved(design, millimetres=3.0):
    first, *others = design.elements
    return replace(design, elements=(replace(first, y=first.y + millimetres), *others))


def test_each_saved_change_is_a_version_and_the_same_design_is_none(court, award):
    changed = moved(design_of(award))
    assert save_version(court, award, changed, note="上移") == 2
    assert save_version(court, award, changed) == 2
    versions = list(TemplateVersion.select().order_by(TemplateVersion.number))
    assert [(each.number, each.note) for each in versions] == [(1, ""), (2, "上移")]
    assert design_of(award) == changed


def test_the_template_of_the_contest_comes_before_the_usual_one_of_the_kind(court, award):
    assert template_for(HONOUR) is None
    make_usual(court, award)
    other = copy_template(court, award, "本次竞赛")
    use_for(court, other, CONTEST)
    assert template_for(HONOUR).name == "技能竞赛奖状"
    assert template_for(HONOUR, CONTEST).name == "本次竞赛"
    assert template_for(CertificateKind.COMPLETION) is None
    retire(court, other)
    assert template_for(HONOUR, CONTEST).name == "技能竞赛奖状"


def test_one_template_may_be_that_of_several_contests_until_another_is_chosen(court, award):
    for contest in (CONTEST, CONTEST + 1):
        use_for(court, award, contest)
    assert template_for(HONOUR, CONTEST).id == template_for(HONOUR, CONTEST + 1).id == award.id
    use_usual_for(court, HONOUR, CONTEST)
    assert template_for(HONOUR, CONTEST) is None and template_for(HONOUR, CONTEST + 1).id == award.id
    court.undo()
    assert template_for(HONOUR, CONTEST).id == award.id
    retire(court, award)
    with pytest.raises(Refused, match="已停用"):
        use_for(court, award, CONTEST)


def test_a_template_is_called_what_its_record_says(court, award, tmp_path):
    assert design_of(award).name == "技能竞赛奖状"
    rename_template(court, award, "奖状2024")
    assert design_of(award).name == "奖状2024"
    assert save_version(court, award, replace(design_of(award), name="设计页里的名字")) == 1
    assert save_version(court, award, replace(moved(design_of(award)), name="设计页里的名字")) == 2
    assert design_of(award).name == "奖状2024"
    assert design_of(copy_template(court, award, "另一份")).name == "另一份"
    export_template(award, tmp_path / "a.cadre-template")
    assert read_template(tmp_path / "a.cadre-template").design.name == "奖状2024"
    assert design_of(import_template(court, tmp_path / "a.cadre-template")).name == "奖状2024（2）"


def test_one_usual_template_of_a_kind(court, award):
    make_usual(court, award)
    other = copy_template(court, award, "另一份")
    make_usual(court, other)
    assert [each.name for each in CertificateTemplate.select().where(CertificateTemplate.usual)] == ["另一份"]
    court.undo()
    assert template_for(HONOUR).name == "技能竞赛奖状"


def test_what_was_issued_stays_as_it_was_when_the_template_changes(court, award, tmp_path):
    make_usual(court, award)
    (first,) = issue(court, [draft()])
    print_issued(tmp_path / "before.pdf", [first])
    save_version(court, award, moved(design_of(award), 20.0))
    (second,) = issue(court, [draft("李静")])
    assert first.layout != second.layout
    print_issued(tmp_path / "after.pdf", [IssuedCertificate.by_key(first.id)])
    assert (tmp_path / "before.pdf").read_bytes() == (tmp_path / "after.pdf").read_bytes()
    assert not reprint_troubles([first, second])


def test_designed_and_older_pages_are_printed_together(court, award, tmp_path):
    (older,) = issue(court, [draft("李静")])
    make_usual(court, award)
    (newer,) = issue(court, [draft()])
    assert print_issued(tmp_path / "both.pdf", [older, newer]) == 2
    first, second = text_of(tmp_path / "both.pdf")
    assert "李静同志" in first and "荣誉证书" in first
    assert "王祯同志" in second and newer.number in second and "奖状" in second


def test_the_register_says_what_is_read_on_the_page(court, award):
    make_usual(court, award)
    (made,) = issue(court, [draft()])
    assert made.body == "在2023年全市法院技能竞赛中，成绩优异，荣获一等奖。\n特发此状，以资鼓励。"
    facts = json.loads(made.facts)
    assert facts["name"] == "王祯" and facts["date"] == "二〇二三年六月一日" and facts["number"] == ""


def test_a_draft_has_no_number_and_no_code(court, award, tmp_path):
    from cadre_desktop.certificates.actions import drafted

    make_usual(court, award)
    (row,) = drafted(court, [draft()])
    print_drafts(tmp_path / "draft.pdf", [row])
    (text,) = text_of(tmp_path / "draft.pdf")
    assert "打印或保存时给出" in text and "样张" in text
    assert IssuedCertificate.select().count() == 0


def test_a_text_that_does_not_fit_names_person_and_element(court, award, tmp_path):
    make_usual(court, award)
    made = issue(court, [draft("王祯"), replace(draft("李静"), placeholders={"activity": "竞赛" * 400})])
    with pytest.raises(Refused, match="李静"):
        print_issued(tmp_path / "none.pdf", made)
    assert not (tmp_path / "none.pdf").exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace("{name}", "{nobody}"), "nobody"),
        (lambda text: text.replace("{name}", "某人"), "缺少必需的项目“姓名或集体名称”"),
    ],
)
def test_a_template_without_a_required_field_or_with_an_unknown_one_is_refused(court, change, words):
    design = built_in("honour")
    elements = tuple(
        replace(each, text=change(each.text)) if isinstance(each, TextElement) else each for each in design.elements
    )
    with pytest.raises(Refused, match=words):
        add_template(court, HONOUR, "错的", replace(design, elements=elements))
    assert not CertificateTemplate.select().exists()


def test_names_are_asked_for_and_given_once(court, award):
    for name in ("", "  "):
        with pytest.raises(Refused, match="请填写模板名称"):
            add_template(court, HONOUR, name, built_in("award"))
    with pytest.raises(Refused, match="已有名为“技能竞赛奖状”的模板"):
        copy_template(court, award, " 技能竞赛奖状 ")
    rename_template(court, award, "技能竞赛奖状")
    rename_template(court, award, "奖状2024")
    assert CertificateTemplate.get().name == "奖状2024"


def picture_on(design, content):
    element = PictureElement(x=20.0, y=20.0, width=30.0, height=30.0, content=digest_of(content))
    return replace(design, elements=(*design.elements, element))


def test_a_picture_is_kept_with_the_version_that_needs_it(court, picture, tmp_path):
    design = picture_on(built_in("honour"), picture)
    with pytest.raises(Refused, match="图片不在手边"):
        add_template(court, HONOUR, "无图", design)
    made = add_template(court, HONOUR, "有图", design, {digest_of(picture): picture})
    assert [each.content for each in TemplateFile.select()] == [digest_of(picture)]
    make_usual(court, made)
    (row,) = issue(court, [draft()])
    assert page_of(row).words.pictures == {digest_of(picture): picture}
    assert print_issued(tmp_path / "one.pdf", [row]) == 1


@pytest.fixture
def picture():
    from io import BytesIO

    from PIL import Image

    written = BytesIO()
    Image.new("RGB", (40, 40), (160, 20, 20)).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize("key", BUILT_IN)
def test_a_template_comes_out_of_its_file_as_it_went_in(court, key, tmp_path):
    kind = CertificateKind.COMPLETION if key == "completion" else HONOUR
    made = add_template(court, kind, "模板", built_in(key))
    export_template(made, tmp_path / "a.cadre-template")
    again = import_template(court, tmp_path / "a.cadre-template")
    assert (again.name, again.kind) == ("模板（2）", kind)
    assert design_of(again) == replace(design_of(made), name="模板（2）")
    export_template(again, tmp_path / "b.cadre-template")
    assert read_template(tmp_path / "b.cadre-template").design == design_of(again)


def repacked(path, change):
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _newer(parts):
    parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | {"format": 2}).encode()


def _altered(parts):
    name = next(each for each in parts if each != "manifest.json")
    parts[name] += b" "


def _without_manifest(parts):
    del parts["manifest.json"]


def _without_design(parts):
    del parts[next(each for each in parts if each != "manifest.json")]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_newer, "由更新的程序写出"),
        (_altered, "损坏或被改动过"),
        (_without_manifest, "不是证书模板"),
        (_without_design, "没有模板的内容"),
    ],
)
def test_a_template_file_that_is_not_whole_is_refused(court, award, tmp_path, change, words):
    path = tmp_path / "奖状.cadre-template"
    export_template(award, path)
    repacked(path, change)
    with pytest.raises(Refused, match=words) as refused:
        import_template(court, path)
    assert "奖状.cadre-template" in str(refused.value)
    assert CertificateTemplate.select().count() == 1


@pytest.mark.parametrize("content", [b"junk", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"%PDF-1.7 nothing"])
def test_a_template_file_with_a_picture_that_is_none_is_refused(court, tmp_path, content):
    picture = PictureElement(x=10.0, y=10.0, width=20.0, height=20.0, content=digest_of(content), label="院徽")
    design = replace(built_in("award"), elements=(*built_in("award").elements, picture))
    manifest = {"format": 1, "name": "奖状", "kind": HONOUR, "design": design.digest}
    path = tmp_path / "奖状.cadre-template"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.writestr(design.digest, design.text)
        archive.writestr(digest_of(content), content)

    with pytest.raises(Refused, match="里面的图片或背景不能用"):
        import_template(court, path)
    assert CertificateTemplate.select().count() == 0


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"x" * 1000])
def test_what_is_no_template_is_said_to_be_none(court, tmp_path, content):
    path = tmp_path / "x.cadre-template"
    path.write_bytes(content)
    with pytest.raises(Refused, match="不是证书模板，或已损坏"):
        import_template(court, path)


def _manifest(**more):
    def change(parts):
        parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | more).encode()

    return change


def _nested(parts):
    parts["manifest.json"] = b"[" * 200_000


def _many(parts):
    parts.update({f"{number}": b"" for number in range(100)})


def _of_a_later_program(parts):
    """A design with an element that this program does not know, rightly listed."""
    manifest = json.loads(parts["manifest.json"])
    design = json.loads(parts.pop(manifest["design"]))
    design["elements"][0] |= {"tag": "hologram"}
    content = json.dumps(design, ensure_ascii=False).encode()
    parts[digest_of(content)] = content
    parts["manifest.json"] = json.dumps(manifest | {"design": digest_of(content)}).encode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_manifest(format=0), "不是证书模板"),
        (_manifest(format="1"), "不是证书模板"),
        (_manifest(format=True), "不是证书模板"),
        (_manifest(format=99), "由更新的程序写出"),
        (_manifest(kind="hologram"), "名称或类别不对"),
        (_manifest(kind=["honour"]), "名称或类别不对"),
        (_manifest(name=["奖状"]), "名称或类别不对"),
        (_manifest(name=" "), "名称或类别不对"),
        (_manifest(design=None), "没有模板的内容"),
        (_manifest(design="../../etc/passwd"), "没有模板的内容"),
        (_nested, "不能导入|不是证书模板"),
        (_many, "里面有 102 项内容，证书模板最多 60 项"),
        (_of_a_later_program, "不能导入"),
    ],
)
def test_a_template_file_that_says_what_cannot_be_is_refused(court, award, tmp_path, change, words):
    path = tmp_path / "奖状.cadre-template"
    export_template(award, path)
    repacked(path, change)
    with pytest.raises(Refused, match=words) as refused:
        import_template(court, path)
    assert str(refused.value).endswith("。") and "奖状.cadre-template" in str(refused.value)
    assert CertificateTemplate.select().count() == 1


@pytest.mark.parametrize("content", [bytes(101 << 20)], ids=["zeros"])
def test_a_template_file_that_unpacks_to_more_than_any_template_is_not_unpacked(court, award, tmp_path, content):
    path = tmp_path / "奖状.cadre-template"
    export_template(award, path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0" * 64, content)
    assert path.stat().st_size < 1 << 20
    with pytest.raises(Refused, match="太多（超过 100 MB）"):
        import_template(court, path)


def test_a_file_larger_than_any_template_is_not_read(court, tmp_path):
    path = tmp_path / "录像.cadre-template"
    with path.open("wb") as file:
        file.truncate(5 << 30)
    with pytest.raises(Refused, match=r"录像\.cadre-template”不能导入：里面的内容太多"):
        import_template(court, path)


def test_a_template_file_cut_anywhere_is_refused(court, award, tmp_path):
    path = tmp_path / "奖状.cadre-template"
    export_template(award, path)
    whole = path.read_bytes()
    for end in range(0, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:end])
        with pytest.raises(Refused, match=r"不是证书模板，或已损坏|不能导入"):
            import_template(court, path)
    assert CertificateTemplate.select().count() == 1


def test_a_template_file_that_is_not_there_is_no_template_that_is_damaged(court, tmp_path):
    with pytest.raises(FileNotFoundError):
        import_template(court, tmp_path / "没有.cadre-template")
