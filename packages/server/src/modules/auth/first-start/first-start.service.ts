import { randomInt } from 'node:crypto';
import type { Database } from '../../../platform/database/database.ts';
import { ProblemsError, refuse } from '../../../platform/errors.ts';
import { recordSecurityEvent } from '../../audit/security/security-event.queries.ts';
import { makeWorkspace, workspaceProblems } from '../../workspace/new-workspace.ts';
import type { AuthService, Caller, Session } from '../auth.service.ts';
import { personProblems } from '../person.rules.ts';
import { hashToken } from '../token.ts';
import type { SetUpInput } from './first-start.type.ts';
import { addSetupCode, clearSetupCodes, hasSetupCode, isSetUp, lockSetUp } from './setup-code.queries.ts';

/** The first workspace and its administrator, for whoever can read the log of an installation that has none yet. */
export class FirstStartService {
  constructor(
    private readonly database: Database,
    private readonly auth: AuthService,
  ) {}

  /** Whether the set-up page is open: until the first workspace is made, by it or by command, and never again. */
  async isOpen(): Promise<boolean> {
    return !(await this.database.acrossWorkspaces(isSetUp));
  }

  /** A new code for the log; null when the installation is set up. The codes of other processes hold as well. */
  async makeCode(): Promise<string | null> {
    if (!(await this.isOpen())) return null;
    const code = newCode();
    await this.database.acrossWorkspaces((tx) => addSetupCode(tx, hashOf(code)));
    return code;
  }

  /** Makes the workspace and its administrator in one transaction, closes the set-up, and signs them in. */
  async setUp(input: SetUpInput, caller: Caller): Promise<Session> {
    await this.database.acrossWorkspaces((tx) => refuseUnlessAllowed(tx, input.code));
    const person = { name: input.name, email: input.email, password: input.password };
    const problems = [
      ...workspaceProblems({ ...input, name: input.workspaceName }),
      ...personProblems(person, [input.workspaceName]),
    ];
    if (problems.length > 0) throw new ProblemsError(problems);
    const made = await this.database.acrossWorkspaces(async (tx) => {
      await lockSetUp(tx);
      await refuseUnlessAllowed(tx, input.code);
      await clearSetupCodes(tx);
      const workspaceId = await makeWorkspace(tx, { ...input, name: input.workspaceName });
      const userId = await this.auth.createUser(tx, { ...person, role: 'admin' });
      await recordSecurityEvent(tx, {
        kind: 'workspace_created',
        actorId: userId,
        actor: input.name.trim(),
        subject: input.email.trim(),
        address: caller.address,
        description: `The workspace was set up with ${input.email.trim()} as its first administrator.`,
      });
      return { workspaceId, userId };
    });
    return this.auth.openSession(made.workspaceId, made.userId, caller);
  }
}

async function refuseUnlessAllowed(tx: Parameters<typeof isSetUp>[0], code: string): Promise<void> {
  if (await isSetUp(tx))
    return refuse(
      'already_set_up',
      'This installation is set up already. Sign in, or ask its administrator to invite you.',
    );
  if (!(await hasSetupCode(tx, hashOf(code))))
    return refuse('wrong_code', 'This is not the set-up code. Copy the newest one from the log of the api.', 'code');
}

/** Without letters that look like digits or each other. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** Some 98 bits in groups of four, so that nobody guesses it and a person can type it. */
const newCode = (): string =>
  Array.from({ length: 5 }, () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')).join(
    '-',
  );

const hashOf = (code: string): string => hashToken(code.toUpperCase().replace(/[^A-Z0-9]/g, ''));
