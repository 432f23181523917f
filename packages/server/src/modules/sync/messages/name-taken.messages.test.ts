import { type UpdateWords, updatedLinked } from './push-description.messages.ts';
import { issueEndedByPush } from './push-problem.messages.ts';

const quiet: UpdateWords = {
  ...{ changed: [], notSent: [], contested: [], kept: [], newer: [], apart: [], inOwnForm: [] },
  ...{ isEqual: false, isLimited: false, takesChanges: true },
};
const nameTaken = 'Its name belongs to another client.';

describe('what no poll can take in yet', () => {
  it.each([
    [
      { newer: ['name'] },
      'ConnectWise has a newer value of name, which comes once this is settled: its name belongs to another client.',
    ],
    [
      { contested: ['city'] },
      'Both sides had changed city; the value of ConnectWise stands and comes once this is settled: its name belongs to another client.',
    ],
    [
      { asked: ['city'] },
      'Both sides had changed city; each keeps its value until this is settled: its name belongs to another client.',
    ],
  ])('%o', (update, text) => {
    expect(updatedLinked('client "Harbor"', { ...quiet, ...update, nameTaken })).toBe(
      `Nothing of client "Harbor" was sent. ${text}`,
    );
  });

  it('is not called the same', () => {
    expect(updatedLinked('client "Harbor"', { ...quiet, isEqual: true, hasMoreThere: true })).toBe(
      'Nothing of client "Harbor" had to be sent: ConnectWise has all that is sent of it.',
    );
  });

  it('is told where the issue of a push ends with it', () => {
    expect(issueEndedByPush([])).toBe('A later push went through.');
    expect(issueEndedByPush(['SKU'])).toBe(
      'A later push went through. Left out, for a reason that its entry in the log tells: SKU.',
    );
    expect(issueEndedByPush(['SKU', 'name'])).toBe(
      'A later push went through. Left out, for a reason that its entry in the log tells: SKU and name.',
    );
  });
});
