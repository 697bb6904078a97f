import { commandTable, type CommandId } from '../../src-shared/commands';
import { stepBrushSize, stepHardness } from '../tools/brush-size';
import type { DocumentState } from '../document/photo-document';
import type { AppState, DialogName } from '../state/app-state';
import { isRepaired } from '../state/picture';
import { chooseForBatch } from './batch';
import { update, type AppContext } from './context';
import { clearMask, growMarks, invertMask } from './edit-mask';
import { chosenMarkIds, decideMarks, findDamage, goToMark, listedMarks } from './marks';
import { showOriginalHere } from './original-here';
import { exportMask, importMask, openProject, saveProject, showSaved } from './files';
import { choosePhoto, closePhoto, openSample } from './open-photo';
import {
  goOnFromHere,
  isAtRest,
  isRunning,
  pauseOrResume,
  refine,
  showIteration,
  startRepair,
  stopAndKeep,
  takeOneStep,
} from './repair';
import { openSaveSheet } from './save';
import { findMoreLikeThis } from './similar-marks';
import { traceMarksOn } from './trace-mark';
import { canRedo, canUndo, redo, undo } from './undo';
import { discardVariant, makeVariants, takeVariant } from './variants';
import { addWaitingMarks } from './waiting-marks';
import {
  changePreferences,
  leave,
  showOriginal,
  toggleCompare,
  toggleEvidence,
  useNextOverlayMode,
  takeOrLeaveHand,
  useTool,
} from './view';

/** What a command does, and when it can. */
export interface CommandHandler {
  readonly run: (context: AppContext) => unknown;
  readonly isEnabled: (state: AppState) => boolean;
}

const always = () => true;
const hasPhoto = ({ photo }: AppState) => photo !== undefined;
const hasRun = ({ run }: AppState) => run !== undefined;
const hasChosen = ({ selectedMarkIds, currentMarkId }: AppState) =>
  selectedMarkIds.size > 0 || currentMarkId !== undefined;
const hasMarks = ({ document }: AppState) =>
  document !== undefined && (document.marks.length > 0 || mayBePainted(document));
/** Painting, or taking marks from a picture, is a step with a part of the mask. */
const mayBePainted = ({ history }: DocumentState) =>
  history.entries.slice(0, history.position).some(({ mask }) => mask !== undefined);
const hasPen = ({ photo, tool }: AppState) =>
  photo !== undefined && tool !== 'select' && tool !== 'hand';
const isResting = ({ run }: AppState) => run !== undefined && isAtRest(run);
const isIdle = ({ photo, run, variants }: AppState) =>
  photo !== undefined && !isRunning(run) && variants.every(({ result }) => result);
const isDone = (state: AppState) => isIdle(state) && showsResult(state);
/** True while the picture is what the last repair made: going on with it would bury what was brought back since. */
const showsResult = ({ run, document }: AppState) =>
  run?.result !== undefined && run.result.layerId === document?.layerId;
const canShowVariant = (number: number) => (state: AppState) =>
  state.variants.some((variant) => variant.number === number && variant.result);

const command = (
  run: CommandHandler['run'],
  isEnabled: CommandHandler['isEnabled'] = hasPhoto,
): CommandHandler => ({ run, isEnabled });
const open = (dialog: DialogName) => command((context) => update(context, { dialog }), always);
const stateOf = (context: AppContext) => context.store.getState();

function changeBrush(context: AppContext, direction: 1 | -1): void {
  update(context, { brushSizePx: stepBrushSize(stateOf(context).brushSizePx, direction) });
}

function changeHardness(context: AppContext, direction: 1 | -1): void {
  const { brushHardness } = stateOf(context).preferences;
  void changePreferences(context, { brushHardness: stepHardness(brushHardness, direction) });
}

function moveIteration(context: AppContext, step: 1 | -1): void {
  const { run } = stateOf(context);
  const newest = run?.progress?.keptIterations ?? 0;
  showIteration(context, (run?.shownIndex ?? newest) + step);
}

function showVariant(number: number): CommandHandler {
  return command((context) => {
    const { shownVariant } = stateOf(context);
    update(context, { shownVariant: shownVariant === number ? undefined : number, compare: 'off' });
  }, canShowVariant(number));
}

