"""The register of issued certificates, as the rest of the program knows it."""

from cadre_desktop.certificates.kinds import KINDS
from cadre_desktop.certificates.records import RECORDS, CertificateEvent, NumberSeries
from cadre_desktop.certificates.registers import templates
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Permission, Published

PUBLISHED = Published(
    (*RECORDS, *templates.RECORDS),
    (*KINDS, templates.TEMPLATE),
    permissions=(Permission("certificates", N_("发放证书"), (*KINDS, templates.TEMPLATE)),),
    unlisted=(
        (CertificateEvent, N_("证书经过")),
        (NumberSeries, N_("编号格式")),
        (templates.TemplateVersion, N_("模板版本")),
        (templates.TemplateFile, N_("模板图片")),
    ),
    report_order=6,
)
