import path from 'node:path';
import {
  defaultPreferences,
  preferencesSchema,
  type Preferences,
} from '../../../src-shared/model/preferences';
import { createJsonFile } from './json-file';

/** What a person has set once for all. */
export interface PreferenceStore {
  readonly current: () => Preferences;
  /** Takes effect at once; kept on disk before it resolves. */
  readonly change: (changes: Partial<Preferences>) => Promise<Preferences>;
}

/** Reads the preferences of `folder`; a file that cannot be understood is put aside, and the defaults hold. */
export async function openPreferences(folder: string): Promise<PreferenceStore> {
  const schema = preferencesSchema.strip();
  const file = createJsonFile(path.join(folder, 'preferences.json'), schema, defaultPreferences);
  let current: Preferences = await file.read();
  return {
    current: () => current,
    async change(changes) {
      current = preferencesSchema.parse({ ...current, ...changes });
      await file.write(current);
      return current;
    },
  };
}
