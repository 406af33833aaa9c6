/** The school as everybody reads it: stages, canteen, phones, and the lines a child can ring. */
import EmptyState from '@/components/empty-state'
import { useSession } from '@/stores/session'
import DeskFrame from '../../desk-frame'
import AddSchoolCard from '../../school/add-school-card'
import HotlineGapsCard from '../../school/hotline-gaps-card'
import HotlinesCard from '../../school/hotlines-card'
import SchoolForm from '../../school/school-form'
import TermsCard from '../../school/terms-card'
import SchoolChoice from '../../school-choice'
import { useDeskSchool } from '../../use-desk-school'

export default function Page() {
  const choice = useDeskSchool('school_admin', 'school_head', 'bureau_officer', 'operator')
  const { school, isBureau } = choice
  const isOfficer = useSession(({ me }) => me?.posts.some(({ role }) => role === 'bureau_officer') ?? false)
  return (
    <DeskFrame current="school" title="学校与电话" place={school?.name ?? ''}>
      <SchoolChoice choice={choice} />
      {school ? (
        <>
          <HotlinesCard key={`lines-${school.schoolId}`} schoolId={school.schoolId} isBureau={isBureau} />
          <SchoolForm key={school.schoolId} schoolId={school.schoolId} />
        </>
      ) : isBureau ? (
        <>
          <HotlinesCard schoolId={null} isBureau />
          {isOfficer && <HotlineGapsCard />}
          <TermsCard />
          <AddSchoolCard onAdded={choice.added} />
        </>
      ) : (
        <EmptyState icon="school" title="先选一所学校">
          选好以后可以改它的信息和电话。
        </EmptyState>
      )}
    </DeskFrame>
  )
}
