// First: the decorators of what a program shares with the tests write their metadata through it.
import 'reflect-metadata';
import { expect } from 'expect';

// What a program outside of the test runner shares with the tests says with it what must hold.
Object.assign(globalThis, { expect });
