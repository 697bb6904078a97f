import { z } from 'zod';

/** The part of Chromium's report on the graphics of a computer that is of use here. */
const reportSchema = z.object({
  gpuDevice: z.array(z.object({ vendorId: z.number() })),
  auxAttributes: z.object({ glRenderer: z.string() }),
});

/** Vendors of what is no card: nothing, Google's and Microsoft's software renderers. */
const softwareVendors = new Set([0, 0x1ae0, 0x1414]);

/**
 * What a person calls the graphics card: "NVIDIA GeForce RTX 3060". Undefined where it is not certain: of two cards nobody
 * tells which one computes, since ONNX Runtime names none.
 * @param report of Electron's `app.getGPUInfo('complete')`
 */
export function cardNameOf(report: unknown): string | undefined {
  const parsed = reportSchema.safeParse(report);
  if (!parsed.success) return undefined;
  const { gpuDevice, auxAttributes } = parsed.data;
  const cards = gpuDevice.filter(({ vendorId }) => !softwareVendors.has(vendorId));
  if (cards.length !== 1) return undefined;
  // "ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)", "Mesa Intel(R) UHD Graphics 620 (KBL GT2)"
  const [, wrapped] = /^ANGLE \([^,]*, (.*), [^,]*\)$/.exec(auxAttributes.glRenderer) ?? [];
  const name = (wrapped ?? auxAttributes.glRenderer)
    .replace(/ANGLE Metal Renderer: /, '')
    .replace(/\s+(?:Direct3D|OpenGL|Vulkan)\S*.*$/, '')
    .replace(/\s*\(0x[0-9A-F]+\)/gi, '')
    .replace(/\/PCIe.*$/, '')
    .trim();
  return /swiftshader|llvmpipe|basic render/i.test(name) || name === '' ? undefined : name;
}
