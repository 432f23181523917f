import { quoteTotals } from '@causeway/shared/quote-totals';
import { equals } from '../../src/connectwise/client/conditions.ts';
import type { ConnectWiseClient } from '../../src/connectwise/client/connectwise-client.ts';
import { documentWire } from '../../src/connectwise/wire/document.ts';
import { opportunityNoteWire, opportunityWire } from '../../src/connectwise/wire/opportunity.ts';
import { productItemWire } from '../../src/connectwise/wire/product-item.ts';
import type { WireRecord } from '../../src/connectwise/wire/wire.ts';
import type { PulledEntity } from '../../src/modules/links/link.ts';
import { readQuote } from '../../src/modules/sync/push/attempt/crm-records.queries.ts';
import { reader } from '../../src/modules/sync/records/fields/derive.ts';
import {
  type AnyFieldTable,
  type FieldValue,
  withName,
  wordOf,
} from '../../src/modules/sync/records/fields/field-table.ts';
import { readNames } from '../../src/modules/sync/records/names.queries.ts';
import { idsIn, plainValue } from '../../src/modules/sync/records/plain-values.rules.ts';
import { isPulled, registry, syncOf } from '../../src/modules/sync/registry.ts';
import type { Tx } from '../../src/platform/database/database.ts';
import { isSame } from '../../src/platform/is-same.ts';

type Values = Readonly<Record<string, FieldValue>>;

/** Both sides, as a claim is held against them: ConnectWise over HTTP, and the row. */
export interface BothSides {
  connectwise: ConnectWiseClient;
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  ours(entity: PulledEntity, localId: string): Promise<Values | null>;
  theirs(entity: PulledEntity, remoteId: string): Promise<Values | null>;
  /** A record's fields as the settings have them; those of its table unless said. */
  fieldsOf?(entity: PulledEntity): AnyFieldTable;
}

/** A row of the audit log. */
export interface Said {
  description: string;
  entity: string;
  localId: string | null;
  remoteId: string | null;
  changes: readonly { field: string; from: unknown; to: unknown }[];
}

interface Claim {
  says: RegExp;
  /** What is not so; null where it is. */
  check(sides: BothSides, said: Said, match: RegExpMatchArray): Promise<string | null>;
}

const fieldsOf = (sides: BothSides, entity: PulledEntity): AnyFieldTable =>
  sides.fieldsOf?.(entity) ?? syncOf(entity).fields;

const recordOf = async ({ connectwise }: BothSides, { entity, remoteId }: Said): Promise<WireRecord | null> =>
  isPulled(entity) && remoteId ? connectwise.get(syncOf(entity).wire, remoteId) : null;

const linesOf = ({ connectwise }: BothSides, { remoteId }: Said) =>
  connectwise.find(productItemWire, { conditions: equals('opportunity/id', Number(remoteId)) });

const documentsOf = ({ connectwise }: BothSides, remoteId: string | null) =>
  connectwise.find(documentWire, { query: { recordType: 'Opportunity', recordId: String(remoteId) } });

const notesOf = ({ connectwise }: BothSides, remoteId: string | null) =>
  connectwise.find(opportunityNoteWire, { parentId: String(remoteId) });

