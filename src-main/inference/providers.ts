import type { Precision } from './prior-manifest';

/** Where a network can be computed. */
export const providerNames = ['cpu', 'webgpu', 'dml', 'coreml', 'cuda'] as const;

/** One of `providerNames`, as ONNX Runtime spells it. */
export type ProviderName = (typeof providerNames)[number];

/** 'auto': the fastest that is there and agrees with the stored answer. */
export type ProviderRequest = 'auto' | ProviderName;

/** What people know a provider as, within a sentence. */
export const providerLabels: Readonly<Record<ProviderName, string>> = {
  cpu: 'the processor',
  webgpu: 'WebGPU',
  dml: 'DirectML',
  coreml: 'Core ML',
  cuda: 'CUDA',
};

/** Ways in which a provider, or faster weights on it, can fail the trial; the catalogue of the window has a sentence for each. */
export type RejectionKind =
  | 'notBuilt'
  | 'notInstalled'
  | 'onlyByName'
  | 'noStart'
  | 'noCall'
  | 'wrongAnswer'
  | 'slower'
  | 'usualSize'
  | 'weights';

/** Why a provider was not used, for programs and for people. */
export interface RejectionReason {
  readonly kind: RejectionKind;
  /** One sentence. */
  readonly reason: string;
  /** What the sentence fills in beside the provider. */
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Why a provider was not used: a reason for people, and what the library said. */
export interface ProviderRejection extends RejectionReason {
  readonly provider: ProviderName;
  /** The raw message, where there was one. */
  readonly detail?: string;
}

/** Providers in the order in which 'auto' tries them; the processor, which is always there, comes last. */
export function providerOrder(platform: NodeJS.Platform): readonly ProviderName[] {
  if (platform === 'win32') return ['dml', 'webgpu', 'cpu'];
  if (platform === 'darwin') return ['coreml', 'webgpu', 'cpu'];
  return ['cuda', 'webgpu', 'cpu'];
}

/** What is known of this computer without starting anything. */
export interface ProviderEnvironment {
  readonly platform: NodeJS.Platform;
  /** Names that this build of ONNX Runtime holds. */
  readonly backends: readonly string[];
  /** CUDA's part of ONNX Runtime is an extra download on Linux and no part of Heirloom. */
  readonly hasCudaLibraries: boolean;
}

/**
 * Why `provider` is not even tried, or undefined when it may be. ONNX Runtime itself drops a provider that its build
 * lacks with no more than a console warning, so the build is asked first.
 */
export function reasonNotToTry(
  provider: ProviderName,
  requested: ProviderRequest,
  environment: ProviderEnvironment,
): RejectionReason | undefined {
  const label = providerLabels[provider];
  if (!environment.backends.includes(provider)) {
    return {
      kind: 'notBuilt',
      reason: `${label} is not part of Heirloom on this kind of computer.`,
    };
  }
  if (provider === 'cuda' && !environment.hasCudaLibraries) {
    return {
      kind: 'notInstalled',
      reason: `${label} is not installed for ONNX Runtime on this computer.`,
    };
  }
  // WebGPU on Linux is a Vulkan driver loaded into this very process: a faulty one ends the process, which no code here
  // can catch, and a software driver (SwiftShader, measured) answers more than a hundred times more slowly than the
  // processor. So it is for those who ask.
  if (provider === 'webgpu' && environment.platform === 'linux' && requested === 'auto') {
    return {
      kind: 'onlyByName',
      reason: `${label} is used on Linux only when it is asked for by name.`,
    };
  }
  return undefined;
}

/**
 * Largest difference from the stored answer of the processor, in [-1, 1] units (one 8-bit step is 0.008), at which a
 * provider still computes the same network.
 */
export function answerTolerance(provider: ProviderName, precision: Precision): number {
  // Measured: .03. Processors whose 8-bit sums overflow are off by far more.
  if (precision === 'int8') return 8e-2;
  // Core ML may compute in half precision whatever the weights are.
  if (precision === 'float16' || provider === 'coreml') return 2e-2;
  // ONNX Runtime lets CUDA convolve in TensorFloat-32, which has a 10-bit mantissa.
  if (provider === 'cuda') return 5e-3;
  return 1e-4;
}

/** "Running on the processor." and, after it, each better provider's reason. */
export function explainProvider(
  provider: ProviderName,
  rejections: readonly ProviderRejection[],
): string {
  return [
    `Running on ${providerLabels[provider]}.`,
    ...rejections.map(({ reason }) => reason),
  ].join(' ');
}
