import { nextQuery } from './link-header.ts';

describe('nextQuery', () => {
  it.each([
    ['<https://x/y?pageId=25&pageSize=25>; rel="next"', '25'],
    ['<https://x/y?page=1>; rel="first", <https://evil.example//apis?a=1,2&pageId=7>; rel=next', '7'],
    ['<https://x/y?pageId=9#top>; title="a"; rel="next"', '9'],
  ])('takes the query and nothing else from %s', (link, pageId) => {
    expect(nextQuery(link)?.get('pageId')).toBe(pageId);
  });

  it.each([null, '', '<https://x/y?pageId=1>; rel="prev"', '<https://x/y>; rel="next"', 'nonsense'])(
    'finds no next page in %p',
    (link) => {
      expect(nextQuery(link)).toBeNull();
    },
  );
});
