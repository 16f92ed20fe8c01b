import { Chip } from '../../design/bits.tsx';
import { took } from '../../design/format.ts';
import type { Asset } from './media.queries.ts';

/** What is made of a film, planned and measured. */
export function Renditions({ asset }: { asset: Asset }) {
  const states = {
    PLANNED: ['Planned', 'plain'],
    ENCODED: ['Encoded', 'info'],
    PACKAGED: ['Packaged', 'good'],
  } as const;
  return (
    <section className="s-card" aria-labelledby="ladder">
      <h2 id="ladder">Ladder</h2>
      {asset.renditions.length === 0 && <p className="s-faint">The ladder is chosen once the film has been probed.</p>}
      {asset.renditions.length > 0 && (
        <div className="s-scroll" tabIndex={0} role="region" aria-label="Renditions">
          <table className="s-table s-table--plain">
            <thead>
              <tr>
                <th scope="col">Rendition</th>
                <th scope="col" className="s-num">
                  Picture
                </th>
                <th scope="col" className="s-num">
                  Planned
                </th>
                <th scope="col" className="s-num">
                  Measured
                </th>
                <th scope="col">State</th>
              </tr>
            </thead>
            <tbody>
              {asset.renditions.map((rendition) => (
                <tr key={rendition.name}>
                  <th scope="row">{rendition.height === null ? 'Sound' : `${rendition.height}p`}</th>
                  <td className="s-num">
                    {rendition.width === null ? '–' : `${rendition.width} × ${rendition.height}`}
                  </td>
                  <td className="s-num">{rendition.bitrateKbps.toLocaleString()} kbit/s</td>
                  <td className="s-num">
                    {rendition.averageKbps === null ? '–' : `${rendition.averageKbps.toLocaleString()} kbit/s`}
                  </td>
                  <td>
                    <Chip tone={states[rendition.state][1]}>{states[rendition.state][0]}</Chip>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const jobStates = {
  REQUESTED: ['Waits', 'plain'],
  RUNNING: ['Runs', 'info'],
  COMPLETED: ['Done', 'good'],
  RETRYING: ['Again soon', 'warn'],
  FAILED: ['Failed', 'bad'],
  CANCELLED: ['Not needed', 'plain'],
} as const;

/** The programs that worked on a film, with their output when they failed. */
export function Jobs({ asset, onOutput }: { asset: Asset; onOutput: (output: string) => void }) {
  return (
    <section className="s-card" aria-labelledby="jobs">
      <h2 id="jobs">Jobs</h2>
      {asset.jobs.length === 0 && <p className="s-faint">Work begins when the last byte has arrived.</p>}
      {asset.jobs.length > 0 && (
        <div className="s-scroll" tabIndex={0} role="region" aria-label="Jobs of this film">
          <table className="s-table s-table--plain">
            <thead>
              <tr>
                <th scope="col">Job</th>
                <th scope="col">State</th>
                <th scope="col" className="s-num">
                  Attempt
                </th>
                <th scope="col" className="s-num">
                  Time
                </th>
                <th scope="col">Worker</th>
              </tr>
            </thead>
            <tbody>
              {asset.jobs.map((job) => (
                <tr key={job.id}>
                  <th scope="row">{job.kind.charAt(0) + job.kind.slice(1).toLowerCase()}</th>
                  <td>
                    <Chip tone={jobStates[job.state][1]} live={job.state === 'RUNNING'}>
                      {jobStates[job.state][0]}
                    </Chip>
                    {job.lastError !== null && (
                      <button type="button" className="s-output" onClick={() => onOutput(job.lastError ?? '')}>
                        Details
                      </button>
                    )}
                  </td>
                  <td className="s-num">{job.attempt || '–'}</td>
                  <td className="s-num">{job.wallMs === null ? '–' : took(job.wallMs)}</td>
                  <td className="s-faint">{job.worker ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
