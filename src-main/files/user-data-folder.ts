import os from 'node:os';
import path from 'node:path';
import { folderFrom } from '../../src-shared/named-folder';

/** Where the system wants what a person has given to a program. */
export function userDataFolder(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const home = os.homedir();
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Heirloom');
  if (platform === 'win32') {
    return path.join(
      folderFrom(environment['APPDATA'], path.join(home, 'AppData', 'Roaming'), platform),
      'Heirloom',
    );
  }
  return path.join(
    folderFrom(environment['XDG_DATA_HOME'], path.join(home, '.local', 'share'), platform),
    'heirloom',
  );
}
