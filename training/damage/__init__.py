"""Synthetic damage of photographic prints, and the network that learns to find it; see ../README.md."""
