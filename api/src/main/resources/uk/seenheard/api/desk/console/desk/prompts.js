// What is still open, and the officers' reasons that wait to be accepted.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part, decide, finding} from '../ground/parts.js';
import {promptAnchor} from './children.js';
import {session} from '../ground/session.js';
import {count, plain, said} from '../ground/text.js';

class Reasons extends Part {
  static properties = {reading: {attribute: false}, decides: {type: Boolean}};

  render() {
    const waiting = this.reading.reasonsWaiting();
    return html`<ul class="reasons">${repeat(waiting, promptAnchor, (prompt) => this.#reason(prompt))}</ul>${this.decides ? this.#byKind(waiting) : nothing}`;
  }

  /** What concerns a child is read one by one; of the rest, those that give the same reason go together. */
  #byKind(waiting) {
    const kinds = new Map();
    waiting.filter((prompt) => !this.reading.concernsAChild(prompt.subject) && !isOwn(prompt)).forEach((prompt) => kinds.set(prompt.reason.code, [...(kinds.get(prompt.reason.code) ?? []), prompt]));
    const several = [...kinds].filter(([, prompts]) => prompts.length > 1);
    return several.length ? html`<p class="buttons">${several.map(([code, prompts]) => html`<button type="button" class="govuk-button govuk-button--secondary" data-act="accept-reason"
      @click=${() => decide(this, {ops: prompts.map((prompt) => ruling(prompt, 'accept-reason')), done: `${count(prompts.length, 'reason')} accepted.`})}>Accept all ${prompts.length} that are about no child: “${this.reading.form.reason(code)}”</button>`)}</p>` : nothing;
  }

  #reason(prompt) {
    const {reading} = this;
    const about = plain(reading.about(prompt.subject));
    return html`<li class="reason" id=${promptAnchor(prompt)}>
      <p class="reason-asked">${finding(prompt.finding)} ${said(prompt.question)}</p>
      <details class="ask-source"><summary>Why</summary><p class="ask-why">${prompt.why}</p><p class="ask-why faint">${prompt.source}</p></details>
      <p class="reason-given"><strong>${reading.form.reason(prompt.reason.code)}</strong>${prompt.reason.words ? html` – ${said(prompt.reason.words)}` : nothing}</p>
      ${this.decides && isOwn(prompt) ? html`<p class="ask-fault">You gave this reason yourself: another supervisor or an inspector has to accept it.</p>` : nothing}
      ${this.decides && !isOwn(prompt)
        ? html`<p class="buttons">
            <button type="button" class="govuk-button govuk-button--secondary" data-act="accept-reason" @click=${() => this.#decide(prompt, 'accept-reason', 'Reason accepted.')}>Accept this reason<span class="govuk-visually-hidden">: ${about}, ${plain(prompt.question)}</span></button>
            <button type="button" class="govuk-button govuk-button--secondary" data-act="refuse-reason" @click=${() => this.#decide(prompt, 'refuse-reason', 'Reason not accepted: the question is open again.')}>Do not accept<span class="govuk-visually-hidden">: ${about}, ${plain(prompt.question)}</span></button>
          </p>`
        : nothing}
    </li>`;
  }

  #decide(prompt, act, done) {
    decide(this, {ops: [ruling(prompt, act)], done});
  }
}

function isMe(somebody) {
  return Boolean(somebody) && somebody.id === session.person?.person;
}

/** Nobody accepts a reason that they gave themselves. */
function isOwn(prompt) {
  return isMe(prompt.reason.by);
}

/** Why whoever is signed in does not authorise this, and who can: in the server's words; nothing where they may. */
export function barred(reading) {
  return reading.incident.barred?.find((one) => isMe(one.person))?.why;
}

function ruling(prompt, act) {
  return {op: 'act', act, ...(prompt.subject ? {about: prompt.subject} : {}), with: {prompt: prompt.prompt, op: prompt.reason.op}};
}

class Prompts extends Part {
  static properties = {reading: {attribute: false}};

  render() {
    const {reading} = this;
    const open = reading.incident.prompts.filter(
      (prompt) => prompt.status === 'open' || prompt.reason?.refused,
    );
    const order = [...reading.children, ...reading.adults].map((entry) => entry.at);
    const subjects = [...new Set(open.map((prompt) => prompt.subject ?? ''))].sort(
      (one, other) => rank(order, one) - rank(order, other),
    );
    if (!open.length) {
      return html`<p class="govuk-body">Nothing is open.</p>`;
    }
    return html`${repeat(subjects, (subject) => subject, (subject) => {
      const all = open.filter((prompt) => (prompt.subject ?? '') === subject);
      const musts = all.filter((prompt) => prompt.weight === 'must');
      return html`<details class="asked-of on-paper" ?open=${!subject}>
        <summary><span class="asked-of-whom">${subject ? said(reading.about(subject)) : 'The incident'}</span>
          <span class="asked-of-count">${musts.length ? html`<strong class="hole-word">${musts.length} required</strong>` : ''}${musts.length && all.length > musts.length ? ', ' : ''}${all.length > musts.length ? `${all.length - musts.length} more` : ''}</span></summary>
        <ul class="asks">${repeat([...musts, ...all.filter((prompt) => prompt.weight !== 'must')], promptAnchor, (prompt) => this.#prompt(prompt))}</ul>
      </details>`;
    })}`;
  }

  #prompt(prompt) {
    return html`<li class="ask ${prompt.weight === 'must' ? 'ask-must' : ''}" id=${promptAnchor(prompt)}>
      ${finding(prompt.finding)}
      <div><p class="ask-question">${said(prompt.question)}${prompt.weight === 'must' ? nothing : html` <span class="faint">(not required)</span>`}</p>
      <details class="ask-source"><summary>Why</summary>
        <p class="ask-why">${prompt.why}</p>
        <p class="ask-why faint">${prompt.source}</p></details>
      ${prompt.fault ? html`<p class="ask-fault">${said(prompt.fault)}</p>` : nothing}
      ${prompt.reason?.refused ? html`<p class="ask-fault">The reason given was not accepted: ${this.reading.form.reason(prompt.reason.code)}</p>` : nothing}</div>
    </li>`;
  }
}

function rank(order, subject) {
  if (!subject) {
    return -1;
  }
  const at = order.indexOf(subject);
  return at < 0 ? order.length : at;
}

/** What stands in the way of an authorisation, in a few words. */
export function obstacles(reading) {
  const blocking = reading.blocking();
  const open = blocking.filter((prompt) => prompt.status === 'open' || prompt.reason?.refused).length;
  const waiting = blocking.length - open;
  const differ = reading.incident.contradicted.length;
  return [
    open && {text: `${count(open, 'required question')} open`, at: 'questions'},
    waiting && {text: `${count(waiting, 'reason')} to accept`, at: 'reasons'},
    differ && {text: `${count(differ, 'contradiction')} to settle`, at: 'contradictions'},
    barred(reading) && {text: 'Somebody else has to authorise it', at: 'barred'},
  ].filter(Boolean);
}

customElements.define('sh-reasons', Reasons);
customElements.define('sh-prompts', Prompts);
