import { z } from 'zod';
import { bytesSchema } from '../model/bytes';
import { draftPartName } from '../model/draft-part';
import {
  fileTokenSchema,
  layerIdSchema,
  maskIdSchema,
  photoIdSchema,
  type FileToken,
  type PhotoId,
} from '../model/ids';
import type { PhotoDescription } from '../model/photo-description';
import type { PhotoFormat } from '../model/photo-inspection';
import { preferenceChangesSchema, preferencesSchema, type Preferences } from '../model/preferences';
import { sampleChoices } from '../model/save-choices';
import type { SaveReport } from '../model/save-report';
import { call, type Client, type Handlers } from './call';
import { engineContract, type EngineEvents, type EngineStatus } from './engine-contract';
import type { AppFailure } from './result';

const photoId = photoIdSchema;
const fileToken = fileTokenSchema;
/** Name of one file of a draft: `document.json`, `mask-12.bin` ... */
const draftPart = z.string().regex(draftPartName);
const format = z.enum(['jpeg', 'png', 'tiff', 'webp', 'avif']);
const photoCount = z.number().int().min(0);
const maxDraftPartBytes = 256 * 1024 * 1024;

/** A file that main knows and the window may name. */
export interface KnownFile {
  readonly fileToken: FileToken;
  /** Without its folder. */
  readonly name: string;
  readonly kind: 'photo' | 'project' | 'mask' | 'folder';
}

/** Files that the system has handed over. */
export interface HandedOver {
  readonly files: readonly KnownFile[];
  /** True where there were some, and none of them is in its place. */
  readonly isNothingThere: boolean;
}

/** A photo that was opened before. */
export interface RecentPhoto extends KnownFile {
  /** The folder's name alone. */
  readonly folderName: string;
  readonly openedAt: string;
  /** A small PNG, where there is one. */
  readonly thumbnail: Uint8Array | undefined;
}

/** Work on a photo that was never saved to the end. */
export interface DraftSummary {
  readonly draftId: string;
  readonly name: string;
  readonly savedAt: string;
  readonly thumbnail: Uint8Array | undefined;
  readonly byteLength: number;
  /** What the window wrote about it, for example "31 strokes, iteration 14". */
  readonly summary: string;
  /** True where the program ended without closing it. */
  readonly isFromCrash: boolean;
  /** True where opening its file is sure to lead to it; every other one has to be offered by itself. */
  readonly comesWithFile: boolean;
  /** True where the picture itself, which was pasted, lies in it and nowhere else. */
  readonly isOnlyCopy: boolean;
}

/** Work that can be gone on with. */
export interface KeptWork {
  readonly recents: readonly RecentPhoto[];
  /** Those that are not open, the newest first. */
  readonly drafts: readonly DraftSummary[];
}

/** What has tried to leave this computer. */
export interface NetworkReport {
  readonly connections: number;
  readonly refused: number;
}

/** Everything the window needs to know when it opens. */
export interface StartState extends KeptWork {
  readonly version: string;
  readonly electronVersion: string;
  readonly platform: 'linux' | 'win32' | 'darwin' | 'other';
  readonly locale: string;
  readonly preferences: Preferences;
  /** Photos of this window before a reload after a crash, still open in the engine, with their drafts. */
  readonly openPhotos: readonly OpenedPhoto[];
  readonly engineStatus: EngineStatus;
  readonly network: NetworkReport;
}

/** An opened photo and what an earlier visit has left. */
export interface OpenedPhoto {
  readonly photo: PhotoDescription;
  /** Files of its draft by part name; empty where it has none. */
  readonly draft: ReadonlyMap<string, Uint8Array>;
  /**
   * True where the draft was made for another picture than the file shows now. It is kept as it is, and what is written goes
   * into a new one: marks may be taken over, results are of no use.
   */
  readonly isChangedSinceDraft: boolean;
  /** True where the draft was made while the file lay in another place. */
  readonly isFoundAgain: boolean;
}

/** Where a copy would be saved, proposed: beside the original, a free name. */
export interface SaveProposal {
  readonly target: FileToken;
  readonly name: string;
  readonly folderName: string;
  readonly format: PhotoFormat;
}

