// A client that knows the server by its OpenAPI document alone.
import createClient from 'openapi-fetch'
import type { paths } from './schema.js'

function equal(found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new Error(`found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`)
  }
}

export async function calls(origin: string): Promise<void> {
  const api = createClient<paths>({ baseUrl: origin })

  const list = await api.GET('/api/berths', { params: { query: { quay: ['north', 'east-mole'], minLength: 20 } } })
  equal(list.data?.items.map((berth) => berth.name), ['n1', 'e1'])
  equal(list.data?.total, 2)
  // @ts-expect-error: there is no such quay
  await api.GET('/api/berths', { params: { query: { quay: ['south'] } } })

  const berth = await api.GET('/api/berths/{berth}', { params: { path: { berth: 'n2' } } })
  equal(berth.data?.length, 12.5)
  const unknown = await api.GET('/api/berths/{berth}', { params: { path: { berth: 'x9' } } })
  equal([unknown.response.status, unknown.error?.title], [404, 'Not Found'])

  const place = { params: { path: { berth: 'n1' } } }
  const body = { ship: 'Ida', shipLength: 30, contactEmail: 'a@b.co', arrives: '2026-12-01', nights: 2 }
  const booked = await api.POST('/api/berths/{berth}/booking', { ...place, body })
  equal([booked.response.status, booked.data?.leaves], [201, '2026-12-03'])
  const taken = await api.POST('/api/berths/{berth}/booking', { ...place, body })
  equal(taken.response.status, 409)
  const wrong = await api.POST('/api/berths/{berth}/booking', { ...place, body: { ...body, nights: 99 } })
  equal(wrong.error && 'fieldErrors' in wrong.error && wrong.error.fieldErrors['nights'], ['must be at least 1 and at most 28'])
  const cancelled = await api.DELETE('/api/berths/{berth}/booking', place)
  equal(cancelled.response.status, 204)

  // The form is flat, and a file goes in as it is.
  const ship = { name: 'Ida', length: 12, 'owner.email': 'a@b.co', 'owner.pin': '1234', insured: true, papers: 'none' }
  const form = (value: typeof ship): FormData => {
    const data = new FormData()
    for (const [name, field] of Object.entries(value)) {
      data.set(name, name === 'papers' ? new Blob(['%PDF'], { type: 'application/pdf' }) : String(field))
    }
    return data
  }
  const registered = await api.POST('/api/ships', { body: ship, bodySerializer: () => form(ship), redirect: 'manual' })
  equal([registered.response.status, registered.response.headers.get('location')], [303, '/thanks/1'])

  const chart = await api.GET('/api/charts/{sheet}', { params: { path: { sheet: 'baltic' } } })
  equal(chart.data?.path, ['baltic'])
}
