import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { BatchTable, type BatchRow } from '../../../../src-renderer/components/batch';
import { MessagesProvider } from '../../../../src-renderer/i18n';

// There is no page here that tooltips could lie on.
vi.mock('../../../../src-renderer/components/shared/tooltip-place', () => ({
  tooltipPlace: () => undefined,
}));

const nothing = () => undefined;

/** What is read in the table, without its marks. */
function read(language: 'en' | 'de', state: BatchRow['state']): string {
  const row = { id: 'aunt', name: 'aunt.jpg', thumbnail: undefined, state };
  const rows = [{ ...row, markCount: undefined, durationMs: undefined }];
  const keys = { keyChanges: {}, singleKeys: true } as never;
  const provider = { language, systemLocale: language, platform: 'linux' as const, keys };
  const children = createElement(BatchTable, { rows, onReview: nothing, onOpen: nothing });
  const html = renderToStaticMarkup(createElement(MessagesProvider, { ...provider, children }));
  return html.replace(/<[^>]*>/g, '');
}

describe('the row of a photo that is done', () => {
  it('names the folder of its copy, which is not always that of the original', () => {
    expect(read('en', { kind: 'done', folderName: 'Pictures' })).toContain('Done in Pictures');
    expect(read('de', { kind: 'done', folderName: 'Bilder' })).toContain('Fertig im Ordner Bilder');
  });

  it('names none where the copy lies in no folder, but at the top of a drive', () => {
    expect(read('en', { kind: 'done', folderName: '' })).toMatch(/Done$/);
  });
});

it('says in the row of a photo that failed why', () => {
  const state = { kind: 'failed', reason: 'It could not be read.' } as const;
  expect(read('en', state)).toContain('Failed It could not be read.');
});
