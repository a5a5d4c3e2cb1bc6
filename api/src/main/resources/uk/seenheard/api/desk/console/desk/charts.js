// Charts by the charting library, in the page's colours. Each says in words what it shows, and its
// numbers stand in a table beside it: nothing is known from a picture only.
import {html} from 'lit';
import {Part} from '../ground/parts.js';
import {span} from '../ground/text.js';
import '{{charts}}/chart.umd.js';

// Dashes and marks tell lines apart where colours do not.
const LINES = [
  {colour: '--link', dash: [], mark: 'circle'},
  {colour: '--hole-edge', dash: [7, 4], mark: 'rectRot'},
  {colour: '--calm', dash: [2, 3], mark: 'triangle'},
];
// What is aimed at is a thin line without marks.
const TARGET = {colour: '--ink', dash: [1, 4], mark: false};

class ChartPart extends Part {
  static properties = {kind: {}, label: {}, labels: {attribute: false}, sets: {attribute: false}, unit: {}};

  connectedCallback() {
    super.connectedCallback();
    this.colours = matchMedia('(prefers-color-scheme: dark)');
    this.again = () => this.requestUpdate();
    this.colours.addEventListener('change', this.again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.colours.removeEventListener('change', this.again);
    this.chart?.destroy();
    this.chart = null;
  }

  render() {
    return html`<div class="chart"><canvas role="img" aria-label=${this.label}></canvas></div>`;
  }

  updated() {
    this.chart?.destroy();
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const percent = this.unit === '%';
    this.chart = new globalThis.Chart(this.querySelector('canvas'), {
      type: this.kind,
      data: {
        labels: this.labels,
        datasets: this.sets.map((set, i) => [set, set.target ? TARGET : LINES[i]]).map(([set, drawn]) => ({
          label: set.label, data: set.data, spanGaps: false,
          borderColor: colour(drawn.colour), backgroundColor: colour(drawn.colour),
          borderDash: drawn.dash, pointStyle: drawn.mark || 'line', pointRadius: set.target ? (this.labels.length > 1 ? 0 : 14) : 4, borderWidth: set.target ? 1.5 : 2, maxBarThickness: 56,
        })),
      },
      options: {
        animation: false, responsive: true, maintainAspectRatio: false,
        color: colour('--ink'),
        scales: {
          x: {ticks: {color: colour('--soft')}, grid: {display: false}},
          y: {beginAtZero: true, ...(percent ? {max: 100} : {}), grid: {color: colour('--line')},
            ticks: {color: colour('--soft'), precision: 0, callback: (value) => (percent ? `${value} %` : this.unit === 'min' ? span(value * 60_000) : value)}},
        },
        plugins: {legend: {display: this.sets.length > 1, position: 'bottom', labels: {color: colour('--ink'), usePointStyle: true}}},
      },
    });
  }
}

customElements.define('sh-chart', ChartPart);
