import type { Candidate, MatchKeys } from '../../../src/modules/sync/matching/scoring/match.rules.ts';
import {
  compareNames,
  compareValues,
  type ScoreRules,
} from '../../../src/modules/sync/matching/scoring/score.rules.ts';
import type { Tx } from '../../../src/platform/database/database.ts';

export const categoryScore: ScoreRules = {
  weights: { identifier: { agrees: 60, differs: -10 }, name: { agrees: 60, differs: -30 } },
  unlike: 0.5,
  attributes: (compared) => [compareNames(compared), compareValues(compared, 'identifier')],
  veto: (_compared, outcomeOf) => (outcomeOf('name') === 'agrees' ? null : 'name_differs'),
  blockKeys: ({ name, identifier }) => [
    ...(name ? [`=n:${name.compact}`] : []),
    ...(identifier === null ? [] : [`=i:${identifier}`]),
  ],
};

export const categoryCandidates = (tx: Tx, connectionId: string, keys: readonly MatchKeys[]): Promise<Candidate[]> =>
  tx.query<Candidate>(
    `select t.id, t.name, t.reference as strong, null as website, null as phone, l.remote_id as "linkedTo"
     from toy_category t left join entity_link l on l.connection_id = $1 and l.entity = 'category' and l.local_id = t.id
     where lower(t.name) = any($2::text[]) or lower(t.reference) = any($3::text[])`,
    [connectionId, keys.map(({ name }) => name), keys.map(({ strong }) => strong)],
  );
