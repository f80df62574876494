"""What a user means to do with templates: save a version, copy, rename, retire, make one the usual one.

A template is called what its record says: the name within its design follows when it is saved and when it is read.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cadre_desktop.certificates.facts import FIELDS
from cadre_desktop.certificates.layouts import keep_own_fonts, own_fonts
from cadre_desktop.certificates.numbering.series import series_of
from cadre_desktop.certificates.registers.templates import CertificateTemplate, TemplateFile, TemplateVersion
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit.documents.certificate_layout import fields_in
from cadre_desktop.kit.documents.design.elements import (
    CodeElement,
    Design,
    PhotoElement,
    SealElement,
    TextElement,
    vet_design,
)
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store import blobs, settings
from cadre_desktop.kit.store.store import Store

_LONGEST_NAME = 100
_UNSEEN = ("Cc", "Cf", "Cs")
"""Categories of signs that nobody sees, or that are no signs at all."""
REQUIRED: Mapping[CertificateKind, tuple[str, ...]] = {
    CertificateKind.HONOUR: ("name", "issuer"),
    CertificateKind.COMPLETION: ("name", "issuer"),
    CertificateKind.APPOINTMENT: ("name", "issuer"),
    CertificateKind.AWARD: ("name", "issuer"),
    CertificateKind.RETIREMENT: ("name", "issuer"),
    CertificateKind.PLAQUE: ("title", "issuer"),
}
"""The fields without which a certificate of a kind says nothing; the body is prescribed, its fields are not."""


def vet_template(kind: CertificateKind, design: Design) -> None:
    """Raise Refused, with a sentence for each, for what makes no certificate: sizes, fields nobody knows, required
    fields that are nowhere, no element at all."""
    try:
        vet_design(design)
    except Unclear as unclear:
        raise Refused(Problem(str(unclear), field="design")) from unclear
    used = fields_of(design)
    problems = []
    for label, name in used:
        if name not in FIELDS:
            text = _("元素“{label}”里的“{{{name}}}”不是可用的项目，请改用项目菜单里的。")
            problems.append(Problem(text.format(label=label, name=name), field="design"))
    names = {name for _label, name in used}
    for name in REQUIRED[kind]:
        if name not in names:
            text = _("{kind}的模板缺少必需的项目“{field}”，请加上一个文字元素。")
            problems.append(Problem(text.format(kind=kind.label, field=_(FIELDS[name])), field="design"))
    if problems:
        raise Refused(problems)


def fields_of(design: Design) -> list[tuple[str, str]]:
    """The fields that a design uses, each with the label of its element."""
    found: list[tuple[str, str]] = []
    for element in design.elements:
        patterns: tuple[str, ...] = ()
        if isinstance(element, TextElement | CodeElement):
            patterns = (element.text,)
        elif isinstance(element, SealElement):
            patterns = (element.issuer, element.date)
        label = element.label or _("文字")
        found += [(label, name) for pattern in patterns for name in fields_in(pattern)]
    return found


def wants_photo(design: Design) -> bool:
    """Whether a design has room for a photo."""
    return any(isinstance(element, PhotoElement) for element in design.elements)


def add_template(
    store: Store,
    kind: CertificateKind,
    name: str,
    design: Design,
    files: Mapping[str, bytes] | None = None,
    notes: str = "",
) -> CertificateTemplate:
    """A new template with its first version; `files` are what the design needs, by SHA-256.

    Raises Refused as `vet_template`, for a name that is taken or empty, and for a file that is not at hand.
    """
    name = _free_name(name)
    vet_template(kind, design)
    with store.step(_("新增证书模板“{name}”").format(name=name)):
        template = CertificateTemplate.add(name=name, kind=kind, version=0, notes=notes)
        _add_version(store, template, design, files or {}, "")
    return template


def save_version(
    store: Store,
    template: CertificateTemplate,
    design: Design,
    files: Mapping[str, bytes] | None = None,
    note: str = "",
) -> int:
    """The design of a template from now on, as its next version; returns the number of that. The same design as before
    is no new version, whatever it is called. Raises Refused as `add_template`."""
    vet_template(CertificateKind(template.kind), design)
    if replace(design, name=template.name) == design_of(template):
        return template.version or 1
    with store.step(_("修改证书模板“{name}”").format(name=template.name)):
        return _add_version(store, template, design, files or {}, note)


def _add_version(
    store: Store, template: CertificateTemplate, design: Design, files: Mapping[str, bytes], note: str
) -> int:
    keep_own_fonts(design)
    number = template.version = (template.version or 0) + 1
    design = replace(design, name=template.name)
    template.design = blobs.put(design.text.encode())
    template.save()
    version = TemplateVersion.add(
        template=template.id, number=number, design=template.design, saved=store.clock.today(), note=note
    )
    for content in (*design.contents, *([design.underlay] if design.underlay else [])):
        if content in files:
            blobs.put(files[content])
        elif blobs.get(content) is None:
            raise Refused(_("模板“{name}”要用的图片不在手边，请重新选择图片。").format(name=template.name))
        TemplateFile.add(version=version.id, content=content)
    for font in own_fonts(design):
        if font.sha256 in files:
            blobs.put(files[font.sha256])
        elif blobs.get(font.sha256) is None:
            text = _("模板“{name}”要用的字体“{file}”不在手边，请重新添加它。")
            raise Refused(text.format(name=template.name, file=font.file))
        TemplateFile.add(version=version.id, content=font.sha256, name=font.file)
    return number


def save_designed(
    store: Store, template: CertificateTemplate, design: Design, files: Mapping[str, bytes] | None = None
) -> int:
    """As `save_version`, in one step with the template's name, which is what the design is called. Raises Refused as
    `save_version` and `rename_template`."""
    vet_template(CertificateKind(template.kind), design)
    with store.step(_("修改证书模板“{name}”").format(name=template.name)):
        if design.name.strip() != template.name:
            rename_template(store, template, design.name)
        return save_version(store, template, design, files)


def copy_template(store: Store, template: CertificateTemplate, name: str) -> CertificateTemplate:
    """A template of its own with the newest design of another one. Raises Refused for a name that is taken or empty."""
    return add_template(store, CertificateKind(template.kind), name, design_of(template))


def rename_template(store: Store, template: CertificateTemplate, name: str) -> None:
    """Call a template something else. Raises Refused for a name that is taken or empty."""
    name = _free_name(name, template.id)
    with store.step(_("证书模板“{old}”改名为“{name}”").format(old=template.name, name=name)):
        template.name = name
        template.save()


def make_usual(store: Store, template: CertificateTemplate, usual: bool = True) -> None:
    """Issue certificates of the template's kind with it where nothing else is said, or no longer."""
    if usual and template.retired:
        raise Refused(_("模板“{name}”已停用，请先恢复使用，再设为默认。").format(name=template.name))
    with store.step(_("设“{name}”为默认模板").format(name=template.name)):
        others = CertificateTemplate.usual & (CertificateTemplate.kind == template.kind)
        for other in CertificateTemplate.select().where(others):
            if other.id != template.id:
                other.usual = False
                other.save()
        template.usual = usual
        template.save()


