/** Schools, their phones, staff, classes, rosters and binding sheets. */
import * as z from 'zod/mini'
import { day, done, id, moment, read, requestId, text, uuid, write } from '../common'
import { canteenMode, grade, relation, staffRole, stage } from '../people'

const phone = z.string().check(z.trim(), z.regex(/^[0-9][0-9\- ]{2,19}$/, '请填写电话号码，只用数字和短横线'))

export const hotline = z.object({
  hotlineId: z.nullable(uuid),
  layer: z.enum(['national', 'bureau', 'school']),
  schoolId: z.nullable(id),
  name: z.string(),
  phone: z.string(),
  /** Whom you will speak to, by office or surname with title; may be empty. */
  person: z.string(),
  hours: z.string(),
  hint: z.string(),
})
export type Hotline = z.infer<typeof hotline>

export const schoolSummary = z.object({
  schoolId: id,
  name: z.string(),
  stages: z.array(stage),
})

export const schoolDetail = z.object({
  schoolId: id,
  name: z.string(),
  stages: z.array(stage),
  canteenMode,
  supplierName: z.string(),
  address: z.string(),
  phones: z.array(z.object({ label: z.string(), phone: z.string() })),
})

export const schoolRoutes = {
  'account.listSchools': read(z.object({}), z.object({ schools: z.array(schoolSummary) })),
  'account.getSchool': read(z.object({ schoolId: id }), schoolDetail),
  'account.saveSchool': write(
    z.object({
      requestId,
      schoolId: id,
      name: text(2, 40),
      stages: z.array(stage).check(z.minLength(1, '至少选择一个学段')),
      canteenMode,
      supplierName: text(0, 60),
      address: text(0, 120),
      phones: z.array(z.object({ label: text(1, 20), phone })).check(z.maxLength(10)),
    }),
    schoolDetail,
  ),
  'account.listHotlines': read(
    z.object({ schoolIds: z.array(id).check(z.maxLength(20)) }),
    z.object({ hotlines: z.array(hotline) }),
  ),
  'account.saveHotline': write(
    z.object({
      requestId,
      hotlineId: z.nullable(uuid),
      layer: z.enum(['national', 'bureau', 'school']),
      schoolId: z.nullable(id),
      name: text(2, 30),
      phone,
      person: text(0, 30),
      hours: text(0, 40),
      hint: text(0, 40),
    }),
    hotline,
  ),
  /** For the bureau: schools whose help line lacks a number, a person or hours. */
  'account.listHotlineGaps': read(
    z.object({}),
    z.object({
      schools: z.int(),
      gaps: z.array(
        z.object({ schoolId: id, name: z.string(), missing: z.array(z.enum(['phone', 'person', 'hours'])) }),
      ),
    }),
  ),
  /** A notice to the school's admins, once a day. `nobody`: the school has none. */
  'account.remindOfHotline': write(
    z.object({ requestId, schoolId: id }),
    z.object({ outcome: z.enum(['told', 'told_before', 'nobody', 'complete']) }),
  ),
  'account.removeHotline': write(z.object({ requestId, hotlineId: uuid }), done),
  'account.listClasses': read(
    z.object({ schoolId: id }),
    z.object({
      schoolYear: z.int(),
      classes: z.array(
        z.object({
          classId: id,
          grade,
          number: z.int(),
          name: z.string(),
          students: z.int(),
          /** Children with at least one active guardian. */
          boundStudents: z.int(),
        }),
      ),
    }),
  ),
  'account.listStudents': read(
    z.object({ schoolId: id, classId: id }),
    z.object({
      students: z.array(
        z.object({
          studentId: id,
          name: z.string(),
          /** Only the last four signs leave the server. */
          studentNumberEnd: z.string(),
          guardians: z.int(),
        }),
      ),
    }),
  ),
}

