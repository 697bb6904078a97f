import { distanceToRuns } from '../mask/runs';
import type { ShownMark } from '../viewer/photo-view-props';
import { hitMarks, type HitScene } from './mark-hit';
import type { Gesture, PointerSample, Tool } from './tool';

export interface WholeMarkHost {
  readonly scene: () => HitScene;
  /** Diameter in photo pixels. */
  readonly sizePx: () => number;
  /** Under the eraser so far: to be shown before they go. */
  readonly touched: (markIds: readonly string[]) => void;
  readonly erase: (markIds: readonly string[]) => void;
}

/** The eraser that takes away every mark that it touches, whole, once it is lifted. */
export class WholeMarkEraser implements Tool {
  private readonly host: WholeMarkHost;

  constructor(host: WholeMarkHost) {
    this.host = host;
  }

  begin(sample: PointerSample): Gesture {
    const ids = new Set<string>();
    const touch = (samples: readonly PointerSample[]) => {
      const before = ids.size;
      for (const one of samples) for (const id of this.under(one)) ids.add(id);
      if (ids.size > before) this.host.touched([...ids]);
    };
    touch([sample]);
    return {
      move: touch,
      commit: () => {
        if (ids.size > 0) this.host.erase([...ids]);
      },
      cancel: () => this.host.touched([]),
    };
  }

  /** What the eraser covers a part of; small marks have the reach that clicks have. */
  private under(sample: PointerSample): readonly string[] {
    const scene = this.host.scene();
    const { x, y } = sample.photo;
    const radius = this.host.sizePx() / 2;
    const covers = ({ mark: { bounds, runs } }: ShownMark) =>
      x >= bounds.x - radius &&
      x <= bounds.x + bounds.width + radius &&
      y >= bounds.y - radius &&
      y <= bounds.y + bounds.height + radius &&
      distanceToRuns(runs, x, y) <= radius;
    const covered = scene.marks.filter(covers);
    return [...covered, ...hitMarks(scene, sample).slice(0, 1)].map(({ mark }) => mark.id);
  }
}
