// How children are seen and heard, from the records: pictures, the numbers, and the numbers as CSV.
import {html, nothing} from 'lit';
import {Part, navigate} from '../ground/parts.js';
import {ask, csv, session} from '../ground/session.js';
import {date, span} from '../ground/text.js';
import {Comeback} from '../ground/live.js';
import './charts.js';

const BACKLOG = ['waitingBelow1Day', 'waiting1To3Days', 'waiting3To7Days', 'waitingOver7Days'];
const BY = {all: 'All', team: 'By team', form: 'By form', week: 'By week'};
const COLUMNS = [
  ['incidents', 'Incidents'], ['notGraded', 'Not graded'], ['children', 'Children'], ['seenPercent', 'Seen', '%'], ['heardPercent', 'Heard', '%'],
  ['demeanourPercent', 'Demeanour', '%'], ['noticesInTimePercent', 'PPN told in time', '%'],
  ['encompassInTimePercent', 'School told in time', '%'], ['noticesOnlyWritten', 'Notices only written'], ['noticesConfirmed', 'Notices confirmed'],
  ['olderNoticesWritten', 'Written in time (older forms)'], ['footageCoveredPercent', 'On camera', '%'], ['footageInTimePercent', 'Video linked in a day', '%'], ['footageReasons', 'Reasons for no video'], ['footageForgot', 'Camera forgotten'], ['footageLost', 'Video lost'],
  ['decisionMedianMinutes', 'Decided, median', 'min'], ['reasons', 'Reasons given'],
];

class Measures extends Part {
  static properties = {address: {}, shown: {state: true}, errors: {state: true}};

  constructor() {
    super();
    this.shown = null;
    this.errors = [];
    this.titles = new Map();
    new Comeback(this, () => this.#load());
  }

  willUpdate(changed) {
    if (changed.has('address')) {
      this.#load();
    }
  }

  get query() {
    return new URLSearchParams(this.address.split('?')[1] ?? '');
  }

  async #load() {
    document.title = 'Measures – Seen & Heard';
    const {address} = this;
    try {
      const [shown, forms] = await Promise.all([
        ask(`/v1/measures?${this.query}`), this.titles.size ? null : ask('/v1/forms'),
      ]);
      forms?.forms.forEach((form) => this.titles.set(form.id, form.title));
      if (address === this.address) {
        this.shown = shown;
        this.errors = [];
      }
    } catch (refused) {
      if (refused.status !== 401) {
        this.errors = [{text: refused.status === 403 ? 'The measures are shown to supervisors and inspectors.' : refused.message}];
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
      const address = URL.createObjectURL(await csv(`/v1/measures.csv?${this.query}`));
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
      ${teams.length > 1 ? choice('team', 'Team', [['', 'All my teams'], ...teams.map((id) => [id, id])]) : nothing}
      ${choice('form', 'Form', [['', 'All forms'], ...this.titles])}
    </form>`;
  }

  #numbers() {
    const {rows, fewest, from, to} = this.shown;
    const all = rows.find((row) => row.by === 'all');
    const weeks = rows.filter((row) => row.by === 'week');
    const line = (name, label) => ({label, data: weeks.map((row) => row[name] ?? null)});
    const labels = weeks.map((row) => day(row.key));
    const told = weeks.some((row) => !row.suppressed);
    const waits = all && !all.suppressed;
    return html`
      ${waits ? html`<dl class="totals measures-totals">
        ${this.#total('children', all.children)}${this.#total('seen', all.seenPercent, '%')}${this.#total('heard', all.heardPercent, '%')}
        ${this.#total('demeanour recorded', all.demeanourPercent, '%')}${this.#total('median time to a decision', all.decisionMedianMinutes, 'min')}</dl>`
        : html`<p class="govuk-inset-text">Fewer than ${fewest} incidents: too few to be shown without pointing at somebody.</p>`}
      <div class="charts">
        ${told ? html`
          <section aria-labelledby="c-voices"><h2 class="govuk-heading-m" id="c-voices">Children seen and heard</h2>
            <sh-chart kind="line" unit="%" label="Share of children seen, heard and with demeanour recorded, by week. The numbers are in the table below." .labels=${labels}
              .sets=${[line('seenPercent', 'Seen'), line('heardPercent', 'Heard'), line('demeanourPercent', 'Demeanour recorded')]}></sh-chart></section>
          <section aria-labelledby="c-time"><h2 class="govuk-heading-m" id="c-time">Notices told in time</h2>
            <sh-chart kind="line" unit="%" label="Share of public protection notices and of notices to schools that are known to have been told in time, by week. The numbers are in the table below." .labels=${labels}
              .sets=${[line('noticesInTimePercent', 'Public protection notice told'), line('encompassInTimePercent', 'School told')]}></sh-chart></section>` : nothing}
        ${waits ? html`<section aria-labelledby="c-backlog"><h2 class="govuk-heading-m" id="c-backlog">Waiting for a decision</h2>
            <sh-chart kind="bar" label=${`Incidents that wait for a decision, by age: ${BACKLOG.map((name) => all[name]).join(', ')}.`} .labels=${['below 1 day', '1 to 3 days', '3 to 7 days', 'over 7 days']}
              .sets=${[{label: 'Incidents', data: BACKLOG.map((name) => all[name])}]}></sh-chart></section>` : nothing}
      </div>
      <div class="queue-head"><h2 class="govuk-heading-m">The numbers <span class="faint">weeks of ${date(from)} to ${date(to)}</span></h2>
        <button type="button" class="govuk-button govuk-button--secondary" @click=${this.#csv}>Download as CSV</button></div>
      <div class="scrolls" tabindex="0" role="region" aria-label="The numbers, as a table"><table class="table numbers">
        <caption class="govuk-visually-hidden">Measures of all incidents, and by team, form and week</caption>
        <thead><tr><th scope="col">Of</th>${COLUMNS.map(([, label]) => html`<th scope="col">${label}</th>`)}</tr></thead>
        ${Object.keys(BY).map((by) => html`<tbody>${rows.filter((row) => row.by === by).map((row) => this.#row(row))}</tbody>`)}
      </table></div>
      <p class="faint">A line of fewer than ${fewest} incidents is not shown, and there are none of single officers.</p>`;
  }

  #total(label, value, unit) {
    return html`<div><dt>${label}</dt><dd>${shown(value, unit)}</dd></div>`;
  }

  #row(row) {
    const name = row.by === 'all' ? 'Everything' : row.by === 'week' ? `Week of ${date(row.key)}` : row.by === 'form' ? this.titles.get(row.key) ?? row.key : `Team ${row.key}`;
    return html`<tr><th scope="row">${name}</th>${row.suppressed
      ? html`<td colspan=${COLUMNS.length} class="faint">too few to show</td>`
      : COLUMNS.map(([column, label, unit]) => html`<td data-label=${label}>${shown(row[column], unit)}</td>`)}</tr>`;
  }
}

function shown(value, unit) {
  return value === undefined ? '–' : unit === '%' ? `${value} %` : unit === 'min' ? span(value * 60_000) : value;
}

function day(key) {
  return date(key).replace(/ \d{4}$/, '');
}

customElements.define('sh-measures', Measures);
