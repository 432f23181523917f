import { counted } from '@causeway/shared/counted';
import { ConnectWiseError } from '../../connectwise/client/connectwise-error.ts';
import type { OutboundGuard } from '../../connectwise/client/outbound-guard.ts';
import type { Transport } from '../../connectwise/client/transport.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import { AppError, type Problem, ProblemsError, refuse } from '../../platform/errors.ts';
import type { Actor } from '../../platform/graphql/context.ts';
import type { Id } from '../../platform/ids.ts';
import type { AuditLog } from '../audit/audit-log.service.ts';
import { recordSecurityEvent } from '../audit/security/security-event.queries.ts';
import { apiVersionWarning } from './api-version.rules.ts';
import { type AccountInput, parseAccount } from './connect.input.ts';
import type { Connections, ReferenceData } from './connection.ports.ts';
import * as queries from './connection.queries.ts';
import type { SandboxAccount } from './connection.type.ts';
import type { AskForRights } from './connection-health.service.ts';
import type { ConnectionRecord } from './connection-record.ts';
import type { ConnectWiseClientFactory } from './connectwise-client-factory.ts';
import { disconnectSentences, isDisconnected, keysMissing } from './disconnect.rules.ts';
import { type KeySealer, keyHint } from './key-sealer.ts';
import { sandboxAccounts } from './sandbox-accounts.ts';
import { type SiteAddress, siteFromUrl } from './site-url.rules.ts';
import { type VerifiedVersions, verifyAccount } from './verify-account.ts';

export interface ConnectionServiceDeps {
  database: Database;
  audit: AuditLog;
  guard: OutboundGuard;
  transport: Transport;
  clients: ConnectWiseClientFactory;
  sealer: KeySealer;
  /** The operator's client ID; when set, what people enter is not used. */
  clientId: string | null;
  references: ReferenceData;
  /** Asks a worker to read pick lists that are missing or old. */
  askForLists: () => Promise<void>;
  askForRights: AskForRights;
  /** What has to be tidied up in ConnectWise while there are keys. */
  onDisconnect?: (connection: ConnectionRecord) => Promise<void>;
}

export interface CheckedConnection {
  connection: ConnectionRecord;
  problems: Problem[];
}

/** The states in which retrying by itself can help; for the others somebody must act first. */
const mayRecover = new Set<string | null>(['unreachable', 'wrong_address', 'rate_limited', 'host_unknown', 'tls']);

/** The ConnectWise account of a workspace: connecting it, checking it, pausing it. */
export class ConnectionService implements Connections {
  constructor(private readonly deps: ConnectionServiceDeps) {}

  active(tx: Tx): Promise<ConnectionRecord | null> {
    return queries.findActive(tx);
  }

  byId(tx: Tx, id: Id): Promise<ConnectionRecord | null> {
    return queries.findById(tx, id);
  }

  async requireUsable(tx: Tx): Promise<ConnectionRecord> {
    const connection = await this.requireAny(tx);
    const { state, stateCode, stateMessage } = connection;
    if (state === 'connected' || (state === 'error' && mayRecover.has(stateCode))) return connection;
    const what = state === 'paused' ? 'The sync with ConnectWise is paused' : 'ConnectWise is not connected';
    throw new AppError('not_connected', `${what}: ${stateMessage ?? 'see Settings > Integrations'}`, {
      state,
      stateCode,
    });
  }

  /**
   * Verifies what was entered against ConnectWise and stores it as connected; throws ProblemsError, with nothing stored, when anything is wrong.
   * New keys of the same host and company keep everything. Another account is refused as long as records are linked to the present one.
   */
  async connect(actor: Actor, input: unknown): Promise<ConnectionRecord> {
    const entered = parseAccount(input);
    const site = this.siteOf(entered.siteUrl);
    const keys = { ...entered, clientId: this.deps.clientId === null ? entered.clientId : null };
    const client = this.deps.clients.trial({
      apiBaseUrl: site.apiBaseUrl,
      ...keys,
      clientId: this.deps.clientId ?? keys.clientId ?? '',
    });
    const account = { ...site, loginCompany: entered.loginCompany };
    const versions = await verifyAccount(account, { transport: this.deps.transport, client });
    const saved = await this.deps.database.inWorkspace(actor.workspaceId, (tx) =>
      this.store(tx, actor, { entered: keys, site, versions }),
    );
    await this.readLists(saved);
    this.deps.askForRights(saved);
    return saved;
  }

