import type { Wording } from '../../forms/language.ts'
import {
  callAttemptChannelOptions,
  callAttemptNextStepOptions,
  callAttemptOutcomeOptions,
  callReopeningReasonOptions,
} from '../authorisation/call-attempts.ts'
import { codeConfirmationChannelOptions } from '../authorisation/code-confirmation.ts'
import {
  contactHoldReasonOptions,
  orderDocumentOptions,
  orderFindingOptions,
} from '../authorisation/order-readings.ts'
import { appointmentKindOptions, meetingModeOptions } from '../booking/meeting-modes.ts'
import {
  contactDirectionOptions,
  contactEntryChannelOptions,
  contactOutcomeOptions,
} from '../file/contact-log.ts'
import { closureReasonOptions, reassignmentReasonOptions } from '../file/decision-reasons.ts'
import { dismissalReasonOptions, restorationReasonOptions } from '../file/dismissals.ts'
import { erasureGroundOptions, retentionHoldReasonOptions } from '../file/erasures.ts'
import { noteFolderOptions, noteKindOptions } from '../file/notes.ts'
import { approvableDecisionOptions, objectionOptions, overrideReasonOptions } from '../file/overrides.ts'
import { parentSideOptions } from '../file/parent-sides.ts'
import { fileRouteOptions } from '../file/routes.ts'
import { screeningFindingOptions, screeningWaiverOptions } from '../file/screenings.ts'
import { letterDeliveryOptions, letterTemplateOptions } from '../letters/letter-options.ts'
import { safetyOpeningReasonOptions } from './safety-opening-reasons.ts'

interface OneOf<Value extends string = string> {
  readonly label: Wording
  /** The words of each value that the detail can have. */
  readonly values: Readonly<Record<Value, Wording>>
}

interface Flag {
  /** What true and false say. A flag without words for false is left out when it is false. */
  readonly flag: { readonly true: Wording; readonly false?: Wording }
}

/**
 * A coordinator’s id, which the desk shows as a name; a file’s reference or a number, shown as it is; or a keyed hash in
 * hexadecimal, of which the desk shows the beginning.
 */
interface Plain<Shown extends 'coordinator' | 'reference' | 'number' | 'digest'> {
  readonly label: Wording
  readonly shows: Shown
}

type AuditDetailDeclaration =
  | OneOf
  | Flag
  | Plain<'coordinator'>
  | Plain<'reference'>
  | Plain<'number'>
  | Plain<'digest'>

/**
 * Every fact that an audit event may state about its action, with its words. None holds what a parent wrote, and none
 * can: a fact is one of declared values, a coordinator, a reference, a number or a keyed hash.
 */
