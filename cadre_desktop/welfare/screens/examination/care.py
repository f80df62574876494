"""年度体检 on the screen."""

from cadre_desktop.desk import Desk
from cadre_desktop.welfare.examination.care import CARE
from cadre_desktop.welfare.screens.care_page import CarePage


class ExaminationPage(CarePage):
    """年度体检."""

    def __init__(self, desk: Desk):
        super().__init__(desk, CARE)