  /** Whom a sandbox lets in; empty for every other address. */
  sandboxAccounts(siteUrl: string): Promise<SandboxAccount[]> {
    return sandboxAccounts(siteUrl, this.deps);
  }

  /** Checks the stored keys again; the state follows. */
  async verify(actor: Actor): Promise<CheckedConnection> {
    const { database, clients, transport } = this.deps;
    const connection = await database.inWorkspace(actor.workspaceId, (tx) => this.requireAny(tx));
    if (isDisconnected(connection)) return { connection, problems: [keysMissing] };
    const client = await clients.trialOf(connection);
    const outcome = await verifyAccount(connection, { transport, client }).catch((error) => {
      if (error instanceof ProblemsError) return error;
      throw error;
    });
    return database.inWorkspace(actor.workspaceId, async (tx) => {
      const problems = await this.noteOutcome(tx, actor, connection.id, outcome);
      return { connection: (await queries.findById(tx, connection.id)) ?? connection, problems };
    });
  }

  /** What disconnecting would do, in sentences. ProblemsError not_connected. */
  async disconnectPreview(tx: Tx, removesLinks: boolean): Promise<string[]> {
    const connection = await this.requireConnected(tx);
    return disconnectSentences(connection, await queries.countHeld(tx, connection.id), removesLinks);
  }

  /** Tidies up in ConnectWise what only works with the keys; no transaction is open meanwhile. */
  async beforeDisconnect(actor: Actor): Promise<void> {
    const connection = await this.deps.database.inWorkspace(actor.workspaceId, (tx) => queries.findActive(tx));
    if (connection && !isDisconnected(connection)) await this.deps.onDisconnect?.(connection);
  }

  /** Stops the sync and takes the keys out. The records of both sides stay; the links stay too, unless they are to be removed. */
  async disconnect(tx: Tx, actor: Actor, removesLinks: boolean): Promise<ConnectionRecord | null> {
    const connection = await this.requireConnected(tx);
    const held = await queries.countHeld(tx, connection.id);
    const account = `the ConnectWise company ${connection.loginCompany} at ${connection.host}`;
    if (removesLinks) await queries.forget(tx, connection.id);
    else await queries.disconnect(tx, connection.id, `${actor.name} disconnected it. Enter the keys to connect again.`);
    await this.note(
      tx,
      actor,
      removesLinks
        ? `Disconnected ${account}, and removed its ${counted(held.links, 'link')}, its settings and its ${counted(held.issues, 'open issue')}.`
        : `Disconnected ${account}. Its ${counted(held.links, 'link')} and its settings are kept.`,
    );
    await this.noteSecurity(tx, actor, 'disconnected', `Disconnected ${account} and took its keys out.`);
    return queries.findActive(tx);
  }

  async pause(tx: Tx, actor: Actor, reason: string): Promise<ConnectionRecord> {
    const connection = await this.requireAny(tx);
    const message = reason.trim().slice(0, 500);
    if (message === '') refuse('invalid_input', 'Say why the sync is paused, for those who find it so.', 'reason');
    const to = { state: 'paused', code: 'paused_by_user', message } as const;
    if (await queries.changeState(tx, connection.id, to, ['connected', 'error']))
      await this.note(tx, actor, `Paused the sync with ConnectWise: ${message}`);
    return this.requireAny(tx);
  }

  /** Lets a paused sync go on, and checks the keys meanwhile; a cause against it becomes the state and comes back as a problem. */
  async resume(actor: Actor): Promise<CheckedConnection> {
    await this.deps.database.inWorkspace(actor.workspaceId, async (tx) => {
      const connection = await this.requireAny(tx);
      // Without keys there is nothing to go on with; verifying says so.
      if (isDisconnected(connection)) return;
      const to = { state: 'connected', code: null, message: null } as const;
      if (await queries.changeState(tx, connection.id, to, ['paused']))
        await this.note(tx, actor, 'Resumed the sync with ConnectWise.');
    });
    return this.verify(actor);
  }

  /** The pick lists are wanted right after connecting; when reading them fails, a worker does it. */
  private async readLists({ workspaceId, id }: ConnectionRecord): Promise<void> {
    try {
      await this.deps.references.refresh(workspaceId, id);
    } catch (error) {
      if (!(error instanceof ConnectWiseError)) throw error;
      await this.deps.askForLists();
    }
  }

