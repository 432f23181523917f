import { type DocumentNode, getOperationAST, Kind, type OperationDefinitionNode } from 'graphql';
import { AppError } from '../errors.ts';

/** Names beyond that say nothing more to whoever reads them. */
const MAX_NAMED = 10;
const MAX_LETTERS = 60;

/** The operation of a document that is asked for. Throws AppError "invalid_input", which names those that there are. */
export function chosenOperation(document: DocumentNode, name: string | null | undefined): OperationDefinitionNode {
  const chosen = getOperationAST(document, name);
  if (chosen) return chosen;
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operations.length === 0)
    throw new AppError('invalid_input', 'The document has no operation. Send a query, mutation or subscription.');
  const names = operations.flatMap((one) => one.name?.value ?? []).map(shortened);
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
  const there = `${names.slice(0, MAX_NAMED).join(', ')}${more}`;
  if (!name)
    throw new AppError('invalid_input', `The document has several operations: ${there}. Name one in "operationName".`);
  throw new AppError(
    'invalid_input',
    `The document has no operation ${JSON.stringify(shortened(name))}; ${names.length === 0 ? 'its only one has no name. Leave "operationName" out.' : `it has ${there}. Name one of them in "operationName".`}`,
  );
}

const shortened = (name: string): string => (name.length > MAX_LETTERS ? `${name.slice(0, MAX_LETTERS)}…` : name);
