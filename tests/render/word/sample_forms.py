"""Forms of an invented company: one with every kind of field in every shape of section, and one as people know it."""

from __future__ import annotations

from generator.model import (
    Approval,
    CheckField,
    ChoiceField,
    ChoicesField,
    Clock,
    CodeField,
    CodePattern,
    DateField,
    Day,
    Deadline,
    Due,
    Duration,
    Edition,
    EntryRef,
    Field,
    Form,
    Glossary,
    Handbook,
    LongTextField,
    MoneyField,
    NumberField,
    PhoneField,
    Role,
    ScoreField,
    Section,
    Settings,
    SignatureField,
    TextField,
    TimeField,
    TotalField,
    WorkingHours,
    YesNoField,
)

KINDS = {cls: kind for kind, cls in Field.VARIANTS.items()}


def field(cls: type[Field], id: str, title: str, **more) -> Field:
    """A field whose kind follows from its class."""
    return cls(id=id, kind=KINDS[cls], title=title, **more)


def form(id: str, title: str, *sections: Section, **more) -> Form:
    """A form with what the checks do not ask about."""
    return Form(
        **{
            "id": id,
            "title": title,
            "owner": "sales-supervisor",
            "next_review": Day.parse("2026-12-31"),
            "number": "XS-QR-90",
            "chapter": "visit",
            "purpose": "记下**要紧的事**，好让同事[接着做](customer-visit)。",
            "filled_by": ("sales-rep",),
            "submit_to": "sales-supervisor",
            "due": Due(moment="拜访当日", by=Deadline.parse("下班")),
            "retention": Duration.parse("3 年"),
            "instructions": ("一次一张。", "没有的写「无」。"),
            "sections": sections,
            **more,
        }
    )


def every_kind(prefix: str) -> tuple[Field, ...]:
    """One field of each kind that can stand in a grid or a row."""
    return (
        field(TextField, f"{prefix}-text", "客户名称", hint="公司全称"),
        field(LongTextField, f"{prefix}-longtext", "沟通内容", lines=3),
        field(PhoneField, f"{prefix}-phone", "联系电话"),
        field(CodeField, f"{prefix}-code", "工号", pattern=CodePattern.parse("S[0-9]{4}"), example="S0123"),
        field(DateField, f"{prefix}-date", "拜访日期"),
        field(TimeField, f"{prefix}-time", "开始时刻"),
        field(NumberField, f"{prefix}-number", "到场人数", unit="人", least=1, most=50),
        field(MoneyField, f"{prefix}-money", "预算", unit="万元", required=False),
        field(ScoreField, f"{prefix}-score", "配合程度"),
        field(ScoreField, f"{prefix}-urgency", "紧迫程度"),
        field(
            TotalField,
            f"{prefix}-total",
            "合计",
            of=(EntryRef("every-kind", f"{prefix}-score"), EntryRef("every-kind", f"{prefix}-urgency")),
        ),
        field(ChoiceField, f"{prefix}-choice", "拜访方式", options=("上门", "电话", "视频")),
        field(ChoicesField, f"{prefix}-choices", "到场部门", options=("采购", "技术", "财务")),
        field(CheckField, f"{prefix}-check", "已发日程"),
        field(YesNoField, f"{prefix}-yesno", "是否准时", if_no="原因"),
        field(SignatureField, f"{prefix}-signature", "签名"),
    )


EVERY_KIND = form(
    "every-kind",
    "各类栏目示例表",
    Section(id="grid", title="一般栏目", fields=every_kind("one")),
    Section(id="rows", title="可加行的表格", rows=3, fields=every_kind("many")),
    Section(
        id="checklist",
        title="自检",
        fields=(
            field(YesNoField, "dress", "着装整洁", group="职业形象"),
            field(YesNoField, "manners", "用语礼貌", group="职业形象"),
            field(YesNoField, "crm", "当天的沟通都已录入", group="数据管理"),
        ),
    ),
    Section(
        id="scores",
        title="评分",
        fields=(
            field(ScoreField, "fit", "需求匹配", weight=2, criteria=("5 分：**完全**在产品范围内", "1 分：要定制")),
            field(ScoreField, "budget", "购买力", criteria=("5 分：预算已批",)),
            field(
                TotalField, "sum", "总分", of=(EntryRef("customer-score", "fit"), EntryRef("customer-score", "budget"))
            ),
        ),
    ),
    landscape=True,
)


def visit(id: str, talk: int, others: int) -> Form:
    """The record that salespeople know, with this many lines for its long texts."""
    return form(
        id,
        "客户拜访记录表",
        Section(
            id="visit",
            fields=(
                field(TextField, "customer", "客户名称"),
                field(TextField, "contact", "客户联系人"),
                field(TextField, "position", "职位"),
                field(DateField, "date", "拜访日期"),
                field(TimeField, "time", "拜访时间"),
                field(TextField, "place", "拜访地点"),
                field(TextField, "purpose", "拜访目的", wide=True),
                field(LongTextField, "talk", "沟通内容记录", lines=talk),
                field(LongTextField, "objections", "客户异议", lines=others),
                field(LongTextField, "commitments", "承诺事项", lines=others),
                field(LongTextField, "next", "下一步计划", lines=others, required=False),
                field(TextField, "visitor", "拜访人"),
            ),
        ),
    )


VISIT = visit("visit-record", talk=6, others=3)
FULL_SHEET = visit("full-sheet", talk=11, others=5)
"""As much as fits one sheet."""
TWO_SHEETS = visit("two-sheets", talk=20, others=12)

HOSTILE = form(
    "hostile",
    "甲 & 乙 <丙> \"丁\" '戊'\x00\x0b\ufffe",
    Section(
        id="one",
        title="<w:p/>&amp;",
        fields=(
            field(TextField, "name", "<b>名称</b>&\x01", hint="\"]]>'"),
            field(ChoiceField, "pick", "选\ud800项", options=("a<b", 'c"d&', "a<b")),
            field(ChoicesField, "ticks", "多选", options=("<x>", "&y;")),
        ),
    ),
    purpose="<script>alert(1)</script> & \x0c",
    instructions=("<w:t>&",),
)

ROLES = {
    id: Role(
        id=id,
        title=title,
        owner="sales-supervisor",
        next_review=Day.parse("2026-12-31"),
        belongs="本部门",
        mission="示例",
        duties=("示例",),
    )
    for id, title in (("sales-rep", "销售代表"), ("sales-supervisor", "销售主管"))
}

HANDBOOK = Handbook(
    settings=Settings(
        title="销售工作手册",
        company="示例科技有限公司",
        department="销售部",
        tagline="示例",
        chapters=(),
        entrances=(),
        working_hours=WorkingHours(
            start=Clock.parse("09:00"),
            end=Clock.parse("18:00"),
            break_start=Clock.parse("12:00"),
            break_end=Clock.parse("13:00"),
        ),
    ),
    glossary=Glossary(terms=()),
    roles=ROLES,
    forms={form.id: form for form in (EVERY_KIND, FULL_SHEET, HOSTILE, TWO_SHEETS, VISIT)},
)

RELEASED = Edition(
    name="2026",
    revision="2026",
    fingerprint="0123456789abcdef" * 4,
    changes={"visit-record": 2},
    approval=Approval(
        revision="2026",
        prepared_by="甲",
        reviewed_by="乙",
        approved_by="丙",
        issued=Day.parse("2025-12-15"),
        effective=Day.parse("2026-01-01"),
        summary="示例",
        format=1,
    ),
)
DRAFT = Edition(name="next", revision="2026", approval=None, fingerprint="fedcba9876543210" * 4, changes={})
