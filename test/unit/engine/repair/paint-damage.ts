import fc from 'fast-check';
import type { DamageField } from '../../../../src-main/engine/repair/damage-field';

/** A straight stroke with round ends, as a scratch, a speck (no length) or a blob (wide) leaves it. */
export interface Stroke {
  readonly x: number;
  readonly y: number;
  readonly toX: number;
  readonly toY: number;
  readonly radius: number;
}

export function emptyField(width: number, height: number): DamageField {
  return { width, height, data: new Uint8Array(width * height) };
}

/** Marks every pixel within the stroke's radius. */
export function paintStroke({ width, height, data }: DamageField, stroke: Stroke): void {
  const { x, y, toX, toY, radius } = stroke;
  const steps = Math.ceil(2 * Math.hypot(toX - x, toY - y)) + 1;
  const reach = Math.ceil(radius);
  for (let step = 0; step <= steps; step++) {
    const centreX = Math.round(x + ((toX - x) * step) / steps);
    const centreY = Math.round(y + ((toY - y) * step) / steps);
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const inside = dx * dx + dy * dy <= radius * radius;
        const [px, py] = [centreX + dx, centreY + dy];
        if (inside && px >= 0 && py >= 0 && px < width && py < height) data[py * width + px] = 255;
      }
    }
  }
}

export function paintField(width: number, height: number, strokes: readonly Stroke[]): DamageField {
  const field = emptyField(width, height);
  for (const stroke of strokes) paintStroke(field, stroke);
  return field;
}

/** Photos of up to `maxSide` with a few scratches, specks and blobs. */
export function damageFields(maxSide: number): fc.Arbitrary<DamageField> {
  const side = fc.integer({ min: 1, max: maxSide });
  return fc.tuple(side, side).chain(([width, height]) => {
    const x = fc.integer({ min: 0, max: width - 1 });
    const y = fc.integer({ min: 0, max: height - 1 });
    const radius = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }));
    const stroke = fc
      .record({ x, y, toX: x, toY: y, radius, isSpeck: fc.boolean() })
      .map(({ isSpeck, ...s }) => (isSpeck ? { ...s, toX: s.x, toY: s.y } : s));
    return fc.array(stroke, { maxLength: 6 }).map((strokes) => paintField(width, height, strokes));
  });
}
