import path from 'node:path';
import type { z } from 'zod';
import {
  defaultPreferences,
  preferencesSchema,
  type preferenceChangesSchema,
  type Preferences,
} from '../../../src-shared/model/preferences';
import { createJsonFile } from './json-file';

type PreferenceChanges = Readonly<z.infer<typeof preferenceChangesSchema>>;

/** What a person has set once for all. */
export interface PreferenceStore {
  readonly current: () => Preferences;
  /** Takes effect at once; kept on disk before it resolves. */
  readonly change: (changes: PreferenceChanges) => Promise<Preferences>;
}

/** Reads the preferences of `folder`; a file that cannot be understood is put aside, and the defaults hold. */
export async function openPreferences(folder: string): Promise<PreferenceStore> {
  const schema = preferencesSchema.strip();
  const file = createJsonFile(path.join(folder, 'preferences.json'), schema, defaultPreferences);
  let current: Preferences = await file.read();
  return {
    current: () => current,
    async change(changes) {
      const given = Object.entries(changes).filter(([, value]) => value !== undefined);
      current = preferencesSchema.parse({ ...current, ...Object.fromEntries(given) });
      await file.write(current);
      return current;
    },
  };
}
