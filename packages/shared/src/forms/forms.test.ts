import type { z } from 'zod';
import { clientFields, clientForm } from './client.ts';
import { contactForm } from './contact.ts';
import { opportunityForm } from './opportunity.ts';
import { productForm } from './product.ts';
import { quoteForm } from './quote.ts';
import { taxRegionForm } from './tax-region.ts';

const id = (n: number) => `01890000-0000-7000-8000-00000000000${n}`;

/** What is wrong, as "path: message". */
const problems = (form: z.ZodType, input: unknown) => {
  const result = form.safeParse(input);
  return result.success ? [] : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
};

describe('clientForm', () => {
  it('trims text and turns what is blank or missing into null', () => {
    expect(clientForm.parse({ name: '  Blue Fox  ', city: '  ', phone: null, taxRegionId: '' })).toEqual({
      ...Object.fromEntries(Object.keys(clientFields).map((field) => [field, null])),
      name: 'Blue Fox',
      customFields: [],
      version: null,
    });
  });

  it('takes control characters out of a name', () => {
    expect(clientForm.parse({ name: 'Blue\u0000\nFox\u0007' }).name).toBe('Blue Fox');
  });

  it.each([
    [{ name: ' ' }, 'name: Enter the name.'],
    [{}, 'name: Enter the name.'],
    [{ name: 'x'.repeat(157) }, 'name: Shorten the name to 156 characters.'],
    [{ name: 'x', postalCode: '1234567890123' }, 'postalCode: Shorten the postal code to 12 characters.'],
    [{ name: 'x', website: 'our site' }, 'website: Enter a web address such as example.com, or leave it empty.'],
    ...[
      'javascript:alert(1)',
      'javascript:alert.call(1)',
      'data:text/html.x',
      'ftp://example.com',
      'a@example.com',
    ].map((website): [object, string] => [
      { name: 'x', website },
      'website: Enter a web address such as example.com, or leave it empty.',
    ]),
    [
      { name: 'x', phone: 'call me' },
      'phone: Enter a phone number with digits, such as +1 555 010 0199, or leave it empty.',
    ],
    [{ name: 'x', taxRegionId: 'east' }, 'taxRegionId: Choose a tax region from the list, or leave it empty.'],
  ])('refuses %j', (input, problem) => {
    expect(problems(clientForm, input)).toEqual([problem]);
  });

  it.each([
    'example.com',
    'https://www.example.com/en',
    'example.co.uk',
    'HTTP://a.example:8080/?q=x.y:z',
    'müller.example',
  ])('takes %s as a website', (website) => {
    expect(clientForm.parse({ name: 'x', website }).website).toBe(website);
  });
});

describe('contactForm', () => {
  it('makes a contact active and not primary unless told otherwise', () => {
    expect(contactForm.parse({ clientId: id(1), firstName: 'Ana' })).toMatchObject({
      isActive: true,
      isPrimary: false,
    });
    expect(contactForm.parse({ clientId: id(1), firstName: 'Ana', isActive: false, isPrimary: true })).toMatchObject({
      isActive: false,
      isPrimary: true,
    });
  });

  it.each([
    [{ firstName: 'Ana' }, 'clientId: Choose the client that this contact belongs to.'],
    [{ clientId: id(1), firstName: 'x'.repeat(31) }, 'firstName: Shorten the first name to 30 characters.'],
    [
      { clientId: id(1), firstName: 'Ana', lastName: 'x'.repeat(31) },
      'lastName: Shorten the last name to 30 characters.',
    ],
    [{ clientId: id(1) }, 'firstName: Enter the first name.'],
    [
      { clientId: id(1), firstName: 'Ana', email: 'ana@' },
      'email: Enter an e-mail address such as ana@example.com, or leave it empty.',
    ],
  ])('refuses %j', (input, problem) => {
    expect(problems(contactForm, input)).toEqual([problem]);
  });
});

describe('opportunityForm', () => {
  const whole = { name: 'New network', clientId: id(1), stageId: id(2) };

  it('keeps line breaks in notes', () => {
    expect(opportunityForm.parse({ ...whole, notes: 'one\r\ntwo\u0000 ' }).notes).toBe('one\ntwo');
  });

  it('reads a Date as its UTC day', () => {
    const expectedCloseDate = new Date('2026-04-30T00:00:00Z');
    expect(opportunityForm.parse({ ...whole, expectedCloseDate }).expectedCloseDate).toBe('2026-04-30');
  });

  it.each([
    [{ ...whole, name: '' }, 'name: Enter the name.'],
    [{ ...whole, clientId: null }, 'clientId: Choose the client.'],
    [{ ...whole, stageId: undefined }, 'stageId: Choose the stage.'],
    [
      { ...whole, expectedCloseDate: '30.4.2026' },
      'expectedCloseDate: Enter the expected close date as YYYY-MM-DD, such as 2026-04-30.',
    ],
    [
      { ...whole, expectedCloseDate: '2026-02-30' },
      'expectedCloseDate: This day does not exist. Choose another expected close date.',
    ],
    [{ ...whole, customFields: [{ name: '', value: 1 }] }, 'customFields.0.name: Enter the name of the field.'],
  ])('refuses %j', (input, problem) => {
    expect(problems(opportunityForm, input)).toContain(problem);
  });
});

