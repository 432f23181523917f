import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../platform/graphql/context.ts';
import type { Id } from '../../../platform/ids.ts';
import { administer, read } from '../request.ts';
import { CustomFieldInput, CustomFieldPayload, RemoveCustomFieldPayload } from './custom-field.input.ts';
import { customFieldById, customFieldsOf } from './custom-field.queries.ts';
import type { CustomFieldService } from './custom-field.service.ts';
import { CustomField } from './custom-field.type.ts';

@Resolver(() => CustomField)
export class CustomFieldResolver {
  constructor(private readonly service: CustomFieldService) {}

  @Query(() => [CustomField])
  customFields(
    @Ctx() context: Context,
    @Arg('entity', () => String) entity: string,
    @Arg('includeRetired', () => Boolean, { nullable: true, defaultValue: false }) includeRetired: boolean | null,
  ): Promise<CustomField[]> {
    return read(context, (tx) => customFieldsOf(tx, entity, { withRetired: includeRetired ?? false }));
  }

  @Mutation(() => CustomFieldPayload)
  async createCustomField(
    @Ctx() context: Context,
    @Arg('input', () => CustomFieldInput) input: CustomFieldInput,
  ): Promise<CustomFieldPayload> {
    const { value, problems } = await administer(context, async (tx) =>
      customFieldById(tx, await this.service.create(tx, input)),
    );
    return { customField: value, problems };
  }

  @Mutation(() => CustomFieldPayload, {
    description: 'A new name takes the values along; record and type stay while there are values.',
  })
  async updateCustomField(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: Id,
    @Arg('input', () => CustomFieldInput) input: CustomFieldInput,
  ): Promise<CustomFieldPayload> {
    const { value, problems } = await administer(context, async (tx) =>
      customFieldById(tx, await this.service.update(tx, id, input)),
    );
    return { customField: value, problems };
  }

  @Mutation(() => RemoveCustomFieldPayload, {
    description: 'Removes the field, or retires it when records have values in it; the values stay.',
  })
  async removeCustomField(@Ctx() context: Context, @Arg('id', () => ID) id: Id): Promise<RemoveCustomFieldPayload> {
    const { value, problems } = await administer(context, (tx) => this.service.remove(tx, id));
    return { removedId: value?.id ?? null, isRetired: value?.isRetired ?? null, problems };
  }

  @Mutation(() => CustomFieldPayload)
  async restoreCustomField(@Ctx() context: Context, @Arg('id', () => ID) id: Id): Promise<CustomFieldPayload> {
    const { value, problems } = await administer(context, async (tx) =>
      customFieldById(tx, await this.service.restore(tx, id)),
    );
    return { customField: value, problems };
  }
}
