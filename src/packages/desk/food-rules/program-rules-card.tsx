/** The rules that come with the program, by the document that they are from: to be read, not changed here. */
import { ruleLayerNames } from '@contract/canteen/findings'
import { programRules } from '@contract/canteen/rules/program-rules'
import { ruleWords } from '@contract/canteen/rules/words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import ListRow from '@/components/list-row'
import Sheet from '@/components/sheet'

const documents = [...new Set(programRules.map(({ document }) => document))]
const rulesOf = (document: string) => programRules.filter((rule) => rule.document === document)

export default function ProgramRulesCard() {
  const [opened, setOpened] = useState<string | null>(null)
  return (
    <Card id="program-rules">
      <View className="stack">
        <CardHead icon="shield-check" title="国家、市和区里已有的规则" sub="随程序带来，不能在这里改" />
        <View className="bleed">
          {documents.map((document) => {
            const rules = rulesOf(document)
            return (
              <ListRow
                key={document}
                title={document}
                sub={`${rules[0] ? ruleLayerNames[rules[0].layer] : ''}，${rules.length} 条`}
                onPress={() => setOpened(document)}
              />
            )
          })}
        </View>
      </View>
      <Sheet
        id="program-rules-sheet"
        open={opened !== null}
        title={opened ?? ''}
        onClose={() => setOpened(null)}
      >
        <View>
          {opened !== null &&
            rulesOf(opened).map((rule) => <ListRow key={rule.ruleId} title={ruleWords(rule)} />)}
        </View>
      </Sheet>
    </Card>
  )
}
