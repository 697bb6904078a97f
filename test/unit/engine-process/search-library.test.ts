import { describe, expect, it, vi } from 'vitest';
import type { LoadedPhoto } from '../../../src-main/engine-process/photo-library';
import { SearchLibrary } from '../../../src-main/engine-process/search-library';
import type { PhotoId } from '../../../src-shared/model/ids';
import { createDice } from '../../support/damage-drawing';
import { drawStroke } from '../../support/damage-drawing-strokes';
import { softPicture } from '../../support/drawn-picture';

/** As much of an open photo as a search needs: grain, and a bright scratch. */
function openPhoto(id: string, width = 320, height = 240) {
  const picture = softPicture(width, height, 7);
  const path = Array.from({ length: 30 }, (_, i) => ({ x: 40 + 6 * i, y: 60 + 3 * i }));
  const ink = { value: 0.97, alpha: 1, softnessPx: 1, number: 1, gaps: 0, dice: createDice(1) };
  drawStroke({ ...picture, owner: new Uint16Array(width * height) }, path, { ...ink, widthPx: 4 });
  const data = Uint8Array.from(picture.luma, (value) => Math.round(255 * value));
  let reads = 0;
  const samples = {
    width,
    height,
    bitDepth: 8,
    colourModel: 'grey',
    hasAlpha: false,
    get data() {
      reads++;
      return data;
    },
  };
  const closing = new AbortController();
  const parts = { description: { photoId: id as PhotoId }, opened: { samples }, closing };
  return { photo: parts as unknown as LoadedPhoto, closing, reads: () => reads };
}

const find = (library: SearchLibrary, photo: LoadedPhoto, sensitivity: number) =>
  library.ask(photo, sensitivity, (search, breathe) => search.conclude(sensitivity, breathe));

describe('the searches of open photos', () => {
  it('look at a photo once, whatever is asked of it, also at the same time', async () => {
    const { photo, reads } = openPhoto('one');
    const library = new SearchLibrary(vi.fn());
    const [cautious, thorough] = await Promise.all([
      find(library, photo, 0.5),
      find(library, photo, 1),
    ]);
    const seen = reads();
    expect(cautious.marks.length).toBeGreaterThan(0);
    expect(thorough.marks.length).toBeGreaterThanOrEqual(cautious.marks.length);
    expect(await find(library, photo, 0.5)).toEqual(cautious);
    expect(reads()).toBe(seen);
  });

  it('end when the photo is closed, and say so', async () => {
    const { photo, closing } = openPhoto('one');
    const library = new SearchLibrary(vi.fn());
    const asked = find(library, photo, 0.5);
    closing.abort();
    await expect(asked).rejects.toThrow('The photo was closed');
  });

  it('tell what they see of a large photo before they have seen all of it', async () => {
    const { photo } = openPhoto('large', 2400, 240);
    const previews: unknown[] = [];
    const library = new SearchLibrary((of, { marks }) =>
      previews.push([of.description.photoId, marks.length > 0]),
    );
    await find(library, photo, 0.75);
    expect(previews).toEqual([['large', true]]);
  });

  it('are forgotten, the oldest first, where there is no room for all', async () => {
    const library = new SearchLibrary(vi.fn(), { byteBudget: 400_000 });
    const first = openPhoto('first');
    const second = openPhoto('second');
    await find(library, first.photo, 0.5);
    await find(library, second.photo, 0.5);
    const [firstReads, secondReads] = [first.reads(), second.reads()];
    await find(library, second.photo, 0.25);
    expect(second.reads()).toBe(secondReads);
    await find(library, first.photo, 0.25);
    expect(first.reads()).toBeGreaterThan(firstReads);
  });
});
