import { askConnectWise } from '../../../../test/support/ask-connectwise.ts';
import { createRealTimeApp } from '../../../../test/support/real-time-app.ts';
import type { TestApp } from '../../../../test/support/test-app.ts';

interface Item {
  id: number;
  value: string;
  extension?: string | null;
  communicationType: string;
}

/** A contact of ConnectWise may have several numbers, each with an extension of its own; the CRM shows one number and its extension. */
describe('R67: an extension belongs to its number', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createRealTimeApp();
  });
  afterAll(() => app.stop());

  let made = 0;
  const rows = <T extends object = Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const http = (method: string, path: string, body?: object | object[]) => askConnectWise(app, method, path, body);
  const poll = async () => {
    await app.graphql('mutation { syncNow { problems { message } } }');
    await app.settle();
  };
  const mutate = async (name: string, type: string, record: string, variables: object): Promise<string> => {
    const isUpdate = 'id' in variables;
    const answer = await app.graphql(
      `mutation (${isUpdate ? '$id: ID!, ' : ''}$input: ${type}!) { ${name}(${isUpdate ? 'id: $id, ' : ''}input: $input) { ${record} { id } problems { message } } }`,
      variables,
    );
    expect(answer[name].problems).toEqual([]);
    await app.settle();
    return answer[name][record].id;
  };

  /** A contact with 813-555-0101 on both sides, and where `other` is given a second number in ConnectWise. */
  const story = async (extension: string | null, other: { value: string; extension: string } | null) => {
    const nr = ++made;
    const clientId = await mutate('createClient', 'ClientInput', 'client', {
      input: { name: `Harbor ${nr}`, city: 'Tampa' },
    });
    const own = { clientId, firstName: 'Ann', lastName: `Lee ${nr}` };
    let held: Record<string, unknown> = { phone: '813-555-0101', phoneExtension: extension };
    const id = await mutate('createContact', 'ContactInput', 'contact', { input: { ...own, ...held } });
    const [link] = await rows<{ id: string }>(`select remote_id as id from entity_link where local_id = $1`, [id]);
    const path = `/company/contacts/${link?.id}`;
    if (other)
      await http('POST', `${path}/communications`, {
        type: { id: 2 },
        communicationType: 'Phone',
        defaultFlag: false,
        ...other,
      });
    await poll();
    return {
      id,
      path,
      edit: async (change: Record<string, unknown>) => {
        const [now] = await rows(`select phone, phone_extension as "phoneExtension" from contact where id = $1`, [id]);
        held = { ...now, ...change };
        await mutate('updateContact', 'ContactInput', 'contact', { id, input: { ...own, ...held } });
        await poll();
        await poll();
      },
      here: async () => (await rows(`select phone, phone_extension as extension from contact where id = $1`, [id]))[0],
      there: async () => {
        const { communicationItems = [] }: { communicationItems?: Item[] } = await http('GET', path);
        return communicationItems
          .filter((one) => one.communicationType === 'Phone')
          .map((one) => `${one.value}${one.extension ? ` x${one.extension}` : ''}`);
      },
      items: async (): Promise<Item[]> => (await http('GET', path)).communicationItems,
      said: async () =>
        (
          await rows<{ description: string }>(
            `select description from audit_event where local_id = $1 and direction is not null order by seq`,
            [id],
          )
        ).map(({ description }) => description),
      conflicts: () => rows(`select field from sync_conflict where local_id = $1`, [id]),
    };
  };
  const other = { value: '8135550999', extension: '7' };

  it('F1: the number is emptied here: the extension of another one does not take the place of ours, nor goes out with the next number', async () => {
    const contact = await story('44', other);
    await contact.edit({ phone: null });
    expect(await contact.there()).toEqual(['8135550999 x7']);
    expect(await contact.here()).toEqual({ phone: null, extension: '44' });
    expect((await contact.said()).filter((one) => one.startsWith('Updated: '))).toEqual([]);
    // What somebody does to the extension of the other number is nothing of ours.
    const [item] = await contact.items();
    await http('PATCH', `${contact.path}/communications/${item?.id}`, [
      { op: 'replace', path: 'extension', value: '8' },
    ]);
    await poll();
    expect(await contact.here()).toEqual({ phone: null, extension: '44' });
    await contact.edit({ phone: '8135550777' });
    expect(await contact.there()).toEqual(['8135550999 x8', '8135550777 x44']);
    expect(await contact.here()).toEqual({ phone: '8135550777', extension: '44' });
    // From now on it is edited on our own item.
    await contact.edit({ phoneExtension: '45' });
    expect(await contact.there()).toEqual(['8135550999 x8', '8135550777 x45']);
    expect(await contact.conflicts()).toEqual([]);
  });

  it('F2: an extension that is typed while the number is emptied waits for a number, and is no conflict', async () => {
    const contact = await story(null, other);
    await contact.edit({ phone: null, phoneExtension: '55' });
    expect(await contact.there()).toEqual(['8135550999 x7']);
    expect(await contact.here()).toEqual({ phone: null, extension: '55' });
    expect((await contact.said()).join(' ')).toContain(
      'Not sent: extension, because ConnectWise keeps an extension with a phone number, and there is none.',
    );
    await contact.edit({ phone: '8135550777' });
    expect(await contact.there()).toEqual(['8135550999 x7', '8135550777 x55']);
    expect(await contact.here()).toEqual({ phone: '8135550777', extension: '55' });
    expect((await contact.said()).filter((one) => one.includes('Both sides'))).toEqual([]);
    expect(await contact.conflicts()).toEqual([]);
  });

  it('F2: the same where ConnectWise has no other number', async () => {
    const contact = await story('1', null);
    await contact.edit({ phone: null, phoneExtension: '55' });
    expect(await contact.there()).toEqual([]);
    expect(await contact.here()).toEqual({ phone: null, extension: '55' });
    await contact.edit({ phone: '813-555-0102' });
    expect(await contact.there()).toEqual(['813-555-0102 x55']);
    expect((await contact.said()).filter((one) => one.includes('Both sides'))).toEqual([]);
    expect(await contact.conflicts()).toEqual([]);
  });

  it('a number that comes in brings its own extension', async () => {
    const contact = await story('44', other);
    await contact.edit({ phone: null });
    const [item] = await contact.items();
    await http('PATCH', `${contact.path}/communications/${item?.id}`, [
      { op: 'replace', path: 'value', value: '8135550333' },
      { op: 'replace', path: 'extension', value: '3' },
    ]);
    await poll();
    expect(await contact.here()).toEqual({ phone: '8135550333', extension: '3' });
    expect(await contact.there()).toEqual(['8135550333 x3']);
  });

  const replaced = 'Not sent: extension, because it belongs to a number that was replaced in ConnectWise.';

  it.each([
    ['a push', false],
    ['a poll', true],
  ])(
    'an extension that is edited here is not written to another number that has taken the place of its own there: %s comes first',
    async (_first, isPolled) => {
      const contact = await story('44', null);
      const [item] = await contact.items();
      await http('PATCH', `${contact.path}/communications/${item?.id}`, [
        { op: 'replace', path: 'value', value: '8135550333' },
        { op: 'replace', path: 'extension', value: '3' },
      ]);
      if (isPolled) {
        // Edited here before the poll, and sent after it.
        await rows(`update contact set phone_extension = '45' where id = $1`, [contact.id]);
        await poll();
      } else await contact.edit({ phoneExtension: '45' });
      expect(await contact.there()).toEqual(['8135550333 x3']);
      expect(await contact.here()).toEqual({ phone: '8135550333', extension: '3' });
      const said = (await contact.said()).join(' ');
      if (!isPolled) expect(said).toContain(replaced);
      expect(said).toContain('Updated: phone, extension.');
      expect(said).not.toContain('Both sides');
      expect(await contact.conflicts()).toEqual([{ field: 'phoneExtension' }]);
      // From now on it is edited on that number.
      await contact.edit({ phoneExtension: '4' });
      expect(await contact.there()).toEqual(['8135550333 x4']);
    },
  );

  it('the same where the number alone was replaced, and its extension left as it was', async () => {
    const contact = await story('44', null);
    const [item] = await contact.items();
    await http('PATCH', `${contact.path}/communications/${item?.id}`, [
      { op: 'replace', path: 'value', value: '8135550333' },
    ]);
    await contact.edit({ phoneExtension: '45' });
    expect(await contact.there()).toEqual(['8135550333 x44']);
    expect(await contact.here()).toEqual({ phone: '8135550333', extension: '44' });
    expect((await contact.said()).join(' ')).toContain(replaced);
    expect(await contact.conflicts()).toEqual([{ field: 'phoneExtension' }]);
  });

  it('the same where another item is the one that is shown there', async () => {
    const contact = await story('44', other);
    const [item] = await contact.items();
    await http('DELETE', `${contact.path}/communications/${item?.id}`);
    await contact.edit({ phoneExtension: '45' });
    expect(await contact.there()).toEqual(['8135550999 x7']);
    expect(await contact.here()).toEqual({ phone: '8135550999', extension: '7' });
  });

  it('goes out where the number is only written in another way there', async () => {
    const contact = await story('44', null);
    const [item] = await contact.items();
    await http('PATCH', `${contact.path}/communications/${item?.id}`, [
      { op: 'replace', path: 'value', value: '(813) 555-0101' },
    ]);
    await contact.edit({ phoneExtension: '45' });
    expect(await contact.there()).toEqual(['(813) 555-0101 x45']);
  });

  it('an extension that was changed there stays with the number that is edited here', async () => {
    const contact = await story('1', null);
    const [item] = await contact.items();
    await http('PATCH', `${contact.path}/communications/${item?.id}`, [
      { op: 'replace', path: 'extension', value: '5' },
    ]);
    await contact.edit({ phone: '813-555-0202' });
    expect(await contact.there()).toEqual(['813-555-0202 x5']);
    expect(await contact.here()).toEqual({ phone: '813-555-0202', extension: '5' });
  });
});
