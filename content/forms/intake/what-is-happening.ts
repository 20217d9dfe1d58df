import { is } from '../../../forms/condition.ts'
import { defineSection } from '../../../forms/form.ts'
import { ask } from '../../../forms/questions/index.ts'
import { optOutOptions } from '../../../forms/questions/question-base.ts'
import { showOnPages } from '../../../forms/show-on-pages.ts'

const parentSteppedAway = is('dynamic', 'stepped-away', 'both')
const parentShutOut = is('dynamic', 'kept-out', 'both')

/** Asks for more about what goes on in the family: the dynamic, the three most pressing issues, and what was tried. */
export const whatIsHappeningSection = defineSection('what-is-happening', {
  half: 'second',
  title: { en: 'More about what’s happening', fr: 'Ce qui se passe : la suite' },
  lead: showOnPages({
    en: 'Here you give your own view. The other parent can give theirs, and we’ll listen to both.',
    fr: 'Ici, vous donnez votre point de vue. L’autre parent pourra donner le sien, et nous écoutons les deux.',
  }),
  questions: {
    dynamic: ask.choice({
      label: {
        en: 'Which of these is closest to your family today?',
        fr: 'Laquelle de ces descriptions ressemble le plus à votre famille aujourd’hui?',
      },
      hint: showOnPages({
        en: 'You may be on either side of it. The answer blames nobody.',
        fr: 'Vous pouvez être d’un côté ou de l’autre. La réponse n’accuse personne.',
      }),
      options: {
        'stepped-away': {
          en: 'One of us has stepped back, and the other carries almost everything',
          fr: 'Un parent a pris ses distances, et l’autre porte presque tout',
        },
        'kept-out': {
          en: 'One of us is being kept out of the children’s lives',
          fr: 'Un parent est tenu à l’écart de la vie des enfants',
        },
        both: { en: 'Some of both', fr: 'Un peu des deux' },
        neither: { en: 'Neither of these', fr: 'Ni l’une ni l’autre' },
        'in-person': optOutOptions['in-person'],
      },
    }),
    childrenMiss: ask.longText({
      label: {
        en: 'What do the children miss, as far as you can tell?',
        fr: 'Qu’est-ce qui manque aux enfants, selon ce que vous voyez?',
      },
      when: parentSteppedAway,
      optOuts: ['unknown', 'in-person'],
    }),
    carryingNeeds: ask.longText({
      label: {
        en: 'What would help the children, and the parent who carries almost everything?',
        fr: 'Qu’est-ce qui aiderait les enfants, et le parent qui porte presque tout?',
      },
      hint: showOnPages({
        en: 'Time, rest, money, child care, someone to talk to.',
        fr: 'Du temps, du repos, de l’argent, quelqu’un pour garder les enfants, une oreille attentive.',
      }),
      max: 1000,
      when: parentSteppedAway,
      optOuts: ['in-person'],
    }),
    timeNow: ask.choice({
      label: {
        en: 'How is the children’s time divided right now?',
        fr: 'Comment le temps des enfants se partage-t-il en ce moment?',
      },
      when: parentShutOut,
      options: {
        'all-me': { en: 'All of it is with me', fr: 'Tout leur temps est avec moi' },
        'mostly-me': { en: 'Most of it is with me', fr: 'La plus grande part est avec moi' },
        'about-even': { en: 'About half and half', fr: 'À peu près autant avec chaque parent' },
        'mostly-other': {
          en: 'Most of it is with the other parent',
          fr: 'La plus grande part est avec l’autre parent',
        },
        'all-other': {
          en: 'All of it is with the other parent',
          fr: 'Tout leur temps est avec l’autre parent',
        },
        varies: { en: 'It varies', fr: 'Cela varie' },
        'in-person': optOutOptions['in-person'],
      },
    }),
    missedTime: ask.yesNoNotSure({
      label: {
        en: 'Is planned time with a parent being missed right now?',
        fr: 'Y a-t-il en ce moment du temps prévu avec un parent qui n’a pas lieu?',
      },
      when: parentShutOut,
    }),
    issueOne: ask.text({
      label: { en: 'The most pressing issue', fr: 'Le sujet le plus pressant' },
      hint: showOnPages({
        en: 'For example, “On Friday they don’t know where they will sleep.”',
        fr: 'Par exemple, « Le vendredi, les enfants ne savent pas où dormir. »',
      }),
      max: 300,
    }),
    issueTwo: ask.text({
      label: { en: 'The second issue', fr: 'Le deuxième sujet' },
      max: 300,
    }),
    issueThree: ask.text({
      label: { en: 'The third issue', fr: 'Le troisième sujet' },
      max: 300,
    }),
    urgencyWhy: ask.longText({
      label: {
        en: 'You said something has to happen soon. Why?',
        fr: 'Vous avez dit qu’il faut agir bientôt. Pourquoi?',
      },
      hint: showOnPages({
        en: 'A court date, a move, a school deadline, a child who isn’t well.',
        fr: 'Une date au tribunal, un déménagement, une échéance à l’école, un enfant qui ne va pas bien.',
      }),
      max: 1000,
      when: is('urgency', 'today', 'weeks'),
      optOuts: ['in-person'],
    }),
    haveTried: ask.longText({
      label: {
        en: 'What have you already tried with these issues?',
        fr: 'Qu’avez-vous déjà essayé à propos de ces sujets?',
      },
      hint: showOnPages({
        en: 'And what helped, even a little.',
        fr: 'Et qu’est-ce qui a aidé, même un peu?',
      }),
      optOuts: ['in-person'],
    }),
  },
  notes: [
    {
      after: 'dynamic',
      when: parentSteppedAway,
      title: showOnPages({
        en: 'When one of you has stepped back',
        fr: 'Quand un parent a pris ses distances',
      }),
      lines: showOnPages([
        {
          en: 'Pressure seldom brings anyone closer to their children. The coordinator goes slowly here. The work builds that parent’s bond, skills and confidence, and the sense of how much they matter to the children.',
          fr: 'La pression rapproche rarement quelqu’un de ses enfants. Ici, on avance lentement. On renforce le lien, le savoir-faire et la confiance de ce parent, et son sentiment de compter pour les enfants.',
        },
        {
          en: 'Meanwhile we look at what the children, and the parent doing the work, need to get through the week.',
          fr: 'Entre-temps, nous voyons ce qu’il faut aux enfants, et au parent qui fait le travail, pour tenir le coup au quotidien.',
        },
      ]),
    },
    {
      after: 'dynamic',
      when: parentShutOut,
      title: showOnPages({
        en: 'When someone interferes with time with the children',
        fr: 'Quand le temps prévu avec les enfants n’a pas lieu',
      }),
      lines: showOnPages([
        {
          en: 'Once the coordination agreement is signed, you can call the coordinator when it happens. A session will review it afterwards. The coordinator can decide, see how the decision works out, and say who pays for it.',
          fr: 'Une fois la convention de coordination signée, vous pouvez appeler au moment où cela se produit. Une rencontre permet ensuite d’y revenir. La coordonnatrice ou le coordonnateur peut trancher, voir ce que donne sa décision et établir qui en paie les frais.',
        },
        {
          en: 'A child may pull away for many reasons. We look at all of them, and safety comes first.',
          fr: 'Un enfant peut s’éloigner pour bien des raisons. Nous les examinons toutes, et la sécurité passe en premier.',
        },
      ]),
    },
    {
      after: 'dynamic',
      when: is('dynamic', 'neither'),
      lines: showOnPages([
        {
          en: 'Many families fit neither. Tell us below what it’s like in yours.',
          fr: 'Bien des familles ne se reconnaissent ni dans l’une ni dans l’autre. Dites-nous plus bas comment cela se passe dans la vôtre.',
        },
      ]),
    },
    {
      after: 'dynamic',
      when: is('dynamic', 'in-person'),
      lines: showOnPages([
        {
          en: 'That’s fine. You can leave this page empty, and we’ll start from there when we talk.',
          fr: 'C’est très bien. Vous pouvez laisser cette page vide; nous partirons de là quand nous nous parlerons.',
        },
      ]),
    },
    {
      after: 'missedTime',
      title: showOnPages({ en: 'Three issues to begin with', fr: 'Trois sujets pour commencer' }),
      lines: showOnPages([
        {
          en: 'We’ll start with the few issues that matter most right now. Describe each from the children’s side: what they see, miss or worry about.',
          fr: 'Le travail commence par les quelques sujets les plus pressants. Décrivez chacun du point de vue des enfants : ce que les enfants voient, ce qui leur manque, ce qui les inquiète.',
        },
      ]),
    },
  ],
})
