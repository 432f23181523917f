import { companies, company, openRecords } from '../../../../../test/support/decide-fixture.ts';
import { Candidates } from '../../matching/scoring/candidates.ts';
import { refuseTakenNames } from './taken-name.rules.ts';

describe('names that belong to another record', () => {
  const renamed = openRecords(companies, [company(1, { name: 'Acme' }), company(2, { name: 'ACME' })]).open.map(
    ({ parsed, keys }) => ({ parsed, keys, localId: `local-${parsed.remoteId}` }),
  );
  const acme = { id: 'acme', name: 'Acme', strong: null, website: null, phone: null };

  it.each([
    ['7', 'Its name belongs to the client "Acme", which is linked to ConnectWise company 7.'],
    [null, 'Its name belongs to the client "Acme", which is in the CRM already.'],
  ])('are refused (linked to %s)', (linkedTo, message) => {
    const refused = refuseTakenNames(companies, renamed.slice(0, 1), new Candidates([{ ...acme, linkedTo }]));
    expect(refused).toMatchObject([
      [{}, { kind: 'fail', localId: 'local-1', problem: { code: 'name_taken', message } }],
    ]);
  });
  it('are waited for where an issue tells that the record of the holder is gone', () => {
    const candidates = new Candidates([{ ...acme, linkedTo: '7', isLinkBroken: true }]);
    expect(refuseTakenNames(companies, renamed.slice(0, 1), candidates, new Set(['acme']))).toMatchObject([
      [{}, { kind: 'skip', code: 'name_awaited', localId: 'local-1', waitsFor: { entity: 'company', remoteId: '7' } }],
    ]);
    expect(refuseTakenNames(companies, renamed.slice(0, 1), candidates)).toMatchObject([[{}, { kind: 'fail' }]]);
  });
  it('go to the first of the page that wants them', () =>
    expect(refuseTakenNames(companies, renamed, new Candidates([]))).toMatchObject([
      [
        { remoteId: '2' },
        {
          kind: 'fail',
          localId: 'local-2',
          problem: { message: expect.stringContaining('the client "Acme",') },
        },
      ],
    ]));
  it('are free to the record that has them', () => {
    const own = new Candidates([{ ...acme, id: 'local-1', linkedTo: '1' }]);
    expect(refuseTakenNames(companies, renamed.slice(0, 1), own)).toEqual([]);
  });
});
