/** A class's binding sheet: fresh codes, one QR code and name per child, printed on A4 and cut up. */
import type { OutputOf } from '@contract/routes'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import Dialog from '@/components/dialog'
import EmptyState from '@/components/empty-state'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import QrCode from '@/components/qr-code'
import Tag from '@/components/tag'
import Toggle from '@/components/toggle'
import DeskFrame from '../../desk-frame'
import Loaded from '../../loaded'
import SchoolChoice from '../../school-choice'
import { useDeed } from '../../use-deed'
import { useDeskSchool } from '../../use-desk-school'
import './index.scss'

type ClassRow = OutputOf<'account.listClasses'>['classes'][number]
type BindingSheet = OutputOf<'account.makeBindingSheet'>

const canPrint = process.env.TARO_ENV === 'h5'

export default function Page() {
  const choice = useDeskSchool('school_admin', 'teacher')
  const schoolId = choice.school?.schoolId ?? null
  const loader = useLoad(schoolId === null ? null : () => call('account.listClasses', { schoolId }), [
    schoolId,
  ])
  const deed = useDeed()
  const [onlyUnbound, setOnlyUnbound] = useState(true)
  const [asking, setAsking] = useState<ClassRow | null>(null)
  const [sheet, setSheet] = useState<BindingSheet | null>(null)

  const make = async ({ classId }: ClassRow) => {
    if (schoolId === null) return
    const isDone = await deed.run(`sheet ${classId} ${onlyUnbound}`, async (requestId) =>
      setSheet(await call('account.makeBindingSheet', { requestId, schoolId, classId, onlyUnbound })),
    )
    setAsking(null)
    if (isDone) void loader.reload()
  }
  return (
    <DeskFrame current="binding-sheet" title="班级绑定单" place={choice.school?.name ?? ''}>
      {sheet ? (
        <SheetView sheet={sheet} onClose={() => setSheet(null)} />
      ) : (
        <>
          <SchoolChoice choice={choice} />
          <Notice>每个孩子一张小条，家长用微信扫码绑定。一个码只能用一次，到期作废。</Notice>
          {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
          <Card>
            <Toggle
              id="only-unbound"
              title="只给还没绑定的孩子"
              sub="关上就给全班每个孩子都换新码"
              on={onlyUnbound}
              onChange={setOnlyUnbound}
            />
          </Card>
          <Loaded of={loader}>
            {({ classes }) =>
              classes.length === 0 ? (
                <EmptyState icon="users" title="还没有班级">
                  先在“名册”里导入学生，班级会自动建好。
                </EmptyState>
              ) : (
                <Card flush>
                  {classes.map((one) => (
                    <ListRow
                      key={one.classId}
                      id={`class-${one.classId}`}
                      icon="users"
                      title={one.name}
                      sub={`${one.students} 人，${one.boundStudents} 人已绑定`}
                      end={
                        one.boundStudents === one.students && one.students > 0 ? (
                          <Tag tone="ok" icon="check">
                            都绑好了
                          </Tag>
                        ) : undefined
                      }
                      onPress={() => setAsking(one)}
                    />
                  ))}
                </Card>
              )
            }
          </Loaded>
        </>
      )}
      <Dialog
        id="sheet-dialog"
        open={asking !== null}
        title={`给${asking?.name ?? ''}换新的绑定码？`}
        confirm="生成绑定单"
        loading={deed.doing !== null}
        onConfirm={() => asking && void make(asking)}
        onCancel={() => setAsking(null)}
      >
        {`以前发给${onlyUnbound ? '这些孩子' : '全班'}的旧码马上不能用了。新码只在这一次显示，请当场打印或抄下。已经绑好的家长不受影响。`}
      </Dialog>
    </DeskFrame>
  )
}

function SheetView({ sheet, onClose }: { sheet: BindingSheet; onClose: () => void }) {
  return (
    <>
      <View className="no-print stack">
        <Notice tone="warning">
          新码只显示这一次，离开后要重新生成。请打印后当面交给家长，不要发到群里。
        </Notice>
        <View className="desk-acts">
          {canPrint && (
            <Button id="print-sheet" size="small" icon="print" onPress={() => window.print()}>
              打印
            </Button>
          )}
          <Button id="close-sheet" kind="outline" size="small" onPress={onClose}>
            打印好了，返回
          </Button>
        </View>
      </View>
      {sheet.codes.length === 0 ? (
        <EmptyState icon="check-circle" title="都已经绑定了">
          这个班没有需要新码的孩子。
        </EmptyState>
      ) : (
        <View id="binding-sheet" className="slips">
          {sheet.codes.map(({ studentName, code }) => (
            <View key={code} className="slip">
              <QrCode text={`anxin:bind:${code}`} size={104} label={`${studentName}的绑定二维码`} />
              <View className="slip__words">
                <View className="slip__name">{studentName}</View>
                <View className="note">{`${sheet.schoolName} ${sheet.className}`}</View>
                <Text className="slip__code" userSelect>
                  {code}
                </Text>
                <View className="note">{`微信扫码，或在“安心校园”里输入。${sheet.expiresOn} 前有效，用一次就失效。`}</View>
              </View>
            </View>
          ))}
        </View>
      )}
    </>
  )
}
