import { describe, expect, it } from 'vitest';
import { companyOf, scoreInCompany } from '../../../../src-main/engine/detection/company';

describe('the company of a candidate', () => {
  it('counts what else is surely and what is probably damage, itself left out', () => {
    expect(companyOf([0.99])).toEqual([{ sure: 0, share: Math.log(0.3 / 11) }]);
    const [first, second] = companyOf([0.2, 0.9]);
    expect(first!.sure).toBeCloseTo(Math.log1p(0.8), 9);
    expect(first!.share).toBeCloseTo(Math.log(1.2 / 12), 9);
    expect(second!.sure).toBe(0);
    expect(second!.share).toBeCloseTo(Math.log(0.3 / 12), 9);
  });

  it('says nothing more beyond a dozen sure ones', () => {
    const surely = (count: number) => companyOf(new Array<number>(count).fill(1))[0]!.sure;
    expect(surely(40)).toBe(surely(13));
    expect(surely(13)).toBeGreaterThan(surely(6));
  });

  it('speaks for a candidate where there is damage', () => {
    const weights = { bias: 0.1, own: 2, sure: 0.5, share: 0.25 };
    expect(scoreInCompany(3, { sure: 2, share: -1 }, weights)).toBeCloseTo(6.85, 9);
  });
});
