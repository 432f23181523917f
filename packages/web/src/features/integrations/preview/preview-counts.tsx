import { t } from '@lingui/core/macro';
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import classes from '../../../components/count-table.module.css';
import { shareDone } from '../../../components/run-summary.ts';
import { entityWords, formatCount } from '../../../components/sync-words.ts';
import type { PreviewOperation, PreviewSummaryFragment } from '../../../graphql/graphql.ts';
import { type PreviewSearch, previewSearch } from './preview-search.ts';
import { previewOperations, previewWords } from './preview-words.ts';

type Entity = PreviewSummaryFragment['entities'][number];

const countOf: Record<PreviewOperation, (one: Entity) => number> = {
  CREATE: (one) => one.created,
  UPDATE: (one) => one.updated,
  LINK: (one) => one.linked,
  SKIP: (one) => one.skipped,
  NEEDS_PERSON: (one) => one.failed,
};

type Props = {
  preview: PreviewSummaryFragment;
  /** The counts lead to their records; the ones that are shown are marked. */
  shown?: Pick<PreviewSearch, 'entity' | 'operation'>;
};

/** For each record type: how many would be created, updated, linked, skipped, or need a person. */
export function PreviewCounts({ preview, shown }: Props): ReactElement {
  return (
    <table className={classes.table} aria-label={t`What the first sync would do`}>
      <thead>
        <tr>
          <th scope="col">{t`Record type`}</th>
          <th scope="col" className={classes.number}>{t`In ConnectWise`}</th>
          {previewOperations.map((operation) => (
            <th key={operation} scope="col" className={classes.number}>
              {previewWords[operation].column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {preview.entities.map((one) => (
          <tr key={one.entity}>
            <th scope="row">{entityWords[one.entity].many}</th>
            <td className={classes.number} data-label={t`In ConnectWise`}>
              {seenText(one)}
            </td>
            {previewOperations.map((operation) => (
              <td key={operation} className={classes.number} data-label={previewWords[operation].column}>
                <Count one={one} operation={operation} shown={shown} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type CountProps = { one: Entity; operation: PreviewOperation; shown: Props['shown'] };

function Count({ one, operation, shown }: CountProps): ReactElement {
  const count = countOf[operation](one);
  const needsCare = operation === 'NEEDS_PERSON' && count > 0;
  if (count === 0)
    return (
      <Text component="span" size="sm" c="dimmed">
        0
      </Text>
    );
  if (!shown)
    return (
      <Text component="span" size="sm" fw={needsCare ? 600 : undefined}>
        {formatCount(count)}
      </Text>
    );
  const { entity } = previewSearch({ entity: one.entity });
  const isShown = shown.entity === one.entity && shown.operation === operation;
  return (
    <Anchor
      size="sm"
      fw={needsCare || isShown ? 600 : undefined}
      aria-current={isShown || undefined}
      aria-label={`${formatCount(count)} ${entityWords[one.entity][count === 1 ? 'one' : 'many']}: ${previewWords[operation].column}`}
      renderRoot={(props) => (
        <Link
          to="/integrations/setup/preview"
          search={(before: PreviewSearch) => ({ ...before, entity, operation, record: undefined })}
          resetScroll={false}
          {...props}
        />
      )}
    >
      {formatCount(count)}
    </Anchor>
  );
}

/** "1,204 of 3,000" while it is read; the plain number once it has been. */
function seenText(one: Entity): string {
  if (!one.startedAt && one.processed === 0) return 'waiting';
  const share = shareDone(one);
  if (share === null || share === 1) return formatCount(one.processed);
  return t`${formatCount(one.processed)} of ${formatCount(one.expected ?? 0)}`;
}
