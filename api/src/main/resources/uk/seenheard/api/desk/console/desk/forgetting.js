// What the law takes out of the catalogue of body-worn video: one recording, or a year that is over.
import {html} from 'lit';
import {Part} from '../ground/parts.js';
import {ask} from '../ground/session.js';
import {WHY} from '../ground/sheet.js';
import {plain} from '../ground/text.js';

class Forgetting extends Part {
  render() {
    return html`<details class="deed asked-of"><summary><span class="asked-of-whom">Erase from the catalogue because the law says so</span></summary>
      <p class="govuk-body">For what the force may not keep of a recording, or of a year of them. It cannot be undone.</p>
      <button type="button" class="govuk-button govuk-button--warning" data-act="eraseFootage" @click=${this.#open}>Erase from the catalogue</button></details>
      <sh-sheet></sh-sheet>`;
  }

  #open() {
    this.querySelector('sh-sheet').open({
      title: 'Erase from the catalogue of body-worn video', grave: true, confirm: 'Erase it for good',
      happens: [
        'What is kept here of that recording, or of every recording of that year and of who carried which camera, is gone in every copy. Nothing and nobody brings it back.',
        'What a system hands in of it later is not kept.',
        'Nothing is erased in the evidence system, and nothing in an incident.',
        'Who erased it, when and on which ground stays in the ledger.',
      ],
      asks: [
        {name: 'what', label: 'Which year, or which recording?', hint: 'A year that has been over for a year, such as 2024; or the system and its name of the recording, such as: vault clip-7.', kind: 'line', wrong: 'Write a year, or a system and a recording'},
        {name: 'ground', label: 'On which legal ground?', hint: 'Such as DPA 2018 s.47.', kind: 'line', wrong: 'Name the legal ground'},
        WHY,
      ],
      send: async ({what, ground, reason}) => {
        const [source, ...rest] = what.split(/\s+/);
        const year = /^\d{4}$/.test(what);
        await ask('/v1/footage/erasures', {method: 'POST', body: {...(year ? {year: Number(what)} : {source, clip: rest.join(' ')}), ground, reason}});
        return `Erased: ${plain(what)}. It stays in the ledger that it was.`;
      },
    });
  }
}

customElements.define('sh-forgetting', Forgetting);