const engineCalls = {
  estimateRepair: engineContract.estimateRepair,
  startRepair: engineContract.startRepair,
  pauseRepair: engineContract.pauseRepair,
  resumeRepair: engineContract.resumeRepair,
  stepRepair: engineContract.stepRepair,
  stopRepair: engineContract.stopRepair,
  extendRepair: engineContract.extendRepair,
  continueRepair: engineContract.continueRepair,
  keepIteration: engineContract.keepIteration,
  recoverRepair: engineContract.recoverRepair,
  combineLayers: engineContract.combineLayers,
  writeWaitingLayers: engineContract.writeWaitingLayers,
  keepOnlyLayers: engineContract.keepOnlyLayers,
  findDamage: engineContract.findDamage,
  findSimilarMarks: engineContract.findSimilarMarks,
  traceLine: engineContract.traceLine,
  estimateSave: engineContract.estimateSave,
  makeThumbnail: engineContract.makeThumbnail,
};

/** Calls that main hands to the engine as they are. */
export const forwardedCalls = Object.keys(engineCalls) as readonly (keyof typeof engineCalls)[];

/** What the window asks of main: `window.studio` has a function for each. No path goes in or comes out. */
export const studioContract = {
  ...engineCalls,
  getEngineStatus: call<EngineStatus>()(z.strictObject({})),
  getStartState: call<StartState>()(z.strictObject({})),
  setPreferences: call<Preferences>()(preferenceChangesSchema),
  /** Shows the system's dialog; an empty list when it was closed without a choice. */
  chooseFiles: call<readonly KnownFile[]>()(
    z.strictObject({ kind: z.enum(['photos', 'folder', 'project', 'mask']) }),
  ),
  /** Files that were named at the start or handed over by the system since, once. */
  takeHandedFiles: call<HandedOver>()(z.strictObject({})),
  /** `isApart` true: the draft that the photo may have is neither taken up nor touched. */
  openPhoto: call<OpenedPhoto>()(
    z.strictObject({ fileToken, acceptBroken: z.boolean(), isApart: z.boolean().optional() }),
  ),
  openSample: call<OpenedPhoto>()(z.strictObject({})),
  openDraft: call<OpenedPhoto>()(z.strictObject({ draftId: z.string().max(64) })),
  /** A picture of the clipboard as PNG bytes; it has no original file and is kept in its draft. */
  openPasted: call<OpenedPhoto>()(z.strictObject({ png: bytesSchema(1 << 30) })),
  /** `keepsDraft` false: nothing was done to the photo, so nothing of it stays, but for a picture that is nowhere else. */
  closePhoto: call<null>()(z.strictObject({ photoId, keepsDraft: z.boolean() })),
  /** Replaces one file of the photo's draft, atomically. */
  writeDraftPart: call<null>()(
    z.strictObject({
      photoId,
      part: draftPart,
      bytes: bytesSchema(maxDraftPartBytes),
    }),
  ),
  /** For a draft that the window cannot read: it is kept as it is, and the photo is opened with a new one. */
  setDraftAside: call<OpenedPhoto>()(z.strictObject({ photoId })),
  removeDraftParts: call<null>()(
    z.strictObject({ photoId, parts: z.array(draftPart).max(100_000) }),
  ),
  describeDraft: call<null>()(
    z.strictObject({
      photoId,
      summary: z.string().max(200),
      /** True where it holds a result that no saved copy has. */
      isUnsaved: z.boolean(),
      thumbnail: bytesSchema(4 * 1024 * 1024).optional(),
    }),
  ),
  /** What the start state says of it is old as soon as something is closed. */
  getKeptWork: call<KeptWork>()(z.strictObject({})),
  deleteDrafts: call<null>()(
    z.strictObject({ draftIds: z.union([z.literal('all'), z.array(z.string().max(64))]) }),
  ),
  /** Beside the original, or in `folder`. */
  proposeSave: call<SaveProposal>()(
    z.strictObject({ photoId, format: format.optional(), folder: fileToken.optional() }),
  ),
  /** Shows the system's save dialog; null when it was closed without a choice. */
  chooseSaveTarget: call<SaveProposal | null>()(
    z.strictObject({ photoId, proposal: fileToken, kind: z.enum(['photo', 'mask', 'project']) }),
  ),
  savePhoto: call<
    Omit<SaveReport, 'path'> & { readonly name: string; readonly saved: FileToken }
  >()(
    z.strictObject({
      photoId,
      layerId: layerIdSchema,
      target: fileToken,
      format: format.optional(),
      quality: z.number().int().min(1).max(100).optional(),
      ...sampleChoices,
    }),
  ),
  saveProject: call<{ readonly name: string; readonly saved: FileToken }>()(
    z.strictObject({ photoId, target: fileToken }),
  ),
  importMask: call<{ readonly maskId: string } | null>()(z.strictObject({ photoId, fileToken })),
  exportMask: call<{ readonly name: string; readonly saved: FileToken }>()(
    z.strictObject({ photoId, maskId: maskIdSchema, target: fileToken }),
  ),
  showInFolder: call<null>()(z.strictObject({ fileToken })),
  /** Pastes where the focus is, as the system's own key would; a picture arrives as an event of the page. */
  paste: call<null>()(z.strictObject({})),
  copyText: call<null>()(z.strictObject({ text: z.string().max(10_000_000) })),
  getNetworkReport: call<NetworkReport>()(z.strictObject({})),
  /** Brings title, menu, taskbar and power saving in line with the window. */
  updateShell: call<null>()(
    z.strictObject({
      title: z.string().max(1000),
      isEdited: z.boolean(),
      /** Ids of commands that can be carried out now. */
      enabledCommands: z.array(z.string().max(64)).max(500),
      /** Labels that change, by command id: "Undo stroke", "Repair 12 marks". */
      labels: z.record(z.string().max(64), z.string().max(200)),
      progress: z
        .strictObject({
          fraction: z.number().min(0).max(1),
          state: z.enum(['normal', 'paused', 'error']),
        })
        .nullable(),
      /** Photos that closing would cost: repaired and not looked at yet, in work, to be begun. */
      batch: z
        .strictObject({ inReview: photoCount, inWork: photoCount, notBegun: photoCount })
        .nullable(),
    }),
  ),
  /** After `stepsToBeKept`: whether the last steps are on the disk, or the person has agreed to lose them. */
  answerClosing: call<null>()(z.strictObject({ isKept: z.boolean() })),
  /** After `batchToBeSaved`: closes the window without another question about the batch. */
  closeWindow: call<null>()(z.strictObject({})),
  /** Shown only where the window is not in front. */
  notify: call<null>()(z.strictObject({ title: z.string().max(200), body: z.string().max(500) })),
  /** Holds until the program ends, and so does that of a prior: the window keeps choices as preferences. */
  chooseDevice: call<EngineStatus>()(z.strictObject({ device: preferencesSchema.shape.device })),
  choosePrior: call<EngineStatus>()(z.strictObject({ prior: preferencesSchema.shape.prior })),
};
export type StudioContract = typeof studioContract;
export type StudioHandlers = Handlers<StudioContract>;

