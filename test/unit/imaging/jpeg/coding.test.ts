import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BitReader } from '../../../../src-main/imaging/jpeg/bit-reader';
import { BitWriter } from '../../../../src-main/imaging/jpeg/bit-writer';
import { forwardDct, inverseDct } from '../../../../src-main/imaging/jpeg/dct';
import { makeHuffmanDecoder } from '../../../../src-main/imaging/jpeg/huffman-decoder';
import { makeHuffmanCodes, optimalTable } from '../../../../src-main/imaging/jpeg/huffman-encoder';
import { makeRandom } from '../../../support/make-photos';

/** Frequencies of 256 symbols, most of them rare or absent. */
const frequencies = fc
  .array(fc.oneof(fc.constant(0), fc.nat(20), fc.nat(1_000_000)), {
    minLength: 256,
    maxLength: 256,
  })
  .filter((counts) => counts.some((count) => count > 0));

describe('optimalTable', () => {
  it('gives each symbol that occurs a code of at most 16 bits, none all ones, none the start of another', () => {
    fc.assert(
      fc.property(frequencies, (counts) => {
        const table = optimalTable(counts);
        const { codes, lengths } = makeHuffmanCodes(table);
        const texts: string[] = [];
        counts.forEach((count, symbol) => {
          expect(lengths[symbol]! > 0).toBe(count > 0);
          if (count === 0) return;
          const text = codes[symbol]!.toString(2).padStart(lengths[symbol]!, '0');
          expect(text.length).toBeLessThanOrEqual(16);
          expect(text).toContain('0');
          texts.push(text);
        });
        texts.sort();
        texts.slice(1).forEach((text, index) => expect(text.startsWith(texts[index]!)).toBe(false));
        expect(table.counts.reduce((sum, count) => sum + count, 0)).toBe(texts.length);
      }),
    );
  });

  it('comes within one bit a symbol of the entropy', () => {
    fc.assert(
      fc.property(frequencies, (counts) => {
        const { lengths } = makeHuffmanCodes(optimalTable(counts));
        const total = counts.reduce((sum, count) => sum + count, 0);
        const bits = counts.reduce((sum, count, symbol) => sum + count * lengths[symbol]!, 0);
        const entropy = counts.reduce(
          (sum, count) => sum + (count > 0 ? count * Math.log2(total / count) : 0),
          0,
        );
        // The reserved code of all ones costs a little more.
        expect(bits).toBeLessThanOrEqual(entropy + 1.1 * total + 16);
      }),
    );
  });

  it('shortens the long codes of frequencies that grow as Fibonacci numbers do', () => {
    const counts = Array<number>(256).fill(0);
    for (let symbol = 0, a = 1, b = 1; symbol < 40; symbol += 1, [a, b] = [b, a + b])
      counts[symbol] = a;
    const { lengths } = makeHuffmanCodes(optimalTable(counts));
    expect(Math.max(...lengths)).toBe(16);
    expect(lengths[39]).toBeLessThanOrEqual(lengths[0]!);
  });
});

describe('bits and symbols', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ symbol: fc.nat(255), size: fc.integer({ min: 0, max: 15 }), seed: fc.nat() }),
          { minLength: 1, maxLength: 400 },
        ),
        (items) => {
          const counts = Array<number>(256).fill(0);
          for (const { symbol } of items) counts[symbol]! += 1;
          const table = optimalTable(counts);
          const { codes, lengths } = makeHuffmanCodes(table);
          const writer = new BitWriter();
          for (const { symbol, size, seed } of items) {
            writer.write(codes[symbol]!, lengths[symbol]!);
            writer.write(seed, size);
          }
          const bytes = Buffer.concat([writer.finish(), Buffer.from([0xff, 0xd9])]);
          const reader = new BitReader(bytes, 0);
          const decoder = makeHuffmanDecoder(table);
          for (const { symbol, size, seed } of items) {
            expect(reader.symbol(decoder)).toBe(symbol);
            expect(reader.bits(size)).toBe(seed & ((1 << size) - 1));
          }
          expect(reader.end()).toBe(bytes.length - 2);
        },
      ),
    );
  });

  it('reads signed numbers in the notation of JPEG', () => {
    const reader = new BitReader(Buffer.from([0b00_01_10_11, 0b0_1_000_111, 0xff, 0xd9]), 0);
    expect([2, 2, 2, 2, 1, 1, 3, 3, 0].map((size) => reader.signed(size))).toEqual([
      -3, -2, 2, 3, -1, 1, -7, 7, 0,
    ]);
  });
});

describe('the cosine transform', () => {
  it('is undone by its inverse and keeps energy', () => {
    const random = makeRandom(11);
    const samples = Float64Array.from({ length: 64 }, () => Math.round(random() * 255 - 128));
    const spectrum = new Float64Array(64);
    forwardDct(samples, spectrum);
    const energy = (values: Float64Array): number =>
      values.reduce((sum, value) => sum + value * value, 0);
    expect(energy(spectrum)).toBeCloseTo(energy(samples), 6);
    const back = new Float64Array(64);
    // In steps of 1/64 the coefficients are whole numbers, near enough.
    const steps = Int16Array.from(spectrum, (value) => Math.round(value * 16));
    inverseDct(steps, 0, Array<number>(64).fill(1 / 16), back);
    back.forEach((value, index) => expect(value).toBeCloseTo(samples[index]!, 0));
  });

  it('puts the mean of a flat block into the first coefficient, and a slope into the second', () => {
    const spectrum = new Float64Array(64);
    forwardDct(new Float64Array(64).fill(10), spectrum);
    expect(spectrum[0]).toBeCloseTo(80, 9);
    expect(spectrum.slice(1).every((value) => Math.abs(value) < 1e-9)).toBe(true);
    forwardDct(
      Float64Array.from({ length: 64 }, (_, index) => 7 - 2 * (index & 7)),
      spectrum,
    );
    const largest = spectrum.reduce(
      (best, value, index) => (Math.abs(value) > Math.abs(spectrum[best]!) ? index : best),
      0,
    );
    expect(largest).toBe(1);
  });
});