describe('productForm', () => {
  const whole = { name: 'Switch', kind: 'PRODUCT', price: '120.5', cost: '80' };
  const bundle = { ...whole, kind: 'bundle', bundleLines: [{ productId: id(1), quantity: '2' }] };

  it('knows the kind in either case', () => {
    expect(productForm.parse(whole).kind).toBe('product');
    expect(productForm.parse(bundle).kind).toBe('bundle');
  });

  it.each([
    [{ ...whole, kind: 'kit' }, 'kind: Choose whether this is a product or a bundle.'],
    [{ ...whole, price: '' }, 'price: Enter the price.'],
    [{ ...whole, price: '1,200' }, 'price: Enter the price as a number such as 1234.5.'],
    [{ ...whole, price: '-1' }, 'price: The price must be at least 0.'],
    [{ ...whole, price: '1.23456' }, 'price: The price can have at most 4 digits after the point.'],
    [{ ...whole, cost: '1000000000' }, 'cost: The cost must be at most 999,999,999.'],
    [{ ...bundle, bundleLines: [] }, 'bundleLines: Add at least one product to the bundle.'],
    [
      { ...bundle, kind: 'product' },
      'bundleLines: Only a bundle can hold other products. Remove them, or make this a bundle.',
    ],
    [
      { ...bundle, bundleLines: [{ productId: id(1), quantity: '0' }] },
      'bundleLines.0.quantity: The quantity must be more than 0.',
    ],
    [
      { ...bundle, bundleLines: [...bundle.bundleLines, ...bundle.bundleLines] },
      'bundleLines.1.productId: This product is in the bundle already. Raise its quantity instead.',
    ],
  ])('refuses %j', (input, problem) => {
    expect(problems(productForm, input)).toEqual([problem]);
  });
});

describe('quoteForm', () => {
  const line = { description: 'Switch', quantity: '2', price: '120.5', cost: '80' };

  it('takes a line without a product and an empty discount as none', () => {
    const [parsed] = quoteForm.parse({ title: 'Network', lines: [{ ...line, discountPercent: ' ' }] }).lines;
    expect(parsed).toEqual({
      ...line,
      productId: null,
      discountPercent: '0',
      section: null,
      isOptional: false,
      taxCategoryId: null,
      billing: 'one_time',
      billingCycle: null,
      billingCycleId: null,
      billingCycles: null,
      recurringPrice: '0',
      recurringCost: '0',
    });
  });

  it('takes credits and a discount on the whole', () => {
    const lines = [line, { ...line, price: '-59.89' }, { ...line, quantity: '-1' }];
    expect(quoteForm.parse({ title: 'Network', lines, discountAmount: '0.72' })).toMatchObject({
      lines: [{}, { price: '-59.89' }, { quantity: '-1' }],
      discountPercent: '0',
      discountAmount: '0.72',
    });
  });

  it('takes what is paid each cycle', () => {
    const seats = {
      ...line,
      billing: 'RECURRING',
      billingCycle: ' Monthly ',
      billingCycles: '12',
      recurringPrice: '22',
    };
    expect(quoteForm.parse({ title: 'Network', lines: [seats] }).lines[0]).toMatchObject({
      billing: 'recurring',
      billingCycle: 'Monthly',
      billingCycles: 12,
      recurringPrice: '22',
      recurringCost: '0',
    });
  });

  it.each([
    [{ title: 'Network', lines: [] }, 'lines: Add at least one line.'],
    [{ title: 'Network' }, 'lines: Add at least one line.'],
    [{ title: '', lines: [line] }, 'title: Enter a title.'],
    [{ title: 'Network', lines: [{ ...line, description: '' }] }, 'lines.0.description: Enter a description.'],
    [
      { title: 'Network', lines: [line, { ...line, discountPercent: '101' }] },
      'lines.1.discountPercent: The discount must be at most 100.',
    ],
    [{ title: 'Network', lines: [{ ...line, quantity: '0' }] }, 'lines.0.quantity: The quantity must not be 0.'],
    [
      { title: 'Network', lines: [{ ...line, billing: 'recurring' }] },
      'lines.0.billingCycle: Enter how often this is billed, such as Monthly.',
    ],
    [
      { title: 'Network', lines: [{ ...line, billingCycles: '1.5' }] },
      'lines.0.billingCycles: Enter the number of cycles as a whole number, or leave it empty.',
    ],
    [
      { title: 'Network', lines: [line], discountAmount: '241.01' },
      'discountAmount: The discount is more than what is paid once, 241.00. Lower it.',
    ],
    [
      { title: 'Network', lines: [line], discountAmount: '1', discountPercent: '1' },
      'discountAmount: Give the discount in percent or as an amount, not both.',
    ],
    [{ title: 'Network', lines: Array(501).fill(line) }, 'lines: Keep a quote to 500 lines; split it in two.'],
  ])('refuses %j', (input, problem) => {
    expect(problems(quoteForm, input)).toEqual([problem]);
  });
});

describe('taxRegionForm', () => {
  it('keeps the rate as it was written', () => {
    expect(taxRegionForm.parse({ name: 'Florida', taxableRate: ' 7.250 ' })).toEqual({
      name: 'Florida',
      taxableRate: '7.250',
      version: null,
    });
  });

  it.each([
    [{ name: 'Florida', taxableRate: '7.25%' }, 'taxableRate: Enter the rate as a number such as 1234.5.'],
    [{ name: 'Florida', taxableRate: '101' }, 'taxableRate: The rate must be at most 100.'],
    [{ taxableRate: '5' }, 'name: Enter the name.'],
  ])('refuses %j', (input, problem) => {
    expect(problems(taxRegionForm, input)).toEqual([problem]);
  });
});
