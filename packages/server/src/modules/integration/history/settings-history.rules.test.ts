import { type Configuration, configurationSchema } from '@causeway/shared/forms/configuration/configuration';
import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { ReferenceItemRecord } from '../../connection/connection.ports.ts';
import { sections } from '../settings/sections.ts';
import type { SetupFacts } from '../setup/section.ts';
import { settingChanges } from '../setup/setting-lines.rules.ts';
import { readDocument, type SettingsDocument } from './settings-document.rules.ts';
import { type ImportChoice, resolveImport, withoutUnresolved } from './settings-import.rules.ts';

const option = (kind: ReferenceKind, remoteId: string, label: string): ReferenceItemRecord => ({
  kind,
  remoteId,
  label,
  position: null,
  isActive: true,
  flags: {},
});
const facts: SetupFacts = {
  stages: [
    { id: 'p', name: 'Proposal', kind: 'open', position: 0 },
    { id: 'w', name: 'Won', kind: 'won', position: 0 },
  ],
  taxRegions: [],
  crmFields: [],
  lists: {
    stage: [
      option('stage', '8', '3.Quote'),
      option('stage', '9', '4.Negotiation'),
      option('stage', '10', '4.Negotiation'),
    ],
    status: [option('status', '2', 'Won')],
    rating: [option('rating', '4', 'Hot'), { ...option('rating', '5', 'Icy'), isActive: false }],
  },
};
const configuration = (parts: object): Configuration => configurationSchema.parse(parts);
const proposal = (remoteStageId: string | null) => ({ stageId: 'p', remoteStageId, remoteStatusId: null });
const won = { stageId: 'w', remoteStageId: null, remoteStatusId: '2' };

describe('settingChanges', () => {
  it.each<[string, object, object, (string | null)[][]]>([
    [
      'an option of a row by its labels',
      { stageMap: [proposal('8')] },
      { stageMap: [proposal('9')] },
      [['Stage for Proposal', '3.Quote', '4.Negotiation']],
    ],
    ['rows in another order as the same', { stageMap: [proposal('8'), won] }, { stageMap: [won, proposal('8')] }, []],
    ['a row that is gone', { stageMap: [proposal('8')] }, {}, [['Stage for Proposal', '3.Quote', null]]],
    [
      'a direction from what held without a row, and nothing of what is the same',
      {},
      { fieldDirections: [{ field: 'company.phone', direction: 'in', owner: null, asks: false }] },
      [['Direction for Client, phone', 'Both ways', 'Only in']],
    ],
    [
      'back to both ways',
      { fieldDirections: [{ field: 'company.addressLine1', direction: 'out', owner: null, asks: false }] },
      {},
      [['Direction for Client, address line 1', 'Only out', 'Both ways']],
    ],
    ['a default', {}, { defaults: { ratingId: '4' } }, [['Default rating', null, 'Hot']]],
    ['an option that nothing knows', {}, { defaults: { ratingId: '77' } }, [['Default rating', null, 'ID 77']]],
    [
      'the mode by its name',
      { mode: 'pull_only' },
      { mode: 'real_time' },
      [['Mode', 'Only from ConnectWise', 'Real time']],
    ],
    [
      'a value without a name of its own',
      {},
      { bundleMode: 'single_product' },
      [['Bundles', 'Bundle', 'Single product']],
    ],
    [
      'two options of one name apart',
      { stageMap: [proposal('9')] },
      { stageMap: [proposal('10')] },
      [['Stage for Proposal', '4.Negotiation ("9")', '4.Negotiation ("10")']],
    ],
  ])('tells %s', (_what, before, after, expected) => {
    const changes = settingChanges(sections, configuration(before), configuration(after), facts);
    expect(changes.map(({ label, from, to }) => [label, from, to])).toEqual(expected);
  });
});

const exported = (parts: object, labels: SettingsDocument['labels']): SettingsDocument => ({
  format: 'causeway-settings',
  version: 1,
  exportedAt: '2026-11-25T00:00:00Z',
  revision: 7,
  account: { host: 'eu.example', loginCompany: 'other' },
  configuration: configuration(parts),
  labels,
});

