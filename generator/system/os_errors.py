"""What the operating system refused, in the user's words."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from types import MappingProxyType

REASONS: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOSPC: "磁盘满了",
        errno.EDQUOT: "磁盘限额用完了",
        errno.EFBIG: "文件太大",
        errno.EROFS: "这里是只读的，不能写",
        errno.EACCES: "没有权限，或者文件正被别的程序打开",
        errno.EPERM: "没有权限",
        errno.ENOENT: "没有这个文件或文件夹",
        errno.ENOTDIR: "路径中间有一段是文件，不是文件夹",
        errno.EISDIR: "这是文件夹，不是文件",
        errno.EEXIST: "已经有同名的文件或文件夹",
        errno.ENOTEMPTY: "文件夹不是空的，可能有别的程序在往里写",
        errno.ENAMETOOLONG: "名字太长",
        errno.EBUSY: "正被别的程序使用",
        errno.EMFILE: "同时打开的文件太多",
        errno.EIO: "磁盘读写失败",
        errno.EADDRINUSE: "这个端口已被占用，用 --address 换一个",
        errno.EADDRNOTAVAIL: "本机没有这个地址",
        errno.ETIMEDOUT: "等了很久没有回应",
    }
)
"""By the error numbers that Python has on every system."""


def reason(error: OSError) -> str:
    """Why reading, writing or serving failed: a phrase; the system's own words where it is something rare."""
    return REASONS.get(error.errno or 0) or error.strerror or str(error)
