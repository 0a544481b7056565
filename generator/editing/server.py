"""The editor as a web application: which address does what. Everything that it knows stands in the rooms beside it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from generator.editing.desk import Desk
from generator.editing.draft import Outdated
from generator.editing.guard import Guard
from generator.editing.preview import EDITIONS
from generator.editing.requests import Misread
from generator.editing.text_changes import Refused
from generator.editing.views import Views, failed
from generator.problems import ProblemsFound
from generator.system.git import GitFailed


def application(desk: Desk) -> Starlette:
    """The web application on a desk."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> Any:
        yield
        desk.previews.close()

    views = Views(desk)
    routes = [
        Route("/", views.documents),
        Route("/item/{id}", views.document),
        Route("/item/{id}/part", views.part),
        Route("/item/{id}/problems", views.problems),
        Route("/item/{id}/change", views.change, methods=["POST"]),
        Route("/item/{id}/undo", views.undo, methods=["POST"]),
        Route("/item/{id}/rename", views.rename, methods=["POST"]),
        Route("/item/{id}/retire", views.retirement, methods=["GET"]),
        Route("/item/{id}/retire", views.retire, methods=["POST"]),
        Route("/undo", views.undo_all, methods=["POST"]),
        Route("/choices", views.choices),
        Route("/changes", views.changes),
        Route("/send", views.send, methods=["POST"]),
        Route("/preview/{path:path}", views.preview),
        Route("/livereload/{epoch:int}/{request:int}", views.reload),
        Route("/assets/{name}", views.asset),
        *(Route(f"/{name}", views.editions) for name in EDITIONS),
    ]
    errors: Mapping[Any, Any] = {
        ProblemsFound: _told,
        GitFailed: lambda _, error: failed(500, f"git 没有成功：{str(error)[-300:]}"),
        Refused: lambda _, error: failed(422, str(error)),
        Outdated: lambda _, __: failed(409, "这一条刚在别处改过，请刷新页面再改"),
        Misread: lambda _, __: failed(400, "没有看懂这个请求，请刷新页面再试"),
        KeyError: lambda _, __: failed(404, "没有这一条"),
        Exception: lambda _, error: failed(500, f"程序出错了，请把这句话发给维护者：{type(error).__name__} {error}"),
    }
    return Starlette(
        routes=routes,
        exception_handlers=errors,
        middleware=[Middleware(Guard, access=desk.access)],
        lifespan=lifespan,
    )


def _told(_: Request, error: Exception) -> Response:
    problems = error.problems if isinstance(error, ProblemsFound) else ()
    return failed(422, "；".join(f"{problem.message}（{problem.place.file}）" for problem in problems[:3]))
