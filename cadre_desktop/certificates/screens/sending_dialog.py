"""Certificates as files: in which form, called how and where; with the names of the first ones as they will be."""

from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from cadre_desktop.certificates.designing.fields import labels_of, offered, with_labels, with_names
from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.screens.password_dialogs import sign_first
from cadre_desktop.certificates.sending import FORMS, Form, Parcel, facts_for_names, send
from cadre_desktop.kit.documents.design.output import USUAL_NAME, names_of
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.talk.carrying_out import work_on
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.kit.qt.talk.file_names import file_name
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk

_WIDTH = 600
_REMEMBERED = "certificates sent"
_SHOWN = 3
"""So many names are shown."""
_AT_HAND = ("number", "name", "title", "court")
"""Fields with a button of their own; the others are in the menu."""


class SendingDialog(FieldDialog):
    """Sends the certificates of `pages`, which were looked at: those without a number get one with their file."""

    def __init__(self, desk: ViewDesk, pages: CertificatePages, parent: QWidget | None):
        super().__init__(_("发送文件"), _("保存…"), parent, width=_WIDTH)
        self._desk, self._pages, self._labels = desk, pages, labels_of()
        kept: dict[str, Any] = desk.settings.get(_REMEMBERED, {})
        self.form = ChoiceInput([(form, _(words)) for form, words in FORMS.items()], empty=False, nothing=None)
        self.form.set_value(kept.get("form") if kept.get("form") in FORMS else "one")
        self.pattern = TextInput()
        self.pattern.set_value(with_labels(str(kept.get("pattern") or USUAL_NAME), self._labels))
        self.archival = QCheckBox(_("存成 PDF/A-2b，用于长期归档"))
        self.archival.setChecked(kept.get("archival") is True)
        self.example = QLabel()
        self.example.setWordWrap(True)
        set_role(self.example, "muted")
        self.fields = self._field_buttons()
        below = self._what_is_noted()
        names = _("文件名")
        rows = (
            (_("存成"), self.form),
            ("", self.archival),
            (names, self.pattern),
            ("", self.fields),
            ("", self.example),
        )
        self.lay_out(rows, above=self._whom(), below=below)
        self.form.changed.connect(self._follow)
        self.pattern.textChanged.connect(self._follow)
        self._follow()

    def _whom(self) -> str:
        rows = self._pages.looked_at
        names = _("、").join(row.name for row in rows[:_SHOWN]) + ("…" if rows[_SHOWN:] else "")
        return _("共 {count} 份证书：{names}").format(count=len(rows), names=names)

    def _what_is_noted(self) -> str:
        fresh = sum(row.id is None for row in self._pages.looked_at)
        noted = _("每份证书的经过里记一次“存成文件”，不算打印，也不算补印。")
        return (_("还没有编号的 {count} 份，存好文件时给出编号。").format(count=fresh) if fresh else "") + noted

    def _field_buttons(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for field in _AT_HAND:
            button = _small(self._labels[field])
            button.setToolTip(_("在光标处插入“{field}”").format(field=self._labels[field]))
            button.clicked.connect(lambda _on=False, field=field: self.put_field(field))
            row.addWidget(button)
        more, menu = _small(_("其他")), QMenu(holder)
        more.setProperty("menued", True)
        for field, label in offered(self._labels).items():
            menu.addAction(label, partial(self.put_field, field))
        more.setMenu(menu)
        row.addWidget(more)
        row.addStretch()
        return holder

    def put_field(self, field: str) -> None:
        """Put a field in at the cursor."""
        self.pattern.insert(f"{{{self._labels[field]}}}")
        self.pattern.setFocus()

    @property
    def _form(self) -> Form:
        return cast("Form", self.form.value())

    @property
    def _pattern(self) -> str:
        return with_names(self.pattern.value(), self._labels)

    def names(self) -> list[str]:
        """What the first files will be called. Raises Refused for a pattern that names no file."""
        rows = islice(self._pages.looked_at, _SHOWN)
        return names_of(map(facts_for_names, rows), self._pattern, "png" if self._form == "png" else "pdf")

    def _follow(self) -> None:
        named, self.problem_in_names = self._form != "one", ""
        for widget in (self.pattern, self.fields):
            widget.setEnabled(named)
        self.archival.setEnabled(self._form != "png")
        mark_wrong(self.pattern, False)
        self.problem.hide()
        if not named:
            self.example.setText(_("所有证书在一个文件里，每份一页，文件名在保存时填写。"))
            return
        try:
            names = self.names()
        except Refused as refused:
            self.problem_in_names = with_labels(str(refused), self._labels)
            self.example.setText("")
            self.wrong(self.problem_in_names)
            mark_wrong(self.pattern, True)
            return
        more = len(self._pages.looked_at) - len(names)
        lines = [*names, *([_("……另有 {count} 个").format(count=more)] if more else [])]
        self.example.setText("\n".join(lines))

    def answer(self) -> None:
        """Ask where to, and for the password of the key where there is something to sign; then write."""
        if self.problem_in_names:
            self.pattern.setFocus()
            return
        goal = self._goal()
        if goal is not None:
            parcel = Parcel(self._form, goal, self._pattern, self.archival.isChecked())
            sign_first(self._desk, self, self._pages.wants_signature(), lambda: self._send(parcel))

    def _goal(self) -> Path | None:
        notices, title = self._desk.notices, self._pages.title or _("证书")
        if self._form == "one":
            return notices.choose_save(_("发送文件"), file_name(title, ".pdf"), [("PDF", "*.pdf")])
        if self._form == "zip":
            return notices.choose_save(_("发送文件"), file_name(title, ".zip"), [("ZIP", "*.zip")])
        return notices.choose_folder(_("保存到哪个文件夹"))

    def _send(self, parcel: Parcel) -> None:
        pages, total = self._pages, len(self._pages.looked_at)

        def work(progress: Progress) -> list[Path]:
            def heard(count: int) -> None:
                progress.check()
                progress.report(count, total)

            return send(pages, parcel, heard)

        work_on(
            self._desk,
            _("正在生成文件"),
            work,
            lambda written: self._sent(parcel, written),
            self,
            writes=True,
            busy=self.go.setDisabled,
            refused=lambda refused: self.wrong(str(refused)),
            trouble=_("文件写不进去，请换一个位置。"),
        )

    def _sent(self, parcel: Parcel, written: Sequence[Path]) -> None:
        kept = {"form": parcel.form, "pattern": parcel.pattern, "archival": parcel.archival}
        self._desk.settings.put(_REMEMBERED, kept)
        self.accept()
        if parcel.single:
            text = _("{count} 份证书已存成“{name}”。").format(count=len(self._pages.looked_at), name=parcel.goal.name)
        else:
            text = _("已在“{folder}”里存了 {count} 个文件。").format(folder=parcel.goal.name, count=len(written))
        self._desk.notices.tell(text)


def _small(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("small", True)
    button.setAutoDefault(False)
    return button
