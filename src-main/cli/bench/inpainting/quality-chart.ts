import {
  collectLines,
  type Estimate,
  type QualityLine,
  type QualityPoint,
  type QualityRequest,
} from './quality-lines';

interface Panel {
  readonly title: string;
  readonly valueOf: (point: QualityPoint) => Estimate;
  /** Something everybody knows, as a line to compare with. */
  readonly mark: { readonly value: number; readonly label: string };
  /** What lies lower is drawn at the lower edge, so that one bad method does not flatten all others. */
  readonly lowest: number;
}

const panels: readonly Panel[] = [
  {
    title: 'PSNR over the damage, above the harmonic fill, dB',
    valueOf: ({ gainDb }) => gainDb,
    mark: { value: 0, label: 'harmonic fill' },
    lowest: -1.5,
  },
  {
    title: 'Texture, result / truth',
    valueOf: ({ texture }) => texture,
    mark: { value: 1, label: 'the photo itself' },
    lowest: 0,
  },
];
/** Told apart by people who see few colours as well (Okabe and Ito 2008). */
const colours = [
  ...['#0072b2', '#d55e00', '#009e73', '#cc79a7'],
  ...['#e69f00', '#56b4e9', '#666666', '#000000'],
];
const plot = { width: 330, height: 250, left: 56, top: 62, gap: 150 };
const labelHeight = 13;

/** An SVG picture of PSNR and texture against calls of the prior, with the standard errors of the means. */
export function drawQuality(request: QualityRequest): string {
  const lines = collectLines(request);
  const width = plot.left + panels.length * (plot.width + plot.gap);
  const height = plot.top + plot.height + 66;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11" fill="#333">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${plot.left}" y="20" font-size="13" font-weight="600">${escape(request.title)}</text>`,
    ...panels.flatMap((panel, index) =>
      drawPanel(panel, lines, plot.left + index * (plot.width + plot.gap)),
    ),
    '</svg>',
    '',
  ].join('\n');
}

/** Where a panel puts numbers of calls and values, px. */
interface Scales {
  readonly left: number;
  readonly right: number;
  readonly x: (calls: number) => number;
  readonly y: (value: number) => number;
  readonly isBelow: (value: number) => boolean;
}

function drawPanel(panel: Panel, lines: readonly QualityLine[], left: number): readonly string[] {
  const points = lines.flatMap((line) => line.points);
  if (points.length === 0) return [];
  const values = points.map((point) => panel.valueOf(point).mean);
  const { mark, lowest } = panel;
  const low = Math.max(lowest, Math.min(mark.value, ...values));
  const ticks = niceTicks(low, Math.max(mark.value, ...values));
  const scales = createScales(left, points, ticks);
  const ends = lines.map((line) => scales.y(panel.valueOf(line.points.at(-1)!).mean));
  const labels = spreadLabels(ends);
  return [
    ...drawAxes(panel, scales, points, ticks),
    ...lines.flatMap((line, index) =>
      drawLine(line, panel.valueOf, scales, { y: labels[index]!, ...styleOf(index) }),
    ),
  ];
}

function createScales(
  left: number,
  points: readonly QualityPoint[],
  ticks: readonly number[],
): Scales {
  const [low, high] = [ticks[0]!, ticks.at(-1)!];
  const counts = points.map(({ calls }) => calls);
  const fewest = Math.min(...counts);
  const span = Math.log(Math.max(...counts) / fewest) || 1;
  return {
    left,
    right: left + plot.width,
    x: (count) => left + (plot.width * Math.log(count / fewest)) / span,
    y: (value) => plot.top + plot.height * (1 - (Math.max(value, low) - low) / (high - low)),
    isBelow: (value) => value < low,
  };
}

