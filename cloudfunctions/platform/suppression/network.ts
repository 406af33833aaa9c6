/** A table with its totals as a network: how far a hidden cell can move while everything shown stays as it is. */

/*
 * Each row that is not a sum sends its total through its categories into the same categories of the row above, up to the
 * root and out. A cell is an arc and its count the flow, so everything that adds up in the table is kept by the network
 * by itself. Two tables agree on all that is shown exactly if they differ by circles of hidden arcs; the most that can be
 * pushed round a circle is whole and found exactly, so the interval of a cell is the very one that the best reader has.
 */

export type Arc = {
  from: number
  to: number
  count: number
  isHidden: boolean
  /** It is known not to be less. */
  floor: number
  /** What is lost when this arc is hidden to protect another. */
  cost: number
}

export type Direction = 'up' | 'down'
type Step = { arc: number; forward: boolean }

export class Network {
  readonly arcs: Arc[] = []
  private readonly outgoing: Step[][] = []

  node(): number {
    this.outgoing.push([])
    return this.outgoing.length - 1
  }

  arc(arc: Arc): number {
    const index = this.arcs.push(arc) - 1
    this.outgoing[arc.from]?.push({ arc: index, forward: true })
    this.outgoing[arc.to]?.push({ arc: index, forward: false })
    return index
  }

  /** How far a cell can move, at most `need`, if only hidden cells move with it. */
  room(cell: number, direction: Direction, need: number): number {
    return this.push(cell, direction, need, false)
  }

  /** Hides the cheapest shown cells that let a cell move by `need`. @returns false where it cannot be done */
  widen(cell: number, direction: Direction, need: number): boolean {
    return this.push(cell, direction, need, true) >= need
  }

  private push(cell: number, direction: Direction, need: number, mayHide: boolean): number {
    const target = this.arcs[cell]
    if (!target) return 0
    const [start, end] = direction === 'up' ? [target.to, target.from] : [target.from, target.to]
    const flow = this.arcs.map((arc) => arc.count)
    const most = direction === 'down' ? Math.min(need, target.count - target.floor) : need
    let moved = 0
    while (moved < most) {
      const path = this.cheapest(start, end, cell, flow, mayHide)
      if (!path) break
      const width = path.reduce(
        (least, step) => (step.forward ? least : Math.min(least, this.spare(step.arc, flow))),
        most - moved,
      )
      for (const step of path) {
        flow[step.arc] = (flow[step.arc] ?? 0) + (step.forward ? width : -width)
        const arc = this.arcs[step.arc]
        if (arc) arc.isHidden = true
      }
      moved += width
    }
    return moved
  }

  private spare(arc: number, flow: readonly number[]): number {
    return (flow[arc] ?? 0) - (this.arcs[arc]?.floor ?? 0)
  }

  /** Bellman and Ford with a queue: hidden arcs are free, shown ones cost what they are worth. */
  private cheapest(
    start: number,
    end: number,
    except: number,
    flow: readonly number[],
    mayHide: boolean,
  ): Step[] | undefined {
    const best = new Array<number>(this.outgoing.length).fill(Number.POSITIVE_INFINITY)
    const came = new Array<{ step: Step; node: number } | undefined>(this.outgoing.length)
    best[start] = 0
    const queue = [start]
    for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
      for (const step of this.outgoing[node] ?? []) {
        const arc = this.arcs[step.arc]
        if (!arc || step.arc === except) continue
        if (!arc.isHidden && !mayHide) continue
        if (!step.forward && this.spare(step.arc, flow) <= 0) continue
        const next = step.forward ? arc.to : arc.from
        const cost = (best[node] ?? 0) + (arc.isHidden ? 0 : arc.cost)
        if (cost >= (best[next] ?? 0)) continue
        best[next] = cost
        came[next] = { step, node }
        queue.push(next)
      }
    }
    if (!Number.isFinite(best[end] ?? Number.POSITIVE_INFINITY)) return undefined
    const path: Step[] = []
    for (let node = end; node !== start; ) {
      const from = came[node]
      if (!from) return undefined
      path.unshift(from.step)
      node = from.node
    }
    return path
  }
}
