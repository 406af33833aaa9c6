/** Rules for menus: the bureau's for the district, a school's for itself; added, changed, ended, each with its document. */
import type { OwnRule } from '@contract/canteen/own'
import { ruleWords } from '@contract/canteen/rules/words'
import { stages as allStages } from '@contract/people'
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import { showToast } from '@/components/toast'
import DeskFrame from '../../desk-frame'
import '../../food-book/food-book.scss'
import OwnRulesCard from '../../food-rules/own-rules-card'
import ProgramRulesCard from '../../food-rules/program-rules-card'
import RuleSheet from '../../food-rules/rule-sheet'
import Loaded from '../../loaded'
import SchoolChoice from '../../school-choice'
import { useDeed } from '../../use-deed'
import { useDeskSchool } from '../../use-desk-school'

export default function Page() {
  const choice = useDeskSchool('canteen_manager', 'school_admin', 'bureau_officer')
  const schoolId = choice.school?.schoolId ?? null
  return (
    <DeskFrame
      current="canteen-rules"
      title="食谱规则"
      place={choice.isBureau ? '教育局' : (choice.school?.name ?? '')}
    >
      <SchoolChoice choice={choice} />
      {(choice.isBureau || schoolId !== null) && (
        <Rules
          key={schoolId ?? 0}
          schoolId={schoolId}
          isBureau={choice.isBureau}
          name={choice.school?.name ?? ''}
        />
      )}
    </DeskFrame>
  )
}

type RulesProps = {
  /** Null where the bureau has chosen no school. */
  schoolId: number | null
  isBureau: boolean
  name: string
}

function Rules({ schoolId, isBureau, name }: RulesProps) {
  const loader = useLoad(() => call('canteen.listRules', { schoolId }), [schoolId])
  const [sheet, setSheet] = useState<{ before: OwnRule | null } | null>(null)
  const [opened, setOpened] = useState<OwnRule | null>(null)
  const deed = useDeed()
  usePullDownRefresh(() => void loader.reload().then(() => Taro.stopPullDownRefresh()))
  const owner = isBureau ? null : schoolId
  const end = async ({ ruleId }: OwnRule) => {
    const isDone = await deed.run(`end ${ruleId}`, async (requestId) => {
      await call('canteen.retireRule', { requestId, schoolId: owner, ruleId })
    })
    if (isDone) showToast('已停用', { done: true })
    setOpened(null)
    await loader.reload()
  }
  const add = () => setSheet({ before: null })
  return (
    <>
      {deed.problem && (
        <Notice id="rules-problem" tone="warning">
          {deed.problem.message}
        </Notice>
      )}
      <Loaded of={loader} kind="cards">
        {({ rules }) => {
          const district = rules.filter(({ rule }) => rule.layer === 'district')
          const own = rules.filter(({ rule }) => rule.layer === 'school')
          return (
            <>
              {schoolId !== null && (
                <OwnRulesCard
                  id="school-rules"
                  title={isBureau ? `${name}自己的规则` : '本校的规则'}
                  sub="只管这所学校，和国家、市、区的规则一起算，取最严的"
                  rules={own}
                  onOpen={isBureau ? null : setOpened}
                  onAdd={isBureau ? null : add}
                />
              )}
              <OwnRulesCard
                id="district-rules"
                title="教育局加的规则"
                sub="全区各校的食谱都按它检查"
                rules={district}
                onOpen={isBureau ? setOpened : null}
                onAdd={isBureau ? add : null}
              />
              <ProgramRulesCard />
            </>
          )
        }}
      </Loaded>
      {opened && (
        <Sheet
          id="rule-opened"
          open
          title={ruleWords(opened.rule)}
          sub={`依据：${opened.rule.document}`}
          onClose={() => setOpened(null)}
          foot={
            <>
              <Button
                id="rule-change"
                onPress={() => {
                  setSheet({ before: opened })
                  setOpened(null)
                }}
              >
                改
              </Button>
              <Button
                id="rule-end"
                kind="danger"
                loading={deed.doing !== null}
                onPress={() => void end(opened)}
              >
                停用
              </Button>
            </>
          }
        >
          <View>停用以后，新的检查不再按它；已经公布的食谱不变，这条规则留在记录里。</View>
        </Sheet>
      )}
      {sheet && (
        <RuleSheet
          schoolId={owner}
          stages={allStages}
          before={sheet.before}
          onSaved={loader.reload}
          onClose={() => setSheet(null)}
        />
      )}
    </>
  )
}
