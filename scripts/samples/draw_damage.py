"""Draw the wear of an old, once folded print onto a clean photograph, and its exact damage mask.

    python draw_damage.py clean.jpg damaged.png mask.png [--seed 1868]

Needs numpy and Pillow. The same seed and photograph always give the same files. The positions are
fractions of the picture, chosen for `nagasaki-boats.jpg` so that no face is hit.

The damaged file differs from the clean one only under the mask: 255 on every changed pixel and on
a skirt of at least one pixel round it, 0 elsewhere; the mask has no soft values.
"""

import argparse

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

LID_RGB = np.array([46.0, 45.0, 44.0])  # the scanner's black backing, seen where paper is missing
PAPER_RGB = np.array([226.0, 219.0, 204.0])  # the paper under the emulsion, a little soiled
FAINTEST_CHANGE = 2  # changes up to this many levels are invisible, so they are not made at all


def clamp(values):
    return np.clip(values, 0.0, 1.0)


def blur(field, sigma):
    """Gaussian blur of a 2-D float field (separable, edges repeated)."""
    radius = max(1, int(np.ceil(3 * sigma)))
    taps = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2)
    taps /= taps.sum()
    for axis in (0, 1):
        padding = [(radius, radius) if a == axis else (0, 0) for a in (0, 1)]
        padded, size = np.pad(field, padding, mode="edge"), field.shape[axis]
        field = sum(t * padded.take(range(i, i + size), axis) for i, t in enumerate(taps))
    return field


