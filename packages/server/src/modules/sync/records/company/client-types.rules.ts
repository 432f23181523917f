import type { CrmFactsSetup } from '../../../integration/filters/crm-rows.queries.ts';
import type { FactValue } from '../../../integration/filters/filters.rules.ts';
import { named } from '../filtering.rules.ts';

/** The types of a client, as filters see them: their names in one text, of which one may hold a comma itself. */
export const typesHere = {
  columns: { type: 't.type' },
  values: ({ type: text }: Readonly<Record<string, string | null>>, { lists }: CrmFactsSetup): FactValue[] => {
    const isOne = lists.company_type?.some((type) => type.label.toLowerCase() === text?.toLowerCase());
    return isOne ? named(text) : (text?.split(', ') ?? []).flatMap(named);
  },
};
