import { app, type Session } from 'electron';
import { appOrigin } from '../protocol/app-protocol';

/** Refuses everything that a page of ours never needs: other pages, windows, embedded pages, the computer's devices. */
export function lockDownContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    const refuse = (event: { preventDefault: () => void }) => event.preventDefault();
    contents.on('will-navigate', (event, address) => {
      if (address !== `${appOrigin}/index.html`) event.preventDefault();
    });
    contents.on('will-redirect', refuse);
    contents.on('will-frame-navigate', refuse);
    contents.on('will-attach-webview', refuse);
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    // Peer connections would go past the filter of requests.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}

/** What the page may use without being asked: copying, and full screen. */
const permitted = new Set(['clipboard-sanitized-write', 'clipboard-read', 'fullscreen']);

/** Answers every question for a permission: no, but for those few. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, respond) =>
    respond(permitted.has(permission)),
  );
  session.setPermissionCheckHandler((_contents, permission) => permitted.has(permission));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, respond) => respond({}));
}
