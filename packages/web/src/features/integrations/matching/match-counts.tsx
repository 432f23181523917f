import { t } from '@lingui/core/macro';
import { Anchor, Card, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { inSentence } from '../../../components/language/language.ts';
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
];

/** How many records are on both sides, surely or perhaps, and how many on one alone. */
export function MatchCounts({ entities }: { entities: readonly Counts[] }): ReactElement {
  return (
    <Card component="section" aria-label={t`Counts`} padding={0}>
      <Title order={2} px="lg" pt="md">{t`What is on both sides`}</Title>
      <table className={classes.counts}>
        <thead>
          <tr>
            <th scope="col">{t`What`}</th>
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
          <tr>
            <th scope="row">
              {t`Linked`}
              <span className={classes.hint}>{t`All that are linked by now, however that came about.`}</span>
            </th>
            {entities.map((one) => (
              <td key={one.entity}>
                <LinksLink one={one} />
              </td>
            ))}
          </tr>
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

/** Where nothing is excluded or skipped, nothing is said of it. */
const shownLists = (entities: readonly Counts[]): UnmatchedList[] =>
  unmatchedLists.filter(
    (list) => list.startsWith('ONLY') || entities.some((one) => unmatchedWords[list].count(one) > 0),
  );

/** The list of links has exactly these. */
function LinksLink({ one }: { one: Counts }): ReactElement {
  if (one.links === 0) return <>0</>;
  const { entity } = matchingSearch({ entity: one.entity });
  return (
    <Anchor
      size="sm"
      aria-label={t`${formatCount(one.links)} linked ${inSentence(entityWords[one.entity][one.links === 1 ? 'one' : 'many'])}`}
      renderRoot={(props) => <Link to="/links" search={{ entity, state: 'LINKED' }} {...props} />}
    >
      {formatCount(one.links)}
    </Anchor>
  );
}

type CountProps = { one: Counts; count: number; label: string; search: MatchingSearch };

function CountLink({ one, count, label, search }: CountProps): ReactElement {
  if (count === 0) return <>0</>;
  const { entity } = matchingSearch({ entity: one.entity });
  return (
    <Anchor
      size="sm"
      aria-label={`${formatCount(count)} ${firstInSentence(label)} ${inSentence(entityWords[one.entity][count === 1 ? 'one' : 'many'])}`}
      renderRoot={(props) => (
        <Link to="/integrations/setup/matching" search={{ ...search, entity }} resetScroll={false} {...props} />
      )}
    >
      {formatCount(count)}
    </Anchor>
  );
}

/** "Only in the CRM" → "only in the CRM", as the language has it. */
const firstInSentence = (text: string): string => inSentence(text.charAt(0)) + text.slice(1);
