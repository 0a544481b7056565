"""Form -> Word document."""
from generator.render.docx.base import base_document
from generator.render.docx.company_base import starting_base, why_unusable
from generator.render.docx.form import Variant, form_document
from generator.render.docx.redline import redline

__all__ = ["Variant", "base_document", "form_document", "redline", "starting_base", "why_unusable"]
