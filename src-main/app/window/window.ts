import path from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { createJsonFile, type JsonFile } from '../store/json-file';
import { createWebPreferences } from '../security/web-preferences';
import {
  firstPlace,
  minimumSize,
  placeOnDesktop,
  windowPlaceSchema,
  type WindowPlace,
} from './window-bounds';

/** Where the window's place is kept. */
export function createPlaceFile(userData: string): JsonFile<WindowPlace> {
  return createJsonFile(path.join(userData, 'window.json'), windowPlaceSchema, firstPlace);
}

/** Where a window is, as it is remembered. */
export function placeOf(window: BrowserWindow): WindowPlace {
  return { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
}

export interface WindowOptions {
  readonly preloadPath: string;
  readonly iconPath: string;
  readonly hasDevTools: boolean;
  readonly backgroundColor: string;
}

/** The one window, where it was last time; it shows itself with its first picture, so that nothing flashes. */
export function createWindow(place: WindowPlace, options: WindowOptions): BrowserWindow {
  const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...placeOnDesktop(place, workAreas),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    title: 'Heirloom',
    icon: options.iconPath,
    backgroundColor: options.backgroundColor,
    webPreferences: createWebPreferences(options.preloadPath, options.hasDevTools),
  });
  window.once('ready-to-show', () => {
    if (place.isMaximized) window.maximize();
    window.show();
  });
  // Main names the window after the photo; the page's own title is not used.
  window.on('page-title-updated', (event) => event.preventDefault());
  return window;
}
