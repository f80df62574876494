"""Certificates of a checked list: looked at, then handed out; or put on paper at once."""

from collections.abc import Callable

from cadre_desktop.certificates.actions import drafted, hand_out, issue
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.listing.checking import CheckedList
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store

Write = Callable[[list[IssuedCertificate]], object]


def list_label(checked: CheckedList, count: int) -> str:
    """What the step is called that gives the certificates of a list their numbers."""
    return _("按名单发{kind} {count} 份").format(kind=checked.terms.kind.label, count=count)


def pages_of_list(store: Store, checked: CheckedList, again: bool = False) -> CertificatePages:
    """The certificates of a list, page by page; of those who have one already too, if `again`. Raises Refused where
    there is nothing to issue."""
    wanted = wanted_or_refused(checked, again)
    by_source = {draft.source: draft for draft in wanted}
    return CertificatePages(
        store,
        list_label(checked, len(wanted)),
        drafts=lambda: drafted(store, wanted),
        issue=lambda sources: issue(store, [by_source[source] for source in by_source if source in sources]),
        key=lambda row: int(row.source or 0),
    )


def hand_out_list(store: Store, checked: CheckedList, write: Write, again: bool = False) -> list[IssuedCertificate]:
    """Issue the certificates of a list and put them on paper with `write`, or neither; see `hand_out`."""
    wanted = wanted_or_refused(checked, again)
    return hand_out(store, list_label(checked, len(wanted)), lambda: issue(store, wanted), write)


def draft_list(store: Store, checked: CheckedList, again: bool = False) -> list[IssuedCertificate]:
    """The certificates of a list as they would be issued; nothing is written and no number given."""
    return drafted(store, wanted_or_refused(checked, again))


def wanted_or_refused(checked: CheckedList, again: bool) -> list[Draft]:
    """What is issued. Raises Refused, with what is wrong, where there is nothing."""
    if wanted := checked.wanted(again):
        return wanted
    if checked.held:
        text = _("名单上的 {count} 份证书都已发过，没有再发。").format(count=len(checked.held))
        raise Refused(text)
    raise Refused(checked.problems or _("名单里没有可以发证的人。"))
