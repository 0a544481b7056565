"""Where a pull request is opened for a branch, from the address of the remote that it was pushed to.

GitHub: https://docs.github.com/pull-requests, GitLab: https://docs.gitlab.com/user/project/merge_requests/, Gitea:
https://docs.gitea.com/usage/pull-request, Gitee: https://gitee.com/help.
"""

from __future__ import annotations

import re
from urllib.parse import quote

REMOTE = re.compile(
    r"(?:https://(?:[^/@\s]+@)?(?P<web>[^/\s]+)/|ssh://(?:[^/@\s]+@)?(?P<ssh>[^/:\s]+)(?::\d+)?/"
    r"|(?:[\w.-]+@)?(?P<short>[A-Za-z0-9][\w.-]*):/?)(?P<path>[^\s]+?)(?:\.git)?/?"
)


def pull_request_link(remote: str, base: str, branch: str) -> str:
    """The page that opens a pull request from a branch into `base`; empty if the remote's address does not tell."""
    match = REMOTE.fullmatch(remote)
    if not match:
        return ""
    host, path = match["web"] or match["ssh"] or match["short"], match["path"].strip("/")
    here, into = quote(branch, safe="/"), quote(base or "main", safe="/")
    at = f"https://{host}/{quote(path, safe='/')}"
    if "gitlab" in host:
        asked = f"merge_request%5Bsource_branch%5D={quote(branch, safe='')}"
        return f"{at}/-/merge_requests/new?{asked}&merge_request%5Btarget_branch%5D={quote(base or 'main', safe='')}"
    if "gitee" in host:
        return f"{at}/pull/new/{quote(path.rsplit('/', 1)[0])}:{here}...{quote(path.rsplit('/', 1)[0])}:{into}"
    if "github" in host:
        return f"{at}/compare/{into}...{here}?expand=1"
    return f"{at}/compare/{into}...{here}"
