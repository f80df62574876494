"""Speech sheets in large type, to be read from a lectern, and invitations as folded cards' fronts."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cadre_desktop.kit.chinese import chinese_date
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4, Paper
from cadre_desktop.kit.documents.typesetting import Style, wrap
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.rules import Sex
from cadre_desktop.welfare.farewell.album_pages import DARK, GOLD, IVORY, PINE, SOFT
from cadre_desktop.welfare.farewell.ceremony import Ceremony, SentOff, ceremony
from cadre_desktop.welfare.farewell.papers import some
from cadre_desktop.welfare.farewell.suggesting import speech

_SPEECH = Style(Role.KAI, 24, DARK)
_SPEECH_HEAD = Style(Role.TITLE, 22, DARK)
_SPEECH_LINE = 14.6
_SIDE, _TOP, _FOOT = 25.0, 30.0, 272.0
_NUMBER = Style(Role.SONG, 11, SOFT)

CARD = (210.0, 148.0)
_CARD_TITLE = Style(Role.KAI, 44, PINE, spacing=0.45)
_CARD_TEXT = Style(Role.KAI, 16, DARK)
_CARD_SMALL = Style(Role.SONG, 12, DARK)
_CARD_LINE = 10.2


def print_speeches(path: Path, farewells: Sequence[int]) -> int:
    """The speech sheets (退休感言) of people, large enough to be read at arm's length; without a speech that is kept,
    the suggested one. Returns the pages."""
    people = some(farewells)
    paper = Paper(_("退休感言"), footer=None)
    for one in people:
        _speech(paper, one)
    paper.save(path)
    return paper.pages


def _speech(paper: Paper, one: SentOff) -> None:
    page, number = paper.page(A4), 1
    width = A4[0] - 2 * _SIDE
    page.fitted(A4[0] / 2, _TOP, _("退休感言　{name}").format(name=one.life.name), _SPEECH_HEAD, width, "centre")
    y = _TOP + 22.0
    for part in (one.speech or speech(one.life)).splitlines():
        lines = wrap(part, _SPEECH, width, 2.0)
        indent = 2.0
        while lines:
            fitting = int((_FOOT - y) // _SPEECH_LINE)
            shown, lines = lines[: max(fitting, 0)], lines[max(fitting, 0) :]
            y = page.paragraph(_SIDE, y, width, shown, _SPEECH, _SPEECH_LINE, indent) if shown else y
            indent = 0.0 if shown else indent
            if lines:
                page.text(A4[0] - _SIDE, 287.0, _("第 {number} 页").format(number=number), _NUMBER, "right")
                page, y, number = paper.page(A4), _TOP, number + 1
        y += 4.0
    page.text(A4[0] - _SIDE, 287.0, _("第 {number} 页").format(number=number), _NUMBER, "right")


def print_invitations(path: Path, event: int, farewells: Sequence[int] = ()) -> int:
    """The invitations (请柬) to a ceremony: one for each who is sent off, and one for each relative that comes along;
    only of these farewells where some are given. Returns how many. Refused as `ceremony`."""
    held = ceremony(event)
    people = [one for one in held.people if not farewells or one.farewell in farewells]
    if not people:
        raise Refused(_("选中的人不在“{event}”荣退，请核对。").format(event=held.title))
    paper = Paper(_("{title}请柬").format(title=held.title), author=held.host)
    for one in people:
        for called in _called(one):
            _card(paper.page(CARD), held, one, called)
    paper.save(path)
    return paper.pages


def _called(one: SentOff) -> Iterator[str]:
    yield _("尊敬的{name}同志：").format(name=one.life.name)
    for _number in range(one.relatives):
        yield _("尊敬的　　　　　　　{title}：").format(title=_("女士/先生"))


def _card(page: PageDrawing, held: Ceremony, one: SentOff, called: str) -> None:
    width, height = CARD
    page.fill(0, 0, width, height, IVORY)
    page.rect(8, 8, width - 16, height - 16, 0.9, GOLD)
    page.rect(9.6, 9.6, width - 19.2, height - 19.2, 0.35, GOLD)
    page.text(width / 2, 35.0, _("请柬"), _CARD_TITLE, "centre")
    page.line(width / 2 - 14, 42.0, width / 2 + 14, 42.0, 0.8, GOLD)
    side, y = 27.0, 58.0
    page.text(side, y, called, _CARD_TEXT)
    y += _CARD_LINE + 1.5
    family = not called.startswith(_("尊敬的{name}同志：").format(name=one.life.name))
    lines = wrap(_said(held, one, family), _CARD_TEXT, width - 2 * side, 2.0)
    y = page.paragraph(side, y, width - 2 * side, lines, _CARD_TEXT, _CARD_LINE)
    page.text(side + 2 * _CARD_TEXT.em, y + 1.0, _("恭请光临"), _CARD_TEXT)
    day = chinese_date(held.starts)
    foot = height - 23.0
    longest = max(_CARD_SMALL.length(held.host), _CARD_SMALL.length(day))
    right = width - side - longest / 2
    page.text(right, foot - 7.0, held.host, _CARD_SMALL, "centre")
    page.text(right, foot, day, _CARD_SMALL, "centre")


def _said(held: Ceremony, one: SentOff, family: bool) -> str:
    where = _("在{place}").format(place=held.venue) if held.venue else ""
    if family:
        kin = {Sex.MALE: _("他"), Sex.FEMALE: _("她")}.get(Sex(one.life.sex)) if one.life.sex else None
        words = _(
            "兹定于{when}{where}举行{title}，{name}同志即将荣退，感谢您一直以来对{kin}工作的理解和支持，诚邀您共同见证。"
        )
        return words.format(when=held.when, where=where, title=held.title, name=one.life.name, kin=kin or _("法院"))
    words = _("兹定于{when}{where}举行{title}，感谢您为人民法院事业作出的贡献，诚邀您出席，共叙情谊。")
    return words.format(when=held.when, where=where, title=held.title)
