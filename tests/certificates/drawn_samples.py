"""Keeps what each layout of the program, and each version of what code draws for it, put on the page.

Run it when a layout or a drawing has been added: ``python tests/certificates/drawn_samples.py`` (with the root of the
project in PYTHONPATH). It writes what is not kept yet; what is kept never changes, since certificates in people's
hands look like it.
"""

import re
from hashlib import sha256
from pathlib import Path

from cadre_desktop.certificates.layouts import FROM_PAPER_1, STANDARDS_1
from cadre_desktop.kit.documents.certificate import FRAMES, RULES, Certificate, draw_certificate
from cadre_desktop.kit.documents.certificate_layout import CertificateLayout
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.paper import Paper

KEPT = Path(__file__).parent / "drawn"
LAYOUTS: dict[str, CertificateLayout] = {
    f"{layout.name}-{kind.value}": layout for layouts in (STANDARDS_1, FROM_PAPER_1) for kind, layout in layouts.items()
}
WORDS: dict[str, dict[str, object]] = {
    "short": {
        "addressee": "王祯同志：",
        "paragraphs": ["在2023年全市法院业务技能竞赛中，成绩突出，被评为“业务能手”。", "特发此证，以资鼓励。"],
        "issuer": "包头市中级人民法院",
        "date": "二〇二三年十一月二十二日",
        "number": "证书编号：包头中院荣证字〔2023〕7号",
        "qr": "包头中院荣证字〔2023〕7号|王祯|业务能手|2023年11月22日",
    },
    "long": {
        "title": "全市法院审判业务专家聘书",
        "addressee": "达尔罕茂明安联合旗人民法院𠮷日嘎拉图·额尔敦朝鲁同志（退休）：",
        "paragraphs": ["充分发挥审判业务专家在疑难复杂案件研讨、调查研究（含2024年）等方面的作用，" * 7, "特此。"],
        "issuer": "内蒙古自治区包头市达尔罕茂明安联合旗人民法院政治部教育培训处",
        "date": "二〇二四年十二月二十二日",
        "number": "证书编号：内高法包稀土高新技术产业开发区人民法院荣证字〔2024〕第012号",
        "notes": ("有效证件号：150203198503011234", "遗失不补。"),
        "qr": "x" * 200,
    },
    "bare": {
        "addressee": "",
        "paragraphs": ["王祯，男，1985年3月生。于2023年3月1日至3日，学习期满，共14.5学时，准予结业。"],
        "issuer": "包头中院",
        "date": "二〇二三年三月三日",
    },
}


def certificate(layout: CertificateLayout, words: str) -> Certificate:
    """A certificate of `layout` with some of the words."""
    given: dict[str, object] = {"title": layout.heading.text, **WORDS[words]}
    return Certificate(layout, **given)  # type: ignore[arg-type]


def page(drawn: Certificate) -> str:
    """All that is drawn of a certificate above its frame, an operator a line."""
    drawing = PageDrawing(Paper("").pen, *drawn.layout.page)
    draw_certificate(drawing, drawn)
    return re.sub(r"(?<=ID )[0-9A-F]+>", _short, drawing.operators().decode("latin-1")) + "\n"


def _short(modules: re.Match[str]) -> str:
    """A QR code by its hash, or a sample would be nothing but modules."""
    return sha256(modules[0].encode()).hexdigest()


def ornaments() -> dict[str, str]:
    """The hashes of what each version of each ornament draws on A4 across."""
    found = {}
    for version, frame in FRAMES.items():
        drawing = PageDrawing(Paper("").pen, 297.0, 210.0)
        frame(drawing)
        found[f"{version.name}-{version.version}"] = sha256(drawing.operators()).hexdigest()
    for version, rule in RULES.items():
        drawing = PageDrawing(Paper("").pen, 297.0, 210.0)
        rule(drawing, 148.5, 68.2)
        found[f"{version.name}-{version.version}"] = sha256(drawing.operators()).hexdigest()
    return found


def samples() -> dict[str, str]:
    """What has to be kept, by the names of the files."""
    found = {f"{name}.json": layout.text for name, layout in LAYOUTS.items()}
    found |= {f"{name}.sha256": f"{digest}\n" for name, digest in ornaments().items()}
    for name, layout in LAYOUTS.items():
        found |= {f"{name}-{words}.txt": page(certificate(layout, words)) for words in WORDS}
    return found


def main() -> None:
    """Write what is not kept yet."""
    for name, sample in samples().items():
        if not (KEPT / name).exists():
            (KEPT / name).write_text(sample, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
