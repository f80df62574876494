"""How courts, departments, people and the facts of their dossier are shown, entered, exported and printed.

The headings and what is listed in `also` are what rosters in offices really use.
"""

from cadre_desktop.kit.kind import Column, Kind, through
from cadre_desktop.kit.language import N_
from cadre_desktop.people.completions import read_hours, read_result, unfold_completions
from cadre_desktop.people.reading import (
    read_capacity,
    read_category,
    read_degree,
    read_education,
    read_grade,
    read_name,
    read_notes,
    read_post,
    read_rank,
    read_status,
)
from cadre_desktop.people.records import Appointment, Court, Department, Honour, Person, PoolEntry, TrainingRecord
from cadre_desktop.people.settling import settle_facts, settle_person
from cadre_desktop.people.training_titles import title_key
from cadre_desktop.people.trainings import TRAINING_ONCE, TRAINING_RULES, complete_training, vet_training
from cadre_desktop.people.vetting import (
    PERSON_RULES,
    complete_person,
    settled_appointment,
    settled_honour,
    settled_pool_entry,
    settled_training,
    vet_honour,
    vet_person,
)

COURT = Kind(
    Court,
    "courts",
    "法院",
    columns=(
        Column(Court.name, "法院", also=("法院名称", "单位", "单位名称", "名称"), roster_mm=80),
        Column(Court.short_name, "简称", roster_mm=40),
        Column(Court.level, "层级", also=("法院层级", "审级"), filterable=True, roster_mm=30),
        Column(Court.case_code, "案号代字", also=("代字",), roster_mm=30),
        Column(Court.place, "序号", also=("排序",), in_table=False),
    ),
    order=(Court.place,),
    identity=((Court.name,),),
    icon="court",
    workbook=N_("法院"),
)

DEPARTMENT = Kind(
    Department,
    "departments",
    "部门",
    columns=(
        Column(Department.court, "法院", also=("单位", "所在法院"), filterable=True, roster_mm=70),
        Column(Department.name, "部门", also=("部门名称", "庭室", "内设机构"), roster_mm=60),
        Column(Department.line, "条线", also=("业务条线", "业务类别"), filterable=True, roster_mm=40),
        Column(Department.place, "序号", also=("排序",), in_table=False),
    ),
    order=(Department.court, Department.place),
    identity=((Department.court, Department.name),),
    icon="court",
    workbook=N_("部门"),
)

