"""The handbook, one chapter, or one procedure or policy as a controlled document in Word."""

from generator.render.word.manual.approval_sheet import approval_sheet
from generator.render.word.manual.assembly import Scope, book, entries_of, has_contents, paged, scope_of

__all__ = ["Scope", "approval_sheet", "book", "entries_of", "has_contents", "paged", "scope_of"]
