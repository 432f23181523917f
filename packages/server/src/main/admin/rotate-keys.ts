import { recordSecurityEvent } from '../../modules/audit/security/security-event.queries.ts';
import { recoveryCodesSignedByOthers } from '../../modules/auth/second-factor/second-factor.queries.ts';
import { linksInForce } from '../../modules/crm/documents/links/document-links.queries.ts';
import { type LiveProcess, liveProcesses } from '../../modules/liveness/process-heartbeat.queries.ts';
import { allWorkspaces } from '../../modules/workspace/new-workspace.queries.ts';
import type { Database } from '../../platform/database/database.ts';
import { replaceSealed, type SealedColumn } from '../../platform/database/sealed-columns.queries.ts';
import type { Id } from '../../platform/ids.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import { keysOf } from '../../platform/typed-keys.ts';
import { UsageError } from './commands.ts';
import { sealedPlaces } from './sealed-places.ts';
import { opens, walkSealed } from './sealed-walk.ts';

export interface RotationDeps {
  database: Database;
  secrets: SecretBox;
  pageSize?: number;
}

interface Rotated {
  resealed: number;
  /** Changed by somebody while this ran. */
  changed: number;
  unreadable: number;
}

/** Old keys by name, with what is still signed by them: that cannot be signed anew without knowing it. */
type StillSigned = Map<string, { codes: number; people: number }>;

/**
 * Seals every stored secret that another key sealed with the first of SECRET_KEYS, page after page: stopped half-way, the next run does the rest.
 * Answers the lines to print, and whether every secret is sealed with the first key now.
 */
export async function rotateKeys(
  deps: RotationDeps,
  { anyway }: { anyway: boolean },
): Promise<{ lines: string[]; isDone: boolean }> {
  const { database, secrets } = deps;
  const key = secrets.sealingKeyId;
  await assertProgramsKnow(deps, anyway);
  const totals = new Map<string, Rotated>();
  const signed: StillSigned = new Map();
  let links = 0;
  for (const { id } of await database.acrossWorkspaces(allWorkspaces)) {
    let resealed = 0;
    for (const column of keysOf(sealedPlaces)) {
      const done = await rotateColumn(deps, id, column);
      resealed += done.resealed;
      add(totals, column.slice(0, column.indexOf('.')), done);
    }
    await database.inWorkspace(id, async (tx) => {
      if (resealed > 0)
        await recordSecurityEvent(tx, {
          kind: 'secrets_resealed',
          actorId: null,
          actor: 'Operator',
          description: `${counted(resealed, 'stored secret')} sealed anew with the key "${key}".`,
        });
      for (const { keyId, codes, people } of await recoveryCodesSignedByOthers(tx, key)) {
        const so = signed.get(keyId) ?? { codes: 0, people: 0 };
        signed.set(keyId, { codes: so.codes + codes, people: so.people + people });
      }
      links += await linksInForce(tx);
    });
  }
  const unreadable = sum(totals, 'unreadable');
  const isDone = unreadable === 0 && sum(totals, 'changed') === 0;
  const others = secrets.keyNames.slice(1).map((name) => name.slice(0, name.indexOf('#')));
  return { lines: [...perTable(totals, key), ...verdict({ isDone, unreadable, key, others, signed, links })], isDone };
}

async function rotateColumn(
  { database, secrets, pageSize }: RotationDeps,
  workspaceId: Id,
  column: SealedColumn,
): Promise<Rotated> {
  const done: Rotated = { resealed: 0, changed: 0, unreadable: 0 };
  await walkSealed(database, { workspaceId, column, ...(pageSize ? { pageSize } : {}) }, async (tx, one) => {
    // Also what names the first key: another value may stand under that name by now.
    if (!opens(secrets, one)) done.unreadable++;
    else if (!secrets.needsResealing(one.sealed)) return;
    else if (await replaceSealed(tx, column, one.sealed, secrets.seal(secrets.open(one.sealed, one.place), one.place)))
      done.resealed++;
    else done.changed++;
  });
  return done;
}

/** A program that seals with another key would go on doing so; one that does not hold the new key could open nothing any more. */
async function assertProgramsKnow({ database, secrets }: RotationDeps, anyway: boolean): Promise<void> {
  const [ours] = secrets.keyNames;
  const others = (await database.acrossWorkspaces(liveProcesses)).filter(({ keyNames }) => keyNames[0] !== ours);
  if (others.length === 0 || anyway) return;
  const named = others.map(({ kind, host, pid }: LiveProcess) => `${kind} ${pid} on ${host}`).join(', ');
  throw new UsageError(
    `These programs do not seal with the key "${secrets.sealingKeyId}" yet: ${named}. Give all of them this SECRET_KEYS and restart them, then run rotate-keys again. Nothing was changed.`,
  );
}

function perTable(totals: ReadonlyMap<string, Rotated>, key: string): string[] {
  return [...totals].map(([table, { resealed, changed, unreadable }]) => {
    const parts = [`${resealed} sealed anew with "${key}"`];
    if (changed > 0) parts.push(`${changed} changed meanwhile`);
    if (unreadable > 0) parts.push(`${unreadable} CANNOT BE OPENED`);
    return `${table}: ${parts.join(', ')}`;
  });
}

interface Facts {
  isDone: boolean;
  unreadable: number;
  key: string;
  others: readonly string[];
  signed: StillSigned;
  links: number;
}

/** Whether the other keys may go, and what ends with them. */
function verdict({ isDone, unreadable, key, others, signed, links }: Facts): string[] {
  if (unreadable > 0)
    return [
      `${counted(unreadable, 'secret')} cannot be opened with SECRET_KEYS and stayed as they were. Their key is missing there, or stands there with another value: put back the value that sealed them and run this again, or enter those secrets anew. Remove no key before.`,
    ];
  if (!isDone) return ['Some secrets were changed while this ran. Run it again before you remove a key.'];
  const codes = [...signed].map(
    ([id, { codes, people }]) =>
      `${counted(codes, 'recovery code')} of ${people === 1 ? '1 person' : `${people} people`} are signed with "${id}" and end with it. They renew them on the page Profile first.`,
  );
  if (others.length === 0)
    return [
      `Every stored secret is sealed with "${key}", the only key in SECRET_KEYS. There is none to remove.`,
      ...codes,
    ];
  return [
    `Every stored secret is sealed with "${key}". ${others.map((id) => `"${id}"`).join(' and ')} may be removed from SECRET_KEYS of every program; restart them afterwards.`,
    ...codes,
    ...(links > 0
      ? [
          `${counted(links, 'link')} to documents may be in force; addresses that were handed out under another key end with it.`,
        ]
      : []),
    'Backups that were made before need the keys of then: keep those keys with the backups.',
  ];
}

function add(totals: Map<string, Rotated>, table: string, more: Rotated): void {
  const so = totals.get(table) ?? { resealed: 0, changed: 0, unreadable: 0 };
  totals.set(table, {
    resealed: so.resealed + more.resealed,
    changed: so.changed + more.changed,
    unreadable: so.unreadable + more.unreadable,
  });
}

const sum = (totals: ReadonlyMap<string, Rotated>, what: keyof Rotated): number =>
  [...totals.values()].reduce((all, one) => all + one[what], 0);

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
