import { defineSection } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'
import { cancellationWording } from '../../cancellation-wording.ts'
import { fees } from '../../practice.ts'

/** Tells a parent about fees, cancelling, who may pay more, and that the practice may decline. */
export const beforeYouSendSection = defineSection('before-you-send', {
  half: 'second',
  title: { en: 'Fees and what to expect', fr: 'Les honoraires et la suite' },
  lead: showOnPages({
    en: 'Sending commits you to nothing. These terms would apply once the work begins. Your first session comes before that: you pay for it yourself, at the same rate.',
    fr: 'Envoyer cette demande ne vous engage à rien. Voici les conditions qui s’appliqueraient une fois le travail commencé. Votre première rencontre a lieu avant : vous la payez vous-même, au même tarif.',
  }),
  formerly: { start: ['hasRead'] },
  questions: {
    hasRead: ask.choice({
      label: {
        en: 'Have you read how coordination works, in general?',
        fr: 'Avez-vous lu comment fonctionne la coordination, en général?',
      },
      options: {
        yes: { en: 'Yes', fr: 'Oui' },
        partly: { en: 'Part of it', fr: 'En partie' },
        'not-yet': { en: 'Not yet', fr: 'Pas encore' },
      },
    }),
    understands: ask.choices({
      label: { en: 'What’s clear to you?', fr: 'Qu’est-ce qui est clair pour vous?' },
      hint: showOnPages({
        en: 'Tick what’s clear. Leave the rest, and we’ll explain it first.',
        fr: 'Cochez ce qui est clair. Laissez le reste, et nous vous l’expliquerons d’abord.',
      }),
      options: {
        'how-it-works': {
          en: 'How coordination works, in general',
          fr: 'Comment fonctionne la coordination, en général',
        },
        fees: { en: 'What it costs', fr: 'Ce que cela coûte' },
        cancellation: {
          en: 'How to move or cancel a session',
          fr: 'Comment déplacer ou annuler une rencontre',
        },
        costs: {
          en: 'That one parent may be asked to pay more of the cost',
          fr: 'Qu’un parent pourrait avoir à payer une plus grande part des frais',
        },
        'may-decline': {
          en: 'That the coordinator may decline, or stop',
          fr: 'Que la coordonnatrice ou le coordonnateur peut refuser, ou s’arrêter',
        },
      },
    }),
    heardOfUs: ask.choice({
      label: { en: 'How did you hear about us?', fr: 'Comment avez-vous entendu parler de nous?' },
      options: {
        lawyer: { en: 'From a lawyer', fr: 'Par une avocate ou un avocat' },
        court: { en: 'From a judge or the court', fr: 'Par une ou un juge, ou par le tribunal' },
        professional: {
          en: 'From a doctor, a counsellor or another service',
          fr: 'Par quelqu’un en santé, en thérapie ou dans un autre service',
        },
        'other-parent': { en: 'From the other parent', fr: 'Par l’autre parent' },
        family: { en: 'From family or a friend', fr: 'Par la famille ou des proches' },
        online: { en: 'Online', fr: 'En ligne' },
        other: { en: 'In some other way', fr: 'Autrement' },
      },
    }),
  },
  notes: [
    {
      title: showOnPages({ en: 'Fees', fr: 'Les honoraires' }),
      lines: showOnPages([
        fees,
        {
          en: 'The coordinator can charge more of the cost to a parent who holds things up without good reason. That way nobody can wear the other down with bills.',
          fr: 'La personne responsable du dossier peut faire payer une plus grande part des frais à un parent qui bloque sans bonne raison. Ainsi, aucun parent ne peut épuiser l’autre à coups de factures.',
        },
      ]),
    },
    {
      title: showOnPages({ en: 'Moving or cancelling', fr: 'Déplacer ou annuler' }),
      lines: showOnPages([cancellationWording.terms]),
    },
    {
      title: showOnPages({ en: 'We may decline', fr: 'Nous pouvons refuser' }),
      lines: showOnPages([
        {
          en: 'A coordinator may decline, or stop at any time, for example if the work wouldn’t be safe.',
          fr: 'La coordonnatrice ou le coordonnateur peut refuser, ou s’arrêter à tout moment, par exemple si la démarche présente un danger.',
        },
      ]),
    },
    {
      after: 'hasRead',
      lines: showOnPages([
        {
          en: 'We ask every parent to read this page before the first session: the three steps, who decides and what it can cost. Reading it later is fine.',
          fr: 'Nous demandons à chaque parent de lire cette page avant la première rencontre : les trois étapes, qui décide et ce que cela peut coûter. Vous pouvez la lire plus tard.',
        },
      ]),
      link: showOnPages({
        label: { en: 'How coordination works', fr: 'Comment fonctionne la coordination' },
        path: '/how-it-works/',
      }),
    },
  ],
})
