"""批量照片: files from a folder or a zip file, whom they mean, the frame of each, and all taken in in one step."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.qt.fields.labels import ElidedLabel
from cadre_desktop.kit.qt.fields.photo_field import portrait, read_upright, size_of
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.carrying_out import work_on
from cadre_desktop.kit.qt.talk.sizing import resize_within_screen
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.people.photos.frames import Frame, usual
from cadre_desktop.people.photos.matching import MatchState, People, PhotoOwner, matches
from cadre_desktop.people.photos.reading import PictureFile, pictures_in
from cadre_desktop.people.photos.taking import take_photos
from cadre_desktop.people.records import Person
from cadre_desktop.people.screens.photos.frame_view import FrameView
from cadre_desktop.people.screens.photos.photo_table import PhotoLine, PhotoModel, PhotoTable

_SEEN = 900
"""Px of a side that the picture in front is read with."""
_HELP = N_(
    "文件名里写姓名加出生年月、工号或身份证号，如 王祯198503.jpg、BT00012.jpg。"
    "照片裁成 4:5，取景框拖动或用方向键移动，滚轮或 + - 缩放，0 恢复。"
)


class PhotosDialog(QDialog):
    """Nothing is written before somebody says so."""

    def __init__(self, desk: ViewDesk, parent: QWidget | None = None, paths: Sequence[Path] = ()):
        super().__init__(parent)
        self._desk = desk
        self._people: Mapping[int, PhotoOwner] = {}
        self.setWindowTitle(_("批量录入照片"))
        self.setMinimumSize(560, 260)
        resize_within_screen(self, 1220, 640)
        self.model = PhotoModel()
        self.table, self.view = PhotoTable(self.model), FrameView()
        self.person = RecordInput(Person, desk.jobs, hint=_("换成别人：输入姓名、拼音或首字母"))
        self.skip, self.keep = QCheckBox(_("这张不录入(&U)")), QCheckBox(_("已有照片的不替换(&K)"))
        self.count = ElidedLabel()
        self._build()
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._turn_to(now.row()))
        self.view.changed.connect(self._reframe)
        self.person.picked.connect(self._assign)
        self.skip.clicked.connect(self._skip)
        self.keep.toggled.connect(lambda _on: self._tell())
        self._tell()
        if paths:
            self.open_paths(paths)

    def _build(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        label = QLabel(_("这张照片是(&W)"))
        label.setBuddy(self.person)
        for widget in (self.view, label, self.person, self.skip):
            column.addWidget(widget, 1 if widget is self.view else 0)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(side)
        splitter.setSizes([820, 340])
        hint = QLabel(_(_HELP))
        hint.setWordWrap(True)
        for muted in (hint, self.count):
            set_role(muted, "muted")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(12)
        whole.addWidget(splitter, 1)
        whole.addWidget(hint)
        self._buttons(row_in(whole))

    def _buttons(self, row: QHBoxLayout) -> None:
        folder, archive = QPushButton(_("选择文件夹…(&F)")), QPushButton(_("选择压缩包…(&Z)"))
        self.go = dressed(QPushButton(_("录入(&G)")), "primary")
        close = QPushButton(_("关闭"))
        row.setSpacing(10)
        parts: tuple[tuple[QPushButton, Callable[[], object]], ...] = (
            (folder, self._choose_folder),
            (archive, self._choose_files),
            (self.go, self._take),
            (close, self.accept),
        )
        for button, run in parts:
            button.clicked.connect(run)
            button.setAutoDefault(False)
            if button is self.go:
                row.addWidget(self.count, 1)
                row.addWidget(self.keep)
            row.addWidget(button)

    def _choose_folder(self) -> None:
        if path := self._desk.notices.choose_folder(_("选择装有照片的文件夹")):
            self.open_paths([path])

    def _choose_files(self) -> None:
        kinds = [(_("压缩包和照片"), "*.zip *.jpg *.jpeg *.png *.bmp *.webp")]
        if paths := self._desk.notices.choose_several(_("选择压缩包或照片"), kinds):
            self.open_paths(paths)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Read which pictures there are, and whom they mean."""

        def read(_progress: Progress) -> tuple[list[PictureFile], People]:
            return pictures_in(paths), People()

        work_on(self._desk, _("正在读取照片"), read, lambda read: self._put(*read), self)

    def _put(self, pictures: list[PictureFile], people: People) -> None:
        self._people = people.by_key
        found = matches([picture.name for picture in pictures], people)
        self.model.put([PhotoLine(*pair) for pair in zip(pictures, found, strict=True)])
        self.table.selectRow(0)
        self.table.setFocus()
        self._tell()

    @property
    def _line(self) -> PhotoLine | None:
        row = self.table.currentIndex().row()
        return self.model.lines[row] if 0 <= row < len(self.model.lines) else None

    def _turn_to(self, _row: int) -> None:
        """Show the picture in front."""
        line = self._line
        if line is None:
            return
        self.person.set_value(line.owner.key if line.owner else None)
        self.skip.setChecked(not line.wanted)
        try:
            data = line.picture.read()
            frame = line.frame or usual(size_of(data))
            self.view.show_picture(read_upright(data, _SEEN), frame)
        except (Refused, Unclear) as problem:
            self.view.show_picture(QImage(), None, str(problem))

    def _reframe(self, frame: Frame) -> None:
        if (line := self._line) is not None:
            line.frame = frame
            line.forget_thumb()
            self.model.changed(self.table.currentIndex().row())

    def _assign(self, key: int) -> None:
        """Say whose photo it is."""
        line, owner = self._line, self._people.get(key)
        if line is not None and owner is not None:
            line.match = replace(line.match, state=MatchState.MATCHED, owner=owner, reason=_("由您选定"))
            line.wanted = True
            self.skip.setChecked(False)
            self.model.changed(self.table.currentIndex().row())
            self._tell()

    def _skip(self, skipped: bool) -> None:
        if (line := self._line) is not None:
            line.wanted = not skipped
            self.model.changed(self.table.currentIndex().row())
            self._tell()

    def _taken(self) -> list[PhotoLine]:
        """The lines that would be taken in."""
        lines = [line for line in self.model.lines if line.wanted and line.owner is not None]
        return [line for line in lines if not (self.keep.isChecked() and line.owner and line.owner.has_photo)]

    def _tell(self) -> None:
        states = [line.match.state for line in self.model.lines]
        numbers = {state: states.count(state) for state in MatchState}
        words = (_("{state} {count} 张").format(state=_(state.label), count=count) for state, count in numbers.items())
        self.count.set_text("，".join(words) if states else "")
        count = len(self._taken())
        self.go.setText(_("录入 {count} 张(&G)").format(count=count) if count else _("录入(&G)"))
        self.go.setEnabled(count > 0)

    def _take(self) -> None:
        lines, store = self._taken(), self._desk.store
        owners = [line.owner.key for line in lines if line.owner]
        if len(set(owners)) < len(owners):
            twice = next(line.owner.words for line in lines if line.owner and owners.count(line.owner.key) > 1)
            self._desk.notices.warn(_("有两张照片都选给了{owner}，请把其中一张标为不录入。").format(owner=twice))
            return

        def work(progress: Progress) -> tuple[int, list[Problem]]:
            found, problems = portraits(lines, progress)
            return take_photos(store, found), problems

        work_on(
            self._desk,
            _("正在录入照片"),
            work,
            self._done,
            self,
            writes=True,
            busy=lambda busy: self.go.setEnabled(not busy),
        )

    def _done(self, taken: tuple[int, list[Problem]]) -> None:
        count, problems = taken
        words = _("已录入 {count} 人的照片，可按 Ctrl+Z 撤销。").format(count=count)
        if problems:
            left = _("{words}另有 {left} 张读不出来，没有录入。").format(words=words, left=len(problems))
            self._desk.notices.warn(left, "\n".join(map(str, problems)))
        else:
            self._desk.notices.tell(words)
        self.accept()


def portraits(lines: Sequence[PhotoLine], progress: Progress) -> tuple[dict[int, bytes], list[Problem]]:
    """The portraits by person, and a sentence for each picture that cannot be read. Raises Refused with these sentences
    when none can.
    """
    found: dict[int, bytes] = {}
    problems: list[Problem] = []
    for number, line in enumerate(lines):
        progress.check()
        progress.report(number, len(lines))
        try:
            data = line.picture.read()
            frame = line.frame or usual(size_of(data))
            assert line.owner is not None
            found[line.owner.key] = portrait(data, frame.box)
        except Refused as refused:
            problems += refused.problems
        except Unclear as unclear:
            problems.append(Problem(f"{line.picture.name}：{unclear}"))
    if not found:
        raise Refused([*problems, Problem(_("一张也没有录入，请检查这些照片。"))])
    return found, problems
