/** What a check found: each thing that was compared, the first that does not fit in red, and whom to ring then. */
import { daysWords, hashWords, rootTroubleWords, troubleWords } from '@contract/report/check-words'
import type { TimelineEntry } from '@contract/report/report'
import { dateClockWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import { readHotlines, ring } from '@/api/hotlines'
import { openPage } from '@/api/page-session'
import CallRow from '@/components/call-row'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import Timeline, { type TimelineItem } from '@/components/timeline'
import { stepWords } from '../timeline-words'
import { ComparedFiles, StepFiles } from './check-files'
import type { Kept, KeptCase, Looked } from './look'
import type { CheckFiles } from './use-check-files'

const HOTLINES = '/packages/safety/pages/hotlines/index'

/** Numbers kept on this phone, so that they are there without a network. */
function WhomToRing() {
  const lines = readHotlines()
  const bureau =
    lines.bureau.length > 0 ? lines.bureau : lines.national.filter(({ phone }) => phone === '12345')
  return (
    <Card>
      <CardHead title="请打电话问清楚" endId="all-lines" end="全部电话" onEnd={() => openPage(HOTLINES)} />
      <View className="report-next">
        {bureau.slice(0, 2).map(({ name, phone }) => (
          <CallRow key={phone} number={phone} label={name} onCall={() => ring(phone)} />
        ))}
        <View className="sub">告诉对方：查询码能查到的记录对不上。这个页面可以截屏留着。</View>
      </View>
    </Card>
  )
}

export function CaseGone({ kept }: { kept: KeptCase }) {
  const { inclusion } = kept
  return (
    <>
      <Notice id="check-trouble" tone="danger">
        {`学校系统里查不到这件事了。这台设备在 ${dateClockWords(kept.at)} 看到过它的 ${kept.events} 条记录。`}
      </Notice>
      {inclusion && (
        <Card>
          <CardHead title="这台设备留着凭据" />
          <View className="sub">
            {`${daysWords(inclusion.day)}公布的总根包含这件事的前 ${inclusion.events} 条记录，最后一条的指纹是 ${hashWords(inclusion.head)}。凭据存在这台设备里，请不要删除小程序或清除浏览数据。`}
          </View>
        </Card>
      )}
      <WhomToRing />
    </>
  )
}

type ResultProps = { looked: Looked; kept: Kept; files: CheckFiles }

export default function CheckResult({ looked, kept, files }: ResultProps) {
  const { check, roots, chain } = looked
  const broken = check.trouble ? troubleWords(check.trouble) : rootTroubleWords(roots)
  const problem = broken ?? files.trouble
  return (
    <>
      {problem ? (
        <>
          <Notice id="check-trouble" tone="danger">
            {problem}
          </Notice>
          <WhomToRing />
        </>
      ) : (
        <Notice id="check-fits" tone="ok">
          {`核对过的都对得上。${chain.schoolName}，编号 ${chain.number}。`}
        </Notice>
      )}
      {!problem && (
        <Card>
          <CardHead title="核对了什么" />
          <Compared looked={looked} kept={kept} files={files} />
        </Card>
      )}
      <Card>
        <CardHead
          title="记录"
          sub={broken ? '标出的那一条开始，后面的都不能算数。' : '下面的字，就是刚才核对过的。'}
        />
        <View className="report-steps">
          <Timeline id="checked" items={itemsOf(looked, files)} />
        </View>
      </Card>
    </>
  )
}

function Compared({ looked, kept, files }: ResultProps) {
  const { check, roots, chain } = looked
  const { all, contents, internal, old } = check.counts
  const hidden = internal > 0 ? `另有 ${internal} 条是老师之间的记录，只核对了位置。` : ''
  const before = old > 0 ? `${old} 条是早先的记录，只核对了前后相连。` : ''
  return (
    <>
      <ListRow
        id="compared-links"
        icon="check-circle"
        tone="ok"
        title={`${all} 条记录，一条接一条`}
        sub={`没有多，没有少，没有换位置。最后一条的指纹是 ${hashWords(chain.head)}`}
      />
      <ListRow
        id="compared-contents"
        icon="check-circle"
        tone="ok"
        title={`${contents} 条的内容，和记下时一样`}
        sub={`${hidden}${before}` || '每一条都重新算过。'}
      />
      <ComparedFiles files={files} />
      <ListRow
        id="compared-receipt"
        icon={check.held.receipt ? 'check-circle' : 'info'}
        tone={check.held.receipt ? 'ok' : 'safety'}
        title={check.held.receipt ? '和收据上的一样' : '没有和收据比'}
        sub={
          check.held.receipt
            ? `第 1 条的指纹是 ${hashWords(check.steps[0]?.hash ?? '')}`
            : '扫收据上的二维码打开，就能多比这一项。'
        }
      />
      <ListRow
        id="compared-seen"
        icon={kept.case ? 'check-circle' : 'info'}
        tone={kept.case ? 'ok' : 'safety'}
        title={kept.case ? '接着上次看到的' : '这台设备第一次核对'}
        sub={
          kept.case
            ? `${dateClockWords(kept.case.at)} 看到的 ${kept.case.events} 条都还在，没有变。`
            : '从现在起记住了指纹，下次会比一比。'
        }
      />
      <ListRow
        id="compared-root"
        icon={roots.state === 'under' ? 'check-circle' : 'clock'}
        tone={roots.state === 'under' ? 'ok' : 'safety'}
        title={roots.state === 'under' ? `${daysWords(roots.day)}公布的总根包含这件事` : '还没有进公布的总根'}
        sub={
          roots.state === 'under'
            ? `包含前 ${roots.events} 条。总根 ${hashWords(roots.root)}`
            : '每天零点以后公布前一天的，明天再来核对。'
        }
      />
    </>
  )
}

const itemsOf = ({ check, chain }: Looked, files: CheckFiles): TimelineItem[] =>
  [...check.steps].reverse().map(({ seq, hash, open }): TimelineItem => {
    const id = String(seq)
    const isBroken = check.trouble?.step === seq
    const mark = isBroken ? '（对不上）' : ''
    if (open === null)
      return { id, title: `第 ${seq} 条 · 老师之间的记录${mark}`, time: '内容看不到', hash: hash.slice(0, 4) }
    const kind = open.kind as TimelineEntry['kind']
    const title =
      kind === 'filed' ? '提交' : stepWords({ kind, actorName: open.content?.actor ?? '' }, '您', true)
    const words = kind === 'filed' ? check.report?.details : open.content?.text
    return {
      id,
      title: `第 ${seq} 条 · ${title}${mark}`,
      time: dateClockWords(open.at),
      hash: hash.slice(0, 4),
      bubble: words ? (
        <Text className="report-text" userSelect>
          {words}
        </Text>
      ) : undefined,
      children: (
        <>
          {kind === 'filed' && <View className="note">{chain.schoolName}</View>}
          <StepFiles seq={seq} files={files} />
        </>
      ),
    }
  })
