import { formatQuantity } from '../../format-text';
import { markdownTable } from '../markdown-table';
import type { BenchMethod } from './bench-method';
import { casesOfFirst, type BenchCase, type BenchKind } from './cases';
import { judgedMethod } from './methods';
import { publishedClassical } from './published-classical';
import type { CaseResult } from './result-store';
import { meanScore, type Score } from './score';
import { judge } from './verdict';

/** Images of each kind in the benchmark; only means over all of them may stand beside the published figures. */
const imagesInAll = 24;

/** What a report is about; results of other methods or cases are left out of it. */
export interface ReportRequest {
  readonly title: string;
  readonly methods: readonly BenchMethod[];
  readonly cases: readonly BenchCase[];
  readonly kinds: readonly BenchKind[];
  readonly results: readonly CaseResult[];
  /** True for pictures other than the test set's, with which no published figure compares. */
  readonly isOtherPictures?: boolean;
}

/** The table of all methods, a verdict for each kind, and what is missing. */
export function inpaintingReport(request: ReportRequest): string {
  const { title, methods, kinds } = request;
  // What was published was measured on the test set alone.
  const published = request.isOtherPictures ? [] : publishedClassical;
  const classical = published.map(({ name, scores }) => [
    name,
    'published',
    '0',
    ...kinds.map((kind) => scoreText(scores[kind])),
  ]);
  const rows = methods.map((method) => methodRow(method, request));
  return [
    `${title}; PSNR in dB over the masked pixels / texture`,
    '',
    markdownTable(['method', 'settings', 'calls a pixel', ...kinds], [...classical, ...rows]),
    '',
    ...(methods.some(({ name }) => name === judgedMethod) && !request.isOtherPictures
      ? kinds.map((kind) => verdictLine(kind, request))
      : []),
    ...remarks(request),
    '',
  ].join('\n');
}

function methodRow(method: BenchMethod, request: ReportRequest): string[] {
  const own = resultsOf(method.name, request);
  const calls = own.reduce((sum, { callsPerPixel }) => sum + callsPerPixel, 0) / own.length;
  return [
    method.name,
    method.settings,
    own.length > 0 ? calls.toFixed(1) : '',
    ...request.kinds.map((kind) => {
      const scores = own.filter((result) => result.kind === kind);
      if (scores.length === 0) return '';
      const text = scoreText(meanScore(scores));
      return scores.length < imagesInAll && !request.isOtherPictures
        ? `${text} (${formatQuantity(scores.length, 'image')})`
        : text;
    }),
  ];
}

/** The results that belong to a method as it is set now. */
export function resultsOf(
  name: string,
  { methods, cases, results }: Pick<ReportRequest, 'methods' | 'cases' | 'results'>,
): CaseResult[] {
  const method = methods.find((candidate) => candidate.name === name);
  if (!method) return [];
  const own = casesOfFirst(cases, method.images);
  return results.filter(
    (result) =>
      result.method === name &&
      result.settings === method.settings &&
      own.some(({ image, kind }) => image === result.image && kind === result.kind),
  );
}

function verdictLine(kind: BenchKind, request: ReportRequest): string {
  const scores = resultsOf(judgedMethod, request).filter((result) => result.kind === kind);
  if (scores.length === 0) return `- ${kind}: ${judgedMethod} was not run`;
  const { isAhead, reason } = judge(kind, meanScore(scores));
  if (scores.length < imagesInAll) {
    return `- ${kind}: no verdict from ${scores.length} of ${imagesInAll} images; so far ${reason}`;
  }
  return `- ${kind}: ${isAhead ? 'AHEAD' : 'NOT AHEAD'}: ${reason}`;
}

function remarks(request: ReportRequest): string[] {
  const { methods, cases } = request;
  const found = methods.flatMap(({ name }) => resultsOf(name, request));
  const expected = methods.reduce((sum, { images }) => sum + casesOfFirst(cases, images).length, 0);
  const isPartial = found.length < expected || cases.length < imagesInAll * request.kinds.length;
  const programs = new Set(found.map(({ program }) => program));
  return [
    ...(isPartial && !request.isOtherPictures
      ? [
          '',
          `Partial run: ${found.length} of ${formatQuantity(expected, 'repair')} of ${formatQuantity(cases.length, 'case')}; the published figures are means over ${imagesInAll} images of each kind, so these do not compare with them.`,
        ]
      : []),
    ...(programs.size > 1
      ? ['', `Mixed: the stored results were computed by ${programs.size} builds of the program.`]
      : []),
  ];
}

const scoreText = ({ psnrDb, textureFraction }: Score) =>
  `${psnrDb.toFixed(2)} / ${textureFraction.toFixed(2)}`;
