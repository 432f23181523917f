import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { EntityType } from '../graphql/graphql.ts';

const folders: Record<EntityType, string | null> = {
  COMPANY: '/clients',
  CONTACT: '/contacts',
  PRODUCT: '/products',
  OPPORTUNITY: '/opportunities',
  TAX_CODE: '/tax-regions',
  DOCUMENT: '/quotes',
};

/** Where a synced record lives in this app, "/clients/018f…"; null when it has no page. */
function recordPath(entity: EntityType, localId: string | null | undefined): string | null {
  const folder = folders[entity];
  return folder && localId ? `${folder}/${localId}` : null;
}

type Props = { entity: EntityType; localId: string | null | undefined; children: ReactNode };

/** The record's name as a link to its page, or as plain text while it is not in the CRM. */
export function RecordLink({ entity, localId, children }: Props): ReactElement {
  const to = recordPath(entity, localId);
  if (!to) return <>{children}</>;
  return (
    <Anchor inherit renderRoot={(props) => <Link to={to} {...props} />}>
      {children}
    </Anchor>
  );
}
