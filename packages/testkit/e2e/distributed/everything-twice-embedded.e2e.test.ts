import { describe } from 'vitest';
import { testEverythingTwice } from './everything-twice.ts';
import { embeddedForm } from './transport-forms.ts';

describe('the embedded log delivers everything twice, in disorder, and all over again', () => {
  testEverythingTwice(embeddedForm);
});
