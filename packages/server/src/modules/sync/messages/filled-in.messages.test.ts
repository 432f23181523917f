import { heard } from '../../../../test/support/heard-messages.ts';
import * as filledIn from './filled-in.messages.ts';
import * as said from './push-description.messages.ts';
import * as lines from './pushed-lines.messages.ts';

const filled = heard(filledIn);
const client = 'client "Harbor"';
const quiet: said.UpdateWords = {
  changed: [],
  notSent: [],
  contested: [],
  kept: [],
  newer: [],
  apart: [],
  inOwnForm: [],
  isEqual: false,
  isLimited: false,
  takesChanges: true,
};

describe('what a push filled in', () => {
  const required = filled.say.requiredThere();
  it.each([
    [
      filled.say.filledInSentences([{ label: 'last name', value: '-', because: required }]),
      'Last name was filled in with "-", because ConnectWise requires it.',
    ],
    [
      filled.say.filledInSentences([
        { label: 'name', value: 'Firewall', because: filled.say.longerThanThere(), isCut: true },
        { label: 'description', value: 'First', because: filled.say.longerThanThere(), isCut: true },
      ]),
      'Name is cut to "Firewall" and description to "First", because ConnectWise takes no more of it.',
    ],
    [
      filled.say.filledInSentences([
        { label: 'site', value: 'Main', because: required },
        { label: 'address line 1', value: '-', because: required },
        { label: 'company ID', value: 'Harbor', because: filled.say.madeOf('name') },
        { label: 'rating', value: 'Warm', because: filled.say.defaultOfSettings() },
        { label: 'stage', value: '1.Prospect', because: filled.say.requiredAndNotChosen() },
        { label: 'location', value: 'Tampa', because: filled.say.firstThatFits() },
        { label: 'billable option', value: 'Billable', because: filled.say.linesAreBilled() },
        { label: 'expected close date', value: '2026-12-29', because: filled.say.daysFromNow(30) },
      ]),
      'Site was filled in with "Main" and address line 1 with "-", because ConnectWise requires it. ' +
        'Company ID was filled in with "Harbor", because ConnectWise requires it, and the name stands for it. ' +
        'Rating was filled in with "Warm", because it is the default in the settings. ' +
        'Stage was filled in with "1.Prospect", because ConnectWise requires it, and the settings name none. ' +
        'Location was filled in with "Tampa", because the settings name none, and it is the first in ConnectWise that fits. ' +
        'Billable option was filled in with "Billable", because the lines of a quote are billed. ' +
        'Expected close date was filled in with "2026-12-29", because ConnectWise requires it, and the default in the settings is 30 days from today.',
    ],
  ])('%j', (sentences, expected) => expect(sentences.join(' ')).toBe(expected));

  it.each([
    [
      said.createdCompany(
        { name: 'Harbor', identifier: 'Harbor' },
        { notSent: [], filled: [{ label: 'site', value: 'Main', because: required }] },
      ),
      'Created company "Harbor" (Harbor) in ConnectWise. Site was filled in with "Main", because ConnectWise requires it.',
    ],
    [
      said.updatedLinked(client, {
        ...quiet,
        changed: ['address line 1'],
        filled: [{ label: 'address line 1', value: '-', because: required }],
      }),
      'Updated address line 1 of client "Harbor" in ConnectWise. Address line 1 was filled in with "-", because ConnectWise requires it.',
    ],
    [
      lines.addedLine({ description: 'Firewall', quantity: '2', price: 99.5 }, [
        { label: 'location', value: 'Tampa', because: filled.say.defaultOfSettings() },
      ]),
      'Added line "Firewall", 2 at 99.5. Location was filled in with "Tampa", because it is the default in the settings.',
    ],
    [
      filled.say.madeDefaultContact('Ann Lee', { filled: [], isPrimaryHere: true }),
      'Made contact "Ann Lee" the default contact of its company in ConnectWise, which had none. It is the primary contact of its client here as well now.',
    ],
    [
      filled.say.madeDefaultContact('Ann Lee', {
        filled: [{ label: '"Code"', value: 'B-0', because: filled.say.defaultOfSettings() }],
        isPrimaryHere: false,
      }),
      'Made contact "Ann Lee" the default contact of its company in ConnectWise, which had none. "Code" was filled in with "B-0", because it is the default in the settings.',
    ],
    [
      filled.say.filledInSentences([{ label: 'name', value: 'n'.repeat(5_000), because: required }]).join(' '),
      `Name was filled in with "${'n'.repeat(100)}…", because ConnectWise requires it.`,
    ],
  ])('%s', (spoken, expected) => expect(spoken).toBe(expected));

  it('holds no function that nobody has heard', () => expect(filled.unheard()).toEqual([]));
});
