import { Anchor, Card, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { entityWords, formatCount } from '../../../components/sync-words.ts';
import type { MatchBucket, MatchSummaryFieldsFragment } from '../../../graphql/graphql.ts';
import { bucketWords } from './match-words.ts';
import classes from './matching.module.css';
import { matchingSearch } from './matching-search.ts';

type Counts = MatchSummaryFieldsFragment['entities'][number];

const pairRows: { bucket: MatchBucket; count: (one: Counts) => number }[] = [
  { bucket: 'EXACT', count: (one) => one.exact },
  { bucket: 'PROBABLE', count: (one) => one.probable },
  { bucket: 'AMBIGUOUS', count: (one) => one.ambiguous },
  { bucket: 'LINKED', count: (one) => one.linked },
];

const aloneRows: { label: string; hint: string; count: (one: Counts) => number }[] = [
  { label: 'Only in the CRM', hint: 'Nothing in ConnectWise looks like them.', count: (one) => one.onlyLocal },
  { label: 'Only in ConnectWise', hint: 'The sync brings them in as new records.', count: (one) => one.onlyRemote },
];

/** How many records are on both sides, surely or perhaps, and how many on one alone. */
export function MatchCounts({ entities }: { entities: readonly Counts[] }): ReactElement {
  return (
    <Card component="section" aria-label="Counts" padding={0}>
      <Title order={2} px="lg" pt="md">
        What is on both sides
      </Title>
      <table className={classes.counts}>
        <thead>
          <tr>
            <th scope="col">What</th>
            {entities.map((one) => (
              <th key={one.entity} scope="col">
                {entityWords[one.entity].many}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pairRows.map(({ bucket, count }) => (
            <tr key={bucket}>
              <th scope="row">
                {bucketWords[bucket].label}
                <span className={classes.hint}>{bucketWords[bucket].sentence}</span>
              </th>
              {entities.map((one) => (
                <td key={one.entity}>
                  <CountLink one={one} bucket={bucket} count={count(one)} />
                </td>
              ))}
            </tr>
          ))}
          {aloneRows.map(({ label, hint, count }) => (
            <tr key={label}>
              <th scope="row">
                {label}
                <span className={classes.hint}>{hint}</span>
              </th>
              {entities.map((one) => (
                <td key={one.entity}>{formatCount(count(one))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function CountLink({ one, bucket, count }: { one: Counts; bucket: MatchBucket; count: number }): ReactElement {
  if (count === 0) return <>0</>;
  const search = matchingSearch.parse({ entity: one.entity, bucket });
  const label = `${formatCount(count)} ${bucketWords[bucket].label.toLowerCase()} ${entityWords[one.entity].many.toLowerCase()}`;
  return (
    <Anchor
      size="sm"
      aria-label={label}
      renderRoot={(props) => <Link to="/integrations/setup/matching" search={search} resetScroll={false} {...props} />}
    >
      {formatCount(count)}
    </Anchor>
  );
}
