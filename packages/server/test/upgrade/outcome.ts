import type { Installation } from './installation.ts';
import type { LoadResult } from './load.ts';

const digits = (text: unknown): string => String(text ?? '').replaceAll(/\D/g, '');

/** An edit that does not stand on both sides. */
export interface LostEdit {
  clientId: string | null;
  remoteId: string | null;
  sentence: string;
}

/** Each edit that does not stand on both sides. */
export async function lostValues(
  { test, sandbox }: Installation,
  { phones, made }: LoadResult,
  cities: ReadonlyMap<string, string>,
): Promise<LostEdit[]> {
  const lost: LostEdit[] = [];
  const rows = await test.sql<{ id: string; name: string; phone: string; city: string; remoteId: string | null }>(
    `select c.id, c.name, c.phone, c.city, l.remote_id as "remoteId" from client c left join entity_link l on l.entity = 'company' and l.local_id = c.id`,
  );
  const companies = await readAll(sandbox, '/company/companies');
  const byId = new Map(companies.map((company) => [String(company.id), company]));
  for (const { id, name, phone, city, remoteId } of rows) {
    const company = byId.get(remoteId ?? '');
    const note = (sentence: string) => lost.push({ clientId: id, remoteId, sentence: `${name} has the ${sentence}` });
    const edited = phones.get(id);
    if (edited && digits(phone) !== edited) note(`phone ${phone} here in place of ${edited}`);
    if (edited && !digits(company?.phoneNumber).endsWith(edited))
      note(`phone ${company?.phoneNumber} in ConnectWise in place of ${edited}`);
    const moved = cities.get(id);
    if (moved && city !== moved) note(`city ${city} here in place of ${moved}`);
    if (moved && company?.city !== moved) note(`city ${company?.city} in ConnectWise in place of ${moved}`);
  }
  for (const name of made) {
    const here = rows.filter((row) => row.name === name).length;
    const there = companies.filter((company) => company.name === name).length;
    if (here !== 1 || there !== 1)
      lost.push({
        clientId: rows.find((row) => row.name === name)?.id ?? null,
        remoteId: null,
        sentence: `${name} is here ${here} times, in ConnectWise ${there} times`,
      });
  }
  return lost;
}

/** Each win that is not in ConnectWise once, as won. */
export async function winsThere(
  { sandbox }: Installation,
  deals: readonly { id: string; name: string }[],
): Promise<string[]> {
  const opportunities = await readAll(sandbox, '/sales/opportunities');
  const statuses = await readAll(sandbox, '/sales/opportunities/statuses');
  return deals.flatMap(({ name }) => {
    const found = opportunities.filter((opportunity) => opportunity.name === name);
    const status = statuses.find(({ id }) => id === found[0]?.status?.id);
    if (found.length === 1 && status?.wonFlag === true) return [];
    return [`${name} is in ConnectWise ${found.length} times, as ${status?.name ?? 'nothing'}`];
  });
}

/** Names that a record of ConnectWise shares with another one, beyond those that the seed has. */
export async function twiceThere({ test, sandbox }: Installation): Promise<string[]> {
  const twice = [];
  for (const [entity, list, name] of [
    ['company', '/company/companies', 'name'],
    ['opportunity', '/sales/opportunities', 'name'],
    ['product', '/procurement/catalog', 'identifier'],
  ] as const) {
    const linked = new Set(
      (
        await test.sql<{ remoteId: string }>(
          `select remote_id as "remoteId" from entity_link where entity = $1 and origin = 'pushed'`,
          [entity],
        )
      ).map(({ remoteId }) => remoteId),
    );
    const records = await readAll(sandbox, list);
    for (const record of records.filter(({ id }) => linked.has(String(id))))
      if (records.filter((other) => other[name] === record[name]).length > 1) twice.push(String(record[name]));
  }
  return twice;
}

// biome-ignore lint/suspicious/noExplicitAny: ConnectWise's answers, of which a name or a phone is read
async function readAll(sandbox: Installation['sandbox'], path: string): Promise<any[]> {
  const found = [];
  for (let page = 1; ; page++) {
    const records = await sandbox.there('GET', `${path}?pageSize=1000&page=${page}`);
    found.push(...records);
    if (records.length < 1_000) return found;
  }
}
