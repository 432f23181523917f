import { equals } from '../../../../connectwise/client/conditions.ts';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import { type Company, companyWire } from '../../../../connectwise/wire/company.ts';
import type { Id } from '../../../../platform/ids.ts';
import { filtersFor } from '../../../integration/filters/filters.rules.ts';
import type { EntityLink } from '../../../links/link.ts';
import { createdCompany, linkedCompany } from '../../messages/push-description.messages.ts';
import { valueTaken } from '../../messages/push-problem.messages.ts';
import { type ClientRow, companyName, deriveIdentifier, newCompany } from '../../records/company/client-to-company.ts';
import { companySync } from '../../records/company/company.sync.ts';
import type { CompanyCandidate } from '../../records/company/company-match.rules.ts';
import { fieldsOfRow } from '../../records/fields/derive.ts';
import { readClient } from '../attempt/crm-records.queries.ts';
import { reportExempt } from '../attempt/held-push.ts';
import { lookForOptions } from '../attempt/newer-lists.ts';
import { isToMerge } from '../attempt/origin.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';
import { sentFields } from '../attempt/sent-fields.rules.ts';
import { takeBack } from '../attempt/take-back.ts';
import { inLabels } from '../attempt/update-sentences.rules.ts';
import { associateTypes } from './associate-types.ts';
import { IdentifierInUse, matchCompany } from './company-match.step.ts';
import { breakLink, goneHere, usableLink } from './linked-record.ts';
import { mergeMatched } from './merge-matched.ts';
import { updateLinked } from './update-linked.ts';

/** More names than anyone has clients of the same one. */
const MAX_IDENTIFIERS = 50;

/** The company of a client in ConnectWise: the linked one, one that is surely the same, or a new one. */
export async function ensureCompany(attempt: PushAttempt, clientId: Id): Promise<number> {
  const client = await attempt.read((tx) => readClient(tx, clientId, attempt.fieldsOf('company')));
  if (!client) throw goneHere('client');
  attempt.at({ entity: 'company', localId: client.id, name: client.name });
  const link = await usableLink(attempt, 'company', client.id, `client "${client.name}"`);
  if (link) return stillThere(attempt, client, link);
  await reportExempt(attempt, 'company', client.id);
  return createCompany(attempt, client);
}

/** What was merged away is still answered by ConnectWise, and would take an opportunity that nobody finds there. */
async function stillThere(attempt: PushAttempt, client: ClientRow, link: EntityLink): Promise<number> {
  const company = await attempt.client.get(companyWire, link.remoteId);
  const words = `client "${client.name}"`;
  if (!company) throw await breakLink(attempt, { wire: companyWire, link, words });
  const { filters } = attempt.setup.configuration;
  if (company.deletedFlag && !filtersFor('company', 'in', filters).takesDeleted)
    throw await breakLink(attempt, { wire: companyWire, link, words, isListed: true });
  return company.id;
}

/** Sends a client that changed, or creates it. */
export async function pushCompany(attempt: PushAttempt): Promise<void> {
  const clientId = attempt.push.localId;
  const client = await attempt.read((tx) => readClient(tx, clientId, attempt.fieldsOf('company')));
  if (!client) throw goneHere('client');
  attempt.at({ entity: 'company', localId: client.id, name: client.name });
  const link = await usableLink(attempt, 'company', client.id, `client "${client.name}"`);
  if (!link) {
    await createCompany(attempt, client);
    return;
  }
  await updateCompany(attempt, client, link);
}

const updateCompany = (attempt: PushAttempt, client: ClientRow, link: EntityLink) =>
  updateLinked<Company>(attempt, {
    sync: companySync,
    wire: companyWire,
    link,
    name: client.name,
    row: client,
    context: attempt.writeContext(),
    associate: (_field, company) => associateTypes(attempt, client, company, link),
  });

async function createCompany(attempt: PushAttempt, client: ClientRow): Promise<number> {
  for (let number = 1; number <= MAX_IDENTIFIERS; number++) {
    const identifier = client.identifier?.trim() || deriveIdentifier(client.name, number);
    try {
      return await createWith(attempt, client, identifier);
    } catch (error) {
      const inUse = identifierInUse(error);
      if (!inUse) throw error;
      if (client.identifier?.trim()) throw inUse.by ? takenByOther(client, identifier, inUse.by) : error;
    }
  }
  throw takenByOther(client, deriveIdentifier(client.name), null);
}

async function createWith(attempt: PushAttempt, client: ClientRow, identifier: string): Promise<number> {
  const { body, notSent, filled } = newCompany(client, identifier, attempt.writeContext());
  await lookForOptions(attempt, notSent);
  const sent = { filled, custom: { owner: 'company' as const, sent: body, held: null } };
  const made = await attempt.createOnce<Company>({
    entity: 'company',
    localId: client.id,
    local: fieldsOfRow(attempt.fieldsOf('company'), client),
    body,
    notSent,
    naturalKey: { identifier, name: client.name },
    words: `client "${client.name}"`,
    find: (_since, key) => findOwn(attempt, String(key.identifier), { ...client, name: String(key.name) }),
    match: () => matchCompany(attempt, client, identifier),
    create: () => attempt.client.create(companyWire, body),
    event: (company, how) => ({
      entity: 'company',
      name: client.name,
      description:
        how === 'created'
          ? createdCompany(
              { name: client.name, identifier: company.identifier ?? identifier },
              {
                notSent: inLabels(attempt.fieldsOf('company'), notSent),
                filled: attempt.filledInWords('company', sent, company),
              },
            )
          : linkedCompany(client.name, { name: company.name ?? '', identifier: company.identifier ?? '' }),
      changes: how === 'created' ? sentFields(body, company, attempt.fieldsOf('company')) : [],
    }),
  });
  if (isToMerge(made))
    await mergeMatched(attempt, 'company', client.id, (link) => updateCompany(attempt, client, link));
  if (made.record && made.how !== 'matched') await takeBack(attempt, companySync, client, made.record);
  return Number(made.remoteId);
}

/** The company that our own unfinished create made: its identifier is unique, and we chose it. `client` as it was named then. */
async function findOwn(attempt: PushAttempt, identifier: string, client: ClientRow): Promise<Company | null> {
  const found = await attempt.client.find(companyWire, { conditions: equals('identifier', identifier) });
  const linked = await attempt.links.ofRemote(
    'company',
    found.map((c) => String(c.id)),
  );
  return (
    found.find(
      (c) => !c.deletedFlag && !linked.has(String(c.id)) && c.name?.toLowerCase() === companyName(client).toLowerCase(),
    ) ?? null
  );
}

/** Known from our look-up, or told by ConnectWise when somebody was faster. */
function identifierInUse(error: unknown): IdentifierInUse | null {
  if (error instanceof IdentifierInUse) return error;
  return error instanceof ConnectWiseError && error.isDuplicate('identifier') ? new IdentifierInUse(null) : null;
}

const takenByOther = (client: ClientRow, identifier: string, by: CompanyCandidate | null) =>
  PushRefused.of(
    'value_taken',
    valueTaken(
      { record: `client "${client.name}"`, field: 'company ID', value: identifier },
      { word: 'company', name: by?.name ?? null, id: by ? String(by.id) : null },
    ),
  );
