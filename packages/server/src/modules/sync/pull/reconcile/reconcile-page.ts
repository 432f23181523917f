import { batchesOf, oneOf } from '../../../../connectwise/client/conditions.ts';
import type { Page } from '../../../../connectwise/client/connectwise-client.ts';
import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Database, Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { newId } from '../../../../platform/ids.ts';
import { pullFilters } from '../../../integration/filters/pull-filters.ts';
import { UNSETTLED } from '../../../links/link.ts';
import type { LinksService } from '../../../links/links.service.ts';
import { forgetAsked } from '../../../links/removal-guard.queries.ts';
import {
  deletedThere,
  notThereAnyMore,
  pushAskedFor,
  pushTriedAgain,
} from '../../messages/reconcile-description.messages.ts';
import type { EntitySync, Fields } from '../../records/entity-sync.ts';
import { configuredSync } from '../../records/fields/configured-fields.ts';
import { readNames } from '../../records/names.queries.ts';
import { idsIn, plainValue } from '../../records/plain-values.rules.ts';
import type { Records } from '../../records/records.ts';
import type { ApplyRemote } from '../apply-remote.ts';
import { decidePage } from '../decide/decide-page.ts';
import { fetchEnrichments } from '../prepare/enrichment.ts';
import { readErased } from '../prepare/erased.queries.ts';
import { isGone } from '../prepare/linked-standing.rules.ts';
import { type ParsedRecord, parseInvalid, parseRecord } from '../prepare/parsed-record.rules.ts';
import { forgetUnlinked } from '../write/gone-links.queries.ts';
import { type Judged, judgeDecision, nothingJudged, standingByLink } from './judge-page.rules.ts';
import { readUnsent } from './read-unsent-edits.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import { countReason } from './reconcile-counts.ts';
import {
  type Finding,
  keepCounts,
  lockCounts,
  readLinksBetween,
  readUnlinkedBetween,
  type WalkedLink,
  writeFindings,
} from './reconcile-page.queries.ts';
import { isSendable, judgeUnsent, type Unsent } from './unsent-edits.rules.ts';

export interface ReconcilePageDeps {
  database: Pick<Database, 'inWorkspace'>;
  links: LinksService;
  records: Pick<Records, 'all'>;
  door: ApplyRemote;
  /** Sends an edit of a linked record that was never sent; the push's outbox, handed in by compose. */
  requestPush(tx: Tx, record: { connectionId: Id; entity: EntitySync['entity']; localId: Id }): Promise<void>;
}

export interface WalkedPage {
  page: Page<WireRecord>;
  after: number;
  /** By the database's clock, before ConnectWise was asked. */
  askedAt: Date;
}

/** The records that are told by name, for each kind of record and finding; counts are always whole. */
const MAX_FINDINGS = 1_000;

/**
 * One page of ConnectWise held against the links of the same stretch of IDs: a fixed number of statements, whatever is in it. What differs is
 * healed first, through the door that every record takes, and then counted: a page that is walked again after a kill finds it healed.
 */
