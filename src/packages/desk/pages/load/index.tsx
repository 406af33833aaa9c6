/** Homework as it really is: a school's classes by subject and day, notices that ask for a reply, and the bureau's whole district. */
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Notice from '@/components/notice'
import { showToast } from '@/components/toast'
import DeskFrame from '../../desk-frame'
import Loaded from '../../loaded'
import AlertList from '../../loads/alert-list'
import DistrictView from '../../loads/district-view'
import SchoolGrid from '../../loads/school-grid'
import { saveTable } from '../../save-table'
import SchoolChoice from '../../school-choice'
import { useDeed } from '../../use-deed'
import { useDeskSchool } from '../../use-desk-school'
import '../../loads/loads.scss'

export default function Page() {
  const choice = useDeskSchool('school_head', 'school_admin', 'grade_head', 'bureau_officer')
  const [opened, setOpened] = useState<{ schoolId: number; name: string } | null>(null)
  const [day, setDay] = useState<string | null>(null)
  const school = choice.isBureau ? opened : choice.school
  const schoolId = school?.schoolId ?? null
  const isKnown = choice.isBureau || schoolId !== null
  const grid = useLoad(schoolId !== null ? () => call('homework.getGrid', { schoolId, day }) : null, [
    schoolId,
    day,
  ])
  const district = useLoad(choice.isBureau && !opened ? () => call('homework.getDistrict', {}) : null, [
    choice.isBureau,
    opened === null,
  ])
  const alerts = useLoad(isKnown ? () => call('homework.listAlerts', { schoolId }) : null, [
    schoolId,
    isKnown,
  ])
  const deed = useDeed()
  const reload = () => Promise.all([grid.reload(), district.reload(), alerts.reload()])
  usePullDownRefresh(() => void reload().then(() => Taro.stopPullDownRefresh()))

  const reply = (alert: { schoolId: number; alertId: string }, text: string) =>
    deed.run(`reply ${alert.alertId} ${text}`, async (requestId) => {
      await call('homework.replyAlert', {
        requestId,
        schoolId: alert.schoolId,
        alertId: alert.alertId,
        text,
      })
      await alerts.reload()
      showToast('答复了', { done: true })
    })
  const excel = () =>
    void deed.run('excel', async () => {
      const file = await call('homework.getDistrictFile', {})
      const isSaved = await saveTable(file.fileName, file.base64)
      showToast(isSaved ? '表格已生成' : '没能保存，请再试一次', { done: isSaved })
    })

  return (
    <DeskFrame current="load" title="作业负担" place={school?.name ?? (choice.isBureau ? '全区' : '')}>
      {!choice.isBureau && <SchoolChoice choice={choice} />}
      {choice.isBureau && (
        <View className="desk-acts">
          {opened ? (
            <Button
              id="load-district"
              kind="outline"
              size="small"
              icon="arrow-left"
              onPress={() => setOpened(null)}
            >
              回到全区
            </Button>
          ) : (
            <Button
              id="load-excel"
              kind="outline"
              size="small"
              icon="download"
              loading={deed.doing === 'excel'}
              onPress={excel}
            >
              导出 Excel
            </Button>
          )}
        </View>
      )}
      {deed.problem && (
        <Notice id="load-problem" tone="warning">
          {deed.problem.message}
        </Notice>
      )}
      <Loaded of={alerts} kind="cards">
        {({ alerts: list }) => (
          <AlertList
            alerts={list}
            isBureau={choice.isBureau}
            isSending={deed.doing !== null}
            onReply={choice.isBureau ? null : reply}
          />
        )}
      </Loaded>
      {schoolId !== null && (
        <Loaded of={grid} kind="cards">
          {(data) => <SchoolGrid grid={data} onDay={setDay} />}
        </Loaded>
      )}
      {choice.isBureau && !opened && (
        <Loaded of={district} kind="cards">
          {(data) => <DistrictView district={data} onOpen={setOpened} />}
        </Loaded>
      )}
    </DeskFrame>
  )
}
