"""When a referral slip may be issued, and how it is numbered."""

from datetime import date

from cadre_desktop.kit.language import _

SERIES = "惠医"


def slip_number(year: int, serial: int) -> str:
    """惠医〔2023〕001号."""
    return f"{SERIES}〔{year}〕{serial:03}号"


def why_not_covered(hospital: str, starts: date, ends: date | None, day: date) -> str:
    """Why an agreement does not cover a day, as a sentence; "" where it does."""
    if day < starts:
        return _("与{hospital}的协议自 {starts} 起生效，{day} 还不能开具就医单。").format(
            hospital=hospital, starts=starts, day=day
        )
    if ends is not None and day > ends:
        return _("与{hospital}的协议已于 {ends} 到期，{day} 不能再开具就医单；请先续签并登记新协议。").format(
            hospital=hospital, ends=ends, day=day
        )
    return ""
