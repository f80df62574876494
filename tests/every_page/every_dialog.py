"""The dialogs of the program, as somebody sees them who opens them from the menu or a page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget
from welfare_dialogs import welfare_dialogs
from writing_jobs import in_a_writing_job

from cadre_desktop.certificates.actions import valid
from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.registers.signing_keys import OtherCourtKey, SigningKey
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.screens.calibrating.calibration_dialog import CalibrationDialog
from cadre_desktop.certificates.screens.designer.design_commands import DesignCommands
from cadre_desktop.certificates.screens.designer.frame_dialog import FrameDialog, framed
from cadre_desktop.certificates.screens.designer.handling_dialog import HandlingDialog
from cadre_desktop.certificates.screens.life_dialogs import CollectDialog, ReissueDialog, SpoilDialog
from cadre_desktop.certificates.screens.new_template_dialog import NewTemplateDialog
from cadre_desktop.certificates.screens.numbers_dialogs import LastNumbersDialog, NumbersDialog
from cadre_desktop.certificates.screens.password_dialogs import (
    change_password_dialog,
    new_key_dialog,
    signing_dialog,
    unlock_dialog,
)
from cadre_desktop.certificates.screens.sending_dialog import SendingDialog
from cadre_desktop.certificates.screens.signing_keys_dialog import SigningKeysDialog
from cadre_desktop.certificates.screens.template_choice import TemplateChoiceDialog
from cadre_desktop.certificates.screens.verify_dialog import Given, VerifyDialog
from cadre_desktop.certificates.sending import FORMS
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.screens.papers.publish_dialog import PublishDialog
from cadre_desktop.contests.screens.papers.summary_dialog import SummaryDialog
from cadre_desktop.contests.screens.people.recusal_dialogs import SeverityDialog, TieDialog
from cadre_desktop.contests.summary import summary_of
from cadre_desktop.courses.closing import closing_of
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.planning.assigning import ItemProposal
from cadre_desktop.courses.records import Course, Enrolment, PlanItem
from cadre_desktop.courses.registers.plan_items import PLAN_ITEMS
from cadre_desktop.courses.screens.clash_line import ClashDialog
from cadre_desktop.courses.screens.closing_dialog import ClosingDialog
from cadre_desktop.courses.screens.leave_dialog import LeaveDialog
from cadre_desktop.courses.screens.marks_dialog import MarksDialog
from cadre_desktop.courses.screens.plan_dialogs import AssignDialog, CopyPlanDialog
from cadre_desktop.courses.screens.sessions_intake import sessions_dialog
from cadre_desktop.courses.screens.training_settings_dialog import TrainingSettingsDialog
from cadre_desktop.courses.screens.weights_dialog import WeightsDialog
from cadre_desktop.courses.timetable.session_book import write_sessions
from cadre_desktop.kit.editing import add
from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog
from cadre_desktop.kit.qt.pages.preview import PreviewWindow
from cadre_desktop.kit.qt.pages.print_dialog import PrintDialog
from cadre_desktop.kit.qt.pages.printing import Question, Remembered, Source
from cadre_desktop.kit.qt.talk.message_dialog import MessageAnswer, MessageDialog
from cadre_desktop.kit.spool.offers import Offers, Option, sides_offered
from cadre_desktop.kit.spool.printers import Printer, Printers
from cadre_desktop.kit.spool.standing import Readiness
from cadre_desktop.people.appointing.batches import new_batch
from cadre_desktop.people.appointing.lines import add_people, change_line
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.name_list.actions import enlist
from cadre_desktop.people.name_list.attending import record_presence, save_session
from cadre_desktop.people.name_list.listed_rows import RowIdentity
from cadre_desktop.people.name_list.nominations import Nominee, recognise
from cadre_desktop.people.name_list.presence_sheet import PresenceSheet, read_sheet
from cadre_desktop.people.name_list.quotas import set_quotas
from cadre_desktop.people.name_list.records import Lecturer
from cadre_desktop.people.name_list.rules import PresenceMark, PresenceState
from cadre_desktop.people.promotion.reading import promotions
from cadre_desktop.people.promotion.term_settings import terms_set
from cadre_desktop.people.records import Department, Person
from cadre_desktop.people.retirement.due_list import due_list
from cadre_desktop.people.screens.appointing.asking import BatchChoiceDialog, GrantDialog
from cadre_desktop.people.screens.appointing.batch_dialog import BatchDialog
from cadre_desktop.people.screens.appointing.line_dialog import LineDialog
from cadre_desktop.people.screens.lessons_dialog import LessonsDialog
from cadre_desktop.people.screens.lrmx.forms_dialog import FormsDialog
from cadre_desktop.people.screens.merging.duplicates_dialog import DuplicatesDialog
from cadre_desktop.people.screens.moving import DestinationDialog
from cadre_desktop.people.screens.name_list.make_up_dialog import MakeUpDialog
from cadre_desktop.people.screens.name_list.missing_dialog import MissingDialog
from cadre_desktop.people.screens.name_list.nominations_dialog import NominationsDialog, ask_of
from cadre_desktop.people.screens.name_list.presence_model import PresenceModel
from cadre_desktop.people.screens.name_list.quota_dialog import QuotaDialog
from cadre_desktop.people.screens.name_list.session_dialogs import PlanDialog, SessionDialog
from cadre_desktop.people.screens.photos.photos_dialog import PhotosDialog
from cadre_desktop.people.screens.promotion.posting_dialog import PostingDialog
from cadre_desktop.people.screens.promotion.terms_dialog import TermsDialog
from cadre_desktop.people.screens.retirement.decide_dialog import DecideDialog, LettersDialog
from cadre_desktop.people.screens.structure.finding_dialog import FindingDialog
from cadre_desktop.people.screens.structure.structure_dialogs import StructureSettingsDialog, WhatIfDialog
from cadre_desktop.people.structure.as_of import read_staff
from cadre_desktop.people.structure.counting import Units
from cadre_desktop.talent.comparing.side_by_side import compare
from cadre_desktop.talent.records import Membership, Pool, Rotation
from cadre_desktop.talent.registers.evidence import Evidence
from cadre_desktop.talent.rules import RotationStatus, Stage
from cadre_desktop.talent.screens.compare_dialog import CompareDialog
from cadre_desktop.talent.screens.library_settings import LibrarySettingsDialog
from cadre_desktop.talent.screens.mentor_dialog import MentorDialog
from cadre_desktop.talent.screens.notice_dialog import NoticeDialog
from cadre_desktop.talent.screens.review_dialog import ReviewDialog
from cadre_desktop.talent.screens.rotation_dialogs import CarryOutDialog, LinesDialog, YearPlanDialog
from cadre_desktop.talent.screens.stage_dialog import PauseDialog, StageDialog
from cadre_desktop.welfare.counselling.reading import slots_of
from cadre_desktop.welfare.counselling.records import CounsellingSlot
from cadre_desktop.welfare.examination.reading import rounds_of
from cadre_desktop.welfare.examination.records import ExamRound
from cadre_desktop.welfare.screens.common.reveal_button import ReasonDialog
from cadre_desktop.welfare.screens.counselling.slot_dialogs import BookDialog, SeriesDialog
from cadre_desktop.welfare.screens.examination.batch_dialog import ExamBatchDialog
from cadre_desktop.welfare.screens.examination.group_dialog import GroupDialog
from cadre_desktop.welfare.screens.farewell.steps_dialog import StepsDialog
from cadre_desktop.window.file.restoring import RestoreDialog
from cadre_desktop.window.frame.dropping import KindDialog, KindFit
from cadre_desktop.window.help import KeysDialog
from cadre_desktop.window.journal.history import HistoryDialog
from cadre_desktop.window.preferences import PreferencesDialog
from tests.people.lrmx.lrmx_samples import form as filled_form

_ROSTER = """单位,姓名,性别,出生日期,身份证号,备注
包头市中级人民法院,王伟,男,1985.13,15029919850230001X,
包头市中级人民法院,李  静,女,1990年3月,,
"""


def dialogs(launcher: Any, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """Name and dialog, not shown yet."""
    window = launcher.window
    desk = window.desk
    yield "设置", PreferencesDialog(launcher, window)
    yield "操作记录", HistoryDialog(desk.store, desk.jobs, desk.notices, window)
    yield "恢复", RestoreDialog(desk.store.path, window)
    yield "快捷键", KeysDialog(window)
    yield "是哪种表", KindDialog("名单.xlsx", [KindFit("people", 0.8), KindFit("honours", 0.7)], window)
    yield "调整部门", DestinationDialog(desk, 3, window)
    yield from _duplicates(desk, window)
    yield from _appointing(desk, window)
    yield "批量照片", PhotosDialog(desk, window)
    yield "培训设置", TrainingSettingsDialog(desk, window)
    today = desk.clock.today()
    yield "假设任命", WhatIfDialog(desk, read_staff(today, today), Units(), lambda _proposals: None, window)
    yield "按条件查找", FindingDialog(desk, lambda _rows: None, window)
    yield "队伍结构设置", StructureSettingsDialog(desk, lambda: None, window)
    yield from _care(desk, window)
    yield from _talent(desk, window)
    yield from welfare_dialogs(desk, folder, window)
    yield from _proving(desk, window)
    answers = [MessageAnswer("删除", yes=True, kind="danger"), MessageAnswer("取消", yes=False, default=True)]
    yield "提问", MessageDialog(window, "warning", "要删除这一条吗？", answers, "第 3 行", True)
    yield from _imports(desk, folder, window)
    yield "预览", _preview(desk, folder, window)
    yield from _printing(desk, window)
    yield from _name_list(desk, folder, window)
    yield from _certificates(desk, window)
    yield from _careers(desk, window)
    contest = Contest.select().first()
    if contest is not None:
        track = Track.get(Track.contest == contest)
        yield "公示", PublishDialog(desk, contest, track, window)
        yield "各院获奖情况", SummaryDialog(desk, summary_of(contest), window)
        yield "回避规则", SeverityDialog(desk, window)
        yield "师徒或亲属", TieDialog(desk, [(1, "王伟")], [(2, "李静")], window)


def _careers(desk: Any, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    """Decisions about retirement, promotions and their settings."""
    today = desk.clock.today()
    retiring = due_list(today).people
    if retiring:
        yield "认定退休时间", DecideDialog(desk, retiring[:1], window)
        yield "认定几人的退休时间", DecideDialog(desk, retiring[:9], window)
    rising = promotions(today, terms_set(desk.store), today).people
    if rising:
        yield "晋升结果记入档案", PostingDialog(desk, rising[:9], today, window)
    yield "退休提醒设置", LettersDialog(desk, window)
    yield "职级晋升设置", TermsDialog(desk, window)


def _duplicates(desk: Any, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    yield "查重", DuplicatesDialog(desk, window)
    one, *others = [row.id for row in Person.select().limit(2)] or [0]
    for other in others:
        yield "合并两条", DuplicatesDialog(desk, window, only=(one, other))


def _appointing(desk: Any, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    people = [row.id for row in Person.select().limit(3)]
    with in_a_writing_job(), desk.store.step("任免"):
        batch = new_batch(desk.store, {"title": "五月任免", "decided": desk.clock.today()})
        for line in add_people(desk.store, batch, people)[:1]:
            change_line(desk.store, line, {"new_post": "庭长"})
    yield "任免办理", BatchDialog(desk, batch, window)
    yield "加入人员", LineDialog(desk, batch, None, window)
    yield "加入任免批次", BatchChoiceDialog(desk, people, lambda _batch: None, window)
    yield "授予表彰", GrantDialog(desk, [1], lambda _count: None, window)


def _care(desk: Any, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    """What is asked about an examination and about counselling."""
    yield "查看保密名单的原因", ReasonDialog(desk, "体检名单", window)
    yield "新增辅导时段", SeriesDialog(desk, window)
    with in_a_writing_job(), desk.store.step("体检和辅导"):
        CounsellingSlot.add(day=desk.clock.today(), begins="09:00", ends="10:00", counsellor="周老师")
        ExamRound.add(title="2030年度体检", year=2030)
    slot = next(iter(slots_of(None)), None)
    if slot is not None:
        yield "预约辅导时段", BookDialog(desk, slot, window)
    for exam_round in rounds_of(None)[:1]:
        yield "体检按规则分组", GroupDialog(desk, exam_round, lambda _count, _first: None, window)
        yield "体检批次", ExamBatchDialog(desk, exam_round, lambda _words: None, window)
        yield "体检补检批次", ExamBatchDialog(desk, exam_round, lambda _words: None, window, again=True)


def _talent(desk: Any, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    """What is asked about the members of pools, and about planned moves."""
    yield "人才库设置", LibrarySettingsDialog(desk, lambda: None, window)
    yield "条线经历表", LinesDialog(desk, window)
    yield "年度轮岗计划核对", YearPlanDialog(desk, lambda _keys: None, window)
    members = list(Membership.select().order_by(Membership.id).limit(3))
    if len(members) < 3:
        return
    keys, people = [row.id for row in members], [row.__data__["person"] for row in members]
    pool = Pool.by_key(members[0].__data__["pool"])
    yield "转阶段", StageDialog(desk, keys, Stage.DEVELOP, lambda _count: None, window)
    yield "暂停培养", PauseDialog(desk, keys, Evidence.SUSPENSION, lambda _count: None, window)
    yield "导师结对", MentorDialog(desk, members[0], lambda _count: None, window)
    yield "年度评议", ReviewDialog(desk, pool, lambda _count: None, window)
    yield "公示名单", NoticeDialog(desk, pool, people, lambda _title, _write: None, window)
    yield "人选比较", CompareDialog(desk, compare(desk.store, people, desk.clock.today()), window)
    planned = [row.id for row in Rotation.select().where(Rotation.status == RotationStatus.PLANNED).limit(3)]
    yield "落实轮岗", CarryOutDialog(desk, planned, lambda _count: None, window)


def _proving(desk: Any, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    """Verifying, with results of every length, and the keys, before there is one and after."""
    yield "验证证书，空的", VerifyDialog(desk, window)
    dialog = VerifyDialog(desk, window)
    dialog.verify([Given(text=text) for text in ("9067" + "1" * 300, "https://example.com/", "9067" + "2" * 50)])
    yield "验证证书", dialog
    yield "签名密钥，还没有", SigningKeysDialog(desk, window)
    for name, dialog_of in (("设置", new_key_dialog), ("修改口令", change_password_dialog), ("签名", unlock_dialog)):
        yield f"签名口令，{name}", dialog_of(desk, window, lambda _done: None)
    yield "给证书签名", signing_dialog(desk, window, lambda: None)
    with in_a_writing_job(), desk.store.step("密钥"):
        day = desk.clock.today()
        SigningKey.add(public_key="00" * 32, issuer="包头市中级人民法院", made=day, wrapped="")
        OtherCourtKey.add(public_key="11" * 32, issuer="内蒙古自治区高级人民法院", retired=day, accepted=day)
    yield "签名密钥", SigningKeysDialog(desk, window)


def _certificates(desk: Any, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    valid_ones = IssuedCertificate.select().where(IssuedCertificate.cancelled.is_null())
    keys = [row.id for row in valid_ones.limit(7)]
    yield "证书模板", TemplateChoiceDialog(desk, CertificateKind.HONOUR, 1, "业务技能竞赛", lambda: None, window)
    yield "登记领取", CollectDialog(desk, keys, lambda _count: None, window)
    yield "登记损坏", SpoilDialog(desk, keys, lambda _count: None, window)
    yield "作废并重发", ReissueDialog(desk, keys, lambda _pairs: None, window)
    yield "核对编号", NumbersDialog(desk, lambda _count: None, window)
    yield "核对纸上最后的编号", LastNumbersDialog(desk, lambda _count: None, window)
    yield "新建证书模板", NewTemplateDialog(desk, window)
    yield "选择边框", FrameDialog(framed(built_in("award")), None, window)
    page = QWidget(window)
    yield "设计证书的操作方法", HandlingDialog(DesignCommands(page, page, lambda _key: None), window)
    page.deleteLater()
    pages = CertificatePages(desk.store, "发证", lambda: valid(keys), valid, lambda row: row.id, title="荣誉证书")
    pages.look_at()
    for form in FORMS:
        sending = SendingDialog(desk, pages, window)
        sending.form.set_value(form)
        sending.form.changed.emit()
        yield f"发送文件，{form}", sending


def _name_list(desk: Any, folder: Path, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    course = Course.get_or_none(Course.status == "planned")
    yield "时间冲突", ClashDialog(["王伟（“书记员培训班”3月2日）"] * 3, window)
    with in_a_writing_job(), desk.store.step("师资"):
        lecturer = Lecturer.add(name="周教授", unit="内蒙古大学法学院")
    yield "授课清单", LessonsDialog(desk, lecturer, window)
    if course is not None:
        with in_a_writing_job():
            entry = enlist(desk.store, ENROLMENTS, course, [Person.get().id]).new[:1] or [Enrolment.get().id]
            session = save_session(desk.store, ENROLMENTS, course, {"day": course.starts, "hours": 10})
            record_presence(
                desk.store, ENROLMENTS, course, {(session.id, entry[0]): PresenceMark(PresenceState.ABSENT)}
            )
        sheet = read_sheet(ENROLMENTS, course)
        yield "按日期排课", PlanDialog(desk, ENROLMENTS, course, window)
        yield "课次", SessionDialog(desk, ENROLMENTS, course, session, window)
        yield from _places(desk, course, window)
        yield "安排补课", MakeUpDialog(desk, ENROLMENTS, course, sheet, False, window)
        yield from _closing(desk, course, session, sheet, folder, window)
        yield "推荐人选的分值", WeightsDialog(desk, lambda: None, window)
        yield "荣退仪式议程", StepsDialog(desk, window)
        yield "核对请假学时", LeaveDialog(desk, sheet, lambda _recorded: None, window)
    yield from _plan(desk, window)


def _places(desk: Any, course: Course, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    """With departments unfolded, and with filled forms that leave somebody open."""
    with in_a_writing_job():
        room = Department.get()
        set_quotas(desk.store, ENROLMENTS, course, {}, {room.id: 1})
    yield "名额分配", QuotaDialog(desk, ENROLMENTS, course, window)
    known, unknown = (
        Nominee(RowIdentity(name, department=said), "推荐表.xlsx “推荐表”第 2 行", place, "业务骨干")
        for place, (name, said) in enumerate(((Person.get().name, "民五庭"), ("诸葛孔明", "")))
    )
    found = ask_of(recognise(ENROLMENTS, course, [known, unknown]))
    yield "推荐表", NominationsDialog(desk, ENROLMENTS, course, found, lambda _done: None, window)


def _closing(
    desk: Any, course: Course, session: Any, sheet: PresenceSheet, folder: Path, window: QWidget
) -> Iterator[tuple[str, QWidget]]:
    """Numbers read off a sheet, marks, what is missing for the end, and sessions of a workbook."""
    model = PresenceModel(lambda _cells, _batch: None, window)
    model.put(sheet, False, 0)
    head = next(each for each in sheet.sessions if each.key == session.id)
    yield "按序号登记考勤", MissingDialog(desk, model, head, window)
    yield "录入成绩", MarksDialog(desk, course, window)
    yield "结班", ClosingDialog(desk, course, closing_of(desk.store, course), lambda _count: None, window)
    book = folder / "课次表.xlsx"
    write_sessions(book, [course])
    yield "导入课次", sessions_dialog(desk, book, window)


def _plan(desk: Any, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    """For a year that has no plan yet, from one with a single line."""
    if not PlanItem.select().where(PlanItem.year == 2020).exists():
        values = {"year": 2020, "title": "2020年政治轮训", "series": "political", "month": 3}
        add(desk.store, PLAN_ITEMS.kind, values)
    yield "复制上年计划", CopyPlanDialog(desk, 2021, [2020], lambda _copied: None, window)
    fits = ItemProposal(1, "2020年政治轮训第一期", 2, "2020年政治轮训", "名称相同、系列相同", sure=True)
    left = ItemProposal(3, "书法班", None, "", "没有名称、系列和月份相合的计划项目")
    yield "班次对应计划项目", AssignDialog(desk, [fits, left], lambda _count: None, window)


def _imports(desk: Any, folder: Path, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    path = folder / "花名册.csv"
    path.write_text(_ROSTER, encoding="utf-8")
    for steps, name in enumerate(("文件与工作表", "列对应", "预览")):
        dialog = ImportDialog(desk, PERSON, path, window)
        for _step in range(steps):
            dialog.advance()
        yield f"导入，{name}", dialog
    (folder / "表.lrmx").write_bytes(filled_form(JianLi="2012.05--2010.07  甲", ShenFenZheng=""))
    (folder / "坏.lrmx").write_bytes(b"nothing")
    yield "导入任免审批表", FormsDialog(desk, [folder / "表.lrmx", folder / "坏.lrmx"], window)


def _printing(desk: Any, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    """The print dialog where all is well, unfolded, and where a printer has gone; no print server is asked."""
    sides = sides_offered(True, True, "one-sided")
    tray = Option("InputSlot", "纸盒", (("Tray1", "纸盒 1"), ("Tray2", "纸盒 2")), "Tray1")
    colour = Option("ColorModel", "颜色", (("RGB", "彩色"), ("Gray", "黑白")), "RGB")
    known = (Printer("一楼", Readiness("可用")), Printer("三楼", Readiness("已暂停", "打印机已暂停。请恢复它")))
    source = Source(lambda: Printers(known), lambda _name: Offers(sides=sides, tray=tray, more=(colour, colour)))
    question = Question("花名册", [(297.0, 210.0)] * 12, 3)
    for last, name in (("一楼", "打印"), ("三楼", "打印，更多选项"), ("五楼", "打印，打印机没有了")):
        dialog = PrintDialog(window, question, source, desk.jobs, desk.notices, Remembered(LastPrinter(last)))
        dialog.options.unfold.setChecked("更多" in name)
        yield name, dialog
    yield "打印机校准", CalibrationDialog(desk, None, window, source)


class LastPrinter:
    """Settings that know only which printer was used last."""

    def __init__(self, name: str):
        self._known = {"printer": name}

    def get(self, key: str, default: Any = None) -> Any:
        return self._known.get(key, default)

    def put(self, key: str, value: Any) -> None:
        self._known[key] = value


def _preview(desk: Any, folder: Path, window: QWidget) -> QWidget:
    from reportlab.pdfgen.canvas import Canvas

    path = folder / "一页.pdf"
    canvas = Canvas(str(path))
    canvas.showPage()
    canvas.save()
    return PreviewWindow(window, path, "一页", desk.jobs, desk.notices)
