import path from 'node:path';
import { expect, it } from 'vitest';
import { createEventWriter } from '../../../../src-main/cli/report/event-writer';
import type { StartedFacts } from '../../../../src-main/cli/report/reporter';
import { inspectPhoto } from '../../../../src-main/imaging/inspect';
import { makeSamples, sharpFrom } from '../../../support/make-photos';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

it('tells programs of a photo as `inspect` does, its notes plain sentences', async () => {
  const file = path.join(makeTemporaryFolder(), 'palette.png');
  await sharpFrom(makeSamples(40, 30)).png({ palette: true }).toFile(file);
  const written: string[] = [];
  const writer = createEventWriter({ write: (text: string) => written.push(text) });
  const photo = { path: file, sha256: '', inspection: await inspectPhoto(file) };
  writer.started({ photo } as StartedFacts);
  const event = JSON.parse(written.join('')) as { photo: { inspection: { notes: unknown } } };
  expect(event.photo.inspection.notes).toEqual([expect.stringMatching(/^The picture uses/)]);
});
