"""Signing certificates and drawing their codes, against bare cryptography and zxing-cpp; and verifying a scan of four
certificates, against zxing-cpp alone.

Both ways of a pair do the same work on the same machine in turns; what counts is the best of several rounds.
"""

import os
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from cadre_desktop.certificates.actions import issue
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.proof.signing import KeyInHand, make_key, prove
from cadre_desktop.certificates.proof.verdicts import ProofVerdict
from cadre_desktop.certificates.proof.verifying import verifier_of
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.documents.qrcode import digits_mask
from cadre_desktop.kit.documents.typesetting import Style
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.schema import SCHEMA

LIMIT = 1.5
COURT = "包头市中级人民法院"
A_SHEET = 4


def in_turns(ours: Callable[[], object], bare: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The best seconds of either."""
    best = [float("inf"), float("inf")]
    for _round in range(rounds):
        for which, run in enumerate((ours, bare)):
            start = perf_counter()
            run()
            best[which] = min(best[which], perf_counter() - start)
    return best[0], best[1]


def drafts(count: int) -> list[Draft]:
    common = {"kind": CertificateKind.HONOUR, "issued": date(2023, 6, 1), "issuer": COURT}
    names = ("王祯", "李静", "欧阳文博", "阿拉坦·巴特尔", "单雄信")
    more = {"placeholders": {"activity": "2023年全市法院技能竞赛"}}
    return [Draft(name=names[number % 5], title="业务能手", **common, **more) for number in range(count)]


def bare_code(private: Ed25519PrivateKey, signed: bytes) -> object:
    """A code of as many digits, as the two libraries make it."""
    content = signed + private.sign(signed)
    digits = str(int.from_bytes(content, "big"))
    code = zxingcpp.create_barcode(digits, zxingcpp.BarcodeFormat.QRCode, ec_level="L")
    return bytes(memoryview(code.to_image(scale=1, add_quiet_zones=False)))


def signing(store: Store, rows: list[IssuedCertificate], key: KeyInHand, rounds: int) -> tuple[float, float]:
    """Seconds for the codes of these certificates."""
    length = len(prove(store, rows[0], key)) * 10 // 24 - 64 - 3  # bytes beside the signature, without mark and count
    texts = [os.urandom(length) for _row in rows]
    return in_turns(
        lambda: [digits_mask(prove(store, row, key)) for row in rows],
        lambda: [bare_code(key.private, text) for text in texts],
        rounds,
    )


def sheet(proofs: list[str]) -> bytes:
    """An A4 at 300 dpi with four certificates, as a scanner saves it."""
    paper = Paper("证书")
    page = paper.page()
    for number, proof in enumerate(proofs):
        x, y = 105 * (number % 2), 148 * (number // 2)
        page.text(x + 50, y + 40, "荣誉证书", Style(Role.TITLE, 30), "centre")
        for line in range(6):
            page.text(x + 10, y + 60 + 8 * line, "在2023年全市法院业务技能竞赛中成绩突出", Style(Role.KAI, 12))
        page.qr(x + 75, y + 110, 25, proof)
    with Pages(paper.data()) as pages:
        picture = pages.picture(0, 300)
    file = BytesIO()
    drawn = Image.frombytes("RGBX", (picture.width, picture.height), picture.rgba).convert("L")
    drawn.rotate(0.7, Image.Resampling.BICUBIC, fillcolor=255).save(file, "JPEG", quality=85)
    return file.getvalue()


def verifying(store: Store, proofs: list[str], rounds: int) -> tuple[float, float]:
    """Seconds for a scan, from the file to the verdicts."""
    content = sheet(proofs)
    verifier = verifier_of(store)
    found = verifier.content("扫描.jpg", content)
    assert [each.finding.verdict for each in found] == [ProofVerdict.GENUINE] * A_SHEET

    def bare() -> None:
        with Image.open(BytesIO(content)) as picture:
            assert len(zxingcpp.read_barcodes(picture.copy(), formats=zxingcpp.BarcodeFormat.QRCode)) == A_SHEET

    return in_turns(lambda: verifier_of(store).content("扫描.jpg", content), bare, rounds)


def main() -> int:
    smoke = "--smoke" in sys.argv
    count, rounds = (20, 1) if smoke else (1000, 5)
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "包头中院.cadre", SCHEMA, "王祯", create_new=True, name=COURT)
        found_courts(store, COURT)
        rows = issue(store, drafts(count))
        key = make_key(store, "a password", "a password")
        signed = signing(store, rows, key, rounds)
        verified = verifying(store, [prove(store, row, key) for row in rows[:A_SHEET]], rounds)
        close_store(store)
    found = ((f"sign and draw {count:,} codes", signed), ("verify an A4 with four codes", verified))
    failed = False
    print("what | ours s | bare s | ratio | limit")
    for what, (ours, bare) in found:
        print(f"{what} | {ours:.3f} | {bare:.3f} | {ours / bare:.2f} | {LIMIT}")
        failed |= ours / bare > LIMIT
    return 1 if failed and not smoke else 0


if __name__ == "__main__":
    raise SystemExit(main())
