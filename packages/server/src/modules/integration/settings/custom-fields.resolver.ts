import { Ctx, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import type { Connections } from '../../connection/connection.ports.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import { allCustomFields } from '../../crm/custom-fields/custom-field.queries.ts';
import type { SettingsService } from '../configuration/settings.service.ts';
import { fillableDefinitions } from '../mapping/custom-field-definitions.rules.ts';
import { localRecordOf, misfit, typeOfDefinition } from '../mapping/mapped-custom-fields.rules.ts';
import { RemoteCustomField } from './custom-fields.type.ts';

@Resolver()
export class RemoteCustomFieldsResolver {
  constructor(
    private readonly connections: Connections,
    private readonly settings: Pick<SettingsService, 'of'>,
  ) {}

  @Query(() => [RemoteCustomField], {
    description:
      'The custom fields of ConnectWise that can be filled and kept in step, by record; none before it is connected.',
  })
  remoteCustomFields(@Ctx() context: Context): Promise<RemoteCustomField[]> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, async (tx) => {
      const connection = await this.connections.active(tx);
      if (!connection) return [];
      const lists = await readReferenceLists(tx, connection.id, ['custom_field']);
      const { configuration } = await this.settings.of(tx, connection.id);
      const chosen = new Map(configuration.customFields.map((row) => [row.remoteId, row]));
      const fields = await allCustomFields(tx);
      return fillableDefinitions(lists).map(({ owner, definition }) => {
        const { remoteId, label, flags } = definition;
        const options = flags.options ?? [];
        const customFieldId = chosen.get(remoteId)?.customFieldId ?? null;
        const mapped = fields.find(({ id }) => id === customFieldId);
        return {
          remoteId,
          record: owner,
          caption: label,
          type: flags.fieldType ?? 'Text',
          crmType: typeOfDefinition(definition),
          options,
          isRequired: flags.requiredFlag ?? false,
          value: chosen.get(remoteId)?.value ?? null,
          customFieldId,
          choices: fields
            .filter(({ entity, isRetired, isManaged }) => entity === localRecordOf[owner] && !isRetired && !isManaged)
            .map((field) => ({ ...field, misfit: misfit(definition, field) })),
          unknownOptions: mapped?.type === 'list' ? mapped.options.filter((option) => !options.includes(option)) : [],
        };
      });
    });
  }
}
