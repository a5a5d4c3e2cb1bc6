// How children are seen and heard, from the records: pictures, the numbers, and the numbers as CSV.
import {html, nothing} from 'lit';
import {Part, navigate, riskTag, stateTag} from '../ground/parts.js';
import {ask, file, session} from '../ground/session.js';
import {count, date, moment, said, span, table} from '../ground/text.js';
import {bring, children, colleagues, rowOf, teamName} from './rows.js';
import {Comeback} from '../ground/live.js';
import './charts.js';

const BACKLOG = ['waitingBelow1Day', 'waiting1To3Days', 'waiting3To7Days', 'waitingOver7Days'];
const BY = {all: 'All', team: 'By team', form: 'By form', week: 'By week'};
const COLUMNS = [
  ['incidents', 'Incidents'], ['notGraded', 'Not graded'], ['children', 'Children'], ['seenPercent', 'Seen', '%'], ['heardPercent', 'Heard', '%'],
  ['demeanourPercent', 'Demeanour', '%'], ['noticesInTimePercent', 'PPN told in time', '%'],
  ['encompassInTimePercent', 'School told in time', '%'], ['noticesOnlyWritten', 'Notices only written'], ['noticesConfirmed', 'Notices confirmed'],
  ['olderNoticesWritten', 'Written in time (older forms)'], ['footageCoveredPercent', 'On camera', '%'], ['footageInTimePercent', 'Video linked in a day', '%'], ['footageReasons', 'Reasons for no video'], ['footageForgot', 'Camera forgotten'], ['footageLost', 'Video lost'],
  ['sightMedianMinutes', 'First looked at, median', 'min'], ['decisionMedianMinutes', 'Decided, median', 'min'],
  ['returned', 'Handed back'], ['repeatVictims', 'Repeat child victims'], ['reasons', 'Reasons given'],
];
// What is behind a chart, by the name that the server has for it.
const BEHIND = table({
  seen: 'with a child whom nobody saw', heard: 'with a child who was not heard', demeanour: 'with a child whose demeanour is not recorded',
  notices: 'with a notice not known to be told in time', school: 'with a school not known to be told in time', waiting: 'that wait for a decision',
  sight: 'not looked at yet, or later than half of all', returned: 'that were handed back', repeat: 'with a child who was a victim before',
});
// What a note of a return asked for, by the finding of the inspections.
const KINDS = table({
  F1: 'children not counted', F2: 'not seen, or not safe', F3: 'not spoken to', F4: 'demeanour', F5: 'words and wishes', F6: 'effect on the child', F7: 'school',
  F8: 'whose account', F9: 'adults, other children', F10: 'ethnicity', F11: 'video', F12: 'notice', F13: 'notice unread', F14: 'pattern', F17: 'risk assessment', F18: 'risk assessment',
  F20: 'actions', F21: 'strategy discussion', F22: 'crime', F23: 'police protection', F24: 'missing', F25: 'custody', F26: 'exploitation', F27: 'who poses a risk',
  words: 'in words, or where officers differ', few: 'kinds too few to show',
});

class Measures extends Part {
  static properties = {address: {}, shown: {state: true}, errors: {state: true}, force: {state: true}, sooner: {state: true}, behind: {state: true}, rows: {state: true}};

