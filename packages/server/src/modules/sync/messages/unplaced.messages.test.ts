import { heard } from '../../../../test/support/heard-messages.ts';
import * as words from './unplaced.messages.ts';

const unplaced = heard(words);

describe('a value of ConnectWise that has nothing here', () => {
  const { say } = unplaced;
  it.each([
    [
      say.changeUnplaced([{ label: 'tax code', value: 'Ontario', because: say.noRegionForTaxCode() }]),
      'Not taken in: tax code ("Ontario" in ConnectWise), because no tax region of the CRM stands for it (Settings, Integrations, Mapping, Taxes).',
    ],
    [
      say.changeUnplaced([
        { label: 'tax code', value: null, because: say.taxCodeOnlyGoesOut() },
        { label: 'sales representative', value: 'Jo Lee', because: say.noUserForMember() },
      ]),
      'Not taken in: tax code (empty in ConnectWise), because the tax code of an opportunity only goes out: it is that of the tax region of its quote, else of its client. Not taken in: sales representative ("Jo Lee" in ConnectWise), because no active user of the CRM is known to be that member by the e-mail address.',
    ],
    [
      say.changeUnplaced([{ label: 'description', value: 'Short', because: say.nameIsProductId() }]),
      'Not taken in: description ("Short" in ConnectWise), because by the mapping of products the name here is the Product ID, and the description here is the customer description.',
    ],
    [
      say.changeUnplaced([{ label: 'customer description', value: 'Long', because: say.descriptionIsProductId() }]),
      'Not taken in: customer description ("Long" in ConnectWise), because by the mapping of products the description here is the Product ID.',
    ],
    [
      say.changeUnplaced([{ label: 'stage', value: '3.Quote', because: say.noStageForIt() }]),
      'Not taken in: stage ("3.Quote" in ConnectWise), because no stage of the CRM is mapped to it, so that its status or the default stage says where it stands here (Settings, Integrations, Mapping, Opportunities).',
    ],
  ])('%s', (said, expected) => expect(said).toBe(expected));
  it('holds no function that nobody has heard', () => expect(unplaced.unheard()).toEqual([]));
});
