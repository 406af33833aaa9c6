/** Rosters from Excel: one at a time, seen before it changes anything; and the step up to a new school year. */
import { momentWords } from '@contract/time-words'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import EmptyState from '@/components/empty-state'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import Progress from '@/components/progress'
import Tag from '@/components/tag'
import Toggle from '@/components/toggle'
import DeskFrame from '../../desk-frame'
import Loaded from '../../loaded'
import ImportCard, { statusNames, statusTones } from '../../rosters/import-card'
import Promotion from '../../rosters/promotion'
import { useRosters } from '../../rosters/use-import'
import SchoolChoice from '../../school-choice'
import { useDeskSchool } from '../../use-desk-school'

export default function Page() {
  const choice = useDeskSchool('school_admin', 'bureau_officer', 'operator')
  const [isDistrict, setDistrict] = useState(false)
  const whole = choice.isBureau && isDistrict
  const schoolId = whole ? null : (choice.school?.schoolId ?? null)
  const isKnown = whole || choice.school !== null
  const { list, imports, importId, choose, sending, upload, deed } = useRosters(schoolId, isKnown)
  useDidShow(() => void list.reload())
  const now = new Date()
  const others = imports.filter((one) => one.importId !== importId)

  return (
    <DeskFrame current="rosters" title="名册" place={whole ? '全区' : (choice.school?.name ?? '')}>
      {choice.isBureau && (
        <Card>
          <Toggle
            id="whole-district"
            title="全区名册"
            sub="一份表里有多所学校，按“学校”一列分开"
            on={isDistrict}
            onChange={setDistrict}
          />
        </Card>
      )}
      {!whole && <SchoolChoice choice={choice} />}
      {!isKnown && (
        <EmptyState icon="school" title="先选一所学校">
          选好学校再导入它的名册，或打开“全区名册”。
        </EmptyState>
      )}
      {isKnown && (
        <>
          <Card>
            <View className="stack">
              <CardHead title="导入名册" icon="upload" sub="Excel（.xlsx），20 MB 以内" />
              <View className="sub">
                需要年级、班级、姓名、学籍号，可以有性别和监护人手机，列的顺序不限。先核对、再确认，确认前什么都不会改。
              </View>
              {deed.problem && (
                <Notice id="roster-problem" tone="warning">
                  {deed.problem.message}
                </Notice>
              )}
              {sending ? (
                <Progress
                  done={Math.round(sending.sentBytes / 1024)}
                  total={Math.max(1, Math.round(sending.sizeBytes / 1024))}
                  unit="KB"
                  words={`正在上传 ${sending.fileName}`}
                  note="上传完之前请不要离开。"
                />
              ) : (
                <View className="desk-acts">
                  <Button id="roster-choose" size="small" icon="upload" onPress={() => void upload()}>
                    选择文件
                  </Button>
                </View>
              )}
            </View>
          </Card>
          {importId && <ImportCard key={importId} importId={importId} onSettled={() => void list.reload()} />}
          {!whole && choice.school && (
            <Promotion key={choice.school.schoolId} schoolId={choice.school.schoolId} />
          )}
          <Card flush>
            <View className="desk-list-head">
              <CardHead title="以前的导入" />
            </View>
            <Loaded of={list}>
              {() =>
                others.length === 0 ? (
                  <EmptyState icon="file" title="还没有别的导入">
                    导入过的名册会留在这里，能看到谁导的、改了多少。
                  </EmptyState>
                ) : (
                  <View>
                    {others.map((one) => (
                      <ListRow
                        key={one.importId}
                        id={`import-${one.importId}`}
                        icon="file"
                        title={one.fileName}
                        sub={`${momentWords(one.startedAt, now)} · ${one.startedBy} · ${one.rows} 行`}
                        end={<Tag tone={statusTones[one.status]}>{statusNames[one.status]}</Tag>}
                        onPress={() => choose(one.importId)}
                      />
                    ))}
                  </View>
                )
              }
            </Loaded>
          </Card>
        </>
      )}
    </DeskFrame>
  )
}
