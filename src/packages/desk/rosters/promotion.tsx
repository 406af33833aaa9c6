/** A new school year: every class goes up one grade; seen first, done after a yes. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import DataTable from '@/components/data-table'
import Dialog from '@/components/dialog'
import Notice from '@/components/notice'
import { showToast } from '@/components/toast'
import Loaded from '../loaded'
import { useDeed } from '../use-deed'

export default function Promotion({ schoolId }: { schoolId: number }) {
  const [open, setOpen] = useState(false)
  const [asking, setAsking] = useState(false)
  const loader = useLoad(open ? () => call('account.previewPromotion', { schoolId }) : null, [schoolId, open])
  const deed = useDeed()

  const promote = async (fromYear: number) => {
    await deed.run(`promote ${schoolId} ${fromYear}`, async (requestId) => {
      const { promoted, left } = await call('account.promoteClasses', { requestId, schoolId, fromYear })
      showToast(`${promoted} 人升级，${left} 人毕业`, { done: true })
      setOpen(false)
    })
    setAsking(false)
  }
  return (
    <Card>
      <View className="stack">
        <CardHead title="新学年升级" icon="arrow-up" sub="全校班级一起升一个年级，毕业班离校" />
        {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
        {!open && (
          <View className="desk-acts">
            <Button id="promotion-preview" kind="outline" size="small" onPress={() => setOpen(true)}>
              先看看会怎样
            </Button>
          </View>
        )}
        {open && (
          <Loaded of={loader} kind="lines">
            {({ fromYear, toYear, classes, leaving }) =>
              classes.length === 0 ? (
                <Notice id="promotion-none">
                  现在没有要升级的班级：本学年已经升过级，或者还没有导入名册。
                </Notice>
              ) : (
                <View className="stack">
                  <View className="strong">{`${fromYear} 学年升到 ${toYear} 学年：${classes.length} 个班升级，${leaving} 人毕业离校`}</View>
                  <DataTable
                    id="promotion-"
                    label="升级预览"
                    columns={[
                      { key: 'from', title: '现在', cell: ({ from }) => from },
                      { key: 'to', title: '升级后', cell: ({ to }) => to },
                      {
                        key: 'students',
                        title: '人数',
                        width: '80px',
                        end: true,
                        cell: ({ students }) => String(students),
                      },
                    ]}
                    rows={classes}
                    rowKey={({ from }) => from}
                  />
                  <View className="desk-acts">
                    <Button id="promotion-apply" size="small" onPress={() => setAsking(true)}>
                      全校升级
                    </Button>
                    <Button id="promotion-close" kind="outline" size="small" onPress={() => setOpen(false)}>
                      先不
                    </Button>
                  </View>
                  <Dialog
                    id="promotion-dialog"
                    open={asking}
                    title={`升到 ${toYear} 学年？`}
                    confirm="升级"
                    danger
                    loading={deed.doing !== null}
                    onConfirm={() => void promote(fromYear)}
                    onCancel={() => setAsking(false)}
                  >
                    {`全校 ${classes.length} 个班一起升级，${leaving} 名毕业生离校，不能撤回。之后请导入新生名册。`}
                  </Dialog>
                </View>
              )
            }
          </Loaded>
        )}
      </View>
    </Card>
  )
}
