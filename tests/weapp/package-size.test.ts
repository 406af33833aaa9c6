/** Budgets of the mini-program's packages, and WeChat's own compilers over the build. */

import { weappDist } from '../support/demo-app'
import { checkDist } from './host/check-dist'

const KB = 1024
/** WeChat allows 2 MB each; a phone on a bad network is why ours are smaller. */
const budgets = { main: 700 * KB, subpackage: 500 * KB, desk: 900 * KB }

describe('the mini-program as it would be uploaded', () => {
  const report = checkDist(weappDist)

  it('passes WeChat’s compilers and has every page, component and icon that it names', () => {
    expect(report.errors).toEqual([])
  })

  it('keeps its main package within 700 KB, each subpackage within 500 KB, the desk within 900 KB', () => {
    const packages = report.sizes.filter(({ name }) => name !== 'total')
    expect(packages.length).toBeGreaterThan(1)
    const budgetOf = (name: string) =>
      name === 'main' ? budgets.main : name.includes('desk') ? budgets.desk : budgets.subpackage
    expect(packages.filter(({ name, bytes }) => bytes > budgetOf(name))).toEqual([])
  })
})
