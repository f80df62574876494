"""Checking a court's file: the pages, the links, the journal's chain, photos, search keys, and how much there is."""

from dataclasses import dataclass

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store import blobs, journal, search
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import BlobHashField
from cadre_desktop.kit.store.opening import damage
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.kit.store.store import Store
from cadre_desktop.schema import kinds


@dataclass(frozen=True)
class Report:
    """What a check found: `trouble` sentences, empty when all is well, and rows by kind's title."""

    trouble: tuple[str, ...]
    counts: dict[str, int]
    steps: int

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.trouble

    @property
    def lines(self) -> tuple[str, ...]:
        """The report as sentences."""
        counts = "，".join(f"{title} {count}" for title, count in self.counts.items() if count)
        return (
            *self.trouble,
            _("操作 {steps} 步；{counts}。").format(steps=self.steps, counts=counts or _("没有记录")),
        )


def check_store(store: Store) -> Report:
    """Check the open file whole."""
    trouble = []
    if found := damage():
        trouble.append(_("文件结构损坏：{detail}").format(detail=found))
    if orphans := database.rows("PRAGMA foreign_key_check"):
        trouble.append(_("有 {count} 处引用指向不存在的记录。").format(count=len(orphans)))
    if broken := journal.broken_link():
        trouble.append(
            _("操作记录自“{step}”（{at}）起与原文不符，可能被改动过。").format(step=broken.label, at=broken.at)
        )
    if strays := journal.strays():
        trouble.append(_("操作记录中有 {count} 处变动不属于任何一步。").format(count=strays))
    trouble += _lacking_content(store)
    trouble += _stale_keys(store)
    counts = {
        kind.title: int(database.value(f'SELECT count(*) FROM "{table_name(kind.record)}"'))
        for kind in kinds().values()
    }
    return Report(tuple(trouble), counts, journal.count())


def _lacking_content(store: Store) -> list[str]:
    """Photos and scans that a record names but the file does not hold whole."""
    held = {name for name, content in database.run("SELECT hash, content FROM blob") if blobs.name_of(content) == name}
    named = {
        name
        for record in store.schema.records
        for field in record._meta.sorted_fields
        if isinstance(field, BlobHashField)
        for (name,) in database.rows(f'SELECT "{field.column_name}" FROM "{table_name(record)}"')
    }
    lacking = len(named - held - {""})
    return [_("有 {count} 张照片或附件缺失或已损坏。").format(count=lacking)] if lacking else []


def _stale_keys(store: Store) -> list[str]:
    """The search keys follow from the records: when they do not agree they are made anew."""
    stale = [record for record in store.schema.records if record.searched and not search.is_current(record)]
    if not stale:
        return []
    store.rebuild_search()
    tables = "、".join(map(table_name, stale))
    return [_("查找索引与记录不符（{tables}），已经重建。").format(tables=tables)]
