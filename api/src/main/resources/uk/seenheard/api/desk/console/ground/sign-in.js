// Where somebody signs in. In a demonstration anybody may be anybody of the invented force;
// otherwise people go to the force's identity provider and come back with a session; where none is
// configured, they paste the token that it gave them.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part} from './parts.js';
import {ask, session} from './session.js';

const ROLES = [['supervisor', 'Supervisors'], ['inspector', 'Inspectors'], ['officer', 'Officers'], ['triage', 'Triage desk'], ['recipient', 'Who is sent notices'], ['integrator', 'Systems']];

class SignIn extends Part {
  static properties = {
    force: {state: true}, provider: {state: true}, errors: {state: true}, busy: {state: true}, asked: {state: true},
  };

  constructor() {
    super();
    this.errors = [];
    this.busy = false;
    this.asked = false;
  }

  async connectedCallback() {
    super.connectedCallback();
    document.title = 'Sign in – Seen & Heard';
    await this.#ask();
  }

  async #ask() {
    this.errors = [];
    try {
      this.provider = (await ask('/v1/sign-in', {anybody: true})).provider;
      if (this.provider) {
        await this.#resume();
      } else {
        this.force = await ask('/v1/demo/people', {anybody: true});
      }
    } catch (refused) {
      if (refused.status !== 404) {
        this.errors = [{text: refused.message}];
        return;
      }
    }
    this.asked = true;
  }

  /** Whoever comes back from the provider is signed in; so is whoever opens another tab. */
  async #resume() {
    const refused = session.why ? null : await session.resume();
    if (refused && refused.status !== 401) {
      this.errors = [{text: refused.message}];
    }
  }

  async #choose(event) {
    event.preventDefault();
    const person = new FormData(event.target).get('person');
    if (!person) {
      this.errors = [{text: 'Choose who you are', at: 'person'}];
      return;
    }
    if (this.busy) {
      return;
    }
    this.busy = true;
    try {
      const login = await ask('/v1/demo/sign-in', {method: 'POST', body: {person}, anybody: true});
      session.begin(login);
    } catch (refused) {
      this.errors = [{text: refused.message}];
    }
    this.busy = false;
  }

  async #pasted(event) {
    event.preventDefault();
    const token = String(new FormData(event.target).get('token')).trim();
    if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) {
      this.errors = [{text: 'Paste the whole login token: three parts with dots between them', at: 'token'}];
      return;
    }
    session.begin({token});
  }

  render() {
    return html`
      <sh-errors .errors=${this.errors} .again=${this.force || this.asked ? null : () => this.#ask()}></sh-errors>
      <div class="narrow">
        ${session.why ? html`<div class="govuk-inset-text" role="status">${session.why}</div>` : nothing}
        <h1 class="govuk-heading-l">Every child seen, every child heard</h1>
        ${this.force ? this.#demo() : this.asked ? (this.provider ? this.#there() : this.#paste()) : html`<p class="govuk-body">One moment…</p>`}
      </div>`;
  }

  #demo() {
    const team = new Map(this.force.teams.map((one) => [one.id, one.name]));
    return html`
      <p class="govuk-body">This is a demonstration: ${this.force.force.name}. Nobody in it exists, and
        anybody may sign in as anybody.</p>
      <form @submit=${this.#choose} novalidate>
        <div class="govuk-form-group">
          <label class="govuk-label govuk-label--s" for="person">Who are you?</label>
          <select class="govuk-select wide" id="person" name="person">
            <option value="">Choose a person</option>
            ${ROLES.map(([role, label]) => html`<optgroup label=${label}>
              ${repeat(this.force.people.filter((one) => one.role === role), (one) => one.id, (one) => html`
                <option value=${one.id}>${one.name}${one.teams.length ? `, ${one.teams.map((id) => team.get(id)).join(' and ')}` : ''}</option>`)}
            </optgroup>`)}
          </select>
        </div>
        <button class="govuk-button" type="submit">Sign in</button>
      </form>`;
  }

  #there() {
    return html`
      <p class="govuk-body">You sign in where you always do, and come back here.</p>
      <a class="govuk-button" role="button" draggable="false" href=${`${this.provider.at}?to=desk`} target="_self">Sign in with ${this.provider.name}</a>`;
  }

  #paste() {
    return html`
      <p class="govuk-body">Sign in with your force’s own login. It brings you back here. If it gave you
        a login token to copy, paste it.</p>
      <form @submit=${this.#pasted} novalidate>
        <div class="govuk-form-group">
          <label class="govuk-label govuk-label--s" for="token">Login token</label>
          <div class="govuk-hint" id="token-hint">It stays in this tab and is forgotten when you close it.</div>
          <textarea class="govuk-textarea" id="token" name="token" rows="4" autocomplete="off"
            spellcheck="false" aria-describedby="token-hint"></textarea>
        </div>
        <button class="govuk-button" type="submit">Sign in</button>
      </form>`;
  }
}

customElements.define('sh-sign-in', SignIn);
