# Exporters turn the knowledge base, or the model itself, into artifacts for other tools. They write
# nothing: the publish room does.
"""What leaves this knowledge base for other tools."""

from __future__ import annotations
