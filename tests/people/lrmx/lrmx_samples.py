"""Forms for the tests: invented people, written as the editor of the forms writes them."""

import base64
import io
from functools import cache

from PIL import Image

RESUME = """2006.09--2010.07  某大学法学院法学专业学习
2010.07--2016.05  某区人民法院书记员
                  （其间：2013.09--2015.06 某大学在职法律硕士专业学习）
2016.05--         某区人民法院民事审判第一庭庭长"""
GRADES = "2022年年度考核“优秀”等次；2023年年度考核“称职”等次。"


@cache
def picture(width: int = 120, height: int = 150, colour: str = "#5b7fa6") -> bytes:
    """A JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()


def form(photo: bytes | None = None, head: str = "<?xml version='1.0' encoding='UTF-8'?>", **values: str) -> bytes:
    """A .lrmx with an element that no editor knows, CDATA, an empty tag, and an attribute."""
    said = {
        "XingMing": "白示例",
        "XingBie": "女",
        "ChuShengNianYue": "198805",
        "MinZu": "蒙古族",
        "JiGuan": "内蒙古包头",
        "RuDangShiJian": "200912",
        "JianKangZhuangKuang": "健康",
        "QuanRiZhiJiaoYu_XueLi": "大学",
        "QuanRiZhiJiaoYu_XueWei": "法学学士",
        "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": "某大学法学专业",
        "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": "某大学法学专业",
        "XianRenZhiWu": "包头市青山区人民法院民事审判第一庭庭长",
        "JiangChengQingKuang": "2022年3月，记个人三等功。",
        "NianDuKaoHeJieGuo": GRADES,
        "ShenFenZheng": "150299198805120029",
        **values,
    }
    lines = [head, '<Person ver="3">', "    <!-- 本行照原样留着 -->"]
    lines += [f"    <{name}>{text}</{name}>" for name, text in said.items() if name != "JianLi"]
    lines += [f"    <JianLi><![CDATA[{values.get('JianLi', RESUME)}]]></JianLi>"]
    lines += ["    <ZhuanYeJiShuZhiWu />", '    <BenDiZiDuan a="1>0">本地&amp;字段</BenDiZiDuan>']
    lines += ["    <JiaTingChengYuan><Item><ChengWei>丈夫</ChengWei><XingMing>陈示例</XingMing>"]
    lines += ["    <ChuShengRiQi>198601</ChuShengRiQi></Item><Item /></JiaTingChengYuan>"]
    picture_text = base64.b64encode(picture() if photo is None else photo).decode()
    lines += [f"    <ZhaoPian>{picture_text}</ZhaoPian>", "    <Version>3.2.1.16</Version>", "</Person>", ""]
    return "\r\n".join(lines).encode()


def old_form(**values: str) -> bytes:
    """A .lrm."""
    fields = [""] * 33
    fields[0:9] = ["白示例", "女", "198805", "蒙古族", "内蒙古包头", "200912", "健康", "内蒙古包头", "201007"]
    fields[9], fields[10] = "大学#法学学士@#法律硕士", "某大学#法学@某政法大学#法律硕士"
    fields[17], fields[19], fields[25] = RESUME.replace("\n", "\r\n"), GRADES, "包头市青山区人民法院庭长"
    fields[20] = "丈夫@儿子@@@@@@@@@@@"
    fields[0] = values.get("XingMing", fields[0])
    return ",".join(f'"{text}"' for text in fields).encode("gb18030")
