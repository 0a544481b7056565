"""Form -> Word document."""
from .base import base_document
from .company_base import starting_base, why_unusable
from .form import Variant, form_document
from .redline import redline

__all__ = ["Variant", "base_document", "form_document", "redline", "starting_base", "why_unusable"]
