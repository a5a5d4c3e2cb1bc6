// The frame of the pages: who is signed in, whether the connection lives, and which page is open.
import {html, nothing} from 'lit';
import {Part, navigate} from './ground/parts.js';
import {ask, session} from './ground/session.js';
import {gathered, live} from './ground/live.js';
import {offer} from './ground/keys.js';
import './ground/sign-in.js';
import './desk/queue.js';
import './desk/incident.js';
import './desk/overdue.js';
import './desk/colleagues.js';
import './desk/help.js';
import './desk/brief.js';
import './desk/standing.js';
import {countInTitle} from './desk/telling.js';
import {seek, sought} from './desk/search.js';
import './field/handsets.js';
import './partners/triage.js';
import './partners/partners.js';
import './partners/received.js';

/** How long the number of what is overdue may be old: it is asked for after many things. */
const OVERDUE_MILLIS = 1_500;

class App extends Part {
  static properties = {address: {state: true}, lost: {state: true}, person: {state: true}, late: {state: true}};

  constructor() {
    super();
    this.address = location.pathname + location.search;
    this.person = session.person;
    this.lost = false;
    this.late = '';
  }

  connectedCallback() {
    super.connectedCallback();
    // Each list goes back to where it was by itself, when it has been read anew.
    history.scrollRestoration = 'manual';
    this.querySelector('.wait')?.remove();
    addEventListener('popstate', () => this.#moved());
    session.addEventListener('change', () => {
      this.person = session.person;
      this.late = '';
      countInTitle('');
      count();
    });
    const count = gathered(() => this.#countLate(), OVERDUE_MILLIS);
    live.addEventListener('log', count);
    live.addEventListener('state', () => {
      this.lost = live.state === 'lost';
    });
    this.addEventListener('click', (event) => this.#clicked(event));
    live.restart();
    offer(this, [{key: '/', words: 'find a name, an address or a reference', does: () => this.querySelector('#find')?.focus()}]);
  }

  #clicked(event) {
    const link = event.target.closest?.('a[href^="/"]:not([target])');
    const plain = !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0;
    if (link && plain && !event.defaultPrevented) {
      event.preventDefault();
      navigate(link.getAttribute('href'));
    }
  }

  #moved() {
    const address = location.pathname + location.search;
    const samePage = address.split('?')[0] === this.address.split('?')[0];
    this.address = address;
    if (!samePage) {
      scrollTo(0, 0);
      this.scrollTo(0, 0);
      this.updateComplete.then(() => this.querySelector('main').focus({preventScroll: true}));
    }
  }

  async #countLate() {
    if (this.person && session.records) {
      const page = await ask('/v1/overdue?limit=100').catch(() => null);
      if (!page) {
        // Not looked up is not none: the number of before stands until there is another.
        return;
      }
      const late = page.overdue.length;
      this.late = late ? `${late}${page.cursor ? '+' : ''}` : '';
      countInTitle(this.late);
    }
  }

