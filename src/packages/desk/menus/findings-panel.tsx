/** What the check says, beside the grid: where, why, from which document, and what would mend it. */
import { type Finding, ruleLayerNames, type Severity } from '@contract/canteen/findings'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import Button from '@/components/button'
import { classNames } from '@/components/class-names'
import Icon, { type IconName } from '@/components/icon'
import Pressable from '@/components/pressable'
import { canReplace } from './mend'

const UNKNOWN_WORD = 'school.words-known'

export type FindingsPanelProps = {
  findings: readonly Finding[]
  /** Opens the cell that it is about. */
  onOpen: (finding: Finding) => void
  onMend: (finding: Finding) => void
  /** Asks what the word is that nobody knows. */
  onTeach: (finding: Finding) => void
}

const names: Record<Severity, string> = { block: '必须改', warning: '建议', note: '知道就好' }
const icons: Record<Severity, IconName> = { block: 'alert', warning: 'info', note: 'info' }

const sentence = (findings: readonly Finding[]): string => {
  const count = (severity: Severity) => findings.filter((one) => one.severity === severity).length
  const [blocks, warnings] = [count('block'), count('warning')]
  if (blocks > 0) return `还有 ${blocks} 处必须改，${warnings} 条建议`
  return warnings > 0 ? `没有必须改的，${warnings} 条建议` : '没有要改的'
}

export default function FindingsPanel({ findings, ...deeds }: FindingsPanelProps) {
  const [showsNotes, setShowsNotes] = useState(false)
  const grave = findings.filter(({ severity }) => severity !== 'note')
  const notes = findings.filter(({ severity }) => severity === 'note')
  return (
    <View id="findings" className="findings">
      <View className="findings__head">
        <Text id="findings-sentence" className="strong">
          {sentence(findings)}
        </Text>
        <View className="note">必须改的改好才能公布，建议由您决定</View>
      </View>
      {grave.map((finding) => (
        <OneFinding key={keyOf(finding)} finding={finding} {...deeds} />
      ))}
      {notes.length > 0 && (
        <View className="findings__more">
          <Button id="findings-notes" kind="plain" size="small" onPress={() => setShowsNotes(!showsNotes)}>
            {showsNotes ? '收起' : `还有 ${notes.length} 条供参考`}
          </Button>
        </View>
      )}
      {showsNotes && notes.map((finding) => <OneFinding key={keyOf(finding)} finding={finding} {...deeds} />)}
    </View>
  )
}

const keyOf = ({ ruleId, band, place, problem }: Finding): string =>
  `${ruleId} ${band ?? ''} ${place.servedOn ?? ''} ${place.dishId ?? ''} ${place.ingredient ?? ''} ${problem}`

type OneProps = Omit<FindingsPanelProps, 'findings'> & { finding: Finding }

const OneFinding = ({ finding, onOpen, onMend, onTeach }: OneProps) => (
  <View className={classNames('finding', `finding--${finding.severity}`)}>
    <Pressable
      className="finding__words"
      label={`${names[finding.severity]}：${finding.problem}`}
      disabled={finding.place.dishId === null}
      onPress={() => onOpen(finding)}
    >
      <View className="finding__kind">
        <Icon name={icons[finding.severity]} size="s" />
        <Text>{names[finding.severity]}</Text>
      </View>
      <View>{finding.problem}</View>
    </Pressable>
    <View className="finding__fix">
      <Text className="grow">{`→ ${finding.remedy}`}</Text>
      {finding.ruleId === UNKNOWN_WORD ? (
        <Button
          kind="outline"
          size="small"
          label={`这是什么：${finding.problem}`}
          onPress={() => onTeach(finding)}
        >
          这是什么
        </Button>
      ) : (
        canReplace(finding) && (
          <Button
            kind="outline"
            size="small"
            label={`换一道菜：${finding.problem}`}
            onPress={() => onMend(finding)}
          >
            换菜
          </Button>
        )
      )}
    </View>
    <View className="note">{`${ruleLayerNames[finding.layer]} · ${finding.document}`}</View>
  </View>
)