export async function reconcilePage(
  deps: ReconcilePageDeps,
  context: ReconcileContext,
  plain: EntitySync,
  walked: WalkedPage,
): Promise<void> {
  const { workspaceId, connectionId, configuration } = context.pull;
  const sync = configuredSync(plain, { configuration, mapped: context.writes.mapped });
  const { page: whole, after, askedAt } = walked;

  // 1. The links of this stretch of IDs.
  const stretch = { after, upTo: whole.done ? null : whole.lastId };
  const ids = whole.records.map(({ id }) => String(id));
  const { walkedLinks, erased } = await deps.database.inWorkspace(
    workspaceId,
    async (tx) => ({
      walkedLinks: await readLinksBetween(tx, connectionId, sync, stretch),
      erased: await readErased(tx, connectionId, sync.entity, ids),
    }),
    { readOnly: true },
  );
  // Who was erased here is not compared.
  const page = { ...whole, records: whole.records.filter(({ id }) => !erased.has(String(id))) };
  const links = new Map(walkedLinks.map((link) => [link.remoteId, link]));

  // 2. Links whose record is not in the page; looked at a second time, by their IDs.
  const listed = new Set([...whole.records, ...whole.invalid].map(({ id }) => String(id)));
  const missing = await confirmGone(
    context,
    sync,
    walkedLinks.filter((link) => link.state !== 'broken' && link.state !== 'never' && !listed.has(link.remoteId)),
  );

  await forgetUnlisted(deps, context, sync, stretch, listed);

  // 3. What the links alone say of the records.
  const parsedRecords = await parsePage(context, sync, page, links);
  const judged = nothingJudged();
  const toCompare = judgeByLink(judged, context, sync, parsedRecords, links, askedAt);
  judged.findings.push(...missing.map(goneFinding));

  // 4. The others: what the door in would make of them, without doing it.
  const shown = new Map<string, Fields>();
  const unsent = await deps.database.inWorkspace(workspaceId, async (tx) => {
    if (toCompare.length > 0) {
      const takesAll = { ...context.pull, capabilities: { ...context.pull.capabilities, pullUpdate: true } };
      const decided = await decidePage(
        tx,
        { links: deps.links, newId },
        { ...takesAll, comparedAt: askedAt },
        sync,
        toCompare,
      );
      const { pullUpdate } = context.pull.capabilities;
      for (const one of decided) {
        judgeDecision(judged, one, { sync, links, takesChanges: pullUpdate });
        if ('remote' in one.decision) shown.set(one.parsed.remoteId, one.decision.remote);
      }
    }
    return readUnsent(tx, deps.links, context, sync, { walked: walkedLinks, listed: parsedRecords, shown });
  });
  judgeUnsent(judged, unsent, context);

  // 5. Heal what came from there.
  const healed = context.heals ? await heal(deps, context, plain, judged.toHeal, page, askedAt) : new Set<string>();

  // What came in may have settled an edit of here: what is left of them is read again.
  const left = unsent.some(({ link }) => healed.has(link.remoteId))
    ? await deps.database.inWorkspace(workspaceId, async (tx) => {
        const linksNow = await readLinksBetween(tx, connectionId, sync, stretch);
        return readUnsent(tx, deps.links, context, sync, { walked: linksNow, listed: parsedRecords, shown });
      })
    : unsent;

  // 6. Keep what was found, and how far the walk has come; edits that were never sent are sent.
  await deps.database.inWorkspace(workspaceId, async (tx) => {
    const total = await lockCounts(tx, context.lease, sync.entity);
    // Another attempt has been here already.
    if (total.afterId > after) return;
    const toPush = context.heals && context.sendsEdits ? left.filter(isSendable) : [];
    for (const { link } of toPush)
      await deps.requestPush(tx, { connectionId, entity: sync.entity, localId: link.localId });
    const isIn = (some: readonly Unsent[], { remoteId }: Finding) =>
      some.some(({ link }) => link.remoteId === remoteId);
    const asked = toPush.filter(({ link }) => !link.isPending);
    const held = asked.filter(({ link }) => link.isFailing);
    const saysAsked = (one: Finding) => (isIn(held, one) ? pushTriedAgain() : pushAskedFor());
    const findings = judged.findings.map((one) => ({
      ...one,
      detail: one.kind === 'differing' && isIn(asked, one) ? `${one.detail} ${saysAsked(one)}` : one.detail,
      isHealed: healed.has(one.remoteId) && !isIn(left, one),
    }));
    const room = MAX_FINDINGS - Math.min(MAX_FINDINGS, total.differing + total.pending + total.failing);
    await writeFindings(
      tx,
      context.lease.reconcileId,
      sync.entity,
      await inWords(tx, deps, worthKeeping(findings, room)),
    );
    const gone = findings.filter(isRemoval);
    const isBack = ({ wasGone, remoteId }: WalkedLink) =>
      wasGone && listed.has(remoteId) && !gone.some((one) => one.remoteId === remoteId);
    await forgetAsked(
      tx,
      walkedLinks.flatMap((link) => (isBack(link) ? [link.id] : [])),
    );
    const mended = findings.filter(({ isHealed }) => isHealed);
    addTo(total, judged, mended.length, mended.filter(({ kind }) => kind === 'not_here').length);
    await keepCounts(tx, context.lease, sync.entity, total, {
      afterId: page.lastId,
      isListed: page.done,
      gone: gone.length,
    });
  });
}

/** The differing values by the names of what they mean. */
async function inWords(tx: Tx, { records }: ReconcilePageDeps, findings: readonly Finding[]): Promise<Finding[]> {
  const values = findings.flatMap(({ fields }) => fields.flatMap(({ here, there }) => [here, there]));
  const names = await readNames(tx, records.all, idsIn(values));
  return findings.map((one) => ({
    ...one,
    fields: one.fields.map(({ field, here, there }) => ({
      field,
      here: plainValue(here, names),
      there: plainValue(there, names),
    })),
  }));
}

/** Records that are skipped or have an issue, and are not linked: no callback may have told that ConnectWise has removed them. */
async function forgetUnlisted(
  { database }: ReconcilePageDeps,
  context: ReconcileContext,
  sync: EntitySync,
  stretch: { after: number; upTo: number | null },
  listed: ReadonlySet<string>,
): Promise<void> {
  const { workspaceId, connectionId } = context.pull;
  const known = await database.inWorkspace(workspaceId, (tx) => readUnlinkedBetween(tx, connectionId, sync, stretch), {
    readOnly: true,
  });
  const missing = known.filter(({ remoteId }) => !listed.has(remoteId));
  if (missing.length === 0) return;
  const gone = await confirmGone(context, sync, missing);
  const ids = gone.map(({ remoteId }) => remoteId);
  await database.inWorkspace(workspaceId, (tx) => forgetUnlinked(tx, connectionId, sync.entity, ids));
}