/** Every command but those that Electron carries out itself. */
export const commandHandlers: Partial<Record<CommandId, CommandHandler>> = {
  openPhoto: command(choosePhoto, always),
  pastePhoto: command(({ api }) => api.paste({}), always),
  openSample: command(openSample, always),
  openProject: command(openProject, always),
  openFolder: command((context) => chooseForBatch(context, 'folder'), always),
  showBatch: command(
    (context) => update(context, { isBatchShown: !stateOf(context).isBatchShown }),
    always,
  ),
  saveCopy: command(openSaveSheet, isRepaired),
  saveCopyAs: command(openSaveSheet, isRepaired),
  saveProject: command(saveProject),
  showInFolder: command(showSaved, ({ saved }) => saved !== undefined),
  importDamageMask: command(importMask),
  exportDamageMask: command(exportMask),
  closePhoto: command(closePhoto),
  showSettings: open('settings'),
  undo: command(undo, canUndo),
  redo: command(redo, canRedo),
  selectAllMarks: command(
    (context) =>
      update(context, { selectedMarkIds: new Set(listedMarks(context).map(({ id }) => id)) }),
    hasMarks,
  ),

  useSelect: command((context) => useTool(context, 'select')),
  useBrush: command((context) => useTool(context, 'brush')),
  useEraser: command((context) => useTool(context, 'eraser')),
  useLasso: command((context) => useTool(context, 'lasso')),
  useTrace: command((context) => useTool(context, 'trace')),
  useHand: command((context) => useTool(context, 'hand')),
  makeBrushSmaller: command((context) => changeBrush(context, -1)),
  makeBrushLarger: command((context) => changeBrush(context, 1)),
  makeBrushSofter: command((context) => changeHardness(context, -1)),
  makeBrushHarder: command((context) => changeHardness(context, 1)),
  lockBrushToPhoto: command((context) => {
    const { brushLockedToPhoto } = stateOf(context).preferences;
    return changePreferences(context, { brushLockedToPhoto: !brushLockedToPhoto });
  }),
  clearPainted: command(clearMask),
  invertPainted: command(invertMask),
  movePen: command(({ view }) => view?.movePen(), hasPen),

  findDamage: command(findDamage),
  findMoreLikeThis: command(findMoreLikeThis, hasChosen),
  markArea: command((context) => update(context, { dialog: 'markArea' })),
  goToNextMark: command((context) => goToMark(context, 1), hasMarks),
  goToPreviousMark: command((context) => goToMark(context, -1), hasMarks),
  acceptMark: command((context) => decide(context, 'accepted'), hasChosen),
  rejectMark: command((context) => decide(context, 'rejected'), hasChosen),
  markAsDamage: command((context) => decide(context, 'accepted'), hasChosen),
  acceptAllMarks: command(
    (context) => decideMarks(context, acceptable(context), 'accepted'),
    hasMarks,
  ),
  growMark: command((context) => growMarks(context, chosenMarkIds(context), 1), hasChosen),
  shrinkMark: command((context) => growMarks(context, chosenMarkIds(context), -1), hasChosen),
  traceMarkOn: command(traceMarksOn, hasChosen),
  showOriginalHere: command(
    (context) => showOriginalHere(context, chosenMarkIds(context)),
    (state) => isIdle(state) && isRepaired(state) && hasChosen(state),
  ),
  toggleOverlay: command((context) =>
    update(context, { isOverlayShown: !stateOf(context).isOverlayShown }),
  ),
  useNextOverlayMode: command(useNextOverlayMode),
  toggleEvidence: command(toggleEvidence),

  repair: command((context) => startRepair(context), isIdle),
  repairSelected: command(
    (context) => startRepair(context, new Set(chosenMarkIds(context))),
    (state) => isIdle(state) && hasChosen(state),
  ),
  addWaitingMarks: command(addWaitingMarks, ({ run }) => isRunning(run)),
  pauseOrResume: command(pauseOrResume, ({ run }) => isRunning(run)),
  stopAndKeep: command(stopAndKeep, (state) => !isIdle(state) && hasPhoto(state)),
  takeOneStep: command(takeOneStep, isResting),
  takeTwentyMore: command(refine, (state) => isDone(state) || isResting(state)),
  goToFirstIteration: command((context) => showIteration(context, 0), hasRun),
  goToPreviousIteration: command((context) => moveIteration(context, -1), hasRun),
  goToNextIteration: command((context) => moveIteration(context, 1), hasRun),
  goToNewestIteration: command((context) => showIteration(context, undefined), hasRun),
  goOnFromHere: command(
    goOnFromHere,
    (state) => state.run?.shownIndex !== undefined && (isResting(state) || showsResult(state)),
  ),
  makeVariants: command((context) => makeVariants(context, 3), isDone),
  useThisVariant: command(
    (context) => takeVariant(context, stateOf(context).shownVariant ?? 0),
    ({ shownVariant, run }) => shownVariant !== undefined && !isRunning(run),
  ),
  discardThisVariant: command(
    (context) => discardVariant(context, stateOf(context).shownVariant ?? 0),
    ({ shownVariant }) => shownVariant !== undefined,
  ),

  fitPhoto: command(({ view }) => view?.fit()),
  showActualSize: command(({ view }) => view?.zoomTo(1)),
  showDoubleSize: command(({ view }) => view?.zoomTo(2)),
  zoomIn: command(({ view }) => view?.zoomStep(1)),
  zoomOut: command(({ view }) => view?.zoomStep(-1)),
  fitOrActualSize: command(({ view }) => view?.toggleFit()),
  // The key lasts as long as it is held, which the photo area sees to; nobody holds a menu.
  panWhileHeld: command(takeOrLeaveHand),
  showPhotoOnly: command((context) =>
    update(context, { isPhotoOnly: !stateOf(context).isPhotoOnly }),
  ),

  showOriginalWhileHeld: command((context) => {
    showOriginal(context, stateOf(context).originalShown === 'no' ? 'kept' : 'no');
  }),
  keepOriginalShown: command((context) => {
    showOriginal(context, stateOf(context).originalShown === 'no' ? 'kept' : 'no');
  }),
  compareWithDivider: command((context) => toggleCompare(context, 'divider')),
  compareSideBySide: command((context) => toggleCompare(context, 'sideBySide')),
  showDifference: command((context) => toggleCompare(context, 'difference'), isRepaired),
  showInvented: command((context) => toggleCompare(context, 'invented'), isRepaired),
  showDisagreement: command(
    (context) => toggleCompare(context, 'disagreement'),
    ({ variants }) => variants.filter(({ result }) => result).length >= 2,
  ),
  showVariant1: showVariant(1),
  showVariant2: showVariant(2),
  showVariant3: showVariant(3),
  showVariant4: showVariant(4),

  goToNextArea: command(({ page }) => page.goToArea(1), always),
  goToPreviousArea: command(({ page }) => page.goToArea(-1), always),
  toggleInspector: command(({ page }) => page.toggleInspector()),
  openContextMenu: command(({ view }) => view?.openMenu()),
  leave: command((context) => {
    if (!context.view?.cancelGesture()) leave(context);
  }, always),
  showHelp: open('shortcuts'),
  showShortcuts: open('shortcuts'),
  showPrivacy: open('privacy'),
  showAbout: open('about'),
};

