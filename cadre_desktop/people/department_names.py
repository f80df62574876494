"""Whether a text looks like the name of a court's department, before one of that name is made. Pure functions."""

import re

from cadre_desktop.kit.codes import code_table

LENGTHS = range(2, 26)
"""Characters in a department's name, blanks not counted."""

_ENDS = re.compile(
    r"(?:庭|局|室|处|科|股|队|部|办|中心|委|总支|会|领导|班子|机关|组|站|所|团|厅|"
    r"专班|窗口|后勤|退休人员|退休干部|老干部|小组|法官(?:培训)?学院)$"
)
_SHORT = re.compile(
    r"(?:院?机关|刑事?|民事?|商事?|行政?|执行?|立案?|审监|审管|少年?|家事|环资|知产|金融|破产|速裁|综合|信访|法警|技术|装备|行装|政工|督察|监察|"
    r"纪检|研究|宣传|人事|财务)[审判]{0,2}[第一二三四五六七八九十\d]{0,3}$"
)
_NO_NAME = re.compile(
    r"^[=+\-@#]|#(?:REF|N/A|NAME|VALUE|DIV|NULL|NUM)|(?:19|20)\d\d[年.\-/]|\d{1,2}月\d{0,2}|\d{4,}|[!?@{}<>\\=]|https?:"
    r"|[，。；：！？]"
)
_SCHOOL = re.compile(r"大学|学院|学校|党校|中学|小学|师范|研究生|本科|专科|毕业|[一-鿿]专$")
_OWN_SCHOOL = re.compile(r"法官(?:培训)?学院|法官学校|培训")
_NO_DEPARTMENT = re.compile(
    r"^(?:部门|科室|庭室|处室|所在部门|内设机构|机关干部|行政干部|干部|共青团|.*(?:会议室|教研室|教室)|[男女].{0,3}|.{1,4}族)$"
)
_BRACKETS = re.compile(r"[(（\[【〔][^)）\]】〕]*[)）\]】〕]")


def department_like(text: str) -> bool:
    """Whether `text` may name a department: 刑事审判第一庭, 民一, 院领导, 机关服务中心（后勤）.

    Not: figures, failed formulas and formulas, dates, schools, sentences, people's names, headings, and what is too
    long. A name that ends like no department has to be that of a line of work (条线) at least.
    """
    name = "".join(text.split())
    if len(name) not in LENGTHS:
        return False
    bare = _BRACKETS.sub("", name)
    if not any(map(str.isalpha, bare)) or _NO_NAME.search(name):
        return False
    if _NO_DEPARTMENT.match(bare) or (_SCHOOL.search(bare) and not _OWN_SCHOOL.search(bare)):
        return False
    return bool(_ENDS.search(bare) or _SHORT.match(bare) or code_table("line").find(bare))
