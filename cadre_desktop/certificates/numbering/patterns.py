"""How numbers of certificates are written: a text with {year}, {n}, {court} and {kind}. Pure functions.

A pattern has to say a number so that it can be read again: the serial is beside no other digit, and a series that
begins again every year names the year. Two series of patterns that could write the same number are alike and refused,
whatever their widths: 7 and 007 are the same number to people.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from typing import NamedTuple

from cadre_desktop.certificates.rules import MOST, CertificateKind, Restart
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Unclear

FIELDS: Mapping[str, str] = {
    "year": N_("年度"),
    "n": N_("序号"),
    "court": N_("法院简称"),
    "kind": N_("类别字样"),
}
"""What a pattern may hold between braces."""

USUAL = "{court}{kind}〔{year}〕{n}号"
"""What numbers are written by where a court has chosen nothing else: 包头中院荣证字〔2023〕7号."""

WIDEST = len(str(MOST))

_BRACKETS = str.maketrans("[(【]）)】", "〔〔〔〕〕〕〕")
_DIGITS = re.compile(r"\d+")
_YEARS = ("1999", "2023")
_SERIALS = ("1", "23", str(MOST))


class NumberRead(NamedTuple):
    """What a number says; `year` is None where its pattern has none."""

    year: int | None
    serial: int


def plain(text: str) -> str:
    """A number without what people write one way or another: spaces, brackets, full width digits."""
    return unicodedata.normalize("NFKC", "".join(text.split())).translate(_BRACKETS)


@dataclass(frozen=True)
class Pattern:
    """How the numbers of one series are written. `width` is the least number of digits of the serial."""

    text: str
    width: int = 1
    restart: Restart = Restart.YEARLY
    kind: CertificateKind = CertificateKind.HONOUR
    court: str = ""

    def vet(self) -> None:
        """Raises Unclear, with a sentence, for a pattern by which numbers could not be told apart or read."""
        names = self._names()
        if unknown := [name for name in names if name not in FIELDS]:
            known = "、".join(f"{{{name}}}" for name in FIELDS)
            words = _("编号格式“{text}”里的“{{{name}}}”不是可用的项目，可用的有：{known}。")
            raise Unclear(words.format(text=self.text, name=unknown[0], known=known))
        if "n" not in names:
            words = _("编号格式“{text}”里没有序号“{{n}}”，所有证书的编号会一样；请加上“{{n}}”。")
            raise Unclear(words.format(text=self.text))
        if twice := [name for name in FIELDS if names.count(name) > 1]:
            words = _("编号格式“{text}”里的“{{{name}}}”不止一个；请只留一个。")
            raise Unclear(words.format(text=self.text, name=twice[0]))
        if self.yearly and "year" not in names:
            words = _(
                "编号格式“{text}”里没有年度“{{year}}”，又每年从 1 编起，明年的编号会与今年的相同；"
                "请加上“{{year}}”，或改为连续编号。"
            )
            raise Unclear(words.format(text=self.text))
        if re.search(r"\d\{n\}|\{n\}\d", self._with_digits):
            words = _("编号格式“{text}”里的“{{n}}”紧挨着别的数字，读不出序号；请用“号”“-”等隔开。")
            raise Unclear(words.format(text=self.text))
        if not 1 <= self.width <= WIDEST:
            raise Unclear(_("序号的位数应在 1 到 {most} 之间。").format(most=WIDEST))

    @property
    def yearly(self) -> bool:
        """Whether the serials begin again at 1 every year."""
        return self.restart is Restart.YEARLY

    def _names(self) -> list[str]:
        try:
            parts = list(Formatter().parse(self.text))
        except ValueError as error:
            words = _("编号格式“{text}”里的大括号不成对，请检查。")
            raise Unclear(words.format(text=self.text)) from error
        if any(form or conversion for _text, name, form, conversion in parts if name is not None):
            words = _("编号格式“{text}”的大括号里只能写项目的名称；位数在“序号位数”里填。")
            raise Unclear(words.format(text=self.text))
        return [name for _text, name, _form, _conversion in parts if name is not None]

    @property
    def _with_digits(self) -> str:
        """The text with what {court}, {kind} and {year} become."""
        return self._resolved.replace("{year}", "0000")

    @property
    def _resolved(self) -> str:
        return self.text.replace("{court}", self.court).replace("{kind}", self.kind.mark)

    def number(self, year: int, serial: int) -> str:
        """The number with this serial. Raises Unclear for a serial above `MOST`, ValueError below 1."""
        if serial > MOST:
            words = _("{year} 年的{kind}编号已用完（最大 {most}）。请在“编号格式”里另立一个系列。")
            raise Unclear(words.format(year=year, kind=_(self.kind.label), most=MOST))
        if serial < 1:
            raise ValueError(f"certificate serial {serial}")
        return self._resolved.replace("{year}", str(year)).replace("{n}", f"{serial:0{self.width}}")

    def read(self, text: str) -> NumberRead | None:
        """The year and serial of a number that this pattern writes, also with other brackets, 第, more zeros or another
        court's name; None for any other text."""
        return _read(self._reader, plain(text))

    @cached_property
    def _reader(self) -> re.Pattern[str]:
        return _reader(self.text.replace("{kind}", self.kind.mark), ".*?")

    @cached_property
    def _strict(self) -> re.Pattern[str]:
        return _reader(self._resolved, "")

    def is_like(self, other: "Pattern") -> bool:
        """Whether both could write the same number, as far as people tell numbers apart."""
        return any(one._could_be(two) for one, two in ((self, other), (other, self)))

    def _could_be(self, other: "Pattern") -> bool:
        literal = set(_DIGITS.findall(plain(other._resolved)))
        years = [*_YEARS, *(digits for digits in literal if len(digits) == 4)]
        serials = [*_SERIALS, *(digits for digits in literal if 0 < int(digits) <= MOST)]
        samples = (
            plain(self._resolved.replace("{year}", year).replace("{n}", serial)) for year in years for serial in serials
        )
        return any(_read(other._strict, sample) for sample in samples)


def _reader(text: str, court: str) -> re.Pattern[str]:
    """What reads numbers written by `text`; `court` is what {court} may be."""
    written = re.escape(plain(text))
    for name, said in (("year", r"(?P<year>\d{4})"), ("n", r"第?0*(?P<serial>\d{1,5})"), ("court", court)):
        written = written.replace(re.escape(f"{{{name}}}"), said)
    return re.compile(written)


def _read(reader: re.Pattern[str], text: str) -> NumberRead | None:
    found = reader.fullmatch(text)
    if found is None or not int(found["serial"]):
        return None
    year = found.groupdict().get("year")
    return NumberRead(int(year) if year else None, int(found["serial"]))


def spans(serials: Iterable[int]) -> list[tuple[int, int]]:
    """Serials as the first and the last of each run, in order."""
    found: list[tuple[int, int]] = []
    for serial in sorted(set(serials)):
        if found and serial == found[-1][1] + 1:
            found[-1] = (found[-1][0], serial)
        else:
            found.append((serial, serial))
    return found


def spans_text(serials: Iterable[int], most: int = 12) -> str:
    """3、7–9; only the first `most` runs, the rest counted."""
    runs = spans(serials)
    texts = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:most]]
    rest = sum(last - first + 1 for first, last in runs[most:])
    return "、".join(texts) + (_("等，另有 {count} 个").format(count=rest) if rest else "")
