"""One kind of damage a file; `../layer.py` says what they have in common."""
