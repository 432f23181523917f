import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';

/** A request names the type of a number by its ID alone; whether it is a mobile one is told by the type's name. */
describe('a contact that is made with some of its addresses and numbers', () => {
  let f: TwoWayFixture;
  beforeAll(async () => {
    f = await openTwoWayFixture();
  });
  afterAll(() => f.close());

  const all = { email: 'moby@only.example', phone: '8135559700', phone_extension: '12', mobile: '8135559701' };
  const kinds = ['email', 'phone', 'phone_extension', 'mobile'] as const;
  const sets = Array.from({ length: 16 }, (_, bits) => kinds.filter((_kind, at) => bits & (1 << at))).filter(
    (set) => !set.includes('phone_extension') || set.includes('phone'),
  );

  it.each(sets.map((set) => [set.join(' and ') || 'none of them', set] as const))(
    '%s: is told as it stands there',
    async (_words, set) => {
      const { contactId } = await insertDeal(f, { lines: 0 });
      const id = contactId ?? '';
      const values = kinds.map((kind) => (set.includes(kind) ? all[kind] : null));
      await f.rows(
        `update contact set email = $2, phone = $3, phone_extension = $4, mobile = $5, is_primary = true where id = $1`,
        [id, ...values],
      );
      const was = await f.here('contact', id);
      await f.createdHere('contact', id);
      const { communicationItems } = await f.there('contact', id);
      const there = (communicationItems ?? []) as { value: string; extension?: string }[];
      expect(there.flatMap(({ value, extension }) => [value, ...(extension ? [extension] : [])])).toEqual(
        values.filter((value) => value !== null),
      );
      const [made] = (await f.log(id)).filter((one) => one.startsWith('Created contact'));
      expect(made).toMatch(/^Created contact "[^"]+" in ConnectWise\.$/);
      await f.poll();
      expect(await f.here('contact', id)).toEqual(was);
      expect(await f.log(id)).toEqual([made]);
      expect(await f.rows(`select 1 from sync_skip where entity = 'contact'`)).toEqual([]);
    },
  );
});
