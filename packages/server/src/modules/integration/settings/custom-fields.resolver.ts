import { Ctx, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import type { Connections } from '../../connection/connection.ports.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import type { SettingsService } from '../configuration/settings.service.ts';
import { fillableDefinitions } from '../mapping/custom-field-definitions.rules.ts';
import { RemoteCustomField } from './custom-fields.type.ts';

@Resolver()
export class RemoteCustomFieldsResolver {
  constructor(
    private readonly connections: Connections,
    private readonly settings: Pick<SettingsService, 'of'>,
  ) {}

  @Query(() => [RemoteCustomField], {
    description: 'The custom fields of ConnectWise that can be filled, by record; none before it is connected.',
  })
  remoteCustomFields(@Ctx() context: Context): Promise<RemoteCustomField[]> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, async (tx) => {
      const connection = await this.connections.active(tx);
      if (!connection) return [];
      const lists = await readReferenceLists(tx, connection.id, ['custom_field']);
      const { configuration } = await this.settings.of(tx, connection.id);
      const values = new Map(configuration.customFields.map(({ remoteId, value }) => [remoteId, value]));
      return fillableDefinitions(lists).map(({ owner, definition: { remoteId, label, flags } }) => ({
        remoteId,
        record: owner,
        caption: label,
        type: flags.fieldType ?? 'Text',
        options: flags.options ?? [],
        isRequired: flags.requiredFlag ?? false,
        value: values.get(remoteId) ?? null,
      }));
    });
  }
}
