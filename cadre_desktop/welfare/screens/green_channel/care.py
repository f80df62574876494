"""惠医惠警 on the screen."""

from cadre_desktop.desk import Desk
from cadre_desktop.welfare.green_channel.care import CARE
from cadre_desktop.welfare.screens.care_page import CarePage


class GreenChannelPage(CarePage):
    """惠医惠警."""

    def __init__(self, desk: Desk):
        super().__init__(desk, CARE)
