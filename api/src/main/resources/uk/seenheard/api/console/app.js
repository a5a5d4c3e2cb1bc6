// The frame of the pages: who is signed in, whether the connection lives, and which page is open.
import {html, nothing} from 'lit';
import {Part, navigate} from './parts.js';
import {session} from './session.js';
import {live} from './live.js';
import './sign-in.js';
import './queue.js';
import './incident.js';

class App extends Part {
  static properties = {address: {state: true}, lost: {state: true}, person: {state: true}};

  constructor() {
    super();
    this.address = location.pathname + location.search;
    this.person = session.person;
    this.lost = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.querySelector('.wait')?.remove();
    addEventListener('popstate', () => this.#moved());
    session.addEventListener('change', () => {
      this.person = session.person;
    });
    live.addEventListener('state', () => {
      this.lost = live.state === 'lost';
    });
    this.addEventListener('click', (event) => this.#clicked(event));
    live.restart();
  }

  #clicked(event) {
    const link = event.target.closest?.('a[href^="/"]');
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
      this.updateComplete.then(() => this.querySelector('main').focus({preventScroll: true}));
    }
  }

  #page() {
    if (!this.person) {
      return html`<sh-sign-in></sh-sign-in>`;
    }
    const incident = this.address.match(/^\/incidents\/([0-9a-f-]{36})/i);
    return incident
      ? html`<sh-incident .incident=${incident[1].toLowerCase()}></sh-incident>`
      : html`<sh-queue .address=${this.address}></sh-queue>`;
  }

  render() {
    return html`
      <a href="#main" class="govuk-skip-link" @click=${this.#skip}>Skip to the main content</a>
      <header class="top">
        <a class="mark" href="/">Seen <span aria-hidden="true" class="amp">&amp;</span><span class="govuk-visually-hidden">and</span> Heard</a>
        ${this.person
          ? html`<p class="who">
              <span class="live ${this.lost ? 'live-lost' : ''}">${this.lost ? 'No connection' : 'Live'}</span>
              <span class="who-name">${this.person.name ?? ''}</span>
              <button class="quiet" type="button" @click=${() => session.end()}>Sign out</button>
            </p>`
          : nothing}
      </header>
      <div role="status" class="status">${this.person && this.lost
        ? html`<p class="lost"><strong>The connection is lost.</strong> What you see may be out of
            date. What you write is kept; this page tries again by itself.</p>`
        : nothing}</div>
      <main class="main" id="main" tabindex="-1">${this.#page()}</main>
      <footer class="foot">Every look at an incident is written down.</footer>`;
  }

  #skip(event) {
    event.preventDefault();
    document.getElementById('main').focus();
  }
}

customElements.define('sh-app', App);
