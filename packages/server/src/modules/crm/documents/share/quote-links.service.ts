import { type AcceptanceForm, acceptanceForm, quoteLinkForm } from '@causeway/shared/forms/quote-acceptance';
import type { Database, Tx } from '../../../../platform/database/database.ts';
import { AppError, ProblemsError, refuse } from '../../../../platform/errors.ts';
import { type Id, isId } from '../../../../platform/ids.ts';
import type { SecretBox } from '../../../../platform/secrets.ts';
import type { Storage } from '../../../../platform/storage.ts';
import type { AuditLog } from '../../../audit/audit-log.service.ts';
import { parseForm } from '../../form.ts';
import { documentById } from '../document.queries.ts';
import type { Document } from '../document.type.ts';
import { linkToken, readLinkToken } from '../links/link-token.rules.ts';
import type { QuoteService } from '../quote.service.ts';
import { keepAsSent } from '../revisions/keep-as-sent.ts';
import { type KeptSheet, keptPdf, type QuoteRevisionRow, revisionOf } from '../revisions/quote-revision.queries.ts';
import {
  countOpening,
  type LinkedQuote,
  quoteOfLink,
  replaceQuoteLink,
  revokeQuoteLinks,
} from './quote-link.queries.ts';
import { acceptanceFault, linkFault } from './quote-standing.rules.ts';

export interface QuoteLinksDeps {
  database: Database;
  secrets: Pick<SecretBox, 'sign' | 'isSigned'>;
  storage: Pick<Storage, 'get'>;
  audit: AuditLog;
  publicUrl: string;
  quotes: Pick<QuoteService, 'acceptAsClient'>;
}

/** What a client sees of a quote: as it was sent, and whether it may be accepted. No cost, no ID. */
export interface SharedQuote {
  sheet: KeptSheet;
  /** Whether a logo stands at its head; …/logo is the picture. */
  hasLogo: boolean;
  acceptedAt: Date | null;
  acceptedBy: string | null;
  /** Why it cannot be accepted; null when it can. */
  refusal: string | null;
  expiresAt: Date;
}

/** Who opens a link: an address and a browser. */
export interface Visitor {
  address: string;
  browser: string;
}

const INVALID = 'This link is not valid. Ask the person who works on the quote for it.';

interface Opened {
  linked: LinkedQuote;
  kept: QuoteRevisionRow;
}

/** Links by which a client reads and accepts a sent quote without a session: signed, of one revision, expiring, revocable. */
export class QuoteLinks {
  constructor(private readonly deps: QuoteLinksDeps) {}

  /** The address of a link. It leads to a page that hands its token on by itself, so that no server on the way writes it down. */
  urlOf(workspaceId: Id, linkId: Id): string {
    const { secrets, publicUrl } = this.deps;
    return `${publicUrl}/quote#${linkToken(secrets, { workspaceId, linkId }, 'quote-link')}`;
  }

  /** Makes a link for a quote that was sent; one before it opens nothing any more. ProblemsError: not_found, not_a_quote, wrong_state, invalid_input. */
  async create(tx: Tx, documentId: Id, input: object, by: string): Promise<Id> {
    const { days } = parseForm(quoteLinkForm, input);
    const quote = await this.quoteOf(tx, documentId);
    if (quote.state !== 'sent')
      refuse(
        'wrong_state',
        `"${quote.title}" is ${quote.state === 'draft' ? 'a draft' : quote.state}. Only a quote that was sent has a link for the client: mark it as sent first.`,
        'documentId',
      );
    await keepAsSent(tx, this.deps.storage, quote.id, null);
    await replaceQuoteLink(tx, { documentId: quote.id, revision: quote.revision, days, by });
    await this.tell(tx, quote, {
      code: 'quote_link_made',
      actor: by,
      description: `${by} made a link by which the client can read and accept "${quote.title}" for ${days} ${days === 1 ? 'day' : 'days'}.`,
    });
    return quote.id;
  }

  /** Ends the link at once. ProblemsError: not_found, not_a_quote. */
  async revoke(tx: Tx, documentId: Id, by: string): Promise<Id> {
    const quote = await this.quoteOf(tx, documentId);
    if ((await revokeQuoteLinks(tx, quote.id)) === 0) return quote.id;
    await this.tell(tx, quote, {
      code: 'quote_link_revoked',
      actor: by,
      description: `${by} revoked the link of "${quote.title}": the client can no longer read or accept it there.`,
    });
    return quote.id;
  }

