import type { MaskAction } from '../mask/mask-write';
import { stampSegment, type Dab } from '../mask/stroke-raster';
import { pressedRadius } from './brush-size';
import type { BrushSettings, Gesture, GestureIntent, PointerSample, Tool, ToolHost } from './tool';

/** A brush of this size or less hits whole pixels, or it would leave a faint smear between them. */
const wholePixelSizePx = 2.5;

/** Brush and eraser: the same stroke, adding to the mask or taking from it. */
export class BrushTool implements Tool {
  private readonly host: ToolHost;
  private readonly settings: () => BrushSettings;
  private readonly isEraser: boolean;
  private lastDab: Dab | undefined;

  constructor(host: ToolHost, settings: () => BrushSettings, isEraser: boolean) {
    this.host = host;
    this.settings = settings;
    this.isEraser = isEraser;
  }

  begin(sample: PointerSample, intent: GestureIntent): Gesture {
    const settings = this.settings();
    const isErasing = this.isEraser || intent.isErasing;
    const mask = this.host.mask();
    const restored = isErasing ? this.host.restoreLayer() : undefined;
    const first = dabAt(sample, settings);
    let last = intent.isExtending && this.lastDab ? this.lastDab : first;
    const draw = (to: Dab) => {
      const action: MaskAction = isErasing ? 'erase' : 'paint';
      const region = stampSegment(mask, action, last, to, settings.hardness);
      if (region) mask.notify(region);
      if (region && restored) {
        stampSegment(restored, 'paint', last, to, settings.hardness);
        restored.notify(region);
      }
      last = to;
    };
    mask.beginEdit();
    restored?.beginEdit();
    draw(first);
    return {
      move: (samples) => {
        for (const dab of thinDabs(last, samples, settings)) draw(dab);
      },
      commit: () => {
        this.lastDab = last;
        this.host.commitEdit(isErasing ? 'erase' : 'stroke');
      },
      cancel: () => {
        mask.cancel();
        restored?.cancel();
      },
    };
  }
}

function dabAt({ photo, pressure }: PointerSample, settings: BrushSettings): Dab {
  const { sizePx, pressure: curve } = settings;
  const radiusPx = curve ? pressedRadius(sizePx, pressure, curve) : sizePx / 2;
  if (radiusPx * 2 > wholePixelSizePx) return { x: photo.x, y: photo.y, radiusPx };
  return { x: Math.floor(photo.x) + 0.5, y: Math.floor(photo.y) + 0.5, radiusPx };
}

/** Leaves out positions so near to each other that the stroke would not show them; the last one always stays. */
function thinDabs(
  from: Dab,
  samples: readonly PointerSample[],
  settings: BrushSettings,
): readonly Dab[] {
  const dabs: Dab[] = [];
  let last = from;
  for (const [index, sample] of samples.entries()) {
    const dab = dabAt(sample, settings);
    const distance = Math.hypot(dab.x - last.x, dab.y - last.y);
    const isLast = index === samples.length - 1;
    if (!isLast && distance < Math.max(0.5, dab.radiusPx / 30)) continue;
    dabs.push(dab);
    last = dab;
  }
  return dabs;
}