function drawAxes(
  { title, mark }: Panel,
  { left, right, x, y }: Scales,
  points: readonly QualityPoint[],
  ticks: readonly number[],
): readonly string[] {
  const bottom = plot.top + plot.height;
  const counts = [...new Set(points.map(({ calls }) => calls))].sort((a, b) => a - b);
  const apart = counts.filter(
    (count, index) => index === 0 || x(count) - x(counts[index - 1]!) >= 2 * labelHeight,
  );
  const casesAt = (count: number) =>
    Math.max(...points.filter(({ calls }) => calls === count).map(({ cases }) => cases));
  return [
    `<text x="${left}" y="${plot.top - 14}" font-weight="600">${title}</text>`,
    ...ticks.map(
      (tick) =>
        `<path d="M${left} ${px(y(tick))}H${right}" stroke="#e4e4e4"/><text x="${left - 6}" y="${px(y(tick) + 4)}" text-anchor="end">${tick.toFixed(digitsOf(ticks))}</text>`,
    ),
    `<path d="M${left} ${px(y(mark.value))}H${right}" stroke="#333" stroke-dasharray="5 4"/>`,
    `<text x="${left + 4}" y="${px(y(mark.value) - 4)}" fill="#333">${mark.label}</text>`,
    ...apart.map(
      (count) =>
        `<text x="${px(x(count))}" y="${bottom + 16}" text-anchor="middle">${count}</text><text x="${px(x(count))}" y="${bottom + 30}" text-anchor="middle" fill="#888" font-size="9">n = ${casesAt(count)}</text>`,
    ),
    `<text x="${left + plot.width / 2}" y="${bottom + 50}" text-anchor="middle">calls of the prior for each damaged place; n cases</text>`,
  ];
}

function drawLine(
  { family, points }: QualityLine,
  valueOf: Panel['valueOf'],
  { right, x, y, isBelow }: Scales,
  style: { readonly y: number; readonly colour: string; readonly dashes: string },
): readonly string[] {
  const { colour, dashes } = style;
  const at = points.map((point) => {
    const { mean, error } = valueOf(point);
    const column = px(x(point.calls));
    return {
      column,
      row: px(y(mean)),
      isBelow: isBelow(mean),
      from: y(mean - error),
      to: y(mean + error),
    };
  });
  const last = at.at(-1)!;
  return [
    ...at
      .filter((point) => point.from > point.to && !point.isBelow)
      .map(
        ({ column, from, to }) =>
          `<path d="M${column} ${px(from)}V${px(to)}" stroke="${colour}" stroke-opacity=".35" stroke-width="5"/>`,
      ),
    `<path d="M${at.map(({ column, row }) => `${column} ${row}`).join('L')}" fill="none" stroke="${colour}" stroke-width="2"${dashes}/>`,
    ...at.map(({ column, row, isBelow: isLow }) =>
      isLow
        ? `<path d="M${Number(column) - 4} ${Number(row) - 6}h8l-4 7z" fill="#fff" stroke="${colour}"/>`
        : `<circle cx="${column}" cy="${row}" r="3" fill="${colour}"/>`,
    ),
    `<path d="M${last.column} ${last.row}L${right + 14} ${px(style.y)}" stroke="${colour}" stroke-opacity=".4" fill="none"/>`,
    `<text x="${right + 18}" y="${px(style.y + 4)}" fill="${colour}">${escape(family)}</text>`,
  ];
}

/** Colours one after the other; every other line is dashed too, for two that lie on one another. */
const styleOf = (index: number) => ({
  colour: colours[index % colours.length]!,
  dashes: index % 2 === 1 ? ' stroke-dasharray="7 3"' : '',
});

/** Heights for labels near `wanted`, none on another and all beside the panel. */
function spreadLabels(wanted: readonly number[]): readonly number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  let above = -Infinity;
  for (const index of order) {
    placed[index] = Math.max(placed[index]!, above + labelHeight);
    above = placed[index];
  }
  let below = plot.top + plot.height + labelHeight;
  for (const index of [...order].reverse()) {
    placed[index] = Math.min(placed[index]!, below - labelHeight);
    below = placed[index];
  }
  return placed;
}

/** Round numbers a step of 1, 2 or 5 apart from below `low` to above `high`. */
function niceTicks(low: number, high: number): readonly number[] {
  const rough = Math.max((high - low) / 5, 1e-6);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from(
    { length: Math.max(2, last - first + 1) },
    (_, index) => (first + index) * step,
  );
}

/** Digits after the point that tell ticks apart. */
const digitsOf = ([first, second]: readonly number[]) =>
  Math.max(0, -Math.floor(Math.log10(second! - first! + 1e-12)));

const px = (position: number) => position.toFixed(1);
const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
