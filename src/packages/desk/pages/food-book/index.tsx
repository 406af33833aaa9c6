/** The district's food book: every food with its words, allergens and figures, and the words that a school taught itself. */
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { openPage, usePageSession } from '@/api/page-session'
import Card from '@/components/card'
import ListRow from '@/components/list-row'
import DeskFrame from '../../desk-frame'
import DictionaryCard from '../../food-book/dictionary-card'
import '../../food-book/food-book.scss'
import FoodList from '../../food-book/food-list'
import OwnWordsCard from '../../food-book/own-words-card'
import { useBook } from '../../food-book/use-book'
import Loaded from '../../loaded'
import SchoolChoice from '../../school-choice'
import { useDeskSchool } from '../../use-desk-school'

export default function Page() {
  const choice = useDeskSchool('canteen_manager')
  const isKitchen = choice.schools.length > 0
  return (
    <DeskFrame current="food-book" title="食物词典" place={choice.school?.name ?? ''}>
      {isKitchen && choice.schools.length > 1 && <SchoolChoice choice={choice} />}
      <Book key={choice.school?.schoolId ?? 0} schoolId={choice.school?.schoolId ?? null} />
    </DeskFrame>
  )
}

/** @param schoolId null for the bureau, which reads the district's */
function Book({ schoolId }: { schoolId: number | null }) {
  const { book, loader } = useBook(schoolId)
  const { me } = usePageSession()
  const isBureau = me?.posts.some(({ role }) => role === 'bureau_officer') ?? false
  usePullDownRefresh(() => void loader.reload().then(() => Taro.stopPullDownRefresh()))
  return (
    <Loaded of={loader}>
      {() => (
        <>
          {schoolId === null ? (
            <>
              {isBureau && (
                <Card flush>
                  <ListRow
                    id="open-words"
                    icon="edit"
                    tone="canteen"
                    title="新词审核"
                    sub="各校食堂教的词，看过以后全区可用"
                    onPress={() => openPage('/packages/desk/pages/food-words/index')}
                  />
                </Card>
              )}
              <DictionaryCard onReplaced={loader.reload} />
            </>
          ) : (
            <OwnWordsCard schoolId={schoolId} dictionary={book.dictionary} onTaught={loader.reload} />
          )}
          <View className="stack">
            <FoodList dictionary={book.dictionary} />
          </View>
        </>
      )}
    </Loaded>
  )
}
