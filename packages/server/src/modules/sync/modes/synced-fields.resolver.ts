import type { EntityType, FieldPassage } from '@causeway/shared/vocabulary';
import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import type { Tx } from '../../../platform/database/database.ts';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { EntityTypeEnum, FieldPassageEnum } from '../../../platform/graphql/enums.ts';
import type { Connections } from '../../connection/connection.ports.ts';
import { modeCapabilities } from '../../integration/configuration/mode.rules.ts';
import { readMappedCustomFields } from '../../integration/mapping/mapped-custom-fields.queries.ts';
import { configuredSync } from '../records/fields/configured-fields.ts';
import { syncedQuoteFields } from '../records/quote-line/quote-fields.ts';
import { syncedFields } from '../records/synced-fields.rules.ts';
import { registry } from '../registry.ts';
import type { ModeDeps } from './mode.service.ts';

@ObjectType('SyncedField', {
  description: 'One field of a synced record, with what passes between the CRM and ConnectWise in the mode in force.',
})
export class SyncedFieldType {
  @Field(() => EntityTypeEnum)
  record: EntityType;

  @Field(() => String, { description: 'Name of the field in this API.' })
  field: string;

  @Field(() => String)
  label: string;

  @Field(() => FieldPassageEnum, { description: 'From ConnectWise to the CRM.' })
  in: FieldPassage;

  @Field(() => FieldPassageEnum, { description: 'From the CRM to ConnectWise.' })
  out: FieldPassage;

  @Field(() => String, { nullable: true, description: 'What ConnectWise calls it; of custom fields alone.' })
  remoteName: string | null;

  @Field(() => [String], {
    description: 'What ConnectWise offers, of custom fields that are lists there: another value is not sent.',
  })
  remoteOptions: readonly string[];

  @Field(() => String, { nullable: true, description: 'What does not pass, and why; null when everything does.' })
  reason: string | null;
}

@Resolver()
export class SyncedFieldsResolver {
  constructor(
    private readonly connections: Connections,
    private readonly settings: ModeDeps['settings'],
  ) {}

  @Query(() => [SyncedFieldType], {
    description:
      'Every field of the records that are synced, and what of it is sent and taken in; those of quotes with the record DOCUMENT, of their lines as lines.price.',
  })
  async syncedFields(@Ctx() context: Context): Promise<SyncedFieldType[]> {
    const { workspaceId } = requireRole(context, 'viewer');
    const settings = await context.database.inWorkspace(workspaceId, (tx) => this.settingsOf(tx), { readOnly: true });
    if (!settings) return [];
    const records = registry.map((sync) => configuredSync(sync, settings));
    const mode = modeCapabilities[settings.configuration.mode];
    return [...syncedFields(records, mode), ...syncedQuoteFields(mode)];
  }

  private async settingsOf(tx: Tx) {
    const connection = await this.connections.active(tx);
    if (!connection) return null;
    const { configuration } = await this.settings.of(tx, connection.id);
    return { configuration, mapped: await readMappedCustomFields(tx, connection.id, configuration) };
  }
}
