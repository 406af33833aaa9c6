/** Whom to ring at the child's school, and where it is. */

import { stageNames } from '@contract/people'
import { View } from '@tarojs/components'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Icon from '@/components/icon'
import ListRow from '@/components/list-row'
import type { School } from './use-home'

export type SchoolCardProps = {
  school: School
  onCall: (phone: string) => void
  onAll: () => void
}

export default function SchoolCard({ school, onCall, onAll }: SchoolCardProps) {
  const kind = school.stages.map((one) => stageNames[one]).join('、')
  return (
    <Card id="school">
      <CardHead
        icon="school"
        title={school.name}
        sub={school.address || kind}
        end="全部电话"
        endId="all-hotlines"
        onEnd={onAll}
      />
      <View className="bleed bleed--end home-list">
        {school.phones.slice(0, 3).map(({ label, phone }, index) => (
          <ListRow
            key={`${label} ${phone}`}
            id={`school-phone-${index}`}
            title={label}
            sub={phone}
            label={`拨打${school.name}${label} ${phone}`}
            chevron={false}
            end={<Icon name="phone" className="tone-brand" />}
            onPress={() => onCall(phone)}
          />
        ))}
      </View>
    </Card>
  )
}
