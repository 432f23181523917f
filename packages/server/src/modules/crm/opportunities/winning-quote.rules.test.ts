import { type Quote, winningQuote } from './winning-quote.rules.ts';

const quote = (id: string, state: Quote['state']): Quote => ({ id, title: `Quote ${id}`, state });

describe('winningQuote', () => {
  it.each([
    ['no quote at all', [], null, null],
    ['the only draft', [quote('a', 'draft')], null, 'a'],
    ['the only one that nobody declined', [quote('a', 'declined'), quote('b', 'sent')], null, 'b'],
    ['nothing when all were declined', [quote('a', 'declined')], null, null],
    [
      'nothing more when one is accepted',
      [quote('a', 'accepted'), quote('b', 'sent'), quote('c', 'draft')],
      null,
      null,
    ],
    ['the chosen one of several', [quote('a', 'sent'), quote('b', 'draft')], 'b', 'b'],
    ['nothing more when the chosen one is accepted', [quote('a', 'accepted')], 'a', null],
  ])('accepts %s', (_, quotes, chosen, accept) => {
    expect(winningQuote(quotes, chosen)).toEqual({ ok: true, accept, release: null });
  });

  it('releases the quote that was accepted before when another one is chosen', () => {
    const quotes = [quote('a', 'accepted'), quote('b', 'sent')];
    expect(winningQuote(quotes, 'b')).toEqual({ ok: true, accept: 'b', release: 'a' });
  });

  it.each([
    ['several to choose from', [quote('a', 'sent'), quote('b', 'draft')], null, 'choose_quote'],
    ['a quote of another opportunity', [quote('a', 'sent')], 'z', 'not_found'],
    ['a declined one', [quote('a', 'declined')], 'a', 'quote_declined'],
  ])('refuses %s', (_, quotes, chosen, code) => {
    expect(winningQuote(quotes, chosen)).toMatchObject({ ok: false, problem: { code, field: 'quoteId' } });
  });

  it('names the quotes to choose from', () => {
    const answer = winningQuote([quote('a', 'sent'), quote('b', 'draft')], null);
    expect(answer).toMatchObject({
      problem: {
        message: 'There are 2 quotes to choose from: "Quote a", "Quote b". Choose the one that was accepted.',
      },
    });
  });
});
