"""Forms taken into the dossier: new people, people on file, what differs, and what is wrong with forms."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.lrmx.family import member_of
from cadre_desktop.people.lrmx.importing import import_forms, read_all
from cadre_desktop.people.lrmx.taking_in import Choice, TakenToo, take_in
from cadre_desktop.people.records import Appointment, Court, Person
from cadre_desktop.people.registers.annual_grades import AnnualGrade
from cadre_desktop.people.registers.education import Education
from cadre_desktop.people.registers.lrmx_forms import LrmxForm
from cadre_desktop.people.registers.relations import Relation
from cadre_desktop.people.registers.resume import ResumeLine
from tests.people.lrmx.lrmx_samples import form, old_form, picture

POST = "包头市青山区人民法院民事审判第一庭庭长、四级高级法官"


def put(folder: Path, name: str = "白示例.lrmx", content: bytes | None = None, **values: str) -> Path:
    path = folder / name
    path.write_bytes(form(**values) if content is None else content)
    return path


def on_file(store: Store, **values: object) -> Person:
    court = Court.get(Court.short_name == "青山法院")
    with store.step("录入"):
        return Person.add(**{"name": "白示例", "court": court.id, **values})


@pytest.fixture
def qingshan(court: Store) -> Store:
    """A file in which there is nobody yet."""
    return court


def test_somebody_new_comes_in_with_everything_that_the_form_says(qingshan: Store, tmp_path: Path) -> None:
    path = put(tmp_path, XianRenZhiWu=POST)
    account = import_forms(qingshan, [path])
    assert (account.new, account.left, account.kept, account.told) == (["白示例"], [], [], [])
    person = Person.get()
    assert (person.sex, person.born, person.ethnic, person.native_place) == (
        "female",
        date(1988, 5, 1),
        "02",
        "内蒙古包头",
    )
    assert (person.political, person.joined_party, person.health) == ("01", date(2009, 12, 1), "1")
    assert (person.court.short_name, person.judge_grade) == ("青山法院", "307")
    assert person.id_number == ""
    assert blobs.get(person.photo) == picture()
    assert [line.starts.year for line in ResumeLine.select().order_by(ResumeLine.position)] == [2006, 2010, 2016]
    assert {grade.year: grade.grade for grade in AnnualGrade.select()} == {2022: "excellent", 2023: "competent"}
    study = Education.get()
    assert (study.mode, study.education, study.degree, study.school, study.major) == (
        "full_time",
        "21",
        "403",
        "某大学",
        "法学",
    )
    assert blobs.get(LrmxForm.get().content) == path.read_bytes()


def test_it_is_one_step_that_is_undone_as_one(qingshan: Store, tmp_path: Path) -> None:
    put(tmp_path)
    put(tmp_path, "李示例.lrmx", XingMing="李示例")
    assert import_forms(qingshan, [tmp_path]).taken == 2
    qingshan.undo()
    for record in (Person, ResumeLine, AnnualGrade, Education, LrmxForm):
        assert record.select().count() == 0


def test_the_same_form_again_changes_nothing(qingshan: Store, tmp_path: Path) -> None:
    path = put(tmp_path, XianRenZhiWu=POST)
    import_forms(qingshan, [path])
    rows = ResumeLine.select().count(), Education.select().count(), AnnualGrade.select().count()
    account = import_forms(qingshan, [path])
    assert (account.unchanged, account.kept) == (["白示例"], [])
    assert rows == (ResumeLine.select().count(), Education.select().count(), AnnualGrade.select().count())


def test_what_is_filled_stays_and_is_told_and_what_is_empty_is_filled(qingshan: Store, tmp_path: Path) -> None:
    on_file(qingshan, born=date(1988, 5, 1), native_place="山西大同", ethnic="01")
    account = import_forms(qingshan, [put(tmp_path)])
    person = Person.get()
    assert (person.native_place, person.ethnic, person.sex) == ("山西大同", "01", "female")
    assert [(each.title, each.ours, each.theirs) for each in account.kept] == [
        ("民族", "汉族", "蒙古族"),
        ("籍贯", "山西大同", "内蒙古包头"),
    ]
    import_forms(qingshan, [put(tmp_path)], wanted=TakenToo(theirs=True))
    assert Person.get().native_place == "内蒙古包头"


def test_two_people_of_one_name_are_never_guessed(qingshan: Store, tmp_path: Path) -> None:
    on_file(qingshan), on_file(qingshan)
    account = import_forms(qingshan, [put(tmp_path)])
    (left,) = account.left
    assert "2 个同名的人员" in left.why
    assert (account.taken, Person.select().count()) == (0, 2)


def test_somebody_born_otherwise_is_asked_about_or_new_in_another_court(qingshan: Store, tmp_path: Path) -> None:
    on_file(qingshan, born=date(1970, 1, 1))
    assert "同名" in import_forms(qingshan, [put(tmp_path)]).left[0].why
    elsewhere = put(tmp_path, XianRenZhiWu="包头市昆都仑区人民法院法官")
    assert import_forms(qingshan, [elsewhere]).new == ["白示例"]


def test_the_id_number_is_used_only_when_asked_for(qingshan: Store, tmp_path: Path) -> None:
    (
        on_file(qingshan, id_number="150299198805120029"),
        on_file(qingshan, born=date(1988, 5, 1), id_number="150299198805120037"),
    )
    put(tmp_path)
    account = import_forms(qingshan, [tmp_path], wanted=TakenToo(number=True), write=False)
    assert account.taken == 1


def test_two_forms_of_one_person_are_not_both_taken(qingshan: Store, tmp_path: Path) -> None:
    put(tmp_path)
    put(tmp_path, "白示例（旧）.lrm", old_form())
    account = import_forms(qingshan, [tmp_path])
    assert account.taken == 1
    assert "同一人的两份表" in account.left[0].why


def test_two_new_people_of_one_id_number_are_not_both_taken(qingshan: Store, tmp_path: Path) -> None:
    for name in ("白示例", "倒示例"):
        put(tmp_path, f"{name}.lrmx", form(XingMing=name))
    assert import_forms(qingshan, [tmp_path], write=False).taken == 2
    account = import_forms(qingshan, [tmp_path], wanted=TakenToo(number=True))
    assert account.taken == 1
    assert "身份证号与“倒示例.lrmx”里的相同" in account.left[0].why


def test_what_the_dossier_masks_is_not_told(qingshan: Store, tmp_path: Path) -> None:
    on_file(qingshan, born=date(1988, 5, 1), health="2")
    account = import_forms(qingshan, [put(tmp_path)])
    assert [(each.ours, each.theirs) for each in account.kept] == [("＊＊＊", "＊＊＊")]


def test_an_old_form_brings_its_photo(qingshan: Store, tmp_path: Path) -> None:
    put(tmp_path, "白示例.LRM", old_form())
    (tmp_path / "白示例.PIC").write_bytes(picture(240, 300))
    assert import_forms(qingshan, [tmp_path]).new == ["白示例"]
    kept = LrmxForm.get()
    assert blobs.get(Person.get().photo) == blobs.get(kept.photo) == picture(240, 300)


def test_a_zip_with_names_of_a_chinese_system_is_read(qingshan: Store, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "表.zip", "w") as archive:
        entry = zipfile.ZipInfo("白示例.lrmx".encode("gb18030").decode("cp437"))
        archive.writestr(entry, form())
    account = import_forms(qingshan, [tmp_path / "表.zip"])
    assert account.new == ["白示例"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.lrmx", b"nothing", "不是完整的 XML"),
        ("a.lrmx", form(head="<!DOCTYPE Person>"), "DOCTYPE"),
        ("a.lrmx", form(XingMing="1"), "姓名"),
        ("a.lrm", b'"a"', "读到 1 项"),
        ("a.zip", b"PK", "压缩包已损坏"),
    ],
)
def test_what_is_no_form_is_left_out_with_a_sentence(
    qingshan: Store, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    put(tmp_path, name, content)
    put(tmp_path, "白示例.lrmx")
    account = import_forms(qingshan, [tmp_path])
    (left,) = account.left
    assert (left.file, account.new) == (name, ["白示例"])
    assert said in left.why


def test_a_form_that_is_too_large_is_not_even_read(qingshan: Store, tmp_path: Path) -> None:
    with put(tmp_path).open("r+b") as file:
        file.truncate(50_000_000)
    (left,) = import_forms(qingshan, [tmp_path]).left
    assert "有 50 MB，任免审批表最多 20 MB" in left.why


def test_a_broken_photo_is_named_and_the_rest_comes_in(qingshan: Store, tmp_path: Path) -> None:
    put(tmp_path, photo=picture(480, 600)[:900])
    account = import_forms(qingshan, [tmp_path])
    assert [told.text for told in account.told] == ["照片已损坏，读不出来，没有导入照片，其余照常导入。"]
    assert (Person.get().name, Person.get().photo) == ("白示例", "")


def test_a_birth_month_that_contradicts_the_id_number_is_said(qingshan: Store, tmp_path: Path) -> None:
    put(tmp_path, ChuShengNianYue="198806")
    account = import_forms(qingshan, [tmp_path], wanted=TakenToo(number=True))
    (told,) = account.told
    assert "出生年月与身份证号不符" in told.text
    assert (Person.get().born, Person.get().id_number) == (date(1988, 6, 1), "")


def test_a_birth_month_that_contradicts_the_number_on_file_is_not_taken(qingshan: Store, tmp_path: Path) -> None:
    person = on_file(qingshan, id_number="150299198805120029", sex="female")
    put(tmp_path, ChuShengNianYue="198806")
    forms = read_all(qingshan, [tmp_path], date(2023, 6, 1), Progress(), TakenToo())
    (meant,) = forms.meant
    assert meant.candidates == (person.id,)
    choice = Choice(forms.forms[0], replace(meant, person=person.id, why=""))
    account = take_in(qingshan, [choice], forms.courts, TakenToo(), date(2023, 6, 1), Progress())
    assert account.changed == ["白示例"]
    assert any("出生年月与身份证号不符" in told.text and "没有导入" in told.text for told in account.told)
    assert Person.get().native_place == "内蒙古包头"
    assert Person.get().born != date(1988, 6, 1)


def test_a_court_that_is_not_on_file_is_said(qingshan: Store, tmp_path: Path) -> None:
    put(tmp_path, XianRenZhiWu="某市某区人民法院庭长")
    (told,) = import_forms(qingshan, [tmp_path]).told
    assert "认不出是名录里的哪个法院，记入了“包头市中级人民法院”" in told.text


def test_kin_on_the_staff_and_proposed_posts_come_in_only_when_asked_for(qingshan: Store, tmp_path: Path) -> None:
    on_file(qingshan, name="陈示例", born=date(1986, 1, 1))
    path = put(tmp_path, NiRenZhiWu="副院长", NiMianZhiWu="庭长", RenMianLiYou="工作需要")
    import_forms(qingshan, [path])
    assert Relation.select().count() == Appointment.select().count() == 0
    asked = TakenToo(family=True, proposed=True)
    account = import_forms(qingshan, [path], wanted=asked)
    import_forms(qingshan, [path], wanted=asked)
    (relation,) = Relation.select()
    assert {relation.person.name, relation.other.name} == {"白示例", "陈示例"}
    assert (relation.kinship, "夫妻关系" in account.told[0].text) == ("spouse", True)
    (appointment,) = Appointment.select()
    assert (appointment.new_post, appointment.removed_post, appointment.reason) == ("副院长", "庭长", "工作需要")
    assert (appointment.carried_out, appointment.batch.state) == (False, "draft")


@pytest.mark.parametrize(
    ("called", "kinship"),
    [
        ("丈夫", "spouse"),
        ("父亲", "direct"),
        ("岳父", "in_law"),
        ("哥哥", "collateral"),
        ("外孙女", "direct"),
        ("", ""),
    ],
)
def test_classes_of_kin(called: str, kinship: str) -> None:
    assert member_of(called, "陈示例", "198601").kinship == kinship


def test_a_folder_without_forms_is_refused(qingshan: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有任免审批表"):
        import_forms(qingshan, [tmp_path])
    with pytest.raises(Refused, match="找不到"):
        import_forms(qingshan, [tmp_path / "没有"])


def test_lines_that_overlap_come_in_and_are_told(qingshan: Store, tmp_path: Path) -> None:
    put(tmp_path, JianLi="2010.07--2012.11  甲\n2012.05--         乙")
    (told,) = import_forms(qingshan, [tmp_path]).told
    assert "时间重叠" in told.text
    assert ResumeLine.select().count() == 2
