"""The made-up county's units and the people with a part to play. All names are invented."""

from dataclasses import dataclass, field
from typing import Final

TOWN: Final = "城关镇"
TOWNSHIPS: Final = (
    "河口镇",
    "桃源镇",
    "白沙镇",
    "石桥镇",
    "双溪镇",
    "龙泉镇",
    "青山镇",
    "清水乡",
    "大坪乡",
    "松林乡",
    "云岭乡",
)
# Full name and what people call it.
DEPARTMENTS: Final = {
    "县委办公室": ("县委办",),
    "县政府办公室": ("县政府办",),
    "县委组织部": ("组织部",),
    "县委宣传部": ("宣传部",),
    "县委统战部": ("统战部",),
    "县委政法委": ("政法委",),
    "县发展和改革局": ("县发改局", "发改局"),
    "县教育局": ("教育局",),
    "县公安局": ("公安局",),
    "县财政局": ("财政局",),
    "县人力资源和社会保障局": ("县人社局", "人社局"),
    "县自然资源局": ("自然资源局",),
    "县住房和城乡建设局": ("县住建局", "住建局"),
    "县交通运输局": ("县交通局", "交通局"),
    "县水利局": ("水利局",),
    "县农业农村局": ("农业农村局",),
    "县卫生健康局": ("县卫健局", "卫健局"),
    "县审计局": ("审计局",),
    "县市场监督管理局": ("县市场监管局", "市场监管局"),
    "县司法局": ("司法局",),
}
# Kind and superior department of what is neither township nor department.
OTHERS: Final = {
    "县人大常委会办公室": ("npc_cppcc", ""),
    "县政协办公室": ("npc_cppcc", ""),
    "县人民法院": ("court_procuratorate", ""),
    "县人民检察院": ("court_procuratorate", ""),
    "县总工会": ("mass_organisation", ""),
    "县妇女联合会": ("mass_organisation", ""),
    "县融媒体中心": ("directly_affiliated_institution", ""),
    "县农业技术推广中心": ("public_institution", "县农业农村局"),
    "县第一中学": ("school", "县教育局"),
    "县人民医院": ("hospital", "县卫生健康局"),
    "县城市建设投资有限公司": ("enterprise", "县财政局"),
    "城关镇派出所": ("township_station", "县公安局"),
    "城关镇司法所": ("township_station", "县司法局"),
    "河口镇市场监管所": ("township_station", "县市场监督管理局"),
}
GROUPS: Final = ("第一考核组", "第二考核组")


@dataclass(frozen=True)
class Sent:
    """A secondment. `home` may be outside the county."""

    home: str
    host: str
    sent_by: str
    start: str
    end: str = ""


@dataclass(frozen=True)
class Part:
    """A person with a part to play, listed under `unit`. With a `userid` they can be played."""

    name: str
    unit: str
    post: str
    facts: dict[str, str] = field(default_factory=dict)
    sent: Sent | None = None
    userid: str = ""


HEAD: Final = {"position": "unit_head"}
MEMBER: Final = {"position": "team_member"}
RANK_ONLY: Final = {"position": "non_leader"}

