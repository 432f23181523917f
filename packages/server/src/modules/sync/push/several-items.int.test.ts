import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';

/** A contact of ConnectWise may have several e-mail addresses and numbers; the CRM shows one of each, and only that one is its own to change. */
describe('R67: items beside the one that is shown are never overwritten', () => {
  let fixture: TwoWayFixture;
  beforeAll(async () => {
    fixture = await openTwoWayFixture();
  });
  afterAll(() => fixture.close());

  type Item = { value: string; defaultFlag: boolean; communicationType: string; type: { id: number } };
  const items = async (id: string) => (await fixture.there('contact', id)).communicationItems as Item[];
  const values = async (id: string) => (await items(id)).map(({ value, defaultFlag }) => [value, defaultFlag]);

  /** A contact that has a main and an old item of a kind there, and the main one here. */
  async function contactWithTwo(kind: 'Email' | 'Phone', main: string, old: string): Promise<string> {
    const { contactId } = await insertDeal(fixture, { lines: 0 });
    const id = contactId ?? '';
    await fixture.rows(`update contact set email = null, phone = null, mobile = null where id = $1`, [id]);
    await fixture.createdHere('contact', id);
    const type = { id: kind === 'Email' ? 1 : 2 };
    await fixture.editThere('contact', id, [
      {
        op: 'replace',
        path: 'communicationItems',
        value: [
          { type, value: old, communicationType: kind, defaultFlag: false },
          { type, value: main, communicationType: kind, defaultFlag: true },
        ],
      },
    ]);
    await fixture.poll();
    await fixture.clearLog();
    return id;
  }

  it.each([
    ['Email', 'e-mail', 'email', ['main@two.example', 'old@one.example', 'new@three.example', 'newer@three.example']],
    ['Phone', 'phone', 'phone', ['8135550101', '8135550102', '8135550103', '8135550104']],
  ] as const)('%s: emptied here, filled again and edited', async (kind, label, column, [main, old, third, fourth]) => {
    const id = await contactWithTwo(kind, main, old);
    expect(await fixture.here('contact', id)).toMatchObject({ [column]: main });
    await fixture.editHere('contact', id, `${column} = null`);
    expect(await values(id)).toEqual([[old, true]]);
    await fixture.poll();
    expect(await fixture.here('contact', id)).toMatchObject({ [column]: null });
    await fixture.editHere('contact', id, `${column} = $2`, [third]);
    expect(await values(id)).toEqual([
      [old, true],
      [third, false],
    ]);
    await fixture.poll();
    await fixture.editHere('contact', id, `${column} = $2`, [fourth]);
    expect(await values(id)).toEqual([
      [old, true],
      [fourth, false],
    ]);
    await fixture.editHere('contact', id, `title = 'Owner'`);
    await fixture.editHere('contact', id, `${column} = null`);
    expect(await values(id)).toEqual([[old, true]]);
    const sentence = new RegExp(
      `^Updated ${label} of contact "[^"]+" in ConnectWise. ConnectWise has another ${label} as well, ${old}, which stays there as it is.$`,
    );
    const log = (await fixture.log(id)).filter((one) => one.includes(label));
    expect(log).toEqual([1, 2, 3, 4].map(() => expect.stringMatching(sentence)));
  });

  it('what somebody changes in the other one in ConnectWise comes in', async () => {
    const id = await contactWithTwo('Email', 'main@two.example', 'old@one.example');
    await fixture.editHere('contact', id, `email = null`);
    const [left] = await items(id);
    await fixture.editThere('contact', id, [
      { op: 'replace', path: 'communicationItems', value: [{ ...left, value: 'office@one.example' }] },
    ]);
    await fixture.poll();
    expect(await fixture.here('contact', id)).toMatchObject({ email: 'office@one.example' });
    await fixture.editHere('contact', id, `email = 'desk@one.example'`);
    expect(await values(id)).toEqual([['desk@one.example', true]]);
  });
});
