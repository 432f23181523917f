import { equals } from '../../../../connectwise/client/conditions.ts';
import { type Opportunity, opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import { opportunityMustBeDecided } from '../../messages/push-problem.messages.ts';
import type { Fields } from '../../records/entity-sync.ts';
import { readFreeOfClients } from '../../records/opportunity/opportunity.queries.ts';
import { type OpportunityRow, opportunityName } from '../../records/opportunity/opportunity-to-connectwise.ts';
import { factsOf, isNamedLike, sameOpportunities } from '../../records/opportunity/same-opportunity.rules.ts';
import { legibleOf } from '../attempt/agreed-state.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';
import { kindThere } from './stage-plan.ts';

/**
 * The opportunity of the same name and company that ConnectWise has already and that is linked to nothing, as all are after the links were removed
 * with a connection, or where a first sync took only what was new. Throws PushRefused where a person has to say which it is.
 */
export async function sameOpportunity(
  attempt: PushAttempt,
  row: OpportunityRow,
  companyId: number,
): Promise<Opportunity | null> {
  const ofCompany = await attempt.client.find(opportunityWire, { conditions: equals('company/id', companyId) });
  const named = ofCompany.filter(({ name }) => isNamedLike(name, opportunityName(row.name)));
  const linked = await attempt.links.ofRemote(
    'opportunity',
    named.map(({ id }) => String(id)),
  );
  const deals = named.filter(({ id }) => !linked.has(String(id)));
  if (deals.length === 0) return null;
  const states = await Promise.all(deals.map((deal) => attempt.stateOf('opportunity', deal)));
  const free = await attempt.read((tx) => readFreeOfClients(tx, attempt.connectionId, [row.clientId]));
  const same = sameOpportunities(
    deals.map((deal, index) => {
      const state = states[index];
      return { remoteId: String(deal.id), facts: factsThere(attempt, deal, state ? legibleOf(state) : null) };
    }),
    free.map((one) => ({ ...one, name: opportunityName(one.name) })),
  );
  const asked = deals.filter(({ id }) => {
    const one = same.get(String(id));
    return one?.kind === 'ask' && one.alike.some(({ id: localId }) => localId === row.id);
  });
  const found = deals.find(({ id }) => {
    const one = same.get(String(id));
    return one?.kind === 'link' && one.localId === row.id;
  });
  if (found || asked.length === 0) return found ?? null;
  throw PushRefused.of(
    'match_needed',
    opportunityMustBeDecided(
      row.name,
      asked.map(({ id }) => String(id)),
    ),
  );
}

/** Its closed status may stand for nothing here; it is over all the same. */
function factsThere(attempt: PushAttempt, deal: Opportunity, fields: Fields | null) {
  const facts = factsOf(fields);
  const kind = kindThere(attempt, deal);
  if (!facts || kind === 'open' || facts.wonAt || facts.lostAt) return facts;
  const endedOn = (deal.closedDate ?? '').slice(0, 10);
  return kind === 'won' ? { ...facts, wonAt: endedOn } : { ...facts, lostAt: endedOn };
}
