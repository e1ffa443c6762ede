import { expect, test } from 'vitest';
import { guangdongVariant } from './guangdong.ts';
import { hainanVariant } from './hainan.ts';
import { nhsaVariants, variantById, variantByInfno } from './nhsa-variants.ts';

test('variants are found by path and by number', () => {
  expect(nhsaVariants.map(({ id }) => id)).toEqual(['hainan', 'guangdong', 'beijing', 'hunan']);
  expect(variantById('guangdong')).toBe(guangdongVariant);
  expect(variantById('constructor')).toBeUndefined();
  expect(variantByInfno('3661')).toBe(hainanVariant);
  expect(variantByInfno('3101')).toBeUndefined();
});
