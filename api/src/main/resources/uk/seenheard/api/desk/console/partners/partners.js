// What comes and goes between the force and its partners, and what is stuck, since when: rejections of the records
// system, subscriptions that are told nothing, machines, notices that nobody has received.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part} from '../ground/parts.js';
import {ask, session} from '../ground/session.js';
import {WHY} from '../ground/sheet.js';
import {Comeback, gathered, live} from '../ground/live.js';
import {count, moment, plain, said, table, waited} from '../ground/text.js';
import {KINDS, STATES} from './words.js';

const TICK_MILLIS = 20_000;
const MOST_PAGES = 20;
const MOST_UNSAID = 100;
const SECRETS = 'It is shown this once. Give it to whoever runs the system, by a way of its own; the server keeps no copy.';
const HOOKS = table({active: 'Told', failing: 'Not reached', dead: 'Paused: given up after five days', gone: 'Paused: it said that it is gone'});

class Partners extends Part {
  static properties = {shown: {state: true}, errors: {state: true}, done: {state: true}, secret: {state: true}, now: {state: true}};

  constructor() {
    super();
    this.shown = null;
    this.errors = [];
    this.done = '';
    this.secret = null;
    this.now = Date.now();
    new Comeback(this, () => this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Partners – Seen & Heard';
    this.refresh = gathered(() => this.#load(), 1_500);
    live.addEventListener('log', this.refresh);
    this.tick = setInterval(() => {
      this.now = Date.now();
      this.refresh();
    }, TICK_MILLIS);
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('log', this.refresh);
    clearInterval(this.tick);
  }

  async #load() {
    try {
      let unsaid = 0;
      const [rejections, {webhooks}, clients, notices] = await Promise.all([
        pages('/v1/records/rejections?limit=50', 'rejections', (page) => {
          ({unsaid} = page);
          return page.more && `&after=${page.rejections.at(-1).rejection}`;
        }),
        ask('/v1/webhooks'),
        session.inspects ? ask('/v1/clients').then((all) => all.clients) : [],
        session.triages ? pages('/v1/referrals?', 'referrals', (page) => page.after && `after=${page.after}`) : [],
      ]);
      this.shown = {rejections, unsaid, webhooks, clients, notices: notices.filter((one) => one.sent.length && ['sent', 'refused'].includes(one.state) || one.forAPerson.length)};
      this.errors = [];
    } catch (refused) {
      if (refused.status !== 401) {
        this.errors = [{text: refused.status === 403 ? 'Partners are shown to inspectors and to the systems themselves.' : refused.message}];
      }
    }
  }

  async #happened(done) {
    await this.#load();
    this.done = done;
    this.updateComplete.then(() => this.querySelector(this.secret ? '.secret' : '.done')?.focus());
  }

