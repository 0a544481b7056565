"""Form -> Word document."""
from .base import base_document
from .form import Variant, form_document

__all__ = ["Variant", "base_document", "form_document"]
