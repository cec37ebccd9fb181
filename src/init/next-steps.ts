/** What a user does after `partyline init`. */
import { adapters, workflows, type AdapterKind, type Ci } from './starting-files.ts'

export interface Situation {
  readonly adapter: AdapterKind
  readonly ci: Ci
  /** partyline can be imported by the configuration. */
  readonly installed: boolean
}

export interface NextStep {
  readonly what: string
  /** To be typed; none where there is nothing to type. */
  readonly command?: string
}

const replaced: Readonly<Record<AdapterKind, string>> = {
  module: 'class TServerClient',
  exec: 'class TServer',
}

const nights: Readonly<Record<Ci, string>> = {
  github: 'GitHub runs it every night, and whenever you start the workflow "partyline".',
  gitlab: 'GitLab runs it in scheduled pipelines: add a schedule under Build > Pipeline schedules.',
  jenkins: `Jenkins runs it once there is a pipeline job whose script path is ${workflows.jenkins.path}.`,
  none: 'No workflow was written, as no CI was recognised: --ci github, gitlab or jenkins writes one.',
}

export function nextSteps({ adapter, ci, installed }: Situation): readonly NextStep[] {
  const { path } = adapters[adapter]
  return [
    ...(installed
      ? []
      : [
          {
            what: 'Install partyline into this project:',
            command: 'npm install --save-dev partyline',
          },
        ]),
    {
      what: 'Let the doctor look at the adapter. With the small T-Server it is content:',
      command: 'npx partyline doctor',
    },
    { what: 'Run 1,000 random scripts, and open the report:', command: 'npx partyline fuzz' },
    {
      what: `Put your T-Server in the place of ${replaced[adapter]} in ${path}, piece by piece, and ask the doctor after every change.`,
    },
    {
      what: `Commit what was written, and package-lock.json. ${nights[ci]}`,
    },
  ]
}
