"""Texts that the dossier suggests: what a host may say, a speech of thanks, the foreword of an album. They say nothing
that the dossier does not say; somebody who knows the person writes them over."""

from datetime import date

from cadre_desktop.kit.chinese import chinese_number
from cadre_desktop.kit.language import _
from cadre_desktop.welfare.farewell.life import Life

_MOST_POSTS, _MOST_HONOURS = 5, 4


def _month(day: date) -> str:
    return _("{year}年{month}月").format(year=day.year, month=day.month)


def host_text(life: Life) -> str:
    """What the host says when the retiree comes forward."""
    said = [_("{name}同志").format(name=life.name)]
    if life.born:
        said.append(_("{month}出生").format(month=_month(life.born)))
    if life.joined_work:
        said.append(_("{month}参加工作").format(month=_month(life.joined_work)))
    if life.joined and life.joined != life.joined_work:
        said.append(_("{month}进入人民法院").format(month=_month(life.joined)))
    first = _("，").join(said) + _("。")
    posts = list(dict.fromkeys(line.text.split("　")[-1] for line in life.posts if line.text))[-_MOST_POSTS:]
    if posts:
        words = _("先后任{posts}。") if len(posts) > 1 else _("曾任{posts}。")
        first += words.format(posts="、".join(posts))
    honours = [line.text for line in life.honours][-_MOST_HONOURS:]
    if honours:
        first += _("曾获{titles}。").format(titles="、".join(f"“{title}”" for title in honours))
    parts = [first]
    if life.years:
        text = _("{years}年来，{name}同志忠诚履职、勤勉敬业、清正廉洁，把最好的年华献给了人民法院事业。")
        parts.append(text.format(years=life.years, name=life.name))
    last = _("{month}，{name}同志光荣退休。") if life.retires else _("今天，{name}同志光荣退休。")
    parts.append(last.format(month=_month(life.retires) if life.retires else "", name=life.name))
    parts.append(_("让我们以热烈的掌声，向{name}同志致以崇高的敬意和衷心的祝福！").format(name=life.name))
    return "\n".join(parts)


def speech(life: Life) -> str:
    """What the retiree may say, to be put into his own words."""
    came = (
        _("{month}，我来到法院工作").format(month=_month(life.joined)) if life.joined else _("参加工作以后，我来到法院")
    )
    years = _("，一干就是{years}年").format(years=life.years) if life.years else ""
    return "\n".join(
        (
            _("尊敬的各位领导、各位同事："),
            _("大家好！今天，院里为我们举行荣退仪式，我的心情既激动又不舍。"),
            _("{came}{years}。感谢组织的培养，感谢领导的关心，感谢同事们一路的帮助。").format(came=came, years=years),
            _("退休以后，我会一如既往关心法院、支持法院，继续做一名法治的守护者和宣传者。"),
            _("祝愿人民法院事业蒸蒸日上，祝愿各位同事工作顺利、身体健康、阖家幸福！谢谢大家！"),
        )
    )


def foreword(life: Life) -> str:
    """What the court says at the beginning of the album."""
    years = _("{years}载").format(years=chinese_number(life.years)) if life.years else _("数十载")
    return "\n".join(
        (
            _(
                "{years}光阴，一腔热忱。从初入法院的青涩，到光荣退休的从容，您把青春和汗水留在了平凡而光荣的岗位上。"
            ).format(years=years),
            _("这本纪念册收录了您在人民法院的足迹。愿它陪伴您，也代我们道一声：感谢您，祝福您！"),
        )
    )
