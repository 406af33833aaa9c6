/** Commit and reveal: why nobody, the school included, could choose the order of a draw; and the check of it. */
import { type DrawInputs, type DrawResult, type DrawStudent, drawInSlices } from './draw'

/** SHA-256 of UTF-8 text as lower-case hex; handed in, because phone and server have different ones. */
type Sha256 = (text: string) => string
/** HMAC-SHA256 of UTF-8 text under a UTF-8 key, as lower-case hex. */
export type HmacSha256 = (key: string, text: string) => string
export type Hashes = { sha256: Sha256; hmacSha256: HmacSha256 }

/** A number that nobody here controls, made after the close: a national lottery's draw, with where it can be read. */
export type PublicNumber = { digits: string; source: string }

/** All that anybody may download to run a draw again. */
export type PublishedDraw = {
  /** SHA-256 of the seed, published when the round opened. */
  commitment: string
  /** SHA-256 of the inputs, published when it closed. */
  inputsHash: string
  /** Shown only after the public number was there. */
  seed: string
  publicNumber: PublicNumber
  inputs: DrawInputs
  /** `[ticket, course id, seat]` of every place. */
  places: readonly (readonly [string, number, number])[]
  cancelled: readonly number[]
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The inputs as one text, the same whoever wrote them down: courses by id, children by ticket. */
export const canonicalInputs = ({ roundId, mostPlaces, courses, students }: DrawInputs): string =>
  JSON.stringify([
    roundId,
    mostPlaces,
    [...courses]
      .sort((a, b) => a.courseId - b.courseId)
      .map((course) => [course.courseId, course.capacity, course.minimum, course.slots, course.grades]),
    [...students]
      .sort((a, b) => byText(a.ticket, b.ticket))
      .map((student) => [student.ticket, student.grade, student.busySlots, student.wishes]),
  ])

export const hashInputs = (sha256: Sha256, inputs: DrawInputs): string => sha256(canonicalInputs(inputs))

/** What is published of a seed before anybody may know it. */
export const commitTo = (sha256: Sha256, seed: string): string => sha256(`draw seed\n${seed}`)

/** Lots drawn between two pauses: each is a hash or two on a phone. */
const LOTS_A_SLICE = 50

/**
 * The drawn order, in slices: every child's ticket gets a number that follows from the seed (ours, committed before), the
 * list of wishes (fixed at the close) and the public number (nobody's). Smallest first.
 *
 * @yields how many of the lots are drawn, 0–1
 */
function* orderInSlices(
  { hmacSha256 }: Pick<Hashes, 'hmacSha256'>,
  { seed, inputsHash, publicNumber }: Pick<PublishedDraw, 'seed' | 'inputsHash' | 'publicNumber'>,
  students: readonly DrawStudent[],
): Generator<number, DrawStudent[]> {
  const lots: { student: DrawStudent; lot: string }[] = []
  for (const student of students) {
    lots.push({ student, lot: hmacSha256(seed, `${inputsHash}\n${publicNumber.digits}\n${student.ticket}`) })
    if (lots.length % LOTS_A_SLICE === 0) yield lots.length / students.length
  }
  return lots
    .sort((a, b) => byText(a.lot, b.lot) || byText(a.student.ticket, b.student.ticket))
    .map(({ student }) => student)
}

/** The drawn order at once. */
export const drawnOrder = (
  hashes: Pick<Hashes, 'hmacSha256'>,
  draw: Pick<PublishedDraw, 'seed' | 'inputsHash' | 'publicNumber'>,
  students: readonly DrawStudent[],
): DrawStudent[] => {
  const slices = orderInSlices(hashes, draw, students)
  for (;;) {
    const step = slices.next()
    if (step.done) return step.value
  }
}

/** Every place as it is published, by course and seat. */
export const placesOf = (inputs: DrawInputs, result: DrawResult): [string, number, number][] => {
  const wishes = new Map(inputs.students.map(({ ticket, wishes: wished }) => [ticket, wished]))
  return result.students
    .flatMap(({ ticket, outcomes }) =>
      outcomes.flatMap((outcome, index): [string, number, number][] =>
        outcome.is === 'got' ? [[ticket, wishes.get(ticket)?.[index] as number, outcome.seat]] : [],
      ),
    )
    .sort((a, b) => a[1] - b[1] || a[2] - b[2])
}

export type DrawCheck = {
  /** What the phone found out, each by itself. */
  seedFits: boolean
  inputsFit: boolean
  placesFit: boolean
  result: DrawResult
}

/** Share of the work that is drawing lots. */
const LOTS_PART = 0.7

/** Progress of a part of the work as progress of the whole. */
function* inPart<T>(work: Generator<number, T>, from: number, to: number): Generator<number, T> {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    yield from + (to - from) * step.value
  }
}

/**
 * Runs a published draw again, in slices.
 *
 * @yields how much is done, 0–1
 * @param known what was written down at the time: the commitment from when the round opened, the hash from its close
 */
export function* checkDraw(
  hashes: Hashes,
  published: PublishedDraw,
  known: { commitment: string; inputsHash: string },
): Generator<number, DrawCheck> {
  const inputsHash = hashInputs(hashes.sha256, published.inputs)
  const order = yield* inPart(
    orderInSlices(hashes, { ...published, inputsHash }, published.inputs.students),
    0,
    LOTS_PART,
  )
  const result = yield* inPart(drawInSlices(published.inputs, order), LOTS_PART, 1)
  return {
    seedFits:
      commitTo(hashes.sha256, published.seed) === known.commitment &&
      published.commitment === known.commitment,
    inputsFit: inputsHash === known.inputsHash && published.inputsHash === known.inputsHash,
    placesFit:
      JSON.stringify(placesOf(published.inputs, result)) === JSON.stringify(published.places) &&
      JSON.stringify(result.cancelled) === JSON.stringify(published.cancelled),
    result,
  }
}