describe('resolveImport', () => {
  const resolve = (parts: object, labels: SettingsDocument['labels'], isSameAccount = false) =>
    resolveImport(sections, exported(parts, labels), facts, { isSameAccount });

  it('takes an ID that is the same thing here', () =>
    expect(resolve({ stageMap: [proposal('8')] }, { stage: { 8: '3.Quote' } })).toMatchObject({
      matched: [],
      unresolved: [],
    }));

  it('finds the one entry of exactly the same label', () =>
    expect(
      resolve(
        { defaults: { ratingId: '9' }, stageMap: [{ ...won, stageId: 'x' }] },
        {
          rating: { 9: 'Hot' },
          crm_stage: { x: 'Won' },
          status: { 2: 'Won' },
        },
      ),
    ).toMatchObject({
      configuration: { defaults: { ratingId: '4' }, stageMap: [{ stageId: 'w', remoteStatusId: '2' }] },
      matched: [
        { field: 'defaults.ratingId', id: '9', newId: '4', label: 'Hot' },
        { field: 'stageMap.0.stageId', id: 'x', newId: 'w', label: 'Won' },
      ],
      unresolved: [],
    }));

  it.each([
    [
      'nothing of that name',
      { defaults: { ratingId: '9' } },
      { rating: { 9: 'hot' } },
      'Nothing here is called "hot".',
    ],
    ['two of that name', { stageMap: [proposal('7')] }, { stage: { 7: '4.Negotiation' } }, '2 entries here are called'],
    [
      'an ID that is something else here',
      { stageMap: [proposal('8')] },
      { stage: { 8: '5.Verbal' } },
      'Here this ID is "3.Quote"',
    ],
    [
      'one that is inactive here',
      { defaults: { ratingId: '5' } },
      { rating: { 5: 'Icy' } },
      '"Icy" can be used no more',
    ],
    ['an ID without a name', { stageMap: [proposal('8')] }, {}, 'The document does not say what it is called'],
  ])('leaves open: %s', (_what, parts, labels, reason) =>
    expect(resolve(parts, labels as unknown as SettingsDocument['labels']).unresolved).toMatchObject([
      { reason: expect.stringContaining(reason) },
    ]),
  );

  describe('with choices', () => {
    const parts = { defaults: { ratingId: '9' }, stageMap: [{ ...won, stageId: 'x' }, proposal('8')] };
    const labels = {
      rating: { 9: 'Lukewarm' },
      stage: { 8: '3.Quote' },
      status: { 2: 'Won' },
      crm_stage: { x: 'Sold' },
    };
    const choose = (choices: readonly ImportChoice[]) =>
      resolveImport(sections, exported(parts, labels as unknown as SettingsDocument['labels']), facts, {
        isSameAccount: false,
        choices,
      });

    it('puts what was chosen in place of an ID, and leaves out what shall not stand for anything', () => {
      const answer = choose([
        { kind: 'rating', id: '9', newId: '4' },
        { kind: 'crm_stage', id: 'x', newId: null },
      ]);
      expect(answer).toMatchObject({
        configuration: { defaults: { ratingId: '4' } },
        matched: [{ id: '9', label: 'Lukewarm', newId: '4', newLabel: 'Hot', suggestedId: null }],
        unresolved: [{ id: 'x', isOmitted: true }],
        problems: [],
      });
    });

    it('goes before what was found by its label, which stays the suggestion', () =>
      expect(
        resolveImport(sections, exported({ defaults: { ratingId: '9' } }, { rating: { 9: 'Hot' } }), facts, {
          isSameAccount: false,
          choices: [{ kind: 'rating', id: '9', newId: null }],
        }),
      ).toMatchObject({ matched: [], unresolved: [{ suggestedId: '4', isOmitted: true }] }));

    it.each<[string, ImportChoice, string, string, string]>([
      [
        'an entry that is not there',
        { kind: 'rating', id: '9', newId: '99' },
        'unknown_option',
        'choices.0.newId',
        'There is no rating with ID 99 here',
      ],
      [
        'an inactive one',
        { kind: 'rating', id: '9', newId: '5' },
        'inactive_option',
        'choices.0.newId',
        '"Icy" can be used no more',
      ],
      [
        'one of another kind',
        { kind: 'rating', id: '9', newId: 'w' },
        'unknown_option',
        'choices.0.newId',
        'There is no rating with ID w',
      ],
      [
        'a choice for nothing that the document names',
        { kind: 'rating', id: '7', newId: '4' },
        'unknown_choice',
        'choices.0',
        'no rating with ID 7',
      ],
      [
        'a choice for what is the same here',
        { kind: 'stage', id: '8', newId: '9' },
        'unknown_choice',
        'choices.0',
        'no stage with ID 8',
      ],
      [
        'a kind that does not exist',
        { kind: 'colour', id: '9', newId: '4' },
        'unknown_choice',
        'choices.0',
        'no colour with ID 9',
      ],
    ])('refuses %s, and does not follow it', (_what, choice, wrong, field, words) => {
      const answer = choose([choice]);
      expect(answer.problems).toEqual([{ code: wrong, field, message: expect.stringContaining(words) }]);
      expect(answer.matched).toEqual([]);
    });

    it('refuses two choices for one ID', () =>
      expect(
        choose([
          { kind: 'rating', id: '9', newId: '4' },
          { kind: 'rating', id: '9', newId: null },
        ]).problems,
      ).toMatchObject([{ code: 'chosen_twice', field: 'choices.1' }]));
  });

  it('takes a renamed entry of the same account by its ID', () =>
    expect(resolve({ stageMap: [proposal('8')] }, { stage: { 8: 'Old name' } }, true).unresolved).toEqual([]));

  it('leaves out what is unresolved: a choice becomes empty, a row without its stage goes', () => {
    const parts = { defaults: { ratingId: '9' }, stageMap: [{ ...won, stageId: 'x' }, proposal('8')] };
    const { configuration: whole, unresolved } = resolve(parts, { stage: { 8: '3.Quote' }, status: { 2: 'Won' } });
    expect(unresolved.map((one) => one.field)).toEqual(['defaults.ratingId', 'stageMap.0.stageId']);
    expect(withoutUnresolved(whole, unresolved)).toMatchObject({
      defaults: { ratingId: null },
      stageMap: [proposal('8')],
    });
  });
});

describe('readDocument', () => {
  const document = exported({}, {});
  it.each([
    ['nothing', null, 'not_settings'],
    ['text that is no JSON', '{', 'not_settings'],
    ['another file', { name: 'causeway' }, 'not_settings'],
    ['a newer version', { ...document, version: 2 }, 'newer_version'],
    ['a mode that does not exist', { ...document, configuration: { mode: 'sideways' } }, 'invalid_value'],
  ])('refuses %s', (_what, given, code) => expect(readDocument(given)).toMatchObject({ problems: [{ code }] }));

  it('takes an export, as an object or as the text of its file', () => {
    expect(readDocument(document)).toMatchObject({ document: { revision: 7 } });
    expect(readDocument(JSON.stringify(document))).toMatchObject({ document: { revision: 7 } });
  });
});
