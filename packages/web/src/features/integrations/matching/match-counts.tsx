import { Anchor, Card, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { entityWords, formatCount } from '../../../components/sync-words.ts';
import type { MatchBucket, MatchSummaryFieldsFragment, UnmatchedList } from '../../../graphql/graphql.ts';
import { bucketWords } from './match-words.ts';
import classes from './matching.module.css';
import { type MatchingSearch, matchingSearch } from './matching-search.ts';
import { unmatchedLists, unmatchedWords } from './unmatched-words.ts';

type Counts = MatchSummaryFieldsFragment['entities'][number];

const pairRows: { bucket: MatchBucket; count: (one: Counts) => number }[] = [
  { bucket: 'EXACT', count: (one) => one.exact },
  { bucket: 'PROBABLE', count: (one) => one.probable },
  { bucket: 'AMBIGUOUS', count: (one) => one.ambiguous },
  { bucket: 'LINKED', count: (one) => one.linked },
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
                  <CountLink one={one} count={count(one)} label={bucketWords[bucket].label} search={{ bucket }} />
                </td>
              ))}
            </tr>
          ))}
          {shownLists(entities).map((list) => (
            <tr key={list}>
              <th scope="row">
                {unmatchedWords[list].label}
                <span className={classes.hint}>{unmatchedWords[list].sentence}</span>
              </th>
              {entities.map((one) => (
                <td key={one.entity}>
                  <CountLink
                    one={one}
                    count={unmatchedWords[list].count(one)}
                    label={unmatchedWords[list].label}
                    search={{ alone: list }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** Where no filter leaves anything out, nothing is said of it. */
const shownLists = (entities: readonly Counts[]): UnmatchedList[] =>
  unmatchedLists.filter(
    (list) => !list.startsWith('EXCLUDED') || entities.some((one) => unmatchedWords[list].count(one) > 0),
  );

type CountProps = { one: Counts; count: number; label: string; search: MatchingSearch };

function CountLink({ one, count, label, search }: CountProps): ReactElement {
  if (count === 0) return <>0</>;
  const { entity } = matchingSearch({ entity: one.entity });
  return (
    <Anchor
      size="sm"
      aria-label={`${formatCount(count)} ${lowerFirst(label)} ${entityWords[one.entity][count === 1 ? 'one' : 'many'].toLowerCase()}`}
      renderRoot={(props) => (
        <Link to="/integrations/setup/matching" search={{ ...search, entity }} resetScroll={false} {...props} />
      )}
    >
      {formatCount(count)}
    </Anchor>
  );
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
