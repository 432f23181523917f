import type { Defaults } from '@causeway/shared/forms/configuration/defaults';
import type { FilteredEntity } from '@causeway/shared/forms/configuration/filters';
import { findReference, type ReferenceLists } from '../../connection/reference-lists.ts';
import { salesRepFor } from '../configuration/defaults.rules.ts';
import type { CrmFilterRow } from './crm-rows.queries.ts';
import type { FactValue, FilterFacts } from './filters.rules.ts';

/** What is needed to say what a CRM record would be in ConnectWise. */
export interface CrmFactsSetup {
  lists: ReferenceLists;
  defaults: Defaults;
}

/** What the filters look at in a record of the CRM. Its types and categories are names, as they came from ConnectWise. */
export function crmFacts(entity: FilteredEntity, row: CrmFilterRow, setup: CrmFactsSetup): FilterFacts {
  return {
    choices: choicesOf(entity, row, setup),
    flags: row.isActive === null ? {} : { inactive: !row.isActive },
    createdAt: row.createdAt,
  };
}

function choicesOf(
  entity: FilteredEntity,
  row: CrmFilterRow,
  { lists, defaults }: CrmFactsSetup,
): FilterFacts['choices'] {
  switch (entity) {
    case 'company':
      return { type: typesOf(row.type, lists), status: byName(row.status) };
    case 'contact':
      return {};
    case 'product':
      return {
        product_class: byName(row.productClass?.replace(/[^A-Za-z]/g, '') ?? null),
        type: byName(row.type),
        category: byName(row.category),
      };
    case 'opportunity': {
      const repId = salesRepFor(row.ownerEmail, defaults, lists);
      const rep = repId ? [{ id: repId, label: findReference(lists.member, repId)?.label ?? `#${repId}` }] : [];
      return { stage: row.stageId ? [{ id: row.stageId, label: row.stageName ?? row.stageId }] : [], sales_rep: rep };
    }
    default:
      return entity satisfies never;
  }
}

/** A client keeps the names of its company's types in one text; one of them may hold a comma itself. */
function typesOf(text: string | null, lists: ReferenceLists): FactValue[] {
  const isOne = lists.company_type?.some((type) => type.label.toLowerCase() === text?.toLowerCase());
  return isOne ? byName(text) : (text?.split(', ') ?? []).flatMap(byName);
}

const byName = (label: string | null): FactValue[] => (label?.trim() ? [{ id: null, label: label.trim() }] : []);
