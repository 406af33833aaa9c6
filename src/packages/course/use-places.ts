/** Asking for places on a page: one at a time, the same request again after a lost network, the final answer in words. */
import type { Course, PlaceAnswer } from '@contract/course/course'
import { placeResultWords } from '@contract/course/words'
import { useState } from 'react'
import { useSend } from '@/api/use-send'

export type Said = { tone: 'ok' | 'info' | 'warning'; words: string; courseId: number }
export type Places = {
  /** The course that is being asked for. */
  busy: number | null
  said: Said | null
  take: (course: Course) => void
  drop: (course: Course) => void
  accept: (course: Course) => void
}

const AWAY = '网络断开了，还没有听到答复。再点一次就接着问同一个请求，不会占两个名额。'

/** @param onAnswer the standing may have changed: ask again */
export const usePlaces = (studentId: number, onAnswer: () => void): Places => {
  const taking = useSend('course.takePlace')
  const dropping = useSend('course.dropPlace')
  const accepting = useSend('course.acceptOffer')
  const [busy, setBusy] = useState<number | null>(null)
  const [said, setSaid] = useState<Said | null>(null)
  const [asked, setAsked] = useState<number | null>(null)

  const ask = async (
    course: Course,
    send: (input: { studentId: number; courseId: number }) => Promise<PlaceAnswer | null>,
  ) => {
    const { courseId } = course
    setBusy(courseId)
    setAsked(courseId)
    setSaid(null)
    const answer = await send({ studentId, courseId })
    setBusy(null)
    if (!answer) return
    setSaid({ ...placeResultWords(answer.result, course.name, answer.waitingNumber), courseId })
    onAnswer()
  }
  const problem = taking.problem ?? dropping.problem ?? accepting.problem
  const failed: Said | null =
    problem && asked !== null
      ? {
          tone: 'warning',
          words: problem.code === 'network.away' ? AWAY : problem.message,
          courseId: asked,
        }
      : null
  const clear = () => {
    taking.clear()
    dropping.clear()
    accepting.clear()
  }
  const start = (course: Course, send: Parameters<typeof ask>[1]) => {
    clear()
    void ask(course, send)
  }
  return {
    busy,
    said: said ?? failed,
    take: (course) => start(course, taking.send),
    drop: (course) => start(course, dropping.send),
    accept: (course) => start(course, accepting.send),
  }
}