class Print:
    """One print being worn: its random source, its pixel grid and the layers of damage on it."""

    def __init__(self, width, height, seed):
        self.rng = np.random.default_rng(seed)
        self.width, self.height = width, height
        self.y, self.x = np.mgrid[0:height, 0:width].astype(np.float64)
        self.loss = self.empty()  # 0..1, how far the emulsion is gone and paper shows
        self.shade = self.empty()  # relative darkening (> 0) or brightening (< 0) of the picture
        self.dirt = self.empty()  # 0..1, cover of dark specks and hair lying on the print
        self.lint = self.empty()  # 0..1, cover of bright specks and fibres lying on the print
        self.fine = self.noise(1.6)  # roughens every edge, as paper fibres do
        self.rough = self.noise(5.0)

    def empty(self):
        return np.zeros((self.height, self.width))

    def noise(self, scale_px):
        """Smooth 2-D noise, roughly -1..1, with features of the given size."""
        grid = (int(self.width / scale_px) + 3, int(self.height / scale_px) + 3)
        coarse = Image.fromarray(self.rng.standard_normal(grid[::-1]).astype(np.float32))
        field = np.asarray(coarse.resize((self.width, self.height), Image.Resampling.BICUBIC))
        return field.astype(np.float64) / 1.6

    def noise_along(self, positions, scale_px, octaves=1):
        """Smooth 1-D noise, roughly -1..1, read at positions in pixels along a line."""
        total = np.zeros_like(positions)
        for octave in range(octaves):
            step = scale_px / 2.7**octave
            count = int(np.ptp(positions) / step) + 6
            values = self.rng.standard_normal(count) / 1.3
            cell, t = np.divmod((positions - positions.min()) / step, 1.0)
            cell, t = cell.astype(int), t * t * (3 - 2 * t)
            total += (values[cell] * (1 - t) + values[cell + 1] * t) / 1.9**octave
        return total

    def along(self, start, end):
        """Coordinates along and across the line between two points given as fractions."""
        x0, y0 = start[0] * self.width, start[1] * self.height
        dx, dy = end[0] * self.width - x0, end[1] * self.height - y0
        length = np.hypot(dx, dy)
        dx, dy = dx / length, dy / length
        along = (self.x - x0) * dx + (self.y - y0) * dy
        return along, (self.y - y0) * dx - (self.x - x0) * dy, length

    def profile(self, along, length, scale_px, octaves=1):
        """1-D noise spread over the picture: constant across a line, varying along it."""
        samples = np.arange(-40.0, length + 40.0, 0.5)
        return np.interp(along, samples, self.noise_along(samples, scale_px, octaves))

    def lose(self, cover):
        self.loss = 1 - (1 - self.loss) * (1 - clamp(cover))

    def flake(self, x, y, radius, ragged=0.55):
        """Cover of an angular piece of emulsion: a random polygon with a fibrous edge."""
        angles = np.sort(self.rng.uniform(0, 2 * np.pi, self.rng.integers(5, 9)))
        reach = radius * self.rng.uniform(0.45, 1.15, angles.size)
        signed = np.full(self.x.shape, np.inf)
        for angle, r in zip(angles, reach):
            side = (self.x - x) * np.cos(angle) + (self.y - y) * np.sin(angle)
            signed = np.minimum(signed, r - side)
        # A thin polygon without a side facing one way would run on for ever.
        signed = np.minimum(signed, 1.5 * radius - np.hypot(self.x - x, self.y - y))
        return clamp(signed + ragged * (self.fine + 1.4 * self.rough * min(1.0, radius / 6)) + 0.5)

    def crease(self, start, end, strength=1.0):
        """A fold: cracked emulsion with a bright core, dirt and shadow beside it, flakes lost."""
        u, v, length = self.along(start, end)
        v = v + 1.6 * self.profile(u, length, 170) + 0.7 * self.profile(u, length, 17, 3)
        inside = clamp(u / 3 + 0.5) * clamp((length - u) / 3 + 0.5)
        wear = clamp(0.55 + 0.6 * self.profile(u, length, 75, 2)) * strength
        rims = [0.35 + 1.9 * wear * clamp(0.5 + self.profile(u, length, 9, 3)) for _ in range(2)]
        half = np.where(v < 0, rims[0], rims[1])
        # Where the fold was gentle the emulsion only cracked: a grey hairline, sometimes none.
        opacity = clamp(0.30 + 1.5 * wear + 0.35 * self.profile(u, length, 11, 2))
        self.lose(inside * opacity * clamp(half - np.abs(v) + 0.45 * self.fine + 0.5))
        # The sheet stands up in a ridge: one flank turns from the lamp, the other towards it.
        window = clamp(1 - (np.abs(v) / (3.6 + 2.2 * strength)) ** 2)
        grime = clamp(0.6 + 0.5 * self.profile(u, length, 28, 3) + 0.3 * self.rough)
        near = np.exp(-np.maximum(np.abs(v) - half, 0) / 1.7)
        flank = np.where(v > 0, 0.34, 0.17) * grime * near - np.where(v < 0, 0.03, -0.04)
        self.shade += inside * window * flank * (0.25 + 0.95 * wear)
        x0, y0 = start[0] * self.width, start[1] * self.height
        dx, dy = (end[0] * self.width - x0) / length, (end[1] * self.height - y0) / length
        for _ in range(int(strength * length / 26)):
            at = self.rng.uniform(0, length)
            aside = self.rng.normal(0, 1.8)
            x, y = x0 + at * dx - aside * dy, y0 + at * dy + aside * dx
            self.lose(self.flake(x, y, 0.9 + strength * self.rng.gamma(1.4, 0.9)))
        for _ in range(int(strength * length / 60)):
            at, reach = self.rng.uniform(0, length), self.rng.uniform(5, 16)
            heading = np.arctan2(dy, dx) + self.rng.choice([-1, 1]) * self.rng.uniform(0.5, 1.3)
            crack = self.thread(x0 + at * dx, y0 + at * dy, heading, reach, 0.8, 0.05)
            self.lose(0.75 * crack)

    def thread(self, x, y, heading, length, width, curl, loop=0.0):
        """Cover of a thin curving thread that tapers at its ends; curl in radians per pixel."""
        steps = np.arange(0.0, length, 0.25)
        bend = curl * (self.noise_along(steps, 45.0, 3) + 0.4 * self.noise_along(steps, 6.0))
        bend += loop * np.exp(-((((steps / length) - 0.6) / 0.2) ** 2))
        headings = heading + np.cumsum(bend) * 0.25
        xs, ys = x + np.cumsum(np.cos(headings)) * 0.25, y + np.cumsum(np.sin(headings)) * 0.25
        scale = 8
        left, top = int(xs.min()) - 4, int(ys.min()) - 4
        size = (int(xs.max()) - left + 5, int(ys.max()) - top + 5)
        sheet = Image.new("L", (size[0] * scale, size[1] * scale))
        pen = ImageDraw.Draw(sheet)
        taper = np.minimum(1.0, 0.35 + np.minimum(steps, length - steps) / 12.0)
        taper *= 1 + 0.12 * self.noise_along(steps, 12.0)
        for px, py, w in zip(xs, ys, taper):
            r = 0.5 * width * w * scale
            cx, cy = (px - left + 0.5) * scale, (py - top + 0.5) * scale
            pen.ellipse((cx - r, cy - r, cx + r, cy + r), fill=255)
        small = np.asarray(sheet.resize(size, Image.Resampling.BOX)) / 255.0
        cover = self.empty()
        y0, y1 = max(top, 0), min(top + size[1], self.height)
        x0, x1 = max(left, 0), min(left + size[0], self.width)
        if y1 > y0 and x1 > x0:
            cover[y0:y1, x0:x1] = small[y0 - top : y1 - top, x0 - left : x1 - left]
        return cover

    def scratch(self, start, end, depth):
        """A scratch: it skips, widens and thins, and seldom goes down to the paper."""
        u, v, length = self.along(start, end)
        v = v + 2.2 * self.profile(u, length, 260) + 0.35 * self.profile(u, length, 24, 2)
        inside = clamp(u / 14 + 0.3) * clamp((length - u) / 30 + 0.3)
        pressure = self.profile(u, length, 90, 3)
        touch = clamp(2.2 * (pressure + 0.55 + 0.35 * self.profile(u, length, 6)))
        half = 0.25 + depth * clamp(0.35 + 0.55 * self.profile(u, length, 55, 3)) * 1.25
        cover = clamp(half - np.abs(v) + 0.3 * self.fine + 0.35)
        self.lose(inside * touch * cover * clamp(0.5 + 0.5 * pressure + 0.25 * depth))
        burr = clamp(1 - np.abs(v - half - 1.0) / 1.6)  # emulsion pushed up along one side
        self.shade += 0.09 * inside * touch * burr

    def chip(self, x, y, radius):
        """A larger loss: overlapping flakes, with a scrap of emulsion hanging on at its rim."""
        x, y = x * self.width, y * self.height
        before = self.loss.copy()
        for _ in range(5):
            turn, off = self.rng.uniform(0, 2 * np.pi), radius * self.rng.uniform(0.15, 0.85)
            size = radius * self.rng.uniform(0.35, 0.8)
            self.lose(self.flake(x + off * np.cos(turn), y + off * np.sin(turn), size, 0.75))
        turn = self.rng.uniform(0, 2 * np.pi)
        scrap = self.flake(x + radius * np.cos(turn), y + radius * np.sin(turn), radius * 0.55, 0.9)
        self.loss = self.loss + (before - self.loss) * scrap

    def dust(self, count):
        """Specks in drifts, most of them tiny, about half bright and half dark, and short lint."""
        drifts = self.rng.uniform(0, 1, (9, 2))
        for number in range(count):
            drift = drifts[self.rng.integers(len(drifts))]
            stray = self.rng.random() < 0.5
            place = self.rng.uniform(0, 1, 2) if stray else drift + self.rng.normal(0, 0.07, 2)
            x, y = place * (self.width, self.height)
            layer = self.lint if self.rng.random() < 0.55 else self.dirt
            if number % 8 == 0:
                heading, reach = self.rng.uniform(0, 2 * np.pi), self.rng.uniform(6, 20)
                cover = 0.8 * self.thread(x, y, heading, reach, 0.95, 0.2)
            else:
                radius = min(0.55 + self.rng.gamma(1.3, 0.45), 3.0)
                tilt = self.rng.uniform(0, np.pi)
                long = (self.x - x) * np.cos(tilt) + (self.y - y) * np.sin(tilt)
                wide = (self.y - y) * np.cos(tilt) - (self.x - x) * np.sin(tilt)
                spread = np.hypot(long / self.rng.uniform(1.0, 1.7), wide)
                cover = clamp(radius - spread + 0.5 * self.fine * min(radius, 1.0) + 0.4)
                cover *= self.rng.uniform(0.6, 1.0) * (spread < 3 * radius + 1)
            np.maximum(layer, cover, out=layer)

    def tear(self, start, end):
        """Covers of a torn-off corner: the missing part and the bare bevel of paper before it."""
        u, v, length = self.along(start, end)
        v = v + 4.5 * self.profile(u, length, 46, 3) + 1.3 * self.profile(u, length, 8, 3)
        bevel = 2.5 + 7.5 * clamp(0.55 + 0.6 * self.profile(u, length, 30, 3)) + 0.9 * self.rough
        gone = clamp(-v + 0.6 * self.fine + 0.5)
        return gone, clamp(bevel - v + 0.5 * self.fine + 0.5), -v

    def paper(self):
        """Bare paper with fibres, RGB levels."""
        sheet = Image.new("L", (self.width * 2, self.height * 2), 128)
        pen = ImageDraw.Draw(sheet)
        for _ in range(self.width * self.height // 22):
            x, y = self.rng.uniform(0, self.width * 2), self.rng.uniform(0, self.height * 2)
            angle, reach = self.rng.uniform(0, np.pi), self.rng.uniform(4, 15)
            level = int(self.rng.choice([70, 100, 165, 200]))
            pen.line((x, y, x + reach * np.cos(angle), y + reach * np.sin(angle)), fill=level)
        small = sheet.resize((self.width, self.height), Image.Resampling.BOX)
        fibres = np.asarray(small) / 128.0 - 1
        texture = 1 + 0.16 * fibres + 0.03 * self.noise(1.2) + 0.03 * self.noise(14.0)
        stain = 0.05 * clamp(0.5 + self.noise(9.0))[..., None] * np.array([0.6, 1.0, 1.7])
        return PAPER_RGB * (texture[..., None] - stain)


def lay(picture, colour, cover):
    return picture + (colour - picture) * cover[..., None]


def wear_print(sheet):
    """Place every kind of damage; positions are fractions of the picture's width and height."""
    sheet.crease((0.533, -0.01), (0.526, 1.01), strength=1.0)
    sheet.crease((-0.01, 0.474), (1.01, 0.486), strength=0.85)
    cross = (0.5295 * sheet.width, 0.480 * sheet.height)
    for _ in range(15):  # folded twice, the print lost most emulsion where the folds cross
        place = cross + sheet.rng.normal(0, 7.0, 2)
        sheet.lose(sheet.flake(*place, sheet.rng.uniform(2.0, 7.0), 0.7))
    sheet.crease((0.868, -0.01), (1.01, 0.232), strength=0.4)
    sheet.scratch((0.252, 0.03), (0.266, 0.93), depth=1.0)
    sheet.scratch((0.2615, 0.10), (0.2745, 0.83), depth=0.45)
    chips = [(0.934, 0.392, 12), (0.168, 0.388, 8), (0.655, 0.765, 10)]
    chips += [(0.402, 0.585, 6), (0.078, 0.905, 9), (0.722, 0.120, 6)]
    for x, y, radius in chips:
        sheet.chip(x, y, radius)
    sheet.dust(120)
    hair = sheet.thread(0.095 * sheet.width, 0.235 * sheet.height, -0.75, 230, 1.15, 0.05, 0.075)
    sheet.dirt = np.maximum(sheet.dirt, 0.88 * hair)
    fibre = sheet.thread(0.80 * sheet.width, 0.735 * sheet.height, -0.3, 70, 1.2, 0.09)
    sheet.lint = np.maximum(sheet.lint, 0.75 * fibre)
    return sheet.tear((0.912, -0.02), (1.02, 0.142))


def damage(clean, seed):
    """The damaged picture (uint8 RGB) and its mask (uint8, 255 = damaged)."""
    height, width, _ = clean.shape
    sheet = Print(width, height, seed)
    gone, bare, beyond = wear_print(sheet)
    sheet.lose(bare)
    softness = 0.5  # the damage must not be sharper than the scan round it
    loss, gone = blur(sheet.loss, softness), blur(gone, softness)
    relief = blur(np.pad(sheet.loss, 1, mode="edge"), 0.8)
    relief = relief[:-2, :-2] - relief[2:, 2:]  # light from the upper left on the emulsion's edge
    relief = np.where(relief < 0, 0.34, 0.10) * relief  # a matt print: shadows, hardly a glint
    spread = blur(sheet.loss, 1.8)
    soiled = clamp(spread - sheet.loss) * clamp(0.5 + sheet.rough) * (spread > 0.04)
    picture = clean * (1 - blur(sheet.shade, softness) - 0.30 * soiled)[..., None]
    picture = lay(picture, sheet.paper(), loss) * (1 + relief)[..., None]
    picture = picture * (1 - 0.22 * clamp(1 + beyond / 3.5) * bare)[..., None]
    lid = 1 - 0.35 * np.exp(-np.maximum(beyond, 0) / 5) + 0.03 * sheet.noise(1.3)
    picture = lay(picture, LID_RGB * lid[..., None], gone)
    on_print = 1 - gone
    picture = lay(picture, np.array([58.0, 48.0, 38.0]), blur(sheet.dirt, softness) * on_print)
    picture = lay(picture, np.array([243.0, 240.0, 232.0]), blur(sheet.lint, softness) * on_print)
    damaged = np.clip(np.rint(picture), 0, 255).astype(np.uint8)
    changed = np.abs(damaged.astype(int) - clean).max(axis=2) > FAINTEST_CHANGE
    damaged[~changed] = clean[~changed]
    grown = Image.fromarray(changed.astype(np.uint8) * 255).filter(ImageFilter.MaxFilter(5))
    return damaged, np.asarray(grown.filter(ImageFilter.MinFilter(3)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("clean", "damaged", "mask"):
        parser.add_argument(name)
    parser.add_argument("--seed", type=int, default=1868)
    arguments = parser.parse_args()
    source = Image.open(arguments.clean)
    damaged, mask = damage(np.asarray(source.convert("RGB")), arguments.seed)
    profile = source.info.get("icc_profile")
    Image.fromarray(damaged).save(arguments.damaged, optimize=True, icc_profile=profile)
    Image.fromarray(mask).save(arguments.mask, optimize=True)
    print(f"damaged fraction {np.count_nonzero(mask) / mask.size:.4f}")


if __name__ == "__main__":
    main()
