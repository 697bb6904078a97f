import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../src-main/engine/errors';
import {
  openCheckpoint,
  priorOfCheckpoint,
  sealCheckpoint,
} from '../../../src-main/session/checkpoint-seal';

const content = Uint8Array.of(1, 2, 3, 4, 5);
const owner = 7;
const priorId = 'ab'.repeat(32);
const sealed = sealCheckpoint(content, owner, priorId);

describe('a sealed checkpoint', () => {
  it('tells the prior that it goes on with, and gives its content back', () => {
    expect(priorOfCheckpoint(sealed)).toBe(priorId);
    expect(openCheckpoint(sealed, owner)).toEqual(content);
  });

  it('of a version that did not name the prior still opens', () => {
    const former = sealed.slice(0, 20 + content.length);
    expect(priorOfCheckpoint(former)).toBeUndefined();
    expect(openCheckpoint(former, owner)).toEqual(content);
  });

  it('does not open, nor tells anything, where it is torn or altered anywhere', () => {
    const formerLength = 20 + content.length;
    for (let at = 0; at < sealed.length; at++) {
      const altered = sealed.slice();
      altered[at]! ^= 1;
      // The owner is compared, and no part of what is told.
      const isOwner = at >= 8 && at < 12;
      if (!isOwner) expect(() => priorOfCheckpoint(altered), `byte ${at}`).toThrow(EngineError);
      expect(() => openCheckpoint(altered, owner), `byte ${at}`).toThrow(EngineError);
      if (at === formerLength) continue;
      const torn = sealed.slice(0, at);
      expect(() => priorOfCheckpoint(torn), `${at} bytes`).toThrow(EngineError);
      expect(() => openCheckpoint(torn, owner), `${at} bytes`).toThrow(EngineError);
    }
  });

  it('of another repair does not open', () => {
    expect(() => openCheckpoint(sealed, owner + 1)).toThrow('another photo, mask, prior');
  });
});
