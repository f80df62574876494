"""The register of issued certificates, as the rest of the program knows it."""

from cadre_desktop.certificates.about_person import ABOUT_PERSON
from cadre_desktop.certificates.kinds import KINDS
from cadre_desktop.certificates.records import RECORDS, CertificateEvent, NumberSeries
from cadre_desktop.certificates.registers import print_queue, templates
from cadre_desktop.certificates.registers.signing_keys import OtherCourtKey, SigningKey
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Permission, Published

PUBLISHED = Published(
    (*RECORDS, *templates.RECORDS, *print_queue.RECORDS, SigningKey, OtherCourtKey),
    (*KINDS, templates.TEMPLATE),
    permissions=(Permission("certificates", N_("发放证书"), (*KINDS, templates.TEMPLATE)),),
    report_order=6,
    unlisted=(
        (CertificateEvent, N_("证书经过")),
        (NumberSeries, N_("编号格式")),
        (templates.TemplateVersion, N_("模板版本")),
        (templates.TemplateFile, N_("模板图片")),
        (print_queue.PrintBatch, N_("打印批次")),
        (print_queue.PrintSheet, N_("打印队列")),
        (SigningKey, N_("签名密钥")),
        (OtherCourtKey, N_("其他法院的公钥")),
    ),
    about_person=ABOUT_PERSON,
)
