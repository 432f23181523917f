import { askConnectWise } from './ask-connectwise.ts';
import type { PushFixture } from './push-fixture.ts';

/** One line of an opportunity as ConnectWise answers it. */
export interface OrderLine {
  id: number;
  description: string;
  quantity: number;
  price: number;
  extPrice: number;
  taxableFlag: boolean;
  taxCode?: { id: number };
  catalogItem: { id: number; identifier: string };
  recurring?: { recurringRevenue: number; recurringCost: number; cycles?: number; billCycle: { name: string } };
}

/** What tests of won quotes ask of ConnectWise, over HTTP as anybody would. */
export function orderStory(fixture: PushFixture) {
  const { rows } = fixture;
  const ask = (method: string, path: string, body?: object) => askConnectWise(fixture, method, path, body);
  const remoteId = async (entity: string, localId: string): Promise<number> => {
    const [link] = await rows<{ remote_id: string }>(
      `select remote_id from entity_link where entity = $1 and local_id = $2`,
      [entity, localId],
    );
    return Number(link?.remote_id);
  };
  return {
    ask,
    remoteId,
    lines: async (opportunityId: string): Promise<OrderLine[]> =>
      ask(
        'GET',
        `/procurement/products?conditions=opportunity/id=${await remoteId('opportunity', opportunityId)}&orderBy=sequenceNumber asc&pageSize=100`,
      ),
    forecast: async (opportunityId: string) =>
      ask('GET', `/sales/opportunities/${await remoteId('opportunity', opportunityId)}/forecast`),
    isWon: async (opportunityId: string): Promise<boolean> => {
      const { status } = await ask('GET', `/sales/opportunities/${await remoteId('opportunity', opportunityId)}`);
      return (await ask('GET', `/sales/opportunities/statuses/${status.id}`)).wonFlag === true;
    },
    /** What the audit log says of the last check of lines and totals. */
    check: async (opportunityId: string) => {
      const [row] = await rows<{ status: string; code: string | null; description: string }>(
        `select status, code, description from audit_event where opportunity_id = $1 and operation = 'check' and code is distinct from 'difference_accepted'
         order by seq desc limit 1`,
        [opportunityId],
      );
      return row;
    },
    /** What the audit log says of an opportunity, the sentences that begin so. */
    said: async (opportunityId: string, beginning: string) =>
      (
        await rows<{ description: string }>(
          `select description from audit_event where opportunity_id = $1 and starts_with(description, $2) order by seq`,
          [opportunityId, beginning],
        )
      ).map(({ description }) => description),
    issue: async (localId: string) => {
      const [row] = await rows<{
        id: string;
        code: string;
        message: string;
        advice: string | null;
        state: string;
        resolution: string | null;
      }>(
        `select id, code, message, advice, state, resolution from sync_issue where local_id = $1 order by last_seen_at desc limit 1`,
        [localId],
      );
      return row;
    },
    /** Replaces the lines of a quote; a value is a column of quote_line. */
    setLines: async (quoteId: string, lines: Record<string, unknown>[]) => {
      await rows(`delete from quote_line where document_id = $1`, [quoteId]);
      for (const [index, line] of lines.entries()) {
        const given = { description: `Line ${index + 1}`, quantity: 1, price: 0, cost: 0, ...line };
        const names = Object.keys(given);
        await rows(
          `insert into quote_line (document_id, position, ${names.join(', ')}) values ($1, $2, ${names.map((_, i) => `$${i + 3}`).join(', ')})`,
          [quoteId, index + 1, ...Object.values(given)],
        );
      }
    },
  };
}

export const monthly = { billing: 'recurring', billing_cycle: 'Monthly', billing_cycle_id: '1' };
