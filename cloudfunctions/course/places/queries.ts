/** SQL of the engine's two roads; the rules stand in the database, once for both. @see migrations/0062_course_engine.sql */
import type { PlaceResult } from '../../../contract/course/words'
import type { Queryable } from '../../platform/database'

export type PlaceRequest = { requestId: string; studentId: number; courseId: number }
export type EngineAnswer = { result: PlaceResult; wait_no: number | null; course_id: number }

/** The single call. @returns undefined for a course that the caller cannot see */
export const takeOne = async (
  db: Queryable,
  { requestId, studentId, courseId }: PlaceRequest,
  now: Date,
): Promise<EngineAnswer | undefined> =>
  (
    await db.query<EngineAnswer>('select result, wait_no, course_id from app.take_place($1, $2, $3, $4)', [
      requestId,
      studentId,
      courseId,
      now,
    ])
  ).rows[0]

/** The batch: at most one request per child in it. @returns answers in the order asked, undefined where the course is not seen */
export const takeMany = async (
  db: Queryable,
  requests: readonly PlaceRequest[],
  now: Date,
): Promise<(EngineAnswer | undefined)[]> => {
  const { rows } = await db.query<EngineAnswer & { ord: number }>(
    'select ord, result, wait_no, course_id from app.take_places($1::uuid[], $2::int[], $3::int[], $4)',
    [
      requests.map((one) => one.requestId),
      requests.map((one) => one.studentId),
      requests.map((one) => one.courseId),
      now,
    ],
  )
  const answers: (EngineAnswer | undefined)[] = requests.map(() => undefined)
  for (const { ord, ...answer } of rows) answers[ord - 1] = answer
  return answers
}

export const dropOne = async (
  db: Queryable,
  { requestId, studentId, courseId }: PlaceRequest,
  now: Date,
): Promise<EngineAnswer | undefined> =>
  (
    await db.query<EngineAnswer>(
      'select result, null::bigint as wait_no, course_id from app.drop_place($1, $2, $3, $4)',
      [requestId, studentId, courseId, now],
    )
  ).rows[0]

export const acceptOne = async (
  db: Queryable,
  { requestId, studentId, courseId }: PlaceRequest,
  now: Date,
): Promise<EngineAnswer | undefined> =>
  (
    await db.query<EngineAnswer>(
      'select result, null::bigint as wait_no, course_id from app.accept_offer($1, $2, $3, $4)',
      [requestId, studentId, courseId, now],
    )
  ).rows[0]
