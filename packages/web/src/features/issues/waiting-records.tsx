import { plural, t } from '@lingui/core/macro';
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactElement } from 'react';
import { RecordLink } from '../../components/record-link.tsx';
import { entityWords } from '../../components/sync-words.ts';
import type { IssueFieldsFragment } from '../../graphql/graphql.ts';

/** What else is not sent before this is cured, and then goes out by itself. */
export function WaitingRecords({
  issue,
}: {
  issue: Pick<IssueFieldsFragment, 'waiting' | 'waitingCount'>;
}): ReactElement | null {
  const { waiting, waitingCount } = issue;
  if (waiting.length === 0) return null;
  const more = waitingCount - waiting.length;
  return (
    <Text size="sm" c="dimmed" mt={2}>
      {t`Waiting for this:`}{' '}
      {waiting.map(({ entity, localId, name }, at) => (
        <Fragment key={localId}>
          {at > 0 && ', '}
          <RecordLink entity={entity} localId={localId}>
            {name ?? entityWords[entity].one}
          </RecordLink>
        </Fragment>
      ))}
      {more > 0 && (
        <>
          {' '}
          <Anchor inherit underline="always" renderRoot={(props) => <Link to="/pushes" {...props} />}>
            {plural(more, { one: 'and # more', other: 'and # more' })}
          </Anchor>
        </>
      )}
    </Text>
  );
}
