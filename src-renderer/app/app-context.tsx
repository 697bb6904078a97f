import { createContext, useContext, useRef } from 'react';
import { useStore } from 'zustand';
import type { AppContext } from '../actions/context';
import type { AppState } from '../state/app-state';
import { differsFleetinglyOnly } from '../state/settled-state';

/** What the whole window works with; there is one. */
export const StudioContext = createContext<AppContext | undefined>(undefined);

/** The context of the actions. */
export function useStudio(): AppContext {
  const context = useContext(StudioContext);
  if (!context) throw new Error('useStudio needs a StudioContext above');
  return context;
}

/** A part of the state; renders again when that part is another one. */
export function useAppState<Part>(select: (state: AppState) => Part): Part {
  return useStore(useStudio().store, select);
}

/**
 * The whole state, for parts that show neither zoom, divider nor how far a repair is: these alone do not render them again. Who
 * shows one of them asks for it by itself.
 */
export function useSettledState(): AppState {
  const last = useRef<AppState>(undefined);
  return useAppState((state) => {
    if (!last.current || !differsFleetinglyOnly(last.current, state)) last.current = state;
    return last.current;
  });
}
