"""Signing what is issued: with the number, where the page has a code and the court's key is in hand.

What may be on paper already, since a printing was broken off, is signed again if it was, and else is not: Ed25519 gives
the same signature for the same facts and key.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from cadre_desktop.certificates.being_printed import content_of, on_their_way
from cadre_desktop.certificates.layouts import Layout, layout_of
from cadre_desktop.certificates.proof.signing import current_key, in_hand, prove
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit.documents.design.elements import CodeElement, Design
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store


def has_code(layout: Layout) -> bool:
    """Whether a page has a code that a proof can be in; one whose text a design says has none."""
    if isinstance(layout, Design):
        return any(isinstance(element, CodeElement) and not element.text for element in layout.elements)
    return layout.code is not None


def asks_for_key(store: Store) -> bool:
    """Whether the court has a key whose password has not been given yet."""
    return current_key(store) is not None and in_hand(store) is None


class Signing:
    """Signs what is issued in the step under way; made before the numbers are given."""

    def __init__(self, store: Store):
        self._store, self._key = store, in_hand(store)
        self._ahead = {(each.run, each.serial, each.content): each.signed for each in on_their_way(store)}

    def signed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a certificate that is issued, its number among them, with its proof, which is empty where it
        gets none.

        Raises Refused as `prove`, and where it may be on paper with a signature and the key is not in hand.
        """
        run = CertificateKind(values["kind"]), values["series"], values["year"]
        before = self._ahead.get((run, values["serial"], content_of(dict(values))))
        if before and self._key is None:
            text = _("证书{number}上次打印时程序中断，可能已带签名印在纸上。请输入签名口令再打印，才与纸上的一样。")
            raise Refused(text.format(number=values["number"]))
        if before is False or self._key is None:
            return {**values, "proof": ""}
        row = IssuedCertificate(**values)
        return {**values, "proof": prove(self._store, row, self._key) if has_code(layout_of(row)) else ""}


def sign_late(store: Store, rows: Iterable[IssuedCertificate]) -> None:
    """Sign certificates that were issued without a signature and that nobody has seen yet, with the step under way."""
    key = in_hand(store)
    if key is None:
        return
    for row in rows:
        if not row.proof and has_code(layout_of(row)):
            row.proof = prove(store, row, key)
            row.save()
