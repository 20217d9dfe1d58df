import type { Language, Wording } from '../../forms/language.ts'

/** A term that parents meet on these pages, and what the practice means by it. */
export interface GlossaryEntry {
  readonly term: Wording
  /** Other forms of the term; French ones include an elided article, which hides the beginning of the word. */
  readonly also?: Readonly<Record<Language, readonly string[]>>
  readonly means: Wording
}

/** Every term that /glossary/ explains. A page links each term where it first appears. */
export const glossary = {
  'parenting-coordination': {
    term: { en: 'parenting coordination', fr: 'coordination parentale' },
    also: {
      en: ['co-parenting coordination', 'coPC', 'coordination'],
      fr: ['coordination coparentale'],
    },
    means: {
      en: 'A child-focused way to settle disputes between separated parents in high conflict: education and coaching, then mediation, then, where needed, a binding decision.',
      fr: 'Une façon, centrée sur les enfants, de régler les différends entre parents séparés quand le conflit est vif : l’éducation et l’accompagnement, puis la médiation, puis, au besoin, une décision qui lie les deux.',
    },
  },
  coordinator: {
    term: { en: 'coordinator', fr: 'coordonnatrice ou coordonnateur' },
    also: {
      en: ['coordinators', 'parenting coordinator', 'parenting coordinators'],
      fr: [
        'coordonnatrices et coordonnateurs',
        'la coordonnatrice ou le coordonnateur',
        'une coordonnatrice ou un coordonnateur',
        'les coordonnatrices et coordonnateurs',
        'équipe de coordination',
        'l’équipe de coordination',
      ],
    },
    means: {
      en: 'A mental-health professional or a lawyer with further training in separation, conflict, children’s development, family violence and the law. They help both parents and don’t take sides.',
      fr: 'Une personne du domaine de la santé mentale ou du droit, qui a aussi une formation sur la séparation, les conflits, le développement des enfants, la violence familiale et les lois. Elle aide les deux parents, sans prendre parti.',
    },
  },
  lead: {
    term: { en: 'lead coordinator', fr: 'personne responsable de votre dossier' },
    also: {
      en: ['the person who leads your file', 'the person who leads', 'who leads the file', 'leads your file'],
      fr: [
        'la personne responsable de votre dossier',
        'personne responsable du dossier',
        'la personne responsable du dossier',
      ],
    },
    means: {
      en: 'The coordinator you deal with: they meet you, keep the file, and answer for what happens in it.',
      fr: 'La coordonnatrice ou le coordonnateur à qui vous avez affaire : cette personne vous rencontre, tient le dossier et répond de ce qui s’y passe.',
    },
  },
  'parenting-document': {
    term: { en: 'parenting document', fr: 'document parental' },
    also: { en: ['parenting documents'], fr: ['documents parentaux'] },
    means: {
      en: 'The paper that your parenting rests on: a full parenting plan, a final court order, minutes of settlement or a final separation agreement.',
      fr: 'Le texte sur lequel reposent vos responsabilités de parents : un plan parental complet, une ordonnance définitive, un procès-verbal de transaction ou une entente de séparation définitive.',
    },
  },
  'parenting-plan': {
    term: { en: 'parenting plan', fr: 'plan parental' },
    also: { en: ['parenting plans'], fr: ['plans parentaux'] },
    means: {
      en: 'What two parents have agreed about raising their children from two homes: time, holidays, school, health, and how they share news.',
      fr: 'Ce dont deux parents ont convenu pour élever leurs enfants dans deux maisons : le temps, les congés, l’école, la santé, la façon de se donner des nouvelles.',
    },
  },
  'final-order': {
    term: { en: 'final order', fr: 'ordonnance définitive' },
    also: {
      en: ['final orders', 'final court order', 'final court orders'],
      fr: ['ordonnances définitives', 'l’ordonnance définitive'],
    },
    means: {
      en: 'A court order that ends a case. It stays in force until a court changes it.',
      fr: 'Une décision du tribunal qui met fin à une affaire. Elle reste en vigueur jusqu’à ce qu’un tribunal la modifie.',
    },
  },
  'minutes-of-settlement': {
    term: { en: 'minutes of settlement', fr: 'procès-verbal de transaction' },
    also: { en: [], fr: ['procès-verbaux de transaction'] },
    means: {
      en: 'A paper that both parents sign to end a court case by agreement.',
      fr: 'Un texte que les deux parents signent quand ils s’entendent pour mettre fin à une affaire devant le tribunal.',
    },
  },
  'separation-agreement': {
    term: { en: 'separation agreement', fr: 'entente de séparation' },
    also: {
      en: ['separation agreements', 'final separation agreement'],
      fr: [
        'ententes de séparation',
        'l’entente de séparation',
        'accord de séparation',
        'l’accord de séparation',
      ],
    },
    means: {
      en: 'A contract between two people about living apart. It can cover the children, money and property.',
      fr: 'Un contrat entre deux personnes qui se séparent. Il peut porter sur les enfants, l’argent et les biens.',
    },
  },
  file: {
    term: { en: 'your file', fr: 'votre dossier' },
    // The bare word is missing here because a court has file numbers too.
    also: {
      en: ['a file', 'the file', 'each file', 'files'],
      fr: ['un dossier', 'le dossier', 'du dossier', 'chaque dossier', 'dossiers'],
    },
    means: {
      en: 'One family’s matter with us; it has a number, the reference. On this site, “Your file” is the page where you see what comes next, and none of your answers.',
      fr: 'Le dossier d’une famille chez nous; il porte un numéro, la référence. Sur ce site, « Votre dossier » est la page où vous voyez ce qui vient ensuite, et aucune de vos réponses.',
    },
  },
  reference: {
    term: { en: 'reference', fr: 'référence' },
    also: { en: ['reference number'], fr: ['numéro de référence'] },
    means: {
      en: 'The number you get when you send the form. With it you can talk to us on the phone without saying your name.',
      fr: 'Le numéro que vous recevez en envoyant le formulaire. Il vous permet de nous parler au téléphone sans dire votre nom.',
    },
  },
  intake: {
    term: { en: 'intake', fr: 'formulaire de demande' },
    also: { en: ['intake form', 'the intake'], fr: ['votre demande', 'sa demande'] },
    means: {
      en: 'The form by which a parent comes to us, and what follows from it up to the first session.',
      fr: 'Le formulaire par lequel un parent s’adresse à nous. La demande, c’est ce formulaire et ce qui en découle jusqu’à la première rencontre.',
    },
  },
  'initiating-parent': {
    term: { en: 'initiating parent', fr: 'parent qui fait la première démarche' },
    also: { en: ['initiating parents'], fr: ['parents qui font la première démarche'] },
    means: {
      en: 'The parent who comes to us when the other hasn’t agreed yet. Coming first counts for nothing more.',
      fr: 'Le parent qui s’adresse à nous quand l’autre n’a pas encore donné son accord. Être venu en premier ne donne aucun avantage.',
    },
  },
  authorisation: {
    term: { en: 'authorisation', fr: 'autorisation' },
    also: { en: ['authorisations'], fr: ['autorisations', 'l’autorisation', 'd’autorisation'] },
    means: {
      en: 'A parent’s signed word that we may phone the other parent. It ends by itself, and the parent who signed can stop it sooner, at any time.',
      fr: 'Le texte signé par lequel un parent nous permet de téléphoner à l’autre. L’autorisation prend fin d’elle-même, et le parent qui l’a signée peut y mettre fin plus tôt, à tout moment.',
    },
  },
  agreement: {
    term: { en: 'coordination agreement', fr: 'convention' },
    also: {
      en: ['Co-parenting Coordination Agreement', 'the agreement', 'your agreement', 'signed an agreement'],
      fr: ['convention de coordination parentale', 'convention de coordination', 'conventions'],
    },
    means: {
      en: 'The Co-parenting Coordination Agreement, written for each family. Both parents and the coordinator sign it, and it says what may be decided, for how long and at what cost.',
      fr: 'La convention de coordination parentale, rédigée pour chaque famille. Les deux parents et la personne responsable du dossier la signent. Elle précise ce qui peut être tranché, pour combien de temps et à quel coût.',
    },
  },
  consent: {
    term: { en: 'consent', fr: 'consentement' },
    also: { en: ['by consent'], fr: ['consentements'] },
    means: {
      en: 'Both parents’ yes to this work; also the paper, often drawn up by lawyers, that says so.',
      fr: 'Le oui des deux parents à cette démarche. C’est aussi le texte qui le dit, souvent rédigé par des juristes.',
    },
  },
  screening: {
    term: { en: 'screening', fr: 'dépistage' },
    also: { en: ['screened'], fr: [] },
    means: {
      en: 'Asking each parent, separately, about family violence, imbalance of power and safety, before anything else and throughout.',
      fr: 'Les questions que nous posons à chaque parent, séparément, sur la violence familiale, le déséquilibre de pouvoir et la sécurité, avant toute chose et tout au long du travail.',
    },
  },
  'independent-legal-advice': {
    term: { en: 'independent legal advice', fr: 'avis juridique indépendant' },
    also: {
      en: ['ILA'],
      fr: [
        'l’avis juridique indépendant',
        'd’avis juridique indépendant',
        'conseils juridiques indépendants',
      ],
    },
    means: {
      en: 'A lawyer of your own explains the agreement to you before you sign it. That lawyer works for you alone.',
      fr: 'Les explications que votre propre avocate ou votre propre avocat vous donne sur la convention, avant que vous la signiez. Cette personne ne travaille que pour vous.',
    },
  },
  education: {
    term: { en: 'education', fr: 'éducation' },
    also: { en: ['coaching'], fr: ['l’éducation', 'd’éducation'] },
    means: {
      en: 'The first step for each issue: learning what children need at their age, and practising ways to talk that don’t start a fight.',
      fr: 'La première étape pour chaque question : voir ce dont les enfants ont besoin à leur âge, et s’exercer à se parler sans que la dispute reparte.',
    },
  },
  mediation: {
    term: { en: 'mediation', fr: 'médiation' },
    also: { en: ['mediates', 'mediate'], fr: ['la médiation'] },
    means: {
      en: 'The second step: someone on neither side helps two people find an answer that both can live with.',
      fr: 'La deuxième étape : quelqu’un qui ne prend pas parti aide deux personnes à trouver une solution que chacune peut accepter.',
    },
  },
  arbitration: {
    term: { en: 'arbitration', fr: 'arbitrage' },
    also: { en: ['arbitrations'], fr: ['l’arbitrage', 'd’arbitrage', 'arbitrages'] },
    means: {
      en: 'The last step, where two people can’t agree: someone who isn’t a judge, but has been given the power, decides. The decision binds both.',
      fr: 'La dernière étape, quand deux personnes ne s’entendent pas : quelqu’un qui n’est pas juge, mais qui en a reçu le pouvoir, tranche. La décision les lie toutes les deux.',
    },
  },
  'best-interests': {
    term: { en: 'best interests of the child', fr: 'intérêt supérieur de l’enfant' },
    also: {
      en: ['best interests of the children', 'children’s best interests', 'best interests'],
      fr: [
        'l’intérêt supérieur de l’enfant',
        'intérêt supérieur des enfants',
        'l’intérêt supérieur des enfants',
        'intérêt supérieur',
      ],
    },
    means: {
      en: 'What the law puts first in every decision about a child: what is best for that child, above all for their safety and well-being.',
      fr: 'Ce que la loi fait passer en premier dans toute décision au sujet d’un enfant : ce qui est le mieux pour lui, avant tout pour sa sécurité et son bien-être.',
    },
  },
  'parenting-time': {
    term: { en: 'parenting time', fr: 'temps parental' },
    also: {
      en: ['time with the children'],
      fr: ['temps prévu avec les enfants', 'le temps prévu avec les enfants'],
    },
    means: {
      en: 'The time in which the children are in one parent’s care.',
      fr: 'Le temps pendant lequel les enfants sont confiés à l’un des parents.',
    },
  },
  'no-contact-order': {
    term: { en: 'no-contact order', fr: 'ordonnance de non-communication' },
    also: {
      en: [
        'no-contact orders',
        'no-contact, protection or restraining order',
        'protection order',
        'restraining order',
        'order against contact',
        'orders against contact',
      ],
      fr: [
        'ordonnance de non-communication, de protection ou d’éloignement',
        'ordonnances de non-communication',
        'ordonnance de protection',
        'ordonnance de ne pas faire',
        'ordonnance restrictive',
        'ordonnance d’éloignement',
      ],
    },
    means: {
      en: 'An order that forbids or limits contact between people, such as a protection or restraining order. Even a message passed on by someone else can break one.',
      fr: 'Une ordonnance qui interdit ou limite les contacts entre des personnes, comme une ordonnance de protection ou d’éloignement. En Ontario, on dit aussi « ordonnance de ne pas faire » ou « ordonnance restrictive ». Même un message transmis par quelqu’un d’autre peut l’enfreindre.',
    },
  },
  'family-violence': {
    term: { en: 'family violence', fr: 'violence familiale' },
    means: {
      en: 'Harm within a family. Not only blows: threats, fear, control, being watched or kept without money count too, and so does what children see or hear of it.',
      fr: 'Le mal que l’on fait au sein d’une famille. Ce ne sont pas seulement les coups, mais aussi les menaces, la peur, le contrôle, la surveillance, l’argent qu’on retient, et ce que les enfants en voient ou en entendent.',
    },
  },
  'power-imbalance': {
    term: { en: 'imbalance of power', fr: 'déséquilibre de pouvoir' },
    also: { en: ['power imbalance', 'unequal power'], fr: ['déséquilibre du pouvoir'] },
    means: {
      en: 'One person has so much more say, money, knowledge or means of pressure that the other can’t speak freely.',
      fr: 'Une personne a tellement plus de poids, d’argent, de connaissances ou de moyens de pression que l’autre ne peut pas parler librement.',
    },
  },
  'joint-session': {
    term: { en: 'joint session', fr: 'rencontre conjointe' },
    also: { en: ['joint sessions'], fr: ['rencontres conjointes'] },
    means: {
      en: 'A session with both parents and the coordinator. It takes place only if both agree to it, each asked alone.',
      fr: 'Une rencontre avec les deux parents. Elle n’a lieu que si les deux l’acceptent, chacun ayant donné sa réponse de son côté.',
    },
  },
  'individual-session': {
    term: { en: 'individual session', fr: 'rencontre individuelle' },
    also: { en: ['individual sessions'], fr: ['rencontres individuelles'] },
    means: {
      en: 'A session with one parent and the coordinator. The other parent doesn’t see when it is.',
      fr: 'Une rencontre avec un seul parent. L’autre parent ne voit pas quand elle a lieu.',
    },
  },
  disengagement: {
    term: { en: 'disengagement', fr: 'désengagement' },
    also: {
      en: ['stepped away', 'stepped back', 'steps away'],
      fr: ['le désengagement', 'a pris ses distances', 'prend ses distances', 'pris ses distances'],
    },
    means: {
      en: 'One parent has stepped away from raising the children, and the other carries everything. There can be many reasons, and the word blames nobody.',
      fr: 'Un parent a pris ses distances avec le quotidien des enfants, et l’autre porte tout. Les raisons peuvent être nombreuses, et le mot n’accuse personne.',
    },
  },
  exclusion: {
    term: { en: 'exclusion', fr: 'exclusion' },
    also: {
      en: ['shut out', 'kept out'],
      fr: ['l’exclusion', 'd’exclusion', 'tenu à l’écart', 'tient à l’écart', 'mis à l’écart'],
    },
    means: {
      en: 'One parent is being shut out of the children’s lives by the other; at worst, the children are turned against them. A child can pull away for other reasons too.',
      fr: 'Un parent est tenu par l’autre à l’écart de la vie des enfants; au pire, on les monte contre lui. Un enfant peut aussi s’éloigner pour d’autres raisons.',
    },
  },
  apportioning: {
    term: { en: 'apportioning', fr: 'répartition des frais' },
    also: {
      en: ['apportioned', 'charge the cost', 'asked to pay more', 'charge more'],
      fr: [
        'la répartition des frais',
        'mettre à la charge',
        'mis à la charge',
        'mises à la charge',
        'les mettre à la charge',
        'payer davantage',
        'une plus grande part',
      ],
    },
    means: {
      en: 'Dividing the cost between the parents other than by halves. The coordinator can charge it to a parent who won’t move, so that nobody is harmed by having to pay again and again.',
      fr: 'Le partage des frais autrement que par moitiés. On peut les faire payer au parent qui refuse de bouger, pour que l’autre ne subisse pas de tort à force de payer.',
    },
  },
  'private-code': {
    term: { en: 'private code', fr: 'code privé' },
    also: { en: ['private codes'], fr: ['codes privés'] },
    means: {
      en: 'Sixteen letters and numbers that open “Your file” on this site. You get yours when you send the form; keep it where nobody else looks.',
      fr: 'Seize lettres et chiffres qui ouvrent « Votre dossier » sur ce site. Vous recevez le vôtre en envoyant le formulaire; gardez-le là où personne d’autre ne regarde.',
    },
  },
  'waiting-list': {
    term: { en: 'waiting list', fr: 'liste d’attente' },
    means: {
      en: 'Where a family waits while no coordinator has room. We’ll get in touch with families in the order their forms came in.',
      fr: 'La liste où une famille attend que quelqu’un de l’équipe ait de la place. Nous communiquerons avec les familles dans l’ordre d’arrivée des demandes.',
    },
  },
} as const satisfies Record<string, GlossaryEntry>
