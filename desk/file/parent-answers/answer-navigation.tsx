import { useEffect, useState } from 'react'
import { useWordingText } from '../../ui/language.tsx'
import { parentAnswersWording } from './wording.ts'

interface Props {
  /** The parts of the page in their order, by the ids of their elements. */
  readonly parts: readonly { readonly id: string; readonly title: string }[]
}

/** Leads to each part of what a parent answered, and marks the one that is being read. */
export function AnswerNavigation({ parts }: Props) {
  const text = useWordingText()
  const current = useTopmostPart(parts.map(({ id }) => id))
  return (
    <nav className="answer-navigation" aria-label={text(parentAnswersWording.parts)}>
      <ul>
        {parts.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`} aria-current={id === current ? 'location' : undefined}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Gives the id of the first part that is in view below what stays on top of the page. */
function useTopmostPart(ids: readonly string[]): string | undefined {
  const [inView, setInView] = useState<ReadonlySet<string>>(new Set())
  const key = ids.join(' ')
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) =>
        setInView((before) => {
          const after = new Set(before)
          for (const { target, isIntersecting } of entries)
            if (isIntersecting) after.add(target.id)
            else after.delete(target.id)
          return after
        }),
      { rootMargin: '-200px 0px -20% 0px' },
    )
    for (const id of key.split(' ')) {
      const part = document.getElementById(id)
      if (part) observer.observe(part)
    }
    return () => observer.disconnect()
  }, [key])
  return ids.find((id) => inView.has(id)) ?? ids[0]
}
