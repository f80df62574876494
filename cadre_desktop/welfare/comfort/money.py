"""Money in words: in figures as a sentence has it, and in the capital numerals of vouchers (大写)."""

from cadre_desktop.kit.display import fixed_text

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEPS = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def yuan(fen: int) -> str:
    """2,500 or 2,500.5, without the unit."""
    return fixed_text(fen, 2, grouped=True)


def capital_yuan(fen: int) -> str:
    """An amount as a voucher has it: 壹仟贰佰元整, 叁拾元零伍分 (正确填写票据和结算凭证的基本规定)."""
    whole, jiao, cents = fen // 100, fen // 10 % 10, fen % 10
    text = f"{_whole(whole)}元" if whole else ""
    if not jiao and not cents:
        return f"{text or '零元'}整"
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif text:
        text += "零"
    return f"{text}{_DIGITS[cents]}分" if cents else f"{text}整"


def _whole(number: int) -> str:
    """A whole number above 0 in capital numerals; zeros between others are said once."""
    text, gap = "", False
    for group in range(len(_GROUPS) - 1, -1, -1):
        part = number // 10_000**group % 10_000
        if not part:
            gap = bool(text)
            continue
        if text and (gap or part < 1000):
            text += "零"
        text, gap = text + _four(part) + _GROUPS[group], False
    return text


def _four(number: int) -> str:
    text, gap = "", False
    for step in (3, 2, 1, 0):
        digit = number // 10**step % 10
        if not digit:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + _DIGITS[digit] + _STEPS[step]
        gap = False
    return text
