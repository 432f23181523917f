import { plural, t } from '@lingui/core/macro';
import { useMutation } from 'urql';
import { graphql } from '../graphql/gql.ts';
import type { EntityType } from '../graphql/graphql.ts';
import { failureText } from './failure-text.ts';
import { notifyAnswer, notifyFailure } from './notify.ts';

const SyncRecordsMutation = graphql(`
  mutation SyncRecords($entity: EntityType!, $localIds: [ID!]!) {
    syncRecords(entity: $entity, localIds: $localIds) {
      changed
      sent
      gone
      left
      problems { code field message }
    }
  }
`);

type Chosen = { entity: EntityType; localId: string };

const context = {
  additionalTypenames: ['Client', 'Contact', 'Product', 'Opportunity', 'EntityLink', 'AuditEvent'],
};

/** Syncs records that somebody chose, one request for each kind, and tells what became of them; answers whether all of that worked. */
export function useSyncRecords() {
  const [{ fetching }, sync] = useMutation(SyncRecordsMutation);
  const syncAll = async (chosen: readonly Chosen[]): Promise<boolean> => {
    const sum = { changed: 0, sent: 0, gone: 0, left: 0 };
    for (const [entity, records] of Map.groupBy(chosen, (record) => record.entity)) {
      const { data, error } = await sync({ entity, localIds: records.map(({ localId }) => localId) }, context);
      const failure = error ? failureText(error) : data?.syncRecords.problems[0]?.message;
      if (failure || !data) {
        notifyFailure(failure ?? t`The server gave no answer. Try again.`);
        return false;
      }
      for (const part of ['changed', 'sent', 'gone', 'left'] as const) sum[part] += data.syncRecords[part];
    }
    notifyAnswer(answerOf(chosen.length, sum));
    return true;
  };
  return { isSyncing: fetching, syncAll };
}

function answerOf(
  count: number,
  { changed, sent, gone, left }: Record<'changed' | 'sent' | 'gone' | 'left', number>,
): string {
  return [
    plural(count, { one: 'Looked at # record.', other: 'Looked at # records.' }),
    changed > 0 && plural(changed, { one: '# changed here.', other: '# changed here.' }),
    sent > 0 && plural(sent, { one: '# is being sent to ConnectWise.', other: '# are being sent to ConnectWise.' }),
    gone > 0 && plural(gone, { one: '# is gone in ConnectWise.', other: '# are gone in ConnectWise.' }),
    left > 0 &&
      plural(left, { one: '# is paused, broken or never synced.', other: '# are paused, broken or never synced.' }),
    t`The audit log tells what became of each.`,
  ]
    .filter(Boolean)
    .join(' ');
}