def use_for(store: Store, template: CertificateTemplate, key: int) -> None:
    """Issue the certificates of the contest or course with this key with a template, which may be that of others too.
    Raises Refused for a retired one."""
    if template.retired:
        raise Refused(_("模板“{name}”已停用，请先恢复使用，再选用。").format(name=template.name))
    with store.step(_("选用证书模板“{name}”").format(name=template.name)):
        store.set_setting(_chosen_for(CertificateKind(template.kind), key), str(template.id))


def use_usual_for(store: Store, kind: CertificateKind, key: int) -> None:
    """Issue the certificates of the contest or course with this key with the usual template of their kind again."""
    if template_chosen_for(kind, key) is not None:
        with store.step(_("改用{kind}的默认模板").format(kind=kind.label)):
            store.set_setting(_chosen_for(kind, key), "")


def _chosen_for(kind: CertificateKind, key: int) -> str:
    return f"certificates.template.{kind}.{key}"


def number_by(store: Store, template: CertificateTemplate, series: str) -> None:
    """Number what is issued with a template in the series with this name; none: the usual one of its kind. Raises
    Refused where there is no such series."""
    series_of(store, CertificateKind(template.kind), series.strip())
    with store.step(_("选定证书模板“{name}”的编号系列").format(name=template.name)):
        template.series = series.strip()
        template.save()


