import { ByteReader } from '../bytes/byte-reader';
import { ByteWriter } from '../bytes/byte-writer';
import { EngineError } from '../errors';
import { decodeCheckpoint, encodeCheckpoint } from '../red-diff/checkpoint';
import type { DamageCanvas } from './damage-canvas';
import type { RunSnapshot } from './repair-run';

/** Serialises where a run stands: position, what is painted, and the states of the windows in work. */
export function writeSnapshot(
  writer: ByteWriter,
  { position, canvases, states }: RunSnapshot,
): void {
  writer.uint32(position.levelIndex);
  writer.uint32(position.groupIndex);
  writer.uint32(canvases.length);
  for (const canvas of canvases) writeCanvas(writer, canvas);
  writer.uint32(states.length);
  for (const state of states) writer.bytes(encodeCheckpoint(state));
}

/**
 * Reads it back for a run over the same plan; `emptyCanvases` are those of its levels.
 * @throws EngineError 'checkpoint' when the plan is another one.
 */
export function readSnapshot(
  reader: ByteReader,
  emptyCanvases: readonly DamageCanvas[],
): RunSnapshot {
  const position = { levelIndex: reader.uint32(), groupIndex: reader.uint32() };
  if (reader.uint32() !== emptyCanvases.length) throw anotherPlan();
  const canvases = emptyCanvases.map((canvas) => readCanvas(reader, canvas));
  const states = Array.from({ length: reader.uint32() }, () => decodeCheckpoint(reader.bytes()));
  return { position, canvases, states };
}

/** Writes the colours and weights of a canvas; its geometry follows from the damage. */
export function writeCanvas(writer: ByteWriter, { values, weights }: DamageCanvas): void {
  writer.floats(weights);
  values.forEach((channel) => writer.floats(channel));
}

/**
 * Fills a canvas from what writeCanvas wrote.
 * @throws EngineError 'checkpoint' when it was written for other damage.
 */
export function readCanvas(reader: ByteReader, canvas: DamageCanvas): DamageCanvas {
  const weights = reader.floats();
  const values = canvas.values.map(() => reader.floats());
  if (weights.length !== canvas.weights.length) throw anotherPlan();
  return { ...canvas, weights, values };
}

function anotherPlan(): EngineError {
  return new EngineError(
    'checkpoint',
    'The checkpoint belongs to another photo, mask, prior or settings; start the repair anew.',
  );
}
