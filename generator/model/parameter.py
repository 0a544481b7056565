"""Figures that a company decides for itself: declared once, used in any text as `{id}`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model.fields import ID, attribute

PAGE = "parameters"
"""What a link to a parameter names before its `#`."""


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A figure that the company decides for itself."""

    TITLE: ClassVar[str] = "企业可调参数"
    id: str = attribute("参数编号", defines="parameter", regex=ID, example="discount-rep")
    title: str = attribute("参数名称", maxlength=40)
    value: str = attribute("取值", figure="", help="连同单位一起写，会原样出现在正文里", example="5%")
    decide: str = attribute("怎么定", markdown=True, help="企业采用手册时凭什么定这个数")
    owner: str = attribute("谁来定", ref="role")


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """All figures that the company decides for itself."""

    TITLE: ClassVar[str] = "企业可调参数表"
    parameters: tuple[Parameter, ...] = attribute("参数", ())
