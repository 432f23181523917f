import { clientForm } from './client.ts';
import { contactForm } from './contact.ts';
import { editForm } from './edit.ts';
import { opportunityForm } from './opportunity.ts';
import { productForm, productWhole } from './product.ts';
import { quoteForm } from './quote.ts';

const id = (n: number) => `01890000-0000-7000-8000-00000000000${n}`;

const problems = (result: { success: boolean; error?: { issues: { path: PropertyKey[]; message: string }[] } }) =>
  result.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];

describe('editing what a sync brought', () => {
  const long = 'n'.repeat(180);
  const client = { name: long, website: 'n/a', phone: 'none', city: 'Tampa', postalCode: '1234567890123456' };

  it('keeps values that the form would refuse while another field is changed', () => {
    expect(editForm(clientForm, client).parse({ ...client, city: ' Miami ' })).toMatchObject({
      ...client,
      city: 'Miami',
      country: null,
    });
  });

  it('takes a field that a browser sent back with blanks around it as unchanged', () => {
    expect(problems(editForm(clientForm, client).safeParse({ ...client, website: ' n/a ', status: '' }))).toEqual([]);
  });

  it('refuses a changed value by the rule of its field, and only that one', () => {
    expect(problems(editForm(clientForm, client).safeParse({ ...client, website: 'none' }))).toEqual([
      'website: Enter a web address such as example.com, or leave it empty.',
    ]);
    expect(problems(editForm(clientForm, client).safeParse({ ...client, name: `${long}!` }))).toEqual([
      'name: Shorten the name to 156 characters.',
    ]);
    expect(problems(editForm(clientForm, client).safeParse({ ...client, name: '' }))).toEqual([
      'name: Enter the name.',
    ]);
  });

  it('keeps two addresses in one field of a contact', () => {
    const contact = { clientId: id(1), firstName: 'Ana', email: 'a@x.example; b@x.example', isPrimary: true };
    expect(editForm(contactForm, contact).parse({ ...contact, title: 'CFO' })).toMatchObject({
      ...contact,
      title: 'CFO',
      isActive: true,
    });
  });

  it('keeps a long name of an opportunity and its day', () => {
    const stored = { name: 'x'.repeat(150), clientId: id(1), stageId: id(2), expectedCloseDate: '2026-04-30' };
    const edited = { ...stored, expectedCloseDate: new Date('2026-04-30T00:00:00Z'), notes: 'now' };
    expect(editForm(opportunityForm, stored).parse(edited)).toMatchObject({ ...stored, notes: 'now' });
  });
});

describe('editing a bundle that a sync brought', () => {
  const parts = [
    { productId: id(1), quantity: '2000000' },
    { productId: id(2), quantity: '1' },
  ];
  const bundle = { name: 'Kit', kind: 'bundle', price: '-5', cost: '1', isTaxable: true, bundleLines: parts };
  const edit = editForm(productForm, bundle, productWhole);

  it('keeps its parts and price while its name is changed, and needs parts only when they are changed', () => {
    expect(edit.parse({ ...bundle, name: 'Kit 2' })).toMatchObject({ ...bundle, name: 'Kit 2' });
    const empty = { ...bundle, bundleLines: [] };
    expect(problems(editForm(productForm, empty, productWhole).safeParse({ ...empty, name: 'Kit 3' }))).toEqual([]);
    expect(problems(edit.safeParse(empty))).toEqual(['bundleLines: Add at least one product to the bundle.']);
  });

  it('checks the part that was changed, wherever it stands now', () => {
    const moved = [{ productId: id(2), quantity: '0' }, parts[0]];
    expect(problems(edit.safeParse({ ...bundle, bundleLines: moved }))).toEqual([
      'bundleLines.0.quantity: The quantity must be more than 0.',
    ]);
  });

  it('gives back the fields of the form alone, also of an entry that stands', () => {
    const edited = { ...bundle, bundleLines: [{ ...parts[0], name: 'Cable', key: 'line-1' }, parts[1]], cost: '2' };
    const before = { ...bundle, bundleLines: [{ ...parts[0], name: 'Cable' }, parts[1]] };
    expect(editForm(productForm, before, productWhole).parse(edited).bundleLines).toEqual(parts);
    expect(editForm(productForm, before, productWhole).parse({ ...before, cost: '2' }).bundleLines).toEqual(parts);
  });

  it('lets a list that is too long become shorter, not longer', () => {
    const lines = Array.from({ length: 502 }, (_, n) => ({
      description: `Line ${n}`,
      quantity: '1',
      price: '1',
      cost: '0',
      discountPercent: '0',
    }));
    const quote = { title: 'Q', lines };
    expect(problems(editForm(quoteForm, quote).safeParse({ ...quote, lines: lines.slice(1) }))).toEqual([]);
    expect(problems(editForm(quoteForm, quote).safeParse({ ...quote, lines: [...lines, lines[0]] }))).toEqual([
      'lines: Keep a quote to 500 lines; split it in two.',
    ]);
  });
});
