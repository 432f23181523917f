import type { EntitySync } from '../../records/entity-sync.ts';
import { skippedSentence } from './sentences.rules.ts';

describe('skippedSentence', () => {
  const contact = { words: { local: 'contact', remote: 'contact' } } as EntitySync;
  it.each(['its company 7 has an open issue', 'its company 7 has an open issue.'])(
    'ends in one full stop: %s',
    (reason) =>
      expect(skippedSentence(contact, 'Ana', '9', reason)).toBe(
        'ConnectWise contact 9 "Ana" stays out: its company 7 has an open issue.',
      ),
  );
});
