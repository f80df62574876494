"""入职关怀 on the screen."""

from cadre_desktop.desk import Desk
from cadre_desktop.welfare.newcomers.care import CARE
from cadre_desktop.welfare.screens.care_page import CarePage


class NewcomersPage(CarePage):
    """入职关怀."""

    def __init__(self, desk: Desk):
        super().__init__(desk, CARE)
