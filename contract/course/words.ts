/** Names and Chinese words of the course supermarket, in one place for the server, the families and the office. */

export const teacherKinds = ['own', 'heritage', 'arts', 'science', 'elder', 'volunteer', 'other'] as const
export type TeacherKind = (typeof teacherKinds)[number]
export const roundKinds = ['wishes', 'first_come', 'change'] as const
export type RoundKind = (typeof roundKinds)[number]
/** What may come of asking for a place, giving one back, or taking an offer. */
export const placeResults = [
  'seated',
  'waiting',
  'dropped',
  'not_open',
  'have_it',
  'in_line',
  'offered',
  'no_consent',
  'cancelled',
  'grade',
  'clash',
  'enough',
  'not_there',
  'too_late',
] as const
export type PlaceResult = (typeof placeResults)[number]
