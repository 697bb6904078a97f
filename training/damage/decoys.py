"""Things of the scene that look like damage and are none: drawn into the clean picture and labelled clean.

They are drawn before the picture's softness and grain, so that they are as sharp as the picture, which damage is not.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .fields import blur, smooth_curve, smooth_field, smooth_step, turned_coordinates
from .layer import Floats, blend, log_uniform
from .strokes import curled_path, stamp, straight_path

Decoy = Callable[[Floats, np.random.Generator], Floats]


def add_decoys(picture: Floats, random: np.random.Generator) -> Floats:
    """One to three kinds of decoy in a picture [side, side, 3]."""
    for index in random.choice(len(DECOYS), int(random.integers(1, 4)), replace=False):
        picture = DECOYS[index](picture, random)
    return picture.clip(0, 1)


def _scene_colour(picture: Floats, random: np.random.Generator, contrast: float = 0.15) -> Floats:
    """A colour of the scene itself, made lighter or darker."""
    side = picture.shape[0]
    colour = picture[random.integers(side), random.integers(side)]
    away = random.choice([-1, 1]) * random.uniform(contrast, 0.7)
    return np.clip(colour + np.float32(away), 0, 1).astype(np.float32)


def _wires(picture: Floats, random: np.random.Generator) -> Floats:
    """Cables that hang from border to border, often two or three side by side."""
    side = picture.shape[0]
    colour = _scene_colour(picture, random)
    angle = random.normal(0, 0.4) + (np.pi / 2 if random.random() < 0.2 else 0)
    width = log_uniform(random, 0.4, 2.2)
    sag, shift = random.uniform(0, 0.12) * side, random.uniform(0, side)
    for number in range(int(random.integers(1, 4))):
        x = np.arange(-0.4 * side, 1.4 * side, 0.6)
        y = shift + number * random.uniform(4, 20) + sag * np.square(x / side - 0.5) * 4
        points = np.stack([x, y], 1) - side / 2
        turned = points @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]) + side / 2
        lit = 0.85 + 0.1 * smooth_curve(len(x), 8, random)
        drawn = stamp(side, turned, np.full(len(x), width, np.float32), lit.astype(np.float32))
        picture = blend(picture, colour, drawn.alpha)
    return picture


def _branches(picture: Floats, random: np.random.Generator) -> Floats:
    """Twigs that taper and fork, from a border inwards."""
    side = picture.shape[0]
    colour = _scene_colour(picture, random)
    trunk = np.array([random.uniform(0, side), side + 2.0])
    tips = [(trunk, -np.pi / 2 + random.normal(0, 0.6), log_uniform(random, 1, 4))]
    quarter = int(random.integers(4))
    alpha = np.zeros((side, side), np.float32)
    for _ in range(int(random.integers(3, 16))):
        start, angle, width = tips[random.integers(len(tips))]
        length = random.uniform(0.15, 0.5) * side
        path = curled_path(random, (float(start[0]), float(start[1])), angle, length, random.normal(0, 0.6), 0.8)
        half = np.linspace(width, 0.6 * width, len(path)).astype(np.float32)
        alpha = np.maximum(alpha, stamp(side, path, half, np.full(len(path), 0.95, np.float32)).alpha)
        fork = path[random.integers(len(path) // 2, len(path))]
        tips.append((fork, angle + random.normal(0, 0.7), max(0.4, 0.6 * width)))
    return blend(picture, colour, np.ascontiguousarray(np.rot90(alpha, quarter)))


def _rain(picture: Floats, random: np.random.Generator) -> Floats:
    """Streaks of one direction and length, translucent."""
    side = picture.shape[0]
    angle = np.pi / 2 + random.normal(0, 0.25)
    length, opacity = log_uniform(random, 6, 50), random.uniform(0.1, 0.5)
    paths = []
    for x, y in random.uniform(-0.1, 1.1, (int(random.integers(10, 60)), 2)) * side:
        heading = angle + random.normal(0, 0.02)
        paths.append(straight_path(random, (x, y), heading, length * random.uniform(0.7, 1.3), 0, 0.8))
    points = np.concatenate(paths)
    alpha = np.full(len(points), opacity, np.float32)
    drawn = stamp(side, points, np.full(len(points), log_uniform(random, 0.4, 1.1), np.float32), alpha)
    return blend(picture, np.float32([0.92, 0.94, 0.97]), drawn.alpha)


def _stars(picture: Floats, random: np.random.Generator) -> Floats:
    """Points of very different brightness with a glow, on ground that is darkened to night, or sparks as it is."""
    side = picture.shape[0]
    if random.random() < 0.6:
        picture = picture * np.float32(random.uniform(0.1, 0.5))
    count = int(log_uniform(random, 5, 60))
    points = random.uniform(0, side, (count, 2))
    strength = np.clip(random.pareto(1.5, count) * 0.2, 0.05, 1).astype(np.float32)
    drawn = stamp(side, points, (0.4 + 0.9 * strength), strength)
    light = drawn.alpha + np.float32(1.2) * blur(drawn.alpha, 2.2) + blur(drawn.alpha, 0.8)
    return blend(picture, np.float32([1, 0.98, 0.95]), light.clip(0, 1))


def _text(picture: Floats, random: np.random.Generator) -> Floats:
    """A few lines of writing: signs, captions, book pages."""
    side = picture.shape[0]
    image = Image.new('L', (side, side))
    draw = ImageDraw.Draw(image)
    size = log_uniform(random, 7, 40)
    font = ImageFont.load_default(size)
    letters = np.array(list('abcdefghijklmnoprstuvwxyzABDEGHKLMNRST0123456789     '))
    y = random.uniform(0, 0.6) * side
    for _ in range(int(random.integers(1, 6))):
        line = ''.join(random.choice(letters, int(random.integers(2, max(3, int(2 * side / size))))))
        draw.text((random.uniform(-0.1, 0.5) * side, y), line, fill=255, font=font)
        y += size * 1.25
    if random.random() < 0.5:
        image = image.rotate(random.normal(0, 20), Image.Resampling.BILINEAR)
    alpha = np.asarray(image, np.float32) / 255
    return blend(picture, _scene_colour(picture, random, 0.3), alpha * np.float32(random.uniform(0.6, 1)))


def _whiskers(picture: Floats, random: np.random.Generator) -> Floats:
    """Fans of thin tapered hairs, or a lock of parallel ones."""
    side = picture.shape[0]
    colour = _scene_colour(picture, random, 0.2)
    root, angle = random.uniform(0, side, 2), random.uniform(0, 2 * np.pi)
    is_lock = random.random() < 0.5
    turn = random.normal(0, 0.8)
    points, halves = [], []
    for _ in range(int(random.integers(4, 25))):
        start = root + random.normal(0, 14 if is_lock else 4, 2)
        heading = angle + random.normal(0, 0.06 if is_lock else 0.35)
        length = random.uniform(0.2, 0.8) * side
        path = curled_path(random, (start[0], start[1]), heading, length, turn + random.normal(0, 0.2), 0.8)
        points.append(path)
        halves.append(np.linspace(log_uniform(random, 0.4, 1), 0.15, len(path)))
    joined = np.concatenate(points)
    drawn = stamp(side, joined, np.concatenate(halves).astype(np.float32), np.full(len(joined), 0.9, np.float32))
    return blend(picture, colour, drawn.alpha)


def _railings(picture: Floats, random: np.random.Generator) -> Floats:
    """Bars at a regular distance with a lit and a shaded side: fences, blinds, mullions, masonry."""
    side = picture.shape[0]
    angle = random.choice([0, np.pi / 2]) + random.normal(0, 0.12)
    alpha, light = np.zeros((side, side), np.float32), np.zeros((side, side), np.float32)
    for turn in (angle, angle + np.pi / 2)[: 1 if random.random() < 0.6 else 2]:
        _, across = turned_coordinates(side, turn, *random.uniform(0, side, 2))
        period = log_uniform(random, 7, 60)
        width = log_uniform(random, 0.5, max(0.8, period / 6))
        away = np.abs((across + period / 2) % period - period / 2)
        bar = np.clip(width + 0.5 - away, 0, 1)
        alpha = np.maximum(alpha, bar)
        light = light + np.clip(width + 0.5 - np.abs(away - width), 0, 1) * bar * np.float32(random.uniform(0, 0.25))
    stretch = smooth_field(side, side, random) > random.uniform(-2, 0.3)  # the fence ends at an object
    alpha = (alpha * stretch).astype(np.float32)
    return blend(picture, _scene_colour(picture, random), alpha * np.float32(0.95)) + (light * stretch)[..., None]


def _rim_light(picture: Floats, random: np.random.Generator) -> Floats:
    """The edge of an object with light along it: two different surfaces on both sides of a bright line."""
    side = picture.shape[0]
    field = smooth_field(side, random.uniform(0.3, 0.9) * side, random)
    gy, gx = np.gradient(field)
    away = field / (np.hypot(gx, gy) + np.float32(0.003))
    step = smooth_step(away, -0.8, 0.8)[..., None]
    offset = np.float32(random.choice([-1, 1]) * random.uniform(0.08, 0.5))
    offset = offset * random.uniform(0.8, 1.2, 3).astype(np.float32)
    line = np.exp(-np.square(away / np.float32(log_uniform(random, 0.6, 2.2))))
    line = line * smooth_step(gx * np.cos(random.uniform(0, 6.3)) + gy, -0.02, 0.02)
    return picture + step * offset + (line * np.float32(random.uniform(-0.3, 0.6)))[..., None]


def _glints(picture: Floats, random: np.random.Generator) -> Floats:
    """Highlights: bell-shaped, on shaded round things, in eyes, on metal and water."""
    side = picture.shape[0]
    for _ in range(int(random.integers(1, 12))):
        x, y = random.uniform(0, side, 2)
        along, across = turned_coordinates(side, random.uniform(0, np.pi), x, y)
        size, aspect = log_uniform(random, 0.7, 4), random.uniform(1, 4)
        distance = np.square(along / np.float32(size * aspect)) + np.square(across / np.float32(size))
        ball = np.exp(-distance / np.float32(random.uniform(15, 60)))
        picture = picture * (1 - np.float32(random.uniform(0, 0.6)) * ball)[..., None]
        light = np.exp(-0.7 * distance) * np.float32(random.uniform(0.3, 1.2))
        picture = picture + light[..., None]
    return picture.clip(0, 1)


def _mount(picture: Floats, random: np.random.Generator) -> Floats:
    """A straight border: the print's white margin, its cut edge before the lid, a window frame."""
    side = picture.shape[0]
    angle = random.integers(4) * np.pi / 2 + random.normal(0, 0.015)
    _, across = turned_coordinates(side, angle, (side - 1) / 2, (side - 1) / 2)
    depth = side * random.uniform(0.3, 0.49)
    outside = np.clip(across - depth + 0.5, 0, 1)
    grey = random.choice([random.uniform(0.85, 1), random.uniform(0, 0.15)])
    picture = blend(picture, np.full(3, grey, np.float32), outside)
    if random.random() < 0.4:
        line = np.clip(1.2 - np.abs(across - depth + random.uniform(0, 4)), 0, 1)
        picture = blend(picture, _scene_colour(picture, random), line * np.float32(random.uniform(0.2, 0.9)))
    return picture


DECOYS: tuple[Decoy, ...] = (
    _wires, _branches, _rain, _stars, _text, _whiskers, _railings, _rim_light, _glints, _mount,
)
