import { describe, expect, it } from 'vitest';
import { isFromOwnPage } from '../../../../src-main/app/ipc/sender-check';

const origin = 'app://heirloom';
const mainFrame = { routingId: 4, processId: 7, url: `${origin}/index.html` };
const contents = { mainFrame };

describe('a message', () => {
  it('of the window’s own page is heard', () => {
    expect(isFromOwnPage({ sender: contents, senderFrame: mainFrame }, contents, origin)).toBe(
      true,
    );
  });

  it.each([
    ['a frame within the page', { ...mainFrame, routingId: 5 }],
    ['a frame of another process', { ...mainFrame, processId: 8 }],
    ['a page that the window was led to', { ...mainFrame, url: 'https://example.org/' }],
    ['a page whose address only begins alike', { ...mainFrame, url: `${origin}.example.org/` }],
    ['a page without an address', { ...mainFrame, url: '' }],
    ['a frame that is gone', null],
    ['no frame', undefined],
  ])('of %s is not', (_, senderFrame) => {
    const event = { sender: contents, ...(senderFrame !== undefined && { senderFrame }) };
    expect(isFromOwnPage(event, contents, origin)).toBe(false);
  });

  it('of another window is not, nor any as long as there is no window', () => {
    const other = { mainFrame: { ...mainFrame } };
    expect(isFromOwnPage({ sender: other, senderFrame: mainFrame }, contents, origin)).toBe(false);
    expect(isFromOwnPage({ sender: undefined, senderFrame: mainFrame }, undefined, origin)).toBe(
      false,
    );
  });
});
