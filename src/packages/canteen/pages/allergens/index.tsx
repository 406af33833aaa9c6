/** A guardian says what their child must avoid: chosen from the eight groups, under a consent of its own. */
import type { Child } from '@contract/account/session'
import { ALLERGY_CONSENT, type ChildAllergens } from '@contract/canteen/families'
import { type Allergen, allergenNames, allergens } from '@contract/canteen/food'
import { useState } from 'react'
import { call } from '@/api/call'
import { forgetKeptMenus } from '@/api/menus'
import { goBack } from '@/api/page-session'
import { useLoad } from '@/api/use-load'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Dialog from '@/components/dialog'
import LoadView from '@/components/load-view'
import Notice from '@/components/notice'
import PickChips from '@/components/pick-chips'
import { showToast } from '@/components/toast'
import Toggle from '@/components/toggle'
import ChildScreen from '../../child-screen'
import '../../canteen.scss'

export default function Page() {
  return (
    <ChildScreen title="过敏的食物" path="/packages/canteen/pages/allergens/index">
      {(child) => <ChildAllergies key={child.studentId} child={child} />}
    </ChildScreen>
  )
}

function ChildAllergies({ child: { studentId, name } }: { child: Child }) {
  const { load, reload } = useLoad(() => call('canteen.listAllergens', {}), [studentId])
  return (
    <LoadView id="allergens" load={load} onRetry={() => void reload()} count={1}>
      {({ children }) => (
        <Form
          studentId={studentId}
          name={name}
          stored={children.find((one) => one.studentId === studentId)}
        />
      )}
    </LoadView>
  )
}

type FormProps = { studentId: number; name: string; stored: ChildAllergens | undefined }

function Form({ studentId, name, stored }: FormProps) {
  const [picked, setPicked] = useState<Allergen[]>(stored?.allergens ?? [])
  const [agreed, setAgreed] = useState(stored !== undefined)
  const [asking, setAsking] = useState(false)
  const save = useSend('canteen.saveAllergens')
  const remove = useSend('canteen.removeAllergens')
  const problem = save.problem ?? remove.problem

  const submit = async () => {
    const consentVersion = ALLERGY_CONSENT.version
    if (!(await save.send({ studentId, allergens: picked, consentVersion }))) return
    showToast('已保存，食谱上会标出来', { done: true })
    goBack()
  }
  const withdraw = async () => {
    if (!(await remove.send({ studentId }))) return setAsking(false)
    forgetKeptMenus()
    showToast('已删除', { done: true })
    goBack()
  }
  return (
    <>
      <Card>
        <CardHead icon="shield" tone="canteen" title={`${name}要避开哪些食物`} sub="可以选几种" />
        <PickChips
          id="allergen"
          multiple
          label="要避开的食物"
          options={allergens.map((value) => ({ value, label: allergenNames[value] }))}
          picked={picked}
          onChange={setPicked}
        />
      </Card>
      <Notice tone="warning">
        标记按学校公布的配料推算。没有标记不等于没有，严重过敏请直接告诉学校和班主任。
      </Notice>
      <Card>
        <Toggle
          id="allergy-consent"
          title="同意保存这项敏感信息"
          sub={ALLERGY_CONSENT.words}
          on={agreed}
          onChange={setAgreed}
        />
      </Card>
      {problem && <Notice tone="warning">{Object.values(problem.fields)[0] ?? problem.message}</Notice>}
      <Button
        id="allergens-save"
        loading={save.isSending}
        disabled={!agreed || picked.length === 0}
        onPress={() => void submit()}
      >
        保存
      </Button>
      {stored && (
        <Button id="allergens-remove" kind="plain" onPress={() => setAsking(true)}>
          撤回同意并删除
        </Button>
      )}
      <Dialog
        id="remove-dialog"
        open={asking}
        title="删除过敏信息？"
        confirm="删除"
        danger
        loading={remove.isSending}
        onConfirm={() => void withdraw()}
        onCancel={() => setAsking(false)}
      >
        {`${name}的过敏信息会马上删除，食谱上不再标记。以后可以再填。`}
      </Dialog>
    </>
  )
}
