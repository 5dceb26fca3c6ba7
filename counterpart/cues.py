"""Wordings that hint at an act.

A cue is evidence, never a verdict: the tagger weighs it with the meaning of the clause, because
"我凭什么道歉" holds a cue of apology and is none. Cues also trim a found span to the words that
do the act where a clause does several things at once.
"""

from __future__ import annotations

import functools
import re

_MARKS = dict(zip("’‘＇：；，？！", "'" * 3 + ":;,?!", strict=True))
_HAN = range(0x3400, 0xA000)  # CJK unified ideographs of the basic plane, with extension A

# A cue named after an act is the plainest wording of it; the others are finer. A cue for all the
# wordings of an act together was tried: it outweighs them and costs precision across writers.
_PATTERNS: dict[str, str] = {
    "greeting": r"您好|你好|早上好|上午好|中午好|下午好|晚上好|欢迎|大家好|各位好|早安"
    r"|\b(?:hello|hi|hey|hiya|welcome)\b|^早\b|\bgood (?:morning|afternoon|evening)\b"
    r"|^(?:morning|afternoon|evening)\b",
    "please": r"(?<![申邀聘宴敬恳])请(?!假|示|客|教过|柬)|麻烦[您你]?|劳驾|烦请|有劳|\bplease\b"
    r"|\bkindly\b|\bwould you mind\b|\bmay i (?:trouble|ask|have)\b|\bif you (?:wouldn't"
    r"|don't) mind\b",
    "thanks": r"谢谢|感谢|多谢|谢了|辛苦[您你了]|\bthank(?:s| you)\b|\bappreciate\w*\b"
    r"|\bgrateful\b|\bcheers\b|\bta\b",
    "apology": r"对不起|抱歉|不好意思|唔好意思|对不住|过意不去|见谅|罪过|多担待|包涵|赔不是"
    r"|致歉|道歉|久等|让[您你].{0,8}(?:白跑|跑了)|\bsorry\b|\bapolog\w+|\bregret\b"
    r"|\bpardon\b|\bforgive\b",
    "own_fault": r"(?:我们|咱们|我|窗口|单位)(?:这边|这儿)?的?(?:错|不对|不是|疏忽|失误|问题"
    r"|责任|过失)|怪(?:我|咱)|没(?:做好|说清|讲清|通知到|告诉)|疏忽|失误|弄错|搞错"
    r"|我.{0,3}(?:说错|记错|看错|写错)|\b(?:my|our) (?:mistake|fault|bad|error|slip)\b"
    r"|\b(?:on|down to) (?:us|me)\b|\bwe (?:got|should have|should've|let you|messed|made"
    r"|failed|lost)\b|\bi (?:should have|should've|got that wrong)\b",
    "empathy": r"理解|体谅|体会|明白[您你]|懂[您你]|知道[您你].{0,6}(?:急|累|难|气|苦)"
    r"|\bunderstand\b|\bcan (?:imagine|see why|see how|tell)\b|\bhear you\b|\bknow how\b"
    r"|\bdon't blame you\b|\bappreciate how\b",
    "anyone_would": r"[换搁放](?:[了成]?[谁我]|到谁)|谁[都也碰遇]|谁能不|难怪|怪不得"
    r"|是应该的|正常|\banyone\b|\banybody\b|\bnobody (?:wants|likes)\b|\bi(?:'d"
    r"| would) (?:be|feel)\b|\bevery right\b|\bso would i\b|\bno wonder\b|\bnot fair\b",
    "feeling": r"不容易|难受|窝火|闹心|委屈|心[情里]|着急|焦急|生气|担心|发[慌愁]|揪心|糟心"
    r"|憋屈|上火|来气|难过|头疼|崩溃|辛苦|受累|受罪|遭罪|\bfrustrat\w+|\bmust (?:be"
    r"|have)\b|\bstress\w*|\bupset\w*|\bhard on\b|\btough\b|\bworr\w+|\bangry\b|\bannoy\w+"
    r"|\bawful\b|\bhorrible\b|\bmadden\w+|\bexhaust\w+|\btiring\b|\brotten\b|\bscary\b"
    r"|\bmiserable\b|\bpainful\b",
    "hardship": r"跑[一两几三]?(?:趟|来跑去|了)|白跑|白等|大老远|大[热冷雨]|折腾"
    r"|[等排]了?.{0,3}(?:半天|上午|小时|钟头|天|久)|这么久|一宿|\ball (?:this|that) way\b"
    r"|\bfor nothing\b|\b(?:long|whole) (?:wait|day|morning)\b|\b(?:hours|weeks"
    r"|months) (?:of|on|with)\b",
    "explanation": r"因为|由于|因此|所以|原因|主要是|是因|导致|之所以|毕竟|\bbecause\b"
    r"|\bsince\b|\bdue to\b|\bso that\b|\bas (?:the|it|we)\b|\bthat's why\b|\breason\b"
    r"|\bcaused?\b",
    "rule": r"规定|政策|根据|按照?|依[照据法]|要求|制度|流程|程序|文件|条例|上面|上级|国家|法律"
    r"|统一|必须|才能|不符|资格|条件|\bpolic(?:y|ies)\b|\brules?\b|\brequire\w*\b|\blaw\b"
    r"|\bregulations?\b|\bby law\b|\bhas to be\b|\bhave to be\b|\bmust be\b|\bonly (?:if"
    r"|when|be)\b|\bnot allowed\b|\beligib\w+",
    "malfunction": r"系统|网络|断网|故障|升级|维护|死机|卡[住了]|坏了|机器|设备|人手|请假"
    r"|人[多少]|排队的|高峰|积压|\bsystem\b|\bbacklog\b|\bshort[- ]staffed\b|\bupgrade\b"
    r"|\b(?:went|gone|is|was) down\b|\bcrash\w*|\bfault\b|\bprinter\b|\bserver\b",
    "defect": r"不全|不齐|不符|不一致|对不上|不清[楚晰]|过期|超过|超期|断[缴交]|没盖|没签|没到"
    r"|缺|少了|不合格|未[通到]|没通过|退回|驳回|不满|没[录传报交有]|\bdoesn't match\b"
    r"|\bmissing\b|\bexpired\b|\breject\w*|\bincomplete\b|\bwithout\b|\bnot valid\b"
    r"|\btoo (?:late|dark|old|long)\b|\bhasn't\b|\bnever\b",
    "purpose": r"为了|免得|防止|避免|否则|不然|怕[您你人别]|保护|\bprotect\b|\botherwise\b"
    r"|\bin case\b|\bprevent\b|\bto make sure\b",
    "listening": r"[您你](?:是说|的意思|刚才说|说的是|是想|是要|要办的)|也就是说|等于说"
    r"|重复一下|核[对实一]|确认一下|没理解错|听下来|\bso you(?:'re|'ve|r)?\b|\byou(?:'re"
    r"| are) saying\b|\byou mean\b|\bmake sure i\b|\bif i (?:understand|heard|follow)\b"
    r"|\bin other words\b",
    "checks": r"对[吗吧不么]|是[吗吧不么]|是不是|没错吧|\bis that right\b|\bcorrect\b|\bright\?"
    r"|\bisn't it\b|\bhave i got\b",
    "asks": r"[吗么呢不没]$|[吗么呢][?？]|哪[年天个里家一位种儿]|什么时候|啥时|多久"
    r"|几[年月次点号个]|多[少大]|怎么回事|咋回事|谁|有没有|\b(?:did|have|has|do|does"
    r"|are|is|was|were|can|could) (?:you|it|they|he|she|your|there|that|this)\b|^(?:what"
    r"|when|where|which|who|how|why)\b|\bwhat happened\b|\bwhen did\b|\btell me\b",
    "guidance": r"带[上好着齐来]?|准备|备[齐好]|材料|身份证|户口|照片|复印件|原件|证明|合同"
    r"|流水|执照|病历|发票|委托书|需要|\bbring\b|\bid\b|\bpassport\b|\bphotos?\b|\bcopy\b"
    r"|\boriginal\b|\bproof\b|\bletter\b|\bbill\b|\byou(?:'ll| will)? need\b|\bcertificate\b"
    r"|\bstatement\b|\bform\b",
    "where": r"窗口|柜台|[一二三四五六七八九十\d]+(?:号|楼|层)|大厅|隔壁|左[转手拐边]"
    r"|右[转手拐边]|出门|对面|自助机|派出所|社区|银行|医院|\bcounter\b|\bwindow\b|\bdesk\b"
    r"|\bfloor\b|\bdown the\b|\bleft\b|\bupstairs\b|\bdownstairs\b|\bcorner\b|\bnext to\b"
    r"|\boffice\b|\broom\b",
    "how_long": r"工作日|[天周月日]内|[一二两三四五六七八九十半几\d]+(?:来)?个?(?:分钟|小时"
    r"|钟头|天|周|星期|月|工作日)|当[天场]|下周|明天|周[一二三四五六日末]|[上下]午|\bdays?\b"
    r"|\bweeks?\b|\bminutes\b|\bhours?\b|\btomorrow\b|\b(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day\b|\bby (?:the|\d)\b",
    "steps": r"先|然后|再(?!见|说|次)|接着|最后|第[一二三]步|填|打印|办理|申请|提交|上传|下载"
    r"|预约|取号|缴费|交费|网上|线上|APP|手机|小程序|公众号|去.{1,8}办|就行|就可以|就能"
    r"|\bapp\b|\bonline\b|\bfirst\b|\bthen\b|\bnext\b|\bfill\b|\bapply\b|\bupload\b"
    r"|\bdownload\b|\bbook\b|\bwebsite\b|\bpick (?:it )?up\b|\bpost\b|\bfee\b|\bpounds\b",
    "ownership": r"(?:我|咱)们?(?:这边|这里|这儿)?(?:来|帮|给|替|这就|去|马上|先|就|现在|会|再"
    r"|陪|跟|教|带|领|把|一定|尽快|亲自)|[帮替](?:[您你]|忙)|交给我|包在|我负责|让我|盯着"
    r"|跟进|\b(?:i|we)(?:'ll| will)\b|\blet me\b|\bi can\b|\bleave (?:it|that"
    r"|this) (?:with|to) me\b|\b(?:i'm|we're) going to\b|\bi've (?:put|sent|made|asked"
    r"|flagged)\b|\bfor you\b|\bi'm (?:calling|ringing|sending|putting)\b",
    "closing": r"慢走|再见|拜拜|回见|祝[您你]|还有.{0,6}(?:需要|问题|事|帮|疑问)|走好|路上"
    r"|慢点[儿]?[走开骑]|欢迎再来|随时(?:来|找|打|联系)|注意安全|愉快|顺利|\bbye\b"
    r"|\bgoodbye\b|\bhave a\b|\banything else\b|\btake care\b|\bgood (?:day|luck)\b|\bsafe\b"
    r"|\bsee you\b|\ball the best\b|\bmind how you\b|\benjoy\b",
    "help_opener": r"(?:办|帮|做)(?:理)?(?:点)?(?:什么|啥|哪)|有什么.{0,4}帮|\b(?:how"
    r"|what) (?:can|may|could) i (?:help|do)\b|\bhow (?:may|can) we help\b",
    "shirking": r"不归|不[是属关].{0,6}(?:我的事|管|部门|负责|业务)|不负责|管不[了着]|不受理"
    r"|又不是我|我只[管是负]|我就是个|打工的|跟我(?:说|没)|做不了主|说了不算|\bnot (?:my"
    r"|our)\b|\bisn't (?:my|our)\b|\bwasn't (?:me|us|my|our)\b|\bi (?:only|just) work\b"
    r"|\bdon't (?:make|deal|handle|do) (?:the|with|that|it|those)\b|\bnothing to do with\b"
    r"|\babove my\b|\bnot up to me\b|\bout of my hands\b",
    "go_elsewhere": r"找别人|去别|问别|[找问](?:[领社单你他她银街居派物]|谁|人家|开发)"
    r"|打(?:热线|电话|1\d{4})|谁.{1,6}(?:找|问)谁|\bask (?:them|someone|your|the|whoever"
    r"|somebody)\b|\btake it up\b|\bspeak to\b|\btalk to\b|\bring (?:them|the)\b"
    r"|\btry (?:the|another|them)\b|\bsomeone else\b|\bcontact\b",
    "helpless": r"没(?:有)?(?:办法|法子|招|辙|法)|无能为力|爱莫能助|不知道|不清楚|不晓得|哪知道"
    r"|办不[了成]|帮不[了上]|不好说|无法|没人(?:管|告诉)|\bnothing i can\b|\bno idea\b"
    r"|\bcan't help\b|\bdon't know\b|\bcouldn't tell you\b|\bcan't (?:say|do anything"
    r"|change)\b|\bnot a clue\b",
    "cannot": r"不[能行可会给让予]|没法|\bcan't\b|\bcannot\b|\bunable\b|\bwon't\b|\bnot (?:able"
    r"|possible|going to)\b|\bno (?:way|can do)\b",
    "hushes": r"急什么|[嚷喊吵闹叫催]|冲我|嗓门|耍[横赖]|撒[泼野]|没看见|看不见"
    r"|听不[懂见]|不会自己|眼睛|耳朵|\bdeaf\b|\bblind\b|\bshut\b|\bhurry up\b"
    r"|\bcalm down\b|\bshout\w*\b|\btone\b|\byell\w*\b|\bkeep your voice\b|\bsnap\b"
    r"|\bread the sign\b|\bcan't you\b|\buse your\b",
    "fed_up": r"有完没完|烦|废话|啰[嗦唆]|磨叽|没完|受不了|说了.{0,3}遍|多少遍|跟[你您]说(?:过"
    r"|了|不)|早就说|不是说|又来|怎么(?:这|连|老|还|又)|这么多(?:事|话|问题)|\bwaste\b"
    r"|\bsick of\b|\b(?:i|we)(?:'ve)? (?:already |just )?told you\b|\bhow many times\b"
    r"|\bagain\?|\bnot this\b|\bfor (?:heaven|god|crying|pete)\w*|\bhaven't got all day\b"
    r"|\bi'm busy\b|\bpatience\b",
    "taboo": r"爱.{1,3}不|不.{1,4}就(?:走|拉倒|算|别)|随(?:便|[你您])|拉倒|活该|关我|管我|谁让"
    r"|早干[嘛什]|自找|怪谁|怨谁|投诉去|去(?:投诉|告)|什么态度|有本事|有能耐|保安|报警|威胁"
    r"|\bwhatever\b|\byour (?:problem|fault|lookout|choice|own)\b|\bcomplain\b"
    r"|\btake it or\b|\bsuit yourself\b|\bsee if i\b|\bsecurity\b|\bpolice\b|\bdon't care\b"
    r"|\btough luck\b|\bif you don't like\b|\bnot my (?:problem|fault)\b|\bshould(?:'ve"
    r"| have) (?:thought|read|come|listened|checked)\b",
    "mocks": r"(.)(?:什么|啥|个啥)\1|呵呵|哟|切|哼|你以为|您以为|祖宗|伺候|大爷的|有病|脑子|傻"
    r"|笨|蠢|神经|了不起|能耐|可笑|笑话|做梦|想得美|长嘴|我问谁|这都不|连.{1,6}都不|你家"
    r"|\bstupid\b|\bidiot\w*|\bdumb\b|\bcongratulat\w+|\bgood for you\b|\blucky you\b"
    r"|\boh,? (?:really|great|dear|please)\b|\bdo i look\b|\brocket science\b|\bcry\b"
    r"|\bboo\b|\bspecial\b|\bgenius\b|\bare you (?:even|serious|kidding)\b"
    r"|\bwhat do you (?:want|expect)\b|\bobviously\b",
    "origin": r"外[地乡国省]|农村|乡下|农民|老家|口音|方言|普通话|本地|山[里沟]|你们那"
    r"|\bforeign\w*\b|\baccent\b|\benglish\b|\bwhere you(?:'re| are|) (?:come )?(?:from)?\b"
    r"|\bimmigrants?\b|\bcountry\b|\blocals?\b|\byour (?:kind|lot|sort)\b",
    "age": r"年纪|岁数|老[头太年]|上了岁|年轻人|小年轻|糊涂|\b(?:your|that) age\b"
    r"|\bold (?:people|folks?|man|lady|woman|dear)\b|\bpensioners?\b|\belderly\b|\byoung\b"
    r"|\bgrand(?:ma|pa)\b",
    "discrimination": r"没文化|文盲|小学|学历|不识字|打工的|民工|穷|低保户?的?|要饭|扫大街|保姆"
    r"|送外卖|残|瘸|瞎|聋|胖|女[的人]|男的|穿[得成的]|土[包里]|素质|没见过世面|[这那]种人"
    r"|[这那]号人|[你他]们这|\byou people\b|\bpeople like (?:you|that)\b|\buneducated\b"
    r"|\bschool\b|\beducat\w+|\bbenefits\b|\bpoor\b|\bdisab\w+|\bwheelchair\b|\bdressed\b"
    r"|\bwom[ae]n\b|\bfat\b|\btype\b|\bafford\b",
    "zh_order": r"^(?:那就?|你|您|先|赶紧|快|再|就|来|行了?|好了?|都|自己|给我|现在|直接"
    r"|马上)*(?:把|去|到|拿|填|签|写|坐|站|等|排|交|看|过来|回|找|打|带|按|扫|刷|输|念|报|抬"
    r"|摘|脱|走|出示|进|上|往|掏|递|复印|打印|下载|登录|关|闭|让|别|不要|少|说|讲|听|点|拍"
    r"|照|盖|取|收|放|换|补|问)(?!不|过|的|于|了)",
    "en_order": r"^(?:just |now |so |and |then |well |ok(?:ay)? |right |you |next |first "
    r"|don't |do not |never |please don't )*(?:sign|sit|wait|give|go|fill|bring|show|put"
    r"|take|get|stand|hand|come|look|read|write|call|stop|don't|move|step|tell|speak|spell"
    r"|press|keep|hold|have a|use|try|head|follow|pop|ring|send|post|download|check|pay|join"
    r"|turn|make sure|leave|hurry|next|back|be|say|let|ask|scan|pick|print|grab|sort)\b",
    "bare_command": r"拿来|拿去|过来|快点|赶紧|填[一上好]|签|出示|坐[下那]|等着|别|自己|不要"
    r"|去.{0,4}(?:窗口|排队)|\bnow\b|\bquick\w*\b|\bdon't\b|\byourself\b",
    "softened": r"[您你]看|方便|可以.{0,8}吗|行吗|好吗|能不能|可不可以|要不|不妨|\b(?:could"
    r"|would|can) you\b|\bif you (?:could|can|like)\b|\bfeel free\b|\byou (?:can|could|may"
    r"|might)\b",
    "reassures": r"别急|不急|慢慢|放心|没事|别担心|没关系|不用[急跑担怕]|\bdon't worry\b"
    r"|\bno rush\b|\btake your time\b|\bno (?:trouble|problem)\b|\bit's (?:ok|okay|fine"
    r"|all right)\b",
}

