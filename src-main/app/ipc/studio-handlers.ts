import {
  forwardedCalls,
  type EngineContract,
  type StudioHandlers,
} from '../../../src-shared/contract';
import { createDraftHandlers } from '../handlers/draft-handlers';
import { createExportHandlers } from '../handlers/export-handlers';
import { createOpenHandlers } from '../handlers/open-handlers';
import { createSaveHandlers } from '../handlers/save-handlers';
import { createShellHandlers } from '../handlers/shell-handlers';
import type { Studio } from '../studio';

type ForwardedName = (typeof forwardedCalls)[number];

/** One handler for every call of the window; the engine's own calls are handed to it as they are. */
export function createStudioHandlers(studio: Studio): StudioHandlers {
  const forward = (name: ForwardedName) => async (input: never) =>
    studio.engine.ask<keyof EngineContract>(name, input);
  const forwarded = Object.fromEntries(forwardedCalls.map((name) => [name, forward(name)]));
  return {
    ...(forwarded as unknown as Pick<StudioHandlers, ForwardedName>),
    ...createOpenHandlers(studio),
    ...createDraftHandlers(studio),
    ...createSaveHandlers(studio),
    ...createExportHandlers(studio),
    ...createShellHandlers(studio),
    // Known here from the beginning on, also while no engine runs.
    getEngineStatus: async () => Promise.resolve(studio.engine.engineStatus()),
  };
}
