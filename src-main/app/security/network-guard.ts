import { app, type Session } from 'electron';
import type { NetworkReport } from '../../../src-shared/contract';
import { isLocalAddress } from './network-policy';

/** Counts what tried to leave this computer, and keeps it from doing so. */
export interface NetworkGuard {
  readonly report: () => NetworkReport;
  /** Something was refused before it became a request: by the page's own policy, for example. */
  readonly noteRefusal: () => void;
}

/** No name is ever looked up and no proxy asked; to be called before Electron is ready. */
export function refuseNameLookups(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('no-proxy-server');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
}

/** Cancels every request that is not for the application's own files; `onChange` is told after each. */
export function guardNetwork(
  session: Session,
  onChange: (report: NetworkReport) => void,
): NetworkGuard {
  let connections = 0;
  let refused = 0;
  const report = () => ({ connections, refused });
  const noteRefusal = () => {
    refused++;
    onChange(report());
  };
  session.webRequest.onBeforeRequest((details, respond) => {
    const isLocal = isLocalAddress(details.url);
    if (!isLocal) noteRefusal();
    respond({ cancel: !isLocal });
  });
  // Never to be seen; counted from what has really arrived, so that the status bar's figure is a measurement.
  session.webRequest.onResponseStarted((details) => {
    if (isLocalAddress(details.url)) return;
    connections++;
    onChange(report());
  });
  return { report, noteRefusal };
}
