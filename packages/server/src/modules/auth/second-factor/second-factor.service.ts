import { toDataURL } from 'qrcode';
import { tellAccessEnded } from '../../../platform/access-ended.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { recordSecurityEvent, type SecurityEventKind } from '../../audit/security/security-event.queries.ts';
import type { WorkspaceQueries } from '../../workspace/workspace.queries.ts';
import { isPassword } from '../password.ts';
import { endSessionsOf } from '../people/own-sessions.queries.ts';
import { type PersonRow, passwordHashOf, personByEmail, personById } from '../people/people.queries.ts';
import type { Myself } from '../people/profile.service.ts';
import { type RenewedSession, renewSession } from '../people/renewed-session.ts';
import { hashToken } from '../token.ts';
import { type FactorCheck, isOn } from './factor-check.ts';
import type { FactorMail } from './factor-mail.ts';
import {
  confirmPending,
  deleteFactor,
  putPending,
  requiresSecondFactor,
  setRequiresSecondFactor,
  storedFactor,
  unusedRecoveryCodes,
} from './second-factor.queries.ts';
import type { NewSecondFactor, SecondFactor, SignInSettings } from './second-factor.type.ts';
import type { SecondStep } from './second-step.ts';
import { newSecret, otpAddress } from './totp.rules.ts';

export interface SecondFactorDeps {
  database: Database;
  workspaces: WorkspaceQueries;
  check: FactorCheck;
  step: SecondStep;
  mail: FactorMail;
}

/** One of both shows that it is really them. */
export interface Proof {
  password?: string | null | undefined;
  code?: string | null | undefined;
}

/** A person's second factor: set up, replaced, switched off, and demanded or reset by an administrator. */
export class SecondFactorService {
  constructor(private readonly deps: SecondFactorDeps) {}

  async status(tx: Tx, userId: Id): Promise<SecondFactor> {
    const stored = await storedFactor(tx, userId);
    const codes = await unusedRecoveryCodes(tx, userId);
    return {
      isOn: isOn(stored),
      since: stored?.confirmedAt ?? null,
      recoveryCodesLeft: codes.length,
      isDemanded: await requiresSecondFactor(tx),
    };
  }

  /**
   * A new secret, shown once; nothing changes until a code of it comes back. Replacing a factor in use needs a proof, and so does the first one: a
   * session that was left open is not to shut its owner out. Who comes by a provider alone has nothing of here to show.
   */
  async begin(me: Myself, proof: Proof, address: string): Promise<NewSecondFactor> {
    const { database, check, workspaces } = this.deps;
    const { workspaceId } = me.actor;
    const [hasOne, hasPassword] = await database.inWorkspace(workspaceId, async (tx) => [
      isOn(await storedFactor(tx, me.userId)),
      Boolean(await passwordHashOf(tx, me.userId)),
    ]);
    if (!hasOne && hasPassword && !proof.password)
      return refuse('proof_missing', 'Enter your password first.', 'password');
    if (hasOne || hasPassword) await this.prove(me, proof, address);
    return database.inWorkspace(workspaceId, async (tx) => {
      const person = await this.person(tx, me.userId);
      const secret = newSecret();
      await putPending(tx, me.userId, check.seal(tx, me.userId, secret));
      const workspace = await workspaces.current(tx);
      const uri = otpAddress(secret, { workspace: workspace.name, email: person.email });
      return { secret, uri, qrCode: await toDataURL(uri, { margin: 2, scale: 6 }) };
    });
  }

  /** The first code switches the factor on, ends the sessions that were opened without it, and gives this one a new token. */
  async confirm(
    tx: Tx,
    me: Myself,
    code: string,
  ): Promise<{ recoveryCodes: string[]; endedSessions: number; renewed: RenewedSession }> {
    const { check, mail } = this.deps;
    const { userId } = me;
    const stored = await storedFactor(tx, userId);
    if (!stored?.pendingSealed)
      return refuse('not_begun', 'The key that was shown is too old. Begin again, and scan the new one.');
    const step = check.stepOf(code, check.open(tx, userId, stored.pendingSealed));
    if (step === null || !(await confirmPending(tx, userId, stored.pendingSealed, step)))
      return refuse(
        'wrong_code',
        'This code does not belong to the key. Enter the one that the app shows now, and check the clock of your phone.',
        'code',
      );
    const recoveryCodes = await check.newRecoveryCodes(tx, userId);
    const endedSessions = await endSessionsOf(tx, userId, hashToken(me.sessionToken));
    const person = await this.person(tx, userId);
    const verb = isOn(stored) ? 'replaced' : 'set up';
    await record(tx, 'second_factor_set_up', me.actor, person, `${person.name} ${verb} their second factor.`);
    await mail.changed(
      tx,
      person,
      `A second factor was ${verb} for your account. Sign-ins ask for its code from now on.`,
    );
    return { recoveryCodes, endedSessions, renewed: await renewSession(tx, me.sessionToken) };
  }

