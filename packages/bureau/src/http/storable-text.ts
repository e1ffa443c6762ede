import * as z from 'zod';
import { isName } from '../intake/intake.ts';

/** A text of at least one and at most so many characters, all of which a database takes. */
export const storableText = (lengthMax: number) =>
  z.string().refine((text) => isName(text, lengthMax), { error: 'text that can be kept' });