  constructor() {
    super();
    this.shown = null;
    this.errors = [];
    this.titles = new Map();
    this.force = {teams: [], people: []};
    this.sooner = 0;
    this.behind = null;
    this.rows = 0;
    new Comeback(this, () => this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    colleagues().then((force) => (this.force = force));
    // The force's own goal: when the ladder tells a supervisor that something waits.
    ask('/v1/chase').then(({ladders}) => {
      const step = ladders.find((one) => one.kind === 'submission')?.steps.find(({to}) => to === 'supervisor');
      this.sooner = step?.afterMinutes ?? 0;
    }).catch(() => (this.sooner = 0));
  }

  willUpdate(changed) {
    if (changed.has('address')) {
      this.#load();
    }
  }

  /** Without what only says which chart is looked into. */
  get counted() {
    const query = this.query;
    query.delete('of');
    return query;
  }

  get query() {
    return new URLSearchParams(this.address.split('?')[1] ?? '');
  }

  async #load() {
    document.title = 'Measures – Seen & Heard';
    const {address} = this;
    try {
      const [shown, forms] = await Promise.all([
        ask(`/v1/measures?${this.counted}`), this.titles.size ? null : ask('/v1/forms'),
      ]);
      forms?.forms.forEach((form) => this.titles.set(form.id, form.title));
      if (address === this.address) {
        this.shown = shown;
        this.errors = [];
        await this.#lookBehind(address);
      }
    } catch (refused) {
      if (refused.status !== 401) {
        this.errors = [{text: refused.status === 403 ? 'The measures are shown to supervisors and inspectors.' : refused.message}];
      }
    }
  }

