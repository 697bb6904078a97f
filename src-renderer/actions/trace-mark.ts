import type { TracedLine } from '../../src-shared/contract/engine-contract';
import type { Mark } from '../../src-shared/model/mark';
import { endsOfRuns } from '../mask/mark-ends';
import { MaskLayer } from '../mask/mask-layer';
import { boundsOfRuns, countRuns, runsOfTiles, type Runs } from '../mask/runs';
import { countCommonPixels, uniteRuns } from '../mask/runs-overlap';
import { paintLine } from '../tools/paint-line';
import { update, valueOf, type AppContext, type Workspace } from './context';
import { paintRuns } from './edit-mask';
import { chosenMarkIds, marksOf } from './marks';
import { showHint } from './view';

/** A line counts as this mark's own from this share of its pixels inside it on. */
const ownFrom = 0.1;
/** Pixels that a mark must gain for the line to have gone on. */
const leastGainPx = 4;

/** Follows the line of each mark in question on from both its ends, also where it is faint; one step that can be undone. */
export async function traceMarksOn(context: AppContext): Promise<void> {
  const { workspace } = context;
  if (!workspace) return;
  const marks = marksOf(workspace, chosenMarkIds(context));
  const additions = new Map<string, Runs>();
  for (const mark of marks) {
    const runs = await followOn(context, workspace, mark);
    // The failure is on the screen; half of the lines would be a riddle.
    if (!runs) return;
    if (countRuns(runs) - mark.pixelCount >= leastGainPx) additions.set(mark.id, runs);
  }
  // Another photo, or a stroke, may have come while the lines were looked for.
  if (context.workspace !== workspace || workspace.document.mask.isEditing) return;
  if (!commit(workspace, additions)) {
    showHint(context, context.translate('hint.lineEndsHere'));
    return;
  }
  update(context, { currentMarkId: marks.at(-1)?.id });
}

/** The pixels of a mark and of its line as far as that can be followed; undefined where the engine has failed. */
async function followOn(
  context: AppContext,
  { document }: Workspace,
  mark: Mark,
): Promise<Runs | undefined> {
  const { photoId } = document.photo;
  const { first, last } = endsOfRuns(mark.runs, mark.widthPx);
  const reachPx = Math.min(512, Math.max(4, mark.widthPx * 2));
  let runs = mark.runs;
  for (const { x, y } of [first, last]) {
    const question = { photoId, x, y, reachPx, followsFaint: true };
    const traced = await valueOf(context, context.api.traceLine(question));
    if (traced === undefined) return undefined;
    const line = traced && drawLine(document.mask, traced);
    if (line && isOwn(line, mark.runs)) runs = uniteRuns(runs, line);
  }
  return runs;
}

/** Another line may pass at the end of this one. */
function isOwn(line: Runs, mark: Runs): boolean {
  const smaller = Math.min(countRuns(line), countRuns(mark));
  return countCommonPixels(line, mark) >= ownFrom * smaller;
}

/** The pixels of a line with its skirt. */
function drawLine({ width, height }: MaskLayer, line: TracedLine): Runs {
  const drawn = new MaskLayer(width, height);
  drawn.beginEdit();
  paintLine(drawn, 'paint', line, 'auto');
  return runsOfTiles(drawn.tiles('painted'));
}

/** @returns false where no mark has gained anything */
function commit({ document }: Workspace, additions: ReadonlyMap<string, Runs>): boolean {
  if (additions.size === 0) return false;
  const { markShapes, marks } = document.snapshot;
  const found = marks.filter(({ id }) => additions.has(id));
  const shapes = found.map((mark) => [mark.id, reshaped(mark, additions.get(mark.id)!)] as const);
  const after = new Map([...markShapes, ...shapes]);
  const painted = [...additions].filter(([id]) => !after.has(id)).map(([, runs]) => runs);
  const mask = painted.length > 0 ? paintRuns(document.mask, painted) : undefined;
  document.commit({
    kind: 'trace',
    count: additions.size,
    markShapes: { before: markShapes, after },
    ...(mask && { mask }),
  });
  return true;
}

function reshaped(mark: Mark, runs: Runs): Mark {
  const bounds = boundsOfRuns(runs)!;
  const lengthPx = Math.max(mark.lengthPx, Math.hypot(bounds.width, bounds.height));
  return { ...mark, runs, bounds, lengthPx, pixelCount: countRuns(runs) };
}
