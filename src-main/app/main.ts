import path from 'node:path';
import { app, session } from 'electron';
import { appOrigin, registerAppScheme, serveWindow } from './protocol/app-protocol';
import { denyPermissions, lockDownContents } from './security/lock-down';
import { guardNetwork, refuseNameLookups } from './security/network-guard';
import { createPlaceFile, createWindow } from './window/window';

app.setName('Heirloom');
// The switch is there for the administrator of a Linux system alone, for whom Chromium's sandbox refuses to work.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerAppScheme();
refuseNameLookups();
lockDownContents();
console.error(app.getPath('userData'));
void app.whenReady().then(async () => {
  denyPermissions(session.defaultSession);
  guardNetwork(session.defaultSession, () => undefined);
  serveWindow(path.join(__dirname, '../renderer'), new Map());
  const window = await createWindow(createPlaceFile(app.getPath('userData')), {
    preloadPath: path.join(__dirname, 'preload.cjs'),
    iconPath: path.join(__dirname, '../../assets/icon/icon-256.png'),
    hasDevTools: !app.isPackaged,
    backgroundColor: '#1F1F1F',
  });
  await window.loadURL(`${appOrigin}/index.html`);
});
