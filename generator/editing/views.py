"""What is answered at every address of the editor, and what a request may hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from generator.editing.desk import Desk
from generator.editing.draft import Draft
from generator.editing.forge_links import pull_request_link
from generator.editing.page import address_in_preview, field_address, fields, page
from generator.editing.preview import EDITIONS, headers
from generator.editing.requests import Misread, operation_of, path_of
from generator.model import KINDS, DataPath
from generator.problems import Level, Problem
from generator.system.work_trees import Person
from generator.website.bundles import editing_bundles

MOST_BYTES = 200_000
"""Of a request."""


def failed(status: int, words: str) -> Response:
    """An answer that says why something was not done."""
    return JSONResponse({"said": words}, status)


class Views:
    """What is answered. Every view but those that read a body runs in a thread of its own."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.bundles = {artifact.path: artifact.content for artifact in editing_bundles()}

    def _draft(self, request: Request) -> Draft:
        return self.desk.draft_of(request.scope["person"])

    def _shown(self, request: Request, draft: Draft, title: str) -> dict[str, Any]:
        """What every page shows."""
        person: Person = request.scope["person"]
        settings = draft.documents.files["settings"][1].data if "settings" in draft.documents.files else {}
        return {
            "title": title,
            "person": person,
            "token": self.desk.access.token(person),
            "handbook_title": settings.get("title", "手册"),
            "changed_count": len(draft.tree.changed()),
        }

    def documents(self, request: Request) -> Response:
        draft = self._draft(request)
        with draft.lock:
            self.desk.renew(draft)
            listed = draft.listed()
            kinds = [(KINDS[kind].title, list(group)) for kind, group in groupby(listed, lambda each: each.kind)]
            return HTMLResponse(page("list", kinds=kinds, **self._shown(request, draft, "全部条目")))

    def document(self, request: Request) -> Response:
        draft, id = self._draft(request), request.path_params["id"]
        with draft.lock:
            kind, file = draft.document(id)
            opened = _opened(_json(request.query_params.get("open", "[]")))
            others = [
                name for name, names in self.desk.repository.others(request.scope["person"]) if file.file in names
            ]
            title = draft.documents.title(id)
            return HTMLResponse(
                page(
                    "item",
                    item=id,
                    kind=KINDS[kind].title if not KINDS[kind].single else "",
                    version=draft.version(id),
                    form=draft.form(id, (), opened),
                    others=others,
                    page=address_in_preview(kind, id, file.file),
                    is_single=KINDS[kind].single,
                    is_changed=file.file in draft.tree.changed(),
                    **self._shown(request, draft, title),
                )
            )

    def part(self, request: Request) -> Response:
        draft = self._draft(request)
        with draft.lock:
            path = path_of(_json(request.query_params.get("path", "")))
            return HTMLResponse(fields(draft.form(request.path_params["id"], path, ())))

    def problems(self, request: Request) -> Response:
        draft, id = self._draft(request), request.path_params["id"]
        draft.document(id)
        checked = draft.check()  # it takes its time, and whoever types must not wait for it
        with draft.lock:
            phrases = [
                {"path": path, "phrase": phrase} for path, phrase in draft.documents.phrases(id, draft.sound).items()
            ]
            found = [
                {"path": each.path, "error": each.is_error, "message": each.message, "hint": each.hint}
                for each in draft.problems(id, checked)
            ]
            elsewhere = [
                {"message": each.message, "title": each.title, "address": field_address(each.id, each.path)}
                for each in draft.located(_errors(checked.problems))
                if each.id != id
            ]
            return JSONResponse({"problems": found, "elsewhere": elsewhere, "phrases": phrases})

    async def change(self, request: Request) -> Response:
        asked = await _body(request)
        return await _in_thread(self._change, request, asked)

    def _change(self, request: Request, asked: Any) -> Response:
        draft, id = self._draft(request), request.path_params["id"]
        if not isinstance(asked, dict) or not isinstance(asked.get("version"), str):
            raise Misread
        with draft.lock:
            kind, file = draft.document(id)
            operation = operation_of(asked.get("operation"), KINDS[kind].cls, file.data)
            if operation:
                draft.change(id, [operation], asked["version"])
            answer = {"version": draft.version(id), "changed": len(draft.tree.changed())}
            if "open" in asked:
                answer["form"] = fields(draft.form(id, (), _opened(asked["open"], many=True)))
            return JSONResponse(answer)

    async def undo(self, request: Request) -> Response:
        return await _in_thread(self._undo, request, None)

    def _undo(self, request: Request, _: Any) -> Response:
        draft = self._draft(request)
        with draft.lock:
            draft.undo(request.path_params["id"])
            return JSONResponse({})

    async def undo_all(self, request: Request) -> Response:
        return await _in_thread(self._undo_all, request, None)

    def _undo_all(self, request: Request, _: Any) -> Response:
        draft = self._draft(request)
        with draft.lock:
            draft.undo_all()
            return JSONResponse({})

    async def rename(self, request: Request) -> Response:
        return await _in_thread(self._rename, request, await _body(request))

    def _rename(self, request: Request, asked: Any) -> Response:
        draft = self._draft(request)
        kind, old, new = (str(asked.get(name, "")) for name in ("kind", "old", "new"))
        with draft.lock:
            return JSONResponse({"item": draft.rename(kind, old, new.strip())})

    def retirement(self, request: Request) -> Response:
        return self._retire(request, None)

    async def retire(self, request: Request) -> Response:
        return await _in_thread(self._retire, request, True)

    def _retire(self, request: Request, write: Any) -> Response:
        draft, id = self._draft(request), request.path_params["id"]
        with draft.lock:
            title = draft.documents.title(id)
            found, worse = draft.retire(id, write=bool(write))
            if write:
                return JSONResponse({"gone": id not in draft.documents.files})
            done = [(draft.title_of(place.file), words) for place, words in found.done]
            shown = self._shown(request, draft, f"停用「{title}」")
            left = draft.located([*found.left, *worse])
            may = not worse and bool(done or not left)
            return HTMLResponse(page("retire", item=id, done=done, left=left, may=may, **shown))

    def choices(self, request: Request) -> Response:
        draft = self._draft(request)
        with draft.lock:
            return JSONResponse([choice._asdict() for choice in draft.documents.choices])

    def changes(self, request: Request) -> Response:
        draft = self._draft(request)
        with draft.lock:
            changed = [each for each in draft.listed() if each.is_changed]
            told = draft.paper() if draft.tree.changed() else None
            errors = draft.located(_errors(told.problems)) if told else []
            shown = self._shown(request, draft, "改了什么")
            return HTMLResponse(
                page("changes", changed=changed, paper=told, errors=errors, sent=None, link="", **shown)
            )

    async def send(self, request: Request) -> Response:
        return await _in_thread(self._send, request, await _body(request))

    def _send(self, request: Request, asked: Any) -> Response:
        draft, person = self._draft(request), request.scope["person"]
        title, why, name, email = (
            " ".join(str(asked.get(field, "")).split()) if field != "why" else str(asked.get(field, "")).strip()
            for field in ("title", "why", "name", "email")
        )
        if self.desk.access.local is not None:
            person = Person(person.name or name, person.email or email)
        if not title or not why or not person.name or not person.email:
            return failed(422, "标题、原因、姓名和邮箱都要写")
        with draft.lock:
            sent = draft.send(title, why, person)
            draft.tree.renew()
            link = pull_request_link(sent.remote, self.desk.repository.branch(), sent.branch)
            shown = self._shown(request, draft, "已提交")
            text = page("changes", changed=[], paper=None, errors=[], sent=sent, link=link, **shown)
            return JSONResponse({"page": text})

    def preview(self, request: Request) -> Response:
        path = request.path_params["path"]
        return self._passed_on(request, f"/{quote(path)}")

    def editions(self, request: Request) -> Response:
        media_type, content = EDITIONS[request.url.path.lstrip("/")]
        return Response(content, media_type=media_type)

    def reload(self, request: Request) -> Response:
        return self._passed_on(request, request.url.path)

    def _passed_on(self, request: Request, path: str) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        answer = self.desk.previews.ask(self._draft(request).tree.root, path + query)
        if answer is None:
            return Response("正在准备页面……", 202, media_type="text/plain; charset=utf-8")
        if answer.location:
            return Response(status_code=302, headers={"Location": f"/preview{answer.location}"})
        return Response(answer.body, answer.status, headers(answer))

    def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in self.bundles:
            raise HTTPException(404)
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        return Response(self.bundles[name], media_type=f"{kind}; charset=utf-8")


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.level is Level.ERROR]


async def _in_thread(view: Callable[[Request, Any], Response], request: Request, asked: Any) -> Response:
    from starlette.concurrency import run_in_threadpool

    return await run_in_threadpool(view, request, asked)


async def _body(request: Request) -> Any:
    """The JSON of a request. Raises Misread."""
    content = b""
    async for chunk in request.stream():
        content += chunk
        if len(content) > MOST_BYTES:
            raise Misread
    return _json(content)


def _json(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise Misread from None


def _opened(written: Any, *, many: bool = False) -> set[DataPath]:
    """The entries that are not folded: those at the paths, and those around them."""
    paths = [path_of(one) for one in written] if many and isinstance(written, list) else [path_of(written)]
    return {path[:length] for path in paths for length in range(1, len(path) + 1)}
