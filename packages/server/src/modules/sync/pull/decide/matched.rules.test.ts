import { companies, company, linked, openRecords } from '../../../../../test/support/decide-fixture.ts';
import type { Matched } from './decision.ts';
import { linkMatched } from './matched.rules.ts';

describe('stage 6: linking', () => {
  const [one] = openRecords(companies, [company(1, { city: 'Tampa' })]).open;
  if (!one) throw new Error('no record');
  const matched: Matched[] = [{ one, localId: 'acme', because: 'same name' }];
  const local = { ...one.fields, city: null, name: 'Acme' };
  const locals = new Map([['acme', { id: 'acme', fields: local }]]);
  const link = (takesChanges: boolean, owner: 'crm' | 'connectwise') =>
    linkMatched(companies, matched, locals, { takesChanges, owner });

  it('fills what is empty here, and lets the owner’s values stand', () => {
    const changes = [{ field: 'city', from: null, to: 'Tampa' }];
    expect(link(true, 'crm').made).toMatchObject([[one.parsed, { kind: 'link', because: 'same name', changes }]]);
    expect(link(true, 'connectwise')).toMatchObject({
      made: [[one.parsed, { changes: [{ field: 'name', from: 'Acme', to: 'Company 1' }, ...changes] }]],
      renamed: [{ localId: 'acme', keys: { name: 'company 1' } }],
    });
  });
  it('changes nothing where the mode takes no changes in', () =>
    expect(link(false, 'connectwise').made).toMatchObject([
      [
        one.parsed,
        {
          kind: 'link',
          fields: local,
          changes: [],
          left: [
            { field: 'name', from: 'Acme', to: 'Company 1' },
            { field: 'city', from: null, to: 'Tampa' },
          ],
        },
      ],
    ]));
  it('tells the others of the page which record it is', () => {
    expect([...link(true, 'crm').pageIds]).toEqual([['company:1', 'acme']]);
    const reviewed = [{ one: { ...one, link: linked('1') }, localId: 'acme', because: 'decided' }];
    expect(linkMatched(companies, reviewed, locals, { takesChanges: true, owner: 'crm' }).pageIds.size).toBe(0);
  });
  it('fails where the row is gone', () =>
    expect(linkMatched(companies, matched, new Map(), { takesChanges: true, owner: 'crm' }).made).toMatchObject([
      [one.parsed, { kind: 'fail', problem: { code: 'local_missing' } }],
    ]));
});
