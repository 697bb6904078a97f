import { z } from 'zod';
import type { Sentence } from '../messages/say';
import { markSchema, type Mark } from '../model/mark';
import type { PhotoDescription } from '../model/photo-description';
import type { RunProgress, RunResult } from '../model/run';
import { sampleChoices } from '../model/save-choices';
import type { SaveReport } from '../model/save-report';
import {
  layerIdSchema,
  maskIdSchema,
  photoIdSchema,
  runIdSchema,
  type LayerId,
  type MaskId,
  type PhotoId,
} from '../model/ids';
import { pixelRegionSchema, type PixelRegion } from '../model/pixel-region';
import { repairSettingsSchema } from '../model/settings';
import { call, type Client, type Handlers } from './call';
import type { AppFailure } from './result';

const path = z.string().min(1).max(32_768);
const photoId = photoIdSchema;
const runId = runIdSchema;
const layerId = layerIdSchema;
const maskId = maskIdSchema;
const format = z.enum(['jpeg', 'png', 'tiff', 'webp', 'avif']);
const fraction = z.number().min(0).max(1);

/** Where a saved file goes and how it is coded; what is absent is as in the original. */
const saveChoices = {
  photoId,
  layerId,
  format: format.optional(),
  quality: z.number().int().min(1).max(100).optional(),
  ...sampleChoices,
  writesProvenance: z.boolean(),
};

/** A prior that can be chosen. */
export interface PriorName {
  readonly id: string;
  readonly name: string;
  /** True for the one that is used where nobody has chosen. */
  readonly isDefault: boolean;
}

/** What the engine runs on. */
export interface EngineReport {
  readonly state: 'starting' | 'ready' | 'failed';
  readonly priorId: string | undefined;
  /** Those that can be chosen, the shipped ones first. */
  readonly priors: readonly PriorName[];
  /** "CPU", "NVIDIA RTX 3060 (DirectML)" ...; undefined until it is known. */
  readonly device: string | undefined;
  readonly isProcessor: boolean;
  /** On every faster device that was not used. */
  readonly fallbackReasons: readonly Sentence[];
  /** Measured: milliseconds a call of the prior takes for a million pixels. */
  readonly msPerMegapixel: number | undefined;
  /** When `failed`. */
  readonly failure: Sentence | undefined;
}

/** The same as the status bar says it, in the person's language. */
export interface EngineStatus extends Omit<EngineReport, 'fallbackReasons' | 'failure'> {
  readonly fallbackReasons: readonly string[];
  readonly failure: string | undefined;
}

/** What a repair would cost, asked before it starts. */
export interface RepairEstimate {
  readonly places: number;
  readonly damagedPixelCount: number;
  readonly damagedFraction: number;
  /** Undefined until this computer has been measured. */
  readonly durationMs: number | undefined;
  /** True where a hole is wider than its surroundings can explain. */
  readonly hasVeryWideHole: boolean;
  /** Noise levels that the widest damage is begun and ended with; undefined until the model is loaded. */
  readonly noiseStart: number | undefined;
  readonly noiseEnd: number | undefined;
}

/** A line that was followed from one point. */
export interface TracedLine {
  /** Pixel positions along its middle, from end to end: x, y, x, y ... */
  readonly points: readonly number[];
  readonly widthPx: number;
  readonly polarity: 'brighter' | 'darker';
}

/** What the detector found. */
export interface FoundDamage {
  readonly marks: readonly Mark[];
  /** True where so much was found that this is hardly a damaged photograph; nothing is proposed then. */
  readonly isImplausible: boolean;
  /** How many marks would be proposed at sensitivities 0, .25, .5, .75 and 1, those of the picture not counted. */
  readonly countsByStop: readonly number[];
}