_MODIFIERS: dict[str, str] = {
    "negated": r"不用|别|不是|没有|没|凭什么|什么好|有什么|哪用|\bnot\b|\bno\b|\bn't\b"
    r"|\bnever\b|n't\b",
    "quoted": r"[“”\"「」『』]|说什么|\bsorry for what\b|\bsaid\b",
    "question": r"[?？]|[吗么呢]$",
    "rhetorical": r"凭什么|难道|哪有|谁让|怎么[不连老还]|不会.{0,6}[啊吗?？]"
    r"|\bwhat do you (?:want|expect)\b|\bwhy should\b|\bwhy (?:don't|didn't) you\b",
    "lead_in_but": r"但|不过|可是|只是|\bbut\b|\bhowever\b",
    "second_person_polite": r"您",
    "second_person_plain": r"你",
    "i": r"我(?!们)|\bi\b|\bi'|\bme\b",
    "we": r"我们|咱|\bwe\b|\bus\b|\bour\b",
    "they": r"他们?|人家|别人|对方|那边|领导|单位|\bthey\b|\bthem\b|\bsomebody\b|\bthe other\b",
    "en_you": r"\byou\b|\byour\b",
    "latin": r"[A-Za-z]{3,}",
    "number": r"\d|[一二三四五六七八九十百]+(?:号|天|日|年|月|元|楼)",
    "must": r"必须|得|要|应该|\bmust\b|\bhave to\b|\bneed to\b|\bshould\b|\bgot to\b",
    "past": r"了[,，。]?$|过[,，。]?$|\bwas\b|\bwere\b|\bhad\b|\bdid\b|\w+ed\b",
    "soft_particle": r"[吧呗哈哦呢啊呀][。,，!！~]?$",
    "exclaims": r"[!！]",
    "trails": r"…|\.\.\.|~|～",
}

