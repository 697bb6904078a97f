import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { DraftsLine } from '../../../../src-renderer/components/dialogs/privacy-dialog';
import { EmptyState, type RecoveryListProps } from '../../../../src-renderer/components/states';
import { MessagesProvider } from '../../../../src-renderer/i18n';

// There is no page here that tooltips could lie on.
vi.mock('../../../../src-renderer/components/shared/tooltip-place', () => ({
  tooltipPlace: () => undefined,
}));

const nothing = () => undefined;

function render(language: 'en' | 'de', content: ReactNode): string {
  const keys = { keyChanges: {}, singleKeys: true } as never;
  const provider = { language, systemLocale: language, platform: 'linux' as const, keys };
  return renderToStaticMarkup(createElement(MessagesProvider, { ...provider, children: content }));
}

function renderEmpty(drafts: RecoveryListProps['drafts']): string {
  const kept = { drafts, now: new Date(0), onRestore: nothing, onDelete: nothing };
  const port = { isEnabled: () => true, run: nothing } as never;
  return render(
    'en',
    createElement(EmptyState, { recents: [], onOpenRecent: nothing, kept, drop: undefined, port }),
  );
}

describe('the window without a photo', () => {
  it('offers drafts that no file leads to, with picture, name and what was done', () => {
    const draft = {
      id: 'draft-1',
      name: 'pasted-2026-01-01.png',
      savedAt: new Date(0),
      summary: '31 strokes',
      thumbnail: 'blob:picture',
    };
    const html = renderEmpty([draft]);
    for (const text of ['Other drafts', draft.name, draft.summary, draft.thumbnail]) {
      expect(html).toContain(text);
    }
    expect(html).toContain('aria-label="Restore draft: pasted-2026-01-01.png"');
    expect(html).not.toContain('Show original');
  });

  it('says nothing of drafts where there are none', () => {
    expect(renderEmpty([])).not.toContain('draft');
  });
});

describe('the line on drafts', () => {
  const line = (count: number, isOpenKept: boolean) =>
    render(
      'de',
      createElement(DraftsLine, {
        drafts: { count, byteLength: 2e6, isOpenKept },
        onDeleteDrafts: nothing,
      }),
    );

  it('says that there are none only where there are none', () => {
    expect(line(0, false)).toContain('Keine Entwürfe.');
    expect(line(0, true)).toContain('außer dem des offenen Fotos');
    expect(line(2, true)).toContain('2 Entwürfe');
  });
});
