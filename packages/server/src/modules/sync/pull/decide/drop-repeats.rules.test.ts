import { openOutcome } from '../../../../../test/support/decide-fixture.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import type { Decision } from './decision.ts';
import { dropRepeat } from './drop-repeats.rules.ts';
import type { OpenOutcome } from './open-outcome.ts';

describe('stage 9: an unchanged outcome writes nothing', () => {
  const skip: Decision = { kind: 'skip', code: 'excluded', reason: 'it is inactive', waitsFor: null };
  const problem = new RecordProblem('missing_name', 'It has no name.', 'Enter one.');
  const fail: Decision = { kind: 'fail', problem, localId: null };
  const seenSkip = { skipCode: 'excluded', skipReason: 'it is inactive' };
  const seenFail = { issueId: 'i', issueCode: 'missing_name', issueMessage: 'It has no name.' };
  const cases: [string, Decision, Partial<OpenOutcome>, Decision['kind']][] = [
    ['the same skip', skip, seenSkip, 'still_skipped'],
    ['another reason', skip, { ...seenSkip, skipReason: 'it is deleted' }, 'skip'],
    ['another code', skip, { ...seenSkip, skipCode: 'mode' }, 'skip'],
    ['a skip that ends an issue', skip, { ...seenSkip, issueId: 'i' }, 'skip'],
    ['the same issue', fail, seenFail, 'still_failing'],
    ['another message', fail, { ...seenFail, issueMessage: 'It has no e-mail.' }, 'fail'],
    ['an issue after a skip', fail, seenSkip, 'fail'],
    ['what came in', { kind: 'create', localId: 'x', fields: {} }, seenFail, 'create'],
  ];
  it.each(cases)('%s', (_name, decision, before, kind) =>
    expect(dropRepeat(decision, openOutcome('1', before)).kind).toBe(kind),
  );
  it('a first outcome', () => expect(dropRepeat(skip, undefined)).toBe(skip));
});
