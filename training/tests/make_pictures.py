"""Writes the tiny synthetic pictures of the tests: `python -m training.tests.make_pictures`."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent / 'pictures'
SIDE = 160


def draw_picture(random: np.random.Generator) -> Image.Image:
    """Overlapping discs and boxes: edges, flat areas and colours, and few bytes as a palette PNG."""
    image = Image.new('RGB', (SIDE + 16, SIDE), tuple(int(c) for c in random.integers(40, 216, 3)))
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        x, y = (float(v) for v in random.uniform(0, SIDE, 2))
        radius = float(random.uniform(6, 40))
        box = [x - radius, y - radius * 0.7, x + radius, y + radius * 0.7]
        colour = tuple(int(c) for c in random.integers(0, 256, 3))
        (draw.ellipse if random.random() < 0.5 else draw.rectangle)(box, fill=colour)
    return image


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    random = np.random.default_rng(7)
    for number in range(6):
        draw_picture(random).quantize(16).save(FOLDER / f'discs-{number}.png', optimize=True)


if __name__ == '__main__':
    main()
