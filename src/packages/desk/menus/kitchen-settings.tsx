/** What families read about the kitchen beside the menu: who cooks, whom to ring or write to; and whether boarders eat here. */
import type { Kitchen } from '@contract/canteen/canteen'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Field from '@/components/field'
import Notice from '@/components/notice'
import TextInput from '@/components/text-input'
import { showToast } from '@/components/toast'
import Toggle from '@/components/toggle'
import { useDeed } from '../use-deed'

export type KitchenSettingsProps = { kitchen: Kitchen; onSaved: () => Promise<unknown> }

export default function KitchenSettings({ kitchen, onSaved }: KitchenSettingsProps) {
  const { schoolId } = kitchen
  const [supervisionPhone, setPhone] = useState(kitchen.supervisionPhone)
  const [supervisionMailbox, setMailbox] = useState(kitchen.supervisionMailbox)
  const [supplierName, setSupplier] = useState(kitchen.supplierName)
  const [isBoarding, setBoarding] = useState(kitchen.isBoarding)
  const deed = useDeed()
  const isSame =
    supervisionPhone === kitchen.supervisionPhone &&
    supervisionMailbox === kitchen.supervisionMailbox &&
    supplierName === kitchen.supplierName &&
    isBoarding === kitchen.isBoarding
  const save = () =>
    deed.run(
      `kitchen ${supervisionPhone} ${supervisionMailbox} ${supplierName} ${isBoarding}`,
      async (requestId) => {
        await call('canteen.saveKitchen', {
          requestId,
          schoolId,
          supervisionPhone,
          supervisionMailbox,
          supplierName,
          isBoarding,
        })
        showToast('已保存', { done: true })
        await onSaved()
      },
    )
  const fields = deed.problem?.fields ?? {}
  return (
    <Card id="kitchen-settings">
      <View className="stack">
        <CardHead
          icon="school"
          tone="canteen"
          title="食堂信息"
          sub={
            kitchen.canteenMode === 'delivered'
              ? '配送午餐。自办还是配送由学校管理员修改'
              : '学校食堂自办。自办还是配送由学校管理员修改'
          }
        />
        <View className="menus__fields">
          {kitchen.canteenMode === 'delivered' && (
            <Field label="供餐单位" error={fields.supplierName} hint="家长在食谱页上看到">
              <View id="kitchen-supplier">
                <TextInput
                  value={supplierName}
                  maxLength={60}
                  label="供餐单位"
                  placeholder="送餐的单位名称"
                  invalid={fields.supplierName !== undefined}
                  onChange={setSupplier}
                />
              </View>
            </Field>
          )}
          <Field label="监督电话" error={fields.supervisionPhone}>
            <View id="kitchen-phone">
              <TextInput
                value={supervisionPhone}
                type="text"
                maxLength={20}
                label="监督电话"
                placeholder="区号-号码"
                invalid={fields.supervisionPhone !== undefined}
                onChange={setPhone}
              />
            </View>
          </Field>
          <Field label="监督信箱" error={fields.supervisionMailbox}>
            <View id="kitchen-mailbox">
              <TextInput
                value={supervisionMailbox}
                maxLength={80}
                label="监督信箱"
                placeholder="邮箱，或意见箱在哪里"
                invalid={fields.supervisionMailbox !== undefined}
                onChange={setMailbox}
              />
            </View>
          </Field>
        </View>
        <Toggle
          id="kitchen-boarding"
          title="有住校生"
          sub="打开后，早餐和晚餐也能填写"
          on={isBoarding}
          onChange={setBoarding}
        />
        {deed.problem && Object.keys(fields).length === 0 && (
          <Notice tone="warning">{deed.problem.message}</Notice>
        )}
        <View className="desk-acts">
          <Button
            id="kitchen-save"
            size="small"
            kind="outline"
            disabled={isSame}
            loading={deed.doing !== null}
            onPress={() => void save()}
          >
            保存
          </Button>
        </View>
      </View>
    </Card>
  )
}
