"""Rules of comfort money: what it is given for, and the ceilings above which it is refused."""

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.language import N_


class ComfortItem(Code):
    """What comfort money is given for (基层工会经费收支管理办法, 总工办发〔2017〕32号)."""

    FESTIVAL = "festival", N_("节日慰问"), "节日", "逢年过节"
    BIRTHDAY = "birthday", N_("生日慰问"), "生日"
    MARRIAGE = "marriage", N_("结婚慰问"), "结婚"
    BIRTH = "birth", N_("生育慰问"), "生育"
    HOSPITAL = "hospital", N_("住院慰问"), "住院", "生病住院"
    DEATH = "death", N_("去世慰问"), "职工去世", "本人去世"
    RELATIVE_DEATH = "relative_death", N_("亲属去世慰问"), "亲属去世", "直系亲属去世"
    RETIREMENT = "retirement", N_("退休纪念品"), "退休", "离岗"
    MODEL = "model", N_("慰问先进典型"), "先进典型", "慰问模范"
    MARTYR = "martyr", N_("烈士、因公牺牲家属"), "烈士家属", "因公牺牲家属"
    DIFFICULTY = "difficulty", N_("困难慰问"), "困难", "突发困难"
    ANNIVERSARY = "anniversary", N_("入职周年慰问"), "入职周年", "入院周年", "入院周年慰问", "从业周年"

    @property
    def confidential(self) -> bool:
        """A health matter: masked like counselling."""
        return self is ComfortItem.HOSPITAL


class Festival(Code):
    """The seven statutory festivals for which comfort money may be given."""

    NEW_YEAR = "new_year", N_("元旦")
    SPRING = "spring", N_("春节")
    QINGMING = "qingming", N_("清明节"), "清明"
    LABOUR = "labour", N_("劳动节"), "五一"
    DRAGON_BOAT = "dragon_boat", N_("端午节"), "端午"
    MID_AUTUMN = "mid_autumn", N_("中秋节"), "中秋"
    NATIONAL = "national", N_("国庆节"), "国庆"


class CeilingTerm(Code):
    """For what the maximum of a ceiling counts."""

    EACH = "each", N_("每次"), "次"
    YEAR = "year", N_("每年合计"), "年", "全年"


class ComfortForm(Code):
    """In what form it is given; 节日慰问 may be neither cash nor shopping cards."""

    GOODS = "goods", N_("实物"), "慰问品"
    MONEY = "money", N_("慰问金"), "现金"
    VOUCHER = "voucher", N_("蛋糕券"), "实物券", "领物券"
