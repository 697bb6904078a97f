import { readdir } from 'node:fs/promises';
import { systemCode } from './system-code';

/** Names in a folder; none where it was never made. @throws the system's error: what cannot be read now is not empty */
export async function namesInFolder(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}
