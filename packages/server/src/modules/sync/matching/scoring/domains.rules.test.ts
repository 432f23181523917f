import { domainOf, emailDomainOf, spellingsOf, tailsOf } from './domains.rules.ts';

describe('domains', () => {
  it.each([
    ['https://www.Acme.com/contact?x', 'acme.com'],
    ['acme.com:8080', 'acme.com'],
    ['shop.acme.co.uk', 'acme.co.uk'],
    ['www.acme.co.uk', 'acme.co.uk'],
    ['other.co.uk', 'other.co.uk'],
    ['acme.github.io', 'acme.github.io'],
    ['https://portal.acme.k12.fl.us/x', 'acme.k12.fl.us'],
    ['HTTP://a.b.example#x', 'b.example'],
    ['//acme.com/', 'acme.com'],
    ['acme.com.', 'acme.com'],
    ['https://user:secret@acme.com/', 'acme.com'],
    ['www.Müller.de', 'xn--mller-kva.de'],
    ['xn--mller-kva.de', 'xn--mller-kva.de'],
    ['co.uk', null],
    ['192.168.1.1', null],
    ['localhost', null],
    ['n/a', null],
    ['see our flyer', null],
    ['', null],
    [null, null],
  ])('reads the domain of %s as %s', (website, domain) => expect(domainOf(website)).toBe(domain));

  it.each([
    ['ann@acme.co.uk', 'acme.co.uk'],
    ['ann@mail.acme.co.uk', 'acme.co.uk'],
    ['Ann@ACME.com', 'acme.com'],
    ['ann@gmail.com', null],
    ['ann@yahoo.co.uk', null],
    ['ann@gmx.ch', null],
    ['ann@fastmail.com', null],
    ['ann@btinternet.com', null],
    ['ann@comcast.net', null],
    ['ann@t-online.de', null],
    ['ann', null],
    [null, null],
  ])('reads the company in %s as %s', (email, domain) => expect(emailDomainOf(email)).toBe(domain));

  it('looks for what is written in another script in both spellings', () => {
    expect(spellingsOf('xn--mller-kva.de')).toEqual(['xn--mller-kva.de', 'müller.de']);
    expect(tailsOf('acme.co.uk')).toEqual(['co.uk']);
  });
});
