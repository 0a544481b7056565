"""Who may ask the editor for what: which hosts, which origins, which person, and a token for every write.

Against pages of other sites in the same browser, and against names of ours that lead elsewhere (DNS rebinding):
https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from generator.system.work_trees import Person

TOKEN_HEADER = "X-Sop-Token"
SECRET_HEADER = "X-Sop-Secret"
EMAIL_HEADER = "X-Forwarded-Email"
"""The header that proxies for signing in send beside the name."""
SAFE_METHODS = ("GET", "HEAD")


class Denied(Exception):
    """A request is not answered; says why, in Chinese."""


@dataclass(frozen=True)
class Access:
    """What is let through."""

    hosts: frozenset[str]
    """The names, with the port where one is written, by which the editor may be asked."""
    local: Person | None
    """Who edits on their own computer; None where a proxy names the person."""
    user_header: str = ""
    """The header by which the proxy names them."""
    shared_secret: str = ""
    """What the proxy sends in SECRET_HEADER; empty where only it can reach our Unix socket."""
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def person(self, method: str, headers: Mapping[str, str]) -> Person:
        """Who asks. Raises Denied. Names of headers are in lower case."""
        host = headers.get("host", "")
        if host.lower() not in self.hosts:
            raise Denied("地址不对：请用启动时显示的地址打开")
        if method not in SAFE_METHODS:
            origin = urlsplit(headers.get("origin", ""))
            if origin.scheme not in ("http", "https") or origin.netloc.lower() != host.lower():
                raise Denied("请求来自别的网页，没有执行")
        person = self.local or self._named(headers)
        if method not in SAFE_METHODS and not _equal(headers.get(TOKEN_HEADER.lower(), ""), self.token(person)):
            raise Denied("页面已经过期，请刷新")
        return person

    def _named(self, headers: Mapping[str, str]) -> Person:
        """Whom the proxy names."""
        if self.shared_secret and not _equal(headers.get(SECRET_HEADER.lower(), ""), self.shared_secret):
            raise Denied("请从公司的入口登录")
        name = _readable(headers.get(self.user_header.lower(), ""))
        if not name:
            raise Denied("请先登录")
        email = _readable(headers.get(EMAIL_HEADER.lower(), "")) or (name if "@" in name else f"{name}@localhost")
        return Person(name, "".join(email.split()))

    def token(self, person: Person) -> str:
        """What every write of this person has to bring along."""
        return hmac.new(self.key, person.name.encode(), "sha256").hexdigest()


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _readable(value: str) -> str:
    """A name as the proxy sent it in UTF-8, without what git takes for the end of a name."""
    try:
        text = value.encode("latin-1").decode()
    except (UnicodeEncodeError, UnicodeDecodeError):
        text = value
    return "".join(letter for letter in text if letter.isprintable() and letter not in "<>").strip()[:100]
