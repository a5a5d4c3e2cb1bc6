// The people of the force as they are today: who is away and who acts for them, whose work goes to
// whom, who is moved to which teams, whose account is withdrawn.
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Part} from '../ground/parts.js';
import {ask, session} from '../ground/session.js';
import {Comeback, gathered, live} from '../ground/live.js';
import {typable} from '../ground/moments.js';
import {WHY} from '../ground/sheet.js';
import {forgetColleagues, ofTeam, teamName, who} from './rows.js';
import {count, moment, person, plain, said} from '../ground/text.js';

const SHIFT_MILLIS = 12 * 3_600_000;
const MOST_ROUNDS = 50;

class Colleagues extends Part {
  static properties = {force: {state: true}, absences: {state: true}, like: {state: true}, errors: {state: true}, done: {state: true}};

  constructor() {
    super();
    this.force = null;
    this.absences = [];
    this.like = '';
    this.errors = [];
    this.done = '';
    new Comeback(this, () => this.again());
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = 'Colleagues – Seen & Heard';
    this.refresh = gathered(() => this.again(), 1_000);
    live.addEventListener('log', this.refresh);
    this.again();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('log', this.refresh);
  }

  async again() {
    try {
      forgetColleagues();
      const [force, {absences}] = await Promise.all([ask('/v1/people'), ask('/v1/absences')]);
      this.force = force;
      this.absences = absences;
      this.errors = [];
    } catch (refused) {
      if (refused.status !== 401) {
        this.errors = [{text: refused.status === 403 ? 'Colleagues are shown to supervisors and inspectors.' : refused.message}];
      }
    }
  }

