import { csvReading } from '@causeway/shared/csv';
import { parse } from 'csv-parse/sync';
import { decisionsFromCsv, decisionsToCsv } from './decisions-csv.rules.ts';

const localId = '01890000-0000-7000-8000-000000000001';
const row = (more: object = {}) => ({
  entity: 'company',
  remoteId: '250',
  remoteName: 'Acme, "the" firm',
  localId,
  localName: 'Acme',
  state: 'rejected',
  score: 80,
  decidedBy: 'Ana Ruiz',
  decidedAt: new Date('2026-11-25T09:00:00Z'),
  ...more,
});

describe('decisions as a file', () => {
  it('come back as they went out', () => {
    const csv = decisionsToCsv([
      row(),
      row({ state: 'linked', remoteId: '251' }),
      row({ state: 'create', entity: 'product' }),
      row({ state: 'later' }),
    ]);
    expect(csv.split('\r\n')[1]).toBe(
      `company,250,"Acme, ""the"" firm",${localId},Acme,not_same,80,Ana Ruiz,2026-11-25T09:00:00.000Z`,
    );
    expect(decisionsFromCsv(csv)).toEqual({
      decisions: [
        { entity: 'company', remoteId: '250', localId, decision: 'not_same', line: 2 },
        { entity: 'company', remoteId: '251', localId, decision: 'link', line: 3 },
        { entity: 'product', remoteId: '250', localId, decision: 'create', line: 4 },
        { entity: 'company', remoteId: '250', localId, decision: 'later', line: 5 },
      ],
      problems: [],
    });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('never open as a formula: %j', (name) => {
    const cells = decisionsToCsv([row({ remoteName: name })])
      .split('\r\n')
      .slice(1)
      .join('\r\n');
    expect(cells).toMatch(/^company,250,"?'/);
  });

  it.each(['a\nb', 'a\r\nb', 'a;b', 'a,b', '5" disk', '"', "'", '＝1+1', ' x '])(
    'keep every name whole: %j',
    (name) => {
      const csv = decisionsToCsv([row({ remoteName: name, localName: name }), row({ remoteId: '251' })]);
      const [, first, second] = parse(csv, csvReading(csv));
      const told = name.startsWith('＝') ? `'${name}` : name;
      expect([first?.[2], first?.[4], second?.[1]]).toEqual([told, told, '251']);
      expect(decisionsFromCsv(csv).decisions.map((one) => one.remoteId)).toEqual(['250', '251']);
    },
  );

  it.each([
    ['lines of old Macs', `entity,connectwise_id,crm_id,decision\rcompany,7,${localId},link\r`],
    ['cells of several lines', `note;entity;connectwise_id;crm_id;decision\r\n"a\r\nb;c";company;7;${localId};link`],
    ['quotation marks within a cell', `note,entity,connectwise_id,crm_id,decision\n5" disk,company,7,${localId},link`],
    ['fewer cells than columns', `entity,connectwise_id,crm_id,decision,note\ncompany,7,${localId},link`],
  ])('are read with %s', (_case, csv) =>
    expect(decisionsFromCsv(csv)).toEqual({
      decisions: [{ entity: 'company', remoteId: '7', localId, decision: 'link', line: 2 }],
      problems: [],
    }),
  );

  it('are refused whole when a quotation mark is never closed', () =>
    expect(decisionsFromCsv(`entity,connectwise_id,crm_id,decision\n"company,1,${localId},link\n`)).toEqual({
      decisions: [],
      problems: [
        {
          code: 'invalid',
          field: 'csv.2',
          message:
            'A cell begins with a quotation mark and the file ends before it is closed. Save the file as CSV again.',
        },
      ],
    }));

  it('are read with semicolons, in any order of columns, with lines of Unix and empty lines', () =>
    expect(decisionsFromCsv(`decision;crm_id;entity;connectwise_id\nlink;${localId};Company;7\n\n`).decisions).toEqual([
      { entity: 'company', remoteId: '7', localId, decision: 'link', line: 2 },
    ]));

  it.each([
    ['', 'entity, connectwise_id, crm_id, decision are missing'],
    ['entity,crm_id,decision', 'connectwise_id is missing'],
  ])('say what the head lacks: %j', (csv, message) =>
    expect(decisionsFromCsv(csv).problems[0]?.message).toContain(message),
  );

  it.each([
    [`ticket,1,${localId},link`, 'Line 2: entity "ticket" is none of company, contact, product.'],
    [`company,x,${localId},link`, 'Line 2: connectwise_id "x" is no ID of ConnectWise.'],
    ['company,1,7,link', 'Line 2: crm_id "7" is no ID of the CRM.'],
    [`company,1,${localId},maybe`, 'Line 2: decision "maybe" is none of link, not_same, create, later.'],
  ])('name the line that makes no sense: %s', (line, message) =>
    expect(decisionsFromCsv(`entity,connectwise_id,crm_id,decision\n${line}`)).toEqual({
      decisions: [],
      problems: [{ code: 'invalid', field: 'csv.2', message }],
    }),
  );
});
