import { expect, it } from 'vitest';
import { cardNameOf } from '../../../../src-main/app/engine/card-name';

const report = (glRenderer: string, ...vendorIds: number[]) => ({
  gpuDevice: vendorIds.map((vendorId) => ({ vendorId, active: true })),
  auxAttributes: { glRenderer },
});
const nvidia = 0x10de;
const intel = 0x8086;

it.each([
  [
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11-31.0.15)',
    'NVIDIA GeForce RTX 3060',
  ],
  [
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002503) Direct3D11 vs_5_0, D3D11)',
    'NVIDIA GeForce RTX 3060',
  ],
  ['ANGLE (Apple, ANGLE Metal Renderer: Apple M2 Pro, Version 13.4)', 'Apple M2 Pro'],
  ['Mesa Intel(R) UHD Graphics 620 (KBL GT2)', 'Mesa Intel(R) UHD Graphics 620 (KBL GT2)'],
  ['NVIDIA GeForce GTX 1080/PCIe/SSE2', 'NVIDIA GeForce GTX 1080'],
  [
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
    undefined,
  ],
])('%s is called %s', (glRenderer, name) => {
  expect(cardNameOf(report(glRenderer, nvidia))).toBe(name);
});

it('names none where it is not certain', () => {
  const name = 'NVIDIA GeForce GTX 1080/PCIe/SSE2';
  expect(cardNameOf(report(name, nvidia, intel))).toBeUndefined();
  expect(cardNameOf(report(name, 0))).toBeUndefined();
  expect(cardNameOf(report(name, nvidia, 0x1414))).toBe('NVIDIA GeForce GTX 1080');
  expect(cardNameOf({})).toBeUndefined();
  expect(cardNameOf(undefined)).toBeUndefined();
});
