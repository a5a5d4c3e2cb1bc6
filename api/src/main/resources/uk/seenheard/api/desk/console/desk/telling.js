// Told without looking: what is of high risk, what went up to an inspector, what is mine and late. Only on
// request, never with a name in it, and each written down before the browser shows it.
import {html, nothing} from 'lit';
import {Part, navigate} from '../ground/parts.js';
import {ask, session} from '../ground/session.js';
import {gathered, live} from '../ground/live.js';
import {plain} from '../ground/text.js';

const TOGETHER_MILLIS = 2_000;
const MOST = 100;
const HIGH = 3;
const KEPT = 'seenheard/telling';
const BEEP = {hertz: 660, seconds: 0.18, loud: 0.08};

function kept() {
  try {
    return {on: false, sound: false, ...JSON.parse(localStorage.getItem(KEPT))};
  } catch {
    return {on: false, sound: false};
  }
}

class Telling extends Part {
  static properties = {open: {state: true}, on: {state: true}, sound: {state: true}, refused: {state: true}};

  constructor() {
    super();
    this.open = false;
    this.refused = '';
    Object.assign(this, kept());
    this.known = null;
    this.look = gathered(() => this.#look(), TOGETHER_MILLIS);
  }

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('log', this.look);
    this.look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('log', this.look);
  }

  get #may() {
    return globalThis.Notification?.permission === 'granted';
  }

  /** What is to be told of, by a key that is told once. */
  async #wanted() {
    const [late, waiting] = await Promise.all([ask(`/v1/overdue?limit=${MOST}`), ask(`/v1/incidents?state=waiting&limit=${MOST}`)]);
    const {person, role} = session.person;
    const wanted = new Map();
    waiting.incidents.filter((card) => card.risk === HIGH).forEach((card) => wanted.set(`high ${card.incident}`, {...card, words: 'High risk, waits for a decision'}));
    for (const one of late.overdue) {
      for (const alert of one.alerts) {
        const mine = alert.acknowledged?.by.id === person || alert.people.some((told) => told.id === person);
        const up = role === 'inspector' && alert.to === 'inspector' && !alert.acknowledged;
        if (mine || up) {
          wanted.set(`late ${alert.alert} ${alert.step}`, {...one, words: up ? 'Overdue, and now with the inspector' : 'Yours, and overdue'});
        }
      }
    }
    return wanted;
  }

  async #look() {
    if (!this.on || !this.#may || !session.decides) {
      this.known = null;
      return;
    }
    const wanted = await this.#wanted().catch(() => null);
    if (!wanted) {
      return;
    }
    // What was there when it was switched on is on the pages already.
    const news = this.known ? [...wanted].filter(([key]) => !this.known.has(key)) : [];
    if (news.length) {
      try {
        await ask('/v1/disclosures', {method: 'POST', body: {how: 'notified', incidents: [...new Set(news.map(([, one]) => one.incident))]}});
      } catch {
        // Not written down, so not told: it is looked at again with the next news.
        return;
      }
      news.forEach(([key, one]) => this.#tell(key, one));
      this.#beep();
    }
    this.known = new Set(wanted.keys());
  }

  #tell(key, one) {
    const shown = new Notification(one.words, {body: one.reference ? plain(one.reference) : 'No reference', tag: key});
    shown.onclick = () => {
      focus();
      navigate(`/incidents/${one.incident}`);
      shown.close();
    };
  }

  #beep() {
    if (!this.sound) {
      return;
    }
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    volume.gain.value = BEEP.loud;
    tone.frequency.value = BEEP.hertz;
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + BEEP.seconds);
    tone.onended = () => audio.close();
  }

  async #switch(event) {
    const on = event.target.checked;
    const answer = on ? await (globalThis.Notification?.requestPermission() ?? 'denied') : '';
    this.refused = on && answer !== 'granted' ? 'This browser refuses notifications for these pages. Allow them in its settings for this address, then switch it on again. Until then the number in the title tells you.' : '';
    this.on = on && !this.refused;
    // What the browser refuses is not ticked either.
    event.target.checked = this.on;
    this.known = null;
    this.#keep();
    this.requestUpdate();
    this.look();
  }

  #keep() {
    try {
      localStorage.setItem(KEPT, JSON.stringify({on: this.on, sound: this.sound}));
    } catch {
      // Not kept: it holds for this page.
    }
  }

  updated(changed) {
    if (changed.has('open') && this.open) {
      this.querySelector('dialog').showModal();
    }
  }

  render() {
    return html`<button type="button" class="quiet" @click=${() => (this.open = true)}>${this.on && this.#may ? 'Told: on' : 'Tell me'}</button>
      ${this.open ? html`<dialog class="sheet" aria-labelledby="telling-title" @close=${() => (this.open = false)}>
        <h2 class="govuk-heading-m" id="telling-title">Told without looking</h2>
        <p class="govuk-body">While one of these pages is open, your browser tells you what is new: an incident of high risk, what went up to an inspector, what is yours and late. It shows the reference and no names. Each is written down.</p>
        ${this.refused ? html`<p class="govuk-error-message" role="alert">${this.refused}</p>` : nothing}
        <p><label class="tick"><input type="checkbox" .checked=${this.on} @change=${this.#switch}> Tell me on this device</label></p>
        <p><label class="tick"><input type="checkbox" .checked=${this.sound} @change=${(event) => { this.sound = event.target.checked; this.#keep(); }}> with a short sound</label></p>
        <form method="dialog" class="sheet-deeds"><button class="govuk-button govuk-button--secondary">Close</button></form></dialog>` : nothing}`;
  }
}

customElements.define('sh-telling', Telling);

let late = '';
const bare = (title) => title.replace(/^\(\d+\+?\) /, '');

/** The number of what is overdue stands in the title of every page. */
export function countInTitle(number) {
  late = number;
  const wanted = `${late ? `(${late}) ` : ''}${bare(document.title)}`;
  if (document.title !== wanted) {
    document.title = wanted;
  }
}

new MutationObserver(() => countInTitle(late)).observe(document.querySelector('title'), {childList: true});
