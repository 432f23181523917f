import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openTwoWayFixture, type TwoWayFixture } from '../../../../test/support/two-way-fixture.ts';
import { newId } from '../../../platform/ids.ts';

/** ConnectWise says that a value is in use; which field it stands in here, and who has it there, the product finds out. */
describe('a value that another record of ConnectWise has', () => {
  let f: TwoWayFixture;
  const open = async (productMap: object) => {
    f = await openTwoWayFixture({ productMap });
  };
  afterEach(() => f.close());

  const issue = async (localId: string) => {
    const found = await f.rows(
      `select code, message, advice from sync_issue where state = 'open' and direction = 'out' and local_id = $1`,
      [localId],
    );
    expect(found).toHaveLength(1);
    return found[0];
  };
  const product = async (name: string, sku: string) => {
    const id = newId();
    await f.rows(`insert into product (id, name, sku, price) values ($1, $2, $3, 100)`, [id, name, sku]);
    await f.createdHere('product', id);
    return id;
  };

  it('is told with field, value, and the catalog item by name and ID; goes out once it is free', async () => {
    await open({ nameTo: 'description', identifierFrom: 'sku' });
    const router = await product('Router', 'RT-1');
    const backup = await product('Backup appliance', 'BK-100');
    const holder = await f.there('product', backup);
    await f.editHere('product', router, `sku = 'BK-100'`);
    expect(await issue(router)).toEqual({
      code: 'value_taken',
      message: `ConnectWise did not take the SKU "BK-100" of product "Router": catalog item "Backup appliance" (ID ${holder.id}) has it already.`,
      advice:
        'Give product "Router" another SKU, or change that of the catalog item in ConnectWise. Or link the two, where they are the same: Links. Then retry.',
    });
    expect((await f.log(router)).at(-1)).toContain(`catalog item "Backup appliance" (ID ${holder.id}) has it already`);
    expect(await f.there('product', router)).toMatchObject({ identifier: 'RT-1' });
    await f.editHere('product', router, `sku = 'RT-2'`);
    expect(await f.there('product', router)).toMatchObject({ identifier: 'RT-2' });
  });

  it('is told as the name where the Product ID comes from it, and at a new product, too', async () => {
    await open({ nameTo: 'identifier', identifierFrom: null });
    const router = await product('Router', 'RT-1');
    const firewall = await product('Firewall', 'FW-1');
    await f.editThere('product', firewall, [{ op: 'replace', path: 'identifier', value: 'Gate 9' }]);
    const holder = await f.there('product', firewall);
    await f.editHere('product', router, `name = 'Gate 9'`);
    expect(await issue(router)).toMatchObject({
      message: `ConnectWise did not take the name "Gate 9" of product "Gate 9": catalog item "${holder.description}" (ID ${holder.id}) has it already.`,
    });
    await f.rows(`update product set name = 'Router' where id = $1`, [router]);
    const fresh = await product('Gate 9', 'FW-2');
    expect(await issue(fresh)).toMatchObject({
      code: 'identifier_taken',
      message: `Catalog item "Gate 9" ("${holder.description}", ID ${holder.id}) is linked to product "Firewall", so product "Gate 9" cannot use it too.`,
    });
  });

  it('is told of a company ID and of an e-mail address', async () => {
    await open({});
    const removed = newId();
    await f.rows(`insert into client (id, name, identifier, city) values ($1, 'Granite', 'GRN', 'Tampa')`, [removed]);
    await f.createdHere('company', removed);
    const company = await f.there('company', removed);
    f.sandbox.store.patchRaw('companies', company.id, { deletedFlag: true });
    await f.rows(`update client set identifier = null where id = $1`, [removed]);
    const client = newId();
    await f.rows(`insert into client (id, name, identifier, city) values ($1, 'Quite another', $2, 'Tampa')`, [
      client,
      company.identifier,
    ]);
    await f.createdHere('company', client);
    expect(await issue(client)).toMatchObject({
      code: 'value_taken',
      message: `ConnectWise did not take the company ID "${company.identifier}" of client "Quite another": company "${company.name}" (ID ${company.id}) has it already.`,
    });

    const { contactId } = await insertDeal(f, { lines: 0 });
    const id = contactId ?? '';
    await f.createdHere('contact', id);
    const other = newId();
    await f.rows(
      `insert into contact (id, client_id, first_name, last_name, email) select $1, client_id, 'Ruth', 'Vance', 'ruth@vance.example' from contact where id = $2`,
      [other, id],
    );
    await f.createdHere('contact', other);
    const [there, taken] = [await f.there('contact', id), await f.there('contact', other)];
    f.sandbox.fail({
      method: 'PATCH',
      path: `/company/contacts/${there.id}`,
      kind: 'stub',
      status: 400,
      body: {
        code: 'InvalidObject',
        message: 'contact object is invalid',
        errors: [
          { code: 'ObjectExists', message: 'Email already in use.', resource: 'contact', field: 'communicationItems' },
        ],
      },
    });
    await f.editHere('contact', id, `email = 'ruth@vance.example'`);
    const told = String((await issue(id))?.message);
    expect(told).toContain('the e-mail "ruth@vance.example" of contact');
    expect(told).toContain(`contact "Ruth Vance" (ID ${taken.id}) has it already`);
  });
});
