import { saveSettings } from '../support/connected-app.ts';
import type { TestApp } from '../support/test-app.ts';
import { type Entity, entities, remoteTable } from './words.ts';

/** A custom field of each record, of a type of its own where the record has one. */
const customFields = {
  company: { caption: 'Region', type: 'text', of: 'client' },
  contact: { caption: 'Badge', type: 'text', of: 'contact' },
  product: { caption: 'Shelf', type: 'text', of: 'product' },
  opportunity: { caption: 'Seats', type: 'number', of: 'opportunity' },
} as const satisfies Record<Entity, { caption: string; type: string; of: string }>;

/** Answers the definitions in ConnectWise by record. */
export const defineThere = ({ sandbox }: TestApp): Map<Entity, string> =>
  new Map(
    entities.map((entity) => {
      const { caption, type } = customFields[entity];
      const { id } = sandbox.customField({
        record: remoteTable[entity],
        caption,
        type: type === 'number' ? 'Number' : 'Text',
      });
      return [entity, String(id)];
    }),
  );

/** A custom field of the CRM stands for each of them. */
export async function keepInStep(app: TestApp, definitions: ReadonlyMap<Entity, string>): Promise<void> {
  const rows: { remoteId: string; customFieldId: string; value: null }[] = [];
  for (const [entity, remoteId] of definitions) {
    const { caption, type, of } = customFields[entity];
    const { createCustomField } = await app.graphql(
      'mutation ($input: CustomFieldInput!) { createCustomField(input: $input) { customField { id } problems { message } } }',
      { input: { entity: of, name: caption, type } },
    );
    if (!createCustomField.customField) throw new Error(JSON.stringify(createCustomField.problems));
    rows.push({ remoteId, customFieldId: createCustomField.customField.id, value: null });
  }
  await saveSettings(app, { customFields: rows });
}

/** Two people who may own opportunities on both sides. */
export async function twoOwners(
  app: TestApp,
  rows: (sql: string, params: unknown[]) => Promise<{ id: string }[]>,
): Promise<string[]> {
  const ids: string[] = [];
  for (const name of ['Olive', 'Otto']) {
    const defaultEmail = `${name.toLowerCase()}@owner.example`;
    app.sandbox.store.insertRaw('members', {
      identifier: name,
      firstName: name,
      lastName: 'Owner',
      licenseClass: 'F',
      defaultEmail,
    });
    const [made] = await rows(
      `insert into app_user (email, name, role, password_hash) values ($1, $2, 'viewer', '') returning id`,
      [defaultEmail, name],
    );
    ids.push(made?.id ?? '');
  }
  return ids;
}

/** Each open stage has one of its own in ConnectWise. */
export async function mapOpenStages(app: TestApp, stages: Readonly<Record<'lead' | 'quote', string>>): Promise<void> {
  const { store } = app.sandbox;
  const taken = await app.graphql('{ syncSettings { stageMap { stage { id } remoteStageId remoteStatusId } } }');
  const given: { stage: { id: string }; remoteStageId: string | null; remoteStatusId: string | null }[] =
    taken.syncSettings.stageMap;
  const free = store.list('stages').filter((row) => !given.some((one) => one.remoteStageId === String(row.id)));
  const kept = given.filter(({ stage }) => stage.id !== stages.lead && stage.id !== stages.quote);
  await saveSettings(app, {
    mode: 'REAL_TIME',
    stageMap: [
      ...kept.map(({ stage, remoteStageId, remoteStatusId }) => ({ stageId: stage.id, remoteStageId, remoteStatusId })),
      { stageId: stages.lead, remoteStageId: String(free[0]?.id), remoteStatusId: null },
      { stageId: stages.quote, remoteStageId: String(free[1]?.id), remoteStatusId: null },
    ],
  });
}