export const staffRoutes = {
  'account.listStaff': read(
    z.object({ schoolId: z.nullable(id) }),
    z.object({
      staff: z.array(
        z.object({
          postId: uuid,
          name: z.string(),
          role: staffRole,
          classIds: z.array(id),
          since: moment,
          isMe: z.boolean(),
        }),
      ),
      invitations: z.array(
        z.object({ invitationId: uuid, name: z.string(), role: staffRole, expiresAt: moment }),
      ),
    }),
  ),
  'account.inviteStaff': write(
    z.object({
      requestId,
      schoolId: z.nullable(id),
      name: text(2, 30),
      role: staffRole,
      classIds: z.array(id).check(z.maxLength(30)),
    }),
    z.object({ invitationId: uuid, code: z.string(), expiresAt: moment }),
  ),
  'account.withdrawInvitation': write(z.object({ requestId, invitationId: uuid }), done),
  'account.acceptInvitation': write(
    z.object({ requestId, code: text(4, 40) }),
    z.object({ role: staffRole, schoolName: z.string() }),
  ),
  'account.endPost': write(z.object({ requestId, postId: uuid }), done),
  /** Guardians waiting for the school's yes. */
  'account.listGuardianRequests': read(
    z.object({ schoolId: id }),
    z.object({
      requests: z.array(
        z.object({
          guardianshipId: uuid,
          guardianName: z.string(),
          relation,
          studentName: z.string(),
          className: z.string(),
          askedAt: moment,
          /** Whether the phone's owner matched the roster, or came by a code. */
          way: z.enum(['code', 'roster_match', 'invitation']),
        }),
      ),
    }),
  ),
}

export const rosterColumns = [
  'school',
  'grade',
  'class',
  'name',
  'student_number',
  'gender',
  'guardian_phone',
] as const
export type RosterColumn = (typeof rosterColumns)[number]

export const rosterProblem = z.object({
  /** Row as Excel counts it, the heading being row 1; null where the whole sheet is meant. */
  row: z.nullable(z.int()),
  column: z.string(),
  problem: z.string(),
})

export const rosterImport = z.object({
  importId: uuid,
  fileName: z.string(),
  status: z.enum(['receiving', 'reading', 'ready', 'refused', 'applying', 'applied', 'cancelled']),
  /** 0–1 within the present status. */
  progress: z.number(),
  rows: z.int(),
  problemCount: z.int(),
  problems: z.array(rosterProblem),
  recognised: z.array(z.object({ column: z.string(), heading: z.string() })),
  summary: z.object({
    joined: z.int(),
    moved: z.int(),
    renamed: z.int(),
    left: z.int(),
    unchanged: z.int(),
    newClasses: z.int(),
    schools: z.int(),
  }),
  startedAt: moment,
  startedBy: z.string(),
})
export type RosterImport = z.infer<typeof rosterImport>

export const rosterRoutes = {
  /** `schoolId` null: the whole district, for the bureau. */
  'account.beginRosterImport': write(
    z.object({
      requestId,
      schoolId: z.nullable(id),
      fileName: text(1, 120),
      sizeBytes: z.int().check(z.minimum(1), z.maximum(20 * 1024 * 1024, '文件超过 20 MB，请拆开后再上传')),
    }),
    z.object({ importId: uuid, chunkBytes: z.int() }),
  ),
  'account.putRosterChunk': write(
    z.object({
      requestId,
      importId: uuid,
      index: z.int().check(z.minimum(0), z.maximum(4000)),
      base64: z.string(),
    }),
    z.object({ received: z.int() }),
  ),
  /** Starts reading; the preview comes by `getRosterImport`. */
  'account.readRoster': write(z.object({ requestId, importId: uuid }), rosterImport),
  'account.getRosterImport': read(z.object({ importId: uuid, problemsFrom: z.int() }), rosterImport),
  'account.listRosterImports': read(
    z.object({ schoolId: z.nullable(id) }),
    z.object({ imports: z.array(rosterImport) }),
  ),
  'account.applyRosterImport': write(z.object({ requestId, importId: uuid }), rosterImport),
  'account.cancelRosterImport': write(z.object({ requestId, importId: uuid }), rosterImport),
  'account.previewPromotion': read(
    z.object({ schoolId: id }),
    z.object({
      fromYear: z.int(),
      toYear: z.int(),
      classes: z.array(z.object({ from: z.string(), to: z.string(), students: z.int() })),
      leaving: z.int(),
    }),
  ),
  'account.promoteClasses': write(
    z.object({ requestId, schoolId: id, fromYear: z.int() }),
    z.object({ promoted: z.int(), left: z.int() }),
  ),
  /** Fresh codes for a class; the ones printed before stop working. Shown once. */
  'account.makeBindingSheet': write(
    z.object({ requestId, schoolId: id, classId: id, onlyUnbound: z.boolean() }),
    z.object({
      schoolName: z.string(),
      className: z.string(),
      expiresOn: day,
      codes: z.array(z.object({ studentName: z.string(), code: z.string() })),
    }),
  ),
}
