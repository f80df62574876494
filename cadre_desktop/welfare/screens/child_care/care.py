"""暖心托辅 on the screen."""

from cadre_desktop.desk import Desk
from cadre_desktop.welfare.child_care.care import CARE
from cadre_desktop.welfare.screens.care_page import CarePage


class ChildCarePage(CarePage):
    """暖心托辅."""

    def __init__(self, desk: Desk):
        super().__init__(desk, CARE)
