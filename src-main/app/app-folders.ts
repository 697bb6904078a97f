import path from 'node:path';
import { app } from 'electron';

/** Where the parts of the application lie, in a checkout and in a package. */
export interface AppFolders {
  readonly bundles: string;
  readonly renderer: string;
  /** Files that must lie outside the archive: ONNX Runtime cannot read inside it. */
  readonly models: string;
  readonly samples: string;
  readonly icon: string;
}

/** @param bundles the folder of main's own bundle */
export function findFolders(bundles: string): AppFolders {
  const root = path.join(bundles, '../..');
  const resources = app.isPackaged ? process.resourcesPath : root;
  return {
    bundles,
    renderer: path.join(bundles, '../renderer'),
    models: path.join(resources, 'models'),
    samples: path.join(resources, app.isPackaged ? 'samples' : 'assets/samples'),
    icon: path.join(resources, app.isPackaged ? 'icon.png' : 'assets/icon/256x256.png'),
  };
}
