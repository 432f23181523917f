import type { Database, Tx } from '../../../platform/database/database.ts';
import { AppError, ProblemsError } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import { type Id, newId } from '../../../platform/ids.ts';
import type { Storage } from '../../../platform/storage.ts';
import { recordSecurityEvent } from '../../audit/security/security-event.queries.ts';
import { printsPicture } from '../documents/quote-pdf.ts';
import { holdsItsPixels } from './png-picture.ts';
import { putLogo, putProfile, type WorkspaceProfileFields, workspaceProfile } from './workspace-profile.queries.ts';
import { logoOf, profileProblems } from './workspace-profile.rules.ts';

/** What a workspace says of itself: stored, and read for quotes. */
export class WorkspaceProfiles {
  constructor(
    private readonly database: Pick<Database, 'inWorkspace'>,
    private readonly storage: Storage,
  ) {}

  /** What is left out stays. ProblemsError with the fields at fault. */
  async save(tx: Tx, change: Partial<WorkspaceProfileFields>, actor: Actor, address: string): Promise<void> {
    const before = await workspaceProfile(tx);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const wanted = trimmed({ ...before, ...given });
    const problems = profileProblems(wanted);
    if (problems.length > 0) throw new ProblemsError(problems);
    await putProfile(tx, wanted);
    await this.note(tx, actor, address, `${actor.name} changed the profile of the workspace.`);
  }

  /** Checks the picture, whatever its name says, and puts it in the place of the former. ProblemsError: file_type, file_too_large, file_broken. */
  async setLogo(actor: Actor, data: Buffer, address: string): Promise<void> {
    const kind = logoOf(data);
    if ('problem' in kind) throw new ProblemsError([kind.problem]);
    const isWhole = kind.type === 'image/jpeg' || (await holdsItsPixels(data));
    if (!isWhole || !(await printsPicture(data)))
      throw new ProblemsError([
        {
          code: 'file_broken',
          field: 'file',
          message: 'This picture cannot be read. Save it anew as JPEG, or as PNG that is not interlaced.',
        },
      ]);
    const key = `${actor.workspaceId}/logo/${newId()}`;
    await this.storage.put(key, data);
    await this.replace(actor, { key, type: kind.type }, address, `${actor.name} changed the logo of the workspace.`);
  }

  removeLogo(actor: Actor, address: string): Promise<void> {
    return this.replace(actor, null, address, `${actor.name} removed the logo of the workspace.`);
  }

  /** Throws AppError "not_found" where there is none. */
  async logo(workspaceId: Id): Promise<{ type: string; data: Buffer }> {
    const { logoKey, logoType } = await this.database.inWorkspace(workspaceId, workspaceProfile, { readOnly: true });
    if (!logoKey || !logoType) throw new AppError('not_found', 'The workspace has no logo.');
    return { type: logoType, data: await this.storage.get(logoKey) };
  }

  private async replace(
    actor: Actor,
    logo: Parameters<typeof putLogo>[1],
    address: string,
    description: string,
  ): Promise<void> {
    const former = await this.database.inWorkspace(actor.workspaceId, async (tx) => {
      await this.note(tx, actor, address, description);
      return putLogo(tx, logo);
    });
    if (former) await this.storage.delete(former);
  }

  private note(tx: Tx, actor: Actor, address: string, description: string): Promise<void> {
    const by = { actorId: actor.userId, actor: actor.name, address };
    return recordSecurityEvent(tx, { kind: 'workspace_profile_changed', ...by, description });
  }
}

const trimmed = (profile: WorkspaceProfileFields): WorkspaceProfileFields => ({
  ...profile,
  name: profile.name.trim(),
  currency: profile.currency.trim().toUpperCase(),
  address: profile.address.trim(),
  phone: profile.phone.trim(),
  website: profile.website.trim(),
  taxNumber: profile.taxNumber.trim(),
  quoteTerms: profile.quoteTerms.trim(),
});
