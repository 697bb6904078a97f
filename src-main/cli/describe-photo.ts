import type { PhotoInspection } from '../../src-shared/model/photo-inspection';
import { formatName } from '../imaging/fit-samples';

const colourNames = { grey: 'grey', rgb: 'RGB', cmyk: 'CMYK' };

/** "JPEG, 2400 x 1800 pixels, RGB, 8 bits a sample" */
export function describePhoto(inspection: PhotoInspection): string {
  const { format, width, height } = inspection;
  return `${formatName(format)}, ${width} x ${height} pixels, ${describeColour(inspection)}`;
}

/** "RGB with transparency, 16 bits a sample" */
export function describeColour(inspection: PhotoInspection): string {
  const { colourModel, hasAlpha, isPalette, bitDepth } = inspection;
  const colour = `${colourNames[colourModel]}${isPalette ? ' by a palette' : ''}${hasAlpha ? ' with transparency' : ''}`;
  return `${colour}, ${bitDepth === 1 ? '1 bit' : `${bitDepth} bits`} a sample`;
}

/** What a photo's header says, for programs: its notes are plain sentences, and the command line speaks English. */
export function plainInspection(inspection: PhotoInspection) {
  return { ...inspection, notes: inspection.notes.map(({ message }) => message) };
}
