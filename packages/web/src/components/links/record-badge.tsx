import type { ReactElement } from 'react';
import type { LinkActionInput, SyncMode } from '../../graphql/graphql.ts';
import { StatusBadge } from '../status-badge.tsx';
import { SyncBadge } from '../sync-badge.tsx';
import { IssuesLink } from './issues-link.tsx';
import { useStanding } from './use-standing.ts';

type Props = {
  entity: LinkActionInput['entity'];
  localId: string;
  link: { state: string } | null | undefined;
  mode?: SyncMode | null | undefined;
};

/** How a record stands to ConnectWise, in the header of its page: what its card says. */
export function RecordBadge({ entity, localId, link, mode }: Props): ReactElement {
  const standing = useStanding(entity, localId);
  return standing ? (
    <IssuesLink entity={entity} issues={standing.issues}>
      <StatusBadge tone={standing.tone}>{standing.label}</StatusBadge>
    </IssuesLink>
  ) : (
    <SyncBadge link={link} mode={mode} />
  );
}
