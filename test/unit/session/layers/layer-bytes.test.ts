import { describe, expect, it } from 'vitest';
import { decodeLayer, encodeLayer } from '../../../../src-main/session/layers/layer-bytes';
import { originalLayer } from '../../../../src-main/session/layers/picture-layer';
import { makeSamples } from '../../../support/make-photos';
import { makeLayer, photoKinds } from '../../../support/sparse-pictures';

describe('a stored layer', () => {
  it.each(photoKinds)('of $colourModel $bitDepth, alpha $hasAlpha: reads back alike', (kind) => {
    const photo = makeSamples(61, 43, kind);
    const layer = makeLayer(photo, 3);
    expect(decodeLayer(encodeLayer(layer), photo)).toEqual(layer);
    // As a view at an odd place of a larger block, as a file may come over a port.
    const block = new Uint8Array(encodeLayer(layer).length + 3);
    block.set(encodeLayer(layer), 3);
    expect(decodeLayer(block.subarray(3), photo)).toEqual(layer);
  });

  it('may be empty', () => {
    const photo = makeSamples(5, 3);
    expect(decodeLayer(encodeLayer(originalLayer(photo)), photo)).toEqual(originalLayer(photo));
  });

  it('is refused when a byte is changed, anywhere, or it is cut', () => {
    const photo = makeSamples(9, 7);
    const bytes = encodeLayer(makeLayer(photo, 3));
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at]! ^= 0x40;
      expect(() => decodeLayer(changed, photo)).toThrow(/left out/);
      expect(() => decodeLayer(bytes.slice(0, at), photo)).toThrow(/left out/);
    }
  });

  it('is refused for a photo of another size, depth or colour model', () => {
    const bytes = encodeLayer(makeLayer(makeSamples(9, 7), 3));
    for (const other of [
      makeSamples(7, 9),
      makeSamples(9, 7, { bitDepth: 16 }),
      makeSamples(9, 7, { colourModel: 'grey' }),
    ]) {
      expect(() => decodeLayer(bytes, other)).toThrow('another size or kind');
    }
  });
});
