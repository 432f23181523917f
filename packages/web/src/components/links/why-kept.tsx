import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import type { LinkFieldsFragment, SyncMode } from '../../graphql/graphql.ts';
import { fieldWord } from '../field-word.ts';
import { FixLink } from '../fix-link.tsx';
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
  const because = sendsEdits[mode]
    ? t`Not sent: ${fields}. The direction of these fields keeps them here. Those that were edited under another sync mode go out with “Sync this record now”.`
    : t`Not sent: ${fields}. The sync mode “${modeNames[mode]}” sends no edits of a linked record.`;
  return (
    <Text size="sm">
      {because}{' '}
      {canAdminister
        ? t`Mode and directions are set under Integrations, What to sync.`
        : t`Only an administrator can change that, under Integrations, What to sync. Ask an administrator of your workspace.`}{' '}
      {canAdminister && <FixLink step="SCOPE" />}
    </Text>
  );
}
