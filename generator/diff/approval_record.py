"""What the message of a merge says of an approval outside the repository: its number, the change it stands for, and the
file that shows it. Written as git trailers, so that git itself finds them again.

https://git-scm.com/docs/git-interpret-trailers
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from generator.language.phrasing import in_one_line

NUMBER, CHANGE, FILE = KEYS = ("Approval", "Approval-Change", "Approval-File")
"""The trailers: number of the approval, hash of the change, name and hash of the file."""
HASH = re.compile("[0-9a-f]{64}")


class ApprovalRecord(NamedTuple):
    """An approval as it is recorded with a commit."""

    number: str
    """As the company's system has it, in one line."""
    change: str
    """The hash of the change, as the paper bears it."""
    file: str
    """The name of the file, and its hash: 审批单.docx sha256:0123…"""

    @property
    def trailers(self) -> str:
        """The last lines of the message of a commit."""
        return "".join(f"{key}: {value}\n" for key, value in zip(KEYS, self, strict=True))


def approval_record(number: str, change: str, name: str, content: bytes) -> ApprovalRecord:
    """The record of an approval that a file shows. Raises ValueError, in Chinese, for a number that is no line."""
    if not number.strip() or len(number) > 100 or not number.isprintable():
        raise ValueError("审批单号写在一行里，最多 100 个字，例如 2026-0012")
    return ApprovalRecord(number.strip(), change, f"{in_one_line(name)} sha256:{hashlib.sha256(content).hexdigest()}")


def named_change(text: str) -> str:
    """The hash of the change that the words of a sheet name, however its lines break; empty where they name none."""
    found = HASH.search(re.sub(r"\s", "", text.partition("变更指纹")[2]))
    return found[0] if found else ""
