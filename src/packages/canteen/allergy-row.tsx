/** What this child must avoid, or the way to say it; and that silence is no promise. */
import type { Child } from '@contract/account/session'
import type { Allergen } from '@contract/canteen/food'
import { openPage } from '@/api/page-session'
import Card from '@/components/card'
import ListRow from '@/components/list-row'
import { allergenWords } from './marks'

export type AllergyRowProps = { child: Child; allergies: readonly Allergen[] | null }

export default function AllergyRow({ child, allergies }: AllergyRowProps) {
  if (child.relation === 'self' && allergies === null) return null
  return (
    <Card flush>
      <ListRow
        id="allergies"
        icon="shield"
        title={allergies ? `${child.name}要避开：${allergenWords(allergies)}` : `${child.name}有过敏的食物吗`}
        sub={allergies ? '没有标记不等于没有，拿不准请问学校' : '告诉这里，食谱上会标出来。只有您家看得到'}
        {...(child.relation === 'self'
          ? {}
          : {
              onPress: () => openPage(`/packages/canteen/pages/allergens/index?child=${child.studentId}`),
            })}
      />
    </Card>
  )
}
