import { useMemo } from 'react';
import { commandIds, type CommandId } from '../../src-shared/commands';
import { canRun, runCommand } from '../actions/commands';
import type { CommandPort } from '../components/shared/command-port';
import { useAppState, useStudio } from './app-context';

/** Commands as components carry them out; renders again when one becomes possible or impossible. */
export function useCommandPort(): CommandPort {
  const studio = useStudio();
  const enabled = useAppState((state) => commandIds.filter((id) => canRun(state, id)).join(' '));
  return useMemo(() => {
    const ids = new Set(enabled.split(' '));
    return {
      run: (id: CommandId) => void runCommand(studio, id),
      isEnabled: (id: CommandId) => ids.has(id),
    };
  }, [studio, enabled]);
}
