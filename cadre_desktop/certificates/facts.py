"""What a designed certificate can say: the fields of its texts, with the words that the designer shows for them."""

from collections.abc import Mapping

from cadre_desktop.kit.language import N_

FIELDS: Mapping[str, str] = {
    "name": N_("姓名或集体名称"),
    "address": N_("称谓（同志、先生、女士）"),
    "sex": N_("性别"),
    "birth": N_("出生年月"),
    "category": N_("人员类别"),
    "post": N_("职务"),
    "court": N_("所在法院"),
    "department": N_("部门"),
    "course": N_("培训班名称"),
    "contest": N_("竞赛名称"),
    "track": N_("赛道"),
    "activity": N_("活动或班次名称"),
    "award": N_("奖项"),
    "title": N_("荣誉称号"),
    "rank": N_("名次"),
    "reason": N_("事由"),
    "date": N_("落款日期（汉字）"),
    "date_arabic": N_("落款日期（数字）"),
    "starts": N_("开始日期"),
    "ends": N_("结束日期"),
    "period": N_("起止日期"),
    "hours": N_("学时"),
    "number": N_("证书编号"),
    "issuer": N_("落款单位"),
    "organiser": N_("主办单位"),
    "id_number": N_("有效证件号"),
}
"""The fields that a design's texts may have, in the order in which they are offered."""
