import { t } from '@lingui/core/macro';
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import type { LinkFieldsFragment, SyncMode } from '../../graphql/graphql.ts';
import { fieldWord } from '../field-word.ts';
import { modeNames } from '../sync-badge.tsx';
import { useViewer } from '../viewer.ts';
import { SyncModeQuery } from './links.graphql.ts';

const sendsEdits: Record<SyncMode, boolean> = {
  PULL_NEW_PUSH_WON: false,
  REAL_TIME: true,
  PULL_ONLY: false,
  PUSH_WON_ONLY: false,
};

/** Of a record with edits that stay here: which setting keeps them, and the way to it or to who may change it. Nothing of any other record. */
export function WhyKept({ link }: { link: Pick<LinkFieldsFragment, 'heldEdits'> }): ReactElement | null {
  const { canAdminister } = useViewer();
  const fields = link.heldEdits.map(fieldWord).join(', ');
  const [{ data }] = useQuery({ query: SyncModeQuery, pause: fields === '' });
  const mode = data?.syncSettings?.mode;
  if (fields === '' || !mode) return null;
  const byDirection = sendsEdits[mode];
  const because = byDirection
    ? t`Not sent: ${fields}. The direction of these fields keeps them here, or they were edited under an earlier sync mode; those go out with “Sync this record now”.`
    : t`Not sent: ${fields}. The sync mode “${modeNames[mode]}” sends no edits of a linked record.`;
  return (
    <Text size="sm">
      {because}{' '}
      <Anchor
        inherit
        renderRoot={(props) => (
          <Link to="/integrations/setup/scope" {...(byDirection ? { hash: 'directions' } : {})} {...props} />
        )}
      >
        {byDirection ? t`See the directions of fields` : t`See the sync mode`}
      </Anchor>
      {!canAdminister && ` ${t`Only an administrator can change that. Ask an administrator of your workspace.`}`}
    </Text>
  );
}
