"""What is asked before something happens to certificates: who collects them, how many sheets are spoiled, why they are
void."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from cadre_desktop.certificates.layouts import layout_of
from cadre_desktop.certificates.life import Renamed, collect, name_now, reissue, spoil
from cadre_desktop.certificates.proof.issuing import has_code
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.screens.password_dialogs import sign_first
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.number_fields import CountInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog, Rows

_NAMED = 5
"""So many certificates are named one by one."""


class LifeDialog(FieldDialog):
    """A question about the certificates with `keys`; `done` gets what the action has returned."""

    def __init__(
        self,
        desk: Desk,
        keys: Sequence[int],
        words: tuple[str, str],
        done: Callable[[Any], None],
        parent: QWidget | None = None,
    ):
        title, verb = words
        super().__init__(title, verb, parent, width=520)
        self._desk, self.keys, self._done = desk, list(keys), done
        self.fields: dict[str, QWidget] = {}

    def ask(self, rows: Rows, below: str = "", fields: dict[str, QWidget] | None = None) -> None:
        """Lay the fields out below whom it is about; `fields` by the names that problems have."""
        self.fields = fields or {}
        self.lay_out(rows, above=whom(self.keys), below=below)

    def action(self) -> Any:
        """Do it; called in a writing job. Each question has its own."""
        raise NotImplementedError

    def answer(self) -> None:
        """Do it and close; what is refused is said here."""
        for field in self.fields.values():
            mark_wrong(field, False)
        carry_out(
            self._desk,
            _("正在保存"),
            self.action,
            self._finish,
            self,
            busy=self.go.setDisabled,
            refused=self._refused,
        )

    def _refused(self, refused: Refused) -> None:
        for problem in refused.problems:
            if problem.field in self.fields:
                mark_wrong(self.fields[problem.field], True)
        self.wrong(str(refused))

    def _finish(self, result: Any) -> None:
        self.accept()
        self._done(result)


class CollectDialog(LifeDialog):
    """When they were collected, and by whom where not by their holders."""

    def __init__(self, desk: Desk, keys: Sequence[int], done: Callable[[int], None], parent: QWidget | None = None):
        super().__init__(desk, keys, (_("登记领取"), _("登记领取")), done, parent)
        self.day, self.by, self.note = DateInput(), TextInput(), TextInput()
        self.day.set_value(desk.store.clock.today())
        self.by.setPlaceholderText(_("本人领取的留空"))
        rows = ((_("领取日期"), self.day), (_("代领人"), self.by), (_("备注"), self.note))
        below = _("几份一起登记时，每份都记为这一天；写了代领人的，都记为由他代领。")
        self.ask(rows, below if len(self.keys) > 1 else "", {"day": self.day})

    def answer(self) -> None:
        if self.day.value() is None:
            mark_wrong(self.day, True)
            self.wrong(_("请填写领取日期。"))
            return
        super().answer()

    def action(self) -> int:
        day = self.day.value()
        assert day is not None
        return collect(self._desk.store, self.keys, day, self.by.value(), self.note.value())


class SpoilDialog(LifeDialog):
    """How many sheets of each were spoiled, and how."""

    def __init__(self, desk: Desk, keys: Sequence[int], done: Callable[[int], None], parent: QWidget | None = None):
        super().__init__(desk, keys, (_("登记损坏"), _("登记损坏")), done, parent)
        self.sheets, self.reason = CountInput(_("张")), TextInput()
        self.sheets.set_value(1)
        self.reason.setPlaceholderText(_("如：卡纸、墨迹、套打错位"))
        below = _("只记印坏的纸，证书和编号仍然有效；接着可以“补印”。")
        fields: dict[str, QWidget] = {"sheets": self.sheets, "reason": self.reason}
        self.ask(((_("每份损坏"), self.sheets), (_("原因"), self.reason)), below, fields)

    def action(self) -> int:
        return spoil(self._desk.store, self.keys, self.sheets.value() or 0, self.reason.value())


class ReissueDialog(LifeDialog):
    """Why they are void; each is issued anew with the name that its holder has now and with a new number. What a single
    holder who is in no dossier is called in truth is asked for here: nothing else says it."""

    def __init__(
        self, desk: Desk, keys: Sequence[int], done: Callable[[list[Renamed]], None], parent: QWidget | None = None
    ):
        super().__init__(desk, keys, (_("作废并重发"), _("作废并重发")), done, parent)
        self.reason = TextInput()
        renamed = [(row, now) for row in _rows(self.keys) if (now := name_now(row))]
        self.reason.set_value(_("姓名更正") if renamed else "")
        self.name = self._name_asked()
        words = _("原证书作废，编号不再使用；按档案里现在的姓名另发一份，用新的编号，日期和内容不变。")
        if renamed:
            pairs = [_("“{old}”改为“{new}”").format(old=row.name, new=now) for row, now in renamed[:_NAMED]]
            words += (
                "\n" + _("、").join(pairs) + (_("等 {count} 人").format(count=len(renamed)) if pairs[_NAMED:] else "")
            )
        rows: Rows = ((_("原因"), self.reason),)
        if self.name is None:
            self.ask(rows, words, {"reason": self.reason})
        else:
            words = _("原证书作废，编号不再使用；按这里的持证人另发一份，用新的编号，日期和内容不变。")
            self.ask(((_("持证人"), self.name), *rows), words, {"name": self.name, "reason": self.reason})

    def _name_asked(self) -> TextInput | None:
        rows = _rows(self.keys)
        if len(rows) != 1 or rows[0].__data__["person"]:
            return None
        field = TextInput()
        field.set_value(rows[0].name)
        return field

    def answer(self) -> None:
        """The new ones get numbers, and so the key's password is asked for where they can be signed."""
        wanted = any(has_code(layout_of(row)) for row in _rows(self.keys))
        sign_first(self._desk, self, wanted, super().answer)

    def action(self) -> list[Renamed]:
        return reissue(self._desk.store, self.keys, self.reason.value(), self.name.value() if self.name else None)


def _rows(keys: Sequence[int]) -> list[IssuedCertificate]:
    return list(IssuedCertificate.select().where(IssuedCertificate.id.in_(list(keys))))


def whom(keys: Sequence[int]) -> str:
    """Whom a question is about: 王祯（包头中院荣证字〔2023〕7号）, or the first of many and how many they are."""
    rows = [_("{name}（{number}）").format(name=row.name, number=row.number) for row in _rows(list(keys)[:_NAMED])]
    more = _("等 {count} 份").format(count=len(keys)) if len(keys) > _NAMED else ""
    return _("、").join(rows) + more
