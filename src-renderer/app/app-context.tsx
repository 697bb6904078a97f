import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { AppContext } from '../actions/context';
import type { AppState } from '../state/app-state';

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
