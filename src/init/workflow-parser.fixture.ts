/** GitHub's own parser of workflows. */
import { registerHooks } from 'node:module'

// It imports JSON as bundlers allow it, and Node does not.
const hooks = registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
})
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } =
  await import('@actions/workflow-parser')
hooks.deregister()

/** The mistakes that it sees in a workflow. */
export async function workflowProblems(content: string): Promise<readonly string[]> {
  const { context, value } = parseWorkflow(
    { name: 'partyline.yml', content },
    new NoOperationTraceWriter(),
  )
  if (value !== undefined) await convertWorkflowTemplate(context, value)
  return context.errors.getErrors().map(({ message }) => message)
}
