import type { Tx } from '../../../platform/database/database.ts';
import type { DeliveryService } from '../../delivery/delivery.service.ts';
import type { WorkspaceQueries } from '../../workspace/workspace.queries.ts';

export interface FactorMailDeps {
  mail?: Pick<DeliveryService, 'mail'> | undefined;
  workspaces: WorkspaceQueries;
  /** Address that browsers use, without a slash at the end. */
  publicUrl: string;
}

/** Tells a person of each change to their second factor, so that nobody else makes one unseen. */
export class FactorMail {
  constructor(private readonly deps: FactorMailDeps) {}

  async changed(tx: Tx, person: { email: string }, what: string): Promise<void> {
    const workspace = await this.deps.workspaces.current(tx);
    await this.deps.mail?.mail(tx, person.email, {
      subject: `Your second factor in ${workspace.name} was changed`,
      paragraphs: [what, 'If you do not know of this, tell an administrator of your workspace at once.'],
      action: { label: 'Open your profile', url: `${this.deps.publicUrl}/profile` },
      reason: `You get this mail because it concerns how you sign in to ${workspace.name}.`,
    });
  }
}
