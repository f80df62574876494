"""Party building, as a slice that has nothing but registers would publish it, its tab, and what its version adds."""

from branch_brands import BRANCH_BRANDS, BranchBrand

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.listing import Listing, in_year
from cadre_desktop.kit.published import Due, DueDate, Figure, Permission, Published
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


PARTY = Published(
    registers=(BRANCH_BRANDS,),
    figures=(Figure("brands", N_("支部品牌"), N_("个"), N_("当年创建的支部品牌"), founded),),
    due_dates=(DueDate(BRANCH_BRANDS.kind, anniversaries),),
    permissions=(Permission("party", N_("登记支部品牌"), (BRANCH_BRANDS.kind,)),),
    report_order=7,
)
PLAN = TabPlan("party", N_("党建"), "people", lambda desk: RegistersTab(desk, PARTY.registers), ("party",))