  #open(deed) {
    this.done = '';
    this.secret = null;
    this.querySelector('sh-sheet').open(deed);
  }

  render() {
    const {shown} = this;
    const stuck = shown?.webhooks.filter((one) => isStuck(one)).length;
    return html`<sh-errors .errors=${this.errors} .again=${shown ? null : () => this.#load()}></sh-errors>
      ${this.done ? html`<div class="done" role="status" tabindex="-1"><p>${this.done}</p></div>` : nothing}
      ${this.secret ? html`<section class="done secret" tabindex="-1" aria-label="The new secret"><p>${this.secret.words}</p><p><code class="secret-code">${this.secret.value}</code></p>
        <p><button type="button" class="quiet" @click=${() => (this.secret = null)}>I have it: show it no more</button></p></section>` : nothing}
      <sh-sheet @deed-done=${(event) => this.#happened(event.detail)}></sh-sheet>
      <div class="queue-head"><h1 class="govuk-heading-l" tabindex="-1">Partners</h1>
      ${shown ? html`<dl class="totals">
        <div class=${shown.rejections.length ? 'is-hole' : ''}><dt>rejected, not ended</dt><dd>${shown.rejections.length}</dd></div>
        <div class=${stuck ? 'is-hole' : ''}><dt>subscriptions stuck</dt><dd>${stuck}</dd></div>
        ${session.triages ? html`<div class=${shown.notices.length ? 'is-hole' : ''}><dt>notices not received</dt><dd>${shown.notices.length}</dd></div>` : nothing}
      </dl>` : nothing}</div>
      ${shown ? html`${this.#rejections()}${session.triages ? this.#notices() : nothing}${this.#webhooks()}${session.inspects ? this.#clients() : nothing}`
        : html`<p class="govuk-body wait" role="status">${this.errors.length ? nothing : 'One moment…'}</p>`}`;
  }

  #rejections() {
    const {rejections, unsaid} = this.shown;
    return html`<section class="brief-part" aria-labelledby="rejected"><h2 class="govuk-heading-m" id="rejected">Rejected by the records system</h2>
      ${rejections.length ? html`<ul class="colleagues">${repeat(rejections, (one) => one.rejection, (one) => html`<li class="colleague">
        <p><a class="govuk-link" href="/incidents/${one.incident}">Revision ${one.n}</a> <span class="hole-word">${said(one.code)}</span> at ${said(one.path ?? '')}
          <span class="faint line-under">${one.words ? html`“${said(one.words)}” · ` : nothing}by ${plain(one.by)}, ${waited(this.now - one.since)} ago. It stands until a later revision is accepted, or a person ends it.</span></p>
        ${session.inspects ? html`<p class="row-deeds">${this.#deed(`revision ${one.n}`, 'endRejection', 'End it', () => this.#endRejection(one))}</p>` : nothing}</li>`)}</ul>`
        : html`<p class="empty">Nothing is rejected that a later revision or a person has not ended.</p>`}
      <p>${unsaid ? html`<span class="hole-word">Of ${unsaid < MOST_UNSAID ? count(unsaid, 'revision', 'revisions') : `${MOST_UNSAID} revisions or more`} the records system has said nothing</span>: neither that it has it, nor what it did with it.` : 'Of every revision the records system has said that it has it, or what it did with it.'}</p></section>`;
  }

  #notices() {
    const {notices} = this.shown;
    return html`<section class="brief-part" aria-labelledby="unreceived"><h2 class="govuk-heading-m" id="unreceived">Notices not received</h2>
      ${notices.length ? html`<ul class="colleagues">${repeat(notices, (one) => one.referral, (one) => html`<li class="colleague">
        <p><a class="govuk-link" href="/triage">${one.reference ? said(one.reference) : 'No reference'}</a> ${KINDS[one.kind] ?? said(one.kind)}
          <span class="faint line-under">${STATES[one.state] ?? one.state}${since(one)}${one.forAPerson.length ? html` · <span class="hole-word">${one.forAPerson.join(' ')}</span>` : nothing}</span></p></li>`)}</ul>`
        : html`<p class="empty">Of every notice that left a receipt says that it arrived.</p>`}</section>`;
  }

  #webhooks() {
    const {webhooks} = this.shown;
    return html`<section class="brief-part" aria-labelledby="hooks"><h2 class="govuk-heading-m" id="hooks">Subscriptions</h2>
      ${webhooks.length ? html`<ul class="colleagues">${repeat(webhooks, (one) => one.webhook, (one) => html`<li class="colleague">
        <p><strong>${said(one.feed)}</strong> to ${said(one.url)} <strong class=${isStuck(one) ? 'hole-word' : 'calm-word'}>${HOOKS[one.state === 'active' && one.failures ? 'failing' : one.state] ?? one.state}</strong>
          <span class="faint line-under">by ${plain(one.by)} · told up to ${one.told}${one.waiting ? html` · <span class="hole-word">waits since ${moment(one.waitingSince)}</span>` : ' · nothing waits'}${one.failingSince ? ` · failing since ${moment(one.failingSince)}, ${count(one.failures, 'try', 'tries')}${one.status ? `, last answer ${one.status}` : ', no answer'}` : ''}</span>
          ${one.refused.map((refused) => html`<span class="line-under hole-word">Set aside: ${refused.id}, answered ${refused.status}</span>`)}</p>
        <p class="row-deeds">${session.role === 'integrator' ? html`${this.#deed(plain(one.url), 'replayWebhook', 'Tell again', () => this.#replay(one))}
          ${this.#deed(plain(one.url), 'changeWebhookSecret', 'New secret', () => this.#webhookSecret(one))}` : nothing}
          ${this.#deed(plain(one.url), 'endWebhook', 'End it', () => this.#endWebhook(one))}</p></li>`)}</ul>`
        : html`<p class="empty">Nobody has subscribed. Systems that do not ask by themselves are told by webhooks.</p>`}
      ${session.role === 'integrator' ? html`<p><button type="button" class="govuk-button govuk-button--secondary" data-act="subscribeWebhook" @click=${() => this.#subscribe()}>Subscribe an address</button></p>` : nothing}</section>`;
  }

  #clients() {
    const {clients} = this.shown;
    return html`<section class="brief-part" aria-labelledby="machines"><h2 class="govuk-heading-m" id="machines">Machines that sign in by themselves</h2>
      ${clients.length ? html`<ul class="colleagues">${repeat(clients, (one) => one.client, (one) => html`<li class="colleague">
        <p><strong>${said(one.client)}</strong> as ${plain(one.person)}, for ${one.scopes.map(plain).join(', ')} ${one.standing === 'ended' ? html`<strong class="faint">ended</strong>` : nothing}<span class="faint line-under">since ${moment(one.made)}</span></p>
        ${one.standing === 'ended' ? nothing : html`<p class="row-deeds">${this.#deed(one.client, 'changeClientSecret', 'New secret', () => this.#clientSecret(one))}
          ${this.#deed(one.client, 'endClient', 'End it', () => this.#endClient(one))}</p>`}</li>`)}</ul>`
        : html`<p class="empty">No machine is let in.</p>`}
      <p><button type="button" class="govuk-button govuk-button--secondary" data-act="makeClient" @click=${() => this.#makeClient()}>Let a machine in</button></p></section>`;
  }

  #deed(whose, act, text, opens) {
    return html`<button type="button" class="quiet" data-act=${act} @click=${opens}>${text}<span class="govuk-visually-hidden">: ${whose}</span></button>`;
  }

  #endRejection(one) {
    this.#open({
      title: `End the rejection of revision ${one.n}`, confirm: 'End it',
      happens: ['It is listed no more. The records system does not hold this revision; a later one is handed to it as ever.'],
      asks: [WHY],
      send: async ({reason}) => {
        await ask(`/v1/records/rejections/${one.rejection}/end`, {method: 'POST', body: {reason}});
        return 'Ended, with your reason.';
      },
    });
  }

  #subscribe() {
    this.#open({
      title: 'Subscribe an address', confirm: 'Subscribe it',
      happens: ['It is told, from now on, that something waits: identifiers only, signed.', 'Fetching what they name is a login of its own.'],
      asks: [
        {name: 'url', label: 'Which address?', hint: 'https, outside of this server’s network.', kind: 'line', wrong: 'Say which address'},
        {name: 'feed', label: 'Told of what?', kind: 'pick', options: ['records'].map((feed) => html`<option value=${feed}>${feed}</option>`), wrong: 'Say of what'},
      ],
      send: async (given) => {
        const made = await ask('/v1/webhooks', {method: 'POST', body: given});
        this.secret = {words: `Its secret, to verify signatures with. ${SECRETS}`, value: made.secret};
        return 'Subscribed.';
      },
    });
  }

  #replay(one) {
    this.#open({
      title: `Tell ${plain(one.url)} again`, confirm: 'Tell it again',
      happens: ['What lies behind that number is told again, each in its order; what was paused goes on.'],
      asks: [{name: 'from', label: 'From which number on?', kind: 'line', value: String(one.told + 1), wrong: 'Say from which number on'}],
      send: async ({from}) => {
        await ask(`/v1/webhooks/${one.webhook}/replay`, {method: 'POST', body: {from: Number(from) || 0}});
        return 'It is told again from there.';
      },
    });
  }

  #webhookSecret(one) {
    this.#secretOf({title: `Another secret for ${plain(one.url)}`, path: `/v1/webhooks/${one.webhook}/secret`});
  }

  #clientSecret(one) {
    this.#secretOf({title: `Another secret for ${plain(one.client)}`, path: `/v1/clients/${one.client}/secret`});
  }

  #secretOf({title, path}) {
    this.#open({
      title, confirm: 'Make another secret', happens: ['The one before is good for 24 hours more.', SECRETS], asks: [],
      send: async () => {
        const made = await ask(path, {method: 'POST'});
        this.secret = {words: `The new secret. ${SECRETS}`, value: made.secret};
        return 'Another secret holds.';
      },
    });
  }

  #endWebhook(one) {
    this.#open({
      title: `End the subscription of ${plain(one.url)}`, grave: true, confirm: 'End it',
      happens: ['It is told nothing any more. What it has not fetched waits in the feed.'],
      asks: [WHY],
      send: async ({reason}) => {
        await ask(`/v1/webhooks/${one.webhook}/end`, {method: 'POST', body: {reason}});
        return 'Ended.';
      },
    });
  }

  #endClient(one) {
    this.#open({
      title: `End ${plain(one.client)}`, grave: true, confirm: 'End it',
      happens: ['It signs in no more, and its logins are refused at once. Its name is not used again.'],
      asks: [WHY],
      send: async ({reason}) => {
        await ask(`/v1/clients/${one.client}/end`, {method: 'POST', body: {reason}});
        return 'Ended.';
      },
    });
  }

  #makeClient() {
    this.#open({
      title: 'Let a machine in', confirm: 'Let it in',
      happens: ['It signs in by itself and does what its scopes name, as the system of the roster that you say.', SECRETS],
      asks: [
        {name: 'client', label: 'What is it called?', hint: 'Small letters, digits and hyphens.', kind: 'line', wrong: 'Say what it is called'},
        {name: 'person', label: 'As which system of the roster?', hint: 'Its id.', kind: 'line', wrong: 'Say as which system'},
        {name: 'scopes', label: 'For what?', kind: 'many', options: [['records', 'The records feed'], ['footage', 'Body-worn video'], ['notices', 'Notices that are sent to it'], ['webhooks', 'Webhooks']], wrong: 'Choose one at least'},
      ],
      send: async (given) => {
        const made = await ask('/v1/clients', {method: 'POST', body: given});
        this.secret = {words: `The secret of ${given.client}. ${SECRETS}`, value: made.secret};
        return `${given.client} is let in.`;
      },
    });
  }
}

function isStuck(one) {
  return one.state !== 'active' || one.failures > 0 || one.refused.length > 0;
}

/** When they refused it, or else when it left last: each state's own moment. */
function since({state, sent, receipts}) {
  const said = state === 'refused' ? receipts.filter((one) => one.state === 'refused') : sent;
  const at = Math.max(...said.map((one) => one.at));
  return said.length ? ` since ${moment(at)}` : '';
}

async function pages(first, name, next) {
  const all = [];
  let more = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await ask(first + more);
    all.push(...answer[name]);
    more = next(answer);
    if (!more) {
      break;
    }
  }
  return all;
}

customElements.define('sh-partners', Partners);
