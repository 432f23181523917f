import { t } from '@lingui/core/macro';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../graphql/gql.ts';
import type { EntityType } from '../graphql/graphql.ts';
import { failureText } from './failure-text.ts';
import { GuardedButton } from './guarded-button.tsx';
import { notifyAnswer, notifyDone, notifyFailure } from './notify.ts';

const SyncRecordMutation = graphql(`
  mutation SyncRecord($entity: EntityType!, $localId: ID!) {
    syncRecord(entity: $entity, localId: $localId) {
      pulled
      pushed
      isInStep
      problems {
        code
        field
        message
      }
    }
  }
`);

type Props = { entity: EntityType; localId: string; size?: 'compact-sm' };

/** Fetches the record from ConnectWise and sends it there, as far as mode and filters let it, and tells both. */
export function SyncRecordButton({ entity, localId, size }: Props): ReactElement {
  const [{ fetching }, sync] = useMutation(SyncRecordMutation);
  const start = async (): Promise<void> => {
    const { data, error } = await sync(
      { entity, localId },
      { additionalTypenames: ['Client', 'Contact', 'Product', 'Opportunity', 'AuditEvent'] },
    );
    if (error) return notifyFailure(failureText(error));
    const [problem] = data?.syncRecord.problems ?? [];
    if (problem) return notifyFailure(problem.message);
    const { pulled, pushed, isInStep } = data?.syncRecord ?? {};
    const said = [pulled, pushed].filter(Boolean).join(' ');
    if (isInStep) notifyDone(said);
    else notifyAnswer(said);
  };
  return (
    <GuardedButton
      needs="canRetry"
      variant="default"
      {...(size ? { size } : {})}
      loading={fetching}
      leftSection={<IconRefresh size={16} aria-hidden />}
      onClick={() => void start()}
    >{t`Sync this record now`}</GuardedButton>
  );
}
