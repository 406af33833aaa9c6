/** One roster: how far it is, what was recognised, every problem by row and column, what would change, and the yes. */
import type { RosterImport } from '@contract/account/school'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import DataTable from '@/components/data-table'
import Dialog from '@/components/dialog'
import Notice from '@/components/notice'
import Progress from '@/components/progress'
import Tag, { type TagProps } from '@/components/tag'
import Loaded from '../loaded'
import { useImport } from './use-import'

export const statusNames: Record<RosterImport['status'], string> = {
  receiving: '没有传完',
  reading: '正在读取',
  ready: '等您确认',
  refused: '有问题要改',
  applying: '正在导入',
  applied: '已导入',
  cancelled: '已取消',
}
export const statusTones: Record<RosterImport['status'], TagProps['tone']> = {
  receiving: 'quiet',
  reading: 'info',
  ready: 'warning',
  refused: 'danger',
  applying: 'info',
  applied: 'ok',
  cancelled: 'quiet',
}

const columnNames: Record<string, string> = {
  school: '学校',
  grade: '年级',
  class: '班级',
  name: '姓名',
  student_number: '学籍号',
  gender: '性别',
  guardian_phone: '监护人手机',
}

/** Words that the row of numbers begins with. */
const counts: { key: keyof RosterImport['summary']; label: string }[] = [
  { key: 'joined', label: '新来' },
  { key: 'moved', label: '换班' },
  { key: 'renamed', label: '改名' },
  { key: 'left', label: '离校' },
  { key: 'unchanged', label: '不变' },
  { key: 'newClasses', label: '新班级' },
]

const sentence = ({ summary, rows }: RosterImport): string => {
  const { joined, moved, renamed, left } = summary
  const changes = joined + moved + renamed + left
  return changes === 0 ? `${rows} 行都和现在一样，没有要改的` : `${rows} 行里，有 ${changes} 处和现在不同`
}

export type ImportCardProps = { importId: string; onSettled: () => void }

export default function ImportCard({ importId, onSettled }: ImportCardProps) {
  const { loader, deed, apply, cancel, problemsFrom, setProblemsFrom } = useImport(importId, onSettled)
  const [asking, setAsking] = useState(false)
  const confirm = async () => {
    await apply()
    setAsking(false)
  }
  return (
    <Card id="roster-import">
      <Loaded of={loader} kind="lines">
        {(data) => (
          <View className="stack">
            <CardHead
              title={data.fileName}
              sub={`${data.startedBy} 上传`}
              mark={<Tag tone={statusTones[data.status]}>{statusNames[data.status]}</Tag>}
            />
            {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
            {data.status === 'reading' && (
              <Progress
                done={Math.round(data.progress * 100)}
                total={100}
                unit="%"
                words="正在读取和核对"
                note="可以离开这个页面，读完会留在这里。"
              />
            )}
            {data.status === 'applying' && (
              <Progress
                id="roster-progress"
                done={Math.round(data.progress * data.rows)}
                total={data.rows}
                unit="行"
                words="正在导入，要么全部成功，要么一行都不改"
                note="可以离开这个页面，导入不会停。"
              />
            )}
            {data.recognised.length > 0 && <Recognised data={data} />}
            {data.problemCount > 0 && <Problems data={data} from={problemsFrom} onFrom={setProblemsFrom} />}
            {(data.status === 'ready' || data.status === 'applied') && <Summary data={data} />}
            {data.status === 'ready' && (
              <View className="desk-acts">
                <Button id="roster-apply" size="small" onPress={() => setAsking(true)}>
                  导入这份名册
                </Button>
                <Button
                  id="roster-cancel"
                  kind="outline"
                  size="small"
                  loading={deed.doing === 'cancel'}
                  onPress={() => void cancel()}
                >
                  不要了
                </Button>
              </View>
            )}
            <Dialog
              id="roster-dialog"
              open={asking}
              title="导入这份名册？"
              confirm="导入"
              loading={deed.doing === 'apply'}
              onConfirm={() => void confirm()}
              onCancel={() => setAsking(false)}
            >
              {`新来 ${data.summary.joined} 人，换班 ${data.summary.moved} 人，改名 ${data.summary.renamed} 人，离校 ${data.summary.left} 人。离校学生的家长不再看到学校内容，求助记录仍按规定保存。同一份名册再导一次不会重复。`}
            </Dialog>
          </View>
        )}
      </Loaded>
    </Card>
  )
}

const Recognised = ({ data }: { data: RosterImport }) => (
  <View className="stack stack--tight">
    <Text className="sub">认出的列</Text>
    <View className="row row--wrap">
      {data.recognised.map(({ column, heading }) => (
        <Tag key={column} tone="brand" icon="check">
          {columnNames[column] === heading ? heading : `${columnNames[column] ?? column}：${heading}`}
        </Tag>
      ))}
    </View>
  </View>
)

type ProblemsProps = { data: RosterImport; from: number; onFrom: (from: number) => void }

function Problems({ data, from, onFrom }: ProblemsProps) {
  const [size, setSize] = useState(0)
  const shown = data.problems.length
  if (shown > size) setSize(shown)
  const to = from + shown
  return (
    <View className="stack">
      <Notice id="roster-problems-words" tone="danger">
        {`有 ${data.problemCount} 处要改。在 Excel 里改好后，重新上传整份名册。现在什么都没有导入。`}
      </Notice>
      <DataTable
        id="roster-problem-"
        label="名册里的问题"
        columns={[
          {
            key: 'row',
            title: '第几行',
            width: '88px',
            cell: ({ row }) => (row === null ? '整张表' : `第 ${row} 行`),
          },
          {
            key: 'column',
            title: '哪一列',
            width: '120px',
            cell: ({ column }) => columnNames[column] ?? column,
          },
          { key: 'problem', title: '问题', cell: ({ problem }) => problem },
        ]}
        rows={data.problems.map((problem, index) => ({ ...problem, key: `${from + index}` }))}
        rowKey={({ key }) => key}
      />
      {data.problemCount > shown && (
        <View className="row row--between">
          <Button
            id="problems-before"
            kind="outline"
            size="small"
            disabled={from === 0}
            onPress={() => onFrom(Math.max(0, from - size))}
          >
            上一页
          </Button>
          <Text className="note num">{`${from + 1}–${to}，共 ${data.problemCount}`}</Text>
          <Button
            id="problems-after"
            kind="outline"
            size="small"
            disabled={to >= data.problemCount}
            onPress={() => onFrom(to)}
          >
            下一页
          </Button>
        </View>
      )}
    </View>
  )
}

const Summary = ({ data }: { data: RosterImport }) => (
  <View className="stack">
    <Text id="roster-sentence" className="strong">
      {sentence(data)}
    </Text>
    <View className="desk-numbers">
      {counts.map(({ key, label }) => (
        <View key={key} className="desk-numbers__one">
          <View className="note">{label}</View>
          <Text className="title num">{String(data.summary[key])}</Text>
        </View>
      ))}
    </View>
  </View>
)
