import { createContext, useContext } from 'react';

/** What pages may do to the sign-in itself. `renew` forgets everything cached and asks again who is signed in. */
export type Session = { renew: () => void };

export const SessionContext = createContext<Session>({ renew: () => undefined });

export const useSession = (): Session => useContext(SessionContext);
