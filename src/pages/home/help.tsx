/** The help dock with this child's school: always there, with or without a network or an account. */
import type { Child } from '@contract/account/session'
import { readHotlines, ring } from '@/api/hotlines'
import { openPage } from '@/api/page-session'
import HelpDock, { type HelpCall } from '@/components/help-dock'

export const SUBMIT = '/packages/report/pages/submit/index'
export const HOTLINES = '/packages/safety/pages/hotlines/index'

export type HelpProps = {
  child: Child | null
  /** As the school publishes it, where that is known. */
  schoolPhone: string | undefined
}

export default function Help({ child, schoolPhone }: HelpProps) {
  const kept = child && readHotlines().school.find((line) => line.schoolId === child.schoolId)?.phone
  const ofSchool = kept ?? schoolPhone
  const calls: HelpCall[] = [
    { key: '110', number: '110', label: '报警', spoken: '拨打 110 报警' },
    { key: '12355', number: '12355', label: '青少年', spoken: '拨打 12355 青少年服务热线' },
    child && ofSchool
      ? { key: 'school', label: '学校', spoken: `拨打${child.schoolName}的电话 ${ofSchool}` }
      : { key: 'more', icon: 'more', label: '更多', spoken: '更多求助电话' },
  ]
  const onCall = (key: string) => {
    if (key === 'more') openPage(HOTLINES)
    else ring(key === 'school' ? (ofSchool ?? '') : key)
  }
  return <HelpDock help="求助与举报" onHelp={() => openPage(SUBMIT)} calls={calls} onCall={onCall} />
}
