"""支部品牌, as a slice's room `registers` would hold it: record, kind and place in one file."""

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, DateField, RequiredTextField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court


class BrandLevel(Code):
    """Who has named a brand a model."""

    COURT = "court", N_("本院")
    CITY = "city", N_("市级")


class BranchBrand(Record):
    """What a branch is known for, named so on a day; `evidence` says what shows it."""

    court = link(Court)
    title = RequiredTextField()
    level = CodeField(BrandLevel.table(), default=BrandLevel.COURT)
    founded = DateField()
    evidence = TextField(long=True)

    searched = (title,)
    named = (title,)


def vet_brand(values: Values) -> list[Problem]:
    """A model of the city shows why."""
    if values.get("level") == BrandLevel.CITY and not values.get("evidence"):
        return [Problem(_("市级品牌请写明佐证材料。"), field="evidence")]
    return []


BRANCH_BRANDS = Register(
    Kind(
        BranchBrand,
        "branch-brands",
        "支部品牌",
        columns=(
            Column(BranchBrand.court, "法院", also=("支部", "单位"), filterable=True, roster_mm=50),
            Column(BranchBrand.title, "品牌名称", also=("支部品牌",), roster_mm=60),
            Column(BranchBrand.level, "命名层级", also=("层级",), filterable=True, roster_mm=24),
            Column(BranchBrand.founded, "创建日期", also=("日期",), roster_mm=24),
            Column(BranchBrand.evidence, "佐证材料", in_table=False, roster_mm=50),
        ),
        order=(BranchBrand.founded.desc(), BranchBrand.title),
        identity=((BranchBrand.court, BranchBrand.title),),
        vet=vet_brand,
        icon="people",
        unit="个",
    ),
    section=N_("支部建设"),
)
