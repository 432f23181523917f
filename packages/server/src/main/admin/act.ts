import { randomBytes } from 'node:crypto';
import type { Auth } from '../../modules/auth/auth.module.ts';
import { type Person, personProblems } from '../../modules/auth/person.rules.ts';
import { allWorkspaces, type WorkspaceRow } from '../../modules/workspace/new-workspace.queries.ts';
import { makeWorkspace, workspaceProblems } from '../../modules/workspace/new-workspace.ts';
import type { Database } from '../../platform/database/database.ts';
import { ProblemsError } from '../../platform/errors.ts';
import { type Command, UsageError } from './commands.ts';

type Of<N extends Command['name']> = Extract<Command, { name: N }>;

/** What the operator does by command, each answering the lines to print. */
export class AdminActions {
  constructor(
    private readonly database: Database,
    private readonly auth: Auth,
    private readonly readPassword: () => Promise<string>,
  ) {}

  async createWorkspace({ workspaceName, timeZone, currency }: Of<'create-workspace'>): Promise<string[]> {
    const workspace = { name: workspaceName, timeZone, currency };
    const problems = workspaceProblems(workspace);
    if (problems.length > 0) throw new ProblemsError(problems);
    await this.database.acrossWorkspaces(async (tx) => {
      const known = await allWorkspaces(tx);
      if (known.some(({ name }) => name.toLowerCase() === workspaceName.toLowerCase()))
        throw new UsageError(`There is a workspace "${workspaceName}" already.`);
      await makeWorkspace(tx, workspace);
    });
    return [
      `The workspace "${workspaceName}" was made, with the standard pipeline.`,
      `Next: create-user --workspace "${workspaceName}" --email … --name …`,
    ];
  }

  async createUser(command: Of<'create-user'>): Promise<string[]> {
    const { email, role } = command;
    const workspace = await this.workspaceOf(command.workspace);
    const { password, shown } = await this.passwordFor(command.passwordFromStdin);
    const person: Person = { name: command.personName, email, password };
    const problems = personProblems(person, [workspace.name]);
    if (problems.length > 0) throw new ProblemsError(problems);
    await this.database.inWorkspace(workspace.id, (tx) => this.auth.people.addByOperator(tx, { ...person, role }));
    return [`${email} may sign in to "${workspace.name}" as ${role}.`, ...shown];
  }

  async resetPassword(command: Of<'reset-password'>): Promise<string[]> {
    const workspace = await this.workspaceOf(command.workspace, command.email);
    const { password, shown } = await this.passwordFor(command.passwordFromStdin);
    const person = await this.database.inWorkspace(workspace.id, (tx) =>
      this.auth.people.resetPassword(tx, command.email, password),
    );
    if (!person) throw new UsageError(`Nobody with the e-mail ${command.email} is in "${workspace.name}". See: list`);
    await this.auth.throttle.forget(person.email);
    const still = person.isActive ? [] : [`${command.email} is deactivated; an administrator must activate them.`];
    return [
      `${command.email} has a new password; all their sessions are ended, and failed tries are forgotten.`,
      ...shown,
      ...still,
    ];
  }

  async resetSecondFactor(command: Of<'reset-second-factor'>): Promise<string[]> {
    const workspace = await this.workspaceOf(command.workspace, command.email);
    const person = await this.database.inWorkspace(workspace.id, (tx) =>
      this.auth.secondFactors.resetByOperator(tx, command.email),
    );
    if (!person) throw new UsageError(`Nobody with the e-mail ${command.email} is in "${workspace.name}". See: list`);
    return [`${command.email} has no second factor any more; all their sessions are ended.`];
  }

  async list(): Promise<string[]> {
    const workspaces = await this.database.acrossWorkspaces(allWorkspaces);
    if (workspaces.length === 0)
      return ['There is no workspace yet. Make one with create-workspace, or on the set-up page.'];
    const lines: string[] = [];
    for (const { id, name, timeZone, currency } of workspaces) {
      lines.push(`${name} (${timeZone}, ${currency})`);
      const people = await this.database.inWorkspace(id, (tx) => this.auth.people.list(tx));
      for (const person of people) {
        const seen = person.lastSignInAt ? `last signed in ${person.lastSignInAt.toISOString()}` : 'never signed in';
        lines.push(`  ${person.email}, ${person.name}, ${person.role}, ${person.isActive ? seen : 'deactivated'}`);
      }
    }
    return lines;
  }

  /** The workspace of that name; without a name the only one there is, or the only one with a person of that e-mail. */
  private async workspaceOf(name: string | null, email: string | null = null): Promise<WorkspaceRow> {
    const all = await this.database.acrossWorkspaces(allWorkspaces);
    if (name === null && email !== null && all.length > 1) {
      const theirs: WorkspaceRow[] = [];
      for (const one of all) if (await this.isIn(one, email)) theirs.push(one);
      const [only, another] = theirs;
      if (!only) throw new UsageError(`Nobody with the e-mail ${email} is in any workspace. See: list`);
      if (another)
        throw new UsageError(
          `${email} is in several workspaces: ${theirs.map((one) => `"${one.name}"`).join(', ')}. Name one with --workspace.`,
        );
      return only;
    }
    const fitting = name === null ? all : all.filter((one) => one.name.toLowerCase() === name.toLowerCase());
    const [workspace, second] = fitting;
    if (!workspace)
      throw new UsageError(
        name === null
          ? 'There is no workspace yet. Make one first: create-workspace'
          : `There is no workspace "${name}". See: list`,
      );
    if (second) throw new UsageError('There are several workspaces. Name one with --workspace; see: list');
    return workspace;
  }

  private async isIn({ id }: WorkspaceRow, email: string): Promise<boolean> {
    const people = await this.database.inWorkspace(id, (tx) => this.auth.people.list(tx));
    return people.some((one) => one.email.toLowerCase() === email.toLowerCase());
  }

  private async passwordFor(fromStdin: boolean): Promise<{ password: string; shown: string[] }> {
    if (fromStdin) return { password: await this.readPassword(), shown: [] };
    const password = randomBytes(15).toString('base64url');
    return {
      password,
      shown: [`Password: ${password}`, 'It is shown this once; it can be changed on the page Profile.'],
    };
  }
}
