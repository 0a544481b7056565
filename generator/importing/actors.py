"""Who does it: roles by name and alias, those that the handbook knows and those that only the document names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.importing.known import plain_name

SUFFIXES = (
    "总经理|副总经理|经理|主管|专员|代表|助理|总监|会计|出纳|工程师|负责人|客服|内勤|文员|班长|组长|队长|主任|部长|店长|店员|司机|"
    "仓管员|质检员|检验员|业务员|管理员|操作员|操作工|销售员|采购员|收银员|导购员?|保管员|档案员|跟单员|审核员|安全员|调度员|"
    "顾问|督导|领班|[\u4e00-\u9fff]{1,2}[员师]|主播|场控|策划|(?:装卸|搬运|叉车|维修|清洁|保洁|电|焊|钳)工|"
    "经办人|承办人|申请人|责任人|使用人|领用人|当事人|发起人|接待人|主持人|记录人|值班人员|"
    "(?:销售|客服|财务|采购|仓库|技术|业务|行政|生产|质检|售后|市场|法务|人事|管理|值班|维修|服务|配送|商务|项目|新入职|全体)人员|"
    "(?:销售|财务|采购|技术|行政|生产|市场|法务|人事|人力资源|客户服务|商务|质量|质量管理|物流|仓储|信息|售后|售后服务|运营|产品|审计|"
    "综合管理|办公室|综合|工程|研发|设备|安全|品质|合规|风控|计划|储运)(?:部门?|科|处|中心|组)|"
    "直属上级|直接上级|上级|部门领导|分管领导|办公室|仓库|委员会|管理层|董事长|领导小组|法务|财务|前台|员工|主办人"
)
VERBS = (
    "应当?|必须|须|需要?|负责|应该|将|于|在|每|收到|接到|接单|根据|按照?|依据|对|向|把|要|可以?|不得|严禁|禁止|审核|审批|批准|复核|确认|填写|提交|"
    "登记|通知|组织|编制|完成|跟进|录入|联系|安排|检查|汇总|整理|核对|签字|签署|归档|回访|受理|处理|提前|制定|召集|主持|下达|发起|办理|"
    "当日|当天|次日|立即|及时|先|再|会同|协助|配合|开具|出具|更新|记录|拟定|起草|准备|发送|反馈|评估|决定|分派|派|盖章|用印|保管|领取|"
    "验收|盘点|初审|复审|终审|至少|统一|只|方可|凭|到|为|进行|持|参加|汇报|报|收集|查验|清点|开箱|打印|携带|拜访|询问|说明|约定|核实|判断|"
    "签到|自|作出|做出|按月|至少|凭|返回|以|从|用|与|同|给|填|写|做|送|交|查|看|选|清|称|量|拍照|扫码|扫描|出库|入库|发货|收货|拒收|退回|上报|上传|下载|导出|导入"
)
PREFIXES = re.compile(
    "^(?:由|经(?!办|理|销|营)|报(?!关|账|价)请?|交由?|请|让|与|和|及|或|并|向|至|给|通知|提交|呈|送|对(?!账|接)|为|的|各|该|其|本|相关|有关|同时|再|将|把|后|凡|所有|全体|每[名位个]|"
    "当|若|如|则|在(?!线|职|岗|场)|先|最后|然后|此时|以上|上述|会同|协助|配合|负责|组织)+"
)
NAME = re.compile(rf"[\u4e00-\u9fff]{{0,8}}?(?:{SUFFIXES})")
GIVEN = re.compile(rf"由({NAME.pattern})(?={VERBS})")
"""由销售总监审批."""
FULL_NAME = re.compile(rf"[\u4e00-\u9fffA-Z]{{0,8}}(?:{SUFFIXES})")
NO_NAME = re.compile(
    "^(?:人员|成员|全员)$|[的了是将于与须还应由]|^请|报(?!关|价|账)|提交|(?<!^)经(?!理|办|营|销)|在(?!线|职|岗)|对(?!账)"
)
"""What no name holds: words around one."""
SHORT_NAME = re.compile("[\u4e00-\u9fffA-Z]{2,8}")
MARKED = re.compile(r"[\s　]*[【\[（(]([\u4e00-\u9fff]{2,10})[】\]）)]")
"""【客服专员】 before what is to be done."""
TOWARDS = "向|报|交|给|通知|提交|对|经|与|会同|呈|送|协助|配合"
"""What stands before somebody to whom or with whom something is done."""
JOINED = re.compile(r"[、/和及与或，,；;\n+]|以及")


class Actor(NamedTuple):
    """Somebody whom a sentence names."""

    name: str
    start: int
    end: int
    is_subject: bool
    """Whether the sentence says that this one does it."""


class Actors:
    """The names of a document."""

    def __init__(self, known: Iterable[str]) -> None:
        self.names = {plain_name(name) for name in known if len(plain_name(name)) >= 2}

    def learn(self, words: str, sure: bool = False) -> list[str]:
        """The names in a cell or heading that holds nothing else; they are known from now on. `sure` where a header
        says that names stand there.
        """
        parts = [plain_name(part) for part in JOINED.split(words)]
        parts = [part for part in parts if part]
        if parts and all(self.is_name(part) or (sure and SHORT_NAME.fullmatch(part)) for part in parts):
            self.names |= set(parts)
            return parts
        return []

    def is_name(self, words: str) -> bool:
        """Whether words are the name of somebody."""
        return words in self.names or bool(len(words) <= 10 and FULL_NAME.fullmatch(words))

    def learn_from(self, sentences: Iterable[str]) -> None:
        """Names that sentences begin with, or have after 由."""
        for sentence in sentences:
            for part in re.split("[，,：:]", sentence):
                for given in GIVEN.finditer(part):
                    self.names.add(given[1])
                if (marked := MARKED.match(part)) and self.is_name(marked[1]):
                    self.names.add(marked[1])
                match = re.match(rf"[\s　]*(?:由)?({NAME.pattern})(?=(?:{VERBS}|、|和|及))", part)
                if match:
                    bare_name = PREFIXES.sub("", match[1])
                    name = bare_name if FULL_NAME.fullmatch(bare_name) else match[1]
                    if 2 <= len(name) <= 10 and not NO_NAME.search(name):
                        self.names.add(name)

    def find(self, sentence: str) -> list[Actor]:
        """Everybody whom a sentence names, in order; of names inside one another the longest."""
        found: list[Actor] = []
        if not self.names:
            return found
        pattern = "|".join(re.escape(name) for name in sorted(self.names, key=len, reverse=True))
        for match in re.finditer(pattern, sentence):
            before, after = sentence[: match.start()], sentence[match.end() :]
            if re.match("的(?!应|须)|名单|编号|签字栏|姓名|签名", after):
                continue
            clause_start = max((before.rfind(sign) for sign in "，,；;。：:"), default=-1) + 1
            lead = before[clause_start:].strip(" 　")
            begins = not PREFIXES.sub("", lead) and not re.search(TOWARDS, lead)
            is_first = not before.strip(" 　【[（(") and not re.match("[的：:等与之、和及]", after)
            does = begins and bool(re.match(rf"(?:[、/和及]|{VERBS})", after))
            is_subject = is_first or does or lead.endswith("由")
            found.append(Actor(match[0], match.start(), match.end(), is_subject))
        return found

    def doer(self, sentence: str) -> Actor | None:
        """Who does what a sentence says; None if it does not say."""
        return next((actor for actor in self.find(sentence) if actor.is_subject), None)

    def split(self, words: str) -> Sequence[str]:
        """The names in a cell, in order."""
        return [part for part in map(plain_name, JOINED.split(words)) if part]