/** True where a command can be carried out; what is meant for the photo needs it on the screen. */
export function canRun(state: AppState, id: CommandId): boolean {
  const isHidden =
    state.isBatchShown && (commandTable[id].context !== 'window' || isOfPhoto.has(id));
  return !isHidden && (commandHandlers[id]?.isEnabled(state) ?? false);
}

/** They answer everywhere in the window, and change the photo all the same. */
const isOfPhoto: ReadonlySet<CommandId> = new Set(['undo', 'redo', 'closePhoto']);

/** True where a command could be carried out on a mark, if that were the chosen one. */
export function canRunOn(state: AppState, id: CommandId, markId: string): boolean {
  const chosen = { ...state, selectedMarkIds: new Set([markId]), currentMarkId: markId };
  return canRun(chosen, id);
}

/** Carries a command out where it can be; says whether it did. */
export function runCommand(context: AppContext, id: CommandId): boolean {
  const handler = commandHandlers[id];
  if (!handler || !canRun(stateOf(context), id)) return false;
  void handler.run(context);
  return true;
}

function decide(context: AppContext, state: 'accepted' | 'rejected'): void {
  const ids = chosenMarkIds(context);
  goToMark(context, 1);
  decideMarks(context, ids, state);
}

function acceptable(context: AppContext): readonly string[] {
  return listedMarks(context)
    .filter((mark) => !mark.isProbablyPicture)
    .map(({ id }) => id);
}
