"""The command that starts a handbook of one's own."""

from __future__ import annotations

import json
import sys
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.request import url2pathname

from generator.authoring.new_handbook import ENGINE, Company, engine_of, lock_in, pinned, repository
from generator.authoring.packs import packs
from generator.bill_of_materials import DISTRIBUTION
from generator.cli.authoring import guide_files
from generator.cli.frame import FILE, argument, asked, command, option
from generator.cli.output import OK, PROBLEMS, wrong_use
from generator.load.files import read_folder
from generator.model import Clock
from generator.problems import has_errors
from generator.resources import HOME
from generator.system import publishing
from generator.workspace import read as read_workspace

HOURS = "09:00-18:00"
BREAK = "12:00-13:00"


@command("init", "新建一本公司自己的手册：一个文件夹，里面是内容、生成网站的命令和说明；没有写的问你")
@argument("folder", "文件夹", "还没有的，或者空的", type=FILE)
@option("--company", metavar="名称", help="公司全称")
@option("--department", metavar="名称", help="部门名称，例如 销售部")
@option("--title", metavar="名称", help="手册名称，默认「部门 + 工作手册」")
@option("--pack", metavar="内容包", help="从哪些内容开始：最小、核心或完整")
@option("--hours", metavar="时刻-时刻", help=f"上下班时刻，默认 {HOURS}")
@option("--break", "lunch", metavar="时刻-时刻", help=f"午休，默认 {BREAK}")
@option("--colour", metavar="颜色", help="网站的主色，# 加六位小写十六进制，例如 #0f5f60；不写就用默认的")
@option("--engine", metavar="安装包", help="程序的安装包（.whl）的路径，或「网址#sha256=校验值」")
def init(
    root: Path,
    folder: Path,
    company: str | None,
    department: str | None,
    title: str | None,
    pack: str | None,
    hours: str | None,
    lunch: str | None,
    colour: str | None,
    engine: str | None,
) -> int:
    """`sop init`"""
    folder, known = root / folder, packs()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return wrong_use(f"{folder} 里已经有东西了，请换一个新的文件夹")
    company = company or asked("公司全称")
    department = department or asked("部门名称", "销售部")
    pack = pack or asked(f"从哪些内容开始（{'、'.join(known)}）", "核心")
    engine = engine or _installed_from()
    missing = [name for name, value in (("--company", company), ("--engine", engine)) if not value]
    if missing:
        return wrong_use(f"还缺 {'、'.join(missing)}")
    if pack not in known:
        return wrong_use(f"没有「{pack}」这个内容包，可以写：{'、'.join(known)}")
    times: dict[str, str] = {}
    for names, written in ((("start", "end"), hours or HOURS), (("break_start", "break_end"), lunch or BREAK)):
        parts = written.replace("－", "-").replace("：", ":").split("-")
        try:
            times |= {name: f"{Clock.parse(part.strip()).value:%H:%M}" for name, part in zip(names, parts, strict=True)}
        except ValueError:
            return wrong_use(f"「{written}」写得不对，要写成 {HOURS} 这样")
    try:
        program = engine_of(engine)
    except (ValueError, OSError) as error:
        return wrong_use(f"--engine：{error}")
    today = date.today()
    own = Company(company, department, title or f"{department}工作手册", times, colour or "")
    written_files = repository(read_folder(HOME).files, known[pack], own, program, today)
    for name, content in written_files.items():
        publishing.write_file(folder / name, content)
    workspace = read_workspace(folder, today)
    if has_errors(workspace.problems):
        for problem in workspace.problems:
            print(f"{problem.place}  {problem.message}；{problem.hint}", file=sys.stderr)
        return PROBLEMS
    for name, content in guide_files(folder, workspace.sound().draft_handbook).items():
        publishing.write_file(folder / name, content)
    handbook = workspace.sound().draft_handbook
    print(
        f"已新建 {folder}：{len(handbook.procedures)} 个流程、{len(handbook.policies)} 项制度、"
        f"{len(handbook.forms)} 张表单、{len(handbook.roles)} 个岗位、{len(handbook.kpis)} 个指标\n"
        f"接下来：进入 {folder}，运行 make site；"
        f"先看 {folder / 'README.md'}"
    )
    return OK


@command("upgrade", "换用新的安装包：改写 engine.txt 和 requirements.lock，内容一个字不动")
@option("--engine", required=True, metavar="安装包", help="新的安装包（.whl）的路径")
def upgrade(root: Path, engine: str) -> int:
    """`sop upgrade`"""
    if not (root / ENGINE).is_file():
        return wrong_use(f"这里没有 {ENGINE}：只有 sop init 新建的手册才这样换程序")
    try:
        new = engine_of(engine)
        if not new.wheel:
            return wrong_use("--engine：先把安装包下载下来，写它的路径")
        contents = pinned(new, lock_in(new.wheel[1]))
    except (ValueError, OSError) as error:
        return wrong_use(f"--engine：{error}")
    for name, content in contents.items():
        if publishing.write_file(root / name, content):
            print(root / name)
    print("换好了：运行 make check，新程序有新的规矩会逐条指出来；没有问题再提交")
    return OK


def _installed_from() -> str:
    """The wheel that this copy was installed from, as pip notes it (PEP 610); empty where it was another way."""
    try:
        noted = json.loads(distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return ""
    url = str(noted.get("url", ""))
    if not url.endswith(".whl"):
        return ""
    if url.startswith("file://"):
        path = Path(url2pathname(url.removeprefix("file://")))
        return str(path) if path.is_file() else ""
    digest = str(noted.get("archive_info", {}).get("hash", "")).removeprefix("sha256=")
    return f"{url}#sha256={digest}" if digest else ""


COMMANDS = (init, upgrade)
