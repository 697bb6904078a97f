"""Which network a configuration asks for."""

from __future__ import annotations

from .config import NetworkConfig
from .embedding_network import EmbeddingDenoiser
from .network import Denoiser

AnyDenoiser = Denoiser | EmbeddingDenoiser


def create_denoiser(config: NetworkConfig) -> AnyDenoiser:
    """A network with its first weights: told the noise at every pixel, or one level a picture through an embedding."""
    return EmbeddingDenoiser(config) if config.embedding else Denoiser(config)
