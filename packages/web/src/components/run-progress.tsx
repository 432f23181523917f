import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Group, Progress, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { RunSummaryFragment } from '../graphql/graphql.ts';
import { words } from './language/language.ts';
import classes from './run-progress.module.css';
import { type RunEntity, shareDone } from './run-summary.ts';
import { entityWords, formatCount } from './sync-words.ts';

const columns = words([msg`Created`, msg`Updated`, msg`Linked`, msg`Unchanged`, msg`Skipped`, msg`Failed`] as const);

/** One line for each record type of a run: how far it is, and what came of it. Counts, not only bars. */
export function RunProgress({ run }: { run: RunSummaryFragment }): ReactElement {
  return (
    <table className={classes.table} aria-label={t`Progress by record type`}>
      <thead>
        <tr>
          <th scope="col" className={classes.type}>{t`Record type`}</th>
          <th scope="col">{t`Progress`}</th>
          {columns.map((column) => (
            <th key={column} scope="col" className={classes.number}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {run.entities.map((one) => (
          <EntityLine key={one.entity} one={one} runId={run.id} />
        ))}
      </tbody>
    </table>
  );
}

function EntityLine({ one, runId }: { one: RunEntity; runId: string }): ReactElement {
  return (
    <tr>
      <th scope="row">{entityWords[one.entity].many}</th>
      <td>
        <EntityProgress one={one} />
      </td>
      {[one.created, one.updated, one.linked, one.unchanged, one.skipped].map((count, at) => (
        <td key={columns[at]} className={classes.number} data-label={columns[at]} data-zero={count === 0 || undefined}>
          {formatCount(count)}
        </td>
      ))}
      <td className={classes.number} data-zero={one.failed === 0 || undefined}>
        {one.failed > 0 ? (
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link to="/audit" search={{ runId, entity: one.entity, status: 'ERROR' }} {...props} />
            )}
          >
            <Trans>{formatCount(one.failed)} failed</Trans>
          </Anchor>
        ) : (
          '0'
        )}
      </td>
    </tr>
  );
}

function EntityProgress({ one }: { one: RunEntity }): ReactElement {
  const share = shareDone(one);
  const isDone = Boolean(one.finishedAt);
  const text = progressText(one);
  return (
    <Group gap="sm" wrap="nowrap">
      {share !== null && (
        <Progress
          value={share * 100}
          color={isDone ? 'teal' : 'harbor'}
          style={{ flex: 1 }}
          aria-label={`${entityWords[one.entity].many}: ${text}`}
        />
      )}
      <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap', minWidth: 110 }}>
        {text}
      </Text>
    </Group>
  );
}

/** "1,204 of 3,000"; only what was counted when there is no count, or when more came than ConnectWise counted. */
function progressText({ expected, processed, startedAt }: RunEntity): string {
  if (!startedAt && processed === 0) return expected ? t`0 of ${formatCount(expected)}` : t`waiting`;
  if (expected === null || expected === undefined) return formatCount(processed);
  if (processed > expected) return t`${formatCount(processed)} (${formatCount(expected)} expected)`;
  return t`${formatCount(processed)} of ${formatCount(expected)}`;
}
