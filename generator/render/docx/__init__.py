"""Form -> Word document."""
from .base import base_document
from .form import Variant, form_document
from .redline import redline

__all__ = ["Variant", "base_document", "form_document", "redline"]