  private siteOf(siteUrl: string): SiteAddress {
    const result = siteFromUrl(siteUrl, this.deps.guard);
    if ('site' in result) return result.site;
    return refuse(result.problem.code, result.problem.message, 'siteUrl');
  }

  private async requireConnected(tx: Tx): Promise<ConnectionRecord> {
    const connection = await queries.findActive(tx);
    return connection ?? refuse('not_connected', 'ConnectWise is not connected, so there is nothing to disconnect.');
  }

  private async requireAny(tx: Tx): Promise<ConnectionRecord> {
    const connection = await queries.findActive(tx);
    if (connection) return connection;
    throw new AppError('not_connected', 'ConnectWise is not connected yet. Connect it in Settings > Integrations.');
  }

  private async store(
    tx: Tx,
    actor: Actor,
    { entered, site, versions }: { entered: AccountInput; site: SiteAddress; versions: VerifiedVersions },
  ): Promise<ConnectionRecord> {
    await queries.lockAccount(tx);
    const before = await this.makeRoom(tx, site.host, entered.loginCompany);
    const saved = await queries.saveConnected(tx, {
      ...site,
      ...this.deps.sealer.seal(tx.workspaceId, entered),
      siteUrl: entered.siteUrl,
      loginCompany: entered.loginCompany,
      publicKeyHint: keyHint(entered.publicKey),
      keysSetBy: actor.userId,
      remoteVersion: versions.version,
      apiVersion: versions.apiVersion,
    });
    const what = before ? 'Replaced the keys of' : 'Connected';
    const warning = apiVersionWarning(saved);
    const told = `${what} the ConnectWise company ${saved.loginCompany} at ${saved.host}.`;
    await this.note(tx, actor, warning ? `${told} ${warning}` : told);
    await this.noteSecurity(tx, actor, before ? 'keys_replaced' : 'connected', told);
    return saved;
  }

  /** The same account as it was, or null after another one, that nothing hangs on, has made room. */
  private async makeRoom(tx: Tx, host: string, loginCompany: string): Promise<ConnectionRecord | null> {
    const before = await queries.findActive(tx);
    if (!before) return null;
    if (before.host === host && before.loginCompany.toLowerCase() === loginCompany.toLowerCase()) return before;
    const links = await queries.countLinks(tx, before.id);
    if (links > 0) {
      refuse(
        'conflict',
        `${counted(links, 'record is', 'records are')} linked to the company ${before.loginCompany} at ${before.host}. Another account would mix them up: enter keys of that one, disconnect it with its links, or use a workspace of its own for this account.`,
        before.host === host ? 'loginCompany' : 'siteUrl',
      );
    }
    await queries.forget(tx, before.id);
    return null;
  }

  private async noteOutcome(
    tx: Tx,
    actor: Actor,
    id: Id,
    outcome: ProblemsError | VerifiedVersions,
  ): Promise<Problem[]> {
    const actorName = actor.name;
    if (!(outcome instanceof ProblemsError)) {
      await queries.noteVerified(tx, id, outcome);
      await queries.changeState(tx, id, { state: 'connected', code: null, message: null }, ['error']);
      await this.deps.audit.record(tx, [
        {
          operation: 'check',
          status: 'success',
          description: 'Checked the connection to ConnectWise: all is well.',
          actor: actorName,
        },
      ]);
      return [];
    }
    const [problem] = outcome.problems;
    if (problem && problem.code !== 'rate_limited')
      await queries.changeState(tx, id, { state: 'error', code: problem.code, message: problem.message }, [
        'connected',
        'error',
      ]);
    await this.deps.audit.record(tx, [
      {
        operation: 'check',
        status: 'error',
        code: problem?.code ?? null,
        description: outcome.message,
        actor: actorName,
      },
    ]);
    return outcome.problems;
  }

  private noteSecurity(
    tx: Tx,
    actor: Actor,
    kind: 'connected' | 'keys_replaced' | 'disconnected',
    description: string,
  ): Promise<void> {
    return recordSecurityEvent(tx, { kind, actorId: actor.userId, actor: actor.name, description });
  }

  private note(tx: Tx, actor: Actor, description: string): Promise<void> {
    return this.deps.audit.record(tx, [{ operation: 'setting', status: 'success', description, actor: actor.name }]);
  }
}