PERSON = Kind(
    Person,
    "people",
    "人员",
    columns=(
        Column(
            Person.name,
            "姓名",
            also=("干警姓名", "人员姓名", "名字"),
            section="基本情况",
            roster_mm=22,
        ),
        Column(Person.photo, "照片", section="基本情况", in_table=False),
        Column(Person.sex, "性别", section="基本情况", filterable=True, roster_mm=12),
        Column(
            Person.born,
            "出生年月",
            also=("出生日期", "出生时间", "生日", "出生"),
            section="基本情况",
            hint="如 1985.03",
            roster_mm=20,
        ),
        Column(Person.ethnic, "民族", section="基本情况", filterable=True, roster_mm=18),
        Column(
            Person.id_number,
            "身份证号",
            also=("身份证号码", "公民身份号码", "身份证", "证件号码", "居民身份证号"),
            section="基本情况",
            in_table=False,
            masked=True,
            hint="18 位，末位可为 X",
        ),
        Column(
            Person.court,
            "法院",
            also=("单位", "所在单位", "工作单位", "所在法院", "单位名称", "法院名称"),
            section="岗位",
            filterable=True,
            roster_mm=46,
        ),
        Column(
            Person.department,
            "部门",
            also=("所在部门", "庭室", "内设机构", "科室", "部门名称", "所在庭室", "处室"),
            section="岗位",
            filterable=True,
            roster_mm=32,
        ),
        Column(
            Person.category,
            "人员分类",
            also=("人员类别", "类别", "人员性质", "身份类别", "序列"),
            section="岗位",
            filterable=True,
            roster_mm=28,
        ),
        Column(
            Person.capacity,
            "岗位身份",
            also=("身份", "人员身份", "岗位", "岗位类别", "岗位名称", "工作岗位", "辅助类别"),
            section="岗位",
            filterable=True,
            hint="审判辅助人员填写，如法官助理、书记员",
        ),
        Column(Person.quota_judge, "员额法官", also=("是否员额", "员额", "是否员额法官", "入额"), section="岗位"),
        Column(
            Person.post,
            "职务",
            also=(
                *("现任职务", "行政职务", "职务名称", "现职务"),
                *("职务/职级", "职务（职级）", "职务及职级", "职务、职级", "职务或职级", "现任职务职级"),
                *("职务/等级", "职务等级", "职务及等级", "职务职级等级", "职务（等级）"),
            ),
            section="岗位",
            roster_mm=30,
        ),
        Column(
            Person.post_since,
            "任现职时间",
            also=("任职时间", "任现职年月", "现职务任职时间"),
            section="岗位",
            in_table=False,
        ),
        Column(Person.rank, "职级", also=("现职级", "职务职级", "公务员职级"), section="岗位", in_table=False),
        Column(Person.judge_grade, "法官等级", also=("等级", "法官等级/职级"), section="岗位", in_table=False),
        Column(Person.line, "条线", also=("专业", "业务条线"), section="岗位", in_table=False, filterable=True),
        Column(Person.employment, "用工形式", also=("编制", "编制类型", "用工性质"), section="岗位", in_table=False),
        Column(
            Person.staff_number, "工号", also=("人员编号", "干警编号", "编号", "职工号"), section="岗位", in_table=False
        ),
        Column(Person.status, "状态", also=("人员状态", "在职状态", "在岗状态"), section="岗位", filterable=True),
        Column(Person.status_since, "状态日期", section="岗位", in_table=False),
        Column(Person.political, "政治面貌", also=("政治身份",), section="履历", in_table=False, roster_mm=20),
        Column(Person.joined_party, "入党时间", also=("入党年月", "加入党派时间"), section="履历", in_table=False),
        Column(Person.education, "学历", also=("最高学历", "文化程度"), section="履历", in_table=False, roster_mm=16),
        Column(Person.degree, "学位", also=("最高学位",), section="履历", in_table=False),
        Column(Person.school, "毕业院校", also=("毕业学校", "毕业院校及专业", "院校"), section="履历", in_table=False),
        Column(
            Person.joined_work,
            "参加工作时间",
            also=("参加工作年月", "工作时间", "参工时间"),
            section="履历",
            in_table=False,
        ),
        Column(
            Person.joined_court,
            "到院时间",
            also=("入院时间", "进院时间", "调入时间", "入职时间", "入职日期"),
            section="履历",
            in_table=False,
        ),
        Column(
            Person.native_place, "籍贯", section="履历", in_table=False, hint="省和市县，如 内蒙古包头", roster_mm=24
        ),
        Column(Person.birthplace, "出生地", section="履历", in_table=False),
        Column(Person.health, "健康状况", also=("身体状况",), section="履历", in_table=False, masked=True),
        Column(
            Person.professional_title,
            "专业技术职务",
            also=("专业技术职称", "技术职称"),
            section="履历",
            in_table=False,
        ),
        Column(Person.expertise, "熟悉专业有何专长", also=("专长", "特长", "专业特长"), section="履历", in_table=False),
        Column(Person.second_party, "其他党派", also=("民主党派",), section="履历", in_table=False),
        Column(
            Person.phone,
            "联系电话",
            also=("手机", "手机号", "手机号码", "电话", "联系方式", "移动电话"),
            section="联系",
            in_table=False,
            masked=True,
        ),
        Column(Person.notes, "备注", also=("说明",), section="联系", in_table=False),
    ),
    order=(Person.court, Person.department, Person.name),
    identity=((Person.id_number,), (Person.staff_number,), (Person.name, Person.born)),
    prepare=complete_person,
    vet=vet_person,
    rules=PERSON_RULES,
    reads=(
        (Person.name, read_name),
        (Person.category, read_category),
        (Person.capacity, read_capacity),
        (Person.post, read_post),
        (Person.rank, read_rank),
        (Person.judge_grade, read_grade),
        (Person.status, read_status),
        (Person.education, read_education),
        (Person.degree, read_degree),
        (Person.notes, read_notes),
    ),
    settle=settle_person,
    icon="people",
    workbook=N_("花名册（人员）"),
)

