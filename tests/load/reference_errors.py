"""Mistakes in the ids of the small handbook, written as in `field_errors`."""

from __future__ import annotations

REFERENCE_ERRORS: dict[str, tuple[str, ...]] = {
    # Names nothing
    "编号拼错": (
        "procedures/customer-visit.yaml",
        "role: sales-supervisor",
        "role: sales-supervisr",
        "64:11 E302 找不到岗位「sales-supervisr」 → 是不是「sales-supervisor」（销售主管）？",
    ),
    "写了名称": (
        "procedures/customer-visit.yaml",
        "role: sales-supervisor",
        "role: 销售主管",
        "64:11 E302 找不到岗位「销售主管」 → 这里要写编号，不是名称：sales-supervisor",
    ),
    "写了章节名称": (
        "forms/visit-record.yaml",
        "chapter: visit",
        "chapter: 客户拜访",
        "7:10 E302 找不到章节「客户拜访」 → 这里要写编号，不是名称：visit",
    ),
    "别的种类的编号": (
        "kpis/same-day-record.yaml",
        "owner: sales-supervisor",
        "owner: visit-record",
        "3:8 E302 找不到岗位「visit-record」 → 「visit-record」是表单的编号，这里要写岗位的编号",
    ),
    "还没有的表单": (
        "procedures/customer-visit.yaml",
        "forms: [visit-record]",
        "forms: [weekly-plan]",
        "49:13 E302 找不到表单「weekly-plan」 → 先新建这个表单，或改成已有的编号，例如「visit-record」",
    ),
    "几种都可以的引用": (
        "policies/data-rules.yaml",
        "related: [customer-visit]",
        "related: [dress-code-guide]",
        "28:11 E302 找不到条目「dress-code-guide」 → 先新建这个条目，或改成已有的编号，例如「customer-service」",
    ),
    "条款": (
        "procedures/customer-visit.yaml",
        "basis: [HBK-2.1a]",
        "basis: [HBK-2.1c]",
        "60:13 E302 找不到条款「HBK-2.1c」 → 是不是「HBK-2.1b」（客户问题及时转交）？",
    ),
    "步骤": (
        "procedures/customer-visit.yaml",
        "to: prepare",
        "to: prepar",
        "37:26 E302 找不到步骤「prepar」 → 是不是「prepare」（备齐资料）？",
    ),
    "起算点": (
        "procedures/customer-visit.yaml",
        "after: prepare",
        "after: 准备资料",
        "29:32 E302 找不到步骤或栏目「准备资料」 → 是不是「prepare」（备齐资料）？这里要写编号",
    ),
    "别的表单的栏目少了表单编号": (
        "kpis/same-day-record.yaml",
        "visit-record.end-time",
        "end-time",
        "10:37 E302 找不到栏目「end-time」 → 是不是「visit-record.end-time」（结束时间）？",
    ),
    "别的表单的栏目拼错": (
        "kpis/same-day-record.yaml",
        "visit-record.end-time",
        "visit-record.endtime",
        "10:37 E302 找不到栏目「visit-record.endtime」 → 是不是「visit-record.end-time」（结束时间）？",
    ),
    "合计的栏目": (
        "forms/visit-record.yaml",
        "of: [prepared, listening]",
        "of: [prepared, listen]",
        "50:62 E302 找不到栏目「listen」 → 是不是「listening」（听懂需求）？",
    ),
    "首页入口": (
        "handbook.yaml",
        "to: [first-weeks, sales-rep]",
        "to: [first-week, sales-rep]",
        "24:10 E302 找不到条目「first-week」 → 是不是「first-weeks」（销售代表入职路径）？",
    ),
    "正文里的参数": (
        "roles/sales-rep.yaml",
        "{crm-limit}",
        "{crm-limt}",
        "11:12 E302 找不到参数「crm-limt」 → 是不是「crm-limit」（CRM 更新时限）？",
    ),
    "时限里的参数": (
        "procedures/customer-visit.yaml",
        '"{crm-limit}"',
        '"{crm-limt}"',
        "56:50 E302 找不到参数「crm-limt」 → 是不是「crm-limit」（CRM 更新时限）？",
    ),
    "很长的编号": (
        "kpis/same-day-record.yaml",
        "owner: sales-supervisor",
        "owner: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        (
            "3:8 E302 找不到岗位「xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…」 → "
            "先新建这个岗位，或改成已有的编号，例如「customer-service」"
        ),
    ),
    # Named twice
    "步骤编号重复": (
        "procedures/customer-visit.yaml",
        "- id: meet",
        "- id: prepare",
        "39:9 E301 步骤编号「prepare」重复了 → 编号必须唯一，请换一个",
    ),
    "栏目编号重复": (
        "forms/visit-record.yaml",
        "- {id: promise-date,",
        "- {id: visit-date,",
        "39:14 E301 栏目编号「visit-date」重复了 → 编号必须唯一，请换一个",
    ),
    "文件编号重复": (
        "forms/visit-record.yaml",
        "number: XS-QR-01",
        "number: XS-QP-01",
        "forms/visit-record.yaml:6:9 E301 文件编号「XS-QP-01」用了两次 → 新加的那一份换成「XS-QP-02」，原来的不动",
        (
            "procedures/customer-visit.yaml:6:9 E301 文件编号「XS-QP-01」用了两次 → "
            "新加的那一份换成「XS-QP-02」，原来的不动"
        ),
    ),
    "手册和流程同号": (
        "handbook.yaml",
        "title: 销售工作手册",
        "title: 销售工作手册\nnumber: XS-QP-01",
        "handbook.yaml:3:9 E301 文件编号「XS-QP-01」用了两次 → 新加的那一份换成「XS-QP-02」，原来的不动",
        (
            "procedures/customer-visit.yaml:6:9 E301 文件编号「XS-QP-01」用了两次 → "
            "新加的那一份换成「XS-QP-02」，原来的不动"
        ),
    ),
    "条款编号重复不牵连引用它的地方": (
        "sources/HBK.yaml",
        "- id: HBK-2.2",
        "- id: HBK-1.1",
        "14:9 E301 条款编号「HBK-1.1」重复了 → 编号必须唯一，请换一个",
    ),
    "章节编号重复不牵连引用它的地方": (
        "handbook.yaml",
        "- id: data",
        "- id: visit",
        "17:9 E301 章节编号「visit」重复了 → 编号必须唯一，请换一个",
    ),
    "术语编号重复": (
        "glossary.yaml",
        "- id: crm",
        "- id: customer",
        "8:9 E301 术语编号「customer」重复了 → 编号必须唯一，请换一个",
    ),
    "题目编号重复": (
        "quizzes/visit-quiz.yaml",
        "    entry: update-crm",
        (
            "    entry: update-crm\n  - id: when-to-record\n    ask: 谁来写？\n"
            "    answers: [{text: 本人, right: true}, {text: 同事}]\n    explain: 谁拜访谁写。\n  "
            "  about: visit-record"
        ),
        "15:9 E301 题目编号「when-to-record」重复了 → 编号必须唯一，请换一个",
    ),
    # Leads back to where it started
    "互为上级": (
        "roles/sales-supervisor.yaml",
        "belongs: 本部门",
        "belongs: 本部门\nreports_to: sales-rep",
        (
            "roles/sales-rep.yaml:8:13 E303 岗位绕成了一个圈：销售代表 → 销售主管 → 销售代表 → "
            "请改掉或删除其中一处 reports_to"
        ),
    ),
    "自己是自己的上级": (
        "roles/sales-supervisor.yaml",
        "belongs: 本部门",
        "belongs: 本部门\nreports_to: sales-supervisor",
        "6:13 E303 岗位绕成了一个圈：销售主管 → 销售主管 → 请改掉或删除其中一处 reports_to",
    ),
    # Not the name of the file
    "编号和文件名不一致不牵连引用它的地方": (
        "roles/sales-rep.yaml",
        "id: sales-rep",
        "id: sales-person",
        (
            "1:5 E306 文件名「sales-rep」和编号「sales-person」不一致 → "
            "请把文件改名为 sales-person.yaml，或把编号改成 sales-rep"
        ),
    ),
    "编号写法不对不再说文件名": (
        "roles/sales-rep.yaml",
        "id: sales-rep",
        "id: Sales_Rep",
        "1:5 E207 「Sales_Rep」不符合「id」的写法 → 写成「sales-rep」",
    ),
    # What it was meant to be
    "写了别的叫法": (
        "procedures/customer-visit.yaml",
        "role: sales-supervisor",
        "role: 业务员",
        "64:11 E302 找不到岗位「业务员」 → 这里要写编号，不是名称：sales-rep",
    ),
    "编号大小写和下划线": (
        "procedures/customer-visit.yaml",
        "role: sales-supervisor",
        "role: Sales_Supervisor",
        "64:11 E302 找不到岗位「Sales_Supervisor」 → 是不是「sales-supervisor」（销售主管）？",
    ),
    "两个编号写在一起": (
        "procedures/customer-visit.yaml",
        "role: sales-supervisor",
        "role: sales-rep、sales-supervisor",
        (
            "64:11 E302 找不到岗位「sales-rep、sales-supervisor」 → 这里写了 2 个编号：能写几个的，写成 [sales-rep, "
            "sales-supervisor]；只能写一个的，留下一个"
        ),
    ),
    "书名号里的名称": (
        "procedures/customer-visit.yaml",
        "forms: [visit-record]",
        "forms: [《客户拜访记录表》]",
        "49:13 E302 找不到表单「《客户拜访记录表》」 → 这里要写编号，不是名称：visit-record",
    ),
    "文件编号当编号": (
        "procedures/customer-visit.yaml",
        "forms: [visit-record]",
        "forms: [XS-QR-01]",
        "49:13 E302 找不到表单「XS-QR-01」 → 「XS-QR-01」是文件编号，这里要写表单的编号：visit-record",
    ),
    "小写的条款": (
        "procedures/customer-visit.yaml",
        "basis: [HBK-2.1a]",
        "basis: [hbk-2.1a]",
        "60:13 E302 找不到条款「hbk-2.1a」 → 是不是「HBK-2.1a」（拜访记录及时完成）？",
    ),
    "写无": (
        "procedures/customer-visit.yaml",
        "forms: [visit-record]",
        "forms: [无]",
        "49:13 E302 找不到表单「无」 → 没有就删掉这一项",
    ),
    "只写了表单": (
        "kpis/same-day-record.yaml",
        "visit-record.end-time",
        "visit-record",
        (
            "10:37 E302 找不到栏目「visit-record」 → 「visit-record」是表单的编号，这里要写栏目的编号，"
            "例如「visit-record.customer-name」"
        ),
    ),
    "表单名称和栏目名称": (
        "kpis/same-day-record.yaml",
        "visit-record.end-time",
        "客户拜访记录表.结束时间",
        "10:37 E302 找不到栏目「客户拜访记录表.结束时间」 → 这里要写编号，不是名称：visit-record.end-time",
    ),
    "考题写到步骤": (
        "quizzes/visit-quiz.yaml",
        "about: customer-visit",
        "about: customer-visit.update-crm",
        (
            "13:12 E302 找不到条目「customer-visit.update-crm」 → 「customer-visit.update-crm」是步骤的编号，"
            "这里要写条目的编号：customer-visit"
        ),
    ),
    "名称不全": (
        "imports/crm-visits.yaml",
        "form: visit-record",
        "form: 拜访记录表",
        "3:7 E302 找不到表单「拜访记录表」 → 是不是「visit-record」（客户拜访记录表）？这里要写编号",
    ),
    "分支写到流程": (
        "procedures/customer-visit.yaml",
        "to: prepare",
        "to: customer-visit",
        "37:26 E302 找不到步骤「customer-visit」 → 「customer-visit」是流程的编号，这里要写步骤的编号",
    ),
    "取值里引用参数": (
        "parameters.yaml",
        "value: 24 小时",
        'value: "{crm-limit}"',
        "4:13 E426 参数的取值里不能再引用参数「crm-limit」 → 请直接写上数字和单位",
    ),
    # Figures by reference
    "数字的条目拼错": (
        "roles/sales-rep.yaml",
        "{crm-limit}内",
        "{customer-visti#update-crm.within}内",
        (
            "11:11 E302 没有可以引用的数字「{customer-visti#update-crm.within}」 → "
            "是不是「{customer-visit#update-crm.within}」？"
        ),
    ),
    "数字的步骤拼错": (
        "roles/sales-rep.yaml",
        "{crm-limit}内",
        "{customer-visit#update-cmr.within}内",
        (
            "11:11 E302 没有可以引用的数字「{customer-visit#update-cmr.within}」 → "
            "可以引用：{customer-visit#update-crm.within}（24 小时）"
        ),
    ),
    "步骤没有这个时限": (
        "procedures/customer-visit.yaml",
        "done: CRM 里能看到这次拜访。",
        "done: 提前 {#update-crm.ahead}。",
        (
            "59:14 E302 没有可以引用的数字「{#update-crm.ahead}」 → "
            "可以引用：{#update-crm.by}（下班）、{#update-crm.within}（24 小时）"
        ),
    ),
    "没有数字的条目": (
        "roles/sales-rep.yaml",
        "{crm-limit}内",
        "{sales-supervisor#target}内",
        (
            "11:11 E302 没有可以引用的数字「{sales-supervisor#target}」 → "
            "「sales-supervisor」里没有时限也没有目标值；要引用的数字请放进 parameters.yaml"
        ),
    ),
    "两个时限互相引用": (
        "procedures/customer-visit.yaml",
        "due: {within: 2 小时, after: prepare, minutes: 5-10}",
        'due: {within: "{#confirm.minutes}", after: prepare, minutes: "{#confirm.within}"}',
        (
            "29:19 E303 数字「{customer-visit#confirm.within}」引用来引用去，又回到了自己 → "
            "圈里必须有一处直接写上数字和单位"
        ),
        (
            "29:66 E303 数字「{customer-visit#confirm.minutes}」引用来引用去，又回到了自己 → "
            "圈里必须有一处直接写上数字和单位"
        ),
    ),
}
