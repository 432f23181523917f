import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { newId } from '../../../platform/ids.ts';

/** A pull and a push at one record: what PostgreSQL refuses then goes through when it is done again, and is no fault of the product. */
describe('a push that meets a pull at the same rows', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
    await f.test.sql('create sequence met');
    await meets('40P01', 0);
    await f.test.sql('create trigger meets before insert on entity_link for each row execute function meet()');
  }, 60_000);
  afterAll(() => f.close());

  /** The next so many links are refused. */
  const meets = (code: string, times: number) =>
    f.test.sql(`create or replace function meet() returns trigger language plpgsql security definer as $$
      begin
        if nextval('met') <= ${times} then raise exception 'met' using errcode = '${code}', constraint = 'entity_link_local'; end if;
        return new;
      end $$;
      alter sequence met restart`);

  it.each([
    ['40P01', 1],
    ['40P01', 5],
    ['23505', 1],
    ['23505', 5],
  ])('goes through without a word after %s, %i times', async (code, times) => {
    await meets(code, times);
    const id = newId();
    await f.rows(`insert into client (id, name, city) values ($1, $2, 'Ocala')`, [id, `Client ${id}`]);
    const before = f.sandbox.store.count('companies');
    await f.createdHere('company', id);
    await f.drain();
    expect(f.sandbox.store.count('companies')).toBe(before + 1);
    expect(await f.linkOf('company', id)).toMatchObject({ state: 'linked' });
    expect(await f.rows(`select description from audit_event where local_id = $1 and status = 'error'`, [id])).toEqual(
      [],
    );
    expect(await f.openIssues()).toEqual([]);
  });
});