TRAINING_RECORD = Kind(
    TrainingRecord,
    "training-records",
    "培训记录",
    columns=(
        Column(TrainingRecord.person, "姓名", also=("干警姓名", "学员姓名", "学员"), roster_mm=22),
        through(
            TrainingRecord.person,
            Person.staff_number,
            "工号",
            also=("人员编号", "干警编号", "职工号"),
            in_table=False,
            tells=True,
        ),
        through(
            TrainingRecord.person,
            Person.id_number,
            "身份证号",
            also=("身份证号码", "公民身份号码", "证件号码"),
            in_table=False,
            masked=True,
            tells=True,
        ),
        Column(TrainingRecord.year, "年度", also=("年份",), filterable=True, roster_mm=14),
        Column(TrainingRecord.title, "培训班名称", also=("培训名称", "班次名称", "班次", "专题班名称"), roster_mm=70),
        Column(TrainingRecord.series, "班次系列", filterable=True),
        Column(TrainingRecord.form, "培训形式", also=("形式",), filterable=True),
        Column(TrainingRecord.organiser, "主办单位", also=("主办方",), in_table=False),
        Column(TrainingRecord.starts, "开始日期", also=("起始日期", "开始", "开始时间", "开班日期"), roster_mm=22),
        Column(TrainingRecord.ends, "结束日期", also=("结束", "结束时间"), roster_mm=22),
        Column(
            TrainingRecord.hours, "学时", also=("总学时", "培训学时", "完成学时", "学习时长", "学时数"), roster_mm=14
        ),
        Column(TrainingRecord.online, "网络培训", also=("是否网络",), in_table=False),
        Column(
            TrainingRecord.result,
            "完成情况",
            also=("培训结果", "结业情况", "是否结业", "是否完成", "成绩"),
            roster_mm=20,
        ),
        Column(TrainingRecord.origin, "来源", also=("培训来源",), filterable=True, in_table=False),
        Column(TrainingRecord.training_class, "培训类别", also=("类别", "培训班类型"), filterable=True, in_table=False),
        Column(TrainingRecord.venue, "地点", also=("培训地点",), in_table=False),
        Column(
            TrainingRecord.court,
            "时任单位",
            also=("单位", "法院", "所在单位", "工作单位", "时任单位及职务"),
            filterable=True,
            in_table=False,
            amid=True,
        ),
        Column(
            TrainingRecord.counts,
            "计入年度任务",
            also=("是否计入年度任务", "是否计入年度学习任务"),
            in_table=False,
        ),
    ),
    order=(TrainingRecord.starts.desc(), TrainingRecord.person),
    identity=((TrainingRecord.person, TrainingRecord.title, TrainingRecord.starts, TrainingRecord.online),),
    prepare=complete_training,
    vet=vet_training,
    rules=TRAINING_RULES,
    reads=((TrainingRecord.hours, read_hours), (TrainingRecord.result, read_result)),
    settle=settle_facts,
    settled=settled_training,
    written=((TrainingRecord.title, title_key),),
    once=TRAINING_ONCE,
    unfold=unfold_completions,
    icon="course",
    workbook=N_("培训记录（记入个人档案）"),
)

