import { setImmediate as nextTurn } from 'node:timers/promises';
import { AskedTogether } from './asked-together.ts';

describe('What is asked together', () => {
  const asked: string[] = [];
  let answer: (key: string) => Promise<string> = async (key) => `${key} ${asked.length}`;
  const together = new AskedTogether((key) => {
    asked.push(key);
    return answer(key);
  });
  beforeEach(() => {
    asked.length = 0;
    answer = async (key) => `${key} ${asked.length}`;
  });

  it('is one question for all who ask the same in one turn, and one for each other key', async () => {
    const answers = await Promise.all(['a', 'b', 'a', 'a'].map((key) => together.answerTo(key)));
    expect(asked).toEqual(['a', 'b']);
    expect(answers).toEqual(['a 1', 'b 2', 'a 1', 'a 1']);
  });

  it('is asked anew for whoever comes while an answer is on its way', async () => {
    let arrive: (text: string) => void = () => undefined;
    answer = () =>
      new Promise((resolve) => {
        arrive = resolve;
      });
    const first = together.answerTo('a');
    while (asked.length === 0) await nextTurn();
    answer = async () => 'revoked';
    const second = together.answerTo('a');
    arrive('valid');
    expect(await Promise.all([first, second])).toEqual(['valid', 'revoked']);
    expect(asked).toEqual(['a', 'a']);
  });

  it('keeps nothing of a question that failed', async () => {
    answer = () => Promise.reject(new Error('The database is away.'));
    const both = [together.answerTo('a'), together.answerTo('a')];
    for (const { status } of await Promise.allSettled(both)) expect(status).toBe('rejected');
    answer = async () => 'there';
    expect(await together.answerTo('a')).toBe('there');
  });
});
