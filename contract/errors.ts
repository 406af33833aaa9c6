/** The closed list of error codes with their HTTP status; a code missing here cannot be thrown or worded. */
export const errorStatus = {
  'input.invalid': 400,
  'input.too_large': 413,
  'request.reused': 409,
  'request.too_many': 429,
  'session.missing': 401,
  'session.ended': 401,
  'role.forbidden': 403,
  'record.not_found': 404,
  'record.changed': 409,
  'route.not_found': 404,
  'server.failed': 500,
  'server.busy': 503,
  'server.away': 503,
  'server.key_missing': 503,
  'sign_in.expired': 409,
  'sign_in.link_used': 409,
  'binding.code_wrong': 400,
  'binding.code_locked': 429,
  'binding.already_bound': 409,
  'binding.last_guardian': 409,
  'consent.required': 409,
  'consent.version_old': 409,
  'roster.unreadable': 400,
  'roster.not_ready': 409,
  'roster.busy': 409,
  'staff.last_admin': 409,
  'report.daily_limit': 429,
  'report.too_many_files': 400,
  'report.case_closed': 409,
  'report.case_withdrawn': 409,
  'report.case_taken': 409,
  'report.not_ready': 409,
  'report.too_late': 409,
  'report.state_refused': 409,
  'identity.not_left': 409,
  'identity.already_open': 409,
  'identity.already_asked': 409,
  'identity.already_decided': 409,
  'identity.asker_left': 409,
  'identity.not_approved': 409,
  'identity.own_request': 409,
  'identity.no_custodian': 409,
  'identity.needs_account': 409,
  'clock.fixed': 409,
  'clock.lapsed': 409,
  'clock.paused': 409,
  'homework.day_closed': 409,
  'homework.board_moved': 409,
  'visit.full': 409,
  'visit.closed': 409,
  'visit.enough': 409,
  'file.kind_refused': 400,
  'file.incomplete': 409,
  'file.unreadable': 409,
  'course.not_open': 409,
  'course.no_consent': 409,
  'course.has_places': 409,
  'course.in_use': 409,
  'course.round_fixed': 409,
  'course.not_sealed': 409,
  'course.draw_pending': 409,
  'course.not_drawn': 409,
  'course.drawn_already': 409,
  'course.place_refused': 409,
} as const

/** A code of the closed list; `noun.problem`. */
export type ErrorCode = keyof typeof errorStatus

/** What every function answers, over HTTP and over callFunction alike. */
export type Envelope<T> =
  | { ok: true; data: T; requestId: string }
  | {
      ok: false
      /** `fields` names each refused field (dotted path) and says in Chinese what to do. */
      error: { code: ErrorCode; message: string; fields?: Record<string, string> }
      requestId: string
    }
