import { app } from 'electron';
import { filesOfCommandLine } from './files/command-line-files';
import { HandedFiles } from './files/handed-files';
import { registerAppScheme } from './protocol/app-protocol';
import { lockDownContents } from './security/lock-down';
import { refuseNameLookups } from './security/network-guard';
import { startStudio, type RunningStudio } from './start-studio';
import { endWithoutWindow } from './window/start-failure';

app.setName('Heirloom');
// The switch is there for the administrator of a Linux system alone, for whom Chromium's sandbox refuses to work.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerAppScheme();
refuseNameLookups();
lockDownContents();

let studio: RunningStudio | undefined;
const handedFiles = new HandedFiles(
  filesOfCommandLine(process.argv, app.isPackaged, process.cwd()),
);

// macOS names files by events, also before the program is ready.
app.on('open-file', (event, file) => {
  event.preventDefault();
  handedFiles.add([file]);
});

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, commandLine, workingFolder) => {
    handedFiles.add(filesOfCommandLine(commandLine, app.isPackaged, workingFolder));
    studio?.showWindow();
  });
  app.on('window-all-closed', () => app.quit());
  let isSettled = false;
  app.on('will-quit', (event) => {
    if (isSettled || !studio) return;
    event.preventDefault();
    isSettled = true;
    // Electron does not hear of it before it has taken note of the delay.
    void studio.stop().finally(() => setImmediate(() => app.quit()));
  });
  void app
    .whenReady()
    .then(async () => {
      studio = await startStudio(__dirname, handedFiles);
    })
    .catch(endWithoutWindow);
} else {
  // The first one has been given the files.
  app.quit();
}
