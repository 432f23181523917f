import { badRequest } from '../http/api-error.ts';
import type { Condition, Literal, Operator } from './condition.ts';

const MAX_DEPTH = 50;
const MAX_TERMS = 2_000;

type Token =
  | { readonly kind: 'name'; readonly text: string; readonly at: number }
  | { readonly kind: 'literal'; readonly value: Literal; readonly at: number }
  | { readonly kind: 'operator'; readonly text: Operator; readonly at: number }
  | { readonly kind: '(' | ')' | ','; readonly at: number };

/** Parses a `conditions` text; `and` binds tighter than `or`. Throws the 400 that ConnectWise answers. */
export function parseConditions(text: string): Condition {
  const tokens = tokenize(text);
  let position = 0;
  let terms = 0;

  const peek = () => tokens[position];
  const isWord = (word: string) => {
    const token = peek();
    return token?.kind === 'name' && token.text.toLowerCase() === word;
  };

  function expression(depth: number): Condition {
    if (depth > MAX_DEPTH) throw malformed('brackets are nested too deeply', peek()?.at ?? text.length);
    return chain('or', () => chain('and', () => term(depth)));
  }

  function chain(word: 'and' | 'or', next: () => Condition): Condition {
    const parts = [next()];
    while (isWord(word)) {
      position += 1;
      parts.push(next());
    }
    const [only] = parts;
    return parts.length === 1 && only ? only : { kind: word, terms: parts };
  }

  function term(depth: number): Condition {
    terms += 1;
    if (terms > MAX_TERMS) throw malformed('there are too many terms', peek()?.at ?? text.length);
    if (peek()?.kind === '(') {
      position += 1;
      const inner = expression(depth + 1);
      expect(')');
      return inner;
    }
    const name = peek();
    if (name?.kind !== 'name') throw malformed('a field name was expected', name?.at ?? text.length);
    position += 1;
    return comparison(name.text);
  }

  function comparison(path: string): Condition {
    const operator = peek();
    if (operator?.kind === 'operator') {
      position += 1;
      return { kind: 'compare', path, operator: operator.text, value: literal() };
    }
    const negated = isWord('not');
    if (negated) position += 1;
    for (const kind of ['contains', 'like'] as const) {
      if (!isWord(kind)) continue;
      position += 1;
      const value = literal();
      if (value.kind !== 'string') throw malformed(`${kind} needs a text in quotes`, peek()?.at ?? text.length);
      return { kind, path, negated, text: value.text };
    }
    if (isWord('in')) {
      position += 1;
      return { kind: 'in', path, negated, values: list() };
    }
    throw malformed(`an operator was expected after "${path.slice(0, 60)}"`, peek()?.at ?? text.length);
  }

  function list(): Literal[] {
    expect('(');
    const values = [literal()];
    while (peek()?.kind === ',') {
      position += 1;
      values.push(literal());
    }
    expect(')');
    return values;
  }

  function literal(): Literal {
    const token = peek();
    position += 1;
    if (token?.kind === 'literal') return token.value;
    if (token?.kind === 'name') {
      const word = token.text.toLowerCase();
      if (word === 'true' || word === 'false') return { kind: 'boolean', boolean: word === 'true' };
      if (word === 'null') return { kind: 'null' };
    }
    throw malformed('a value was expected', token?.at ?? text.length);
  }

  function expect(kind: '(' | ')'): void {
    const token = peek();
    if (token?.kind !== kind) throw malformed(`"${kind}" was expected`, token?.at ?? text.length);
    position += 1;
  }

  const condition = expression(0);
  const rest = peek();
  if (rest) throw malformed('the condition should have ended', rest.at);
  return condition;
}

const PATTERNS = {
  space: /\s+/y,
  operator: /<=|>=|!=|<>|=|<|>/y,
  number: /-?\d+(?:\.\d+)?(?![\w/])/y,
  name: /[A-Za-z_][\w]*(?:\/[A-Za-z_]\w*)*/y,
};

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length) {
    const start = at;
    const space = match(PATTERNS.space);
    if (space) {
      at += space.length;
      continue;
    }
    const character = text[at] ?? '';
    if (character === '(' || character === ')' || character === ',') {
      tokens.push({ kind: character, at });
      at += 1;
      continue;
    }
    if (character === '"' || character === "'") {
      const end = text.indexOf(character, at + 1);
      if (end < 0) throw malformed('a quote is not closed', at);
      tokens.push({ kind: 'literal', value: { kind: 'string', text: text.slice(at + 1, end) }, at });
      at = end + 1;
      continue;
    }
    if (character === '[') {
      const end = text.indexOf(']', at + 1);
      if (end < 0) throw malformed('a bracket is not closed', at);
      tokens.push({ kind: 'literal', value: { kind: 'date', text: text.slice(at + 1, end).trim() }, at });
      at = end + 1;
      continue;
    }
    const operator = match(PATTERNS.operator);
    if (operator) {
      tokens.push({ kind: 'operator', text: operator === '<>' ? '!=' : (operator as Operator), at: start });
      at += operator.length;
      continue;
    }
    const number = match(PATTERNS.number);
    if (number) {
      tokens.push({ kind: 'literal', value: { kind: 'number', number: Number(number) }, at: start });
      at += number.length;
      continue;
    }
    const name = match(PATTERNS.name);
    if (!name) throw malformed(`"${character}" was not expected`, at);
    tokens.push({ kind: 'name', text: name, at: start });
    at += name.length;
  }
  return tokens;
}

function malformed(reason: string, at: number) {
  return badRequest('ApiFindCondition', `The conditions could not be read: ${reason} (position ${at + 1}).`);
}
