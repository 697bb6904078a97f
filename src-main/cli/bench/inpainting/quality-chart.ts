import { resultsOf, type ReportRequest } from './report';
import { meanScore, type Score } from './score';

/** Mean scores of a family of methods by calls, fewest first. */
interface Line {
  readonly family: string;
  readonly points: readonly { readonly calls: number; readonly score: Score }[];
}

interface Panel {
  readonly title: string;
  readonly valueOf: (score: Score) => number;
  readonly digits: number;
}

const panels: readonly Panel[] = [
  { title: 'PSNR over the damage, dB', valueOf: ({ psnrDb }) => psnrDb, digits: 1 },
  {
    title: 'Texture, result / truth',
    valueOf: ({ textureFraction }) => textureFraction,
    digits: 1,
  },
];
/** Told apart by people who see few colours as well (Okabe and Ito 2008); the first is ours. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];
const plot = { width: 330, height: 230, left: 56, top: 56, gap: 190 };
const labelHeight = 13;

type ChartRequest = Pick<ReportRequest, 'title' | 'methods' | 'cases' | 'results'>;

/** An SVG picture of PSNR and texture against calls of the prior: means over all cases that a method has repaired. */
export function drawQuality(request: ChartRequest): string {
  const lines = collectLines(request);
  const width = plot.left + panels.length * (plot.width + plot.gap);
  const height = plot.top + plot.height + 52;
  const caseCount = request.cases.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11" fill="#333">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${plot.left}" y="20" font-size="13" font-weight="600">${escape(request.title)}, means over ${caseCount} cases</text>`,
    ...panels.flatMap((panel, index) =>
      drawPanel(panel, lines, plot.left + index * (plot.width + plot.gap)),
    ),
    '</svg>',
    '',
  ].join('\n');
}

function collectLines(request: ChartRequest): readonly Line[] {
  const families = [...new Set(request.methods.map(({ family }) => family))];
  return families.flatMap((family): Line[] => {
    const points = request.methods
      .filter((method) => method.family === family)
      .flatMap(({ name, calls }) => {
        const results = resultsOf(name, request);
        return results.length > 0 ? [{ calls, score: meanScore(results) }] : [];
      })
      .sort((a, b) => a.calls - b.calls);
    return points.length > 0 ? [{ family, points }] : [];
  });
}

/** Where a panel puts numbers of calls and values, px. */
interface Scales {
  readonly left: number;
  readonly right: number;
  readonly x: (calls: number) => number;
  readonly y: (value: number) => number;
}

function drawPanel(panel: Panel, lines: readonly Line[], left: number): readonly string[] {
  const { valueOf } = panel;
  const points = lines.flatMap((line) => line.points);
  const calls = [...new Set(points.map((point) => point.calls))].filter((count) => count > 0);
  if (calls.length === 0) return [];
  const values = points.map(({ score }) => valueOf(score));
  const ticks = niceTicks(Math.min(...values), Math.max(...values));
  const scales = createScales(left, calls, ticks);
  const ends = lines.map((line) => scales.y(valueOf(line.points.at(-1)!.score)));
  const labels = spreadLabels(ends);
  return [
    ...drawAxes(panel, scales, calls, ticks),
    ...lines.flatMap((line, index) =>
      drawLine(line, valueOf, scales, { y: labels[index]!, colour: colourOf(index) }),
    ),
  ];
}

function createScales(left: number, calls: readonly number[], ticks: readonly number[]): Scales {
  const [low, high] = [ticks[0]!, ticks.at(-1)!];
  const fewest = Math.min(...calls);
  const span = Math.log(Math.max(...calls) / fewest) || 1;
  return {
    left,
    right: left + plot.width,
    x: (count) => left + (plot.width * Math.log(Math.max(count, fewest) / fewest)) / span,
    y: (value) => plot.top + plot.height * (1 - (value - low) / (high - low)),
  };
}

function drawAxes(
  { title, digits }: Panel,
  { left, right, x, y }: Scales,
  calls: readonly number[],
  ticks: readonly number[],
): readonly string[] {
  const bottom = plot.top + plot.height;
  return [
    `<text x="${left}" y="${plot.top - 12}" font-weight="600">${title}</text>`,
    ...ticks.map(
      (tick) =>
        `<path d="M${left} ${px(y(tick))}H${right}" stroke="#ddd"/><text x="${left - 6}" y="${px(y(tick) + 4)}" text-anchor="end">${tick.toFixed(digits)}</text>`,
    ),
    ...calls.map(
      (count) =>
        `<text x="${px(x(count))}" y="${bottom + 16}" text-anchor="middle">${count}</text>`,
    ),
    `<text x="${left + plot.width / 2}" y="${bottom + 34}" text-anchor="middle">calls of the prior</text>`,
  ];
}

function drawLine(
  { family, points }: Line,
  valueOf: Panel['valueOf'],
  { left, right, x, y }: Scales,
  label: { readonly y: number; readonly colour: string },
): readonly string[] {
  const { colour } = label;
  const at = points.map(({ calls, score }) => ({ x: px(x(calls)), y: px(y(valueOf(score))) }));
  const last = at.at(-1)!;
  // What never asks the prior is as good at any number of calls.
  const isFlat = points.every(({ calls }) => calls === 0);
  const path = isFlat
    ? `M${left} ${last.y}H${right}`
    : `M${at.map((point) => `${point.x} ${point.y}`).join('L')}`;
  const dots = at.map(
    (point) => `<circle cx="${point.x}" cy="${point.y}" r="3" fill="${colour}"/>`,
  );
  return [
    `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2"${isFlat ? ' stroke-dasharray="5 4"' : ''}/>`,
    ...(isFlat ? [] : dots),
    `<path d="M${isFlat ? right : last.x} ${last.y}L${right + 14} ${px(label.y)}" stroke="${colour}" stroke-opacity=".4" fill="none"/>`,
    `<text x="${right + 18}" y="${px(label.y + 4)}" fill="${colour}">${escape(family)}</text>`,
  ];
}

/** Heights for labels near `wanted`, none on another. */
function spreadLabels(wanted: readonly number[]): readonly number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  let above = -Infinity;
  for (const index of order) {
    placed[index] = Math.max(placed[index]!, above + labelHeight);
    above = placed[index];
  }
  return placed;
}

/** Round numbers a step of 1, 2 or 5 apart from below `low` to above `high`. */
function niceTicks(low: number, high: number): readonly number[] {
  const rough = Math.max((high - low) / 5, 1e-6);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return Array.from(
    { length: Math.max(2, last - first + 1) },
    (_, index) => (first + index) * step,
  );
}

const px = (position: number) => position.toFixed(1);
const colourOf = (index: number) => colours[index % colours.length]!;
const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