  async renewRecoveryCodes(me: Myself, proof: Proof, address: string): Promise<string[]> {
    await this.prove(me, proof, address);
    return this.deps.database.inWorkspace(me.actor.workspaceId, async (tx) => {
      if (!isOn(await storedFactor(tx, me.userId))) return refuse('not_on', 'You have no second factor.');
      const codes = await this.deps.check.newRecoveryCodes(tx, me.userId);
      const person = await this.person(tx, me.userId);
      const what = `${person.name} made new recovery codes; the former ones are worth nothing.`;
      await record(tx, 'recovery_codes_renewed', me.actor, person, what);
      return codes;
    });
  }

  async switchOff(me: Myself, proof: Proof, address: string): Promise<SecondFactor> {
    const { database, mail } = this.deps;
    await this.prove(me, proof, address);
    return database.inWorkspace(me.actor.workspaceId, async (tx) => {
      if (await requiresSecondFactor(tx))
        return refuse(
          'demanded',
          'This workspace demands a second factor, so it can be replaced by another one, but not switched off.',
        );
      if (await deleteFactor(tx, me.userId)) {
        const person = await this.person(tx, me.userId);
        await record(tx, 'second_factor_removed', me.actor, person, `${person.name} switched off their second factor.`);
        await mail.changed(tx, person, 'The second factor of your account was switched off.');
      }
      return this.status(tx, me.userId);
    });
  }

  /** Takes somebody's factor away, who lost phone and codes. They are signed out, and told by mail. */
  async reset(tx: Tx, id: Id, actor: Actor): Promise<PersonRow> {
    const person = isId(id) ? await personById(tx, id) : undefined;
    if (!person) return refuse('not_found', 'There is no such person in this workspace.', 'id');
    if (person.id === actor.userId)
      return refuse('own_factor', 'Replace or switch off your own second factor on the page Profile.', 'id');
    return this.takeAway(tx, person, actor);
  }

  /** The same for the operator, by command; null when nobody has this e-mail. */
  async resetByOperator(tx: Tx, email: string): Promise<PersonRow | null> {
    const person = await personByEmail(tx, email);
    return person ? this.takeAway(tx, person, { userId: null, name: 'Operator' }) : null;
  }

  async settings(tx: Tx): Promise<SignInSettings> {
    return { requiresSecondFactor: await requiresSecondFactor(tx) };
  }

  /** Demands a factor of everybody, or no longer. Whoever demands it has one, so that they know that it works, and are not shut out. */
  async saveSettings(tx: Tx, wanted: SignInSettings, actor: Actor): Promise<SignInSettings> {
    if ((await requiresSecondFactor(tx)) === wanted.requiresSecondFactor) return wanted;
    const isMine = actor.userId !== null && isOn(await storedFactor(tx, actor.userId));
    if (wanted.requiresSecondFactor && !isMine)
      return refuse(
        'own_factor_first',
        'Set up your own second factor on the page Profile first, so that you know that it works.',
        'requiresSecondFactor',
      );
    await setRequiresSecondFactor(tx, wanted.requiresSecondFactor);
    await tellAccessEnded(tx);
    await recordSecurityEvent(tx, {
      kind: 'sign_in_settings_changed',
      actorId: actor.userId,
      actor: actor.name,
      description: wanted.requiresSecondFactor
        ? 'A second factor is demanded of everybody from now on.'
        : 'A second factor is no longer demanded.',
    });
    return wanted;
  }

  private async takeAway(tx: Tx, person: PersonRow, actor: { userId: Id | null; name: string }): Promise<PersonRow> {
    if (!(await deleteFactor(tx, person.id))) return refuse('not_on', `${person.name} has no second factor.`, 'id');
    await endSessionsOf(tx, person.id, null);
    await recordSecurityEvent(tx, {
      kind: 'second_factor_reset',
      actorId: actor.userId,
      actor: actor.name,
      subject: person.email,
      description: `The second factor of ${person.name} was reset; they were signed out.`,
    });
    await this.deps.mail.changed(
      tx,
      person,
      `${actor.name} reset the second factor of your account, and you were signed out. Sign in with your password and set up a new one.`,
    );
    return { ...person, hasSecondFactor: false };
  }

  /** Refuses unless the password or a code is right; counted as tries to sign in are. */
  private async prove(me: Myself, { password, code }: Proof, address: string): Promise<void> {
    const { database, check, step } = this.deps;
    const { workspaceId } = me.actor;
    if (!password && !code)
      return refuse('proof_missing', 'Enter your password, or a code of your second factor.', 'code');
    const person = await database.inWorkspace(workspaceId, (tx) => this.person(tx, me.userId));
    const { email } = person;
    const wrong = `Somebody who was signed in as ${email} entered a wrong ${code ? 'code' : 'password'} to change the second factor.`;
    await step.guarded({ workspaceId, userId: me.userId, email, address, wrong }, async (tx) => {
      if (code) return check.use(tx, me.userId, code);
      return (await isPassword(password ?? '', await passwordHashOf(tx, me.userId))) ? 'code' : 'wrong_password';
    });
  }

  private async person(tx: Tx, userId: Id): Promise<PersonRow> {
    return (await personById(tx, userId)) ?? refuse('not_found', 'You were removed from this workspace.');
  }
}

const record = (tx: Tx, kind: SecurityEventKind, actor: Actor, person: PersonRow, description: string): Promise<void> =>
  recordSecurityEvent(tx, { kind, actorId: actor.userId, actor: actor.name, subject: person.email, description });
