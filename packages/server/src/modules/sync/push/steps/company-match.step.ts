import { type Company, companyWire } from '../../../../connectwise/wire/company.ts';
import type { Id } from '../../../../platform/ids.ts';
import { domainOf } from '../../matching/scoring/domains.rules.ts';
import { readHome } from '../../matching/scoring/home.queries.ts';
import { phoneKey, type Region } from '../../matching/scoring/phones.rules.ts';
import { proposePairs, readPushMatch } from '../../matching/scoring/push-match.queries.ts';
import { companyMustBeDecided } from '../../messages/push-problem.messages.ts';
import type { ClientRow } from '../../records/company/client-to-company.ts';
import { readCompanyRarity } from '../../records/company/company-holders.queries.ts';
import { alikeCompanies, exactCompanies } from '../../records/company/company-lookup.rules.ts';
import { type CompanyCandidate, decideCompany } from '../../records/company/company-match.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';

/** ConnectWise's longest page: patterns find more than the scores call alike, so what is alike must not be behind what is not. */
const MAX_ALIKE = 1_000;

/** The company that a client has in ConnectWise already, by at most two listings; null when a new one is to be made. */
export async function matchCompany(
  attempt: PushAttempt,
  client: ClientRow,
  identifier: string,
): Promise<Company | null> {
  const { threshold } = attempt.setup.configuration.matching;
  const said = await attempt.read((tx) => readPushMatch(tx, attempt.connectionId, 'company', client.id, threshold));
  const home = await attempt.read((tx) => readHome(tx, client.id));
  const found = await likeCompanies(attempt, { client, identifier, home }, [...said.known.keys()].map(Number));
  const links = await attempt.links.ofRemote(
    'company',
    found.map((c) => String(c.id)),
  );
  const decision = decideCompany(
    client,
    identifier,
    found.map((c) => candidate(c, links.get(String(c.id))?.localId ?? null)),
    { ...said, threshold, home, rarity: await rarityOf(attempt, client, found, home) },
  );
  switch (decision.kind) {
    case 'adopt':
      return found.find((c) => c.id === decision.id) ?? null;
    case 'create':
      return null;
    case 'taken':
      throw new IdentifierInUse(decision.by);
    case 'ask':
      await attempt.write((tx) =>
        proposePairs(tx, attempt.connectionId, 'company', { ...client, parentId: null }, decision.pairs),
      );
      throw mustDecide(client, decision.candidates);
    default:
      return decision satisfies never;
  }
}

async function likeCompanies(
  attempt: PushAttempt,
  { client, identifier, home }: { client: ClientRow; identifier: string; home: Region | null },
  proposed: readonly number[],
): Promise<Company[]> {
  const exact = exactCompanies(client, identifier, proposed);
  const alike = alikeCompanies(client, home);
  const found = [
    ...(exact ? await attempt.client.find(companyWire, { conditions: exact }) : []),
    ...(alike ? await attempt.client.find(companyWire, { conditions: alike, pageSize: MAX_ALIKE }) : []),
  ];
  return [...new Map(found.map((company) => [company.id, company])).values()];
}

/** A phone number or domain that several of these, or many others, have says little. */
async function rarityOf(attempt: PushAttempt, client: ClientRow, found: readonly Company[], home: Region | null) {
  const domain = domainOf(client.website);
  const phone = phoneKey(client, home)?.national ?? null;
  const rarity = await attempt.read((tx) =>
    readCompanyRarity(tx, attempt.connectionId, home, [
      { attribute: 'domain', value: domain },
      { attribute: 'phone', value: phone },
    ]),
  );
  const here = {
    domain: found.filter((c) => domain !== null && domainOf(c.website ?? null) === domain).length,
    phone: found.filter((c) => phone !== null && phoneKey(phoneOf(c), home)?.national === phone).length,
  };
  return {
    ...rarity,
    of: (attribute: Parameters<typeof rarity.of>[0], value: string) =>
      Math.max(rarity.of(attribute, value), attribute === 'domain' || attribute === 'phone' ? here[attribute] : 1),
  };
}

const phoneOf = ({ phoneNumber, country }: Company) => ({ phone: phoneNumber ?? null, country: country?.name ?? null });

const candidate = (company: Company, linkedTo: Id | null): CompanyCandidate => ({
  id: company.id,
  identifier: company.identifier ?? null,
  name: company.name ?? null,
  website: company.website ?? null,
  ...phoneOf(company),
  addressLine: company.addressLine1 ?? null,
  city: company.city ?? null,
  region: company.state ?? null,
  postalCode: company.zip ?? null,
  isDeleted: company.deletedFlag === true,
  linkedTo,
});

/** The identifier belongs to another company; with a derived one the next is tried. */
export class IdentifierInUse extends Error {
  constructor(readonly by: CompanyCandidate | null) {
    super('company_id_in_use');
  }
}

const mustDecide = (client: ClientRow, candidates: readonly CompanyCandidate[]) =>
  PushRefused.of(
    'match_needed',
    companyMustBeDecided(
      client.name,
      candidates.map((c) => ({ name: c.name ?? '', identifier: c.identifier ?? String(c.id) })),
    ),
  );
