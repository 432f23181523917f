import { type Company, companyTypeAssociationWire } from '../../../../connectwise/wire/company.ts';
import type { EntityLink } from '../../../links/link.ts';
import { halfwayIn } from '../../conflicts/base.rules.ts';
import { noCompanyType } from '../../messages/not-sent.messages.ts';
import { type ClientRow, companyTypeIds } from '../../records/company/company.fields.ts';
import { beginWriting } from '../attempt/begin-writing.ts';
import { readListsAnew } from '../attempt/newer-lists.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import type { Associated } from './associated.ts';

/**
 * Types of a company that is there already are records of their own (connectwise-api.md §3.1): those that are missing are added before others are
 * taken away, since a company has at least one. Safe to repeat: what is there is looked at first. Only what was there when the record was read (`company`)
 * is taken away: what somebody has added since is theirs.
 */
export async function associateTypes(
  attempt: PushAttempt,
  client: ClientRow,
  company: Company,
  link: EntityLink,
): Promise<Associated<Company>> {
  const { ids, unknown } = companyTypeIds(client.type, attempt.setup.lists.company_type);
  if (unknown.length > 0) {
    await readListsAnew(attempt, ['company_type']);
    return { isSent: false, notSent: { because: noCompanyType(unknown), lacks: 'company_type' } };
  }
  const there = await attempt.client.find(companyTypeAssociationWire, { parentId: company.id });
  const known = knownTypes(attempt, company, link);
  await beginWriting(attempt, link, 'type', ids);
  const present = new Set(there.map((one) => String(one.type?.id)));
  for (const id of ids.filter((id) => !present.has(id)))
    await attempt.client.create(
      companyTypeAssociationWire,
      { type: { id: Number(id) }, company: { id: company.id } },
      company.id,
    );
  const isGone = (id: string) => !ids.includes(id) && (known === undefined || known.includes(id));
  for (const one of there.filter(({ type }) => isGone(String(type?.id))))
    await attempt.client.remove(companyTypeAssociationWire, one.id, company.id);
  return { isSent: true, hasOthers: ({ types = [] }) => types?.some(({ id }) => !ids.includes(String(id))) === true };
}

/** The types that the push goes by. An attempt before that ended halfway went by what both sides had agreed on, and may have added some of its own. */
function knownTypes({ setup }: PushAttempt, { types }: Company, { base }: EntityLink): string[] | undefined {
  const agreed: unknown = base?.type;
  const begun = halfwayIn(base).type;
  if (begun && typeof agreed === 'string') return [...companyTypeIds(agreed, setup.lists.company_type).ids, ...begun];
  return types?.map(({ id }) => String(id));
}
