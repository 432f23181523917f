import { describe, expect, it } from 'vitest';
import { shortDescription } from './short-description.ts';

describe('a description beside the name of its record', () => {
  it.each([
    ['Ada (A) Love', 'Created contact "Ada (A) Love" in ConnectWise.', 'Created in ConnectWise.'],
    ['Harbor', 'Created company "Harbor" (HARBOR) in ConnectWise.', 'Created as HARBOR in ConnectWise.'],
    [
      'Harbor',
      'Linked client "Harbor" to company "Harbor Inc" (HARBOR), which is surely the same.',
      'Linked to company "Harbor Inc" (HARBOR), which is surely the same.',
    ],
    ['Refresh', 'Pushed won opportunity "Refresh": 2 lines added.', 'Pushed as won: 2 lines added.'],
    [
      'Refresh',
      'Set the status of opportunity "Refresh" to "Won" in ConnectWise.',
      'Set the status to "Won" in ConnectWise.',
    ],
    [
      'Ada',
      'Updated phone of contact "Ada" in ConnectWise. Not sent: title, because it is too long.',
      'Updated phone in ConnectWise. Not sent: title, because it is too long.',
    ],
    ['Ada', 'The contact "Ada" is the same in ConnectWise already.', 'The same in ConnectWise already.'],
    [
      'Refresh',
      'The fields of opportunity "Refresh" are the same in ConnectWise already.',
      'The fields are the same in ConnectWise already.',
    ],
    [
      'Ada',
      'Nothing of contact "Ada" had to be sent: none of its fields was edited.',
      'Nothing had to be sent: none of its fields was edited.',
    ],
    [
      'Ada',
      'Attached "Quote.pdf" (3 bytes) to opportunity "Refresh".',
      'Attached "Quote.pdf" (3 bytes) to opportunity "Refresh".',
    ],
    [
      'Harbor',
      'Linked client "Harbor" to company "Harbor" (HARBOR), which is surely the same.',
      'Linked to company "Harbor" (HARBOR), which is surely the same.',
    ],
    ['Refresh', 'Attached "Quote.pdf" (3 bytes) to opportunity "Refresh".', 'Attached "Quote.pdf" (3 bytes).'],
    ['Refresh', 'Created opportunity "Refresh" for Harbor in ConnectWise.', 'Created for Harbor in ConnectWise.'],
    [
      'Ada',
      'Sending contact "Ada" failed. A permission is missing in ConnectWise: Companies > Contacts: Add All.',
      'A permission is missing in ConnectWise: Companies > Contacts: Add All.',
    ],
    [
      'Ada',
      'Sending contact "Ada" failed in the step "contact". The connection to cw.example broke off.',
      'The connection to cw.example broke off. (Step: contact)',
    ],
    [
      'Refresh',
      'Sending opportunity "Refresh" failed in the step "lines": ConnectWise answered "An error" (HTTP 500).',
      'ConnectWise answered "An error" (HTTP 500). (Step: lines)',
    ],
    [
      'Ada',
      'Created from ConnectWise. Not taken in: tax code ("State" in ConnectWise), because no tax region stands for it.',
      'Created. Not taken in: tax code ("State" in ConnectWise), because no tax region stands for it.',
    ],
    ['Ada', 'Created from ConnectWise.', 'Created from ConnectWise.'],
    ['Other', 'Created contact "Ada" in ConnectWise.', 'Created contact "Ada" in ConnectWise.'],
    [null, 'Updated: active.', 'Updated: active.'],
  ])('%s: %s', (name, whole, short) => expect(shortDescription(whole, name)).toBe(short));
});
