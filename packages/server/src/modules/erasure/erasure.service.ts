import type { Database, Tx } from '../../platform/database/database.ts';
import { refuse } from '../../platform/errors.ts';
import type { Actor } from '../../platform/graphql/context.ts';
import { type Id, isId } from '../../platform/ids.ts';
import type { JobQueue } from '../../platform/jobs/job-queue.ts';
import type { Logger } from '../../platform/logger.ts';
import { recordSecurityEvent } from '../audit/security/security-event.queries.ts';
import { mentions } from './erased-places.ts';
import { countQuotes, type ErasureQuotes, eraseQuote, quotesToErase } from './erased-quotes.queries.ts';
import {
  blankContact,
  blankPerson,
  closeLinks,
  countLogs,
  countPlace,
  deleteOwnRows,
  forgetKeptPages,
  type Known,
  knownOfContact,
  knownOfPerson,
  redactPlace,
} from './erased-rows.queries.ts';
import {
  type ErasureLink,
  type ErasureRow,
  type ErasureSubject,
  endErasure,
  eraseInLog,
  erasureOf,
  insertErasure,
  noteProgress,
  takeErasure,
} from './erasure.queries.ts';
import { erasureJob } from './erasure-wake-up.ts';
import { eraseInKeptMails, type MailFiles } from './kept-mails.ts';
import { countStays, type Stays } from './stays.queries.ts';

export interface ErasureDeps {
  database: Pick<Database, 'inWorkspace'>;
  queue: Pick<JobQueue, 'enqueue'>;
  logger: Pick<Logger, 'warn'>;
  mailFiles: MailFiles;
  /** A quote as it was sent, printed again of what is stored of it, which its module alone knows, and looks at first. */
  printAgain: (sheet: unknown, logoKey: string | null) => Promise<Buffer>;
  /** Rows of a log that are looked at in one transaction. */
  pageSize?: number;
}

export interface Asked {
  subject: ErasureSubject;
  id: string;
}

/** What would be erased, and what stays. */
export interface ErasurePlan extends Stays {
  name: string;
  isLinked: boolean;
  auditRows: number;
  securityRows: number;
  otherRows: number;
  /** Revisions of quotes that name the person and that nobody accepted. */
  sentQuotes: number;
  acceptedQuotes: number;
  shared: string[];
}

/** Piece by piece, each of them safe to repeat: the logs, the rest table after table, the quotes, the mails in the store. */
const logSteps = ['audit', 'security'] as const;
/** Each is printed again within the transaction. */
const QUOTES_AT_ONCE = 5;

/** Erases what is stored of one person, on their request. ConnectWise is neither asked nor changed. */
export class ErasureService {
  constructor(private readonly deps: ErasureDeps) {}

  /** ProblemsError: not_found, erased. */
  async plan(tx: Tx, { subject, id }: Asked): Promise<ErasurePlan> {
    const known = await this.knownOf(tx, subject, id);
    const { needles, remoteIds } = known;
    const ids = { contactId: subject === 'contact' ? id : null, userId: subject === 'person' ? id : null };
    const logs = await countLogs(tx, { ...ids, needles, remoteIds });
    const stays = await countStays(tx, ids.contactId, needles);
    let otherRows = 0;
    for (const place of mentions) otherRows += await countPlace(tx, place, needles);
    return {
      name: known.name,
      isLinked: remoteIds.length > 0,
      auditRows: logs.audit,
      securityRows: logs.security,
      otherRows,
      ...stays,
      ...(await countQuotes(tx, { needles, contactId: ids.contactId })),
      shared: known.shared,
    };
  }

