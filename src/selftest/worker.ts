/** What a worker thread of a selftest does with each of its tasks. */
export { tryTServer as default } from './try-tserver.ts'
