"""The command for the editor in a browser."""

from __future__ import annotations

import errno
import os
import socket as sockets
import sys
from datetime import date
from pathlib import Path

from generator.cli.frame import FILE, ParsedText, command, option
from generator.cli.output import OK, PROBLEMS, wrong_use
from generator.resources import CONTENT, RELEASED
from generator.system.os_errors import reason
from generator.system.sized_files import TooLarge, read_sized

LEAST_SECRET, LONGEST_SECRET = 16, 4096
"""Bytes of what a proxy and the editor both know."""


def address(text: str) -> str:
    """An address of this computer with its port. Raises ValueError."""
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError("要写成 127.0.0.1:8001 这样")
    if host not in ("127.0.0.1", "localhost"):
        raise ValueError("只能在本机打开，写 127.0.0.1:端口；给团队用请加 --socket 或 --secret-file，放在登录入口后面")
    return text


@command("edit", "在浏览器里修改手册：填表、看页面、说明改了什么，提交为一个分支")
@option("--address", type=ParsedText(address), default="127.0.0.1:8001", metavar="地址:端口")
@option("--user-header", metavar="名称", help="放在团队的登录入口后面时：哪个请求头说明是谁，例如 X-Forwarded-User")
@option("--host", metavar="域名", help="同上：大家打开的域名，例如 edit.example.com")
@option("--socket", type=FILE, metavar="文件", help="同上：只在这个 Unix 套接字上等入口转来的请求")
@option("--secret-file", type=FILE, metavar="文件", help="同上：不用套接字时，入口要在 X-Sop-Secret 里带上文件里的暗号")
def edit(
    root: Path, address: str, user_header: str | None, host: str | None, socket: Path | None, secret_file: Path | None
) -> int:
    """`sop edit`"""
    try:
        import uvicorn

        from generator.editing import desk, server
        from generator.editing.access import Access
    except ModuleNotFoundError as error:
        print(f"还没有安装 {error.name}：请安装 sales-handbook[edit]", file=sys.stderr)
        return PROBLEMS
    from generator.system.work_trees import Repository

    if user_header and not host:
        return wrong_use("写了 --user-header，还要用 --host 写大家打开的域名")
    if user_header and not socket and not secret_file:
        return wrong_use("写了 --user-header，还要写 --socket 或 --secret-file，不然谁都可以冒充别人")
    if (socket or secret_file or host) and not user_header:
        return wrong_use("--socket、--secret-file 和 --host 要和 --user-header 一起写")
    repository = Repository(root.resolve(), CONTENT, RELEASED)
    port = address.rpartition(":")[2]
    access = (
        Access(
            frozenset({host.lower()}),
            None,
            user_header,
            _secret(secret_file) if secret_file else "",
        )
        if user_header and host
        else Access(frozenset({f"127.0.0.1:{port}", f"localhost:{port}"}), repository.configured_person())
    )
    if secret_file and len(access.shared_secret) < LEAST_SECRET:
        return wrong_use(f"暗号至少 {LEAST_SECRET} 个字符，最多 {LONGEST_SECRET} 个")
    try:
        listening = _listening(int(port), socket)
    except OSError as error:
        print(f"没有打开 {socket or address}：{reason(error)}；请换一个", file=sys.stderr)
        return PROBLEMS
    app = server.application(desk.Desk(repository, access, date.today))
    where = f"unix:{socket}" if socket else f"http://{address}/"
    print(f"打开 {where} 修改手册，按 Ctrl+C 结束", file=sys.stderr, flush=True)
    config = uvicorn.Config(
        app,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )
    uvicorn.Server(config).run([listening])
    return OK


def _listening(port: int, path: Path | None) -> sockets.socket:
    """A socket that waits for requests: on this computer alone, or, for a proxy of the same user or group, in a file.

    Raises OSError.
    """
    if path is None:
        listening = sockets.socket()
        listening.setsockopt(sockets.SOL_SOCKET, sockets.SO_REUSEADDR, os.name == "posix")
        listening.bind(("127.0.0.1", port))
    else:
        if not hasattr(sockets, "AF_UNIX"):
            raise OSError(errno.EAFNOSUPPORT, os.strerror(errno.EAFNOSUPPORT))
        if path.is_socket():
            with sockets.socket(sockets.AF_UNIX) as other:
                if other.connect_ex(str(path)) == 0:
                    raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
            path.unlink()  # of a process that was killed
        listening = sockets.socket(sockets.AF_UNIX)
        before = os.umask(0o117)
        try:
            listening.bind(str(path))
        finally:
            os.umask(before)
    listening.listen()
    return listening


def _secret(path: Path) -> str:
    """What stands in a file, without the line end."""
    try:
        return read_sized(path, LONGEST_SECRET).decode(errors="replace").strip()
    except TooLarge:
        return ""


COMMANDS = (edit,)
