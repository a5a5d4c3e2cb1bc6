// Changes that were kept apart: somebody releases or dismisses each, and says why.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part, decide, go} from '../ground/parts.js';
import {draft, keep} from './drafts.js';
import {opsOf, told} from './story.js';
import {device, moment, person, reachedAt, said} from '../ground/text.js';

class Quarantine extends Part {
  static properties = {
    reading: {attribute: false}, lines: {attribute: false}, decides: {type: Boolean}, wrong: {state: true},
  };

  constructor() {
    super();
    this.wrong = '';
  }

  render() {
    return html`<ul class="items quarantine">${repeat(this.lines, (line) => line.hash, (line) => this.#line(line))}</ul>`;
  }

  #line(line) {
    const id = `apart-${line.hash.slice(0, 12)}`;
    const ops = opsOf(line);
    const wrong = this.wrong === line.hash;
    return html`<li class="apart" id=${id}>
      <p><strong>${person(line.claimedBy ?? line.by)}</strong> <span class="faint">${line.doubtful ? reachedAt(line) : moment(line.receivedAt)}, ${device(line.device)}</span></p>
      <p class="ask-fault">${said(line.reason ?? '')}</p>
      <ul class="step-what">${ops.length ? ops.map((op) => html`<li>${told(op, this.reading)}</li>`) : html`<li class="faint">It cannot be read, only dismissed. It stays in the log.</li>`}</ul>
      ${this.decides
        ? html`<form novalidate @submit=${(event) => this.#decide(event, line)}>
            <div class="govuk-form-group ${wrong ? 'govuk-form-group--error' : ''}">
              <label class="govuk-label" for="${id}-why">Why?</label>
              ${wrong ? html`<p class="govuk-error-message" id="${id}-error">Say why: the officer will read it</p>` : nothing}
              <textarea class="govuk-textarea" rows="2" id="${id}-why" name="reason" aria-describedby=${wrong ? `${id}-error` : nothing}
                .value=${draft(this.reading.incident.incident, line.hash)}
                @input=${(event) => keep(this.reading.incident.incident, line.hash, event.target.value)}></textarea>
            </div>
            ${line.unreleasable && ops.length ? html`<p class="faint">It cannot be released, only dismissed. It stays in the log.</p>` : nothing}
            <p class="buttons">${ops.length && !line.unreleasable ? html`<button class="govuk-button govuk-button--secondary" value="release" data-act="release">Release: let it take effect</button>` : nothing}
              <button class="govuk-button govuk-button--secondary" value="dismiss" data-act="dismiss">Dismiss</button></p>
          </form>`
        : nothing}
    </li>`;
  }

  #decide(event, line) {
    event.preventDefault();
    const reason = event.target.elements.reason.value.trim();
    const act = event.submitter?.value ?? 'dismiss';
    this.wrong = reason ? '' : line.hash;
    if (!reason) {
      this.updateComplete.then(() => go(event, `apart-${line.hash.slice(0, 12)}-why`));
      return;
    }
    decide(this, {
      ops: [{op: 'act', act, with: {change: line.hash, reason}}],
      done: act === 'release' ? 'Released: it is part of the record now.' : 'Dismissed: it stays in the log, without effect.',
      drafts: [line.hash],
    });
  }
}

customElements.define('sh-quarantine', Quarantine);