HONOUR = Kind(
    Honour,
    "honours",
    "表彰",
    columns=(
        Column(Honour.title, "荣誉名称", also=("表彰名称", "奖励名称", "称号"), roster_mm=70),
        Column(Honour.level, "级别", also=("表彰级别", "授予级别"), filterable=True, roster_mm=24),
        Column(Honour.granted, "授予日期", also=("表彰时间", "授予时间", "批准日期"), roster_mm=24),
        Column(Honour.person, "个人", also=("姓名", "受表彰个人"), roster_mm=22, hint="集体表彰请留空"),
        Column(Honour.court, "法院", also=("单位", "所在法院"), filterable=True, roster_mm=50),
        Column(Honour.department, "部门", also=("集体", "受表彰集体"), hint="表彰到部门时填写", roster_mm=34),
        Column(Honour.grantor, "授予单位", also=("批准机关", "授予机关"), roster_mm=40),
        Column(Honour.document_number, "文号", also=("发文字号",), in_table=False),
        Column(Honour.notes, "备注", in_table=False),
    ),
    order=(Honour.granted.desc(), Honour.person),
    identity=((Honour.title, Honour.granted, Honour.person, Honour.court, Honour.department),),
    vet=vet_honour,
    settle=settle_facts,
    settled=settled_honour,
    icon="certificate",
    workbook=N_("表彰"),
)

APPOINTMENT = Kind(
    Appointment,
    "appointments",
    "职务调整",
    columns=(
        Column(Appointment.person, "姓名", roster_mm=22),
        Column(Appointment.decided, "决定日期", also=("任职日期", "任免日期", "调整日期"), roster_mm=24),
        Column(
            Appointment.kind, "类型", also=("调整类型",), filterable=True, hint="如 提任、交流、晋升职级", roster_mm=20
        ),
        Column(Appointment.from_court, "原单位", also=("调出单位",), in_table=False),
        Column(Appointment.old_post, "原职务", roster_mm=40),
        Column(Appointment.court, "任职单位", also=("单位", "现单位", "法院"), filterable=True, roster_mm=46),
        Column(Appointment.department, "任职部门", also=("部门",), in_table=False),
        Column(Appointment.new_post, "新任职务", also=("现任职务", "拟任职务", "职务"), roster_mm=40),
        Column(Appointment.post_level, "职务层次", also=("级别",), filterable=True, in_table=False),
        Column(Appointment.rank, "职级", also=("新任职级",), in_table=False),
        Column(Appointment.judge_grade, "法官等级", also=("等级",), in_table=False),
        Column(Appointment.removed_post, "免去职务", also=("免职", "拟免职务"), in_table=False),
        Column(Appointment.reason, "任免理由", also=("理由",), in_table=False),
        Column(Appointment.batch, "任免批次", also=("批次",), filterable=True, in_table=False),
        Column(Appointment.carried_out, "已执行", in_table=False, hint="已记入个人档案"),
        Column(Appointment.document_number, "文号", also=("发文字号", "任免文号"), in_table=False),
        Column(Appointment.notes, "备注", in_table=False),
    ),
    order=(Appointment.decided.desc(), Appointment.person),
    identity=((Appointment.person, Appointment.decided, Appointment.new_post),),
    settled=settled_appointment,
    icon="people",
    workbook=N_("职务调整"),
)

POOL_ENTRY = Kind(
    PoolEntry,
    "pool-entries",
    "入库经历",
    columns=(
        Column(PoolEntry.person, "姓名"),
        Column(PoolEntry.pool, "人才库", filterable=True),
        Column(PoolEntry.entered, "入库日期"),
        Column(PoolEntry.left, "出库日期"),
        Column(PoolEntry.reason, "原因"),
    ),
    order=(PoolEntry.entered.desc(), PoolEntry.person),
    identity=((PoolEntry.person, PoolEntry.pool, PoolEntry.entered),),
    settled=settled_pool_entry,
    icon="talent",
)

KINDS: tuple[Kind, ...] = (COURT, DEPARTMENT, PERSON, TRAINING_RECORD, HONOUR, APPOINTMENT, POOL_ENTRY)
