import { expect, it, vi } from 'vitest';
import { HandedFiles } from '../../../../src-main/app/files/handed-files';

it('keeps every file that is handed over, whenever that is, until it is taken once', () => {
  const files = new HandedFiles(['/named.jpg']);
  // Before there is a window.
  files.add(['/early.jpg']);
  const more = vi.fn();
  files.onMore(more);
  // While it loads and hears nothing yet.
  files.add(['/late.jpg']);
  expect(more).toHaveBeenCalledOnce();
  expect(files.take()).toEqual(['/named.jpg', '/early.jpg', '/late.jpg']);
  expect(files.take()).toEqual([]);
  // A second start without a file is none.
  files.add([]);
  expect(more).toHaveBeenCalledOnce();
});
