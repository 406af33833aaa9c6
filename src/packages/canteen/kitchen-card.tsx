/** Who cooks, what it costs, and whom to ring about it. */
import type { Kitchen } from '@contract/canteen/canteen'
import type { WeekMenu } from '@contract/canteen/menu'
import { stageNames } from '@contract/people'
import { View } from '@tarojs/components'
import { ring } from '@/api/hotlines'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Icon from '@/components/icon'
import ListRow from '@/components/list-row'

export type KitchenCardProps = { kitchen: Kitchen; price: WeekMenu['priceYuan'] | null }

const priceWords = (price: WeekMenu['priceYuan']): string =>
  (['primary', 'junior', 'senior'] as const)
    .flatMap((stage) => {
      const yuan = price[stage]
      return yuan === null ? [] : [`${stageNames[stage]} ${yuan.toFixed(2)} 元`]
    })
    .join('，')

export default function KitchenCard({ kitchen, price }: KitchenCardProps) {
  const cost = price ? priceWords(price) : ''
  return (
    <Card id="kitchen">
      <CardHead
        icon="school"
        title={kitchen.schoolName}
        sub={
          kitchen.canteenMode === 'delivered'
            ? `配送午餐，供餐单位：${kitchen.supplierName || '还没有填写'}`
            : '学校食堂自办'
        }
      />
      <View className="bleed bleed--end">
        {cost !== '' && <ListRow title="午餐价格" sub={cost} />}
        {kitchen.supervisionPhone !== '' && (
          <ListRow
            id="supervision-phone"
            title="食堂监督电话"
            sub={kitchen.supervisionPhone}
            chevron={false}
            end={<Icon name="phone" className="tone-brand" />}
            label={`拨打食堂监督电话 ${kitchen.supervisionPhone}`}
            onPress={() => ring(kitchen.supervisionPhone)}
          />
        )}
        {kitchen.supervisionMailbox !== '' && <ListRow title="监督信箱" sub={kitchen.supervisionMailbox} />}
      </View>
    </Card>
  )
}