/** Of these those whose record ConnectWise does not give when it is asked for by ID either. */
async function confirmGone<T extends Pick<WalkedLink, 'remoteId'>>(
  { pull }: ReconcileContext,
  sync: EntitySync,
  missing: readonly T[],
): Promise<T[]> {
  const found = new Set<string>();
  for (const batch of batchesOf(missing.map(({ remoteId }) => Number(remoteId)))) {
    const page = await pull.remote.page(sync.wire, {
      afterId: 0,
      pageSize: batch.length,
      conditions: oneOf('id', batch),
    });
    for (const { id } of [...page.records, ...page.invalid]) found.add(String(id));
  }
  return missing.filter(({ remoteId }) => !found.has(remoteId));
}

async function parsePage(
  { pull }: ReconcileContext,
  sync: EntitySync,
  page: Page<WireRecord>,
  links: ReadonlyMap<string, WalkedLink>,
): Promise<ParsedRecord[]> {
  const filters = pullFilters(pull, sync.entity);
  const wanted = page.records.filter((r) => links.has(String(r.id)) || sync.excluded(r, filters) === null);
  const enrichments = await fetchEnrichments(pull.remote, sync, wanted);
  return [
    ...page.records.map((record) => parseRecord(sync, record, enrichments.get(record))),
    ...page.invalid.map((one) => parseInvalid(sync, one)),
  ];
}

/** Counts the records that the link alone decides; answers the others. */
function judgeByLink(
  judged: Judged,
  { pull }: ReconcileContext,
  sync: EntitySync,
  parsedRecords: readonly ParsedRecord[],
  links: ReadonlyMap<string, WalkedLink>,
  askedAt: Date,
): ParsedRecord[] {
  const filters = pullFilters(pull, sync.entity);
  const { counts, findings } = judged;
  counts.there = parsedRecords.length;
  return parsedRecords.filter((parsed) => {
    const link = links.get(parsed.remoteId);
    const gone = parsed.record !== null && isGone(sync, parsed.record, filters);
    const standing = standingByLink(parsed, link, { isGone: gone, askedAt });
    if (standing === 'compare') return true;
    counts[standing === 'agrees' ? 'linked' : standing === 'paused' ? 'paused' : 'broken']++;
    if (standing === 'deleted' && link) {
      const detail = deletedThere(sync.words.remote);
      findings.push({ ...goneFinding(link), kind: 'deleted', name: parsed.name, detail });
    }
    return false;
  });
}

const goneFinding = (link: WalkedLink): Finding => ({
  kind: 'gone',
  remoteId: link.remoteId,
  localId: link.localId,
  name: link.name,
  detail: notThereAnyMore(),
  fields: [],
  isHealed: false,
});

/** Lets records through the one door, with what the mode allows; answers which came in. */
async function heal(
  deps: ReconcilePageDeps,
  context: ReconcileContext,
  sync: EntitySync,
  toHeal: readonly ParsedRecord[],
  page: Page<WireRecord>,
  askedAt: Date,
): Promise<Set<string>> {
  if (toHeal.length === 0) return new Set();
  const wanted = new Set(toHeal.map(({ remoteId }) => remoteId));
  const records = page.records.filter(({ id }) => wanted.has(String(id)));
  const invalid = page.invalid.filter(({ id }) => wanted.has(String(id)));
  const batch = { sync, records, invalid, requestId: page.requestId };
  const pull = { ...context.pull, reevaluate: true, comparedAt: askedAt };
  await deps.door.applyPrepared(pull, await deps.door.prepare(pull, batch));
  const after = await deps.database.inWorkspace(
    context.pull.workspaceId,
    (tx) => deps.links.standing(tx, sync.entity, [...wanted], context.pull.connectionId),
    { readOnly: true },
  );
  const hashes = new Map(toHeal.map(({ remoteId, hash }) => [remoteId, hash]));
  return new Set(
    after.flatMap(({ remoteId, state, remoteHash }) =>
      state === 'linked' && (remoteHash === UNSETTLED || (remoteHash !== null && remoteHash === hashes.get(remoteId)))
        ? [remoteId]
        : [],
    ),
  );
}

const isRemoval = ({ kind }: Finding): boolean => kind === 'gone' || kind === 'deleted';

/** All that is gone, since their links are judged together at the end; of the others as many as are shown. */
const worthKeeping = (findings: readonly Finding[], room: number): Finding[] => [
  ...findings.filter(isRemoval),
  ...findings.filter((one) => !isRemoval(one)).slice(0, room),
];

function addTo(total: Judged['counts'], { counts }: Judged, healed: number, cameIn: number): void {
  for (const key of [
    'there',
    'linked',
    'paused',
    'broken',
    'excluded',
    'skipped',
    'differing',
    'pending',
    'failing',
  ] as const)
    total[key] += counts[key];
  total.healed += healed;
  // What was missing and came in is linked by now.
  total.pending -= cameIn;
  total.linked += cameIn;
  for (const [reason, count] of Object.entries(counts.reasons)) countReason(total.reasons, reason, count);
  for (const [field, count] of Object.entries(counts.fields)) total.fields[field] = (total.fields[field] ?? 0) + count;
}
