/** Signing in, the person behind the session, and the list of their sessions. */
import * as z from 'zod/mini'
import { day, done, id, moment, read, requestId, text, uuid, write } from '../common'
import { grade, relation, staffRole } from '../people'

export const textScale = z.enum(['1', '1.2', '1.4'])

export const child = z.object({
  studentId: id,
  schoolId: id,
  schoolName: z.string(),
  name: z.string(),
  grade,
  classId: z.nullable(id),
  className: z.string(),
  relation,
  /** `pending` until the first guardian or the school says yes. */
  status: z.enum(['active', 'pending']),
  /** The guardian's consent to the current wording; without it only asking for help works for this child. */
  isConsented: z.boolean(),
})
export type Child = z.infer<typeof child>

export const staffPost = z.object({
  role: staffRole,
  schoolId: z.nullable(id),
  schoolName: z.string(),
})
export type StaffPost = z.infer<typeof staffPost>

export const me = z.object({
  userId: uuid,
  displayName: z.string(),
  textScale,
  children: z.array(child),
  /** The student this session is, when it is a pupil's own. */
  self: z.nullable(child),
  posts: z.array(staffPost),
  unreadMessages: z.int(),
  /** True on the demo store, where people are chosen from a list. */
  isDemo: z.boolean(),
})
export type Me = z.infer<typeof me>

export const session = z.object({ token: z.string(), expiresAt: moment, me })

export const sessionRoutes = {
  'account.getMe': read(z.object({}), me),
  'account.listDemoPeople': read(
    z.object({}),
    z.object({
      people: z.array(
        z.object({ personKey: z.string(), name: z.string(), roleName: z.string(), note: z.string() }),
      ),
    }),
  ),
  'account.signInDemo': write(z.object({ requestId, personKey: text(1, 60) }), session),
  /** First operator and recovery: the secret of a one-time link printed in the terminal. */
  'account.signInWithLink': write(z.object({ requestId, secret: text(20, 200) }), session),
  /** The browser asks for a QR code; only the browser knows `secret`, only the phone can confirm. */
  'account.startWebSignIn': write(
    z.object({ requestId }),
    z.object({ ticketId: uuid, secret: z.string(), expiresAt: moment }),
  ),
  'account.pollWebSignIn': read(
    z.object({ ticketId: uuid, secret: text(20, 200) }),
    z.object({
      status: z.enum(['waiting', 'confirmed', 'refused', 'expired']),
      session: z.nullable(session),
    }),
  ),
  'account.describeWebSignIn': read(
    z.object({ ticketId: uuid }),
    z.object({ clientLabel: z.string(), startedAt: moment, expiresAt: moment }),
  ),
  'account.answerWebSignIn': write(z.object({ requestId, ticketId: uuid, accept: z.boolean() }), done),
  'account.listSessions': read(
    z.object({}),
    z.object({
      sessions: z.array(
        z.object({
          sessionId: uuid,
          clientLabel: z.string(),
          startedAt: moment,
          lastSeenAt: moment,
          expiresAt: moment,
          isThisOne: z.boolean(),
        }),
      ),
    }),
  ),
  'account.endSession': write(z.object({ requestId, sessionId: uuid }), done),
  'account.signOut': write(z.object({ requestId }), done),
  'account.savePreferences': write(z.object({ requestId, textScale }), done),
}

export const familyRoutes = {
  /** What a code would do, before anybody says yes. The name is shown as 林*满. */
  'account.previewBinding': read(
    z.object({ code: text(4, 40) }),
    z.object({
      schoolName: z.string(),
      className: z.string(),
      maskedName: z.string(),
      needsConfirmation: z.boolean(),
    }),
  ),
  'account.bindChild': write(
    z.object({ requestId, code: text(4, 40), relation, consentVersion: text(1, 20) }),
    z.object({ status: z.enum(['active', 'pending']), child }),
  ),
  /** Without a code: the roster must hold this child; the school then confirms the guardian. */
  'account.askToBind': write(
    z.object({
      requestId,
      schoolId: id,
      childName: text(2, 30),
      /** Last four signs of the 学籍号. */
      studentNumberEnd: text(4, 4),
      relation,
      guardianName: text(2, 30),
      consentVersion: text(1, 20),
    }),
    done,
  ),
  'account.listGuardians': read(
    z.object({ studentId: id }),
    z.object({
      guardians: z.array(
        z.object({
          guardianshipId: uuid,
          name: z.string(),
          relation,
          status: z.enum(['active', 'pending']),
          isMe: z.boolean(),
          since: moment,
        }),
      ),
    }),
  ),
  /** A code for grandma: made by an active guardian, used once, still confirmed by that guardian. */
  'account.inviteGuardian': write(
    z.object({ requestId, studentId: id }),
    z.object({ code: z.string(), expiresAt: moment }),
  ),
  'account.answerGuardian': write(z.object({ requestId, guardianshipId: uuid, accept: z.boolean() }), done),
  'account.leaveChild': write(z.object({ requestId, studentId: id }), done),
  'account.getConsent': read(
    z.object({}),
    z.object({
      version: z.string(),
      publishedOn: day,
      paragraphs: z.array(z.object({ title: z.string(), text: z.string() })),
    }),
  ),
  'account.giveConsent': write(z.object({ requestId, studentId: id, version: text(1, 20) }), done),
  'account.withdrawConsent': write(z.object({ requestId, studentId: id }), done),
  /** Everything the product holds on this person, as JSON (个人信息保护法 art 45). */
  'account.exportMyData': read(z.object({}), z.object({ json: z.string() })),
  /** Deletion (art 47); what the law makes the school keep is said in `kept`. */
  'account.deleteMyAccount': write(
    z.object({ requestId, confirmation: z.literal('删除我的账号') }),
    z.object({ kept: z.array(z.string()) }),
  ),
}

export const messageRoutes = {
  'account.listMessages': read(
    z.object({ cursor: z.nullable(z.string()) }),
    z.object({
      items: z.array(
        z.object({
          messageId: uuid,
          title: z.string(),
          body: z.string(),
          /** A page of the app, or null. Never carries a case's id. */
          link: z.nullable(z.string()),
          sentAt: moment,
          isRead: z.boolean(),
        }),
      ),
      unread: z.int(),
      nextCursor: z.nullable(z.string()),
    }),
  ),
  'account.markMessagesRead': write(
    z.object({ requestId, messageIds: z.nullable(z.array(uuid).check(z.maxLength(200))) }),
    z.object({ unread: z.int() }),
  ),
  /** One tap on "有进展时提醒我" = one WeChat message later: the ledger of credits. */
  'account.recordReminderConsent': write(
    z.object({
      requestId,
      templateKey: z.enum(['case_progress', 'menu_published']),
      isAccepted: z.boolean(),
    }),
    z.object({ credits: z.int() }),
  ),
  'account.getReminderTemplates': read(
    z.object({}),
    z.object({ templates: z.array(z.object({ templateKey: z.string(), templateId: z.string() })) }),
  ),
}