CUES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {**_PATTERNS, **_MODIFIERS}.items()
}

# A cue that stands with none of the others beside it is a cue of its own; so are two together.
_ALONE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("please", ("quoted", "rhetorical")),
    ("thanks", ("negated", "quoted")),
    ("apology", ("negated", "rhetorical", "question", "quoted")),
    ("own_fault", ("negated", "question")),
    ("empathy", ("lead_in_but", "cannot")),
    ("zh_order", ("please", "softened", "question", "reassures", "i")),
    ("en_order", ("please", "softened", "question", "reassures", "i")),
    ("asks", ("rhetorical", "hushes", "fed_up", "mocks", "help_opener", "closing")),
    ("ownership", ("negated", "question", "cannot")),
    ("closing", ("negated",)),
    ("guidance", ("zh_order", "en_order", "question")),
    ("where", ("zh_order", "en_order", "question")),
)
_TOGETHER: tuple[tuple[str, str], ...] = (
    ("question", "second_person_polite"),
    ("question", "second_person_plain"),
    ("zh_order", "second_person_polite"),
    ("zh_order", "second_person_plain"),
    ("zh_order", "where"),
    ("zh_order", "guidance"),
    ("en_order", "where"),
    ("en_order", "guidance"),
    ("cannot", "rule"),
    ("defect", "past"),
    ("feeling", "second_person_polite"),
    ("must", "guidance"),
    ("they", "past"),
    ("origin", "second_person_plain"),
    ("age", "second_person_plain"),
    ("question", "en_you"),
)
CUE_NAMES: tuple[str, ...] = (
    *CUES,
    *(f"{name} alone" for name, _ in _ALONE),
    *(f"{one} with {other}" for one, other in _TOGETHER),
)

TRIMMED = frozenset({"greeting", "thanks"})  # acts whose words are usually a part of a clause


def plain(text: str) -> str:
    """Return ``text``, as long as it was, with traditional characters made simplified.

    Characters are exchanged one by one (OpenCC's table), so that places in the text stay right.
    """
    return text.translate(_table())


@functools.lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    from opencc_purepy import OpenCC

    known = list(map(chr, _HAN))
    simplified = OpenCC("t2s").convert("\n".join(known)).split("\n")
    pairs = {a: b for a, b in zip(known, simplified, strict=True) if a != b and len(b) == 1}
    return str.maketrans(pairs | _MARKS)


def present(text: str) -> list[bool]:
    """Return, for each name in :data:`CUE_NAMES`, whether the cue stands in ``text``."""
    text = plain(text)
    found = {name: bool(pattern.search(text)) for name, pattern in CUES.items()}
    alone = [found[name] and not any(found[o] for o in others) for name, others in _ALONE]
    return [*found.values(), *alone, *(found[one] and found[other] for one, other in _TOGETHER)]
