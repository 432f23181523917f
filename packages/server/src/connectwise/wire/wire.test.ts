import { catalogItemWire } from './catalog.ts';
import { companyWire } from './company.ts';
import { contactWire } from './contact.ts';
import { forecastWire } from './forecast.ts';
import { opportunityWire } from './opportunity.ts';
import { parseAll } from './wire.ts';

const company = {
  id: 250,
  identifier: 'Bob Technology Service',
  name: 'Bob Technology Services',
  status: { id: 1, name: 'Active', _info: { status_href: 'x' } },
  types: [],
  somethingNew: { deep: [1, 2] },
  customFields: [{ id: 16, caption: 'is_synced', type: 'Text', value: null }],
  _info: { lastUpdated: '2026-06-09T21:59:49Z', updatedBy: 'zadmin' },
};

describe('wire records', () => {
  it('keep the record as it came, unknown properties included', () => {
    const parsed = companyWire.parse(company);
    expect('record' in parsed && parsed.record).toBe(company);
  });

  it.each<[string, unknown, string]>([
    ['no ID', { name: 'Acme' }, 'id: expected a whole number'],
    ['an ID as text', { id: '7' }, 'id: expected a whole number'],
    ['a number for a name', { id: 7, name: 5 }, 'name: expected text, got the number 5'],
    ['a list for a reference', { id: 7, status: [] }, 'status: expected an object, got a list'],
    ['a reference without ID', { id: 7, status: { name: 'Active' } }, 'status.id: expected a number, got nothing'],
    ['an object for a list', { id: 7, types: {} }, 'types: expected a list, got an object'],
    ['an odd entry of a list', { id: 7, types: [{ id: 1 }, 'x'] }, 'types[1]: expected an object, got the text "x"'],
    [
      'an impossible date',
      { id: 7, _info: { lastUpdated: '2026-13-45T00:00:00Z' } },
      '_info.lastUpdated: expected a date and time in UTC, got the text "2026-13-45T00:00:00Z"',
    ],
  ])('are refused with %s', (_what, raw, reason) => {
    expect(companyWire.parse(raw)).toMatchObject({ reason });
  });

  it.each([null, undefined, 'text', 5, []])('are refused when %p comes instead', (raw) => {
    expect(companyWire.parse(raw)).toEqual({ reason: 'id: expected a whole number', id: null });
  });

  it('take null for every empty property, as older servers send it', () => {
    const parsed = opportunityWire.parse({
      id: 2,
      name: null,
      stage: { id: 8, name: '3.Quote', _info: null },
      _info: null,
    });
    expect('record' in parsed).toBe(true);
  });

  it.each([
    ['an empty object', {}],
    ['an ID of null', { id: null, name: null }],
    ['empty texts', { name: '', identifier: null }],
    ['an ID of 0', { id: 0 }],
    ['an ID of 0 with empty texts and links', { id: 0, name: '', _info: { site_href: 'x' } }],
    ['links alone', { _info: { company_href: 'x' } }],
  ])('read a reference that is blank as absent: %s', (_what, blank) => {
    const raw = {
      id: 5,
      firstName: 'Ann',
      company: { ...blank },
      site: { ...blank },
      types: [{ ...blank }, { id: 3, name: 'Buyer' }],
      communicationItems: [{ id: 9, value: 'a@x.example', type: { ...blank } }],
      customFields: [{ ...blank }],
    };
    const parsed = contactWire.parse(raw);
    expect(parsed).toMatchObject({
      record: {
        company: null,
        site: null,
        types: [{ id: 3 }],
        communicationItems: [{ value: 'a@x.example', type: null }],
        customFields: [],
      },
    });
  });

  it('read blank references of every kind of record that way', () => {
    expect(opportunityWire.parse({ id: 1, contact: {}, primarySalesRep: {}, stage: {} })).toMatchObject({
      record: { contact: null, primarySalesRep: null, stage: null },
    });
    expect(
      catalogItemWire.parse({ id: 1, type: { id: 0 }, subcategory: null, unitOfMeasure: { id: null } }),
    ).toMatchObject({
      record: { type: null, subcategory: null, unitOfMeasure: null },
    });
    expect(companyWire.parse({ id: 1, defaultContact: {}, country: { name: null } })).toMatchObject({
      record: { defaultContact: null, country: null },
    });
  });

  it('set a bad record aside and keep the others of its page in order', () => {
    const bad = { id: 2, firstName: ['Ann'] };
    const { records, invalid } = parseAll(contactWire, [{ id: 1, firstName: 'Ann' }, bad, { id: 3, firstName: 'Lee' }]);
    expect(records.map((r) => r.id)).toEqual([1, 3]);
    expect(invalid).toEqual([{ id: 2, reason: 'firstName: expected text, got a list', raw: bad }]);
  });

  it('let a text of 200,000 characters and control characters through', () => {
    const name = `${'x'.repeat(200_000)}\u0000\u0007`;
    expect(parseAll(companyWire, [{ id: 1, name }]).records[0]?.name).toBe(name);
  });

  it('read a forecast that comes as an object or as a list', () => {
    const forecast = { id: 123, forecastRevenueTotals: { id: 3, revenue: 200, cost: 120 } };
    for (const raw of [forecast, [forecast]]) {
      const parsed = forecastWire.parse(raw);
      expect('record' in parsed && parsed.record.forecastRevenueTotals?.revenue).toBe(200);
    }
  });

  it('read a list without a forecast as one without lines', () => {
    expect(forecastWire.parse([])).toMatchObject({ record: { forecastItems: [] } });
  });
});
