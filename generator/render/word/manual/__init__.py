"""The handbook, one chapter, or one procedure or policy as a controlled document in Word."""

from generator.render.word.manual.assembly import Scope, book, entries_of, has_contents, paged, scope_of

__all__ = ["Scope", "book", "entries_of", "has_contents", "paged", "scope_of"]
