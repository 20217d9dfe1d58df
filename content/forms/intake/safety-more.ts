import { is } from '../../../forms/condition.ts'
import { defineSection } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { optOutOptions } from '../../../forms/questions/question-base.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'

const tellsNow = is('tellNow', 'yes')

/** Shows every parent where to find help, and asks for more only if they wish to say more. */
export const safetyMoreSection = defineSection('safety-more', {
  half: 'second',
  title: { en: 'Help, whatever you answered', fr: 'De l’aide, quelle que soit votre réponse' },
  lead: showOnPages({
    en: 'We show this page to every parent, whatever they answered. The lines to call come first. The rest can wait, or stay unsaid.',
    fr: 'Nous montrons cette page à chaque parent, quelle que soit sa réponse. Les lignes d’aide passent en premier. Vous pourrez parler du reste plus tard, ou jamais.',
  }),
  help: 'above',
  questions: {
    tellNow: ask.choice({
      label: {
        en: 'Would you like to tell us more now?',
        fr: 'Souhaitez-vous nous en dire plus maintenant?',
      },
      hint: showOnPages({
        en: 'What you add stays closed, like your first answer about safety.',
        fr: 'Ce que vous ajoutez restera sous clé, comme votre première réponse sur la sécurité.',
      }),
      envelope: 'safety',
      options: {
        yes: { en: 'Yes', fr: 'Oui' },
        'in-person': optOutOptions['in-person'],
        no: { en: 'No', fr: 'Non' },
      },
    }),
    harmKinds: ask.choices({
      label: { en: 'What has been happening?', fr: 'Que s’est-il passé?' },
      hint: showOnPages({
        en: 'Tick what fits, as much or as little as you like.',
        fr: 'Cochez ce qui correspond, autant ou aussi peu que vous voulez.',
      }),
      when: tellsNow,
      envelope: 'safety',
      options: {
        physical: {
          en: 'Hitting, pushing or other physical harm',
          fr: 'Des coups ou une autre violence physique',
        },
        threats: { en: 'Threats, or being made afraid', fr: 'Des menaces ou de l’intimidation' },
        control: {
          en: 'Being controlled, watched or cut off from others',
          fr: 'Du contrôle, de la surveillance ou de l’isolement',
        },
        money: { en: 'Money held back, taken or controlled', fr: 'De l’argent retenu, pris ou contrôlé' },
        sexual: { en: 'Sexual pressure or violence', fr: 'De la pression ou de la violence sexuelle' },
        online: { en: 'Harm by phone or online', fr: 'Du harcèlement par téléphone ou en ligne' },
        'children-used': {
          en: 'Children used to frighten, watch or hurt someone',
          fr: 'Des enfants dont on se sert pour faire peur, surveiller ou blesser',
        },
        other: { en: 'Something else', fr: 'Autre chose' },
      },
    }),
    harmTowards: ask.choices({
      label: { en: 'Towards whom?', fr: 'Envers qui?' },
      when: tellsNow,
      envelope: 'safety',
      options: {
        me: { en: 'Me', fr: 'Moi' },
        children: { en: 'One or more children', fr: 'Un ou plusieurs enfants' },
        'other-parent': { en: 'The other parent', fr: 'L’autre parent' },
        'somebody-else': { en: 'Someone else', fr: 'Quelqu’un d’autre' },
        animals: { en: 'Animals', fr: 'Des animaux' },
      },
    }),
    harmWhen: ask.text({
      label: { en: 'When was it?', fr: 'Quand était-ce?' },
      hint: showOnPages({
        en: 'A year or a season will do, or “since we separated”.',
        fr: 'Une année ou une saison suffit, ou « depuis la séparation ».',
      }),
      when: tellsNow,
      envelope: 'safety',
      optOuts: ['in-person'],
    }),
    harmGoesOn: ask.yesNoNotSure({
      label: { en: 'Is it still going on?', fr: 'Est-ce que cela continue?' },
      when: tellsNow,
      envelope: 'safety',
    }),
    harmHelpers: ask.longText({
      label: {
        en: 'Who has helped, or knows about it?',
        fr: 'Qui vous est venu en aide, ou est au courant?',
      },
      hint: showOnPages({
        en: 'For example, a friend, a doctor, a shelter, the police. We won’t contact any of them without asking you first, unless the law requires it.',
        fr: 'Par exemple des proches, le personnel de santé, une maison d’hébergement, la police. Nous ne communiquerons avec personne sans vous le demander d’abord, sauf si la loi l’exige.',
      }),
      max: 1000,
      when: tellsNow,
      envelope: 'safety',
      optOuts: ['in-person'],
    }),
    harmMore: ask.longText({
      label: {
        en: 'Is there anything else you want us to know?',
        fr: 'Y a-t-il autre chose que vous voulez nous dire?',
      },
      when: tellsNow,
      envelope: 'safety',
      optOuts: ['in-person'],
    }),
  },
})
