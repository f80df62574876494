"""The elements of 干部任免审批表 (.lrmx, editor of the forms 3.x) in their order, and what they are called. Pure.

Source: the configuration of 任免表编辑器 V3.0 (EditInfo.xml), in which the names are those of the XML.
"""

from collections.abc import Mapping

NAME, SEX, BORN = "XingMing", "XingBie", "ChuShengNianYue"
RESUME, HONOURS, GRADES, POST = "JianLi", "JiangChengQingKuang", "NianDuKaoHeJieGuo", "XianRenZhiWu"
ID_NUMBER, PHOTO, FAMILY, FAMILY_ITEM = "ShenFenZheng", "ZhaoPian", "JiaTingChengYuan", "Item"
MEMBER = ("ChengWei", "XingMing", "ChuShengRiQi")
"""What is read of a member of the family: 称谓, 姓名, 出生日期."""
PARTY_JOINED = "RuDangShiJian"
FULL_TIME, IN_SERVICE = "QuanRiZhiJiaoYu", "ZaiZhiJiaoYu"
STUDIES = ("XueLi", "XueWei", "XueLi_BiYeYuanXiaoXi", "XueWei_BiYeYuanXiaoXi")
"""What the form says of either education: 学历, 学位, and school and subject of each."""

TITLES: Mapping[str, str] = {
    NAME: "姓名",
    SEX: "性别",
    BORN: "出生年月",
    "MinZu": "民族",
    "JiGuan": "籍贯",
    "ChuShengDi": "出生地",
    PARTY_JOINED: "入党时间",
    "CanJiaGongZuoShiJian": "参加工作时间",
    "JianKangZhuangKuang": "健康状况",
    "ZhuanYeJiShuZhiWu": "专业技术职务",
    "ShuXiZhuanYeYouHeZhuanChang": "熟悉专业有何专长",
    **{
        f"{mode}_{what}": f"{said}{title}"
        for mode, said in ((FULL_TIME, "全日制教育"), (IN_SERVICE, "在职教育"))
        for what, title in zip(STUDIES, ("学历", "学位", "学历毕业院校系及专业", "学位毕业院校系及专业"), strict=True)
    },
    POST: "现任职务",
    "NiRenZhiWu": "拟任职务",
    "NiMianZhiWu": "拟免职务",
    RESUME: "简历",
    HONOURS: "奖惩情况",
    GRADES: "年度考核结果",
    "RenMianLiYou": "任免理由",
    FAMILY: "家庭主要成员及重要社会关系",
    "ChengBaoDanWei": "呈报单位",
    "JiSuanNianLingShiJian": "计算年龄时间",
    "TianBiaoShiJian": "填表时间",
    "TianBiaoRen": "填表人",
    ID_NUMBER: "身份证",
    PHOTO: "照片",
    "Version": "版本",
    "GaiGeQianRenZhiNianLingJieXian": "改革前任职年龄界限",
    "DaoLingNianYue": "到龄年月",
}
ORDER = {name: at for at, name in enumerate(TITLES)}

OLD_FIELDS = (
    *(NAME, SEX, BORN, "MinZu", "JiGuan", PARTY_JOINED, "JianKangZhuangKuang", "ChuShengDi", "CanJiaGongZuoShiJian"),
    *("", "", "ZhuanYeJiShuZhiWu", "", "", "", "", "ShuXiZhuanYeYouHeZhuanChang", RESUME, HONOURS, GRADES),
    *("", "", "", "", "", POST, "NiRenZhiWu", "NiMianZhiWu", "RenMianLiYou", "ChengBaoDanWei"),
    *("JiSuanNianLingShiJian", "TianBiaoRen", "TianBiaoShiJian"),
)
"""The 33 fields of a .lrm by the names of their elements; 9 and 10 hold the studies, 20 to 24 the family."""
OLD_STUDIES, OLD_SCHOOLS = 9, 10
OLD_FAMILY = range(20, 25)
