"""Which precision training multiplies in."""

from __future__ import annotations

from pathlib import Path

import torch


def bf16_pays(device: torch.device) -> bool:
    """Whether bfloat16 is faster here: on a GPU, and on a CPU that multiplies it in hardware."""
    if device.type != 'cpu':
        return True
    flags = Path('/proc/cpuinfo')
    return flags.exists() and 'avx512_bf16' in flags.read_text(encoding='utf-8')
