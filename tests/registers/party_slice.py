"""Party building, as a slice that has nothing but registers would publish it, its tab, and what its version adds."""

from datetime import date

from branch_brands import BRANCH_BRANDS, BranchBrand

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.listing import Listing, in_year
from cadre_desktop.kit.published import (
    AfterImport,
    Bar,
    Beginning,
    Breakdown,
    Due,
    DueDate,
    Figure,
    FoundFirst,
    OtherWorkbook,
    Permission,
    Published,
)
from cadre_desktop.kit.qt.tabs.registers_tab import RegistersTab
from cadre_desktop.window.tabs import TabPlan

VERSION = (
    """CREATE TABLE "branch_brand" ("id" INTEGER NOT NULL PRIMARY KEY, "court_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL, "level" TEXT NOT NULL, "founded" TEXT, "evidence" TEXT NOT NULL,
    FOREIGN KEY ("court_id") REFERENCES "court" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "branch_brand_court_id" ON "branch_brand" ("court_id")',
)
"""What the version that brings the register adds to its statements."""


def founded(period):
    return Listing(BRANCH_BRANDS.kind, (in_year(BranchBrand.founded, period.year, f"{period.year} 年", period.until),))


def anniversaries(first, last):
    for brand in BranchBrand.select().where(BranchBrand.founded.between(first, last)):
        yield Due(brand.founded, f"创建：{brand.title}", brand.id)


def by_level(year):
    counted = Listing(BRANCH_BRANDS.kind, (in_year(BranchBrand.founded, year, f"{year} 年"),))
    return [Bar("全部", counted.count(), lambda: counted)]


def nameless():
    """Rows that are called after nobody; a form would not let them in."""
    for brand in BranchBrand.select().where(BranchBrand.title == "无名"):
        yield f"品牌 {brand.id} 没有名称。"


def date_them(store):
    """Give a day to brands that came in without one."""
    with store.step("补记日期"):
        BranchBrand.update(founded=date(2023, 1, 1)).where(BranchBrand.founded.is_null()).execute()


def shows_branches(workbook):
    return workbook.sheets[0].name == "分布图"


PARTY = Published(
    registers=(BRANCH_BRANDS,),
    figures=(Figure("brands", N_("支部品牌"), N_("个"), N_("当年创建的支部品牌"), founded),),
    due_dates=(DueDate(BRANCH_BRANDS.kind, anniversaries),),
    permissions=(Permission("party", N_("登记支部品牌"), (BRANCH_BRANDS.kind,)),),
    report_order=7,
    years=lambda: [1999, 2023],
    breakdowns=(Breakdown(N_("各级品牌"), N_("品牌"), by_level),),
    beginnings=(Beginning(BRANCH_BRANDS.kind, N_("登记品牌")),),
    found_first=(FoundFirst(BRANCH_BRANDS.kind, 0, (BranchBrand.title, BranchBrand.level)),),
    other_workbooks=(
        OtherWorkbook("branch-map", N_("支部分布图"), lambda book: book.sheets[0].name == "分布图", True),
    ),
    after_import=(AfterImport(BRANCH_BRANDS.kind, date_them, N_("没有补记：{why}")),),
    checks=(nameless,),
)
PLAN = TabPlan("party", N_("党建"), "people", lambda desk: RegistersTab(desk, PARTY.registers), ("party",))
