import type { FieldDirection } from '@causeway/shared/forms/configuration/field-directions';
import type { Owner } from '@causeway/shared/forms/configuration/options';
import { Field, Int, ObjectType } from 'type-graphql';
import { FieldDirectionEnum, OwnerEnum } from '../../../../platform/graphql/enums.ts';

@ObjectType({ description: 'By which rule a changed field went, by the settings that the engine used then.' })
export class ChangeRule {
  @Field(() => String, { description: 'The rule in sentences.' })
  text: string;

  @Field(() => FieldDirectionEnum, {
    description:
      'Chosen in the settings; BOTH where nothing was chosen. What the mode and the field itself let pass is said in the text.',
  })
  direction: FieldDirection;

  @Field(() => OwnerEnum, {
    nullable: true,
    description: 'Whose value stands where both sides changed it; null where a person is asked.',
  })
  owner: Owner | null;

  @Field(() => Int, { description: 'The revision of the settings, as the settings history numbers them.' })
  settingsRevision: number;

  @Field(() => String, { description: 'What the setting is called.' })
  setting: string;

  @Field(() => String, { description: 'Path of the setting in this app.' })
  settingPath: string;
}
