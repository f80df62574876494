"""Showing confidential names on purpose: a reason is given and written down before anything is seen.

Until there are accounts, this is what a permission means. The journal has who and when; nobody takes it back.
"""

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.welfare.common.records import Disclosure

_LEAST = 2
"""Characters that a reason has at least."""


def disclose(store: Store, what: str, reason: str) -> Disclosure:
    """Write down that the names of `what` (心理辅导预约; never a person's name) are shown, and why.

    Raises Refused, with a problem at ``reason``, where no reason is given.
    """
    reason = reason.strip()
    if len(reason) < _LEAST:
        raise Refused(Problem(_("请写明查看原因，如“核对签到”。"), field="reason"))
    with store.noting(_("查看保密名单：{what}").format(what=what)):
        return Disclosure.add(day=store.clock.today(), what=what, reason=reason)