/** What main asks of the engine process. Paths appear here and nowhere else. */
export const engineContract = {
  /** `draftFolder` keeps layers, runs and masks of this photo, so that another engine can go on with them. */
  openPhoto: call<PhotoDescription>()(
    z.strictObject({
      photoId,
      path,
      draftFolder: path,
      acceptBroken: z.boolean(),
      /** Of the file that was open in another engine: no other content is opened in its place. */
      sha256: z.string().exactOptional(),
    }),
  ),
  closePhoto: call<null>()(z.strictObject({ photoId })),
  /** Of size, kind, depth, profile and samples: files that differ in other data alone give the same. */
  hashPicture: call<{ readonly sha256: string }>()(z.strictObject({ photoId })),
  loadPrior: call<EngineReport>()(
    z.strictObject({
      modelsFolder: path,
      /** Folder of the priors that the person has added; it may be missing. */
      ownModelsFolder: path.optional(),
      /** The shipped one where absent. */
      priorId: z.string().optional(),
      provider: z.enum(['auto', 'cpu', 'webgpu', 'dml', 'coreml', 'cuda']),
      /** True where another one is asked for next if this cannot be used: runs that wait go on waiting. */
      hasSubstitute: z.boolean().exactOptional(),
    }),
  ),
  getEngineStatus: call<EngineReport>()(z.strictObject({})),
  estimateRepair: call<RepairEstimate>()(
    z.strictObject({ photoId, maskId, settings: repairSettingsSchema }),
  ),
  /** Begins as soon as no other run is in work; several may wait. */
  startRepair: call<null>()(
    z.strictObject({
      photoId,
      runId,
      maskId,
      baseLayerId: layerId,
      settings: repairSettingsSchema,
    }),
  ),
  pauseRepair: call<null>()(z.strictObject({ runId })),
  /**
   * Goes on to the same bits as if it had not been paused, unless the settings are others than before; those count from the
   * next iteration on, also of a run that is in work.
   */
  resumeRepair: call<null>()(z.strictObject({ runId, settings: repairSettingsSchema.optional() })),
  /** One more iteration of a paused run, which is paused again after it; under other settings where they are given. */
  stepRepair: call<null>()(z.strictObject({ runId, settings: repairSettingsSchema.optional() })),
  /** Ends a run; what it has made so far becomes a layer, unless it made nothing yet. */
  stopRepair: call<RunResult | null>()(z.strictObject({ runId })),
  /**
   * More iterations for a finished or paused run, from where it stands; under other settings where they are given, a finished
   * one under those of them that leave its course as it was (see settingsBehindEnd).
   */
  extendRepair: call<null>()(
    z.strictObject({
      runId,
      iterations: z.number().int().min(1).max(1000),
      settings: repairSettingsSchema.optional(),
    }),
  ),
  /** Forgets the states after `index` and iterates on from that one, under these settings. */
  continueRepair: call<null>()(
    z.strictObject({ runId, index: z.number().int().min(0), settings: repairSettingsSchema }),
  ),
  /** Makes a layer of a kept state of a run. */
  keepIteration: call<RunResult>()(z.strictObject({ runId, index: z.number().int().min(0) })),
  /**
   * After a crash: takes up a run at its last checkpoint in the photo's draft folder, and tells its progress or result.
   * One that was in work goes on, unless it `rests`; one that is in work in this engine only tells how it stands.
   */
  recoverRepair: call<{ readonly isFound: boolean }>()(
    z.strictObject({ photoId, runId, rests: z.boolean() }),
  ),
  /** A new layer: `baseLayerId` with the masked pixels of `fromLayerId` (the original: brings it back there). */
  combineLayers: call<{ readonly layerId: LayerId; readonly changedRegion: PixelRegion }>()(
    z.strictObject({ photoId, baseLayerId: layerId, fromLayerId: layerId, maskId }),
  ),
  /** Tries once more to write the layers that the disk has refused; false where it still does. */
  writeWaitingLayers: call<{ readonly isKept: boolean }>()(z.strictObject({ photoId })),
  /** Deletes every stored layer and run that is not named. */
  keepOnlyLayers: call<null>()(z.strictObject({ photoId, layerIds: z.array(layerId).max(10_000) })),
  /** The first time in a photo the search takes a while (see `damagePreview`); at other sensitivities it does not. */
  findDamage: call<FoundDamage>()(z.strictObject({ photoId, sensitivity: fraction })),
  /**
   * What is like that which lies under a mark (brighter or darker, as wide, as strong, in the same direction) and is not sure
   * enough to be proposed at this sensitivity.
   */
  findSimilarMarks: call<FoundDamage>()(
    z.strictObject({ photoId, mark: markSchema, sensitivity: fraction }),
  ),
  /** Follows the thin line nearest to a point to both its ends; null where there is none. */
  traceLine: call<TracedLine | null>()(
    z.strictObject({
      photoId,
      x: z.number(),
      y: z.number(),
      reachPx: z.number().min(1).max(512),
      followsFaint: z.boolean(),
    }),
  ),
  /** Reads a picture of the photo's size as a mask; its tiles are then asked for over the pixel port. */
  importMask: call<{ readonly maskId: MaskId; readonly bounds: PixelRegion | null }>()(
    z.strictObject({ photoId, path }),
  ),
  exportMask: call<null>()(z.strictObject({ photoId, maskId, path, overwrite: z.boolean() })),
  estimateSave: call<{ readonly byteLength: number; readonly encoding: string }>()(
    z.strictObject(saveChoices),
  ),
  savePhoto: call<SaveReport>()(
    z.strictObject({ ...saveChoices, targetPath: path, overwrite: z.boolean() }),
  ),
  /** A small upright PNG in sRGB, for lists. */
  makeThumbnail: call<Uint8Array>()(
    z.strictObject({
      photoId,
      layerId,
      sidePx: z.number().int().min(16).max(1024),
      region: pixelRegionSchema.optional(),
    }),
  ),
};
export type EngineContract = typeof engineContract;
export type EngineHandlers = Handlers<EngineContract>;
export type EngineClient = Client<EngineContract>;

/** What the engine tells main unasked. */
export interface EngineEvents {
  readonly engineStatus: EngineReport;
  readonly runProgress: RunProgress;
  readonly runFinished: RunResult;
  /** The run is paused with all its states. */
  readonly runFailed: {
    readonly runId: string;
    readonly photoId: string;
    readonly error: AppFailure;
  };
  /** A result or a checkpoint could not be written into the draft; the engine still has it, and goes on. */
  readonly draftFailed: { readonly error: AppFailure };
  /** What `findDamage` sees in coarser sizes of a large photo, before it has looked at the full one. */
  readonly damagePreview: Pick<FoundDamage, 'marks' | 'isImplausible'> & {
    readonly photoId: PhotoId;
  };
  /** Sent every second, between calls of the prior: silence means that the engine hangs. */
  readonly heartbeat: { readonly atMs: number };
}
