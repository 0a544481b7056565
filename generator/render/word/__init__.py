"""Form -> Word document."""

from generator.render.word.base import base_document
from generator.render.word.company_base import starting_base, why_unusable
from generator.render.word.form_document import Variant, form_document
from generator.render.word.redline import redline

__all__ = ["Variant", "base_document", "form_document", "redline", "starting_base", "why_unusable"]
