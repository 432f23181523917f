import type { Problem } from '../../platform/errors.ts';
import { passwordFault } from './password.ts';

export interface Person {
  name: string;
  email: string;
  password: string;
}

/** What is wrong with a new person, each at its field. `words` are what the password must not be, beside their own name and e-mail. */
export function personProblems({ name, email, password }: Person, words: readonly string[] = []): Problem[] {
  const problems = [...nameProblems(name), ...emailProblems(email)];
  const fault = passwordFault(password, [name, email, email.split('@')[0] ?? '', ...words]);
  if (fault) problems.push({ code: 'password_too_weak', field: 'password', message: fault });
  return problems;
}

export function nameProblems(name: string): Problem[] {
  const length = name.trim().length;
  if (length >= 1 && length <= 100) return [];
  return [{ code: 'invalid', field: 'name', message: 'Enter a name of 1 to 100 characters.' }];
}

export function emailProblems(email: string): Problem[] {
  const text = email.trim();
  if (/^[^\s@]+@[^\s@]+$/.test(text) && text.length <= 254) return [];
  return [{ code: 'invalid', field: 'email', message: 'Enter an e-mail address, such as ana@example.com.' }];
}
