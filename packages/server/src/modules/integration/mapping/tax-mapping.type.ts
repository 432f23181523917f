import type { TaxDriftKind, TaxImportState } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import {
  ClashDecisionEnum,
  TaxDriftKindEnum,
  TaxImportStateEnum,
  TaxMappedByEnum,
} from '../../../platform/graphql/enums.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { DateTimeScalar, DecimalScalar } from '../../../platform/graphql/scalars.ts';

@ObjectType('MappedTaxRegion', { description: 'A tax region, and the tax code of ConnectWise that it stands for.' })
export class MappedTaxRegionType {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  name: string;

  @Field(() => DecimalScalar, { description: 'Of the category Taxable, in percent; Non-taxable is always 0.' })
  taxableRate: string;

  @Field(() => String, { nullable: true })
  taxCodeId: string | null;

  @Field(() => TaxMappedByEnum, { nullable: true })
  by: 'import' | 'pair' | null;

  @Field(() => String, { nullable: true })
  codeLabel: string | null;

  @Field(() => DecimalScalar, { nullable: true })
  codeRate: string | null;

  @Field(() => Boolean, { description: 'False when the code has ended or is gone.' })
  isCodeActive: boolean;

  @Field(() => [String], { description: 'What the rate cannot say of the code.' })
  notes: string[];

  @Field(() => DateTimeScalar, { nullable: true })
  importedAt: Date | null;
}

@ObjectType('TaxDrift', {
  description: 'A tax code and the region that stands for it came apart: a task for a person.',
})
export class TaxDriftType {
  @Field(() => TaxDriftKindEnum)
  kind: TaxDriftKind;

  @Field(() => ID)
  taxRegionId: string;

  @Field(() => String)
  taxCodeId: string;

  @Field(() => String)
  message: string;
}

@ObjectType('TaxMapping')
export class TaxMapping {
  @Field(() => [MappedTaxRegionType])
  regions: MappedTaxRegionType[];

  @Field(() => [TaxDriftType], { deprecationReason: 'Ask driftTasks: they are among them, with what they concern.' })
  drift: TaxDriftType[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'Of the last import; null before the first.' })
  importedAt: Date | null;
}

@ObjectType('TaxImportItem', { description: 'What an import does with one tax code.' })
export class TaxImportItemType {
  @Field(() => String)
  taxCodeId: string;

  @Field(() => String, { nullable: true })
  identifier: string | null;

  @Field(() => String)
  label: string;

  @Field(() => TaxImportStateEnum)
  state: TaxImportState;

  @Field(() => ID, { nullable: true, description: 'The region that stands for the code, or has its name.' })
  taxRegionId: string | null;

  @Field(() => String)
  regionName: string;

  @Field(() => DecimalScalar, { nullable: true })
  rate: string | null;

  @Field(() => DecimalScalar, { nullable: true })
  rateBefore: string | null;

  @Field(() => [String])
  notes: string[];
}

@InputType('TaxClashInput', {
  description: 'What to do with a tax code that has the name of a region which is there already.',
})
export class TaxClashInput {
  @Field(() => String)
  taxCodeId: string;

  @Field(() => ClashDecisionEnum)
  decision: 'adopt' | 'leave_out';
}

@ObjectType('TaxImportPayload')
export class TaxImportPayload {
  @Field(() => Boolean)
  applied: boolean;

  @Field(() => [TaxImportItemType])
  items: TaxImportItemType[];

  @Field(() => [ProblemType])
  problems: ProblemType[];
}