  /** The incidents behind a chart, where one was asked for. */
  async #lookBehind(address) {
    const of = this.query.get('of');
    const found = BEHIND[of] ? await ask(`/v1/measures/incidents?${this.query}`) : null;
    if (address === this.address) {
      const came = found && this.behind?.of !== of;
      this.behind = found && {...found, of};
      if (found) {
        bring(found.incidents.map((one) => ({...one, frontier: `measured ${one.state}`})), () => this.rows++);
      }
      if (came) {
        this.updateComplete.then(() => this.querySelector('#behind')?.focus());
      }
    }
  }

  #filter(event) {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(event.currentTarget)) {
      if (value) {
        query.set(name, value);
      }
    }
    navigate(query.size ? `/measures?${query}` : '/measures');
  }

  async #csv() {
    try {
      const address = URL.createObjectURL(await file(`/v1/measures.csv?${this.counted}`));
      const link = Object.assign(document.createElement('a'), {href: address, download: `measures-${this.shown.from}-${this.shown.to}.csv`});
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    } catch (refused) {
      this.errors = [{text: refused.message}];
    }
  }

  render() {
    return html`<sh-errors .errors=${this.errors} .again=${this.shown ? null : () => this.#load()}></sh-errors>
      <h1 class="govuk-heading-l" tabindex="-1">Measures</h1>
      ${this.#filters()}
      ${this.shown ? this.#numbers() : html`<p class="govuk-body wait" role="status">One moment…</p>`}`;
  }

  #filters() {
    const teams = session.person?.teams ?? [];
    const field = (name) => this.query.get(name) ?? '';
    const day = (name, label, shown) => html`<div class="filter"><label class="govuk-label" for="m-${name}">${label}</label>
      <input class="govuk-input" type="date" id="m-${name}" name=${name} .value=${field(name) || (shown ?? '')}></div>`;
    const choice = (name, label, options) => html`<div class="filter"><label class="govuk-label" for="m-${name}">${label}</label>
      <select class="govuk-select" id="m-${name}" name=${name}>${options.map(([id, text]) => html`<option value=${id} ?selected=${id === field(name)}>${text}</option>`)}</select></div>`;
    return html`<form class="filters" aria-label="Which weeks" @change=${this.#filter} @submit=${(event) => event.preventDefault()}>
      ${day('from', 'From the week of', this.shown?.from)}${day('to', 'To the week of', this.shown?.to)}
      ${teams.length > 1 ? choice('team', 'Team', [['', 'All my teams'], ...teams.map((id) => [id, teamName(this.force, id)])]) : nothing}
      ${choice('form', 'Form', [['', 'All forms'], ...this.titles])}
    </form>`;
  }

  #numbers() {
    const {rows, fewest, from, to} = this.shown;
    const all = rows.find((row) => row.by === 'all');
    const weeks = rows.filter((row) => row.by === 'week');
    const line = (name, label) => ({label, data: weeks.map((row) => row[name] ?? null)});
    const goal = (value, label) => ({label, target: true, data: weeks.map(() => value)});
    const labels = weeks.map((row) => day(row.key));
    const told = weeks.some((row) => !row.suppressed);
    const waits = all && !all.suppressed;
    const why = this.shown.why;
    return html`
      ${waits ? html`<dl class="totals measures-totals">
        ${this.#total('children', all.children)}${this.#total('seen', all.seenPercent, '%')}${this.#total('heard', all.heardPercent, '%')}
        ${this.#total('demeanour recorded', all.demeanourPercent, '%')}${this.#total('median time to a first look', all.sightMedianMinutes, 'min')}${this.#total('median time to a decision', all.decisionMedianMinutes, 'min')}</dl>`
        : html`<p class="govuk-inset-text">Fewer than ${fewest} incidents: too few to be shown without pointing at somebody.</p>`}
      <div class="charts">
        ${told ? html`
          ${this.#chart('voices', 'Children seen and heard', 'Of the children of each week’s incidents, the share that an officer saw, whose own words are recorded, and whose demeanour is. The goal is every child.', [['seen', 'Not seen'], ['heard', 'Not heard'], ['demeanour', 'No demeanour']],
            html`<sh-chart kind="line" unit="%" label="Share of children seen, heard and with demeanour recorded, by week. The numbers are in the table below." .labels=${labels}
              .sets=${[line('seenPercent', 'Seen'), line('heardPercent', 'Heard'), line('demeanourPercent', 'Demeanour recorded'), goal(100, 'Every child')]}></sh-chart>`)}
          ${this.#chart('time', 'Notices told in time', 'Of the notices that fell due, the share known to have been told before the deadline. What is only written is not told. The goal is every one.', [['notices', 'Notices'], ['school', 'Schools']],
            html`<sh-chart kind="line" unit="%" label="Share of public protection notices and of notices to schools that are known to have been told in time, by week. The numbers are in the table below." .labels=${labels}
              .sets=${[line('noticesInTimePercent', 'Public protection notice told'), line('encompassInTimePercent', 'School told'), goal(100, 'Every notice')]}></sh-chart>`)}
          ${this.#chart('sight', 'Time to a first look', 'From handing in to the first time that a supervisor opened it, half of each week’s incidents within so many minutes. The list is no look.', [['sight', 'Not looked at yet, or late']],
            html`<sh-chart kind="line" unit="min" label="Median time to the first look by a supervisor, by week. The numbers are in the table below." .labels=${labels}
              .sets=${[line('sightMedianMinutes', 'Half within'), ...(this.sooner ? [goal(this.sooner, `The ladder tells a supervisor after ${span(this.sooner * 60_000)}`)] : [])]}></sh-chart>`)}
          ${this.#chart('repeat', 'Children who were victims before', 'Children who are victims in an incident of the week and were in another one of the twelve months before, whether a crime was recorded or not. Known by name and birthday, so rather too few than too many.', [['repeat', 'Those incidents']],
            html`<sh-chart kind="bar" label="Repeat child victims, by week. The numbers are in the table below." .labels=${labels} .sets=${[line('repeatVictims', 'Children')]}></sh-chart>`)}` : nothing}
        ${waits ? html`${this.#chart('backlog', 'Waiting for a decision', 'Incidents that wait now, by how long they have.', [['waiting', 'Those incidents']],
            html`<sh-chart kind="bar" label=${`Incidents that wait for a decision, by age: ${BACKLOG.map((name) => all[name]).join(', ')}.`} .labels=${['below 1 day', '1 to 3 days', '3 to 7 days', 'over 7 days']}
              .sets=${[{label: 'Incidents', data: BACKLOG.map((name) => all[name])}]}></sh-chart>`)}
          ${why.length ? this.#chart('returns', 'Handed back, and for what', `Notes of returns by what they asked for: ${count(all.returns, 'return')} of ${count(all.returned, 'incident')}. Of all that is chosen above, and of no team beside another.`, [['returned', 'Those incidents']],
            html`<sh-chart kind="bar" label=${`Notes of returns by what they asked for: ${why.map((one) => `${kindOf(one.kind)} ${one.notes}`).join(', ')}.`} .labels=${why.map((one) => kindOf(one.kind))}
              .sets=${[{label: 'Notes', data: why.map((one) => one.notes)}]}></sh-chart>`) : nothing}` : nothing}
      </div>
      ${this.#behind()}
      <div class="queue-head"><h2 class="govuk-heading-m">The numbers <span class="faint">weeks of ${date(from)} to ${date(to)}</span></h2>
        <button type="button" class="govuk-button govuk-button--secondary" @click=${this.#csv}>Download as CSV</button></div>
      <div class="scrolls" tabindex="0" role="region" aria-label="The numbers, as a table"><table class="table numbers">
        <caption class="govuk-visually-hidden">Measures of all incidents, and by team, form and week</caption>
        <thead><tr><th scope="col">Of</th>${COLUMNS.map(([, label]) => html`<th scope="col">${label}</th>`)}</tr></thead>
        ${Object.keys(BY).map((by) => html`<tbody>${rows.filter((row) => row.by === by).map((row) => this.#row(row))}</tbody>`)}
      </table></div>
      <p class="faint">A line of fewer than ${fewest} incidents is not shown, and there are none of single officers.</p>`;
  }

  /** A chart with what it counts, and the ways to the incidents behind it. */
  #chart(id, title, counts, ways, chart) {
    const to = (of) => {
      const query = this.counted;
      query.set('of', of);
      return `/measures?${query}`;
    };
    return html`<section aria-labelledby="c-${id}"><h2 class="govuk-heading-m" id="c-${id}">${title}</h2>
      <p class="faint">${counts}</p>${chart}
      <p class="chart-ways">Behind it: ${ways.map(([of, words], i) => html`${i ? ' · ' : ''}<a class="govuk-link" href=${to(of)}>${words}<span class="govuk-visually-hidden">: the incidents ${BEHIND[of]}</span></a>`)}</p></section>`;
  }

  #behind() {
    const {behind} = this;
    if (!behind) {
      return nothing;
    }
    return html`<section class="behind" aria-labelledby="behind"><h2 class="govuk-heading-m" id="behind" tabindex="-1">${count(behind.incidents.length, 'incident')}${behind.more ? ' and more' : ''} ${BEHIND[behind.of]}</h2>
      ${behind.incidents.length ? html`<ul class="hits">${behind.incidents.map((one) => html`<li class="hit risk-edge-${one.risk}">
        <h3 class="card-title"><a class="govuk-link" href="/incidents/${one.incident}">${one.reference ? said(one.reference) : 'No reference'}</a></h3>
        <p>${children(rowOf(one.incident))}</p>
        <p class="hit-facts">${riskTag(one.risk)} ${stateTag(one.state)} <span class="faint">${said(teamName(this.force, one.team))}, ${moment(one.at)}</span></p></li>`)}</ul>` : html`<p class="empty">None that you may see.</p>`}
    </section>`;
  }

  #total(label, value, unit) {
    return html`<div><dt>${label}</dt><dd>${shown(value, unit)}</dd></div>`;
  }

  #row(row) {
    const name = row.by === 'all' ? 'Everything' : row.by === 'week' ? `Week of ${date(row.key)}` : row.by === 'form' ? this.titles.get(row.key) ?? row.key : teamName(this.force, row.key) || 'No team';
    return html`<tr><th scope="row">${name}</th>${row.suppressed
      ? html`<td colspan=${COLUMNS.length} class="faint">too few to show</td>`
      : COLUMNS.map(([column, label, unit]) => html`<td data-label=${label}>${shown(row[column], unit)}</td>`)}</tr>`;
  }
}

function shown(value, unit) {
  return value === undefined ? '–' : unit === '%' ? `${value} %` : unit === 'min' ? span(value * 60_000) : value;
}

function kindOf(kind) {
  return KINDS[kind] ? `${KINDS[kind]}${/^F/.test(kind) ? ` (${kind})` : ''}` : kind;
}

function day(key) {
  return date(key).replace(/ \d{4}$/, '');
}

customElements.define('sh-measures', Measures);
