import { all, is } from '../../../forms/condition.ts'
import { defineSection } from '../../../forms/form.ts'
import { buildWording } from '../../../forms/language.ts'
import type { AnswerOption } from '../../../forms/questions/choice.ts'
import { ask } from '../../../forms/questions/index.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'
import { intakeRouteOptions } from '../../file/routes.ts'
import { practice } from '../../practice.ts'
import { DRAFT_DAYS_WORDING } from '../../retention.ts'
import { plainTabTitleWording, sharedDeviceDraftEndWording } from '../../shared-device-wording.ts'

const byConsent = is('route', 'consent')
const byCourtOrder = is('route', 'court-order')
const byOneParent = is('route', 'one-parent')
const namesSomeoneElse = all(
  byCourtOrder,
  is('orderNamesCoordinator', 'yes'),
  is('orderCoordinator', 'somebody-else'),
)

/** Asks which device a parent writes on and by which route they come, and of a court order what identifies it. */
export const startSection = defineSection('start', {
  title: { en: 'How you’re starting', fr: 'Votre point de départ' },
  lead: showOnPages({
    en: 'This page asks about the device you’re on, and where things stand. No way to start is better than another.',
    fr: 'Cette page porte sur l’appareil que vous utilisez et sur votre situation. Aucune façon de commencer n’est meilleure qu’une autre.',
  }),
  formerly: {
    'how-you-come': ['route', 'orderCourt', 'orderDate', 'orderNamesCoordinator', 'orderCoordinator'],
  },
  questions: {
    device: ask.choice({
      label: {
        en: 'Who can use the device you’re on?',
        fr: 'Qui peut se servir de l’appareil que vous utilisez?',
      },
      hint: showOnPages({
        en: 'A phone that someone else can unlock counts as shared.',
        fr: 'Un téléphone que quelqu’un d’autre peut déverrouiller compte comme un appareil partagé.',
      }),
      required: {
        en: 'Say who can use this device. If you aren’t sure, choose “Other people too”',
        fr: 'Dites qui peut se servir de cet appareil. Dans le doute, choisissez « D’autres personnes aussi »',
      },
      options: {
        own: {
          en: 'Only me',
          fr: 'Moi seulement',
          hint: showOnPages({
            en: `You can stop at any time and find your answers here again for ${DRAFT_DAYS_WORDING.en}.`,
            fr: `Vous pouvez vous arrêter à tout moment et retrouver vos réponses ici pendant ${DRAFT_DAYS_WORDING.fr}.`,
          }),
        },
        shared: {
          en: 'Other people too',
          fr: 'D’autres personnes aussi',
          hint: showOnPages(
            /* @__PURE__ */ buildWording(
              (language) => `${sharedDeviceDraftEndWording[language]} ${plainTabTitleWording[language]}`,
            ),
          ),
        },
      },
    }),
    route: ask.choice({
      label: {
        en: 'Which of these is closest to where things stand?',
        fr: 'Laquelle de ces situations ressemble le plus à la vôtre?',
      },
      required: {
        en: 'Choose where things stand, as closely as you can. You can change it later',
        fr: 'Choisissez la situation la plus proche de la vôtre. Vous pourrez changer votre réponse plus tard',
      },
      options: intakeRouteOptions,
    }),
    orderCourt: ask.text({
      label: { en: 'Which court made the order?', fr: 'Quel tribunal a rendu l’ordonnance?' },
      hint: showOnPages({
        en: 'For example, Ontario Superior Court of Justice, Ottawa.',
        fr: 'Par exemple, Cour supérieure de justice de l’Ontario, Ottawa.',
      }),
      when: byCourtOrder,
    }),
    orderDate: ask.date({
      label: { en: 'When was it made?', fr: 'Quand a-t-elle été rendue?' },
      hint: showOnPages({ en: 'For example, 30 4 2025.', fr: 'Par exemple, 30 4 2025.' }),
      subject: 'order',
      when: byCourtOrder,
      optOuts: ['unknown'],
    }),
    orderNamesCoordinator: ask.yesNoNotSure({
      label: {
        en: 'Does the order name a coordinator?',
        fr: 'L’ordonnance nomme-t-elle une coordonnatrice ou un coordonnateur?',
      },
      when: byCourtOrder,
    }),
    orderCoordinator: ask.choice({
      label: { en: 'Who does it name?', fr: 'Qui l’ordonnance nomme-t-elle?' },
      when: all(byCourtOrder, is('orderNamesCoordinator', 'yes')),
      options: {
        ...coordinatorOptions(),
        'somebody-else': { en: 'Someone else', fr: 'Quelqu’un d’autre' },
        'not-sure': { en: 'I’m not sure', fr: 'Je ne sais pas trop' },
      },
    }),
    orderCoordinatorName: ask.name({
      label: {
        en: 'What’s the name of the person it names?',
        fr: 'Comment s’appelle la personne que l’ordonnance nomme?',
      },
      when: namesSomeoneElse,
    }),
  },
  notes: [
    {
      after: 'route',
      when: byConsent,
      title: showOnPages({ en: 'Starting together', fr: 'Commencer à deux' }),
      lines: showOnPages([
        {
          en: 'Only one of you needs to start here. Once you’ve sent your intake form, you can give the other parent a code for a form of their own, in the same file. Neither of you will see the other’s answers, and a coordinator will speak with each of you alone.',
          fr: 'Il suffit que l’un de vous commence ici. Une fois votre demande envoyée, vous pourrez remettre à l’autre parent un code qui lui ouvre son propre formulaire, dans le même dossier. Aucun ne verra les réponses de l’autre, et nous parlerons à chaque parent séparément.',
        },
      ]),
    },
    {
      after: 'route',
      when: byCourtOrder,
      title: showOnPages({ en: 'Starting with a court order', fr: 'Commencer avec une ordonnance' }),
      lines: showOnPages([
        {
          en: 'The steps are the same as for parents who choose this. Whatever the order says, a coordinator first speaks with each parent alone, and may decline if the work wouldn’t be safe.',
          fr: 'Les étapes sont les mêmes que pour les parents qui en font le choix. Quoi que dise l’ordonnance, nous parlons d’abord à chaque parent séparément, et nous pouvons refuser si la démarche présente un danger.',
        },
      ]),
    },
    {
      after: 'route',
      when: byOneParent,
      title: showOnPages({ en: 'Starting on your own', fr: 'Commencer de votre côté' }),
      lines: showOnPages([
        {
          en: 'We’ll meet with you first. The coordinator may then suggest calling the other parent, to hear what’s hard for them and explain what they could gain. We’ll only call after you confirm that we may.',
          fr: 'Nous vous rencontrerons d’abord. Nous pourrons ensuite vous proposer d’appeler l’autre parent, pour entendre ce qui lui pèse et lui dire ce que la démarche peut lui apporter. Nous n’appellerons qu’après votre confirmation.',
        },
        {
          en: 'Parents who were expected to refuse often come.',
          fr: 'Bien des parents dont on attendait un refus finissent par venir.',
        },
      ]),
    },
    {
      after: 'orderCoordinatorName',
      when: namesSomeoneElse,
      lines: showOnPages([
        {
          en: 'Then that person is usually the one who coordinates. We can’t take their place unless the order lets you choose someone else, they can’t do it, or the court changes it. You can still send this form: a coordinator will read it and tell you, only in ways you say are safe, what’s possible.',
          fr: 'C’est alors en général cette personne qui coordonne. Nous ne pouvons pas la remplacer, sauf si l’ordonnance vous permet de choisir quelqu’un d’autre, si elle ne peut pas s’en charger ou si le tribunal modifie l’ordonnance. Vous pouvez quand même envoyer cette demande : nous la lirons et vous dirons, seulement par les moyens que vous dites sûrs, ce qui est possible.',
        },
      ]),
    },
  ],
})

function coordinatorOptions(): Record<string, AnswerOption> {
  return Object.fromEntries(
    practice.coordinators.map(({ id, name, credentials }) => [
      id,
      { en: name, fr: name, hint: showOnPages(credentials) },
    ]),
  )
}
