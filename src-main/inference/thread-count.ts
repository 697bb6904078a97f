import { readFileSync } from 'node:fs';
import os from 'node:os';

/**
 * Threads for one network call: one a physical core, as two on a core share its vector units; from four cores on one core
 * is left to the window. 0 lets ONNX Runtime decide, where the number of physical cores is not known.
 */
export function defaultThreadCount(): number {
  const physical = physicalCoreCount();
  if (physical === undefined) return 0;
  return threadsForCores(Math.min(physical, usableCpuCount()));
}

/** The rule alone: all cores below four, else all but one. */
export function threadsForCores(cores: number): number {
  return cores >= 4 ? cores - 1 : Math.max(1, cores);
}

/** Distinct (package, core) pairs of /proc/cpuinfo's text, or undefined where it names none (Arm). */
export function countPhysicalCores(cpuInfo: string): number | undefined {
  const cores = new Set<string>();
  for (const processor of cpuInfo.split(/\n\s*\n/)) {
    const core = /^core id\s*:\s*(\d+)/m.exec(processor)?.[1];
    const socket = /^physical id\s*:\s*(\d+)/m.exec(processor)?.[1] ?? '0';
    if (core !== undefined) cores.add(`${socket}/${core}`);
  }
  return cores.size > 0 ? cores.size : undefined;
}

function physicalCoreCount(): number | undefined {
  // Arm processors of desktops have one thread a core.
  if (os.arch() === 'arm64') return os.cpus().length;
  if (os.platform() !== 'linux') return undefined;
  try {
    return countPhysicalCores(readFileSync('/proc/cpuinfo', 'utf8'));
  } catch {
    return undefined;
  }
}

/** CPUs that this process may use; an affinity mask counts where Node can tell (from 18 on). */
function usableCpuCount(): number {
  return (
    (os as Partial<Pick<typeof os, 'availableParallelism'>>).availableParallelism?.() ??
    os.cpus().length
  );
}
