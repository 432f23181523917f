import { createContext, useContext, useSyncExternalStore } from 'react';

/** `idle`: nothing subscribes yet; `connecting`: first try; `live`: open; `down`: lost, trying again. */
export type LiveState = 'idle' | 'connecting' | 'live' | 'down';

export type LiveStatus = {
  get: () => LiveState;
  set: (state: LiveState) => void;
  listen: (heard: () => void) => () => void;
};

/** A tiny store that the socket writes and pages read. */
export function createLiveStatus(): LiveStatus {
  let state: LiveState = 'idle';
  const heard = new Set<() => void>();
  return {
    get: () => state,
    set: (next) => {
      if (next === state) return;
      state = next;
      for (const tell of heard) tell();
    },
    listen: (tell) => {
      heard.add(tell);
      return () => heard.delete(tell);
    },
  };
}

export const LiveStatusContext = createContext<LiveStatus>(createLiveStatus());

export function useLiveState(): LiveState {
  const status = useContext(LiveStatusContext);
  return useSyncExternalStore(status.listen, status.get);
}
