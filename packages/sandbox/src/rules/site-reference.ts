import type { Draft } from '../model/stored.ts';
import { isNamed } from '../write/reference.ts';
import type { WriteContext } from '../write/write-context.ts';

/** Settles a draft's site: named sites are found within the company, a foreign site is a problem, none means the primary site. */
export function settleSite(
  draft: Draft,
  context: WriteContext,
  { fallBackToPrimary }: { fallBackToPrimary: boolean },
): void {
  const company = context.find('companies', draft.company);
  if (isNamed(draft.site) && company) {
    const wanted = draft.site.$name.toLowerCase();
    const site = context
      .related('sites', 'company', company.id)
      .find((row) => String(row.name).toLowerCase() === wanted);
    if (site) draft.site = site.id;
  } else if (typeof draft.site === 'number' && company) {
    const site = context.find('sites', draft.site);
    if (site && site.company !== company.id) {
      context.problem('NotFound', `Site ${site.id} not found for Company ${company.id}`, 'site/id');
    }
  } else if (draft.site === undefined && company && fallBackToPrimary) draft.site = company.site;
}
