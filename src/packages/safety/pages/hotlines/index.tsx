/** Placeholder until the page is written. */
import Screen from '@/components/screen'

export default function Page() {
  return <Screen title="求助电话" />
}
