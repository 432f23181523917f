import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { newId } from '../../../platform/ids.ts';
import { ConflictsResolver } from './conflicts.resolver.ts';

const contextOf = ({ actor, database }: RepairFixture): Context => ({
  actor,
  database,
  loaders: new Map(),
  remoteAddress: '127.0.0.1',
  isGone: () => false,
  userAgent: null,
  sessionToken: null,
  cookie: null,
});

/** A custom field is called by its name wherever people read of it. */
describe('R73: a conflict of a mapped custom field', () => {
  let f: RepairFixture;
  let definition: string;
  let fieldId: string;

  beforeAll(async () => {
    f = await openRepairFixture();
    const made = f.sandbox.customField({ record: 'companies', caption: 'Seat count', type: 'Number' });
    definition = String(made.id);
    const [field] = await f.rows<{ id: string }>(
      `insert into custom_field (entity, name, type, options) values ('client', 'Seats', 'number', '[]') returning id`,
    );
    fieldId = field?.id ?? '';
    await f.connection.references.refresh(f.workspaceId, f.connectionId);
  });
  beforeEach(() => configure([{ remoteId: definition, value: null, customFieldId: fieldId }]));
  afterAll(() => f.close());

  const configure = (customFields: object[]) =>
    f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: 'real_time', customFields })]);
  const seatsThere = (id: string, value: number) =>
    f.editThere('company', id, [{ op: 'replace', path: 'customFields', value: [{ id: Number(definition), value }] }]);
  const seatsHere = (id: string, value: number) =>
    f.rows(
      `update client set custom_fields = custom_fields || jsonb_build_object('Seats', $2::numeric), updated_at = now() where id = $1`,
      [id, value],
    );
  const listed = async (localId: string) => {
    const resolver = f.repair.resolvers.find((one) => one instanceof ConflictsResolver);
    return (await resolver?.conflicts(50, null, { localId }, contextOf(f)))?.items ?? [];
  };

  async function contested(): Promise<string> {
    const id = newId();
    await f.rows(`insert into client (id, name, city) values ($1, $2, 'Ocala')`, [id, `Client ${id}`]);
    await seatsHere(id, 10);
    await f.createdHere('company', id);
    await f.poll();
    await seatsThere(id, 20);
    await seatsHere(id, 30);
    await f.poll();
    return id;
  }

  it('has its name in the list, in the answer, and in the log once it is restored', async () => {
    const id = await contested();
    const [conflict] = await listed(id);
    expect(conflict).toMatchObject({ label: 'Seats', crmValue: '30', connectwiseValue: '20', state: 'kept' });
    const resolver = f.repair.resolvers.find((one) => one instanceof ConflictsResolver);
    const settled = await resolver?.settleConflict(conflict?.id ?? '', 'crm', null, contextOf(f));
    expect(settled).toMatchObject({ problems: [], conflict: { label: 'Seats', state: 'restored' } });
    const [row] = await f.rows<{ changes: { field: string }[]; description: string }>(
      `select changes, description from audit_event where local_id = $1 and code = 'conflict_restored'`,
      [id],
    );
    expect(row?.changes.map(({ field }) => field)).toEqual(['Seats']);
    expect(row?.description).toContain('restored the "Seats" of the CRM');
    await f.drain();
    const { customFields } = await f.there('company', id);
    expect(customFields).toContainEqual(expect.objectContaining({ id: Number(definition), value: 30 }));
  });

  it('says on which side the field was edited since', async () => {
    const id = await contested();
    const [conflict] = await listed(id);
    await seatsThere(id, 40);
    await f.poll();
    await expect(f.repair.conflicts.settle(f.actor, conflict?.id ?? '', 'crm')).rejects.toMatchObject({
      problems: [{ message: expect.stringMatching(/^Somebody has edited the "Seats" in ConnectWise since\./) }],
    });
  });

  it('keeps ConnectWise’s name for it once it is taken out of the settings, and is decided no more', async () => {
    const id = await contested();
    await configure([]);
    const [conflict] = await listed(id);
    expect(conflict).toMatchObject({ label: 'Seat count' });
    await expect(f.repair.conflicts.settle(f.actor, conflict?.id ?? '', 'crm')).rejects.toMatchObject({
      problems: [{ message: expect.stringMatching(/^The field "Seat count" is not kept in step any more\./) }],
    });
  });

  it('keeps its own name once the two fields do not fit any more', async () => {
    const id = await contested();
    await f.rows(`update custom_field set retired_at = now() where id = $1`, [fieldId]);
    expect(await listed(id)).toMatchObject([{ label: 'Seats' }]);
    await f.rows(`update custom_field set retired_at = null where id = $1`, [fieldId]);
  });
});
