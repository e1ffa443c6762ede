import type {
  InstitutionLevel,
  InsuranceType,
  InsuredPerson,
  ItemKind,
  Phase,
  Practitioner,
  Scene,
  VisitType,
} from '../model/encounter.ts';
import { choice } from './field.ts';

/** The closed vocabularies that encounters and rule sources have in common. */

export const sex = choice<'male' | 'female'>({ male: true, female: true });

export const reproductiveState = choice<NonNullable<InsuredPerson['reproductiveState']>>({
  none: true,
  pregnant: true,
  lactating: true,
});

export const insuranceType = choice<InsuranceType>({
  employee: true,
  resident: true,
  'civil-servant': true,
  'large-amount': true,
  'retired-cadre': true,
  maternity: true,
  'work-injury': true,
  other: true,
});

export const visitType = choice<VisitType>({
  outpatient: true,
  emergency: true,
  observation: true,
  inpatient: true,
  'day-surgery': true,
  'chronic-disease': true,
  pharmacy: true,
  internet: true,
});

export const institutionLevel = choice<InstitutionLevel>({ primary: true, secondary: true, tertiary: true });

export const practitionerTitle = choice<NonNullable<Practitioner['title']>>({
  resident: true,
  attending: true,
  'associate-chief': true,
  chief: true,
});

export const itemKind = choice<ItemKind>({ drug: true, consumable: true, service: true });

export const phase = choice<Phase>({ prompt: true, review: true, audit: true });

export const scene = choice<Scene>({
  'outpatient-registration': true,
  'outpatient-order': true,
  'outpatient-pre-settlement': true,
  'outpatient-settlement': true,
  admission: true,
  'inpatient-order': true,
  'inpatient-execution': true,
  'inpatient-pre-settlement': true,
  'inpatient-settlement': true,
  'pharmacy-purchase': true,
});
