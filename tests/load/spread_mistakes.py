"""Mistakes that only several changes of the small handbook make.

Name -> (changes as (file, old text, new text), report…), a report being written as in `field_errors` with its file.
"""

from __future__ import annotations

Change = tuple[str, str, str]

SPREAD_MISTAKES: dict[str, tuple[tuple[Change, ...], tuple[str, ...]]] = {
    "表单没有用到": (
        (
            ("procedures/customer-visit.yaml", "    forms: [visit-record]\n", ""),
            ("policies/data-rules.yaml", "    forms: [visit-record]\n", ""),
            ("onboarding/first-weeks.yaml", "        about: [visit-record]\n", ""),
        ),
        (
            (
                "forms/visit-record.yaml:1:5 E405 没有任何步骤、条文或入职任务用到表单「客户拜访记录表」 → "
                "在用到它的步骤里写「forms: [visit-record]」，不再需要就删除"
            ),
        ),
    ),
    "阶段又回来了": (
        (
            ("procedures/customer-visit.yaml", "    phase: 拜访中\n", "    phase: 拜访前\n"),
            (
                "procedures/customer-visit.yaml",
                "    title: 确认时间地点\n    phase: 拜访前\n",
                "    title: 确认时间地点\n    phase: 拜访后\n",
            ),
        ),
        (
            (
                "procedures/customer-visit.yaml:41:12 E443 阶段「拜访前」结束以后又回来了 → "
                "中间隔着「确认时间地点」：请调整步骤的先后，或给后面这一段另起一个阶段名"
            ),
            (
                "procedures/customer-visit.yaml:54:12 E443 阶段「拜访后」结束以后又回来了 → "
                "中间隔着「面谈」：请调整步骤的先后，或给后面这一段另起一个阶段名"
            ),
        ),
    ),
    "固定的事太多": (
        (
            (
                "policies/data-rules.yaml",
                "    binds: [sales-rep]\n",
                "    binds: [sales-rep]\n    effort: {minutes: 48, every: 工作日}\n",
            ),
            ("handbook.yaml", "site_url:", "fixed_share: 9\nsite_url:"),
        ),
        (
            (
                "roles/sales-rep.yaml:2:8 W434 固定要做的事平均每周 4 小时，占工时 10%，手册设置里的上限是 9% → "
                "最花时间的是「离开座位时锁定电脑屏幕。」每周 4 小时：少做几次、合并或交给别的岗位；"
                "确实要这么多，改大 fixed_share"
            ),
        ),
    ),
}