/** What main tells the window unasked. */
export interface StudioEvents extends Omit<EngineEvents, 'heartbeat' | 'engineStatus'> {
  readonly engineStatus: EngineStatus;
  /** A menu item or its shortcut. */
  readonly menuCommand: { readonly commandId: string };
  /** Files that the system hands over wait for `takeHandedFiles`. */
  readonly filesHandedOver: Readonly<Record<string, never>>;
  /** The window is being closed: the last steps are to be written into the draft, then `answerClosing` is to be called. */
  readonly stepsToBeKept: Readonly<Record<string, never>>;
  /** The window is being closed: the photos that wait in its batch are to be saved, then it is to be closed. */
  readonly batchToBeSaved: Readonly<Record<string, never>>;
  readonly engineLost: { readonly attempt: number };
  /** A new engine serves the photos again; a run that was in work goes on from `iteration`. */
  readonly engineRecovered: {
    readonly resumedRunId: string | undefined;
    readonly iteration: number;
  };
  /** The engine ended too often at the same place; its work is kept. */
  readonly engineGivenUp: { readonly error: AppFailure };
  /** A device failed on the way; the prior runs on the processor now, and the repair goes on. */
  readonly deviceLost: { readonly error: AppFailure };
  readonly photoChangedOnDisk: { readonly photoId: PhotoId; readonly isGone: boolean };
  readonly networkReport: NetworkReport;
  readonly systemTheme: { readonly isDark: boolean };
}

/** `window.studio`, put there by the preload script. The pixel port arrives by `window.postMessage('pixel-port', …)`. */
export interface StudioApi extends Client<StudioContract> {
  readonly on: <Name extends keyof StudioEvents>(
    name: Name,
    listener: (event: StudioEvents[Name]) => void,
  ) => () => void;
  /** Makes dropped files known to main, which looks at what they are; folders too. */
  readonly registerDroppedFiles: (files: readonly unknown[]) => Promise<readonly KnownFile[]>;
}