export const auditDetailDefinitions = {
  route: { label: { en: 'How it started', fr: 'Point de départ' }, values: fileRouteOptions },
  cameByInvitation: { flag: { true: { en: 'By invitation', fr: 'Sur invitation' } } },
  cameByCode: {
    flag: { true: { en: 'With a code of the other parent', fr: 'Avec un code remis par l’autre parent' } },
  },
  showsChildren: {
    flag: {
      true: {
        en: 'The other parent may see the children’s names',
        fr: 'L’autre parent peut voir le nom des enfants',
      },
    },
  },
  showsDocument: {
    flag: {
      true: {
        en: 'The other parent may see which parenting document there is',
        fr: 'L’autre parent peut voir quel document parental existe',
      },
    },
  },
  lead: { label: { en: 'Who leads', fr: 'Responsable' }, shows: 'coordinator' },
  standInFor: { label: { en: 'Standing in for', fr: 'En relève de' }, shows: 'coordinator' },
  lawyer: { label: { en: 'Who assists', fr: 'Juriste au dossier' }, shows: 'coordinator' },
  into: { label: { en: 'Joined into', fr: 'Joint au dossier' }, shows: 'reference' },
  from: { label: { en: 'The file that was joined', fr: 'Dossier qui a été joint' }, shows: 'reference' },
  reason: { label: { en: 'Why', fr: 'Raison' }, values: safetyOpeningReasonOptions },
  rules: {
    flag: {
      true: { en: 'With what the parent allowed', fr: 'Avec ce que le parent a permis' },
      false: { en: 'Without what the parent allowed', fr: 'Sans ce que le parent a permis' },
    },
  },
  side: {
    label: { en: 'Which parent', fr: 'Parent visé' },
    values: parentSideOptions,
  },
  mailed: {
    flag: {
      true: { en: 'By e-mail', fr: 'Par courriel' },
      false: { en: 'Not told by e-mail', fr: 'Sans courriel' },
    },
  },
  days: { label: { en: 'For how many days', fr: 'Nombre de jours' }, shows: 'number' },
  version: { label: { en: 'Version of the wording', fr: 'Version du texte' }, shows: 'number' },
  contactHold: {
    flag: {
      true: {
        en: 'An order may forbid contact, so contact is on hold',
        fr: 'Une ordonnance interdit peut-être les contacts, qui sont donc suspendus',
      },
    },
  },
  renewed: {
    flag: { true: { en: 'In place of an earlier one', fr: 'En remplacement d’une précédente' } },
  },
  finding: { label: { en: 'What was found', fr: 'Constat' }, values: orderFindingOptions },
  document: { label: { en: 'What was read', fr: 'Document lu' }, values: orderDocumentOptions },
  screening: { label: { en: 'What was found', fr: 'Constat' }, values: screeningFindingOptions },
  waiver: {
    label: { en: 'Why without a talk', fr: 'Pourquoi sans entretien' },
    values: screeningWaiverOptions,
  },
  holdReason: { label: { en: 'Why', fr: 'Raison' }, values: contactHoldReasonOptions },
  retentionReason: { label: { en: 'Why', fr: 'Raison' }, values: retentionHoldReasonOptions },
  withSafety: {
    flag: { true: { en: 'With the answers about safety', fr: 'Avec les réponses sur la sécurité' } },
  },
  ground: { label: { en: 'Why', fr: 'Raison' }, values: erasureGroundOptions },
  overrideReason: {
    label: { en: 'Why, although something spoke against it', fr: 'Raison d’aller de l’avant malgré tout' },
    values: overrideReasonOptions,
  },
  closureReason: { label: { en: 'Why', fr: 'Raison' }, values: closureReasonOptions },
  reassignmentReason: { label: { en: 'Why', fr: 'Raison' }, values: reassignmentReasonOptions },
  dismissalReason: {
    label: { en: 'Why it was taken for not genuine', fr: 'Raison de la juger non authentique' },
    values: dismissalReasonOptions,
  },
  restorationReason: {
    label: { en: 'Why it was opened again', fr: 'Raison de rouvrir le dossier' },
    values: restorationReasonOptions,
  },
  overridesConflict: { flag: { true: objectionOptions.conflict } },
  overridesLicence: { flag: { true: objectionOptions['not-licensed'] } },
  overridesLanguage: { flag: { true: objectionOptions.language } },
  overridesRoom: { flag: { true: objectionOptions['no-room'] } },
  overridesWaiting: { flag: { true: objectionOptions['others-waited-longer'] } },
  decision: { label: { en: 'Which decision', fr: 'Décision visée' }, values: approvableDecisionOptions },
  about: { label: { en: 'About', fr: 'Au sujet de' }, shows: 'coordinator' },
  askedBy: { label: { en: 'Asked by', fr: 'Demandé par' }, shows: 'coordinator' },
  approvedBy: { label: { en: 'Second person', fr: 'Deuxième personne' }, shows: 'coordinator' },
  channel: { label: { en: 'How', fr: 'Moyen' }, values: callAttemptChannelOptions },
  outcome: { label: { en: 'How it ended', fr: 'Résultat' }, values: callAttemptOutcomeOptions },
  reopeningReason: {
    label: { en: 'Why calls were allowed again', fr: 'Motif pour rappeler' },
    values: callReopeningReasonOptions,
  },
  direction: { label: { en: 'Who got in touch', fr: 'À l’initiative de' }, values: contactDirectionOptions },
  contactChannel: { label: { en: 'How', fr: 'Moyen' }, values: contactEntryChannelOptions },
  contactOutcome: { label: { en: 'How it ended', fr: 'Résultat' }, values: contactOutcomeOptions },
  noteKind: { label: { en: 'What the note is about', fr: 'Objet de la note' }, values: noteKindOptions },
  noteFolder: { label: { en: 'Belongs to', fr: 'Fait partie de' }, values: noteFolderOptions },
  noteDigest: { label: { en: 'Fingerprint of the note', fr: 'Empreinte de la note' }, shows: 'digest' },
  letterTemplate: { label: { en: 'Which letter', fr: 'Quelle lettre' }, values: letterTemplateOptions },
  letterDelivery: { label: { en: 'How', fr: 'Moyen' }, values: letterDeliveryOptions },
  letterDigest: { label: { en: 'Fingerprint of the letter', fr: 'Empreinte de la lettre' }, shows: 'digest' },
  edited: {
    flag: {
      true: { en: 'With changes to the template', fr: 'Avec des changements au modèle' },
      false: { en: 'As the template has it', fr: 'Telle que dans le modèle' },
    },
  },
  wordsConfirmed: {
    flag: {
      true: {
        en: 'Words of a name, which name nobody here',
        fr: 'Mots d’un nom, qui ne nomment ici personne',
      },
    },
  },
  nextStep: { label: { en: 'What comes next', fr: 'Suite' }, values: callAttemptNextStepOptions },
  by: {
    label: { en: 'How the code was given', fr: 'Remise du code' },
    values: {
      'e-mail': { en: 'By e-mail', fr: 'Par courriel' },
      'read-out': { en: 'Read out', fr: 'De vive voix' },
    },
  },
  through: {
    label: { en: 'How it was confirmed', fr: 'Moyen de la confirmation' },
    values: codeConfirmationChannelOptions,
  },
  kind: { label: { en: 'Which session', fr: 'Rencontre' }, values: appointmentKindOptions },
  mode: { label: { en: 'How they meet', fr: 'Façon de se rencontrer' }, values: meetingModeOptions },
  coordinator: { label: { en: 'With', fr: 'Avec' }, shows: 'coordinator' },
} as const satisfies Readonly<Record<string, AuditDetailDeclaration>>

type ValueOf<Declared> =
  Declared extends OneOf<infer Value>
    ? Value
    : Declared extends Flag
      ? boolean
      : Declared extends Plain<'number'>
        ? number
        : string

/** The facts of an audit event. Each has its words above, and only the values that it declares. */
export type AuditDetail = {
  readonly [Name in keyof typeof auditDetailDefinitions]?: ValueOf<(typeof auditDetailDefinitions)[Name]>
}

/** Gives the declaration of a fact as stored; undefined for one that no version of the portal declares. */
export const findAuditDetailDefinition = (name: string): AuditDetailDeclaration | undefined =>
  Object.hasOwn(auditDetailDefinitions, name)
    ? auditDetailDefinitions[name as keyof typeof auditDetailDefinitions]
    : undefined