PARTS: Final = (
    # 城关镇 itself
    Part("郑建国", TOWN, "党委书记", HEAD, userid="zhengjianguo"),
    Part("冯秀英", TOWN, "党委副书记、镇长", HEAD, userid="fengxiuying"),
    Part("韩志强", TOWN, "人大主席", MEMBER),
    Part("邓丽华", TOWN, "党委副书记", MEMBER),
    Part("曹国平", TOWN, "党委委员、纪委书记", MEMBER),
    Part("彭雪梅", TOWN, "党委委员、组织委员", MEMBER),
    Part("王磊", TOWN, "副镇长", MEMBER, userid="wanglei"),
    Part("蒋文涛", TOWN, "副镇长", MEMBER | {"in_training": "是"}),
    Part("崔永强", TOWN, "党委委员、政法委员", MEMBER),
    Part("龚丽", TOWN, "党委委员、宣传委员", MEMBER),
    Part("贺志刚", TOWN, "副镇长", MEMBER),
    Part("沈小兵", TOWN, "党委委员、武装部长", MEMBER),
    Part("魏桂芳", TOWN, "四级调研员", RANK_ONLY),
    Part("唐福生", TOWN, "四级调研员", RANK_ONLY | {"retired_on": "2019-10-31"}),
    # secondees of every level
    Part(
        "刘洋",
        "县财政局",
        "副局长",
        MEMBER,
        Sent("县财政局", TOWN, "county", "2019-06-28"),
        "liuyang",
    ),
    Part("王磊", "县水利局", "副局长", MEMBER, Sent("县水利局", TOWN, "county", "2019-09-02")),
    Part(
        "吴昊", TOWN, "党委副书记（挂职）", MEMBER, Sent("市交通运输局", TOWN, "city", "2019-03-15")
    ),
    Part(
        "陈思远",
        "河口镇",
        "党委副书记（挂职）",
        MEMBER,
        Sent("国家某部机关", "河口镇", "central", "2018-10-08"),
        "chensiyuan",
    ),
    Part(
        "赵静",
        "桃源镇",
        "副镇长（挂职）",
        MEMBER,
        Sent("省农业农村厅", "桃源镇", "province", "2019-01-10"),
    ),
    Part(
        "孙涛",
        "县教育局",
        "副局长",
        MEMBER,
        Sent("县教育局", "白沙镇", "county", "2019-08-15"),
        "suntao",
    ),
    Part(
        "高翔",
        "县交通运输局",
        "副局长",
        MEMBER,
        Sent("县交通运输局", "石桥镇", "county", "2019-03-01"),
    ),
    Part(
        "马晓东",
        "县发展和改革局",
        "副局长（挂职）",
        MEMBER,
        Sent("省发展和改革委员会", "县发展和改革局", "province", "2019-04-01"),
    ),
    # village work
    Part(
        "罗永刚", "县农业农村局", "副局长", MEMBER | {"village_post": "leader", "sent_by": "county"}
    ),
    Part(
        "谢芳",
        "县卫生健康局",
        "四级主任科员",
        RANK_ONLY | {"village_post": "member", "sent_by": "county"},
    ),
    Part(
        "董大伟",
        "县审计局",
        "四级调研员",
        RANK_ONLY | {"village_post": "supervisor", "sent_by": "city"},
    ),
    # others the notice has a clause for
    Part("袁立新", "县自然资源局", "副局长", MEMBER | {"under_investigation": "open"}),
    Part("潘素琴", "县总工会", "副主席", MEMBER | {"retired_on": "2019-12-20"}),
    Part(
        "于海波",
        "县委政法委",
        "副书记（兼县司法局党组成员）",
        MEMBER | {"concurrent_posts": "是", "main_duties_at": "县司法局"},
    ),
    Part("苏敏", "县人民医院", "院长", HEAD | {"professional_title": "是"}),
    Part("叶茂林", "县第一中学", "校长", HEAD | {"professional_title": "是"}),
    Part("姜国栋", "县城市建设投资有限公司", "董事长", HEAD),
    Part("任小平", "城关镇派出所", "所长", HEAD),
    Part("卢春生", "城关镇司法所", "所长", HEAD),
    Part("钟伟", "河口镇市场监管所", "所长", HEAD),
    Part("汪洁", "县委宣传部", "副部长", MEMBER | {"borrowed": "是"}),
    Part("田家旺", "县住房和城乡建设局", "副局长（主持工作）", {"position": "acting_head"}),
)


@dataclass(frozen=True)
class Clerk:
    """A member without a line in the list of people. `unit` empty: supervision section or group."""

    userid: str
    name: str
    role: str
    unit: str = ""
    group: str = ""


STAFF: Final = (
    Clerk("zhoumin", "周敏", "clerk", TOWN),
    Clerk("hexiaoyan", "何晓燕", "clerk", TOWN),
    Clerk("linfang", "林芳", "clerk", "县财政局"),
    Clerk("xujing", "许静", "clerk", "县财政局"),
    Clerk("caiyun", "蔡云", "clerk", "河口镇"),
    Clerk("jianduwang", "王志远", "supervisor"),
    Clerk("jiandulis", "李淑珍", "supervisor"),
    Clerk("jianduzhang", "张明", "supervisor"),
    Clerk("kaohe1a", "杨树林", "group", group="第一考核组"),
    Clerk("kaohe1b", "秦岚", "group", group="第一考核组"),
    Clerk("kaohe2a", "薛兵", "group", group="第二考核组"),
    Clerk("kaohe2b", "阎红", "group", group="第二考核组"),
)
UNREACHABLE: Final = "云岭乡"  # its clerk is outside the app's visible scope
OUTSIDER: Final = ("luren", "路人甲")
