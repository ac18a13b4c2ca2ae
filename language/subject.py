"""Whom a message is about: who is named, and which words are only hearsay, pressure or comparison."""

import re

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵汪祁毛禹狄米贝明臧"
    "计成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢"
    "莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊惠甄封芮储靳段焦巴牧隗山谷车侯宓全仰秋仲伊宫"
    "宁仇栾甘厉戎祖武符刘景詹束龙叶幸司黎薄印白蒲从鄂索赖卓屠池乔胥苍双闻莘党翟谭贡姬申扶冉宰桑桂牛寿边温柴瞿阎慕连"
    "习艾鱼向古易慎戈廖庾终居衡步耿满弘匡国文寇广东欧沃利蔚越师巩聂勾敖曾关游肖涂"
)
_LABEL = re.compile(
    rf"(?:小|老|阿)[{_SURNAMES}](?![一-鿿]?(?:局|镇|乡|县|庄|村|坪|坝|河))(?!师|同志|干部|的|总)"
    rf"|(?<![一-鿿])?[{_SURNAMES}]某{{1,2}}|(?<![一-鿿])[{_SURNAMES}](?:局长?|书记|镇长|乡长|主任|部长|科|校长|院长|所长|老师|总|姐|哥|叔)(?![一-鿿]?(?:长|级))"
)
_NAME_AT_ROLE = re.compile(
    rf"(?:的|长|任|员|部|人|管|叫|是|^|[ ,.])([{_SURNAMES}][一-鿿]{{1,2}})(?=[ ,.]|在|才|是|他|她|$|挂|占|能|怎|的考核|参加|年)"
)
_PRONOUN = re.compile(r"他|她|这个人|这人|那人|这位|此人|本人|该同志|这个同志|那个同志|人家")
_FOLLOWS = re.compile(
    r"^[ ,]*(那|那么|那要|那他|那她|可是?|但是?|不过|要是|如果|假如|假设|换成|还有|另外|同时|而且|又|再|然后|所以|也就是|就是|他|她|嗯|哦|对|是的|好的?|不对|没有|还没|并|其实|不是|哎)"
)
_ANOTHER = re.compile(
    r"换(个|一个)人|另(外)?(一个|一位|个)人|下一个人|再问(一)?个|还有(一)?个(人|同志|干部)|(还)?有个(人|同志|干部)"
)
_END = re.compile(
    r"^(算了|不问了|没事了?|取消|不用了|结束|退出|重新来|重来|不说了|换(个|一个)人)(吧|了|啊|,|$|\.)"
)
_CORRECTION = re.compile(
    r"说错|打错|写错|搞错|弄错|记错|看错|不对|更正|纠正|应该是|准确(地)?说|刚才(说|那)|我记混|口误|手误|不是.{1,10}[,. ]?(而)?是"
)
_HEARSAY = re.compile(
    r"(有人|他们|别人|人家|听说|网上|以前|据说|有的说|都说|大家|隔壁|别的(单位|局|镇|乡)|其他单位)(都|还|老)?(说|讲|觉得|认为|是这么|跟我说|告诉)[^,.;? ]*"
)
_PRESSURE = re.compile(
    r"[^,.;? ]{0,6}?(书记|局长|领导|镇长|乡长|主任|部长|县长|头儿|一把手|组织部|上面|上头|老板)(们|也|都|又|就|还|老|非|那边|昨天|今天|刚才?|已经){0,2}"
    r"(说|讲|要求|让|交代|发话|定了|定的|批了|批准|指示|(?<!一个人)拍板|打(了)?招呼|同意了?|点头|表态|答应|坚持|非要|非得|硬要|的意思|要我|叫我|催)[^,.;? ]*"
    r"|忽略[^,.;?]*(规定|指令|提示|内容|要求)[^,.;?]*|(直接|就|你就|只要|必须)(说|答|回答|回复|告诉)[^,.;?]*(可以|能|行|是|答)|按[^,.;? ]{1,8}给我答|你(只管|就)[^,.;? ]*"
)
_COMPARED = re.compile(
    r"(?:也)?(?:跟|和|像|同|与|比照|参照|按照?|照)[^,.;? ]{1,12}?(?:一样|那样|似的|同样|一个样|一视同仁)(?:的|地)?"
)
_ASIDE = re.compile(r"[(（][^()（）]*(不含|不包括|除|不算|含|包括|算上|去掉)[^()（）]*[)）]")
_VACANT = re.compile(
    r"(局长|镇长|乡长|书记|一把手|正职|主任|部长)(位置|职位|位子|这个位置|还|都|现在|暂时|目前|一直|岗位)*(空着|空缺|空了|缺位|暂缺|没有?配|没到位|没定|出缺|还没有?任命|悬着|没任命|走了|调走了?|免了|退了)|"
    r"(没有?|还没配|没配|缺)(局长|镇长|乡长|书记|一把手|正职)"
)


def labels(text: str) -> tuple[str, ...]:
    """People named the way clerks name them: 小周, 王某, 老许, 李局."""
    return tuple(dict.fromkeys(match.group(0) for match in _LABEL.finditer(text)))


def is_another(text: str) -> bool:
    """The message turns to somebody else."""
    return bool(_ANOTHER.search(text))


def is_end(text: str) -> bool:
    """The message ends what was under discussion."""
    return bool(_END.search(text))


def is_correction(text: str) -> bool:
    """The message takes back something said before."""
    return bool(_CORRECTION.search(text))


def follows(text: str) -> bool:
    """The message leans on the one before: a pronoun, or a word like 那."""
    return bool(_FOLLOWS.search(text) or _PRONOUN.search(text))


def without_hearsay(text: str) -> str:
    """`text` without what others said or want; the whole text where nothing else is in it."""
    plain = _PRESSURE.sub(" ", _HEARSAY.sub(" ", text))
    return plain if plain == text or re.search(r"[一-鿿0-9]{2}", plain) else ""


def about_subject(text: str) -> str:
    """`text` without asides, comparisons and empty posts: what is left is about the person."""
    for pattern in (_ASIDE, _COMPARED, _VACANT):
        text = pattern.sub(" ", text)
    return text
