import { describe, expect, it } from 'vitest';
import {
  announcementGapMs,
  quarterToAnnounce,
} from '../../../../src-renderer/state/announced-progress';

describe('announcing a run', () => {
  it('tells each quarter once', () => {
    const told = { quarter: 1, atMs: 0 };
    expect(quarterToAnnounce(0.3, 60_000, told)).toBeUndefined();
    expect(quarterToAnnounce(0.5, 60_000, told)).toBe(2);
    expect(quarterToAnnounce(1, 60_000, { quarter: 3, atMs: 0 })).toBeUndefined();
  });

  it('leaves five seconds between sentences, and then tells the latest quarter', () => {
    const told = { quarter: 0, atMs: 1000 };
    expect(quarterToAnnounce(0.25, 1000 + announcementGapMs - 1, told)).toBeUndefined();
    expect(quarterToAnnounce(0.8, 1000 + announcementGapMs, told)).toBe(3);
  });
});
