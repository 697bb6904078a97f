import { z } from 'zod';

/** Small letters, digits and hyphens: such an id is also a safe file name. */
const idText = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

/** One opened photograph; the renderer holds ids, never paths. */
export const photoIdSchema = idText.brand<'PhotoId'>();
export type PhotoId = z.infer<typeof photoIdSchema>;

/** One state of the whole picture: the file as opened, or what a repair made of it. Layers never change. */
export const layerIdSchema = idText.brand<'LayerId'>();
export type LayerId = z.infer<typeof layerIdSchema>;

/** One repair from its start to its result. */
export const runIdSchema = idText.brand<'RunId'>();
export type RunId = z.infer<typeof runIdSchema>;

/** A damage mask that the engine has been given, or has made. */
export const maskIdSchema = idText.brand<'MaskId'>();
export type MaskId = z.infer<typeof maskIdSchema>;

/** Stands for a path that only main knows: chosen in a dialog, dropped, pasted, recent or named at the start. */
export const fileTokenSchema = idText.brand<'FileToken'>();
export type FileToken = z.infer<typeof fileTokenSchema>;

/** Stands for the mask of the sample photo: it says exactly where that photo was damaged. */
export const sampleMaskToken = 'sample-mask' as FileToken;

/** The layer of the file as it was opened. */
export const originalLayerId = 'original' as LayerId;
