import { writeTiff } from '../../../imaging/containers/tiff-container';
import { atomicWriteFile } from '../../../imaging/files/atomic-write';
import { noMetadata } from '../../../imaging/headers/photo-header';
import type { PhotoSamples } from '../../../../src-shared/model/photo';

/** Writes a picture as the TIFF that a scanner would. @throws PhotoError when it cannot be written */
export async function writeScan(photo: PhotoSamples, file: string): Promise<void> {
  const chunks = await writeTiff(photo, noMetadata, { compression: 'deflate', isBig: false });
  await atomicWriteFile(file, chunks);
}
