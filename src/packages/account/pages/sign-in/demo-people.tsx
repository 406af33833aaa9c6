/** Whom a visitor of the demo may be, in groups, with what each is worth trying for. */

import type { OutputOf } from '@contract/routes'
import { Text, View } from '@tarojs/components'
import Card from '@/components/card'
import ListRow from '@/components/list-row'
import Tag from '@/components/tag'

type Person = OutputOf<'account.listDemoPeople'>['people'][number]

const family = /学生|监护人/
const bureau = /教育局|身份保管人|系统管理员/

const groups: readonly { title: string; holds: (roleName: string) => boolean }[] = [
  { title: '家庭', holds: (role) => family.test(role) },
  { title: '学校', holds: (role) => !family.test(role) && !bureau.test(role) },
  { title: '教育局', holds: (role) => bureau.test(role) },
]

export type DemoPeopleProps = {
  people: readonly Person[]
  /** Being signed in as; null while nobody was chosen. */
  entering: string | null
  onEnter: (personKey: string) => void
}

export default function DemoPeople({ people, entering, onEnter }: DemoPeopleProps) {
  return (
    <>
      {groups.map((group) => {
        const members = people.filter((person) => group.holds(person.roleName))
        if (members.length === 0) return null
        return (
          <Card key={group.title}>
            <View className="title">{group.title}</View>
            <View className="bleed bleed--end">
              {members.map((person) => (
                <ListRow
                  key={person.personKey}
                  id={`demo-${person.personKey}`}
                  title={
                    <View className="row row--wrap">
                      <Text>{person.name}</Text>
                      <Tag tone={entering === person.personKey ? 'info' : 'quiet'}>
                        {entering === person.personKey ? '正在进入' : person.roleName}
                      </Tag>
                    </View>
                  }
                  sub={person.note}
                  label={`${person.name}，${person.roleName}，${person.note}`}
                  disabled={entering !== null}
                  onPress={() => onEnter(person.personKey)}
                />
              ))}
            </View>
          </Card>
        )
      })}
    </>
  )
}
