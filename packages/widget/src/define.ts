import { defineElements } from './element/define-elements.ts';

/** The names under which importing this module has made the elements known. */
export const ELEMENT_NAMES = defineElements();