def retire(store: Store, template: CertificateTemplate, retired: bool = True) -> None:
    """Offer a template nowhere any more, or again; what was issued with it stays as it is."""
    words = _("停用证书模板“{name}”") if retired else _("恢复使用证书模板“{name}”")
    with store.step(words.format(name=template.name)):
        template.retired = retired
        template.usual = template.usual and not retired
        template.save()


def template_for(kind: CertificateKind, used_for: int | None = None) -> CertificateTemplate | None:
    """The template that certificates are issued with: that of their contest or course, else the usual one of their
    kind; None where the court has chosen none."""
    if used_for is not None and (chosen := template_chosen_for(kind, used_for)) is not None:
        return chosen
    usual: CertificateTemplate | None = CertificateTemplate.get_or_none(_offered(kind) & CertificateTemplate.usual)
    return usual


def template_chosen_for(kind: CertificateKind, used_for: int) -> CertificateTemplate | None:
    """The template that was chosen for a contest or course; None where none was, or that one is retired or gone."""
    key = settings.setting(_chosen_for(kind, used_for)) or "0"
    found: CertificateTemplate | None = CertificateTemplate.get_or_none(
        _offered(kind) & (CertificateTemplate.id == int(key))
    )
    return found


def templates_of(kind: CertificateKind) -> list[CertificateTemplate]:
    """The templates that are offered for certificates of a kind, by name."""
    return list(CertificateTemplate.select().where(_offered(kind)).order_by(CertificateTemplate.name))


def template_named(name: str) -> CertificateTemplate:
    """The template with this name. Raises Refused, naming those there are, where there is none, and for a retired
    one."""
    found: CertificateTemplate | None = CertificateTemplate.get_or_none(CertificateTemplate.name == name.strip())
    if found is None:
        known = "、".join(each.name for each in CertificateTemplate.select().order_by(CertificateTemplate.name))
        text = _("没有名为“{name}”的证书模板；已有的是：{known}。") if known else _("没有名为“{name}”的证书模板。")
        raise Refused(Problem(text.format(name=name.strip(), known=known), field="template"))
    if found.retired:
        raise Refused(_("模板“{name}”已停用，请先恢复使用，再选用。").format(name=found.name))
    return found


def _offered(kind: CertificateKind) -> Any:
    return (CertificateTemplate.kind == kind) & ~CertificateTemplate.retired


def design_of(template: CertificateTemplate) -> Design:
    """The newest design of a template, called as the template is. Raises Refused when the file does not hold it
    whole."""
    from cadre_desktop.certificates.layouts import kept

    found = kept(template.design, _("模板“{name}”不能打开：{{why}}").format(name=template.name))
    assert isinstance(found, Design)
    return found if found.name == template.name else replace(found, name=template.name)


def _free_name(name: str, own: int | None = None) -> str:
    name = name.strip()
    if not name:
        raise Refused(Problem(_("请填写模板名称。"), field="name"))
    if len(name) > _LONGEST_NAME or any(unicodedata.category(sign) in _UNSEEN for sign in name):
        text = _("模板名称最多 {most} 字，不能有换行和看不见的符号。")
        raise Refused(Problem(text.format(most=_LONGEST_NAME), field="name"))
    taken = CertificateTemplate.get_or_none(CertificateTemplate.name == name)
    if taken is not None and taken.id != own:
        raise Refused(Problem(_("已有名为“{name}”的模板，请换一个名称。").format(name=name), field="name"))
    return name
