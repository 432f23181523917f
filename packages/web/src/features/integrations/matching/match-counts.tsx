import { Anchor, Card, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { entityWords, formatCount } from '../../../components/sync-words.ts';
import type { MatchBucket, MatchSummaryFieldsFragment } from '../../../graphql/graphql.ts';
import { bucketWords } from './match-words.ts';
import classes from './matching.module.css';
import { matchingSearch } from './matching-search.ts';

type Counts = MatchSummaryFieldsFragment['entities'][number];

const open: { bucket: MatchBucket; count: (one: Counts) => number }[] = [
  { bucket: 'EXACT', count: (one) => one.exact },
  { bucket: 'PROBABLE', count: (one) => one.probable },
  { bucket: 'AMBIGUOUS', count: (one) => one.ambiguous },
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
            <th scope="col">Record type</th>
            {open.map(({ bucket }) => (
              <th key={bucket} scope="col" title={bucketWords[bucket].sentence}>
                {bucketWords[bucket].label}
              </th>
            ))}
            <th scope="col">Linked</th>
            <th scope="col">Only in CRM</th>
            <th scope="col">Only in ConnectWise</th>
          </tr>
        </thead>
        <tbody>
          {entities.map((one) => (
            <tr key={one.entity}>
              <th scope="row">{entityWords[one.entity].many}</th>
              {open.map(({ bucket, count }) => (
                <td key={bucket}>
                  <CountLink one={one} bucket={bucket} count={count(one)} />
                </td>
              ))}
              <td>
                <CountLink one={one} bucket="LINKED" count={one.linked} />
              </td>
              <td>{formatCount(one.onlyLocal)}</td>
              <td>{formatCount(one.onlyRemote)}</td>
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
