"""The dialogs of comfort money and of the green channel."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from cadre_desktop.welfare.comfort.due_list import due_in
from cadre_desktop.welfare.comfort.records import ComfortPayment
from cadre_desktop.welfare.green_channel.records import Referral
from cadre_desktop.welfare.screens.comfort.hospital_dialog import HospitalDialog, RegionDialog
from cadre_desktop.welfare.screens.comfort.pay_dialog import PayDialog
from cadre_desktop.welfare.screens.green_channel.slip_dialogs import IssueDialog, PrintSlipDialog


def comfort_dialogs(desk: Any, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    """All of them; a payment for a festival of which everybody may get something."""
    lines = [line for line in due_in(2024, 6).lines if line.payment is None]
    if lines:
        alike = [line for line in lines if line.occasion == lines[0].occasion]
        yield "发放慰问", PayDialog(desk, alike[:3], window)
    yield "登记住院慰问", HospitalDialog(desk, window)
    ill = ComfortPayment.get_or_none(ComfortPayment.item == "hospital")
    if ill is not None:
        yield "修改住院慰问", HospitalDialog(desk, window, ill.id)
    yield "慰问标准的地区", RegionDialog(desk, window)
    yield "开具就医单", IssueDialog(desk, window)
    slip = Referral.select().first()
    yield "打印就医单", PrintSlipDialog(desk, slip.id if slip else 0, window)
