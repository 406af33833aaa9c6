/** The SQL of a case's team, and of the cases that somebody reads beside their own desk. */
import type { StaffRole } from '../../../contract/people'
import type { Level, ReportKind, Seat } from '../../../contract/report/report'
import type { Queryable } from '../../platform/database'
import { type QueueRow, queueColumns } from '../queue-queries'

export type MemberStatus = 'invited' | 'joined' | 'declined' | 'left' | 'removed'
export type MemberRow = {
  school_id: number
  case_id: string
  id: string
  user_id: string
  post_id: string
  name: string
  role: StaffRole
  status: MemberStatus
  invited_by: string
}

const columns = 'school_id, case_id, id, user_id, post_id, name, role, status, invited_by'

/** The row under which somebody is on a case's team now. */
export const findJoined = async (
  db: Queryable,
  caseId: string,
  userId: string,
): Promise<MemberRow | undefined> =>
  (
    await db.query<MemberRow>(
      `select ${columns} from case_members where case_id = $1 and user_id = $2 and status = 'joined'`,
      [caseId, userId],
    )
  ).rows[0]

/** One's own invitation, whatever became of it. */
export const findInvitation = async (
  db: Queryable,
  invitationId: string,
  userId: string,
): Promise<MemberRow | undefined> =>
  (
    await db.query<MemberRow>(`select ${columns} from case_members where id = $1 and user_id = $2`, [
      invitationId,
      userId,
    ])
  ).rows[0]

/** The newest word of everybody who was asked in; the caller names the case to the policies beforehand. */
export const listMembers = async (db: Queryable, caseId: string): Promise<MemberRow[]> =>
  (
    await db.query<MemberRow>(
      `select ${columns} from (
         select distinct on (user_id) ${columns}, invited_at from case_members
         where case_id = $1 order by user_id, (status in ('invited', 'joined')) desc, invited_at desc, id) newest
       where status in ('invited', 'joined', 'declined') order by invited_at, id`,
      [caseId],
    )
  ).rows

export type NewMember = Omit<MemberRow, 'status'> & {
  case_number: string
  kind: ReportKind
  level: Level
  invited_by_name: string
  invited_at: Date
}

export const insertMember = async (db: Queryable, member: NewMember): Promise<void> => {
  const names = Object.keys(member) as (keyof NewMember)[]
  await db.query(
    `insert into case_members (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    names.map((name) => member[name]),
  )
}

/** @returns false where it no longer stood as it was thought to stand */
export const moveMember = async (
  db: Queryable,
  memberId: string,
  from: readonly MemberStatus[],
  to: MemberStatus,
  now: Date,
): Promise<boolean> => {
  const isAnswer = to === 'joined' || to === 'declined'
  const { count } = await db.query(
    `update case_members set status = $3, ${isAnswer ? 'answered_at' : 'ended_at'} = $4
     where id = $1 and status = any ($2::text[])`,
    [memberId, from, to, now],
  )
  return count === 1
}

/** Ends the part of those who stand aside, or of everybody: then the case leaves the school. */
export const endMembers = async (
  db: Queryable,
  caseId: string,
  userIds: readonly string[] | 'everybody',
  now: Date,
): Promise<void> => {
  await db.query(
    `update case_members set status = 'removed', ended_at = $2
     where case_id = $1 and status in ('invited', 'joined') and ($3::uuid[] is null or user_id = any ($3))`,
    [caseId, now, userIds === 'everybody' ? null : userIds],
  )
}

export type ColleaguePost = { id: string; user_id: string; name: string; role: StaffRole }

/** People of the school who are no handlers there, each under their oldest post. */
export const listColleaguePosts = async (db: Queryable, schoolId: number): Promise<ColleaguePost[]> =>
  (
    await db.query<ColleaguePost>(
      `select id, user_id, name, role from (
         select distinct on (user_id) id, user_id, name, role, created_at from posts
         where school_id = $1 and ended_at is null and user_id not in (
           select h.user_id from posts h where h.school_id = $1 and h.role = 'handler' and h.ended_at is null)
         order by user_id, created_at, id) people
       order by role, name, id`,
      [schoolId],
    )
  ).rows

export type InvitationRow = {
  id: string
  school_name: string
  case_number: string
  kind: ReportKind
  level: Level
  invited_by_name: string
  invited_at: Date
}

/** Invitations of one person that wait, newest first; more than anybody has. */
export const listInvitations = async (
  db: Queryable,
  userId: string,
  schoolIds: readonly number[],
): Promise<InvitationRow[]> =>
  (
    await db.query<InvitationRow>(
      `select m.id, s.name as school_name, m.case_number, m.kind, m.level, m.invited_by_name, m.invited_at
       from case_members m join schools s on s.id = m.school_id
       where m.user_id = $1 and m.status = 'invited' and m.school_id = any ($2::int[])
       order by m.invited_at desc, m.id limit 100`,
      [userId, schoolIds],
    )
  ).rows

export type SharedPlace = { lastAt: Date; caseId: string }
export type SharedRow = QueueRow & { seat: Exclude<Seat, 'desk'> }

/** Cases that somebody reads as one of a team, or as the head of a school to whom they climbed. */
export const listSharedRows = async (
  db: Queryable,
  reader: { userId: string; headOf: readonly number[] },
  after: SharedPlace | null,
  limit: number,
): Promise<SharedRow[]> =>
  (
    await db.query<SharedRow>(
      `select ${queueColumns},
         case when c.head_sees_since is not null and c.school_id = any ($2::int[]) then 'above' else 'team' end as seat
       from cases c join schools s on s.id = c.school_id
       where (c.head_sees_since is not null and c.school_id = any ($2::int[])
           or c.id in (select m.case_id from case_members m where m.user_id = $1 and m.status = 'joined'))
         and ($3::timestamptz is null or (c.last_at, c.id) < ($3, $4::uuid))
       order by c.last_at desc, c.id desc limit $5`,
      [reader.userId, reader.headOf, after?.lastAt ?? null, after?.caseId ?? null, limit],
    )
  ).rows
