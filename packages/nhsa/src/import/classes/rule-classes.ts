import { drugForChildren, drugPaidForChildren, serviceForChildren } from './child-only.ts';
import { decoctionAloneNotPaid, decoctionNeverPaid } from './decoction-pieces.ts';
import { duplicateCharge } from './duplicate-charge.ts';
import { serviceFrequency, servicePeriod } from './frequency.ts';
import { drugIndication } from './indication.ts';
import { drugInstitutionLevel } from './institution-level.ts';
import { maternityOnly, workInjuryOnly } from './insurance-only.ts';
import { drugPaymentDays, servicePaymentDays } from './payment-days.ts';
import type { RuleClass } from './rule-class.ts';
import { secondLine } from './second-line.ts';
import { drugSex, serviceSex } from './sex.ts';
import { surgeryDiscount } from './surgery-discount.ts';
import { drugVisitType, internetBan } from './visit-type.ts';
import { serviceWorkingAge } from './working-age.ts';

/** The rule classes with published knowledge points, by their number in the 2025 edition. */
export const RULE_CLASSES: readonly RuleClass[] = [
  workInjuryOnly,
  maternityOnly,
  decoctionNeverPaid,
  decoctionAloneNotPaid,
  secondLine,
  drugPaidForChildren,
  drugIndication,
  drugPaymentDays,
  drugInstitutionLevel,
  drugVisitType,
  surgeryDiscount,
  servicePaymentDays,
  duplicateCharge,
  serviceFrequency,
  serviceWorkingAge,
  servicePeriod,
  internetBan,
  drugForChildren,
  drugSex,
  serviceForChildren,
  serviceSex,
];
