// One line of the queue.
import {html, nothing} from 'lit';
import {riskTag, stateTag} from '../ground/parts.js';
import {children, due, onCamera, voices} from './rows.js';
import {count, moment, person, said, waited} from '../ground/text.js';

const LONG_WAIT_MILLIS = 4 * 3_600_000;
const SOON_MILLIS = 3_600_000;
// What is due later than that is no urgency.
const WEEK_MILLIS = 7 * 86_400_000;

/** A line of the list: what it is, how grave, who was heard, what is missing, and since when it waits. */
export function line(card, row, now, titles, small) {
  const wait = card.waitingSince ? now - card.waitingSince : 0;
  const first = due(row, now, small);
  return html`<li class="card risk-edge-${card.risk} ${card.gone ? 'is-gone' : ''}" data-incident=${card.incident}>
    <div class="card-what">
      <h3 class="card-title"><a class="govuk-link" href="/incidents/${card.incident}">${card.reference ? said(card.reference) : 'No reference'}</a></h3>
      <p class="card-form">${titles.get(card.form) ?? card.form ?? 'Form not known'}</p>
      <p class="card-people">${row?.place ? html`${said(row.place)} · ` : nothing}${card.people.map((one) => person(one)).join(', ')}</p>
    </div>
    <p class="card-risk">${riskTag(card.risk)}${card.risk === 0 && card.band === 'high' ? html`<span class="faint line-under">read with the high ones until somebody grades it</span>` : nothing}${card.gone ? html`<span class="gone">No longer waits here</span>` : card.state === 'submitted' ? nothing : stateTag(card.state, small)}</p>
    <p class="card-voices">${voices(card)}${children(row)}</p>
    <ul class="card-counts">
      ${first === nothing ? nothing : html`<li class="card-due">${first}</li>`}
      ${row?.cameras ? html`<li class="card-camera">${onCamera(row.cameras.officers, row.cameras.met)}</li>` : nothing}
      ${card.contradictions ? html`<li class="differ">${count(card.contradictions, 'contradiction')}</li>` : nothing}
      <li>${card.openMusts ? `${count(card.openMusts, 'required question')} open` : 'nothing required is open'}</li>
      ${card.counting ? html`<li class="faint">being counted: these numbers stand as they were a moment ago</li>` : nothing}
      ${card.quarantined ? html`<li class="differ">${count(card.quarantined, 'change')} in quarantine</li>` : nothing}
      ${card.contested ? html`<li class="differ">two teams have begun it</li>` : nothing}
      ${card.asking.length ? html`<li class="differ">${card.asking.map((one) => person(one)).join(', ')} ${card.asking.length > 1 ? 'ask' : 'asks'} to be let in</li>` : nothing}
    </ul>
    <div class="card-time">${clock(card, now)}<p class="card-wait ${wait > LONG_WAIT_MILLIS ? 'is-long' : ''}">${card.waitingSince
      ? html`<span class="card-wait-long">${waited(wait) === 'just now' ? 'handed in just now' : html`waiting ${waited(wait)}`}</span> <span class="card-wait-since">since ${moment(card.waitingSince)}</span>`
      : html`<span class="card-wait-since">last change ${moment(card.lastAt)}</span>`}</p></div>
  </li>`;
}

/** The next clock that runs out, or how long one has. */
function clock(card, now) {
  if (card.overdueSince && card.overdueSince <= now) {
    return html`<p class="card-breach is-late">${card.alerts > 1 ? `${card.alerts} overdue` : 'overdue'}, ${waited(Math.max(60_000, now - card.overdueSince))}</p>`;
  }
  if (!card.breachAt || card.breachAt === Number.MAX_SAFE_INTEGER) {
    return nothing;
  }
  const left = card.breachAt - now;
  if (left > WEEK_MILLIS) {
    return nothing;
  }
  return left <= 0
    ? html`<p class="card-breach is-late">overdue, ${waited(Math.max(60_000, -left))}</p>`
    : html`<p class="card-breach ${left < SOON_MILLIS ? 'is-soon' : ''}">due in ${waited(Math.max(60_000, left))}</p>`;
}