  /** A supervisor speaks for the people of their own teams, an inspector for all. */
  #mine(one) {
    return session.inspects || one.teams.some((team) => (session.person?.teams ?? []).includes(team));
  }

  render() {
    return html`<sh-errors .errors=${this.errors} .again=${this.force ? null : () => this.again()}></sh-errors>
      ${this.done ? html`<div class="done" role="status" tabindex="-1"><p>${this.done}</p></div>` : nothing}
      <sh-sheet @deed-done=${(event) => this.#happened(event.detail)}></sh-sheet>
      <div class="queue-head"><h1 class="govuk-heading-l" tabindex="-1">Colleagues</h1></div>
      ${this.force ? html`
        <div class="govuk-form-group"><label class="govuk-label" for="colleague-like">Show those whose name or team holds</label>
          <input class="govuk-input" type="search" id="colleague-like" maxlength="100" autocomplete="off" @input=${(event) => (this.like = event.target.value.trim().toLocaleLowerCase('en-GB'))}></div>
        ${this.#teams()}${this.#withdrawn()}`
        : html`<p class="govuk-body wait" role="status">${this.errors.length ? nothing : 'One moment…'}</p>`}`;
  }

  #teams() {
    const holds = (text) => text.toLocaleLowerCase('en-GB').includes(this.like);
    const own = session.person?.teams ?? [];
    const teams = [...this.force.teams].sort((one, other) => own.includes(other.id) - own.includes(one.id))
      .map((team) => [team, ofTeam(this.force, team).filter((one) => holds(one.name) || holds(team.name))]).filter(([, some]) => some.length);
    return teams.length ? teams.map(([team, some]) => html`<section aria-labelledby="team-${team.id}"><h2 class="govuk-heading-m" id="team-${team.id}">${said(team.name)}</h2>
      <ul class="colleagues">${repeat(some, (one) => one.id, (one) => this.#line(one))}</ul></section>`)
      : html`<p class="empty">Nobody’s name or team holds that.</p>`;
  }

  #away(one) {
    return this.absences.filter((absence) => absence.person.id === one.id);
  }

  #line(one) {
    const away = this.#away(one);
    const now = away.find((absence) => absence.from <= Date.now());
    const self = one.id === session.person?.person;
    return html`<li class="colleague">
      <p><strong>${said(one.name)}</strong> <span class="faint">${one.role}${one.teams.length > 1 ? `, also ${one.teams.slice(1).map((team) => plain(teamName(this.force, team))).join(', ')}` : ''}</span>
        ${away.map((absence) => html`<span class="line-under ${absence === now ? 'hole-word' : 'faint'}">${absence === now ? 'Away' : `Away from ${moment(absence.from)}`} until ${moment(absence.until)}${absence.deputy ? html`; ${person(absence.deputy)} acts for them` : '; nobody acts for them'}</span>`)}</p>
      <p class="row-deeds">${this.#mine(one) ? html`
        ${this.#deed(one, 'noteAbsence', now ? 'Back again' : 'Away', () => (now ? this.#back(one, now) : this.#absent(one)))}
        ${this.#deed(one, 'handOver', 'Hand over work', () => this.#handOver(one))}` : nothing}
        ${session.inspects && !self ? html`${this.#deed(one, 'movePerson', 'Move', () => this.#move(one))}
          ${this.#deed(one, 'revokeAccount', 'Withdraw account', () => this.#withdraw(one))}` : nothing}</p></li>`;
  }

  #deed(one, act, text, opens) {
    return html`<button type="button" class="quiet" data-act=${act} @click=${opens}>${text}<span class="govuk-visually-hidden">: ${plain(one.name)}</span></button>`;
  }

  #open(deed) {
    this.querySelector('sh-sheet').open(deed);
  }

  async #happened(done) {
    await this.again();
    this.done = done;
    this.updateComplete.then(() => this.querySelector('.done')?.focus());
  }

  #post(one, what, body) {
    return ask(`/v1/people/${encodeURIComponent(one.id)}/${what}`, {method: 'POST', body});
  }

  #absent(one) {
    this.#open({
      title: `${plain(one.name)} is away`, confirm: 'Say that they are away',
      happens: [
        'Until then whoever acts for them has their rank and their teams, and is told what they would have been told.',
        'Where nobody acts for them, what is overdue goes up to the next rank.',
        'What was said before of the same person is replaced.',
      ],
      asks: [
        {name: 'from', label: 'From', hint: 'UK time.', kind: 'moment', value: typable(Date.now()), wrong: 'Say from when, day and time'},
        {name: 'until', label: 'Until', hint: 'UK time.', kind: 'moment', last: true, value: typable(Date.now() + SHIFT_MILLIS), wrong: 'Say until when, day and time'},
        {name: 'deputy', label: 'Who acts for them?', kind: 'pick', optional: true, options: who(this.force, {first: 'Nobody', but: one.id})},
        WHY,
      ],
      send: async (given) => {
        await this.#post(one, 'absence', given);
        return `It is written down that ${plain(one.name)} is away until ${moment(given.until)}.`;
      },
    });
  }

  #back(one, absence) {
    this.#open({
      title: `${plain(one.name)} is back`, confirm: 'Say that they are back',
      happens: ['From now on nobody acts for them any longer: rank and teams are their own again.'],
      asks: [WHY],
      send: async ({reason}) => {
        await this.#post(one, 'absence', {from: absence.from, until: Math.max(absence.from, Date.now()), reason});
        return `${plain(one.name)} is back.`;
      },
    });
  }

  #handOver(one) {
    this.#open({
      title: `Give the open work of ${plain(one.name)} to somebody else`, confirm: 'Hand it over',
      happens: [
        'Each incident of theirs that is not authorised, and that you may see, is assigned to whom you choose.',
        'It stands in the history of each, with your reason; whom you choose finds them on their handset.',
      ],
      asks: [{name: 'to', label: 'To whom?', kind: 'pick', options: who(this.force, {but: one.id}), wrong: 'Choose somebody'}, WHY],
      send: async ({to, reason}) => {
        let given = 0;
        let page = {more: true};
        for (let round = 0; page.more && round < MOST_ROUNDS; round++) {
          page = await this.#post(one, 'handover', {to, reason});
          given += page.incidents.length;
        }
        const taker = this.force.people.find((other) => other.id === to);
        return given ? `${count(given, 'incident')} of ${plain(one.name)} went to ${plain(taker?.name ?? to)}.` : `${plain(one.name)} has no open incident that you could give away.`;
      },
    });
  }

  #move(one) {
    this.#open({
      title: `Move ${plain(one.name)} to other teams`, confirm: 'Move them',
      happens: [
        'From now on they see what the chosen teams see, and no longer what only the old ones do: it leaves their handset.',
        'Their next shift is worked for the first of the teams. What they are on already stays theirs until a supervisor withdraws it.',
      ],
      asks: [{name: 'teams', label: 'Which teams?', kind: 'many', chosen: one.teams, options: this.force.teams.map((team) => [team.id, plain(team.name)]), wrong: 'Choose one team at least'}, WHY],
      send: async ({teams, reason}) => {
        await this.#post(one, 'move', {teams, reason});
        return `${plain(one.name)} belongs to ${teams.map((team) => plain(teamName(this.force, team))).join(', ')} now.`;
      },
    });
  }

  #withdraw(one) {
    this.#open({
      title: `Withdraw the account of ${plain(one.name)}`, grave: true, confirm: 'Withdraw it',
      happens: [
        'Their logins end at once and they begin no shift. Their handsets hand over everything, and lock.',
        'What they recorded before stands; what is recorded after goes to quarantine, for somebody to look at.',
      ],
      asks: [WHY],
      send: async ({reason}) => {
        await this.#post(one, 'revocation', {reason});
        return `The account of ${plain(one.name)} is withdrawn.`;
      },
    });
  }

  #withdrawn() {
    const all = this.force.withdrawn ?? [];
    return session.inspects && all.length ? html`<section aria-labelledby="withdrawn"><h2 class="govuk-heading-m" id="withdrawn">Withdrawn accounts</h2>
      <ul class="colleagues">${all.map((one) => html`<li class="colleague"><p><strong>${said(one.name)}</strong></p>
        <p class="row-deeds">${this.#deed(one, 'reinstateAccount', 'Give the account back', () => this.#reinstate(one))}</p></li>`)}</ul></section>` : nothing;
  }

  #reinstate(one) {
    this.#open({
      title: `Give the account of ${plain(one.name)} back`, confirm: 'Give it back',
      happens: ['They may sign in and begin a shift again. What is in quarantine stays there until somebody decides.'],
      asks: [WHY],
      send: async ({reason}) => {
        await this.#post(one, 'reinstatement', {reason});
        return `${plain(one.name)} may sign in again.`;
      },
    });
  }
}

customElements.define('sh-colleagues', Colleagues);
