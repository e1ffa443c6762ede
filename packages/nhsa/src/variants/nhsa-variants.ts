import { beijingVariant } from './beijing.ts';
import { guangdongVariant } from './guangdong.ts';
import { hainanVariant } from './hainan.ts';
import { hunanVariant } from './hunan.ts';
import type { NhsaVariant } from './variant.ts';

/** The regions whose own messages are read. */
export const nhsaVariants: readonly NhsaVariant[] = [hainanVariant, guangdongVariant, beijingVariant, hunanVariant];

/** The variant of that id, as a path names it; `undefined` when there is none. */
export function variantById(id: string): NhsaVariant | undefined {
  return nhsaVariants.find((variant) => variant.id === id);
}

/** The variant that a transaction number belongs to, wherever it is met. */
export function variantByInfno(infno: string): NhsaVariant | undefined {
  return nhsaVariants.find(({ infnos }) => infnos.includes(infno));
}
