"""What a manifest says of a file of weights."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any


def describe_weights(file: Path) -> dict[str, Any]:
    """Name, bytes and SHA-256 of a file that has just been written."""
    content = file.read_bytes()
    return {
        'file': file.name,
        'byteLength': len(content),
        'sha256': hashlib.sha256(content).hexdigest(),
    }
