import { z } from 'zod';
import { numberSettings } from './settings';

/** What a person has set once for all; each has a default, so that a lost file costs little. */
export const preferencesSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(['system', 'en', 'de']).default('system'),
  surround: z.enum(['#777777', '#2B2B2B', '#BFBFBF', '#FFFFFF']).default('#777777'),
  whiteLine: z.boolean().default(false),
  interfaceSizePercent: z.number().min(90).max(150).default(100),
  largeControls: z.boolean().default(false),
  overlayColour: z.enum(['blue', 'magenta', 'orange']).default('blue'),
  overlayOpacity: z.number().min(0.15).max(0.7).default(0.35),
  overlayMode: z.enum(['outline', 'filled', 'both', 'hidden']).default('outline'),
  compareMode: z.enum(['divider', 'sideBySide']).default('divider'),
  wheel: z.enum(['zoom', 'scroll']).default('zoom'),
  singleKeys: z.boolean().default(true),
  /** Changed shortcuts: command id → key as the command table writes it; '' switches it off. */
  keys: z.record(z.string(), z.string()).default({}),
  brushSizePx: z.number().min(1).max(2000).default(24),
  brushHardness: z.number().min(0).max(1).default(0.8),
  brushLockedToPhoto: z.boolean().default(false),
  penPressure: z.boolean().default(true),
  penCurve: z.enum(['soft', 'linear', 'firm']).default('linear'),
  strength: z.number().min(numberSettings.strength.minimum).max(1).default(0.5),
  sensitivity: z.number().min(0).max(1).default(0.25),
  inspectorWidthPx: z.number().min(280).max(480).default(304),
  openPanels: z.array(z.enum(['iterations', 'advanced'])).default([]),
  hintsHidden: z.boolean().default(false),
  /** 'auto', or an ONNX Runtime provider. */
  device: z.enum(['auto', 'cpu', 'webgpu', 'dml', 'coreml', 'cuda']).default('auto'),
  /** Id of the prior to repair with; null: the one that came with the program. */
  prior: z.string().max(100).nullable().default(null),
  writesProvenance: z.boolean().default(true),
  /** True once the sample has been healed: the next start is an empty window. */
  firstMinuteDone: z.boolean().default(false),
});
export type Preferences = Readonly<z.infer<typeof preferencesSchema>>;

type WithoutDefaults<Shape extends z.ZodRawShape> = {
  [Key in keyof Shape]: Shape[Key] extends z.ZodDefault<infer Inner> ? Inner : Shape[Key];
};

function withoutDefaults<Shape extends z.ZodRawShape>(shape: Shape): WithoutDefaults<Shape> {
  const entries = Object.entries(shape).map(([key, field]) => [
    key,
    field instanceof z.ZodDefault ? field.unwrap() : field,
  ]);
  return Object.fromEntries(entries) as WithoutDefaults<Shape>;
}

/** Some of them; those left out stay as they are, where `partial()` alone would set them to their defaults. */
export const preferenceChangesSchema = z
  .strictObject(withoutDefaults(preferencesSchema.shape))
  .partial();

export const defaultPreferences: Preferences = preferencesSchema.parse({});

/** What people know a device as. */
export const deviceLabels: Readonly<Record<Preferences['device'], string>> = {
  auto: 'auto',
  cpu: 'CPU',
  webgpu: 'WebGPU',
  dml: 'DirectML',
  coreml: 'Core ML',
  cuda: 'CUDA',
};
