"""The eight kinds of care, in their usual order. They are named here and in `screens/care_pages.py`."""

from cadre_desktop.welfare.caring import Care
from cadre_desktop.welfare.child_care.care import CARE as CHILD_CARE
from cadre_desktop.welfare.comfort.care import CARE as COMFORT
from cadre_desktop.welfare.counselling.care import CARE as COUNSELLING
from cadre_desktop.welfare.examination.care import CARE as EXAMINATION
from cadre_desktop.welfare.farewell.care import CARE as FAREWELL
from cadre_desktop.welfare.green_channel.care import CARE as GREEN_CHANNEL
from cadre_desktop.welfare.hardship.care import CARE as HARDSHIP
from cadre_desktop.welfare.newcomers.care import CARE as NEWCOMERS

CARES: tuple[Care, ...] = (
    EXAMINATION,
    COUNSELLING,
    NEWCOMERS,
    FAREWELL,
    COMFORT,
    HARDSHIP,
    GREEN_CHANNEL,
    CHILD_CARE,
)
