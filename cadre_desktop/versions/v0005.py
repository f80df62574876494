"""Version 5: certificates keep their layout; places, sessions, presence and quotas of events; attachments.

The certificates there are were printed with the first layout.
"""

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cadre_desktop.kit.store.old_file import OldFile

_INK, _RED, _GOLD, _HINT = [0.0, 0.0, 0.0], [0.62, 0.09, 0.1], [0.72, 0.55, 0.2], [0.72, 0.72, 0.72]
_KAI = "ef71f8b3e892446f8731391f3bf804415e469271ae79d7b0cc535de6f1f72075"
_SONG = "670566114531b411cf9adbc910b690c85e63d8193c825cb5ad13905bccf3f41a"
_TITLE = "3ede4dcb0110fe70651f406f50570f59c1d797e76f1c34c5f3838024bd9e5c57"


def _style(role: str, size: float, colour: list[float], spacing: float = 0.0) -> dict[str, Any]:
    return {"role": role, "size": size, "colour": colour, "spacing": spacing}


_PHOTO = {
    "width": 32.0,
    "height": 40.0,
    "gap": 10.0,
    "line": 0.5,
    "colour": _GOLD,
    "hint": "照片",
    "hint_style": _style("SONG", 10.5, _HINT),
}


_HEADING = {
    "style": _style("TITLE", 56.0, _RED, 0.32),
    "y": 60.0,
    "long_from": 7,
    "long_spacing": 0.1,
    "rule": {"name": "lozenge", "version": 1},
    "rule_below": 8.2,
}
_LETTER = {
    "top": 76.0,
    "bottom": 143.0,
    "addressee": _style("KAI", 27.0, _INK),
    "addressee_larger": 1.3,
    "addressee_gap": 1.15,
    "style": _style("KAI", 21.0, _INK),
    "sizes": [float(size) for size in range(21, 8, -1)],
    "leading": 1.78,
    "indent": 2.0,
    "ascent": 0.85,
    "above": 0.42,
}
_SIGNATURE = {
    "style": _style("KAI", 18.0, _INK),
    "date": "{date}",
    "issuer_y": 158.0,
    "date_y": 169.5,
    "date_ems": 4.0,
    "issuer_ems": 1.0,
    "issuer_share": 0.64,
}
_SMALL_PRINT = {
    "style": _style("SONG", 10.5, _INK),
    "foot": 176.0,
    "line": 5.4,
    "share": 0.34,
    "number": "证书编号：{number}",
}
_FONTS = [
    {"role": "KAI", "file": "WenKaiCTP-Regular.ttf", "sha256": _KAI},
    {"role": "SONG", "file": "NotoSerifSC-Regular.ttf", "sha256": _SONG},
    {"role": "TITLE", "file": "NotoSerifSC-Bold.ttf", "sha256": _TITLE},
]


def _layout(heading: str, notes: list[str], photo: dict[str, Any] | None) -> bytes:
    """The layout "standard-1" with the words of a kind, in the form that its hash is taken of."""
    layout = {
        "name": "standard-1",
        "page": [297.0, 210.0],
        "measure": [50.0, 247.0],
        "frame": {"name": "guilloche", "version": 1},
        "heading": {**_HEADING, "text": heading},
        "letter": _LETTER,
        "signature": _SIGNATURE,
        "small_print": {**_SMALL_PRINT, "notes": notes},
        "code": {"side": 23.0, "gap": 0.5, "text": "{number}|{name}|{title}|{day}"},
        "photo": photo,
        "setting": 1,
        "facts": 1,
        "fonts": _FONTS,
    }
    return json.dumps(layout, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


_LAYOUTS = {
    "honour": _layout("荣誉证书", [], None),
    "completion": _layout("结业证书", ["有效证件号：{id_number}"], _PHOTO),
    "appointment": _layout("聘书", [], None),
}


def _first_layout_for_all(file: "OldFile") -> None:
    for kind, content in _LAYOUTS.items():
        if file.rows("SELECT 1 FROM issued_certificate WHERE kind = ? LIMIT 1", kind):
            digest = sha256(content).hexdigest()
            file.run("INSERT INTO blob (hash, content) VALUES (?, ?)", digest, content)
            file.run("UPDATE issued_certificate SET layout = ? WHERE kind = ?", digest, kind)


STEPS = (
    """ALTER TABLE "issued_certificate" ADD COLUMN "layout" TEXT NOT NULL DEFAULT ''""",
    _first_layout_for_all,
    """ALTER TABLE "course" ADD COLUMN "places" INTEGER""",
    """CREATE TABLE "session" ("id" INTEGER NOT NULL PRIMARY KEY, "event" INTEGER NOT NULL, "day" TEXT NOT NULL,
    "half" TEXT NOT NULL, "begins" TEXT NOT NULL, "ends" TEXT NOT NULL, "title" TEXT NOT NULL,
    "lecturer" TEXT NOT NULL, "hours" INTEGER, "make_up" INTEGER NOT NULL) STRICT""",
    """CREATE INDEX "session_event" ON "session" ("event")""",
    """CREATE TABLE "presence" ("id" INTEGER NOT NULL PRIMARY KEY, "session_id" INTEGER NOT NULL,
    "entry" INTEGER NOT NULL, "state" TEXT NOT NULL, "leave" TEXT NOT NULL, "makes_up_id" INTEGER,
    FOREIGN KEY ("session_id") REFERENCES "session" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("makes_up_id") REFERENCES "session" ("id") ON DELETE RESTRICT) STRICT""",
    """CREATE INDEX "presence_entry" ON "presence" ("entry")""",
    """CREATE INDEX "presence_makes_up_id" ON "presence" ("makes_up_id")""",
    """CREATE UNIQUE INDEX "presence_session_id_entry" ON "presence" ("session_id", "entry")""",
    """CREATE TABLE "court_quota" ("id" INTEGER NOT NULL PRIMARY KEY, "event" INTEGER NOT NULL,
    "court_id" INTEGER NOT NULL, "places" INTEGER NOT NULL,
    FOREIGN KEY ("court_id") REFERENCES "court" ("id") ON DELETE RESTRICT) STRICT""",
    """CREATE UNIQUE INDEX "court_quota_event_court_id" ON "court_quota" ("event", "court_id")""",
    """CREATE TABLE "attachment" ("id" INTEGER NOT NULL PRIMARY KEY, "record_table" TEXT NOT NULL,
    "record_key" INTEGER NOT NULL, "name" TEXT NOT NULL, "content_hash" TEXT NOT NULL, "size" INTEGER NOT NULL,
    "added" TEXT NOT NULL, "remark" TEXT NOT NULL) STRICT""",
    """CREATE INDEX "attachment_record_key" ON "attachment" ("record_key")""",
)