  /** Throws AppError "not_found" with a sentence for a link that shows nothing. */
  open(token: string, visitor: Visitor): Promise<SharedQuote> {
    return this.inForce(token, async (tx, { linked, kept }) => {
      await countOpening(tx, linked.link.id);
      await this.tell(tx, linked.quote, {
        code: 'quote_link_opened',
        description: `The client opened "${linked.quote.title}" by its link, from the address ${visitor.address}.`,
      });
      return shared(linked, kept);
    });
  }

  /** The PDF as it was sent. Throws as `open`. */
  file(token: string): Promise<{ fileName: string; pdf: Buffer }> {
    return this.inForce(token, async (tx, { linked: { link } }) => {
      const found = await keptPdf(tx, link.documentId, link.revision);
      if (!found) throw new AppError('not_found', INVALID);
      return found;
    });
  }

  /** The logo at the head of the quote as it was sent. Throws as `open`, and "not_found" where there is none. */
  async logo(token: string): Promise<Buffer> {
    const key = await this.inForce(token, async (_, { kept }) => kept.logoKey);
    if (!key) throw new AppError('not_found', 'There is no logo on this quote.');
    return this.deps.storage.get(key);
  }

  /** Accepts as the client. Throws as `open`; AppError "conflict" when it cannot be accepted (any more); ProblemsError without a name. */
  async accept(token: string, input: unknown, visitor: Visitor): Promise<SharedQuote> {
    const { name }: AcceptanceForm = parseForm(acceptanceForm, input ?? {});
    try {
      return await this.inForce(token, async (tx, { linked, kept }) => {
        const fault = acceptanceFault(linked, { by: kept.acceptedBy, at: kept.acceptedAt });
        if (fault) throw new AppError('conflict', fault);
        await this.deps.quotes.acceptAsClient(tx, linked.quote.id, {
          revision: linked.link.revision,
          name,
          from: fromWords(visitor),
        });
        const now = await this.read(tx, linked.link.id);
        return shared(now.linked, now.kept);
      });
    } catch (error) {
      // What stands in the way is the seller's to mend: another quote that is accepted already.
      if (error instanceof ProblemsError)
        throw new AppError('conflict', 'This quote cannot be accepted any more. Ask the person who works on it.');
      throw error;
    }
  }

  private async inForce<T>(token: string, work: (tx: Tx, opened: Opened) => Promise<T>): Promise<T> {
    const { database, secrets } = this.deps;
    const named = readLinkToken(secrets, token, 'quote-link');
    if (!named) throw new AppError('not_found', INVALID);
    return database.inWorkspace(named.workspaceId, async (tx) => work(tx, await this.read(tx, named.linkId)));
  }

  private async read(tx: Tx, linkId: Id): Promise<Opened> {
    const linked = await quoteOfLink(tx, linkId);
    const fault = linked ? linkFault(linked, new Date()) : INVALID;
    if (!linked || fault) throw new AppError('not_found', fault ?? INVALID);
    const kept = await revisionOf(tx, linked.link.documentId, linked.link.revision);
    if (!kept) throw new AppError('not_found', INVALID);
    return { linked, kept };
  }

  private async quoteOf(tx: Tx, id: Id): Promise<Document> {
    const found = isId(id) ? await documentById(tx, id) : null;
    if (!found) return refuse('not_found', 'This quote does not exist any more. Go back to the list.', 'documentId');
    if (found.kind !== 'quote')
      return refuse('not_a_quote', `"${found.title}" is a file. Only a quote has a link for the client.`, 'documentId');
    return found;
  }

  private tell(
    tx: Tx,
    { id, title, opportunityId }: Pick<Document, 'id' | 'title' | 'opportunityId'>,
    what: { code: string; description: string; actor?: string },
  ): Promise<void> {
    const about = { entity: 'document', name: title, localId: id, opportunityId } as const;
    return this.deps.audit.record(tx, [{ operation: 'update', status: 'info', ...about, ...what }]);
  }
}

const shared = (linked: LinkedQuote, { sheet, logoKey, acceptedAt, acceptedBy }: QuoteRevisionRow): SharedQuote => ({
  sheet,
  hasLogo: logoKey !== null,
  acceptedAt,
  acceptedBy,
  refusal: acceptanceFault(linked, { by: acceptedBy, at: acceptedAt }),
  expiresAt: linked.link.expiresAt,
});

const fromWords = ({ address, browser }: Visitor): string => [address, browser].filter(Boolean).join(', ');
