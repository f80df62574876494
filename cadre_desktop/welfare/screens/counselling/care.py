"""心理辅导 on the screen."""

from cadre_desktop.desk import Desk
from cadre_desktop.welfare.counselling.care import CARE
from cadre_desktop.welfare.screens.care_page import CarePage


class CounsellingPage(CarePage):
    """心理辅导."""

    def __init__(self, desk: Desk):
        super().__init__(desk, CARE)
