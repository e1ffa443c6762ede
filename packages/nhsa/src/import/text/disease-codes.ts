/**
 * Diseases that restrictions name plainly, and the codes of the ICD-10 insurance edition that say so. Reviewed by hand,
 * name by name: an entry is here only when the name has no clinical qualifier (stage, severity, line of treatment,
 * evidence), and its codes are all those under which a record may carry the disease, complications and pregnancy
 * included. A name that is missing costs a question; a code that is missing costs a false alert.
 *
 * Names are in the spelling of `normaliseText`. Codes are prefixes or ranges of three-character categories.
 */
export const DISEASE_CODES: Readonly<Record<string, readonly string[]>> = {
  // E11 with its complications; O24.1 is type 2 diabetes that was there before the pregnancy.
  '2型糖尿病': ['E11', 'O24.1'],
  // Infection with and without disease, found in the laboratory only, and in pregnancy.
  艾滋病病毒感染: ['B20-B24', 'Z21', 'R75', 'O98.7'],
  前列腺增生: ['N40'],
  // I11–I13 are the heart and kidney diseases of primary hypertension; O10 is hypertension before the pregnancy.
  原发性高血压: ['I10-I13', 'O10'],
  // Combined ulcers are filed as of unspecified site.
  十二指肠溃疡: ['K26', 'K27'],
  反流性食管炎: ['K21.0'],
  // The pituitary kind is filed under hypopituitarism, as is the one that follows surgery or radiation.
  生长激素缺乏症: ['E23.0', 'E89.3'],
  烟酸缺乏症: ['E52'],
  高磷血症: ['E83.3'],
  // Coma and encephalopathy of the liver are filed under the liver failure, hepatitis or poisoning that causes them.
  肝性脑病: ['K72', 'K70.4', 'K71.1', 'B15.0', 'B16.0', 'B16.2', 'B19.0', 'G94.3'],
  急性胰腺炎: ['K85', 'B25.2', 'B26.3'],
  慢性复发性胰腺炎: ['K86.0', 'K86.1'],
  念珠菌性外阴阴道病: ['B37.3', 'N77.1'],
  多囊卵巢综合症: ['E28.2', 'O99.2'],
  多囊卵巢综合征: ['E28.2', 'O99.2'],
  // K74.6 files the cirrhosis of hepatitis B under codes of its own.
  乙型肝炎: ['B16', 'B17.0', 'B18.0', 'B18.1', 'K74.600x003', 'K74.602', 'O98.4'],
  慢性乙型肝炎: ['B18.0', 'B18.1', 'K74.600x003', 'K74.602', 'O98.4'],
  慢性丙型肝炎: ['B18.2', 'K74.600x002', 'K74.603', 'O98.4'],
  慢性丙型肝炎病毒感染: ['B18.2', 'K74.600x002', 'K74.603', 'O98.4'],
  特发性肺纤维化: ['J84.1'],
  // M47 holds the osteoarthritis of the spine, K07.6 that of the jaw, M12.5 that which follows an injury.
  骨关节炎: ['M15-M19', 'M47', 'K07.6', 'M12.5'],
  // The monocytic, erythroid and megakaryocytic forms have categories of their own; C95.0 leaves the line open.
  急性髓系白血病: ['C92.0', 'C92.3', 'C92.4', 'C92.5', 'C92.6', 'C92.7', 'C92.8', 'C93.0', 'C94.0', 'C94.2', 'C95.0'],
  泛发性脓疱型银屑病: ['L40.1'],
  便秘型肠易激综合征: ['K58'],
  慢性特发性便秘: ['K59.0'],
  注意缺陷多动障碍: ['F90'],
  C型尼曼匹克病: ['E75.2'],
  酪氨酸血症I型: ['E70.2'],
  // The fourth character is the degree: 2 for burns, 6 for corrosions. Several sites with one of third degree (T29.3,
  // T29.7) or of unstated degree may hold second-degree areas too.
  II度烧伤: [
    ...['T20', 'T21', 'T22', 'T23', 'T24', 'T25'].flatMap((category) => [`${category}.2`, `${category}.6`]),
    'T29',
    'T30.2',
    'T30.6',
  ],
};
