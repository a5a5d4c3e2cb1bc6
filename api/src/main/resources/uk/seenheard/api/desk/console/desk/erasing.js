// What the law takes away: an inspector names the ground, is told what will happen, and types the
// reference once more, since nothing brings it back.
import {html, nothing} from 'lit';
import {Part} from '../ground/parts.js';
import {ask} from '../ground/session.js';
import {WHY} from '../ground/sheet.js';
import {plain, said} from '../ground/text.js';

const SURE = 'erase';

class Erasing extends Part {
  static properties = {reading: {attribute: false}};

  render() {
    return html`<details class="deed asked-of"><summary><span class="asked-of-whom">Erase this incident because the law says so</span></summary>
      <p class="govuk-body">For an incident that the force may not keep. It cannot be undone.</p>
      <button type="button" class="govuk-button govuk-button--warning" data-act="eraseIncident" @click=${this.#open}>Erase it</button></details>
      <sh-sheet></sh-sheet>`;
  }

  #open() {
    const {incident, reference} = this.reading.incident;
    const must = reference || SURE;
    this.querySelector('sh-sheet').open({
      title: `Erase ${reference ? plain(reference) : 'this incident'}`, grave: true, confirm: 'Erase it for good',
      happens: [
        'Every word of it is made unreadable, here and in what is saved of the log. Nothing and nobody brings it back.',
        'Handsets that hold it are told to forget it; the records system is told that it was erased.',
        'What a handset sends for it later is not kept.',
        'Who erased it, when and on which ground stays in the ledger. Words that were moved to or from it are kept where they are: you are told where.',
      ],
      asks: [
        {name: 'ground', label: 'On which legal ground?', hint: 'Such as DPA 2018 s.47.', kind: 'line', wrong: 'Name the legal ground'},
        WHY,
        {name: 'sure', label: html`Type ${said(must)} to say that it is this one`, kind: 'line', must, wrong: 'That is not what stands above'},
      ],
      send: async ({ground, reason}) => {
        const {elsewhere} = await ask(`/v1/incidents/${incident}/erasure`, {method: 'POST', body: {ground, reason}});
        this.dispatchEvent(new CustomEvent('erased', {bubbles: true, detail: {elsewhere}}));
        return '';
      },
    });
  }
}

/** What stands in the place of an incident that was erased just now. */
export function erased({elsewhere}) {
  return html`<h1 class="govuk-heading-l" tabindex="-1">Erased</h1>
    <p class="govuk-body">This incident is erased. That it was, by whom and on which ground stays in the ledger.</p>
    ${elsewhere.length ? html`<p class="govuk-body">Words had been moved to or from these incidents. They are kept there, under keys of their own: look whether the law asks for that to be erased too.</p>
      <ul class="govuk-list govuk-list--bullet">${elsewhere.map((one) => html`<li><a class="govuk-link" href="/incidents/${one}">An incident that holds such words</a></li>`)}</ul>` : nothing}`;
}

customElements.define('sh-erasing', Erasing);
