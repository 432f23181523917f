import { saveSettings } from '../../../../test/support/connected-app.ts';
import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';

/** A box that nobody has looked at is not one that somebody has unchecked. */
describe('R73: a custom checkbox that is kept in step for the first time', () => {
  let d: DirectionsApp;
  let remoteField: number;
  let customFieldId: string;
  beforeAll(async () => {
    d = await openDirectionsApp();
    remoteField = d.app.sandbox.customField({ record: 'companies', caption: 'Under contract', type: 'Checkbox' }).id;
    const [made] = await d.rows<{ id: string }>(
      `insert into custom_field (entity, name, type, options) values ('client', 'Contract', 'checkbox', '[]') returning id`,
    );
    customFieldId = made?.id ?? '';
    await d.app.graphql('mutation { refreshReferenceData { problems { message } } }');
  }, 60_000);
  afterAll(() => d.app.stop());

  const keepInStep = (owner: 'CRM' | 'CONNECTWISE') =>
    saveSettings(d.app, {
      options: { owners: { company: owner } },
      customFields: [{ remoteId: String(remoteField), value: null, customFieldId }],
    });
  const release = () =>
    saveSettings(d.app, { customFields: [{ remoteId: String(remoteField), value: null, customFieldId: null }] });

  it.each(['CRM', 'CONNECTWISE'] as const)(
    'stays checked where one side has checked it; %s owns clients',
    async (owner) => {
      const client = async (name: string, here: string, isThere: boolean) => {
        const id = await d.mutate('createClient', { name: `${name} ${owner}`, city: 'Tampa' });
        await d.poll();
        const path = `/company/companies/${await d.remoteId(id)}`;
        const value = [{ id: remoteField, value: isThere }];
        await d.http('PATCH', path, [{ op: 'replace', path: 'customFields', value }]);
        await d.rows(`update client set custom_fields = $2::jsonb, updated_at = now() where id = $1`, [id, here]);
        return {
          both: async () => {
            const { customFields } = await d.http('GET', path);
            const [row] = await d.rows<{ box: unknown }>(
              `select custom_fields -> 'Contract' as box from client where id = $1`,
              [id],
            );
            return [row?.box, customFields.find((one: { id: number }) => one.id === remoteField)?.value];
          },
          edit: () => d.mutate('updateClient', { name: `${name} ${owner}`, city: 'Ocala' }, id),
        };
      };
      await release();
      await d.cycle();
      const there = await client('There', '{"Contract": false}', true);
      const pushed = await client('Pushed', '{"Contract": false}', true);
      const here = await client('Here', '{"Contract": true}', false);
      await keepInStep(owner);
      await pushed.edit();
      await d.cycle();
      await d.cycle();
      expect(await there.both()).toEqual([true, true]);
      expect(await pushed.both()).toEqual([true, true]);
      expect(await here.both()).toEqual([true, true]);
    },
  );
});
