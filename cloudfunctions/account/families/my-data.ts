/** "My data": see and take away everything (个人信息保护法 art 45), or have it deleted (art 47). */
import { AppError } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { personOf } from '../policy'
import { dropTickets, forgetPerson, lockAdmins, lockOwnPosts, readEverything } from './my-data-queries'
import { listAdmins, revokeInvitations } from './queries'

export const exportMyData: Handler<'account.exportMyData'> = {
  roles: ['signed_in'],
  async run({ actor, db, now }) {
    const data = {
      exported_at: now.toISOString(),
      about: '安心校园保存的、与您账号有关的信息。',
      reports: '您提交的求助与举报单独加密保存，不在这份文件里，请在“我的求助”中逐件查看。',
      ...(await readEverything(db, personOf(actor).userId)),
    }
    return { json: JSON.stringify(data, null, 2) }
  },
}

const KEPT = {
  always: [
    '已经提交的求助与举报和处理过程：学校依法保存到规定的期限。内容与您的身份仍分开加密封存。',
    '工作人员查看孩子信息的记录：依照《未成年人网络保护条例》第三十六条保存。',
    '您同意和撤回个人信息说明的时间与版本，以及绑定的起止时间：用来证明处理有依据，不再带有您的姓名和微信编号。',
    '学校名册里孩子的学籍信息：由学校管理，如需更正请联系学校。',
  ],
  staff: '您的任职记录（姓名、角色、起止时间）：学校依法保存工作人员的经办记录。',
}

export const deleteMyAccount: Handler<'account.deleteMyAccount'> = {
  roles: ['signed_in'],
  async run({ actor, asIdentity, db, now }) {
    const { userId, posts } = personOf(actor)
    const adminOf = posts.filter((post) => post.role === 'school_admin').map((post) => post.schoolId ?? 0)
    adminOf.sort((left, right) => left - right)
    for (const schoolId of adminOf) await lockAdmins(db, schoolId)
    await lockOwnPosts(db, userId)
    for (const schoolId of adminOf) {
      const admins = await asIdentity((identity) => listAdmins(identity, schoolId))
      if (admins.every((admin) => admin === userId)) throw new AppError('staff.last_admin')
    }
    await revokeInvitations(db, userId, null, now)
    await asIdentity((identity) => dropTickets(identity, userId))
    await forgetPerson(db, userId, now)
    return { kept: posts.length > 0 ? [...KEPT.always, KEPT.staff] : KEPT.always }
  },
}