  #ways() {
    const here = this.address.split('?')[0];
    const ways = [
      ...(session.records ? [['/', 'Queue'], ['/overdue', 'Overdue'], ['/brief', 'Brief'], ['/footage', 'Video']] : []),
      ...(session.decides ? [['/handsets', 'Handsets'], ['/people', 'Colleagues'], ['/measures', 'Measures']] : []),
      ...(session.triages ? [['/triage', 'Notices']] : []), ...(['inspector', 'integrator'].includes(session.role) ? [['/partners', 'Partners']] : []),
    ];
    return html`<nav class="pages" aria-label="Pages">${ways.map(([to, name]) => html`<a href=${to} aria-current=${here === to || here === '/' && !session.records ? 'page' : nothing}>${name}${
      to === '/overdue' && this.late ? html` <span class="late-count">${this.late}<span class="govuk-visually-hidden"> incidents</span></span>` : nothing}</a>`)}</nav>`;
  }

  #page() {
    if (!this.person) {
      return html`<sh-sign-in></sh-sign-in>`;
    }
    const incident = this.address.match(/^\/incidents\/([0-9a-f-]{36})/i);
    const page = this.address.split('?')[0];
    if (page === '/help') {
      return html`<sh-help></sh-help>`;
    }
    // Whoever does not work on incidents has one page, wherever they come in.
    if (page === '/triage' && session.triages || session.role === 'triage') {
      return html`<sh-triage></sh-triage>`;
    }
    if (page === '/partners' && session.inspects || session.role === 'integrator') {
      return html`<sh-partners></sh-partners>`;
    }
    if (session.role === 'recipient') {
      return html`<sh-received></sh-received>`;
    }
    if (page === '/overdue') {
      return html`<sh-overdue></sh-overdue>`;
    }
    if (page === '/search') {
      return html`<sh-search></sh-search>`;
    }
    if (page === '/brief') {
      return html`<sh-brief></sh-brief>`;
    }
    if (page === '/footage') {
      return html`<sh-standing></sh-standing>`;
    }
    if (page === '/people') {
      return html`<sh-colleagues></sh-colleagues>`;
    }
    if (page === '/handsets') {
      return html`<sh-handsets></sh-handsets>`;
    }
    if (page === '/measures') {
      // The charting library is fetched by whoever looks at charts.
      import('./desk/measures.js');
      return html`<sh-measures .address=${this.address}></sh-measures>`;
    }
    return incident
      ? html`<sh-incident .incident=${incident[1].toLowerCase()}></sh-incident>`
      : html`<sh-queue .address=${this.address}></sh-queue>`;
  }

  render() {
    return html`
      <a href="#main" class="govuk-skip-link" @click=${this.#skip}>Skip to the main content</a>
      <header class="top">
        <a class="mark" href="/">Seen <span aria-hidden="true" class="amp">&amp;</span><span class="govuk-visually-hidden">and</span> Heard</a>
        ${this.person ? this.#ways() : nothing}
        ${this.person && session.records ? html`<form class="find" role="search" @submit=${this.#find}>
          <label class="govuk-visually-hidden" for="find">Find a child, adult, address, reference or officer</label>
          <input class="govuk-input" type="search" id="find" name="words" maxlength="200" placeholder="Name, address, reference" autocomplete="off" spellcheck="false" .value=${this.address === '/search' ? sought() : ''}>
          <button class="govuk-button govuk-button--secondary" data-act="search">Find</button></form>` : nothing}
        ${this.person
          ? html`<p class="who">
              ${session.role === 'recipient' ? nothing : html`<span class="live ${this.lost ? 'live-lost' : ''}">${this.lost ? 'No connection' : 'Live'}</span>`}
              <span class="who-name">${this.person.name ?? ''}</span>
              ${session.decides ? html`<sh-telling></sh-telling>` : nothing}
              <button class="quiet" type="button" data-act="signOut" @click=${() => session.signOut()}>Sign out</button>
            </p>`
          : nothing}
      </header>
      <div role="status" class="status">${this.person && this.lost
        ? html`<p class="lost"><strong>The connection is lost.</strong> What you see may be out of
            date. What you write is kept; this page tries again by itself.</p>`
        : nothing}</div>
      <main class="main" id="main" tabindex="-1">${this.#page()}</main>
      <footer class="foot">Every look at an incident is written down. ${this.person ? html`<span class="foot-keys">Keys: press <kbd>?</kbd>.</span> ` : nothing}${this.person ? html`<a class="govuk-link" href="/help">Help</a> · ` : nothing}<a class="govuk-link" href="/docs" target="_blank" rel="noopener">What the interface can do</a></footer>
      ${this.person ? html`<sh-keys></sh-keys>` : nothing}`;
  }

  #find(event) {
    event.preventDefault();
    const words = event.target.elements.words.value.trim();
    if (words) {
      seek(words);
      if (location.pathname !== '/search') {
        navigate('/search');
      }
    }
  }

  #skip(event) {
    event.preventDefault();
    document.getElementById('main').focus();
  }
}

customElements.define('sh-app', App);
