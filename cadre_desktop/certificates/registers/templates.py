"""证书模板: designs of certificates by name, with every version that was ever saved.

A version is never changed or deleted: what was issued with it is printed from it again. The design is kept as content
under its SHA-256 (see `kit.documents.design`), the pictures and pages that it needs beside it as `TemplateFile`.
"""

from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.store.fields import (
    BlobHashField,
    CodeField,
    CountField,
    FlagField,
    RequiredDateField,
    RequiredTextField,
    TextField,
    link,
)
from cadre_desktop.kit.store.record import Record

_CONTENT = N_("份证书模板或背景")


class CertificateTemplate(Record):
    """A design with a name. `design` is that of its newest version, `version` the number of that, from 1.

    `usual`: certificates of its kind are issued with it where nothing else is said; at most one of a kind. A
    `retired` one is offered nowhere. Which one a contest or course has is a setting (see `templating.use_for`), since
    one may be that of many. `series` is the name of the series that numbers what is issued with it, empty for the usual
    one of its kind.
    """

    name = RequiredTextField(unique=True)
    kind = CodeField(CertificateKind.table(), required=True)
    design = BlobHashField(counted=_CONTENT)
    version = CountField(null=False, default=1)
    usual = FlagField(default=False)
    retired = FlagField(default=False)
    series = TextField()
    notes = TextField(long=True)

    searched = (name,)
    named = (name,)


class TemplateVersion(Record):
    """What a template was on a day: `number` from 1 within the template."""

    template = link(CertificateTemplate)
    number = CountField(null=False)
    design = BlobHashField(counted=_CONTENT)
    saved = RequiredDateField()
    note = TextField()

    named = (template, number)

    class Meta:
        indexes = ((("template", "number"), True),)


class TemplateFile(Record):
    """A picture, page or font that a version of a template needs, once for each."""

    version = link(TemplateVersion)
    content = BlobHashField(counted=_CONTENT)
    name = TextField()

    named = (name,)


TEMPLATE = Kind(
    CertificateTemplate,
    "certificate_templates",
    "证书模板",
    columns=(
        Column(CertificateTemplate.name, "模板名称", also=("模板", "名称"), roster_mm=70),
        Column(CertificateTemplate.kind, "证书类别", also=("类别",), filterable=True, roster_mm=30),
        Column(CertificateTemplate.version, "版本", roster_mm=16),
        Column(CertificateTemplate.usual, "默认", filterable=True, roster_mm=16),
        Column(CertificateTemplate.retired, "停用", filterable=True, roster_mm=16),
        Column(CertificateTemplate.series, "编号系列", roster_mm=24),
        Column(CertificateTemplate.notes, "备注", in_table=False),
    ),
    order=(CertificateTemplate.retired, CertificateTemplate.kind, CertificateTemplate.name),
    identity=((CertificateTemplate.name,),),
    icon="certificate",
    unit="个",
)

RECORDS: tuple[type[Record], ...] = (CertificateTemplate, TemplateVersion, TemplateFile)
