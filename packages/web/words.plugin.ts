import { types as t, transformAsync } from '@babel/core';
import macro from '@lingui/babel-plugin-lingui-macro';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const source = /\.tsx?$/;
const uses = /from '@lingui\/(core|react)\/macro'/;

/** Puts what the macros of Lingui stand for in their place. */
export function wordsPlugin(): Plugin {
  return {
    name: 'causeway-words',
    enforce: 'pre',
    async transform(code, id) {
      if (!source.test(id) || !uses.test(code)) return null;
      const done = await transformAsync(code, {
        filename: id,
        babelrc: false,
        configFile: false,
        sourceMaps: true,
        parserOpts: { plugins: ['typescript', 'jsx'] },
        plugins: [[macro, { descriptorFields: 'message' }], readMessages],
      });
      return done?.code ? { code: done.code, map: done.map } : null;
    },
  };
}

/**
 * The parts of an English message instead of its text, as in a compiled catalogue: what reads messages is heavier than many a page, and
 * would read each of them anew at each rendering.
 */
const readMessages = {
  visitor: {
    ObjectExpression({ node }: { node: t.ObjectExpression }) {
      const message = propertyOf(node, 'message');
      if (propertyOf(node, 'id') && message && t.isStringLiteral(message.value))
        message.value = t.valueToNode(compileMessage(message.value.value));
    },
  },
};

const propertyOf = (node: t.ObjectExpression, name: string): t.ObjectProperty | undefined =>
  node.leadingComments?.some(({ value }) => value.includes('i18n'))
    ? node.properties.filter((one) => t.isObjectProperty(one)).find(({ key }) => t.isIdentifier(key, { name }))
    : undefined;
