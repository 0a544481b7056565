"""Tables whose header says what each column is: 步骤｜责任人｜时限｜表单, 指标｜公式｜目标, 岗位｜职责."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from generator.importing.actors import FULL_NAME, JOINED
from generator.importing.parts import Part
from generator.importing.passages import Passage, Table
from generator.importing.time_phrases import limit_of_cell


class Column(Enum):
    """What a column says."""

    NUMBER = "序号"
    PHASE = "阶段"
    STEP = "步骤"
    WORK = "工作内容"
    ROLE = "责任人"
    HELPER = "配合"
    DUE = "时限"
    FORM = "表单"
    DONE = "完成标准"
    KPI = "指标"
    FORMULA = "公式"
    TARGET = "目标"
    PERIOD = "周期"
    SOURCE = "数据来源"
    WEIGHT = "权重"
    DUTY = "职责"
    RULE = "规定"
    TERM = "术语"
    MEANING = "含义"
    VERSION = "版本"
    CHANGE = "修订内容"
    RETENTION = "保存期限"
    NOTE = "备注"


HEADS: Mapping[Column, str] = {
    Column.NUMBER: "序号|编号|序|步骤号|NO\\.?|项次|项号",
    Column.CHANGE: "(?:修订|更改|变更|修改)(?:内容|说明|摘要|原因|记录)",
    Column.VERSION: "版本号?|版次",
    Column.RETENTION: "(?:保存|保管|存档)(?:期限|期|时间|年限)",
    Column.KPI: "(?:考核|绩效|衡量|评价|关键)?指标(?:名称|项)?|KPI|考核项目?",
    Column.FORMULA: "(?:计算)?(?:公式|方法|方式)|计算口径|指标?定义|算法|统计方法|口径",
    Column.TARGET: "(?:指标)?目标值?|考核标准|标准值|目标(?:要求|值)|达标值",
    Column.PERIOD: "(?:考核|统计|评价)?(?:周期|频次|频率)",
    Column.SOURCE: "数据来源|数据出处|取数来源|数据提供",
    Column.WEIGHT: "权重|分值|占比",
    Column.DUTY: "(?:主要|岗位|工作)?职责(?:内容|描述|权限|与权限)?|职责权限",
    Column.TERM: "术语|名词|定义项|缩写",
    Column.MEANING: "定义|解释|含义|说明",
    Column.PHASE: "阶段|环节阶段|所属阶段",
    Column.WORK: (
        "(?:工作|作业|操作|活动|具体|流程|主要)(?:内容|说明|要点|描述|方法|要求|做法)|内容|内容描述|操作说明|作业方法|怎么做|"
        "具体要求|工作要求|动作|要点|作业要领|要领|工作要点|操作要点|做法|具体做法|操作要求|作业要求"
    ),
    Column.STEP: (
        "(?:工作|操作|流程|作业|处理|办理)?(?:步骤|环节|工序|节点)(?:名称)?|活动|流程|工作事项|事项|任务|工作项目?|"
        "工作任务|活动名称|工序名称|做什么|项目|作业项目|作业名称|作业步骤|程序"
    ),
    Column.HELPER: "(?:配合|协助|协同|参与|知会|支持|协办)(?:人员?|部门|岗位|方)?",
    Column.ROLE: (
        "(?:责任|负责|执行|主责|主办|承办|经办|操作|实施|归口|处理)(?:人员?|岗位?|部门|者|方|角色|单位|岗|部门/人|部门/岗位|人/部门)?|"
        "岗位|角色|部门|担当者?|执行岗位|操作岗位|谁来做|谁做|责任部门/岗位|责任岗位/人"
    ),
    Column.DUE: (
        "(?:完成|办理|处理|时间|工作|办结)?(?:时限|期限|时间|时间要求|节点时间)(?:要求)?|何时|截止时间|时间节点|频次要求|"
        "什么时候"
    ),
    Column.FORM: (
        "(?:相关|使用|输出|对应|所用|附件|涉及|记录)?(?:表单|记录|表格|单据|表样|凭证|文件)(?:/记录|/表单|名称)?|输出|输出物|输出记录|"
        "表单/记录|记录/表单|留痕|记录表单|产出"
    ),
    Column.DONE: (
        "(?:完成|验收|输出|质量|工作|控制|合格|检查)标准|标准|质量要求|控制要求|要求|完成标志|做到什么程度|达到什么标准|验收要求|"
        "判定标准"
    ),
    Column.RULE: "规定|条款|内容要求|管理要求|行为要求|规范内容",
    Column.NOTE: "备注|注意事项|说明|附注|风险点|注意",
}
"""What headers say, by column; of several the first that fits the whole of it."""


class GridKind(Enum):
    """What a table is about."""

    STEPS = "步骤"
    KPIS = "指标"
    DUTIES = "职责"
    RECORDS = "记录"
    TERMS = "术语"
    HISTORY = "修订记录"

    @property
    def part(self) -> Part | None:
        """The part of a document that it is, wherever it stands."""
        return {
            GridKind.STEPS: Part.STEPS,
            GridKind.KPIS: Part.KPIS,
            GridKind.DUTIES: Part.DUTIES,
            GridKind.RECORDS: Part.RECORDS,
            GridKind.TERMS: Part.TERMS,
            GridKind.HISTORY: Part.HISTORY,
        }[self]


@dataclass(frozen=True, eq=False)
class Grid:
    """A table whose columns are known."""

    table: Table
    kind: GridKind
    columns: Mapping[Column, int]
    """Where each stands, from 0."""
    first: int
    """The first row below the header, from 0."""

    def cell(self, row: Sequence[Passage], column: Column) -> Passage | None:
        """The cell of a row in a column; None if there is none."""
        at = self.columns.get(column)
        return row[at] if at is not None and at < len(row) else None

    def text(self, row: Sequence[Passage], column: Column) -> str:
        """What it says; empty if there is none."""
        cell = self.cell(row, column)
        return cell.meant.strip() if cell else ""


MOST_HEADER_ROWS, MOST_LABELS = 3, 12
FEWEST_CELLS, MOSTLY = 2, 0.6
"""Of a column whose header is not known: cells that must be there, and the part of them that must be alike."""


def grid_of(table: Table) -> Grid | None:
    """A table as a grid; None where no header says what its columns are, or where it is a form to be filled in."""
    for at, row in enumerate(table.rows[:MOST_HEADER_ROWS]):
        columns: dict[Column, int] = {}
        for position, cell in enumerate(row):
            column = _column(cell.text)
            if column is Column.STEP and column in columns:
                # 流程｜步骤: the wider of the two is where the step belongs to
                columns.setdefault(Column.PHASE, columns[column])
                columns[column] = position
            elif column and column not in columns:
                columns[column] = position
        body = table.rows[at + 1 :]
        if len(columns) >= 2:
            _infer(columns, row, body)
        kind = _kind(columns)
        if kind and body and _is_filled(body, columns):
            return Grid(table, kind, _settled(kind, columns), at + 1)
    return None


def _infer(columns: dict[Column, int], header: Sequence[Passage], body: Sequence[Sequence[Passage]]) -> None:
    """Columns whose header says nothing that is known, by what stands in them: names of people, limits."""
    for position, cell in enumerate(header):
        texts = [row[position].meant.strip() for row in body if position < len(row) and row[position].meant.strip()]
        if position in columns.values() or not cell.text.strip() or len(texts) < FEWEST_CELLS:
            continue
        for column, fits in ((Column.ROLE, _is_name), (Column.DUE, _is_limit)):
            if column not in columns and sum(map(fits, texts)) >= MOSTLY * len(texts):
                columns[column] = position
                break
    if Column.ROLE in columns and not columns.keys() & {Column.STEP, Column.WORK, Column.KPI, Column.DUTY, Column.TERM}:
        free = [at for at, cell in enumerate(header) if at not in columns.values() and cell.text.strip()]
        columns |= dict(zip((Column.STEP, Column.WORK), free, strict=False))


def _is_name(text: str) -> bool:
    return all(FULL_NAME.fullmatch(part) for part in JOINED.split(text) if part.strip())


def _is_limit(text: str) -> bool:
    limit = limit_of_cell(text)
    return limit is not None and bool(limit[0].keys() - {"moment"})


def upright(table: Table) -> Table:
    """A card, whose labels stand at the left of what they name, as a table of one row with these as its header; any
    other table as it is.
    """
    if grid_of(table) is not None or len(table.rows) > MOST_LABELS:
        return table
    labels: list[Passage] = []
    values: list[Passage] = []
    for row in table.rows:
        cells = [cell for cell in row if not (cell.repeats and not cell.text.strip())]
        if len(cells) % 2 or not all(_column(cell.text) for cell in cells[::2]):
            return table
        labels += cells[::2]
        values += cells[1::2]
    standing = Table((tuple(labels), tuple(values)), table.place)
    grid = grid_of(standing)
    return standing if grid and grid.kind is GridKind.STEPS else table


def _column(text: str) -> Column | None:
    plain = re.sub(r"[\s　：:*]|[（(].*?[）)]", "", text)
    plain = re.sub("^(步骤|工序|环节)[0-9一二三四五六七八九十]{1,2}$", r"\1", plain)
    return next((column for column, words in HEADS.items() if re.fullmatch(words, plain, re.IGNORECASE)), None)


def _kind(columns: Mapping[Column, int]) -> GridKind | None:
    has = columns.keys()
    if Column.CHANGE in has and (Column.VERSION in has or len(has) >= 2):
        return GridKind.HISTORY
    if Column.KPI in has and has & {Column.FORMULA, Column.TARGET, Column.PERIOD}:
        return GridKind.KPIS
    if Column.RETENTION in has and has & {Column.FORM}:
        return GridKind.RECORDS
    if Column.TERM in has and Column.MEANING in has:
        return GridKind.TERMS
    if has & {Column.STEP, Column.WORK, Column.PHASE} and has & {Column.ROLE, Column.DUE}:
        return GridKind.STEPS
    if Column.DUTY in has and Column.ROLE in has:
        return GridKind.DUTIES
    if Column.STEP in has and has & {Column.WORK, Column.FORM, Column.DONE} and len(has) >= 3:
        return GridKind.STEPS
    return None


def _settled(kind: GridKind, columns: Mapping[Column, int]) -> Mapping[Column, int]:
    """The columns, the work as the step where nothing else is."""
    if kind is GridKind.STEPS and Column.STEP not in columns:
        other = Column.WORK if Column.WORK in columns else Column.PHASE
        return {**{column: at for column, at in columns.items() if column is not other}, Column.STEP: columns[other]}
    return columns


def _is_filled(rows: Sequence[Sequence[Passage]], columns: Mapping[Column, int]) -> bool:
    """Whether the rows say something: a form has a header, too, and blanks below it."""
    told = [at for column, at in columns.items() if column is not Column.NUMBER]
    cells = [row[at].meant for row in rows for at in told if at < len(row)]
    return bool(cells) and sum(bool(re.search("[\u4e00-\u9fffA-Za-z0-9]", cell)) for cell in cells) * 2 >= len(cells)


def column_of(label: str) -> Column | None:
    """The column that a label names."""
    return _column(label)


def is_row_of(passages: Sequence[Passage], table: Table) -> bool:
    """Whether passages are a row of a table."""
    return bool(passages) and any(row and row[0] is passages[0] for row in table.rows)
