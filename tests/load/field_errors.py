"""Mistakes in single fields of the small handbook.

Name -> (file, old text, new text, report…), a report being `line:column code message → hint`, with the file in front if
it is another one.
"""

from __future__ import annotations

from dataclasses import fields

from generator.model import Step


def _others(cls: type, written: str) -> str:
    """The fields of a class that are not written yet, as a hint lists them: `forms（用到的表单）、…`."""
    free = (declared for declared in fields(cls) if declared.name not in written.split())
    return "、".join(f"{declared.name}（{declared.metadata['title']}）" for declared in free)


FIELD_ERRORS: dict[str, tuple[str, ...]] = {
    # A field that does not belong there
    "字段拼错": (
        "procedures/customer-visit.yaml",
        "title: 面谈",
        "titel: 面谈",
        "40:5 E201 没有叫「titel」的字段 → 是不是「title」？",
    ),
    "最外层字段拼错": (
        "procedures/customer-visit.yaml",
        "trigger:",
        "triger:",
        "10:1 E201 没有叫「triger」的字段 → 是不是「trigger」？",
    ),
    "列表字段拼错不牵连里面的引用": (
        "procedures/customer-visit.yaml",
        "steps:",
        "step:",
        "12:1 E201 没有叫「step」的字段 → 是不是「steps」？",
    ),
    "用中文名当字段": (
        "roles/sales-rep.yaml",
        "mission:",
        "岗位使命:",
        "7:1 E201 没有叫「岗位使命」的字段 → 是不是「mission」？",
    ),
    "大写的字段名": (
        "procedures/customer-visit.yaml",
        "- id: meet",
        "- ID: meet",
        "39:5 E201 没有叫「ID」的字段 → 是不是「id」？",
    ),
    "全角字母的字段名": (
        "roles/sales-rep.yaml",
        "mission:",
        "ｍｉｓｓｉｏｎ:",
        "7:1 E201 没有叫「ｍｉｓｓｉｏｎ」的字段 → 是不是「mission」？",
    ),
    "不相干的字段": (
        "roles/sales-rep.yaml",
        "mission: ",
        "salary: 1\nmission: ",
        (
            "7:1 E201 没有叫「salary」的字段 → 这里还可以写："
            "review_every（评审间隔）、basis（依据）、formerly（曾用编号）、unit（所在单位）、headcount（在岗人数）、exchanges（协作约定）"
        ),
    ),
    "时限里拼错": (
        "procedures/customer-visit.yaml",
        "before_text: 拜访",
        "befor: 拜访",
        "18:23 E201 没有叫「befor」的字段 → 是不是「before_text」？",
    ),
    "这种栏目没有的字段": (
        "forms/visit-record.yaml",
        "hint: 公司全称",
        "options: [公司, 个人]",
        "23:9 E201 没有叫「options」的字段 → 只有 choice、choices 这样的栏目才能写 options；请删除，或改 kind",
    ),
    "栏目里不相干的字段": (
        "forms/visit-record.yaml",
        "title: 拜访日期",
        "title: 拜访日期, colour: red",
        (
            "26:51 E201 没有叫「colour」的字段 → 这里还可以写："
            "required（是否必填）、hint（填写提示）、guide（填写说明）、width（列宽比例）、wide（独占一行）、means（含义）、"
            "basis（依据）、formerly（曾用编号）"
        ),
    ),
    # A field that is missing
    "缺文字": (
        "kpis/same-day-record.yaml",
        "title: 拜访记录当日完成率\n",
        "",
        "1:1 E202 缺少必填字段「title」 → 这里写「名称」；最多 40 个字",
    ),
    "缺引用": (
        "roles/sales-rep.yaml",
        "owner: sales-supervisor\n",
        "",
        (
            "1:1 E202 缺少必填字段「owner」 → 这里写「归口岗位」，负责维护这个条目的岗位，写岗位编号；"
            "例如「owner: sales-manager」"
        ),
    ),
    "缺编号": (
        "roles/sales-rep.yaml",
        "id: sales-rep\n",
        "",
        (
            "1:1 E202 缺少必填字段「id」 → 这里写「编号」，与文件名相同；小写英文单词，用连字符相连；"
            "例如「id: customer-visit」"
        ),
    ),
    "缺步骤编号不牵连引用它的地方": (
        "procedures/customer-visit.yaml",
        "- id: prepare\n    title",
        "- title",
        "13:5 E202 缺少必填字段「id」 → 这里写「步骤编号」，本流程内不重复；改编号会断开引用；例如「id: confirm-time」",
    ),
    "缺日期": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31\n",
        "",
        (
            "1:1 E202 缺少必填字段「next_review」 → 这里写「下次评审日期」，最迟在这一天前重新评审；例如「next_review:"
            " 2026-12-31」"
        ),
    ),
    "缺时刻": (
        "handbook.yaml",
        '  break_end: "13:00"\n',
        "",
        "7:3 E202 缺少必填字段「break_end」 → 这里写「午休结束」；例如「break_end: 13:00」",
    ),
    "缺时限": (
        "procedures/customer-visit.yaml",
        "    due: {within: 2 小时, after: prepare, minutes: 5-10}\n",
        "",
        (
            "24:5 E202 缺少必填字段「due」 → 这里写「何时完成」；"
            "里面可以写 within、after、after_text、ahead、before_text、by、every、on、times、moment、day、minutes"
        ),
    ),
    "缺列表": (
        "procedures/customer-visit.yaml",
        "    actions:\n      - 挑两份记录当面反馈。\n",
        "",
        "61:5 E202 缺少必填字段「actions」 → 这里写「怎么做」，一条一个动作，祈使句；每一项以「- 」开头",
    ),
    "缺可选值之一": (
        "policies/data-rules.yaml",
        "    level: 应当\n",
        "",
        "17:5 E202 缺少必填字段「level」 → 这里写「级别」：必须、应当、禁止",
    ),
    "单选缺选项": (
        "forms/visit-record.yaml",
        ", options: [上门, 来访, 展会]",
        "",
        "31:9 E202 缺少必填字段「options」 → 这里写「选项」；至少 2 项，每一项以「- 」开头",
    ),
    "合计缺栏目": (
        "forms/visit-record.yaml",
        ", of: [prepared, listening]",
        "",
        "50:9 E202 缺少必填字段「of」 → 这里写「合计哪些栏目」；至少 2 项，每一项以「- 」开头；写栏目的编号",
    ),
    "栏目缺种类": (
        "forms/visit-record.yaml",
        "kind: money, ",
        "",
        (
            "30:9 E202 缺少必填字段「kind」 → 这里写「种类」：text（一行文字）、"
            "longtext（多行文字）、phone（电话号码）、code（编号）、date（日期）、time（时刻）、number（数字）、"
            "money（金额）、score（打分）、total（自动合计）、choice（单选）、"
            "choices（多选）、check（勾选）、yesno（是或否，选「否」时另填一栏）、signature（签名）"
        ),
    ),
    # A field that is empty
    "没有填写": (
        "kpis/same-day-record.yaml",
        "title: 拜访记录当日完成率",
        "title:",
        "2:1 E203 「title」没有填写 → 这里写「名称」；最多 40 个字",
    ),
    "引用没有填写": (
        "kpis/same-day-record.yaml",
        "owner: sales-supervisor",
        "owner:",
        (
            "3:1 E203 「owner」没有填写 → 这里写「归口岗位」，负责维护这个条目的岗位，写岗位编号；"
            "例如「owner: sales-manager」"
        ),
    ),
    "时间长度没有填写": (
        "forms/visit-record.yaml",
        "retention: 3 年",
        "retention:",
        "12:1 E203 「retention」没有填写 → 这里写「保存期限」；例如「retention: 3 年」",
    ),
    "一组字段没有填写": (
        "forms/visit-record.yaml",
        "due: {moment: 拜访, day: 当日, by: 下班}",
        "due:",
        (
            "11:1 E203 「due」没有填写 → 这里写「何时交」；"
            "里面可以写 within、after、after_text、ahead、before_text、by、every、on、times、moment、day、minutes"
        ),
    ),
    "可以不写的没有填写": (
        "roles/sales-rep.yaml",
        "reports_to: sales-supervisor",
        "reports_to:",
        "8:1 E203 「reports_to」没有填写 → 这里写「直接上级」；写岗位的编号；用不着就删掉这个字段",
    ),
    "列表项没有填写": (
        "procedures/customer-visit.yaml",
        "      - 打断客户说话。",
        "      -",
        "51:8 E203 「avoid 第 1 项」没有填写 → 这里写「避免」；用不着就删掉这一项",
    ),
    "空文字": (
        "kpis/same-day-record.yaml",
        "title: 拜访记录当日完成率",
        'title: ""',
        "2:8 E203 「title」不能为空 → 这里写「名称」；最多 40 个字",
    ),
    "空列表项": (
        "procedures/customer-visit.yaml",
        "      - 打断客户说话。",
        '      - ""',
        "51:9 E203 「avoid 第 1 项」不能为空 → 这里写「避免」；用不着就删掉这一项",
    ),
    "空列表": (
        "procedures/customer-visit.yaml",
        "    actions:\n      - 挑两份记录当面反馈。",
        "    actions: []",
        "66:14 E205 「actions」至少要 1 项，现在是 0 → 这里写「怎么做」，一条一个动作，祈使句；每一项以「- 」开头",
    ),
    "被井号截掉": (
        "kpis/same-day-record.yaml",
        "title: 拜访记录当日完成率",
        "title: #1 完成率",
        (
            "2:1 E203 「title」没有填写 → 「#1 完成率」被当成注释丢掉了；"
            '是文字就写成 "#1 完成率"；是注释就单独写一行，以「# 」开头'
        ),
    ),
    # Text wanted
    "像版本号的数字": (
        "kpis/same-day-record.yaml",
        "title: 拜访记录当日完成率",
        "title: 1.10",
        '2:8 E204 「title」应是文字 → 请加英文双引号："1.10"',
    ),
    "数字": (
        "roles/sales-rep.yaml",
        "  - 会提问，会听",
        "  - 24",
        '16:5 E204 「skills 第 1 项」应是文字 → 请加英文双引号："24"',
    ),
    "真假值": (
        "kpis/same-day-record.yaml",
        "title: 拜访记录当日完成率",
        "title: true",
        '2:8 E204 「title」应是文字 → 请加英文双引号："true"',
    ),
    "年份没有引号": (
        "calendar/2026.yaml",
        'id: "2026"',
        "id: 2026",
        '1:5 E204 「id」应是文字 → 请加英文双引号："2026"',
    ),
    "文字里有冒号": (
        "procedures/customer-visit.yaml",
        "      - 打断客户说话。",
        "      - 客户说: 别打断。",
        "51:9 E204 「avoid 第 1 项」应是文字 → 文字里有「: 」时，请给整段文字加英文双引号",
    ),
    "一个引用写成列表": (
        "kpis/same-day-record.yaml",
        "owner: sales-supervisor",
        "owner: [sales-supervisor]",
        "3:8 E204 「owner」应是一个岗位编号 → 这里只写一个，不用列表：去掉方括号或「- 」",
    ),
    "文字写成列表": (
        "kpis/same-day-record.yaml",
        "purpose: 隔天再写，客户的原话就丢了。",
        "purpose: [隔天再写, 原话就丢了]",
        "5:10 E204 「purpose」应是文字 → 这里只写一段文字，不是列表",
    ),
    "可选值写成列表": (
        "kpis/same-day-record.yaml",
        "period: 周",
        "period: [周, 月]",
        "8:9 E204 「period」应是文字 → 这里写「统计周期」：日、周、双周、月、季度、半年、年",
    ),
    "可选值写成数字": (
        "kpis/same-day-record.yaml",
        "period: 周",
        "period: 7",
        "8:9 E204 「period」应是文字 → 这里写「统计周期」：日、周、双周、月、季度、半年、年",
    ),
    # A number wanted
    "带百分号": (
        "kpis/same-day-record.yaml",
        "at_least: 95",
        "at_least: 95%",
        "7:20 E204 「at_least」应是数字 → 只写数字：95（单位「%」不用写）",
    ),
    "带大于号": (
        "kpis/same-day-record.yaml",
        "at_least: 95",
        "at_least: ≥ 95%",
        "7:20 E204 「at_least」应是数字 → 只写数字：95（单位「%」不用写）",
    ),
    "带单位": (
        "forms/visit-record.yaml",
        "most: 50",
        "most: 48小时",
        "29:74 E204 「most」应是数字 → 只写数字：48（单位「小时」不用写）",
    ),
    "带千位逗号": (
        "forms/visit-record.yaml",
        "most: 50",
        'most: "1,000人"',
        "29:74 E204 「most」应是数字 → 只写数字：1000（单位「人」不用写）",
    ),
    "全角数字": ("forms/visit-record.yaml", "lines: 4", "lines: ４", "33:59 E204 「lines」应是整数 → 只写数字：4"),
    "中文数字": ("forms/visit-record.yaml", "lines: 4", "lines: 四", "33:59 E204 「lines」应是整数 → 只写数字：4"),
    "小数": ("forms/visit-record.yaml", "lines: 4", "lines: 4.5", "33:59 E204 「lines」应是整数 → 只写整数，例如 4"),
    "数字写成列表": (
        "forms/visit-record.yaml",
        "lines: 4",
        "lines: [4]",
        "33:59 E204 「lines」应是整数 → 只写一个阿拉伯数字",
    ),
    "数字写成真假值": (
        "forms/visit-record.yaml",
        "lines: 4",
        "lines: true",
        "33:59 E204 「lines」应是整数 → 只写一个阿拉伯数字",
    ),
    # true or false wanted
    "否": (
        "forms/visit-record.yaml",
        "unit: 万元, required: false",
        "unit: 万元, required: 否",
        "30:68 E204 「required」应是 true 或 false → 写 false（否）",
    ),
    "yes": (
        "forms/visit-record.yaml",
        "unit: 万元, required: false",
        "unit: 万元, required: yes",
        "30:68 E204 「required」应是 true 或 false → 写 true（是）",
    ),
    "选填": (
        "forms/visit-record.yaml",
        "unit: 万元, required: false",
        "unit: 万元, required: 选填",
        "30:68 E204 「required」应是 true 或 false → 写 false（否）",
    ),
    # A list wanted
    "顿号隔开的编号": (
        "procedures/customer-visit.yaml",
        "related: [data-rules, customer-service]",
        "related: data-rules、customer-service",
        "74:10 E204 「related」应是列表（每行以「- 」开头） → 写成列表：[data-rules, customer-service]",
    ),
    "只有一个编号": (
        "procedures/customer-visit.yaml",
        "    forms: [visit-record]",
        "    forms: visit-record",
        "49:12 E204 「forms」应是列表（每行以「- 」开头） → 写成列表：[visit-record]",
    ),
    "只有一句话": (
        "procedures/customer-visit.yaml",
        "    actions:\n      - 给客户联系人打电话。",
        "    actions: 给客户联系人打电话，说明来意。",
        "30:14 E204 「actions」应是列表（每行以「- 」开头） → 每一项换一行，以「- 」开头",
    ),
    "横线后没有空格": (
        "procedures/customer-visit.yaml",
        "      - 给客户联系人打电话。",
        "      -给客户联系人打电话。\n      -说明来意。",
        "31:7 E204 「actions」应是列表（每行以「- 」开头） → 每一项换一行，以半角的「- 」开头，横线后面要有空格",
    ),
    "列表写成数字": (
        "roles/sales-rep.yaml",
        "aliases: [业务员]",
        "aliases: 5",
        '3:10 E204 「aliases」应是列表（每行以「- 」开头） → 写成列表：["5"]',
    ),
    "一组字段没有横线": (
        "procedures/customer-visit.yaml",
        "    branches:\n      - {when: 客户改期, to: prepare}\n      - {when: 客户取消, to: update-crm}",
        "    branches: {when: 客户改期, to: prepare}",
        "36:15 E204 「branches」应是列表（每行以「- 」开头） → 每一项前面加「- 」",
    ),
    # Fields wanted
    "时限写成一句话": (
        "forms/visit-record.yaml",
        "due: {moment: 拜访, day: 当日, by: 下班}",
        "due: 拜访当日下班前",
        "11:6 E204 「due」应是一组「字段: 值」 → 写成「{moment: 拜访, day: 当日, by: 下班}」",
    ),
    "全角冒号": (
        "forms/visit-record.yaml",
        "due: {moment: 拜访, day: 当日, by: 下班}",
        "due: by：下班",
        "11:6 E204 「due」应是一组「字段: 值」 → 冒号要用英文半角「:」，后面加一个空格",
    ),
    "时限写成列表": (
        "forms/visit-record.yaml",
        "due: {moment: 拜访, day: 当日, by: 下班}",
        "due: [{by: 下班}]",
        "11:6 E204 「due」应是一组「字段: 值」 → 这里不是列表，请去掉「- 」，直接写「字段: 值」",
    ),
    "时限写成数字": (
        "forms/visit-record.yaml",
        "due: {moment: 拜访, day: 当日, by: 下班}",
        "due: 24",
        (
            "11:6 E204 「due」应是一组「字段: 值」 → 换行缩进后写「字段: 值」；"
            "里面可以写 within、after、after_text、ahead、before_text、by、every、on、times、moment、day、minutes"
        ),
    ),
    "列表项写成文字": (
        "procedures/customer-visit.yaml",
        "      - {when: 客户改期, to: prepare}\n",
        "      - 客户改期\n",
        "37:9 E204 「branches 第 1 项」应是一组「字段: 值」 → 写成「{when: …, to: …}」，把「…」换成内容",
    ),
    # Too much or too little
    "文字太长": (
        "handbook.yaml",
        "title: 我是新同事",
        "title: 我是刚刚入职还没有转正的新同事",
        "22:12 E205 「title」最多 12 个字，现在是 15 → 请写短一些，细节放到别的字段",
    ),
    "文字太短": (
        "procedures/customer-visit.yaml",
        "title: 面谈",
        "title: 谈",
        (
            "40:12 E205 「title」至少要 2 个字，现在是 1 → 这里写「步骤名称」，动词开头；最多 30 个字；"
            "例如「title: 确认时间地点」"
        ),
    ),
    "选项太少": (
        "forms/visit-record.yaml",
        "options: [上门, 来访, 展会]",
        "options: [上门]",
        "31:55 E205 「options」至少要 2 项，现在是 1 → 这里写「选项」；至少 2 项，每一项以「- 」开头",
    ),
    "入口太多": (
        "handbook.yaml",
        "to: [customer-visit, visit-record]",
        "to: [customer-visit, visit-record, data-rules, sales-rep, sales-supervisor, first-weeks, same-day-record]",
        "28:9 E205 「to」最多 6 项，现在是 7 → 请删减或合并",
    ),
    "数字太小": (
        "forms/visit-record.yaml",
        "rows: 3",
        "rows: -1",
        (
            "36:11 E206 「rows」不能小于 0，现在是 -1 → 这里写「预留行数」，大于 0 时，这一部分是可以增加行的表格；"
            "从 0 到 60"
        ),
    ),
    "数字太大": (
        "forms/visit-record.yaml",
        "width: 30",
        "width: 100",
        "38:56 E206 「width」不能大于 60，现在是 100 → 这里写「列宽比例」，只用于多行表格；从 1 到 60",
    ),
    # Not one of the allowed values
    "接近可选值": (
        "policies/data-rules.yaml",
        "level: 应当",
        "level: 应当的",
        "18:12 E208 「应当的」不是「level」可以写的值 → 是不是「应当」？可以写：必须、应当、禁止",
    ),
    "远离可选值": (
        "policies/data-rules.yaml",
        "level: 应当",
        "level: 最好",
        "18:12 E208 「最好」不是「level」可以写的值 → 可以写：必须、应当、禁止",
    ),
    "种类拼错": (
        "forms/visit-record.yaml",
        "kind: money",
        "kind: mony",
        "30:28 E208 「mony」不是「kind」可以写的值 → 是不是「money」（金额）？",
    ),
    "种类写成中文": (
        "forms/visit-record.yaml",
        "kind: money",
        "kind: 金额",
        "30:28 E208 「金额」不是「kind」可以写的值 → 是不是「money」（金额）？",
    ),
    "没有这种种类": (
        "forms/visit-record.yaml",
        "kind: money",
        "kind: 图片",
        (
            "30:28 E208 「图片」不是「kind」可以写的值 → "
            "可以写：text（一行文字）、"
            "longtext（多行文字）、phone（电话号码）、code（编号）、date（日期）、time（时刻）、number（数字）、"
            "money（金额）、score（打分）、total（自动合计）、choice（单选）、"
            "choices（多选）、check（勾选）、yesno（是或否，选「否」时另填一栏）、signature（签名）"
        ),
    ),
    "种类写成数字": (
        "forms/visit-record.yaml",
        "kind: money",
        "kind: 5",
        (
            "30:28 E204 「kind」应是文字 → 这里写「种类」：text（一行文字）、"
            "longtext（多行文字）、phone（电话号码）、code（编号）、date（日期）、time（时刻）、number（数字）、"
            "money（金额）、score（打分）、total（自动合计）、choice（单选）、"
            "choices（多选）、check（勾选）、yesno（是或否，选「否」时另填一栏）、signature（签名）"
        ),
    ),
    # Not written as the field wants it
    "编号有大写和下划线": (
        "procedures/customer-visit.yaml",
        "- id: meet",
        "- id: Meet_Customer",
        "39:9 E207 「Meet_Customer」不符合「id」的写法 → 写成「meet-customer」",
    ),
    "编号是中文": (
        "procedures/customer-visit.yaml",
        "- id: meet",
        "- id: 面谈",
        "39:9 E207 「面谈」不符合「id」的写法 → 只用小写英文字母、数字和连字符，以字母开头，例如「confirm-time」",
    ),
    "编号是数字": (
        "procedures/customer-visit.yaml",
        "- id: meet",
        "- id: 5",
        "39:9 E204 「id」应是文字 → 只用小写英文字母、数字和连字符，以字母开头，例如「confirm-time」",
    ),
    "部分编号是中文": (
        "forms/visit-record.yaml",
        "id: basics",
        "id: 基本信息",
        "16:9 E207 「基本信息」不符合「id」的写法 → 只用小写英文字母、数字和连字符，以字母开头，例如「first-visit」",
    ),
    "文件编号小写": (
        "policies/data-rules.yaml",
        "number: XS-GD-01",
        "number: xs-gd-01",
        "5:9 E207 「xs-gd-01」不符合「number」的写法 → 写成「XS-GD-01」",
    ),
    "手册编号带章序": (
        "handbook.yaml",
        "title: 销售工作手册",
        "title: 销售工作手册\nnumber: XS-QM-01-02",
        (
            "3:9 E207 「XS-QM-01-02」不符合「number」的写法 → 这里写「文件编号」，整本手册作为受控文件的编号，"
            "全手册唯一；各章的编号是它加章序；例如「number: XS-QM-01」"
        ),
    ),
    "文件编号少一段": (
        "policies/data-rules.yaml",
        "number: XS-GD-01",
        "number: GD-01",
        "5:9 E207 「GD-01」不符合「number」的写法 → 这里写「文件编号」，全手册唯一；例如「number: XS-QP-05」",
    ),
    "条款编号少横线不牵连引用它的地方": (
        "sources/HBK.yaml",
        "- id: HBK-2.2",
        "- id: HBK2.2",
        "14:9 E207 「HBK2.2」不符合「id」的写法 → 写成「HBK-2.2」",
    ),
    "星期五": (
        "procedures/customer-visit.yaml",
        "on: 周五",
        "on: 星期五",
        "65:25 E207 「星期五」不符合「on」的写法 → 写成「周五」",
    ),
    "日和数字之间没有空格": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "every: 月, on: 15日",
        "65:25 E207 「15日」不符合「on」的写法 → 写成「15 日」",
    ),
    "网址少了斜杠": (
        "handbook.yaml",
        "https://handbook.example.com/",
        "https://handbook.example.com",
        "11:11 E207 「https://handbook.example.com」不符合「site_url」的写法 → 写成「https://handbook.example.com/」",
    ),
    "不是网址": (
        "handbook.yaml",
        "https://git.example.com/sales/handbook",
        "git.example.com",
        "12:11 E207 「git.example.com」不符合「repo_url」的写法 → 写成「https://git.example.com」",
    ),
    # Values
    "时间长度没有单位": (
        "procedures/customer-visit.yaml",
        "within: 2 小时",
        "within: 24",
        "29:19 E204 「within」应是时间长度 → 写上单位，例如「24 小时」「24 天」「24 个工作日」",
    ),
    "时间长度用中文数字": (
        "forms/visit-record.yaml",
        "retention: 3 年",
        "retention: 三年",
        "12:12 E209 「三年」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、年 → 写成「3 年」",
    ),
    "时间长度用字母": (
        "forms/visit-record.yaml",
        "retention: 3 年",
        "retention: 36h",
        "12:12 E209 「36h」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、年 → 写成「36 小时」",
    ),
    "时间长度多了内字": (
        "procedures/customer-visit.yaml",
        "within: 2 小时",
        "within: 2小时内",
        "29:19 E209 「2小时内」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、年 → 写成「2 小时」",
    ),
    "时间长度少了个字": (
        "roles/customer-service.yaml",
        "within: 3 个工作日",
        "within: 3工作日",
        "18:19 E209 「3工作日」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、年 → 写成「3 个工作日」",
    ),
    "时刻只有一位": (
        "handbook.yaml",
        'start: "09:00"',
        "start: 9:00",
        "7:10 E209 「9:00」不是时刻，要写成 24 小时制的「时:分」，各两位 → 写成「09:00」",
    ),
    "时刻用全角冒号": (
        "handbook.yaml",
        'start: "09:00"',
        "start: 9：00",
        "7:10 E209 「9：00」不是时刻，要写成 24 小时制的「时:分」，各两位 → 写成「09:00」",
    ),
    "时刻用点": (
        "handbook.yaml",
        'start: "09:00"',
        "start: 9点",
        "7:10 E209 「9点」不是时刻，要写成 24 小时制的「时:分」，各两位 → 写成「09:00」",
    ),
    "时刻用文字": (
        "handbook.yaml",
        'start: "09:00"',
        "start: 早上九点",
        "7:10 E209 「早上九点」不是时刻，要写成 24 小时制的「时:分」，各两位 → 写成「09:00」",
    ),
    "没有的时刻": (
        "handbook.yaml",
        'start: "09:00"',
        'start: "25:00"',
        "7:10 E209 「25:00」不是时刻，要写成 24 小时制的「时:分」，各两位 → 这里写时刻，例如「09:00」",
    ),
    "截止时刻多了前字": (
        "procedures/customer-visit.yaml",
        'by: "17:00"',
        "by: 下班前",
        "65:33 E209 「下班前」不是时刻，要写成 24 小时制的「时:分」，各两位 → 写成「下班」",
    ),
    "截止时刻用点和分": (
        "procedures/customer-visit.yaml",
        'by: "17:00"',
        "by: 17点30分",
        "65:33 E209 「17点30分」不是时刻，要写成 24 小时制的「时:分」，各两位 → 写成「17:30」",
    ),
    "截止时刻是数字": (
        "procedures/customer-visit.yaml",
        'by: "17:00"',
        "by: 17",
        "65:33 E204 「by」应是截止时刻 → 写成「17:00」",
    ),
    "日期用斜杠": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31",
        "next_review: 2026/12/31",
        "4:14 E209 「2026/12/31」不是日期，要写成「年-月-日」 → 写成「2026-12-31」",
    ),
    "日期用年月日": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31",
        "next_review: 2026年3月1日",
        "4:14 E209 「2026年3月1日」不是日期，要写成「年-月-日」 → 写成「2026-03-01」",
    ),
    "没有的日期": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31",
        "next_review: 2026-02-30",
        "4:14 E209 没有「2026-02-30」这一天 → 写法没有错，请核对数字",
    ),
    "日期用文字": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31",
        "next_review: 年底",
        "4:14 E209 「年底」不是日期，要写成「年-月-日」 → 这里写日期，例如「2026-12-31」",
    ),
    "日期只有年份": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31",
        "next_review: 2026",
        "4:14 E204 「next_review」应是日期 → 这里写日期，例如「2026-12-31」",
    ),
    "用时带单位": (
        "procedures/customer-visit.yaml",
        "minutes: 30-60",
        "minutes: 30~60分钟",
        "44:34 E209 「30~60分钟」不是用时，要写成「最少-最多」的分钟数 → 写成「30-60」",
    ),
    "用时没有引号": (
        "procedures/customer-visit.yaml",
        "minutes: 30-60",
        "minutes: 30",
        '44:34 E204 「minutes」应是用时 → 请加英文双引号："30"',
    ),
    "用时反了": (
        "procedures/customer-visit.yaml",
        "minutes: 30-60",
        "minutes: 60-30",
        "44:34 E209 「60-30」不是用时，要写成「最少-最多」的分钟数 → 写法没有错，请核对数字",
    ),
    "用时是小时": (
        "procedures/customer-visit.yaml",
        "minutes: 30-60",
        "minutes: 1小时",
        '44:34 E209 「1小时」不是用时，要写成「最少-最多」的分钟数 → 请加英文双引号："60"',
    ),
    "参数的取值不能用在这里": (
        "parameters.yaml",
        "value: 24 小时",
        "value: 二十四小时",
        ("4:12 E209 「二十四小时」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、年 → 写成「24 小时」"),
    ),
    # Time limits in one breath
    "时限是 24小时内": (
        "forms/visit-record.yaml",
        "due: {moment: 拜访, day: 当日, by: 下班}",
        "due: 24小时内",
        (
            "11:6 E204 「due」应是一组「字段: 值」 → 写成「{within: 24 小时, after_text: 起算的事}」，"
            "把「起算的事」换成从哪件事算起，例如「与客户沟通」"
        ),
    ),
    "时限是拜访后三个工作日内": (
        "forms/visit-record.yaml",
        "due: {moment: 拜访, day: 当日, by: 下班}",
        "due: 拜访后三个工作日内",
        "11:6 E204 「due」应是一组「字段: 值」 → 写成「{within: 3 个工作日, after_text: 拜访}」",
    ),
    "时限是次日": (
        "forms/visit-record.yaml",
        "due: {moment: 拜访, day: 当日, by: 下班}",
        "due: 次日",
        (
            "11:6 E204 「due」应是一组「字段: 值」 → 写成「{moment: 起算的事, day: 次工作日}」，"
            "把「起算的事」换成从哪件事算起，例如「与客户沟通」"
        ),
    ),
    "时限是每周五下班前": (
        "forms/visit-record.yaml",
        "due: {moment: 拜访, day: 当日, by: 下班}",
        "due: 每周五下班前",
        "11:6 E204 「due」应是一组「字段: 值」 → 写成「{every: 周, on: 周五, by: 下班}」",
    ),
    "时限是每个工作日9点前": (
        "forms/visit-record.yaml",
        "due: {moment: 拜访, day: 当日, by: 下班}",
        "due: 每个工作日9点前",
        '11:6 E204 「due」应是一组「字段: 值」 → 写成「{every: 工作日, by: "09:00"}」',
    ),
    "时限是每月25日": (
        "forms/visit-record.yaml",
        "due: {moment: 拜访, day: 当日, by: 下班}",
        "due: 每月25日",
        "11:6 E204 「due」应是一组「字段: 值」 → 写成「{every: 月, on: 25 日}」",
    ),
    "时限是活动前3天": (
        "forms/visit-record.yaml",
        "due: {moment: 拜访, day: 当日, by: 下班}",
        "due: 活动前3天",
        "11:6 E204 「due」应是一组「字段: 值」 → 写成「{ahead: 3 天, before_text: 活动}」",
    ),
    "时限是每周五全角钟点": (
        "forms/visit-record.yaml",
        "due: {moment: 拜访, day: 当日, by: 下班}",
        "due: 每周五17：00前",
        '11:6 E204 「due」应是一组「字段: 值」 → 写成「{every: 周, on: 周五, by: "17:00"}」',
    ),
    # Time limits part by part
    "时间长度是三个工作日内": (
        "procedures/customer-visit.yaml",
        "within: 2 小时",
        "within: 三个工作日内",
        (
            "29:19 E209 「三个工作日内」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、年 → "
            "写成「3 个工作日」"
        ),
    ),
    "时间长度是十五分钟": (
        "procedures/customer-visit.yaml",
        "within: 2 小时",
        "within: 十五分钟",
        "29:19 E209 「十五分钟」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、年 → 写成「15 分钟」",
    ),
    "时间长度是半小时": (
        "procedures/customer-visit.yaml",
        "within: 2 小时",
        "within: 半小时",
        "29:19 E209 「半小时」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、年 → 写成「30 分钟」",
    ),
    "时间长度是一小时半": (
        "procedures/customer-visit.yaml",
        "within: 2 小时",
        "within: 1.5小时",
        "29:19 E209 「1.5小时」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、年 → 写成「90 分钟」",
    ),
    "时间长度是两天": (
        "procedures/customer-visit.yaml",
        "within: 2 小时",
        "within: 两天",
        "29:19 E209 「两天」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、年 → 写成「2 天」",
    ),
    "时间长度是几日": (
        "procedures/customer-visit.yaml",
        "within: 2 小时",
        "within: 3日",
        "29:19 E209 「3日」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、年 → 写成「3 天」",
    ),
    "时间长度是不超过": (
        "procedures/customer-visit.yaml",
        "within: 2 小时",
        "within: 不超过24小时",
        "29:19 E209 「不超过24小时」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、年 → 写成「24 小时」",
    ),
    "时间长度是几个小时": (
        "procedures/customer-visit.yaml",
        "within: 2 小时",
        "within: 2个小时",
        "29:19 E209 「2个小时」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、年 → 写成「2 小时」",
    ),
    "时间长度是半年": (
        "forms/visit-record.yaml",
        "retention: 3 年",
        "retention: 半年",
        "12:12 E209 「半年」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、年 → 写成「6 个月」",
    ),
    "时间长度是当天": (
        "procedures/customer-visit.yaml",
        "within: 2 小时",
        "within: 当天",
        (
            "29:19 E209 「当天」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、年 → "
            "没有长短和钟点的时限写在 moment 里：「moment: 当天」"
        ),
    ),
    "时间长度是一个范围": (
        "procedures/customer-visit.yaml",
        "within: 2 小时",
        "within: 3-5 天",
        "29:19 E209 「3-5 天」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、年 → 写成「5 天」",
    ),
    "截止时刻是 18点前": (
        "procedures/customer-visit.yaml",
        'by: "17:00"',
        "by: 18点前",
        "65:33 E209 「18点前」不是时刻，要写成 24 小时制的「时:分」，各两位 → 写成「18:00」",
    ),
    "截止时刻是下午5点": (
        "procedures/customer-visit.yaml",
        'by: "17:00"',
        "by: 下午5点",
        "65:33 E209 「下午5点」不是时刻，要写成 24 小时制的「时:分」，各两位 → 写成「17:00」",
    ),
    "截止时刻是当天下班": (
        "procedures/customer-visit.yaml",
        'by: "17:00"',
        "by: 当天下班",
        "65:33 E209 「当天下班」不是时刻，要写成 24 小时制的「时:分」，各两位 → 写成「下班」",
    ),
    "截止时刻是 24:00": (
        "procedures/customer-visit.yaml",
        'by: "17:00"',
        'by: "24:00"',
        "65:33 E209 「24:00」不是时刻，要写成 24 小时制的「时:分」，各两位 → 写成「23:59」",
    ),
    "每周五写进 on": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        "every: 周, on: 每周五",
        "65:25 E207 「每周五」不符合「on」的写法 → 写成「周五」",
    ),
    "周五下班前写进 on": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        "every: 周, on: 周五下班前",
        "65:25 E207 「周五下班前」不符合「on」的写法 → 写成「周五」",
    ),
    "星期天": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        "every: 周, on: 星期天",
        "65:25 E207 「星期天」不符合「on」的写法 → 写成「周日」",
    ),
    "on 是 5号": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        "every: 月, on: 5号",
        "65:25 E207 「5号」不符合「on」的写法 → 写成「5 日」",
    ),
    "on 是每月25日": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        "every: 月, on: 每月25日",
        "65:25 E207 「每月25日」不符合「on」的写法 → 写成「25 日」",
    ),
    "on 是数字": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        "every: 月, on: 5",
        "65:25 E204 「on」应是文字 → 写成「5 日」",
    ),
    "on 是月底": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        "every: 月, on: 月底",
        "65:25 E207 「月底」不符合「on」的写法 → 写成「最后一个工作日」",
    ),
    "on 是列表": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        "every: 周, on: [周一, 周五]",
        "65:25 E204 「on」应是文字 → 这里只写一段文字，不是列表",
    ),
    "次数带单位": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        "every: 月, times: 两次",
        "65:28 E204 「times」应是整数 → 只写数字：2（单位「次」不用写）",
    ),
    "周期是天": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "every: 天",
        "65:18 E208 「天」不是「every」可以写的值 → 是不是「工作日」？可以写：工作日、周、双周、月、季度、半年、年",
    ),
    # Days
    "日期没有分隔": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31",
        "next_review: 20261231",
        "4:14 E204 「next_review」应是日期 → 写成「2026-12-31」",
    ),
    "日期是年底": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31",
        "next_review: 2026年12月底",
        "4:14 E209 「2026年12月底」不是日期，要写成「年-月-日」 → 写成「2026-12-31」",
    ),
    "日期没有年": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31",
        "next_review: 12月31日",
        "4:14 E209 「12月31日」不是日期，要写成「年-月-日」 → 写上四位的年份，例如「2026-12-31」",
    ),
    "日期先写日": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31",
        "next_review: 31/12/2026",
        "4:14 E209 「31/12/2026」不是日期，要写成「年-月-日」 → 写成「2026-12-31」",
    ),
    "日期年份两位": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31",
        "next_review: 26-12-31",
        "4:14 E209 「26-12-31」不是日期，要写成「年-月-日」 → 写成「2026-12-31」",
    ),
    "日期用长横线": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31",
        "next_review: 2026–12–31",
        "4:14 E209 「2026–12–31」不是日期，要写成「年-月-日」 → 写成「2026-12-31」",
    ),
    "日期是中文": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31",
        "next_review: 二〇二六年十二月三十一日",
        "4:14 E209 「二〇二六年十二月三十一日」不是日期，要写成「年-月-日」 → 写成「2026-12-31」",
    ),
    "日期带钟点": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31",
        "next_review: 2026-12-31 18:00",
        "4:14 E209 「2026-12-31 18:00」不是日期，要写成「年-月-日」 → 写成「2026-12-31」",
    ),
    "日期是一段": (
        "calendar/2026.yaml",
        "2026-02-14",
        "2026-02-14 至 2026-02-16",
        (
            "2:12 E209 「2026-02-14 至 2026-02-16」不是日期，要写成「年-月-日」 → "
            "一项只写一天，一天一行：2026-02-14、2026-02-15、2026-02-16"
        ),
    ),
    # Numbers and words
    "中文百分数": (
        "kpis/same-day-record.yaml",
        "at_least: 95",
        "at_least: 百分之九十五",
        "7:20 E204 「at_least」应是数字 → 只写数字：95（单位「%」不用写）",
    ),
    "权重是小数": (
        "roles/sales-rep.yaml",
        "weight: 100",
        "weight: 0.3",
        "19:13 E204 「weight」应是整数 → 只写整数，例如 30（百分数，不写成小数）",
    ),
    "目标是一个数": (
        "kpis/same-day-record.yaml",
        "target: {at_least: 95, yellow: 90}",
        "target: ≥95%",
        "7:9 E204 「target」应是一组「字段: 值」 → 越大越好写成「{at_least: 95}」，越小越好写成「{at_most: 95}」",
    ),
    "目标不高于": (
        "kpis/same-day-record.yaml",
        "target: {at_least: 95, yellow: 90}",
        "target: 不超过 5%",
        "7:9 E204 「target」应是一组「字段: 值」 → 写成「{at_most: 5}」",
    ),
    "必填写成勾": (
        "forms/visit-record.yaml",
        "unit: 万元, required: false",
        "unit: 万元, required: √",
        "30:68 E204 「required」应是 true 或 false → 写 true（是）",
    ),
    "种类写成 select": (
        "forms/visit-record.yaml",
        "{id: way, kind: choice",
        "{id: way, kind: select",
        "31:25 E208 「select」不是「kind」可以写的值 → 是不是「choice」（单选）？",
    ),
    "种类写成多行文本": (
        "forms/visit-record.yaml",
        "kind: longtext",
        "kind: 多行文本",
        "33:29 E208 「多行文本」不是「kind」可以写的值 → 是不是「longtext」（多行文字）？",
    ),
    "级别写成不得": (
        "policies/data-rules.yaml",
        "level: 应当",
        "level: 不得",
        "18:12 E208 「不得」不是「level」可以写的值 → 是不是「禁止」？可以写：必须、应当、禁止",
    ),
    "单位写成美元": (
        "forms/visit-record.yaml",
        "unit: 万元",
        "unit: 美元",
        "30:54 E208 「美元」不是「unit」可以写的值 → 是不是「元」？可以写：元、万元",
    ),
    "选项是数字": (
        "forms/visit-record.yaml",
        "options: [上门, 来访, 展会]",
        "options: [1, 2, 3]",
        '31:56 E204 「options 第 1、2、3 项」应是文字 → 请加英文双引号："1"、"2"、"3"',
    ),
    "选项用斜杠": (
        "forms/visit-record.yaml",
        "options: [上门, 来访, 展会]",
        "options: 上门/来访/展会",
        "31:55 E204 「options」应是列表（每行以「- 」开头） → 写成列表：[上门, 来访, 展会]",
    ),
    "文件编号用空格": (
        "policies/data-rules.yaml",
        "number: XS-GD-01",
        "number: XS GD 01",
        "5:9 E207 「XS GD 01」不符合「number」的写法 → 写成「XS-GD-01」",
    ),
    "条款编号多了点": (
        "sources/HBK.yaml",
        "- id: HBK-2.2",
        "- id: HBK-2.2.",
        "14:9 E207 「HBK-2.2.」不符合「id」的写法 → 写成「HBK-2.2」",
    ),
    # Lists and groups
    "两个负责人": (
        "procedures/customer-visit.yaml",
        "accountable: sales-supervisor",
        "accountable: [sales-supervisor, sales-rep]",
        "43:18 E204 「accountable」应是一个岗位编号 → 只留一个：sales-supervisor 或 sales-rep",
    ),
    "名称列成一行": (
        "procedures/customer-visit.yaml",
        "consulted: [sales-supervisor]",
        "consulted: 销售主管、财务部",
        "17:16 E204 「consulted」应是列表（每行以「- 」开头） → 写成列表：[…, …]，每一项写编号，不写名称；写岗位的编号",
    ),
    "编号在方头括号里": (
        "procedures/customer-visit.yaml",
        "basis: [HBK-1.1]\n  - id: confirm",
        "basis: 【HBK-1.1】\n  - id: confirm",
        "23:12 E204 「basis」应是列表（每行以「- 」开头） → 写成列表：[HBK-1.1]",
    ),
    "编号用加号": (
        "forms/visit-record.yaml",
        "of: [prepared, listening]",
        "of: prepared + listening",
        "50:51 E204 「of」应是列表（每行以「- 」开头） → 写成列表：[prepared, listening]",
    ),
    "没有就写无": (
        "procedures/customer-visit.yaml",
        "consulted: [sales-supervisor]",
        "consulted: 无",
        "17:16 E204 「consulted」应是列表（每行以「- 」开头） → 没有就删掉这个字段",
    ),
    "选项少写字段名": (
        "quizzes/visit-quiz.yaml",
        "- {text: 周五有空再写}",
        "- 周五有空再写",
        "11:9 E204 「answers 第 2 项」应是一组「字段: 值」 → 写成「text: 周五有空再写」",
    ),
    "栏目写成一句话": (
        "forms/visit-record.yaml",
        '- {id: start-time, kind: time, title: 开始时间, sample: "14:00"}',
        "- 开始时间",
        "27:9 E204 「fields 第 3 项」应是一组「字段: 值」 → 写成「{id: …, kind: …, title: …}」，把「…」换成内容",
    ),
    "条文放进细则": (
        "policies/data-rules.yaml",
        "details: [没有承诺就写「无」]",
        "details:\n      - id: x\n        level: 必须",
        "14:9 E204 「details 第 1 项」应是文字 → 这里只写一段文字；「字段: 值」多半放错了列表，请检查缩进",
    ),
    "一项写成编号和数": (
        "roles/sales-rep.yaml",
        "- kpi: same-day-record\n    weight: 100",
        "- same-day-record: 100",
        "18:5 E201 没有叫「same-day-record」的字段 → 这里还可以写：kpi（指标）、weight（权重）",
    ),
    # Fields in the wrong place
    "步骤的字段写到外面": (
        "procedures/customer-visit.yaml",
        "kpis: [same-day-record]",
        "phase: 拜访前\nkpis: [same-day-record]",
        "73:1 E201 没有叫「phase」的字段 → phase 要写在 steps 里面：请检查这一行的缩进",
    ),
    "外面的字段写进步骤": (
        "procedures/customer-visit.yaml",
        "    done: 每人都收到反馈。",
        "    done: 每人都收到反馈。\n    scope: 全体",
        f"69:5 E201 没有叫「scope」的字段 → 这里还可以写：{_others(Step, 'id title phase role due actions done')}",
    ),
    "名称写成 name": (
        "procedures/customer-visit.yaml",
        "title: 面谈",
        "name: 面谈",
        "40:5 E201 没有叫「name」的字段 → 是不是「title」？",
    ),
    "正文带参数写成一句话": (
        "roles/sales-rep.yaml",
        "duties:\n  - 按[客户拜访](customer-visit)准备、见客户、留记录。\n  - 沟通后",
        "duties: 沟通后",
        "9:9 E204 「duties」应是列表（每行以「- 」开头） → 每一项换一行，以「- 」开头",
    ),
}
