import { deleteProblem, editProblem, stateProblem } from './document-state.rules.ts';

const quote = (state: 'draft' | 'sent' | 'accepted' | 'declined') => ({
  kind: 'quote' as const,
  title: 'Network',
  state,
});
const file = { kind: 'file' as const, title: 'Plan', state: 'draft' as const };
const open = { isWon: false };

describe('stateProblem', () => {
  it.each([
    ['draft', 'sent'],
    ['draft', 'accepted'],
    ['sent', 'accepted'],
    ['sent', 'declined'],
    ['sent', 'draft'],
    ['accepted', 'sent'],
    ['declined', 'draft'],
    ['sent', 'sent'],
  ] as const)('lets a quote go from %s to %s', (from, to) => {
    expect(stateProblem(quote(from), to, open)).toBeNull();
  });

  it.each([
    ['declined', 'accepted', '"Network" is declined; from there it can only become draft.'],
    ['accepted', 'declined', '"Network" is accepted; from there it can only become sent.'],
  ] as const)('refuses to go from %s to %s', (from, to, message) => {
    expect(stateProblem(quote(from), to, open)).toEqual({ code: 'wrong_state', message, field: null });
  });

  it('keeps the quote that an opportunity was won by', () => {
    expect(stateProblem(quote('accepted'), 'sent', { isWon: true })?.code).toBe('opportunity_won');
  });

  it('knows no state of a file', () => {
    expect(stateProblem(file, 'sent', open)?.code).toBe('not_a_quote');
  });
});

describe('editProblem and deleteProblem', () => {
  it.each([
    ['draft', null, null],
    ['sent', null, null],
    ['accepted', 'wrong_state', 'wrong_state'],
    ['declined', 'wrong_state', null],
  ] as const)('%s: edit %s, delete %s', (state, edit, remove) => {
    expect(editProblem(quote(state))?.code ?? null).toBe(edit);
    expect(deleteProblem(quote(state))?.code ?? null).toBe(remove);
  });

  it('deletes files but does not edit them', () => {
    expect(editProblem(file)?.code).toBe('not_a_quote');
    expect(deleteProblem(file)).toBeNull();
  });
});
