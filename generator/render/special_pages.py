"""The pages of the site that belong to no single item: one table that the pages, the menu, the search, links and the
guide are made from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from generator.model import KINDS, PAGE, Adoption, Edition, Glossary, Handbook, Parameters, Settings, Source
from generator.queries import listing

Holder = Settings | Glossary | Parameters | Source | Adoption
"""What has no page for itself alone."""


class Menu(Enum):
    """Where a page stands in the menu."""

    FIRST = "first"
    """A tab of its own, before all others."""
    SECTION = "section"
    """The head of the tab with all items of a kind."""
    LOOK_UP = "look-up"
    """In the last tab, 查询."""


@dataclass(frozen=True, kw_only=True)
class SpecialPage:
    """One page. Its texts may name `{settings.…}`, and `words` also `{edition.…}`."""

    path: str
    """Of the Markdown page, below the docs folder."""
    template: str
    """In `templates/`, without `.md.j2`."""
    title: str
    """What the menu, the search, links and the guide call it."""
    heading: str = ""
    """Its own title, where that is another one."""
    description: str
    """What it tells, in one sentence."""
    origin: str
    """For the guide: what an author changes so that the page changes. Markdown."""
    menu: Menu
    words: tuple[str, ...]
    """What else people search it by."""
    weight: float = 0.6
    """What it counts for in the search beside pages that match as well; the page of a procedure counts 1."""
    hide: tuple[str, ...] = ()
    """Parts of the theme that it goes without: `navigation`, `toc`."""
    source: str = ""
    """The file that its pencil opens, below the root; empty where no single file is behind it."""
    holders: Callable[[Handbook], tuple[Holder, ...]] = lambda handbook: ()
    """What it shows entry by entry: each entry has its anchor there, and is found by the search."""
    wanted: Callable[[Handbook], bool] = lambda handbook: True
    """Whether a handbook has it."""

    def heading_in(self, settings: Settings) -> str:
        """Its own title in a handbook."""
        return (self.heading or self.title).format(settings=settings)

    def description_in(self, settings: Settings) -> str:
        """What it tells, in a handbook."""
        return self.description.format(settings=settings)

    def words_in(self, settings: Settings, edition: Edition) -> tuple[str, ...]:
        """What it is found by besides its title, in an edition."""
        heading = (self.heading,) if self.heading else ()
        return tuple(words.format(settings=settings, edition=edition) for words in (*heading, *self.words))


def _with_shown_chapters(handbook: Handbook) -> Settings:
    """The settings without the chapters that have no documents yet: these are on no page."""
    shown = tuple(chapter for chapter, _ in listing.chapters(handbook))
    return replace(handbook.settings, chapters=shown)


SPECIAL_PAGES: tuple[SpecialPage, ...] = (
    HOME := SpecialPage(
        path="index.md",
        template="home",
        title="首页",
        heading="{settings.title}",
        description="{settings.tagline}",
        origin="`handbook.yaml` 里的入口和章节；各岗位要做的事由各条目的时限汇总",
        menu=Menu.FIRST,
        words=("主页", "我的岗位"),
        hide=("navigation", "toc"),
        source="sop/handbook.yaml",
        holders=lambda handbook: (_with_shown_chapters(handbook),),
    ),
    GLOSSARY := SpecialPage(
        path="glossary.md",
        template="glossary",
        title="术语",
        description="手册里每个词的含义和常见的别的叫法",
        origin="`glossary.yaml`",
        menu=Menu.LOOK_UP,
        words=("术语表", "名词解释"),
        weight=0.85,
        source="sop/glossary.yaml",
        holders=lambda handbook: (handbook.glossary,),
    ),
    TIME_LIMITS := SpecialPage(
        path="time-limits.md",
        template="time-limits",
        title="时限一览",
        description="全部时限，按每天、每周、每月排列",
        origin="由步骤、条文、表单和协作约定的时限（`due`）汇总",
        menu=Menu.LOOK_UP,
        words=("时限", "截止时间"),
        hide=("toc",),
    ),
    COVERAGE := SpecialPage(
        path="coverage.md",
        template="coverage",
        title="依据对照",
        description="上级文件的每一条，由手册的哪一处落实",
        origin="`sources` 里的条款，和各处写的依据（`basis`）",
        menu=Menu.LOOK_UP,
        words=("条款对照", "依据文件"),
        weight=0.25,
        holders=lambda handbook: tuple(handbook.sources.values()),
        wanted=lambda handbook: bool(handbook.sources),
    ),
    PARAMETERS := SpecialPage(
        path=f"{PAGE}.md",
        template="parameters",
        title="企业可调参数",
        description="由企业自己决定的数字：取值、怎么定、用在哪里",
        origin="`parameters.yaml`",
        menu=Menu.LOOK_UP,
        words=("参数",),
        source="sop/parameters.yaml",
        holders=lambda handbook: (handbook.parameters,),
        wanted=lambda handbook: bool(handbook.parameters.parameters),
    ),
    ADOPTION := SpecialPage(
        path="adoption.md",
        template="adoption",
        title="采用范围",
        description="本公司不用哪些条目，哪些岗位由别人担任",
        origin="`adoption.yaml`",
        menu=Menu.LOOK_UP,
        words=("停用", "不适用", "兼任"),
        weight=0.25,
        hide=("toc",),
        source="sop/adoption.yaml",
        holders=lambda handbook: (handbook.adoption,),
        wanted=lambda handbook: bool(handbook.adoption.off or handbook.adoption.held),
    ),
    CHANGES := SpecialPage(
        path="changes.md",
        template="changes",
        title="修订一览",
        description="本版和上一版相比改了什么，按岗位查看",
        origin="由本版和上一版逐条对比得出",
        menu=Menu.LOOK_UP,
        words=("修订记录", "修订对照", "改了什么"),
        hide=("toc",),
    ),
    REVIEWS := SpecialPage(
        path="reviews.md",
        template="reviews",
        title="评审计划",
        description="每个条目由谁在哪天之前评审",
        origin="由各条目的归口岗位（`owner`）和下次评审日期（`next_review`）汇总",
        menu=Menu.LOOK_UP,
        words=("评审日期", "下次评审", "到期评审"),
        hide=("toc",),
    ),
    REGISTERS := SpecialPage(
        path="registers.md",
        template="registers",
        title="受控清单",
        description="受控文件、记录、发放回收和标准条款的清单",
        origin="由流程、制度、表单的编号、归口岗位、保存期限等汇总",
        menu=Menu.LOOK_UP,
        words=("受控文件清单", "文件清单", "记录清单", "发放回收"),
        hide=("toc",),
    ),
    REVISION := SpecialPage(
        path="revision.md",
        template="revision",
        title="本版信息",
        description="本版的批准信息、指纹和受控文件清单",
        origin="发布时写明的批准信息",
        menu=Menu.LOOK_UP,
        words=("批准信息", "指纹", "{edition.title}"),
    ),
    RUNS := SpecialPage(
        path="my-runs.md",
        template="my-runs",
        title="我的执行记录",
        description="这台设备上的全部执行记录：查找、继续、导出、清除",
        origin="读者自己的浏览器，手册里不保存",
        menu=Menu.LOOK_UP,
        words=("执行记录", "检查清单", "勾选记录"),
        hide=("toc",),
    ),
    READING := SpecialPage(
        path="my-reading.md",
        template="my-reading",
        title="阅读确认",
        description="哪些页面已经确认读过，哪些改过之后要再读一遍",
        origin="读者自己的浏览器，手册里不保存",
        menu=Menu.LOOK_UP,
        words=("已读", "待读"),
        hide=("toc",),
    ),
)
"""Those that are there once, in the order of the menu."""


def index_page(kind: str) -> SpecialPage:
    """The page that lists all items of a kind."""
    title = KINDS[kind].title
    return SpecialPage(
        path=f"{KINDS[kind].path}/index.md",
        template="section",
        title=listing.SECTIONS[kind].title,
        description=f"{{settings.title}}的全部{title}",
        origin=f"由 `{KINDS[kind].path}` 里的全部{title}汇总",
        menu=Menu.SECTION,
        words=(f"全部{title}",),
        hide=("toc",),
    )


def special_pages(handbook: Handbook) -> Iterator[SpecialPage]:
    """Those that a handbook has once."""
    return (page for page in SPECIAL_PAGES if page.wanted(handbook))
