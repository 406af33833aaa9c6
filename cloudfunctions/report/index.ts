/** The report function: a child's call for help, and the school's answer. The only one that holds master keys. */
import type { FunctionDefinition } from '../platform/handler'
import { answerOutcome } from './answer-outcome'
import { appeal } from './appeal'
import { beginUpload } from './begin-upload'
import { changeState } from './change-state'
import { checkWords } from './check-words'
import { listClockRules, saveClockRule } from './clock-rules'
import { closeCase } from './close-case'
import { dropUpload } from './drop-upload'
import { finishUpload } from './finish-upload'
import { getCase } from './get-case'
import { getChain } from './get-chain'
import { getProgress } from './get-progress'
import { getRootMonth } from './get-root-month'
import { getRootMonthFile } from './get-root-month-file'
import { getStatistics } from './get-statistics'
import { getStatisticsFile } from './get-statistics-file'
import { askIdentity } from './identity/ask-identity'
import { decideIdentity } from './identity/decide-identity'
import { getName } from './identity/get-name'
import { getSeal } from './identity/get-seal'
import { listIdentityRequests } from './identity/list-requests'
import { openIdentity } from './identity/open-identity'
import { openNameLater } from './identity/open-name'
import { sealName } from './identity/seal-name'
import { listHandlers } from './list-handlers'
import { listMine } from './list-mine'
import { listOverdue } from './list-overdue'
import { listQueue } from './list-queue'
import { listRoots } from './list-roots'
import { markSeen } from './mark-seen'
import { pauseClocks, resumeClocks } from './pause-clocks'
import { proveInRoots } from './prove-in-roots'
import { putChunk } from './put-chunk'
import { readFile } from './read-file'
import { reassignCase } from './reassign-case'
import { recordTold } from './record-told'
import { remindSchool } from './remind-school'
import { replyToReporter } from './reply-to-reporter'
import { sayConflict } from './say-conflict'
import { ownerKeyOf } from './seal'
import { setLevel } from './set-level'
import { standAside } from './stand-aside'
import { submitReport } from './submit-report'
import { takeCase } from './take-case'
import { answerInvitation } from './team/answer-invitation'
import { inviteToTeam } from './team/invite'
import { leaveTeam } from './team/leave-team'
import { listColleagues } from './team/list-colleagues'
import { listShared } from './team/list-shared'
import { removeFromTeam } from './team/remove-member'
import { withdraw } from './withdraw'
import { writeNote } from './write-note'
import { writeToSchool } from './write-to-school'

export { runClocks } from './clocks.job'
export { runReportJobs } from './jobs'

export const reportFunction: FunctionDefinition<'report'> = {
  name: 'report',
  databaseRole: 'anxin_report',
  ownerKey: ownerKeyOf,
  handlers: {
    'report.submitReport': submitReport,
    'report.beginUpload': beginUpload,
    'report.putChunk': putChunk,
    'report.finishUpload': finishUpload,
    'report.dropUpload': dropUpload,
    'report.listMine': listMine,
    'report.getProgress': getProgress,
    'report.getChain': getChain,
    'report.listRoots': listRoots,
    'report.proveInRoots': proveInRoots,
    'report.getRootMonth': getRootMonth,
    'report.getRootMonthFile': getRootMonthFile,
    'report.markSeen': markSeen,
    'report.checkWords': checkWords,
    'report.writeToSchool': writeToSchool,
    'report.readFile': readFile,
    'report.listQueue': listQueue,
    'report.getCase': getCase,
    'report.takeCase': takeCase,
    'report.replyToReporter': replyToReporter,
    'report.writeNote': writeNote,
    'report.setLevel': setLevel,
    'report.changeState': changeState,
    'report.closeCase': closeCase,
    'report.reassignCase': reassignCase,
    'report.listHandlers': listHandlers,
    'report.getStatistics': getStatistics,
    'report.getStatisticsFile': getStatisticsFile,
    'report.standAside': standAside,
    'report.sayConflict': sayConflict,
    'report.recordTold': recordTold,
    'report.answerOutcome': answerOutcome,
    'report.appeal': appeal,
    'report.withdraw': withdraw,
    'report.getSeal': getSeal,
    'report.askIdentity': askIdentity,
    'report.openIdentity': openIdentity,
    'report.listIdentityRequests': listIdentityRequests,
    'report.decideIdentity': decideIdentity,
    'report.getName': getName,
    'report.openName': openNameLater,
    'report.sealName': sealName,
    'report.pauseClocks': pauseClocks,
    'report.resumeClocks': resumeClocks,
    'report.listClockRules': listClockRules,
    'report.saveClockRule': saveClockRule,
    'report.listColleagues': listColleagues,
    'report.inviteToTeam': inviteToTeam,
    'report.answerInvitation': answerInvitation,
    'report.leaveTeam': leaveTeam,
    'report.removeFromTeam': removeFromTeam,
    'report.listShared': listShared,
    'report.listOverdue': listOverdue,
    'report.remindSchool': remindSchool,
  },
}
