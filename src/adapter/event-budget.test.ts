import { expect, it } from 'vitest'
import { eventBudget, mostEventsOfStep, mostTextOfCall } from './event-budget.ts'

function take(budget: ReturnType<typeof eventBudget>, events: number, characters = 0): void {
  for (let event = 0; event < events; event++) budget.event(characters)
}

it('takes 100,000 events for one step, and not one more', () => {
  const budget = eventBudget()
  expect(mostEventsOfStep).toBe(100_000)
  take(budget, mostEventsOfStep)
  expect(() => budget.event(0)).toThrow('more than 100000 events came for one step')
})

it('takes as many again for the next step', () => {
  const budget = eventBudget()
  take(budget, mostEventsOfStep)
  budget.step()
  take(budget, mostEventsOfStep)
  budget.call(2)
  take(budget, mostEventsOfStep)
  expect(() => budget.event(0)).toThrow('more than 100000 events')
})

it('takes so much text for a call, and as much again for the next one', () => {
  const budget = eventBudget()
  take(budget, 4, mostTextOfCall / 4)
  budget.step()
  expect(() => budget.event(1)).toThrow(
    'more than 33554432 characters of events came since a call was established',
  )
  budget.call(8)
  take(budget, 4, mostTextOfCall / 4)
})

it('takes more for each step, as many as there are parties', () => {
  const budget = eventBudget()
  budget.call(1000)
  budget.call(2)
  take(budget, 4, mostTextOfCall / 4)
  for (let step = 0; step < 500; step++) {
    budget.step()
    take(budget, 1000, 1024)
  }
  expect(() => budget.event(1)).toThrow('more than 545554432 characters of events')
})
