import { msg } from '@lingui/core/macro';
import { createContext, useContext } from 'react';
import type { Role } from '../graphql/graphql.ts';
import { words } from './language/language.ts';

/** Who looks at the page and what the server lets them do. */
export type CurrentViewer = {
  name: string;
  email: string | null;
  role: Role;
  workspaceName: string;
  /** ISO 4217. */
  currency: string;
  canEdit: boolean;
  canRetry: boolean;
  canAdminister: boolean;
};

export type Right = 'canEdit' | 'canRetry' | 'canAdminister';

const refusals: Record<Right, string> = words({
  canEdit: msg`Your role can look, but not change records. Ask an administrator of your workspace.`,
  canRetry: msg`Your role can look, but not retry. Ask a member of support or an administrator.`,
  canAdminister: msg`Only administrators can change this. Ask an administrator of your workspace.`,
});

export const roleNames: Record<Role, string> = words({
  ADMIN: msg`Administrator`,
  SALES: msg`Sales`,
  SUPPORT: msg`Support`,
  VIEWER: msg`Viewer`,
});

export const ViewerContext = createContext<CurrentViewer | null>(null);

/** The signed-in viewer; throws outside the signed-in part of the app. */
export function useViewer(): CurrentViewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('useViewer is used outside the signed-in part of the app.');
  return viewer;
}

/** Why the viewer may not do something, as a sentence, or null when they may. */
export function useRefusal(right: Right): string | null {
  return useViewer()[right] ? null : refusals[right];
}
