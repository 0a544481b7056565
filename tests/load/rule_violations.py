"""What the house rules find in the small handbook, written as in `field_errors`."""

from __future__ import annotations

RULE_VIOLATIONS: dict[str, tuple[str, ...]] = {
    # E454 the colour of the site
    "主色太浅": (
        "handbook.yaml",
        "company: ",
        'colour: "#f0a020"\ncompany: ',
        (
            "3:9 E454 颜色「#f0a020」太浅，看不清：与底色的对比度是 1.9，至少要 4.5（WCAG 2.2） → "
            "写成「#906013」，是同一种颜色，深一些"
        ),
    ),
    # E401 time limits
    "时限什么都没说": (
        "forms/visit-record.yaml",
        "{moment: 拜访, day: 当日, by: 下班}",
        "{minutes: 5-10}",
        (
            "11:6 E401 时限没有说清何时完成 → within、ahead、by、every、moment 至少写一个，"
            "例如「within: 24 小时」加「after_text: 与客户沟通」"
        ),
    ),
    "时限是空的": (
        "forms/visit-record.yaml",
        "{moment: 拜访, day: 当日, by: 下班}",
        "{}",
        (
            "11:6 E401 时限没有说清何时完成 → within、ahead、by、every、moment 至少写一个，"
            "例如「within: 24 小时」加「after_text: 与客户沟通」"
        ),
    ),
    "只有截止时刻": (
        "forms/visit-record.yaml",
        "{moment: 拜访, day: 当日, by: 下班}",
        "{by: 下班}",
        (
            "11:6 E401 时限没有写完整 → 写了 by，还要用 every 写周期，"
            "或用 moment 写是哪一天，例如「moment: 拜访」加「day: 当日」"
        ),
    ),
    "没有起算点": (
        "procedures/customer-visit.yaml",
        "{within: 2 小时, after: prepare, minutes: 5-10}",
        "{within: 2 小时}",
        "29:10 E401 时限没有写完整 → 写了 within，还要用 after 或 after_text 写明从何时起算",
    ),
    "两个起算点": (
        "procedures/customer-visit.yaml",
        "{within: 2 小时, after: prepare, minutes: 5-10}",
        "{within: 2 小时, after: prepare, after_text: 备齐资料}",
        "29:53 E401 起算点写了两个 → after 和 after_text 只写一个",
    ),
    "只有起算点": (
        "procedures/customer-visit.yaml",
        "{within: 2 小时, after: prepare, minutes: 5-10}",
        "{after: prepare}",
        "29:10 E401 时限没有写完整 → 写了起算点，还要用 within 写明多久之内",
    ),
    "没有说提前于何事": (
        "procedures/customer-visit.yaml",
        "{ahead: 1 天, before_text: 拜访}",
        "{ahead: 1 天}",
        "18:10 E401 时限没有写完整 → 写了 ahead，还要用 before_text 写明提前于何事",
    ),
    "没有说提前多久": (
        "procedures/customer-visit.yaml",
        "{ahead: 1 天, before_text: 拜访}",
        "{before_text: 拜访}",
        "18:10 E401 时限没有写完整 → 写了 before_text，还要用 ahead 写明提前多久",
    ),
    "有哪天没有周期": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "on: 周五",
        "65:10 E401 时限没有写完整 → 写了 on 或 times，还要用 every 写明周期",
    ),
    "有次数没有周期": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        "times: 2",
        "65:10 E401 时限没有写完整 → 写了 on 或 times，还要用 every 写明周期",
    ),
    "每月里没有周五": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "every: 月, on: 周五",
        "65:25 E401 周期「月」里没有「周五」 → 「周五」要配「every: 周」或「every: 双周」",
    ),
    "每季度里没有 3 月": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "every: 季度, on: 3 月",
        "65:26 E401 周期「季度」里没有「3 月」 → 「3 月」要配「every: 年」",
    ),
    "每月没有 32 日": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "every: 月, on: 32 日",
        "65:25 E401 周期「月」里没有「32 日」 → 日写 1 到 31，月写 1 到 12",
    ),
    "每周没有首个工作日": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "every: 周, on: 首个工作日",
        (
            "65:25 E401 周期「周」里没有「首个工作日」 → "
            "「首个工作日」要配「every: 月」或「every: 季度」或「every: 半年」或「every: 年」"
        ),
    ),
    "日子写了两个": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "every: 周, on: 周五, moment: 第 2 个工作日",
        "65:37 E401 「周五」和「第 2 个工作日」是两个日子 → on 和 moment 里只写一个日子",
    ),
    "季度里有三个 5 日": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "every: 季度, moment: 5 日",
        "65:30 E401 周期「季度」里的「5 日」说不清是哪一天 → 先用 on 写明「首月」或「末月」",
    ),
    "年里有十二个 5 日": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "every: 年, moment: 5 日",
        "65:29 E401 周期「年」里的「5 日」说不清是哪一天 → 先用 on 写明是哪个月，例如「on: 3 月」",
    ),
    "月里有几个周五": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "every: 月, moment: 周五",
        "65:29 E401 周期「月」里的「周五」说不清是哪一天 → 写明是第几个，例如「第三个周五」或「最后一个周五」",
    ),
    "周里没有第几个周五": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "every: 周, moment: 第三个周五",
        "65:29 E401 周期「周」里的「第三个周五」说不清是哪一天 → 按周的时限写「on: 周五」",
    ),
    "月份写在时机里": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "every: 年, moment: 3 月",
        "65:29 E401 时机「3 月」是周期里的月份 → 月份写在 on 里：「on: 3 月」",
    ),
    "没有哪个月有 30 个工作日": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "every: 月, moment: 第 30 个工作日",
        "65:29 E401 周期「月」里没有「第 30 个工作日」 → 改成每一期都有的日子，或写「最后一个工作日」",
    ),
    "2 月没有 30 日": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "every: 年, on: 2 月, moment: 30 日",
        "65:38 E401 周期「年」里没有「30 日」 → 改成每一期都有的日子，或写「最后一个工作日」",
    ),
    "每个工作日没有第几个": (
        "procedures/customer-visit.yaml",
        "every: 周, on: 周五",
        "every: 工作日, moment: 第 2 个工作日",
        "65:31 E401 周期「工作日」里的「第 2 个工作日」说不清是哪一天 → 改写周期 every，或去掉这个日子",
    ),
    "次日没有说清": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        'moment: 拜访的次日, by: "17:00"',
        (
            "65:19 E401 时机里的「次日」没有说清是工作日还是自然日 → "
            "写成「moment: 拜访」加「day: 次工作日」；休息日也算在内的，写「day: 次日」"
        ),
    ),
    "第二天带着钟点": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        "moment: 收到申请后第二天中午",
        (
            "65:19 E401 时机里的「第二天」没有说清是工作日还是自然日 → "
            "写成「moment: 收到申请后」加「day: 次工作日」；休息日也算在内的，写「day: 次日」；钟点写在 by 里"
        ),
    ),
    "前一天没有说清": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        "moment: 拜访前一天, by: 下班",
        (
            "65:19 E401 时机里的「前一天」没有说清是工作日还是自然日 → "
            "写成「moment: 拜访」加「day: 前一工作日」；休息日也算在内的，写「day: 前一天」"
        ),
    ),
    "下一个工作日写在时机里": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        "moment: 评审后的下一个工作日, by: 下班",
        "65:19 E401 时机里的「下一个工作日」要写在 day 里 → 写成「moment: 评审后」加「day: 次工作日」",
    ),
    "当日写在时机里": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        "moment: 拜访当天, by: 下班",
        "65:19 E401 时机里的「当天」要写在 day 里 → 写成「moment: 拜访」加「day: 当日」",
    ),
    "从次日起算": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        "within: 24 小时, after_text: 拜访次日",
        (
            "65:38 E401 「次日」没有说清是工作日还是自然日 → "
            "after_text 只写事情，隔多久写在 within 里，例如「within: 1 个工作日」"
        ),
    ),
    "有日子没有事情": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        "every: 周, day: 次日",
        "65:10 E401 时限没有写完整 → 写了 day，还要用 moment 写明是什么事的那一天",
    ),
    "协作约定的时限": (
        "roles/customer-service.yaml",
        "{within: 3 个工作日, after_text: 收到问题}",
        "{within: 3 个工作日}",
        "18:10 E401 时限没有写完整 → 写了 within，还要用 after 或 after_text 写明从何时起算",
    ),
    # E402, E403 KPIs
    "两个目标方向": (
        "kpis/same-day-record.yaml",
        "at_least: 95",
        "at_least: 95, at_most: 99",
        "7:9 E402 指标「拜访记录当日完成率」的目标写了两个方向 → 越大越好只写 at_least，越小越好只写 at_most",
    ),
    "没有目标方向": (
        "kpis/same-day-record.yaml",
        "at_least: 95, ",
        "",
        "7:9 E402 指标「拜访记录当日完成率」的目标没有写方向 → 越大越好只写 at_least，越小越好只写 at_most",
    ),
    "黄线高于目标": (
        "kpis/same-day-record.yaml",
        "yellow: 90",
        "yellow: 96",
        "7:32 E402 黄线 96 已经达标了 → 黄线是未达目标但还没到红区的界限，要小于 95",
    ),
    "黄线等于目标": (
        "kpis/same-day-record.yaml",
        "yellow: 90",
        "yellow: 95",
        "7:32 E402 黄线 95 已经达标了 → 黄线是未达目标但还没到红区的界限，要小于 95",
    ),
    "越小越好时黄线低于目标": (
        "kpis/same-day-record.yaml",
        "{at_least: 95, yellow: 90}",
        "{at_most: 2, yellow: 1.5}",
        "7:30 E402 黄线 1.5 已经达标了 → 黄线是未达目标但还没到红区的界限，要大于 2",
    ),
    "没有数据来源": (
        "kpis/same-day-record.yaml",
        "  fields: [visit-record.visit-date, visit-record.end-time]\n",
        "",
        "10:3 E403 指标「拜访记录当日完成率」没有数据来源 → 写 fields（表单栏目）或 export（系统导出的报表名称）",
    ),
    # E404 scorecards
    "权重不到 100": (
        "roles/sales-rep.yaml",
        "weight: 100",
        "weight: 90",
        "17:1 E404 岗位「销售代表」的考核权重合计是 90，不是 100 → 还差 10，请调整各指标的 weight",
    ),
    "指标考核两次": (
        "roles/sales-rep.yaml",
        "    weight: 100",
        "    weight: 50\n  - kpi: same-day-record\n    weight: 50",
        "20:10 E404 指标「same-day-record」考核了两次 → 请合并成一行",
    ),
    # E406, E407 clauses
    "条款没有落实": (
        "policies/data-rules.yaml",
        "    basis: [HBK-2.2]\n",
        "",
        "sources/HBK.yaml:14:9 E406 条款 HBK-2.2 还没有落实 → 在落实它的步骤、条文或栏目里写「basis: [HBK-2.2]」",
    ),
    "条款的数字丢了": (
        "procedures/customer-visit.yaml",
        "due: {ahead: 1 天, before_text: 拜访}",
        "due: {moment: 拜访之前}",
        (
            "sources/HBK.yaml:7:12 E407 条款 HBK-1.1 的数字「1天」丢了：引用它的地方都没有写 → 在引用它的步骤、"
            "条文或栏目里写上这个数字：customer-visit.prepare、customer-visit、first-weeks.shadow-visit"
        ),
    ),
    "条款的数字变了": (
        "parameters.yaml",
        "value: 24 小时",
        "value: 48 小时",
        (
            "sources/HBK.yaml:10:18 E407 条款 HBK-2.1a 的数字「24小时」丢了：引用它的地方都没有写 → 在引用它的步"
            "骤、条文或栏目里写上这个数字：customer-visit.update-crm、visit-record.content"
        ),
    ),
    # W408 reviews
    "评审日期已过": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31",
        "next_review: 2026-01-14",
        "4:14 W408 「拜访记录当日完成率」已过评审日期 → 请归口岗位（销售主管）评审后写上新的日期",
    ),
    # W428 reviews too far off
    "评审年份写错": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31",
        "next_review: 2226-12-31",
        (
            "4:14 W428 「拜访记录当日完成率」的下次评审日期太远，评审间隔是 1 年 → 核对年份，最晚写 2028-01-15；"
            "真的隔这么久才评审，改 review_every"
        ),
    ),
    "评审间隔比年份短": (
        "kpis/same-day-record.yaml",
        "next_review: 2026-12-31",
        "next_review: 2026-12-31\nreview_every: 3 个月",
        (
            "4:14 W428 「拜访记录当日完成率」的下次评审日期太远，评审间隔是 3 个月 → 核对年份，最晚写 2026-07-15；"
            "真的隔这么久才评审，改 review_every"
        ),
    ),
    # E409 links
    "链接的编号拼错": (
        "roles/sales-rep.yaml",
        "(customer-visit)",
        "(customer-vist)",
        "10:13 E409 链接「customer-vist」没有目标 → 是不是「customer-visit」？",
    ),
    "链接的步骤拼错": (
        "policies/data-rules.yaml",
        "(visit-record#end-time)",
        "(visit-record#end-tim)",
        "12:25 E409 链接「visit-record#end-tim」没有目标 → 是不是「visit-record#end-time」？",
    ),
    "链接到没有的栏目": (
        "policies/data-rules.yaml",
        "(visit-record#end-time)",
        "(sales-supervisor#duties)",
        "12:25 E409 链接「sales-supervisor#duties」没有目标 → 是不是「sales-supervisor」？",
    ),
    "链接到没有的步骤": (
        "policies/data-rules.yaml",
        "(visit-record#end-time)",
        "(customer-visit#zzzz)",
        (
            "12:25 E409 链接「customer-visit#zzzz」没有目标 → "
            "「customer-visit」里有：prepare、confirm、meet、update-crm、review-week"
        ),
    ),
    "链接到脚本": (
        "policies/data-rules.yaml",
        "(visit-record#end-time)",
        "(javascript:alert)",
        (
            "12:25 E409 链接「javascript:alert」没有目标 → "
            "链接写网址、mailto:邮箱，或条目的编号，例如 [客户拜访](customer-visit)"
        ),
    ),
    "链接到文件": (
        "policies/data-rules.yaml",
        "(visit-record#end-time)",
        "(../files/guide.pdf)",
        (
            "12:25 E409 链接「../files/guide.pdf」没有目标 → "
            "链接写网址、mailto:邮箱，或条目的编号，例如 [客户拜访](customer-visit)"
        ),
    ),
    "网址不完整": (
        "policies/data-rules.yaml",
        "(visit-record#end-time)",
        "(https://)",
        "12:25 E409 链接「https://」没有目标 → 链接写网址、mailto:邮箱，或条目的编号，例如 [客户拜访](customer-visit)",
    ),
    "链接到没有的参数": (
        "roles/sales-rep.yaml",
        "{crm-limit}内",
        "[时限](parameters#crm-limt)",
        "11:16 E409 链接「parameters#crm-limt」没有目标 → 是不是「parameters#crm-limit」？",
    ),
    # E410 words
    "不用的说法": (
        "roles/sales-rep.yaml",
        "mission: 把每次",
        "mission: 陪甲方把每次",
        "7:11 E410 术语表规定不用「甲方」 → 请改成「客户」",
    ),
    "标题里不用的说法": (
        "procedures/customer-visit.yaml",
        "title: 面谈",
        "title: 和甲方面谈",
        "40:13 E410 术语表规定不用「甲方」 → 请改成「客户」",
    ),
    # E411, E414, E415 forms and procedures
    "合计文字": (
        "forms/visit-record.yaml",
        "of: [prepared, listening]",
        "of: [prepared, customer-name]",
        "50:62 E411 栏目「客户名称」不是数字，不能合计 → 只能合计 number、money、score 三种栏目",
    ),
    "合计自己": (
        "forms/visit-record.yaml",
        "of: [prepared, listening]",
        "of: [prepared, total]",
        "50:62 E411 栏目「得分合计」不是数字，不能合计 → 只能合计 number、money、score 三种栏目",
    ),
    "合计写了全称": (
        "forms/visit-record.yaml",
        "of: [prepared, listening]",
        "of: [visit-record.prepared, listening]",
        "50:52 E414 这里只能写本表单的栏目 → 写成「prepared」",
    ),
    "分支写了全称": (
        "procedures/customer-visit.yaml",
        "to: prepare",
        "to: customer-visit.prepare",
        "37:26 E414 这里只能写本流程的步骤 → 写成「prepare」",
    ),
    "最小值不比最大值小": (
        "forms/visit-record.yaml",
        "least: 1, most: 50",
        "least: 50, most: 50",
        "29:9 E415 栏目「到场人数」的最小值 50 要小于最大值 50 → 请核对 least 和 most",
    ),
    "打分的上下限反了": (
        "forms/visit-record.yaml",
        "weight: 2",
        "weight: 2, least: 6",
        "49:9 E415 栏目「听懂需求」的最小值 6 要小于最大值 5 → 请核对 least 和 most",
    ),
    "选项重复": (
        "forms/visit-record.yaml",
        "options: [上门, 来访, 展会]",
        "options: [上门, 来访, 上门]",
        "31:64 E415 选项「上门」重复了 → 请删除一个，或换一种写法",
    ),
    # E416 self-tests
    "没有正确的选项": (
        "quizzes/visit-quiz.yaml",
        ", right: true",
        "",
        "9:5 E416 这道题没有正确的选项 → 给正确的选项写 right: true，错误的选项不写",
    ),
    "没有错误的选项": (
        "quizzes/visit-quiz.yaml",
        "{text: 周五有空再写}",
        "{text: 周五有空再写, right: true}",
        "9:5 E416 这道题没有错误的选项 → 给正确的选项写 right: true，错误的选项不写",
    ),
    "考的步骤不存在": (
        "quizzes/visit-quiz.yaml",
        "entry: update-crm",
        "entry: update",
        (
            "14:12 E416 「customer-visit」里没有「update」 → "
            "写它的步骤、条文或栏目的编号：prepare、confirm、meet、update-crm、review-week"
        ),
    ),
    # E418 what a role must say
    "岗位没有权限": (
        "roles/sales-rep.yaml",
        "authority:\n  - what: 按报价单报价\n    limit: 低于报价单时先报销售主管\n",
        "",
        "2:8 E418 岗位「销售代表」没有写权限 → 请写上「authority:」",
    ),
    "协作部门没有约定": (
        "roles/customer-service.yaml",
        "belongs: 协作部门",
        "belongs: 本部门",
        "2:8 E418 岗位「客户服务部」没有写成长路径 → 请写上「growth:」",
        "2:8 E418 岗位「客户服务部」没有写所需技能 → 请写上「skills:」",
        "2:8 E418 岗位「客户服务部」没有写权限 → 请写上「authority:」",
        "2:8 E418 岗位「客户服务部」没有写考核 → 请写上「scorecard:」",
    ),
    # E417 measures
    "算法没有来源": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 计数}\naction:\n",
        "12:1 E417 指标「拜访记录当日完成率」的算法要且只要一个来源 → 来自表单写 form，来自系统导出的 CSV 写 export",
    ),
    "算法有两个来源": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 计数, form: visit-record, per: 全部门, export: visits}\naction:\n",
        "12:1 E417 指标「拜访记录当日完成率」的算法要且只要一个来源 → 来自表单写 form，来自系统导出的 CSV 写 export",
    ),
    "占比没有分子": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 占比, form: visit-record, per: 全部门}\naction:\n",
        "12:17 E417 「占比」没有写完整 → 占比要写 meets：达到什么算数",
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
    ),
    "合计没有列": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 合计, form: visit-record, per: 全部门}\naction:\n",
        "12:17 E417 「合计」没有写完整 → 合计要写 column：算哪一列",
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
    ),
    "比值没有除数": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 比值, form: visit-record, per: 全部门, column: people}\naction:\n",
        "12:17 E417 「比值」没有写完整 → 比值要写 of：除以哪一列",
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
    ),
    "计数写了列": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 计数, form: visit-record, per: 全部门, column: people}\naction:\n",
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
        "12:51 E417 「计数」用不到 column → 请删掉这一项，或改用另一种算法",
    ),
    "平均写了倒扣": (
        "kpis/same-day-record.yaml",
        "action:\n",
        (
            "measure: {take: 平均, form: visit-record, per: 全部门, column: people, less: [{column: people, at_most: "
            "1}]}\naction:\n"
        ),
        (
            "12:17 E417 百分数不能平均：各人的百分数加起来平均，不是大家合起来的百分数 → "
            "改用「比值」，column 写分子那一列，of 写分母那一列"
        ),
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
        "12:67 E417 「平均」用不到 less → 请删掉这一项，或改用另一种算法",
    ),
    "表单没有这一列": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 合计, form: visit-record, per: 全部门, column: peeple}\naction:\n",
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
        "12:59 E417 表单「客户拜访记录表」没有栏目「peeple」 → 是不是「people」（到场人数）？",
    ),
    "文字不能合计": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 平均, form: visit-record, per: 全部门, column: content}\naction:\n",
        (
            "12:17 E417 百分数不能平均：各人的百分数加起来平均，不是大家合起来的百分数 → "
            "改用「比值」，column 写分子那一列，of 写分母那一列"
        ),
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
        "12:59 E417 栏目「沟通内容」不是数字，不能这样算 → 只有 number、money、score、total 四种栏目是数字",
    ),
    "除以文字": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 比值, form: visit-record, per: 全部门, column: people, of: content}\naction:\n",
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
        "12:71 E417 栏目「沟通内容」不是数字，不能这样算 → 只有 number、money、score、total 四种栏目是数字",
    ),
    "文字不能比大小": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 占比, form: visit-record, per: 全部门, meets: [{column: way, at_least: 2}]}\naction:\n",
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
        "12:68 E417 栏目「拜访方式」不是数字，不能这样算 → 只有 number、money、score、total 四种栏目是数字",
    ),
    "等于没有的选项": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 占比, form: visit-record, per: 全部门, meets: [{column: way, equals: 上们}]}\naction:\n",
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
        "12:81 E417 栏目「拜访方式」没有选项「上们」 → 可以写：上门、来访、展会",
    ),
    "数字用等于": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 占比, form: visit-record, per: 全部门, meets: [{column: people, equals: '2'}]}\naction:\n",
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
        "12:76 E417 栏目「到场人数」不能用 equals 比较 → 改用 at_least 或 at_most",
    ),
    "勾选用等于": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 占比, form: visit-record, per: 全部门, meets: [{column: in-crm, equals: 是}]}\naction:\n",
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
        "12:76 E417 栏目「已录入 CRM」不能用 equals 比较 → 改用「filled: true」",
    ),
    "条件没有要求": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 占比, form: visit-record, per: 全部门, meets: [{column: people}]}\naction:\n",
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
        "12:59 E417 这个条件没有说要怎样 → equals、at_least、at_most、filled、on_time 写一个",
    ),
    "算给一个数字": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 计数, form: visit-record, per: 全部门, who: people}\naction:\n",
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
        "12:56 E417 栏目「到场人数」里不是工号或姓名 → 写一个 text 或 code 栏目",
    ),
    "算不到人头上": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 计数, form: visit-record}\naction:\n",
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
        (
            "12:27 E417 表单「客户拜访记录表」没有写 staff，算不到人头上 → "
            "在 sop/forms/visit-record.yaml 里写「staff: 工号栏目的编号」，或在这里用 who 写明算给谁，"
            "或写「per: 全部门」"
        ),
    ),
    "提交率没有周期": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 提交率, form: visit-record, per: 全部门}\naction:\n",
        "12:17 E417 表单「客户拜访记录表」没有固定的周期，算不出应交几份 → 表单的 due 写了 every 才能用「提交率」",
        (
            "12:28 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
    ),
    "表单的算法写了日期列": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 计数, form: visit-record, per: 全部门, day: visit-date}\naction:\n",
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
        "12:51 E417 来自表单的不用写 day → 表单自己写明了是哪一天，请删掉这一项",
    ),
    "导出没有说来历": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 计数, export: visits}\naction:\n",
        "12:29 E417 没有说「visits.csv」从哪里来 → 在 source 里写「export: 系统和报表的名称」",
    ),
    "导出表算按时": (
        "kpis/same-day-record.yaml",
        "  fields: [visit-record.visit-date, visit-record.end-time]\n  how: 主管每周五按交来的表单统计。\n",
        "  export: CRM 拜访日志\nmeasure: {take: 占比, export: visits, meets: [{column: 日期, on_time: true}]}\n",
        "11:45 E417 导出表没有时限，算不出是否按时 → 改用 equals、at_least 或 at_most 写明怎样算按时",
    ),
    # E419 marked fields
    "工号栏不是文字": (
        "forms/visit-record.yaml",
        "retention: 3 年\n",
        "retention: 3 年\nstaff: people\n",
        "13:8 E419 栏目「到场人数」不能用在这里 → 要写一个 text 或 code 栏目",
    ),
    "日期栏不是日期": (
        "forms/visit-record.yaml",
        "retention: 3 年\n",
        "retention: 3 年\nday: start-time\n",
        "13:6 E419 栏目「开始时间」不能用在这里 → 要写一个 date 栏目",
    ),
    "日期栏在多行表格里": (
        "forms/visit-record.yaml",
        "retention: 3 年\n",
        "retention: 3 年\nday: promise-date\n",
        "13:6 E419 栏目「何时兑现」在多行表格里，一份表会有好几个 → 要写不在多行表格里的栏目",
    ),
    "日期栏写了全称": (
        "forms/visit-record.yaml",
        "retention: 3 年\n",
        "retention: 3 年\nday: visit-record.visit-date\n",
        "13:6 E414 这里只能写本表单的栏目 → 写成「visit-date」",
    ),
    "含义用在别的种类上": (
        "forms/visit-record.yaml",
        "title: 到场人数, unit",
        "title: 到场人数, means: person-name, unit",
        "29:56 E419 含义「person-name」（填表人的姓名）不能用在 number 栏目上 → 要写在 text 栏目上",
    ),
    "含义在多行表格里": (
        "forms/visit-record.yaml",
        "id: promise, kind: text, title: 答应了什么,",
        "id: promise, kind: text, title: 答应了什么, means: revision,",
        "38:56 E419 栏目「答应了什么」在多行表格里，一份表会有好几个 → 要写在不在多行表格里的栏目上",
    ),
    "含义写了两次": (
        "forms/visit-record.yaml",
        "{id: visit-date, kind: date, title: 拜访日期, sample: 2026-03-18}",
        (
            "{id: visit-date, kind: date, title: 拜访日期, means: effective-date}\n"
            "      - {id: again, kind: date, title: 又一天, means: effective-date}"
        ),
        "27:52 E419 含义「effective-date」（那一版的实施日期）写了两次 → 栏目「拜访日期」也是它，只留一处",
    ),
    "确认书没有标明是谁、哪一版": (
        "handbook.yaml",
        "site_url:",
        "confirmation_form: visit-record\nsite_url:",
        (
            "11:20 E419 表单「客户拜访记录表」没有标明哪一栏写工号或姓名，看不出是谁签的 → "
            "在 sop/forms/visit-record.yaml 里写 staff，或在姓名那一栏写「means: person-name」"
        ),
        (
            "11:20 E419 表单「客户拜访记录表」没有标明哪一栏写手册版本，看不出签的是哪一版 → "
            "在 sop/forms/visit-record.yaml 的那一栏写「means: revision」"
        ),
    ),
    "没有这样的依据文件": (
        "handbook.yaml",
        "site_url:",
        "standard: ISO\nsite_url:",
        "11:11 E302 找不到依据文件「ISO」 → 先新建这个依据文件，或改成已有的编号，例如「HBK」",
    ),
    "承诺没有到期栏": (
        "forms/visit-record.yaml",
        "retention: 3 年\n",
        "retention: 3 年\npromise: promise\n",
        "13:1 E419 承诺栏和承诺到期栏要一起写 → promise 写承诺的栏目，promise_by 写到期日期的栏目",
    ),
    "承诺和到期日不在一处": (
        "forms/visit-record.yaml",
        "retention: 3 年\n",
        "retention: 3 年\npromise: content\npromise_by: promise-date\n",
        "14:13 E419 承诺和到期日不在同一处，对不上哪一行 → 两个栏目要在同一个多行表格里，或都不在多行表格里",
    ),
    # E421 names in Word and in records
    "多行表格里的栏目编号太长": (
        "forms/visit-record.yaml",
        "{id: promise, kind: text",
        "{id: promise-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, kind: text",
        (
            "38:14 E421 栏目「答应了什么」在 Word 里的名字"
            "「promises.promise-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx」太长，Word 打不开这样的文件 → "
            "名字最多 64 个字符，"
            "请把部分或栏目的编号缩短 1 个字符"
        ),
    ),
    "是否栏目的编号太长": (
        "forms/visit-record.yaml",
        "id: on-time",
        "id: time-yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy",
        (
            "44:14 E421 栏目「准时到达」在 Word 里的名字"
            "「time-yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy.if-no」太长，Word 打不开这样的文件 → "
            "名字最多 64 个字符，"
            "请把栏目的编号缩短 2 个字符"
        ),
    ),
    "部分与栏目同用一个编号": (
        "forms/visit-record.yaml",
        "id: promises",
        "id: promise",
        (
            "34:9 E421 这一部分与栏目「答应了什么」同用一个编号「promise」 → "
            "记录里一个编号只能指一样东西，请给这一部分换一个，例如「promise-rows」"
        ),
    ),
    # E420 import mappings
    "导入到别的表单": (
        "imports/crm-visits.yaml",
        "form: visit-record\n",
        "form: visit-records\n",
        "3:7 E302 找不到表单「visit-records」 → 是不是「visit-record」（客户拜访记录表）？",
    ),
    "导入到没有的栏目": (
        "imports/crm-visits.yaml",
        "to: visit-record.content",
        "to: visit-record.contents",
        "9:22 E302 找不到栏目「visit-record.contents」 → 是不是「visit-record.content」（沟通内容）？",
    ),
    "两列填到一栏": (
        "imports/crm-visits.yaml",
        "to: visit-record.content",
        "to: visit-record.customer-name",
        "9:22 E420 「客户」和「内容」两列都填到栏目「客户名称」 → 请只留一列",
    ),
    "导入看不出是谁填的": (
        "forms/visit-record.yaml",
        "sections:\n  - id: basics\n    title: 拜访信息\n    fields:\n",
        (
            "staff: staff-number\nsections:\n  - id: basics\n    title: 拜访信息\n    fields:\n"
            "      - {id: staff-number, kind: text, title: 工号}\n"
        ),
        (
            "imports/crm-visits.yaml:6:1 E420 没有哪一列填到「工号」，看不出谁填的 → "
            "请加一列「to: visit-record.staff-number」"
        ),
    ),
    "导出文件不是表格": (
        "imports/crm-visits.yaml",
        "拜访记录*.csv",
        "拜访记录*.docx",
        (
            "4:8 E207 「拜访记录*.docx」不符合「files」的写法 → 这里写「文件名」，导出的文件叫什么，* 代表任意文字；"
            "以 .csv 或 .xlsx 结尾；例如「files: 钉钉日志*.xlsx」"
        ),
    ),
    # E423, W423 samples
    "示例不是日期": (
        "forms/visit-record.yaml",
        "sample: 2026-03-18",
        "sample: 明天",
        (
            "26:59 E423 示例值不合这一栏的要求：「拜访日期」写的「明天」不是日期，写成 2026-01-31 这样 → "
            "例如「sample: 2026-01-31」"
        ),
    ),
    "示例和提示一样": (
        "forms/visit-record.yaml",
        "hint: 公司全称",
        "hint: 示例机械有限公司",
        "23:15 E423 填写提示和示例值一样，收回的表里和提示相同的文字当作没有填 → 提示写成「如 示例机械有限公司」这样",
    ),
    "示例不在选项里": (
        "forms/visit-record.yaml",
        "sample: 上门",
        "sample: 电话",
        (
            "31:77 E423 示例值不合这一栏的要求：「拜访方式」写的「电话」不在选项里，可选：上门、来访、展会 → "
            "写 options 里的一个，一字不差"
        ),
    ),
    "示例里有一个不是选项": (
        "forms/visit-record.yaml",
        "options: [设备, 配件, 维保]",
        "options: [设备, 配件, 维保], sample: 设备、汽车",
        (
            "32:86 E423 示例值不合这一栏的要求：「感兴趣的产品」写的「汽车」不在选项里，可选：设备、配件、维保 → "
            "几个选项之间用顿号「、」隔开"
        ),
    ),
    "示例太大": (
        "forms/visit-record.yaml",
        'sample: "50"',
        'sample: "51"',
        (
            "29:86 E423 示例值不合这一栏的要求：「到场人数」写的 51 太大，不能大于 50 → "
            "请改 sample，或改 least、most、decimals"
        ),
    ),
    "示例太长": (
        "forms/visit-record.yaml",
        "title: 答应了什么, width: 30",
        "title: 答应了什么, width: 30, maxlength: 2",
        "38:82 E423 示例值不合这一栏的要求：「答应了什么」写了 3 字，最多 2 字 → 请把 sample 写短，或把 maxlength 改大",
    ),
    "示例选了否没有说明": (
        "forms/visit-record.yaml",
        "sample: 否：堵车",
        "sample: 否",
        (
            "44:79 E423 示例值不合这一栏的要求：「准时到达」选了「否」，还要填「原因」 → "
            "写「是」，或「否：」后面写上要填的内容"
        ),
    ),
    "示例不是是或否": (
        "forms/visit-record.yaml",
        "sample: 否：堵车",
        "sample: 迟到十分钟",
        (
            "44:79 E423 示例值不合这一栏的要求：「准时到达」写的「迟到十分钟」不对，只能是「是」或「否」 → "
            "写「是」，或「否：」后面写上要填的内容"
        ),
    ),
    "必填的勾选示例没有勾": (
        "forms/visit-record.yaml",
        "sample: 是}",
        "sample: 否}",
        "43:59 E423 示例值不合这一栏的要求：「已录入 CRM」没有填 → 写「是」",
    ),
    "示例合计不对": (
        "forms/visit-record.yaml",
        "of: [prepared, listening]",
        'of: [prepared, listening], sample: "9"',
        (
            "50:82 E423 示例值不合这一栏的要求：「得分合计」写的 9 与各项之和 14 不符 → "
            "请核对各栏的示例值，或删掉这一栏的 sample"
        ),
    ),
    "必填栏目没有示例": (
        "forms/visit-record.yaml",
        ", sample: 张三",
        "",
        (
            "51:9 W423 表单「客户拜访记录表」有 1 个必填栏目没有示例值：拜访人签名 → "
            "给这些栏目写上 sample，才会有「填好的示例」供下载"
        ),
    ),
    # E412, E413 calendar and working hours
    "日子不在这一年": (
        "calendar/2026.yaml",
        "[2026-02-14]",
        "[2025-02-14]",
        "2:12 E412 2025-02-14 不在 2026 年 → 请写到 sop/calendar/2025.yaml",
    ),
    "既上班又放假": (
        "calendar/2026.yaml",
        "[2026-02-14]",
        "[2026-02-16]",
        "3:12 E412 2026-02-16 既上班又放假 → 请只保留一处",
    ),
    "午休在上班之前": (
        "handbook.yaml",
        'start: "09:00"',
        'start: "12:30"',
        "6:1 E413 工作时间的先后不对 → 应依次为 start、break_start、break_end、end",
    ),
    "大小周没有起点": (
        "handbook.yaml",
        "site_url:",
        "units: [{id: store, title: 门店, week: 大小周}]\nsite_url:",
        "11:38 E412 大小周没有说哪些周六上班 → 用 saturday 写任何一个要上班的周六，例如「saturday: 2026-01-10」",
    ),
    "单休用不着起点": (
        "handbook.yaml",
        "site_url:",
        "units: [{id: store, title: 门店, week: 单休, saturday: 2026-01-10}]\nsite_url:",
        "11:52 E412 「单休」用不着 saturday → 只有大小周才写 saturday；隔周上班的，把 week 改成「大小周」",
    ),
    "大小周的起点不是周六": (
        "handbook.yaml",
        "site_url:",
        "units: [{id: store, title: 门店, week: 大小周, saturday: 2026-01-11}]\nsite_url:",
        "11:53 E412 2026-01-11 不是周六 → 写一个要上班的周六",
    ),
    "单位的一天既上班又放假": (
        "handbook.yaml",
        "site_url:",
        "units: [{id: store, title: 门店, workdays: [2026-01-10], holidays: [2026-01-10]}]\nsite_url:",
        "11:67 E412 2026-01-10 既上班又放假 → 请只保留一处",
    ),
    "单位的午休在下班之后": (
        "handbook.yaml",
        "site_url:",
        (
            'units: [{id: store, title: 门店, working_hours: {start: "09:00", end: "12:00", '
            'break_start: "12:00", break_end: "13:00"}}]\nsite_url:'
        ),
        "11:32 E413 工作时间的先后不对 → 应依次为 start、break_start、break_end、end",
    ),
    # W429 before work
    "上班时就要做完": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        'every: 工作日, by: "09:00"',
        (
            "65:27 W429 9:00 上班，9:00 前就要做完 → "
            "没有上班时间可以做：改晚一点，或改成前一个工作日下班前；确实是上班前做的，不用改"
        ),
    ),
    # W429 out of working time
    "上班十五分钟就要做完": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        'every: 周, on: 周五, by: "09:15"',
        (
            "65:33 W429 9:00 上班，9:15 前就要做完，只有 15 分钟 → "
            "没有上班时间可以做：改晚一点，或改成前一个工作日下班前；确实是上班前做的，不用改"
        ),
    ),
    "下班以后才到期": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        'every: 周, on: 周五, by: "20:00"',
        "65:33 W429 18:00 下班，20:00 才到期 → 下班以后没有人做：改成「下班」，或 18:00 以前的时刻",
    ),
    "休息日到期": (
        "procedures/customer-visit.yaml",
        'every: 周, on: 周五, by: "17:00"',
        'every: 周, on: 周日, by: "17:00"',
        "65:25 W429 周日不上班 → 改成上班的日子，例如「周五」",
    ),
    # E434 efforts that cannot be counted
    "用时不知道多久一次": (
        "procedures/customer-visit.yaml",
        "{moment: 约定时间, minutes: 30-60}",
        "{moment: 约定时间, minutes: 30-60}\n    effort: {minutes: 45}",
        (
            "45:13 E434 用时没有说多久一次 → "
            "每个客户做一次的写 per: 客户；按周期来的写 every，例如「every: 周」，一期几次写 times"
        ),
    ),
    "用时数了两回": (
        "procedures/customer-visit.yaml",
        "{moment: 约定时间, minutes: 30-60}",
        "{moment: 约定时间, minutes: 30-60}\n    effort: {minutes: 45, per: 客户, every: 周}",
        "45:43 E434 用时既随客户又按周 → per 和 every 只写一个",
    ),
    "实测没有日期": (
        "procedures/customer-visit.yaml",
        "{moment: 约定时间, minutes: 30-60}",
        "{moment: 约定时间, minutes: 30-60}\n    effort: {minutes: 45, per: 客户, measured_by: 张三}",
        (
            "45:13 E434 实测的用时没有说是哪天测的 → "
            "补上，例如「measured_on: 2026-03-02」；是估计的，measured_by 和 measured_on 都不写"
        ),
    ),
    "实测没有人": (
        "procedures/customer-visit.yaml",
        "{moment: 约定时间, minutes: 30-60}",
        "{moment: 约定时间, minutes: 30-60}\n    effort: {minutes: 45, per: 客户, measured_on: 2026-03-02}",
        (
            "45:13 E434 实测的用时没有说是谁测的 → "
            "补上，例如「measured_by: 张三」；是估计的，measured_by 和 measured_on 都不写"
        ),
    ),
    # W435 clauses that have changed
    "条款改了没有人复核": (
        "sources/HBK.yaml",
        "  - id: HBK-2.2\n",
        "  - id: HBK-2.2\n    changed_on: 2026-01-10\n",
        (
            "policies/data-rules.yaml:27:13 W435 条款 HBK-2.2 的原文 2026-01-10 改了，这里还没有人复核 → "
            "对照新的原文看一遍：要改就改；都合适了，运行 sop confirm HBK-2.2 data-rules --by 姓名"
        ),
    ),
    "改了以后没有再复核": (
        "sources/HBK.yaml",
        "  - id: HBK-2.2\n",
        (
            "  - id: HBK-2.2\n    changed_on: 2026-01-10\n"
            "    confirmed: [{item: data-rules, by: 张三, on: 2026-01-09}]\n"
        ),
        (
            "policies/data-rules.yaml:27:13 W435 条款 HBK-2.2 的原文 2026-01-10 改了，这里还没有人复核 → "
            "对照新的原文看一遍：要改就改；都合适了，运行 sop confirm HBK-2.2 data-rules --by 姓名"
        ),
    ),
    "复核了没有引用它的": (
        "sources/HBK.yaml",
        "  - id: HBK-2.2\n",
        (
            "  - id: HBK-2.2\n    changed_on: 2026-01-10\n"
            "    confirmed: [{item: data-rules, by: 张三, on: 2026-01-10}, "
            "{item: sales-rep, by: 张三, on: 2026-01-10}]\n"
        ),
        "16:68 W435 「sales-rep」没有引用条款 HBK-2.2，不用复核 → 引用它的是 data-rules",
    ),
    # E401 starting points
    "从自己做完起算": (
        "procedures/customer-visit.yaml",
        "after: prepare",
        "after: confirm",
        "29:32 E401 这一步从自己做完起算 → 改成从前面的步骤起算，或用 after_text 写明从什么事起算",
    ),
    "起算点绕圈": (
        "procedures/customer-visit.yaml",
        "due: {ahead: 1 天, before_text: 拜访}",
        "due: {within: 1 天, after: confirm}",
        (
            "18:31 E401 起算点绕成了一个圈：备齐资料 → 确认时间地点 → 备齐资料 → "
            "改成从前面的步骤起算，或用 after_text 写明从什么事起算"
        ),
    ),
    # E402, E417, E420 figures
    "目标像小数": (
        "kpis/same-day-record.yaml",
        "{at_least: 95, yellow: 90}",
        "{at_least: 0.95}",
        "7:20 E402 目标是 0.95%，多半少了两位 → 单位是 % 的只写数字，例如「95」",
    ),
    "占比的目标超过百分之百": (
        "kpis/same-day-record.yaml",
        "{at_least: 95, yellow: 90}\nperiod: 周",
        (
            "{at_least: 950, yellow: 90}\nmeasure: {take: 占比, form: visit-record, per: 全部门, meets: [{column: "
            "visit-date, on_time: true}]}\nperiod: 周"
        ),
        "7:20 E402 目标 950% 谁也达不到 → 「占比」最多 100%，请核对",
        (
            "8:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
    ),
    "单位写百分比": (
        "kpis/same-day-record.yaml",
        "period: 周",
        "unit: 百分比\nperiod: 周",
        '8:7 E402 单位「百分比」要写成半角的 % → 写成「unit: "%"」，或删掉 unit：不写就是 %',
    ),
    "指标用栏目名称": (
        "kpis/same-day-record.yaml",
        "action:\n",
        "measure: {take: 合计, form: visit-record, per: 全部门, column: 到场人数}\naction:\n",
        (
            "12:27 E417 表单「客户拜访记录表」没有写 day，算不出哪份记录属于哪一期 → "
            "在 sop/forms/visit-record.yaml 里写「day: 日期栏目的编号」"
        ),
        "12:59 E417 表单「客户拜访记录表」没有栏目「到场人数」 → 是不是「people」（到场人数）？",
    ),
    "导出表带扩展名": (
        "kpis/same-day-record.yaml",
        "  fields: [visit-record.visit-date, visit-record.end-time]\n  how: 主管每周五按交来的表单统计。\n",
        "  export: CRM 拜访日志\nmeasure: {take: 计数, export: visits.csv}\n",
        "11:29 E417 导出表的名称不写扩展名 → 写成「visits」",
    ),
    "列写了两次": (
        "imports/crm-visits.yaml",
        "{column: 内容",
        "{column: 客户",
        "9:14 E420 列「客户」写了两次 → 第 1 项也是它；请核对列名，或只留一项",
    ),
    # E409, E426 signs in texts
    "链接用全角括号": (
        "roles/sales-rep.yaml",
        "[客户拜访](customer-visit)",
        "[客户拜访]（customer-visit）",
        "10:6 E409 链接「客户拜访」的括号是全角的 → 写成「[客户拜访](customer-visit)」",
    ),
    "链接写名称": (
        "roles/sales-rep.yaml",
        "(customer-visit)",
        "(客户拜访)",
        "10:7 E409 链接「客户拜访」没有目标 → 这里要写编号，不是名称：customer-visit",
    ),
    "链接没有协议": (
        "roles/sales-rep.yaml",
        "(customer-visit)",
        "(www.example.com)",
        "10:13 E409 链接「www.example.com」没有目标 → 写成「https://www.example.com」",
    ),
    "链接是空的": (
        "roles/sales-rep.yaml",
        "(customer-visit)",
        "()",
        "10:11 E409 链接的圆括号里是空的 → 链接写网址、mailto:邮箱，或条目的编号，例如 [客户拜访](customer-visit)",
    ),
    "参数写名称": (
        "roles/sales-rep.yaml",
        "{crm-limit}",
        "{CRM 更新时限}",
        "11:11 E426 「{CRM 更新时限}」不是参数的写法 → 写成「{crm-limit}」（CRM 更新时限）",
    ),
    "参数用全角花括号": (
        "roles/sales-rep.yaml",
        "{crm-limit}",
        "｛crm-limit｝",
        "11:11 E426 「｛crm-limit｝」不是参数的写法 → 写成「{crm-limit}」（CRM 更新时限）",
    ),
    "参数少一半花括号": (
        "roles/sales-rep.yaml",
        "{crm-limit}",
        "{crm-limit",
        "11:11 E426 「{crm-limit」不是参数的写法 → 写成「{crm-limit}」（CRM 更新时限）",
    ),
    "数字的引用写成了点": (
        "roles/sales-rep.yaml",
        "{crm-limit}",
        "{customer-visit.confirm.within}",
        (
            "11:11 E426 「{customer-visit.confirm.within}」不是参数的写法 → "
            "写成「{customer-visit#confirm.within}」：条目的编号后面是 #"
        ),
    ),
    "本文件的数字少了井号": (
        "procedures/customer-visit.yaml",
        "- 给客户联系人打电话。",
        "- 给客户联系人打电话，{confirm.within}内。",
        "31:19 E426 「{confirm.within}」不是参数的写法 → 写成「{#confirm.within}」：取本文件里的数字以 # 开头",
    ),
    "参数有空格": (
        "roles/sales-rep.yaml",
        "{crm-limit}",
        "{ crm-limit }",
        "11:11 E426 「{ crm-limit }」不是参数的写法 → 写成「{crm-limit}」（CRM 更新时限）",
    ),
    # E410 words
    "禁用了一个术语": (
        "glossary.yaml",
        "avoid: [甲方]",
        "avoid: [甲方, CRM]",
        "6:17 E410 「CRM」本身是术语，不能又是不要用的说法 → 请从 avoid 里删掉它，或换一个术语名称",
    ),
    "禁用了到处都是的词": (
        "glossary.yaml",
        "avoid: [甲方]",
        "avoid: [甲方, 拜访]",
        (
            "6:17 E410 不要用的说法「拜访」在手册里出现在 46 处 → 太宽的词请写得更具体；"
            "确实不要用，就先把正文里的改掉，再写到这里"
        ),
    ),
    # E416 self-tests
    "选项写了两次": (
        "quizzes/visit-quiz.yaml",
        "{text: 周五有空再写}",
        "{text: 当日下班前}",
        "11:16 E416 选项「当日下班前」写了两次 → 请删除一个，或换一种说法",
    ),
    # E424, E425, E427 once is enough
    "征求两次": (
        "procedures/customer-visit.yaml",
        "consulted: [sales-supervisor]",
        "consulted: [sales-supervisor, sales-supervisor]",
        "17:35 E424 「事前征求谁」里「sales-supervisor」写了两次 → 和第 1 项一样，请删除一个",
    ),
    "征求自己": (
        "procedures/customer-visit.yaml",
        "consulted: [sales-supervisor]",
        "consulted: [sales-rep]",
        "17:17 E424 「销售代表」自己做这一步，不用再征求他 → 请从 consulted 里删除，或改 role",
    ),
    "相关内容是自己": (
        "procedures/customer-visit.yaml",
        "related: [data-rules, customer-service]",
        "related: [data-rules, customer-visit]",
        "74:23 E424 相关内容里写了这个条目自己 → 请删除这一项",
    ),
    "放假写了两天一样": (
        "calendar/2026.yaml",
        "holidays: [2026-02-16, 2026-02-17]",
        "holidays: [2026-02-16, 2026-02-16]",
        "3:24 E424 「改为放假的日子」里「2026-02-16」写了两次 → 和第 1 项一样，请删除一个",
    ),
    "合计两次": (
        "forms/visit-record.yaml",
        "of: [prepared, listening]",
        "of: [prepared, listening, prepared]",
        "50:73 E424 「合计哪些栏目」里「prepared」写了两次 → 和第 1 项一样，请删除一个",
    ),
    "两个岗位同名": (
        "roles/sales-rep.yaml",
        "title: 销售代表",
        "title: 销售主管",
        (
            "roles/sales-supervisor.yaml:2:8 E425 已经有一个岗位叫「销售主管」了 → "
            "另一个是 sales-rep，请换一个分得清的名称"
        ),
    ),
    "两个术语同名": (
        "glossary.yaml",
        "title: CRM",
        "title: 客户",
        "9:12 E425 「客户」已经有了 → 另一个是 customer，请合并，或换一个名称",
    ),
    "曾用编号是现在的": (
        "procedures/customer-visit.yaml",
        "title: 客户拜访",
        "title: 客户拜访\nformerly: customer-visit",
        "3:11 E427 曾用编号「customer-visit」就是现在的编号 → 没有改过编号，请删除 formerly",
    ),
    "曾用编号还在用": (
        "procedures/customer-visit.yaml",
        "title: 客户拜访",
        "title: 客户拜访\nformerly: data-rules",
        "3:11 E427 曾用编号「data-rules」现在是别的内容的编号 → 写改名以前的编号；没有改过编号就删除 formerly",
    ),
    "步骤曾用编号还在用": (
        "procedures/customer-visit.yaml",
        "    title: 面谈",
        "    title: 面谈\n    formerly: confirm",
        "41:15 E427 曾用编号「confirm」现在是别的内容的编号 → 写改名以前的编号；没有改过编号就删除 formerly",
    ),
    # E429 rules between fields, E423 samples that break one, E415 patterns
    "规则比错了栏目": (
        "forms/visit-record.yaml",
        "than: start-time}",
        "than: visit-date}",
        "63:63 E429 一边是日期，一边是时刻，比不了先后 → 两边写同一种栏目",
    ),
    "规则比了文字": (
        "forms/visit-record.yaml",
        "than: start-time}",
        "than: content}",
        "63:63 E429 栏目「沟通内容」不能这样比 → 这里要写一个日期或时刻栏目",
    ),
    "规则有两个限度": (
        "forms/visit-record.yaml",
        "{id: budget-size, kind: plausible, field: budget, most: 3000}",
        "{id: budget-size, kind: at-most, field: people, figure: 5, than: total}",
        "66:5 E429 than 和 figure 要写一个，也只能写一个 → than 写另一个栏目，figure 写一个数",
    ),
    "规则没有这个选项": (
        "forms/visit-record.yaml",
        "has: [来访]",
        "has: [来仿]",
        "65:78 E429 栏目「拜访方式」没有「来仿」 → 可以写：上门、来访、展会",
    ),
    "规则用不着": (
        "forms/visit-record.yaml",
        "field: phone, when: way",
        "field: content, when: way",
        "65:54 E429 栏目「沟通内容」本来就必填 → 请给这一栏写 required: false，或删除这条规则",
    ),
    "示例值违反规则": (
        "forms/visit-record.yaml",
        'title: 结束时间, sample: "15:00"',
        'title: 结束时间, sample: "13:00"',
        (
            "28:57 E423 示例值不合本表单的规则：「结束时间」要晚于「开始时间」，写的是 13:00 和 14:00 → "
            "请改这几栏的示例值，让它们合乎规则；规则不对就改 rules"
        ),
    ),
    "样例不合写法": (
        "forms/visit-record.yaml",
        "example: HT-2026-018",
        "example: HT-26-018",
        "60:18 E415 样例「HT-26-018」自己就不合写法「HT-\\d{4}-\\d{3}(-B\\d)?」 → 请改 example，或改 pattern",
    ),
    # E430, W430 figures
    "数字写了两遍": (
        "procedures/customer-visit.yaml",
        "done: 客户已明确答复。",
        "done: 2小时之内，客户已明确答复。",
        (
            "32:11 W430 「2小时」在这里又写了一遍，它由「确认时间地点」的 within 决定 → "
            "写成「{#confirm.within}」，以后只改一处"
        ),
    ),
    "数字和时限不一致": (
        "procedures/customer-visit.yaml",
        "done: 客户已明确答复。",
        "done: 3 小时内客户已明确答复。",
        (
            "32:11 E430 这里写「3 小时」，「确认时间地点」的 within 是「2 小时」 → "
            "是同一件事，就写成「{#confirm.within}」；不是，就把它放进 parameters.yaml，引用那里的编号"
        ),
    ),
    "讲解和时限不一致": (
        "quizzes/visit-quiz.yaml",
        "explain: 隔天再写，客户的原话就丢了。",
        "explain: 最迟不超过 48 小时。",
        (
            "12:20 E430 这里写「48 小时」，「客户拜访·更新 CRM」的 within 是「24 小时」 → "
            "是同一件事，就写成「{customer-visit#update-crm.within}」；不是，就把它放进 parameters.yaml，引用那里的编号"
        ),
    ),
    "表单说明和步骤不一致": (
        "forms/visit-record.yaml",
        "guide: 与 CRM 一致。",
        "guide: 至少提前 90 分钟约好，20 分钟内谈完。",
        (
            "24:29 E430 这里写「20 分钟」，「客户拜访·面谈」的 minutes 是「30–60 分钟」 → "
            "是同一件事，就写成「{customer-visit#meet.minutes}」；不是，就把它放进 parameters.yaml，引用那里的编号"
        ),
    ),
    "指标里写了两遍": (
        "kpis/same-day-record.yaml",
        "how: 主管每周五",
        "how: 低于 95% 的，主管每周五",
        ("11:11 W430 「95%」在这里又写了一遍，它由本文件的 target 决定 → 写成「{#target}」，以后只改一处"),
    ),
    "同一条款的时限写了两遍": (
        "policies/data-rules.yaml",
        "due: {moment: 填写记录时}",
        "due: {within: 1 个工作日, after_text: 客户提出问题}\n    basis: [HBK-2.1b]",
        (
            "16:19 W430 「1 个工作日」和「客户服务部·complaint-handover」的 within 是条款 HBK-2.1b 的同一个时限，"
            '写了两遍 → 写成「"{customer-service#complaint-handover.within}"」，以后只改一处'
        ),
    ),
    # E431, E432, W432 clauses
    "比依据宽": (
        "sources/HBK.yaml",
        "must: [1 个工作日内转交]",
        "must: [1 个工作日内转交]\n    limits: [{due: {within: 12 小时, after_text: 客户提出问题}}]",
        (
            "roles/customer-service.yaml:13:10 E431 比依据宽：条款 HBK-2.1b 是「客户提出问题后 12 小时内」，这里"
            "是「拜访后 1 个工作日内」，例如 2026-01-01 08:00 的事，依据到 01-01 20:00，这里到 01-04 18:00 → 改"
            "得不比依据宽；公司决定放宽的，在条款 HBK-2.1b 上写「state: 部分采纳」、理由、谁、哪天决定；这里说的"
            "是条款里的另一件事，就在那个 limits 里用 at 或 target_of 写明它管哪几处"
        ),
    ),
    "比依据宽，单位不同": (
        "sources/HBK.yaml",
        "must: [1 个工作日内转交]",
        (
            "must: [1 个工作日内转交]\n    limits:\n      - due: {within: 24 小时, after_text: 客户提出问题}\n      "
            "  at: [customer-service.complaint-handover]"
        ),
        (
            "roles/customer-service.yaml:13:10 E431 比依据宽：条款 HBK-2.1b 是「客户提出问题后 24 小时内」，这里"
            "是「拜访后 1 个工作日内」，例如 2026-01-01 08:00 的事，依据到 01-02 08:00，这里到 01-04 18:00 → 改"
            "得不比依据宽；公司决定放宽的，在条款 HBK-2.1b 上写「state: 部分采纳」、理由、谁、哪天决定"
        ),
    ),
    "提前得比依据少": (
        "sources/HBK.yaml",
        "must: [提前 1 天备齐资料]",
        "must: [提前 1 天备齐资料]\n    limits: [{due: {ahead: 2 天, before_text: 拜访}}]",
        (
            "procedures/customer-visit.yaml:18:10 E431 比依据宽：条款 HBK-1.1 是「拜访前至少提前 2 天」，这里是「"
            "拜访前至少提前 1 天」，例如 2026-01-01 08:00 的事，依据到 12-30 23:59，这里到 12-31 23:59 → 改得不"
            "比依据宽；公司决定放宽的，在条款 HBK-1.1 上写「state: 部分采纳」、理由、谁、哪天决定；这里说的是条款"
            "里的另一件事，就在那个 limits 里用 at 或 target_of 写明它管哪几处"
        ),
    ),
    "限度管不到": (
        "sources/HBK.yaml",
        "must: [1 个工作日内转交]",
        (
            "must: [1 个工作日内转交]\n    limits: [{due: {within: 1 个工作日, after_text: 问题}, at: [customer-vi"
            "sit.meet]}]"
        ),
        (
            "14:59 E431 「customer-visit.meet」没有引用条款 HBK-2.1b，管不到它 → 在那里写上「basis: [HBK-2.1b]」"
            "，或从 at 里删掉"
        ),
    ),
    "没有说为什么不采纳": (
        "sources/HBK.yaml",
        "must: [1 个工作日内转交]",
        "must: [1 个工作日内转交]\n    state: 部分采纳",
        (
            "14:12 E432 条款 HBK-2.1b 写了「部分采纳」，没有写全理由、谁、哪天决定的 → 请补上：「reason: …」，"
            "「decided_by: 销售经理」，「decided_on: 2026-01-31」"
        ),
    ),
    "还没有定": (
        "sources/HBK.yaml",
        "must: [1 个工作日内转交]",
        (
            "must: [1 个工作日内转交]\n    state: 待定\n    reason: 等新系统\n    decided_by: 销售经理\n    decided_o"
            'n: "2026-01-31"'
        ),
        "14:12 W432 条款 HBK-2.1b 还没有定下来采不采纳 → 定了以后把 state 改成 采纳、部分采纳 或 不采纳",
    ),
    # W433 points of clauses
    "条款的要点没有写": (
        "sources/HBK.yaml",
        "must: [1 个工作日内转交]",
        "must: [1 个工作日内转交, 投诉电话须录音存档]",
        (
            "13:23 W433 条款 HBK-2.1b 的要点「投诉电话须录音存档」，引用它的地方看不出写了 → 在引用它的步骤、条"
            "文或栏目里写上；已经写了、只是说法不同的，把要点改成手册里的说法"
        ),
    ),
    "标题说的是另一个周期": (
        "procedures/customer-visit.yaml",
        "title: 复盘本周拜访",
        "title: 每个月复盘拜访",
        ("62:12 E430 标题写「每个月」，旁边的时限是「每周」 → 标题以「每周」开头，或把 due 里的 every 改成「月」"),
    ),
    "说的不是同一天": (
        "policies/data-rules.yaml",
        "due: {moment: 填写记录时}",
        "due: {moment: 填写, day: 次工作日}\n    breach: 次日起停权。",
        (
            "17:13 E430 这里写「次日」，旁边的时限是「次工作日」：一个休息日也算，一个跳过休息日 → 是同一天，就"
            "写成「次工作日」，或改 due 里的 day；不是同一天，请写明是什么事的次日"
        ),
    ),
}