  /** Empties the row and closes the link at once, so that nothing brings the person back; a worker goes through the rest. */
  async begin(
    tx: Tx,
    actor: Actor,
    asked: Asked & { link: ErasureLink; quotes: ErasureQuotes },
    address: string,
  ): Promise<ErasureRow> {
    const { subject, id, link, quotes } = asked;
    const { needles, remoteIds, email } = await this.knownOf(tx, subject, id);
    const row = await insertErasure(tx, {
      subject,
      subjectId: id,
      link,
      quotes,
      needles,
      remoteIds,
      requestedBy: actor.name,
    });
    if (!row) return refuse('erased', 'This person was erased already.', 'id');
    if (subject === 'contact') {
      await blankContact(tx, id);
      await closeLinks(tx, id, link, actor.name);
      await deleteOwnRows(tx, id, remoteIds);
    } else await blankPerson(tx, id, email ?? '');
    await recordSecurityEvent(tx, {
      kind: 'person_erased',
      actorId: actor.userId,
      actor: actor.name,
      address,
      subject: id,
      description:
        subject === 'contact'
          ? `${actor.name} had a contact erased on request. Its link to ConnectWise ${link === 'keep' ? 'stays without its data, never to sync' : 'was removed'}; ConnectWise was not changed.${quotesWord(quotes)}`
          : `${actor.name} had a removed person erased on request.${quotesWord(quotes)}`,
    });
    tx.afterCommit(() => {
      this.deps.queue.enqueue(erasureJob, { workspaceId: tx.workspaceId, erasureId: row.id }).catch((err: unknown) => {
        this.deps.logger.warn({ err, erasureId: row.id }, 'could not wake a worker for an erasure; the sweep finds it');
      });
    });
    return row;
  }

  /** Goes on where it stands, piece after piece, each in a transaction of its own. */
  async run(workspaceId: Id, erasureId: Id, signal: AbortSignal): Promise<void> {
    const { database } = this.deps;
    while (!signal.aborted) if (!(await database.inWorkspace(workspaceId, (tx) => this.piece(tx, erasureId)))) return;
  }

  /** False when nothing is left. */
  private async piece(tx: Tx, erasureId: Id): Promise<boolean> {
    const row = await takeErasure(tx, erasureId);
    if (!row) return false;
    const log = logSteps[row.step];
    if (log) {
      const { lastId, changed } = await eraseInLog(tx, log, row, this.deps.pageSize ?? 5_000);
      await noteProgress(tx, row, { counted: log, changed, after: lastId });
      return true;
    }
    const place = mentions[row.step - logSteps.length];
    if (place) {
      const changed = await redactPlace(tx, place, row.needles ?? []);
      await noteProgress(tx, row, { counted: 'other', changed, after: null });
      return true;
    }
    const extra = this.extraSteps[row.step - logSteps.length - mentions.length];
    if (extra) {
      const { lastId, changed } = await extra(tx, row);
      await noteProgress(tx, row, { counted: 'other', changed, after: lastId });
      return true;
    }
    // What came in between, such as the outcome of a poll that had begun before.
    if (row.subject === 'contact') await deleteOwnRows(tx, row.subjectId, row.remoteIds ?? []);
    await endErasure(tx, erasureId);
    return false;
  }

  private readonly extraSteps: readonly ((
    tx: Tx,
    row: ErasureRow,
  ) => Promise<{ lastId: Id | null; changed: number }>)[] = [
    (tx, row) => this.quotes(tx, row),
    (tx, row) => eraseInKeptMails(tx, row, this.deps.mailFiles),
    (tx) => forgetKeptPages(tx),
  ];

  private async quotes(tx: Tx, row: ErasureRow): Promise<{ lastId: Id | null; changed: number }> {
    const page = await quotesToErase(tx, { ...row, contactId: contactOf(row) }, QUOTES_AT_ONCE);
    let changed = 0;
    for (const { id, sheet, logoKey } of page) {
      const pdf = await this.deps.printAgain(sheet, logoKey);
      changed += await eraseQuote(tx, { id, sheet, pdf }, row);
    }
    return { lastId: page.at(-1)?.id ?? null, changed };
  }

  private async knownOf(tx: Tx, subject: ErasureSubject, id: string): Promise<Known & { email?: string }> {
    if (isId(id)) {
      if (await erasureOf(tx, subject, id)) return refuse('erased', 'This person was erased already.', 'id');
      const known = subject === 'contact' ? await knownOfContact(tx, id) : await knownOfPerson(tx, id);
      if (known) return known;
    }
    return subject === 'contact'
      ? refuse('not_found', 'There is no such contact.', 'id')
      : refuse(
          'not_found',
          'There is no such person among those who were removed. Remove them on the page People first.',
          'id',
        );
  }
}

const contactOf = ({ subject, subjectId }: ErasureRow): Id | null => (subject === 'contact' ? subjectId : null);

const quotesWord = (quotes: ErasureQuotes): string =>
  quotes === 'erase_all'
    ? ' Quotes that were accepted were erased like the others.'
    : ' Quotes that were accepted stay as they were.';
