import { askConnectWise } from '../../../../../test/support/ask-connectwise.ts';
import { openSyncApp, type SyncApp } from '../../../../../test/support/sync-app.ts';

/** A sales representative is told by the e-mail address: where no user has it, the owner is empty until one does. */
describe('R65: the owner of an opportunity whose user comes later', () => {
  let app: SyncApp;
  let members: { id: number }[];
  let made = 0;
  beforeAll(async () => {
    app = await openSyncApp({ seed: 20, mode: 'real_time' });
    const all: { id: number; inactiveFlag?: boolean; licenseClass?: string }[] = await http(
      'GET',
      '/system/members?pageSize=1000',
    );
    members = all.filter(({ inactiveFlag, licenseClass }) => !inactiveFlag && licenseClass !== 'A');
    await app.start();
    await app.work('initial');
    await app.poll();
  });
  afterAll(() => app.close());

  const http = (method: string, path: string, body?: object) => askConnectWise(app, method, path, body);
  /** An opportunity of a member whom nobody here is, and whose address this is. */
  const sale = async (at: number) => {
    const email = `rep${++made}@msp.example`;
    const memberId = members[at]?.id ?? 0;
    await http('PATCH', `/system/members/${memberId}`, [
      { op: 'replace', path: 'officeEmail', value: email.toUpperCase() },
    ]);
    // As the next reading of the lists has it.
    await app.rows(
      `update reference_item set flags = flags || jsonb_build_object('email', $2::text) where kind = 'member' and remote_id = $1`,
      [String(memberId), email.toUpperCase()],
    );
    const contacts: { id: number; company?: { id: number } }[] = await http('GET', '/company/contacts?pageSize=100');
    const contact = contacts.find(({ company }) => company);
    const { id: remoteId } = await http('POST', '/sales/opportunities', {
      name: `Of rep ${made}`,
      company: { id: contact?.company?.id },
      contact: { id: contact?.id },
      primarySalesRep: { id: memberId },
      expectedCloseDate: '2027-01-01T00:00:00Z',
    });
    await app.poll();
    const [link] = await app.rows<{ id: string }>(
      `select local_id as id from entity_link where entity = 'opportunity' and remote_id = $1`,
      [String(remoteId)],
    );
    const id = link?.id ?? '';
    return {
      email,
      id,
      owner: async () =>
        (
          await app.rows<{ email: string | null }>(
            `select u.email from opportunity o left join app_user u on u.id = o.owner_id where o.id = $1`,
            [id],
          )
        )[0]?.email ?? null,
      said: async () =>
        (
          await app.rows<{ description: string }>(
            `select description from audit_event where local_id = $1 and direction = 'in' order by seq`,
            [id],
          )
        ).map(({ description }) => description),
    };
  };
  const addUser = (email: string) =>
    app.rows(`insert into app_user (email, name, role, password_hash) values ($1, 'Rep', 'sales', '')`, [email]);
  const runs = async () => (await app.rows(`select 1 from sync_run`)).length;

  it('comes in with the poll after the user was added, is told once, and leaves the polls quiet', async () => {
    const one = await sale(0);
    expect(await one.owner()).toBeNull();
    expect((await one.said()).join(' ')).toContain('Not taken in: sales representative');
    await addUser(one.email);
    await app.poll();
    expect(await one.owner()).toBe(one.email);
    expect((await one.said()).filter((sentence) => sentence.startsWith('Updated'))).toEqual(['Updated: owner.']);
    await app.poll();
    const before = await runs();
    await app.poll();
    expect(await runs()).toBe(before);
    expect((await one.said()).filter((sentence) => sentence.startsWith('Updated'))).toHaveLength(1);
  });

  it('comes in once the address of a user is that of the member', async () => {
    const one = await sale(1);
    await addUser('before@msp.example');
    await app.poll();
    expect(await one.owner()).toBeNull();
    await app.rows(`update app_user set email = $1 where email = 'before@msp.example'`, [one.email]);
    await app.poll();
    expect(await one.owner()).toBe(one.email);
  });

  it('leaves the owner that somebody has chosen here, and stays quiet', async () => {
    const one = await sale(2);
    await app.rows(
      `update opportunity set owner_id = (select id from app_user order by created_at limit 1), updated_at = now() where id = $1`,
      [one.id],
    );
    const chosen = await one.owner();
    await addUser(one.email);
    await app.poll();
    await app.poll();
    const before = await runs();
    await app.poll();
    expect(await runs()).toBe(before);
    expect(await one.owner()).toBe(chosen);
  });
});
