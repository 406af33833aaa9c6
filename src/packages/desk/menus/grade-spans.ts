/** Which grades a dish may be meant for at a school of these stages. */
import { ageBandNames, ageBands, type GradeSpan, gradesOfBand } from '@contract/canteen/menu'
import { type Stage, stageOfGrade } from '@contract/people'

export const spansOf = (stages: readonly Stage[]): { label: string; span: GradeSpan }[] =>
  ageBands
    .map((band) => ({ label: ageBandNames[band], span: gradesOfBand[band] }))
    .filter(({ span }) => stages.includes(stageOfGrade(span.from)))
