import type { Tx } from '../../../platform/database/database.ts';
import type { DeliveryService } from '../../delivery/delivery.service.ts';
import type { WorkspaceQueries } from '../../workspace/workspace.queries.ts';

export interface PasswordMailDeps {
  mail?: Pick<DeliveryService, 'mail' | 'sendsMail'> | undefined;
  workspaces: WorkspaceQueries;
  /** Address that browsers use, without a slash at the end. */
  publicUrl: string;
}

/** What a person is mailed of a password that they forgot. */
export class PasswordMail {
  constructor(private readonly deps: PasswordMailDeps) {}

  /** Whether there is a mail server; else an administrator finds the link in the outbox. */
  get isSent(): boolean {
    return this.deps.mail?.sendsMail ?? false;
  }

  async link(tx: Tx, person: { email: string }, token: string): Promise<void> {
    const { mail, publicUrl } = this.deps;
    const { name } = await this.deps.workspaces.current(tx);
    await mail?.mail(tx, person.email, {
      subject: `A new password for ${name} in Causeway`,
      paragraphs: [
        `Somebody, probably you, said on the sign-in page that you forgot your password for the workspace ${name}.`,
        'Open the link and choose a new one. It is valid for one hour and works once; a newer one takes its place.',
      ],
      // Behind "#", so that the token reaches no server's log.
      action: { label: 'Choose a new password', url: `${publicUrl}/new-password#${token}` },
      reason: `You get this mail because your address was entered on the sign-in page. If it was not you, do nothing: your password stays as it is.`,
    });
  }

  async changed(tx: Tx, person: { email: string }): Promise<void> {
    const { name } = await this.deps.workspaces.current(tx);
    await this.deps.mail?.mail(tx, person.email, {
      subject: `Your password for ${name} was changed`,
      paragraphs: [
        `A new password was set for your account in the workspace ${name}, by the link that you were mailed. You were signed out everywhere.`,
        'If you do not know of this, tell an administrator of your workspace at once.',
      ],
      action: { label: 'Sign in', url: `${this.deps.publicUrl}/sign-in` },
      reason: `You get this mail because it concerns how you sign in to ${name}.`,
    });
  }
}
