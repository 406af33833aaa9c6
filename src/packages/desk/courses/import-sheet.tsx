/** A table of courses before it is taken in: each row with what is wrong, and only the good ones are added. */
import type { OutputOf } from '@contract/routes'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import Button from '@/components/button'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import { showToast } from '@/components/toast'
import { chooseTable } from '../choose-file'
import { useDeed } from '../use-deed'

export type ImportSheetProps = { schoolId: number; termId: number; onClose: () => void; onAdded: () => void }
type Read = OutputOf<'course.readCourseFile'>['read']

/** What a call may carry; a table of courses is a fifth of it. */
const MOST_BYTES = 66_000

export default function ImportSheet({ schoolId, termId, onClose, onAdded }: ImportSheetProps) {
  const [read, setRead] = useState<Read | null>(null)
  const deed = useDeed()
  const choose = async () => {
    const file = await chooseTable()
    if (!file) return
    if (file.sizeBytes > MOST_BYTES) {
      setRead({ kind: 'refused', sentence: '文件太大。请去掉图片和别的工作表，只留课程，再上传。' })
      return
    }
    await deed.run(`read ${file.name} ${file.sizeBytes}`, async () => {
      const base64 = await file.read(0, file.sizeBytes)
      setRead((await call('course.readCourseFile', { schoolId, termId, base64 })).read)
    })
  }
  const rows = read?.kind === 'read' ? read.rows : []
  const good = rows.flatMap(({ facts }) => (facts ? [facts] : []))
  const add = async () => {
    const isAdded = await deed.run(`add ${JSON.stringify(good)}`, async (requestId) => {
      const { added } = await call('course.addCourses', { requestId, schoolId, termId, courses: good })
      showToast(`加了 ${added} 门课程`, { done: true })
    })
    if (isAdded) onAdded()
  }
  return (
    <Sheet
      id="course-import"
      open
      title="用 Excel 加课程"
      sub="先看一遍，没有问题的行才会加进来。表头可以从“导出课程”里拿"
      onClose={onClose}
      foot={
        good.length > 0 ? (
          <Button
            id="course-import-add"
            loading={deed.doing?.startsWith('add') ?? false}
            onPress={() => void add()}
          >
            {`加这 ${good.length} 门课程`}
          </Button>
        ) : (
          <Button
            id="course-import-choose"
            icon="upload"
            loading={deed.doing?.startsWith('read') ?? false}
            onPress={() => void choose()}
          >
            选一个表格
          </Button>
        )
      }
    >
      <View className="stack">
        {deed.problem && (
          <Notice id="course-import-problem" tone="warning">
            {Object.values(deed.problem.fields)[0] ?? deed.problem.message}
          </Notice>
        )}
        {read?.kind === 'refused' && (
          <Notice id="course-import-refused" tone="warning">
            {read.sentence}
          </Notice>
        )}
        {rows.length > 0 && (
          <Notice tone={good.length === rows.length ? 'ok' : 'warning'}>
            {good.length === rows.length
              ? `${rows.length} 行都可以加`
              : `${rows.length} 行里有 ${rows.length - good.length} 行要先改，改好再选一次表格`}
          </Notice>
        )}
        <View className="bleed">
          {rows.map(({ row, name, problems }) => (
            <ListRow
              key={row}
              id={`course-import-${row}`}
              icon={problems.length > 0 ? 'alert' : 'check'}
              tone={problems.length > 0 ? 'warning' : 'ok'}
              title={`第 ${row} 行 ${name || '没有课程名'}`}
              sub={problems.length > 0 ? problems.join('；') : '可以加'}
            />
          ))}
        </View>
        {rows.length > 0 && good.length > 0 && (
          <Button id="course-import-again" kind="plain" onPress={() => void choose()}>
            换一个表格
          </Button>
        )}
      </View>
    </Sheet>
  )
}
