"""Names in a text that somebody has pasted: from a message, a notice, a table. Pure: what is known comes as functions.

People write lists as they please: ``参会人员：1.张三法官、李四（刑庭） @王五``, a department before a colon and its
people after it, one row of a table in each line, a name of two characters spread by a blank. What is not a name is
kept aside with its words, so that nothing goes silently.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from cadre_desktop.kit.chinese import DOTS, fold

Known = Callable[[str], bool]
"""Whether a text is the name of somebody, or a word for a court or department, that the file knows."""


@dataclass(frozen=True)
class Written:
    """Somebody as the text names him: `name`, and what it says beside: courts and departments, duties, other words
    (请假)."""

    name: str
    units: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """张三（刑庭、庭长）, as it is shown."""
        said = "、".join((*self.units, *self.duties, *self.notes))
        return f"{self.name}（{said}）" if said else self.name


@dataclass(frozen=True)
class NameList:
    """The names in the order of the text, one who is written twice twice, and the words not taken for names."""

    names: tuple[Written, ...]
    aside: tuple[str, ...]


def read_names(text: str, is_name: Known, is_unit: Known) -> NameList:
    """Find the names in `text`.

    `is_name` is asked for folded names (no dots, no blanks), `is_unit` for words such as 刑庭 or 青山法院.
    """
    reader = _NameReader(is_name, is_unit)
    for line in _plain(text).splitlines():
        reader.read_line(line)
    return NameList(tuple(entry.written for entry in reader.found), tuple(dict.fromkeys(reader.aside)))


_LONGEST = 6
"""Characters of a name nobody knows; a longer run of text is rather a sentence."""
_GLUED, _GLUED_NAME = 60, 12
"""Characters of a word that may be a name with its court, department and duty; of a name that runs into others."""
_HAN = r"[〇\u3400-\u9fff\U00020000-\U0003ffff]"
_NAME = re.compile(rf"{_HAN}{{2,{_LONGEST}}}")
_DOTTED = re.compile(rf"{_HAN}+(?:·{_HAN}+)+")
_DOTS = re.compile(rf"(?<={_HAN})[{re.escape(''.join(DOTS - set('。')))}](?={_HAN})")
_OPEN, _CLOSE = "([{<【〔〈《「『", ")]}>】〕〉》」』"
_BRACKETS = str.maketrans(dict.fromkeys(_OPEN, "(") | dict.fromkeys(_CLOSE, ")"))
_DATES = re.compile(
    r"\d+年(?:\d+月)?(?:\d+[日号])?|\d+月(?:\d+[日号])?(?:[上下中]午|晚上?)?|\d+:\d\d|\d+[./-]\d+[./-]\d+"
    r"|(?:共|计|合计|等)?\d+(?:余)?[人名位个期日号时点次楼室]"
)
_NUMBERS = re.compile(r"(?:第)?[A-Za-z]*\d[\dA-Za-z-]*[.、):,]?|^\s*\(?[一二三四五六七八九十]{1,3}[、.):](?=\s*\S)")
_DUTY_WORDS = (
    "法官助理|员额法官|法官|审判员|审判长|书记员|速录员|执行员|执行法官|执行干警|司法警察|法警|干警|警官"
    "|审委会专职委员|审判委员会专职委员|专职委员|审委会委员|审判委员会委员|委员|专委"
    "|院长|庭长|局长|处长|科长|主任科员|主任|部长|队长|支队长|大队长|政委|书记|主席|组长|秘书长|股长|所长|室主任"
    "|科员|调研员|主管|负责人|联络员|联系人|班长|同志|老师|先生|女士|同事|师傅|助理"
)
_DUTY = re.compile(rf"(?:原|代|代理)?(?:党组)?(?:常务)?(?:副)?(?:{_DUTY_WORDS})")
_WITH_DUTY = re.compile(rf"(.+?)((?:{_DUTY.pattern})+)")
_TITLED = re.compile(rf"({_DUTY.pattern})(.+)")
_HEADINGS = re.compile(
    "名单|人员|参会|参加|培训|如下|通知|报名|以下|地点|时间|会议|各位|大家|所有人|收到|谢谢|选手|评委|领队|序号|姓名|部门"
    "|单位|职务|性别|备注|电话|合计|民族|出席|列席|请假|未到|安排|说明|附件|接龙|待定|同事"
)
_SAID_NOTHING = re.compile(
    "男|女|汉|(?:汉|蒙古|满|回|达斡尔|鄂温克)族|等|人|的|共|[和及与]|[上下中]午|晚上|(?:周|星期|礼拜)[一二三四五六日天]"
)
"""Words beside names that are not repeated to anybody; somebody may be called 周一 all the same."""
_LINKS = re.compile("以及|还有|[和与及]")
_WORD = re.compile(r"\(([^()]*)\)|([^\s,、;。!?|/\\()\"'“”‘’@#+&_—–~…:-]+)(:?)")


def _plain(text: str) -> str:
    """Wide signs made narrow, brackets of one kind, dots of one kind, dates and counts gone."""
    plain = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    plain = "".join(sign for sign in plain if sign in "\n\t" or unicodedata.category(sign) not in ("Cf", "Co", "So"))
    return _DOTS.sub("·", plain)


@dataclass
class _Found:
    """A name on its way: what is said of it is added as it is read."""

    name: str
    units: list[str] = field(default_factory=list)
    duties: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def written(self) -> Written:
        units, duties = tuple(dict.fromkeys(self.units)), tuple(dict.fromkeys(self.duties))
        return Written(self.name, units, duties, tuple(self.notes))


class _NameReader:
    """Reads line after line; a court or department that is alone or before a colon holds for what follows."""

    def __init__(self, is_name: Known, is_unit: Known):
        self._is_name, self._is_unit = is_name, is_unit
        self.found: list[_Found] = []
        self.aside: list[str] = []
        self._section: list[str] = []
        self._outer: list[str] | None = None
        self._led: list[str] = []
        self._line: list[_Found] = []
        self._loose: list[str] = []
        self._duties: list[str] = []
        self._before: list[str] = []
        self._duties_first = False

    def read_line(self, line: str) -> None:
        self._line, self._loose, self._duties, self._before = [], [], [], []
        self._duties_first = False
        before = self._led = self._section
        words = list(_words(_NUMBERS.sub(" ", _DATES.sub(" ", line))))
        for word in self._joined(words):
            if word.bracketed:
                self._read_bracket(word.text)
            elif word.heads and not self._holds_name(word.text):
                self._open_section(word.text)
            else:
                self._read_word(word.text)
        self._end_line()
        self._end_section(before, line.rstrip().endswith(("、", ",")))

    def _end_section(self, before: list[str], goes_on: bool) -> None:
        """刑庭：张三 ends with its line, or with the last of those that a comma carries on."""
        if self._line and self._section != before and self._outer is None:
            self._outer = before
        if self._outer is not None and not goes_on:
            self._section, self._outer = self._outer, None

    def _joined(self, words: list["_Word"]) -> list["_Word"]:
        """王 祯 spread by a blank is one word; a run of single characters that is a name counts as one."""
        joined: list[_Word] = []
        run: list[str] = []
        for word in [*words, _Word("")]:
            if len(word.text) == 1 and not word.bracketed and not _SAID_NOTHING.fullmatch(word.text):
                run.append(word.text)
                if word.heads:
                    joined.append(_Word("".join(run), heads=True))
                    run = []
                continue
            joined += [_Word(name) for name in self._spread(run)]
            run = []
            if word.text and joined and self._is_split(joined[-1], word):
                joined[-1] = _Word(f"{joined[-1].text}·{word.text}", heads=word.heads)
            elif word.text:
                joined.append(word)
        return joined

    def _is_split(self, head: "_Word", tail: "_Word") -> bool:
        """Whether two words are one name whose dot was left out: 阿拉坦 巴特尔."""
        if head.bracketed or tail.bracketed or head.heads:
            return False
        whole = fold(head.text + tail.text)
        return self._is_name(whole) and not self._is_name(fold(head.text)) and not self._is_name(fold(tail.text))

    def _spread(self, run: list[str]) -> list[str]:
        text = "".join(run)
        if len(run) <= 3 or self._is_name(text):
            return [text] if text else []
        return self._parted(text) or [text]

    def _holds_name(self, text: str) -> bool:
        return any(self._is_name(fold(part)) for part in (text, *(found.name for found in self._split(text))))

    def _read_word(self, text: str) -> None:
        text = text.strip("·.").removesuffix("等")
        link = _LINKS.match(text)
        if link is not None and self._is_name(fold(text[link.end() :])):
            text = text[link.end() :]
        if not text or (_SAID_NOTHING.fullmatch(text) and not self._is_name(text)):
            return
        if not self._is_name(fold(text)):
            if _DUTY.fullmatch(text):
                self._add_duty(text)
                return
            if self._is_unit(text):
                self._loose.append(text)
                return
            parts = _WITH_DUTY.fullmatch(text)
            if parts is not None and self._is_unit(parts[1]):
                self._loose.append(parts[1])
                self._add_duty(parts[2])
                return
        found = self._split(text)
        if not found:
            self.aside.append(text)
        for entry in found:
            self._add_name(entry)

    def _split(self, text: str) -> list[_Found]:
        """The names in a word with what is glued to them; none if it is no name."""
        if self._is_name(fold(text)):
            return [_Found(text)]
        for way in (self._without_duty, self._without_unit):
            entry = way(text)
            if entry is not None:
                return [entry]
        several = self._parted(text.replace("·", ""))
        if several:
            return [_Found(name) for name in several]
        named = _NAME.fullmatch(text) or _DOTTED.fullmatch(text)
        return [_Found(text)] if named and not _HEADINGS.search(text) else []

    def _without_duty(self, text: str) -> _Found | None:
        """张三法官, 庭长张三; also 李庭长, whose given name was left out."""
        if len(text) > _GLUED:
            return None
        titled = _TITLED.fullmatch(text)
        if titled is not None and self._is_name(fold(titled[2])):
            return _Found(titled[2], [], [titled[1]])
        parts = _WITH_DUTY.fullmatch(text)
        if parts is None or _HEADINGS.search(parts[1]):
            return None
        duties = [parts[2]]
        if self._is_name(fold(parts[1])) or len(parts[1]) == 1:
            return _Found(parts[1], [], duties)
        inner = self._without_unit(parts[1])
        if inner is not None:
            return _Found(inner.name, inner.units, duties)
        return _Found(parts[1], [], duties) if _NAME.fullmatch(parts[1]) and len(parts[1]) <= 4 else None

    def _without_unit(self, text: str) -> _Found | None:
        """刑庭张三, 张三刑庭; a name that is known first, else the longest word for a unit."""
        if len(text) > _GLUED:
            return None
        ways = [(text[:cut], text[cut:]) for cut in range(len(text) - 2, 1, -1)]
        ways += [(text[cut:], text[:cut]) for cut in range(2, len(text) - 1)]
        fitting = [(unit, name) for unit, name in ways if self._is_unit(unit)]
        for unit, name in fitting:
            if self._is_name(fold(name)):
                return _Found(name, [unit])
        for unit, name in fitting:
            parts = _WITH_DUTY.fullmatch(name)
            if parts is not None and self._is_name(fold(parts[1])):
                return _Found(parts[1], [unit], [parts[2]])
        return next((_Found(name, [unit]) for unit, name in fitting if _NAME.fullmatch(name) and len(name) < 4), None)

    def _parted(self, text: str) -> list[str]:
        """Names that run together, 张三李四和王五, if all of it is names that are known; else nothing.

        Worked out from the end, since a message without a separator may hold thousands: at each position the longest
        name after which the rest is names too, or nothing, and where the next begins.
        """
        ways: dict[int, tuple[int, int]] = {}
        for start in range(len(text) - 2, -1, -1):
            for end in range(min(len(text), start + _GLUED_NAME), start + 1, -1):
                if not self._is_name(fold(text[start:end])):
                    continue
                link = _LINKS.match(text, end)
                following = [end, *([link.end()] if link else [])]
                then = next((at for at in following if at in ways or (at == end == len(text))), None)
                if then is not None:
                    ways[start] = end, then
                    break
        parts, at = [], 0
        while at in ways:
            end, then = ways[at]
            parts.append(text[at:end])
            at = then
        return parts

    def _read_bracket(self, text: str) -> None:
        """What is in brackets belongs to the name before it; without one it is a heading."""
        for word in _words(text):
            if _SAID_NOTHING.fullmatch(word.text):
                continue
            if not self._line and self._is_name(fold(word.text)):
                self._read_word(word.text)
            elif not self._line:
                self._open_section(word.text)
            elif self._is_unit(word.text):
                self._line[-1].units.append(word.text)
            elif _DUTY.fullmatch(word.text):
                self._line[-1].duties.append(word.text)
            else:
                self._line[-1].notes.append(word.text)

    def _open_section(self, text: str) -> None:
        if not self._is_unit(text):
            self.aside.append(text)
            return
        self._flush_units()
        self._before = []
        kept = [] if text.endswith("院") else [unit for unit in self._section if unit.endswith("院")]
        self._section = [*kept, text]

    def _add_name(self, entry: _Found) -> None:
        self._flush_units()
        entry.units = [*self._section, *self._before, *entry.units]
        entry.duties += self._duties
        self._duties = []
        self._line.append(entry)
        self.found.append(entry)

    def _flush_units(self) -> None:
        """Units at the head of a line hold for the names after them, else for those since the unit before; where one
        with a colon has led the line, another leads on."""
        if not self._loose:
            return
        if self._line and self._section != self._led:
            self._section = [*self._led, *self._loose]
        elif self._line and not self._before:
            self._tell(self._loose)
        else:
            self._before = self._loose
        self._loose = []

    def _tell(self, units: Iterable[str]) -> None:
        untold = [entry for entry in self._line if entry.units == self._section]
        for entry in untold or self._line[-1:]:
            entry.units += units

    def _add_duty(self, text: str) -> None:
        """A duty follows its name, but 庭长 张三 书记员 李四 goes on as it began."""
        self._duties_first = self._duties_first or not (self._line or self._loose)
        if self._line and not self._duties_first:
            self._line[-1].duties.append(text)
        else:
            self._duties.append(text)

    def _end_line(self) -> None:
        """A court or department alone in its line is a heading for the lines that follow."""
        if not self._line:
            for unit in self._loose:
                self._open_section(unit)
            self.aside += self._duties
            return
        if self._loose and not self._before:
            self._tell(self._loose)
        elif self._loose:
            self._line[-1].units += self._loose
        if self._duties:
            self._line[-1].duties += self._duties


@dataclass(frozen=True)
class _Word:
    """A piece of a line: what stood in brackets, or a word, one with a colon after it `heads` what follows."""

    text: str
    bracketed: bool = False
    heads: bool = False


def _words(line: str) -> Iterable[_Word]:
    for match in _WORD.finditer(line):
        bracket, word, colon = match.groups()
        if word is None:
            yield _Word(bracket.strip(), bracketed=True)
        else:
            yield _Word(word, heads=bool(colon))
