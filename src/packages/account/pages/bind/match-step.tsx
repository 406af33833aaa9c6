/** Without a code: what the roster also knows, for the school to compare and to say yes. */

import { type Relation, stageNames } from '@contract/people'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import Field from '@/components/field'
import ListRow from '@/components/list-row'
import LoadView from '@/components/load-view'
import Notice from '@/components/notice'
import SectionTitle from '@/components/section-title'
import TextInput from '@/components/text-input'
import ConsentText from '../../parts/consent-text'
import RelationPick from '../../parts/relation-pick'
import SchoolPick from './school-pick'

export type MatchStepProps = { onBack: () => void; onDone: () => void }

type Missing = Partial<
  Record<'school' | 'childName' | 'studentNumberEnd' | 'relation' | 'guardianName', string>
>

export default function MatchStep({ onBack, onDone }: MatchStepProps) {
  const [schoolId, setSchoolId] = useState<number | null>(null)
  const [childName, setChildName] = useState('')
  const [studentNumberEnd, setNumberEnd] = useState('')
  const [relation, setRelation] = useState<Relation | null>(null)
  const [guardianName, setGuardianName] = useState('')
  const [isTried, setTried] = useState(false)
  const { load, reload } = useLoad(async () => {
    const [{ schools }, consent] = await Promise.all([
      call('account.listSchools', {}),
      call('account.getConsent', {}),
    ])
    return { schools, consent }
  }, [])
  const { send, isSending, problem } = useSend('account.askToBind')

  const found: Missing = {
    ...(schoolId === null ? { school: '请选择学校' } : {}),
    ...(childName.trim().length < 2 ? { childName: '请写孩子的全名' } : {}),
    ...(studentNumberEnd.trim().length === 4 ? {} : { studentNumberEnd: '请填学籍号的最后 4 位' }),
    ...(relation === null ? { relation: '请选一个' } : {}),
    ...(guardianName.trim().length < 2 ? { guardianName: '请写您的姓名' } : {}),
  }
  const missing: Missing = isTried ? found : {}

  const ask = async (consentVersion: string) => {
    setTried(true)
    if (Object.keys(found).length > 0 || schoolId === null || relation === null) return
    const answer = await send({
      schoolId,
      childName,
      studentNumberEnd: studentNumberEnd.trim().toUpperCase(),
      relation,
      guardianName,
      consentVersion,
    })
    if (answer) onDone()
  }
  const refused = problem?.fields ?? {}

  return (
    <>
      <SectionTitle
        large
        title="填孩子的学籍信息"
        sub="学校会和名册核对，同意后您才能看到孩子的消息。一天最多申请 5 次。"
      />
      <LoadView id="match" load={load} onRetry={() => void reload()} shape="rows" count={4}>
        {({ schools, consent }) => (
          <>
            <Card>
              <View className="stack">
                <Field label="学校" required error={missing.school ?? refused.schoolId}>
                  <SchoolPick
                    schools={schools.map((one) => ({
                      ...one,
                      kind: one.stages.map((stage) => stageNames[stage]).join('、'),
                    }))}
                    value={schoolId}
                    onChange={setSchoolId}
                  />
                </Field>
                <Field label="孩子姓名" required error={missing.childName ?? refused.childName}>
                  <TextInput
                    id="match-child"
                    label="孩子姓名"
                    value={childName}
                    maxLength={30}
                    invalid={Boolean(missing.childName ?? refused.childName)}
                    onChange={setChildName}
                  />
                </Field>
                <Field
                  label="学籍号最后 4 位"
                  required
                  hint="在学生证或成绩单上，也可以问班主任"
                  error={missing.studentNumberEnd ?? refused.studentNumberEnd}
                >
                  <TextInput
                    id="match-number"
                    label="学籍号最后 4 位"
                    type="idcard"
                    value={studentNumberEnd}
                    maxLength={4}
                    invalid={Boolean(missing.studentNumberEnd ?? refused.studentNumberEnd)}
                    onChange={setNumberEnd}
                  />
                </Field>
                <Field label="您的姓名" required error={missing.guardianName ?? refused.guardianName}>
                  <TextInput
                    id="match-guardian"
                    label="您的姓名"
                    value={guardianName}
                    maxLength={30}
                    invalid={Boolean(missing.guardianName ?? refused.guardianName)}
                    onChange={setGuardianName}
                  />
                </Field>
                <RelationPick value={relation} error={missing.relation} onChange={setRelation} />
              </View>
            </Card>
            <ConsentText consent={consent} />
            {problem && Object.keys(refused).length === 0 && (
              <Notice id="match-problem" tone="danger">
                {problem.message}
              </Notice>
            )}
            <Button id="match-send" loading={isSending} onPress={() => void ask(consent.version)}>
              同意说明并提交申请
            </Button>
          </>
        )}
      </LoadView>
      <ListRow id="match-back" bare icon="undo" title="我有绑定码" onPress={onBack} />
    </>
  )
}