/** Every claim of a sentence that can be looked up. */
const claims: readonly Claim[] = [
  {
    says: /(is|are) the same in ConnectWise already/,
    async check(sides, { entity, localId, remoteId }) {
      if (!isPulled(entity)) return 'it is no linked record';
      const [ours, theirs] = [await sides.ours(entity, localId ?? ''), await sides.theirs(entity, remoteId ?? '')];
      if (!ours || !theirs) return 'one of the two records is not there';
      const different = Object.entries(fieldsOf(sides, entity)).filter(
        ([field, entry]) =>
          !entry.derived && field in theirs && field in ours && !isSame(ours[field] ?? null, theirs[field] ?? null),
      );
      return different.length === 0 ? null : `${different.map(([field]) => field).join(', ')} differ`;
    },
  },
  {
    says: /was deleted or merged/,
    async check(sides, said) {
      // Where the record of the row waits for another one, that one is meant.
      const [, otherId, word] = said.description.match(/Record (\S+), which (\w+) "/) ?? [];
      const { entity, remoteId } = word
        ? { entity: word === 'client' ? 'company' : word, remoteId: otherId ?? null }
        : said;
      if (!remoteId || !isPulled(entity)) return null;
      const record = await recordOf(sides, { ...said, entity, remoteId });
      const isGone = record === null || syncOf(entity).isDeleted(record);
      return isGone ? null : `record ${remoteId} is there`;
    },
  },
  {
    says: /^Created (company|contact|catalog item|opportunity) /,
    check: async (sides, said) => ((await recordOf(sides, said)) ? null : 'the record is not there'),
  },
  {
    says: /^Updated .* in ConnectWise\./,
    async check(sides, said) {
      const { entity, remoteId, changes } = said;
      if (!isPulled(entity)) return 'it is no linked record';
      const fields = fieldsOf(sides, entity);
      const record = await recordOf(sides, said);
      if (!record) return 'the record is not there';
      // One that cannot come in, as a contact whose company was taken away there, is read field by field.
      const theirs = (await sides.theirs(entity, remoteId ?? '')) ?? reader(fields)(record);
      const wrong = changes.filter(
        ({ field, to }) =>
          fields[field] &&
          fields[field].type !== 'uuid' &&
          field in theirs &&
          !isSame(withName(fields, { field, value: plainValue(theirs[field]) }, theirs), to),
      );
      return wrong.length === 0 ? null : `${wrong.map(({ field }) => field).join(', ')} stand otherwise there`;
    },
  },
  {
    says: /^Updated .* in ConnectWise\..*(?:Both sides had changed|Each side had its own) ([^;]*); the value of the CRM stands/,
    async check(sides, { entity, localId, remoteId }, [, labels = '']) {
      if (!isPulled(entity)) return 'it is no linked record';
      const [ours, theirs] = [await sides.ours(entity, localId ?? ''), await sides.theirs(entity, remoteId ?? '')];
      if (!ours || !theirs) return null;
      const fields = fieldsOf(sides, entity);
      const named = Object.keys(fields).filter((field) => labels.split(/, | and /).includes(wordOf(fields, field)));
      if (named.length === 0) return `no field is called ${labels}`;
      // ConnectWise may show ours cut, or something in the place of nothing.
      const isOurs = (field: string) => {
        const [own, there] = [ours[field] ?? null, theirs[field] ?? null];
        return isSame(own, there) || own === null || (typeof there === 'string' && String(own).startsWith(there));
      };
      const wrong = named.filter((field) => field in theirs && !isOurs(field));
      return wrong.length === 0 ? null : `${wrong.join(', ')} stand otherwise there`;
    },
  },
  {
    says: /^(?:Set the|The) status of opportunity .* (?:to|is) "(.*)" in ConnectWise/,
    async check({ connectwise }, { remoteId }, [, label]) {
      const record = await connectwise.get(opportunityWire, remoteId ?? '');
      return record?.status?.name === label ? null : `its status is ${record?.status?.name}`;
    },
  },
  {
    says: /agrees? with the quote(?!, but)/,
    async check(sides, said) {
      const quote = await sides.write((tx) => readQuote(tx, said.localId ?? '', { orNewest: true }));
      if (!quote) return 'there is no quote';
      const there = (await linesOf(sides, said)).filter((line) => line.cancelledFlag !== true);
      const sum = there.reduce((all, line) => all + (line.extPrice ?? 0), 0);
      const { subtotal } = quoteTotals(quote.lines);
      return sum.toFixed(2) === subtotal ? null : `the lines come to ${sum.toFixed(2)}, the quote to ${subtotal}`;
    },
  },
  {
    says: /: (.*) (?:was|were) in place\./,
    async check(sides, said, [, what = '']) {
      const number = (pattern: RegExp) => Number(pattern.exec(what)?.[1] ?? 0);
      const lines = number(/(\d+) lines?/);
      const documents = number(/(\d+) documents?/);
      const found = {
        lines: (await linesOf(sides, said)).length,
        documents: (await documentsOf(sides, said.remoteId)).length,
        notes: (await notesOf(sides, said.remoteId)).length,
      };
      if (lines + documents === 0) return 'it names nothing';
      const isThere = found.lines >= lines && found.documents >= documents && found.notes >= documents;
      return isThere ? null : `there are ${JSON.stringify(found)}`;
    },
  },
  {
    says: /it has no lines(, documents or notes)? to send/,
    async check(sides, said, [, isWon]) {
      const quote = await sides.write((tx) => readQuote(tx, said.localId ?? '', { orNewest: !isWon }));
      return quote === null || quote.lines.length === 0 ? null : `its quote has ${quote.lines.length} lines`;
    },
  },
  {
    says: /^Added line "(.*)", /,
    check: async ({ connectwise }, { remoteId }) =>
      (await connectwise.get(productItemWire, remoteId ?? '')) ? null : 'the line is not there',
  },
  {
    says: /^Attached "/,
    check: async ({ connectwise }, { remoteId }) =>
      (await connectwise.get(documentWire, remoteId ?? '')) ? null : 'the document is not there',
  },
  {
    says: /^Created from ConnectWise\./,
    check: async (sides, { entity, localId }) =>
      isPulled(entity) && (await sides.ours(entity, localId ?? '')) ? null : 'the record is not here',
  },
  {
    says: /^(Updated|Linked): /,
    async check(sides, { entity, localId, changes }) {
      if (!isPulled(entity)) return 'it is no linked record';
      const ours = await sides.ours(entity, localId ?? '');
      if (!ours) return 'the record is not here';
      // The log names records; the row holds their IDs.
      const names = await sides.write((tx) => readNames(tx, registry, idsIn(Object.values(ours))));
      const fields = fieldsOf(sides, entity);
      const shown = (field: string) => withName(fields, { field, value: plainValue(ours[field], names) }, ours);
      const wrong = changes.filter(({ field, to }) => field in ours && !isSame(shown(field), to));
      return wrong.length === 0 ? null : `${wrong.map(({ field }) => field).join(', ')} stand otherwise here`;
    },
  },
];

/** What of sentences is not so, and which claims were held. Of several rows of a record that claim the same the newest counts. */
export async function untrueClaims(
  sides: BothSides,
  newestFirst: readonly Said[],
): Promise<{ untrue: string[]; held: string[] }> {
  const untrue: string[] = [];
  const held = new Set<string>();
  for (const said of newestFirst)
    for (const claim of claims) {
      const match = said.description.match(claim.says);
      const key = `${claim.says.source} ${said.entity} ${said.localId} ${said.remoteId}`;
      if (!match || held.has(key)) continue;
      held.add(key);
      const wrong = await claim.check(sides, said, match);
      if (wrong) untrue.push(`The log says "${said.description}", but ${wrong}.`);
    }
  return {
    untrue,
    held: claims.map(({ says }) => says.source).filter((one) => [...held].some((key) => key.startsWith(one))),
  };
}

/** All that can be held, by its words. */
export const everyClaim: readonly string[] = claims.map(({ says }) => says.source);
