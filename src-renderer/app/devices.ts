import type { DeviceName } from '../components/status-bar';

/** What each system can have. */
export const devicesOf = {
  linux: ['auto', 'cpu', 'webgpu'],
  win32: ['auto', 'cpu', 'dml', 'webgpu'],
  darwin: ['auto', 'cpu', 'coreml', 'webgpu'],
  other: ['auto', 'cpu'],
} as const satisfies Record<string, readonly DeviceName[]>;
