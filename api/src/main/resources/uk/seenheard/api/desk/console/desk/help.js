// What the marks mean, and where things are done: for whoever sees these pages for the first time.
import {html} from 'lit';
import {Part} from '../ground/parts.js';
import {session} from '../ground/session.js';

class Help extends Part {
  connectedCallback() {
    super.connectedCallback();
    document.title = 'Help – Seen & Heard';
  }

  render() {
    return html`<h1 class="govuk-heading-l" tabindex="-1">Help</h1>
      <h2 class="govuk-heading-m">What the marks mean</h2>
      <dl class="help">
        <div><dt><i class="voice heard" aria-hidden="true"></i> a full mark</dt><dd>This child’s words, or what was seen of them, are recorded.</dd></div>
        <div><dt><i class="voice unheard" aria-hidden="true"></i> an empty mark</dt><dd>Nobody has recorded this child’s voice yet. It stays empty until somebody does, or a reason is accepted.</dd></div>
        <div><dt>hatched</dt><dd>Something required is missing. Nothing else is hatched.</dd></div>
        <div><dt>officers differ</dt><dd>Two answers stand side by side. You choose which stands and say why; both stay in the record.</dd></div>
        <div><dt>in quarantine</dt><dd>It reached the server, but could not take effect by itself. You release it or dismiss it, and say why.</dd></div>
        <div><dt>F1, F2 …</dt><dd>What the inspections found wanting: the question was made for it. “Why” beside it says where it comes from.</dd></div>
      </dl>
      <h2 class="govuk-heading-m">Where things are done</h2>
      <dl class="help">
        ${pages().map(([to, name, words]) => html`<div><dt><a class="govuk-link" href=${to}>${name}</a></dt><dd>${words}</dd></div>`)}
      </dl>
      <h2 class="govuk-heading-m">Good to know</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>Every look at an incident is written down: each search, each print and each notification too.</li>
        <li>Press <kbd>?</kbd> on any page for its keys.</li>
        <li>Without connection you may go on reading and writing. The page says so, and comes back by itself.</li>
        <li>Your force’s service desk helps with logins. For programs: <a class="govuk-link" href="/docs" target="_blank" rel="noopener">what the interface can do</a>.</li>
      </ul>`;
  }
}

/** The pages that are there for whoever is signed in. */
function pages() {
  return [
    ...(session.records ? [
      ['/', 'Queue', 'What waits for you, what is most wrong first. Open a line to return it with what is missing, settle it, or authorise it.'],
      ['/overdue', 'Overdue', 'What is late, for which child, who was told, and who has taken it on; nudge the officers, and they read it on their handsets.'],
      ['/brief', 'Brief', 'One page for the handover and the morning meeting, to be printed.'],
      ['/footage', 'Video', 'Body-worn video that is lost, about to be deleted, missing, or refused by its system.'],
    ] : []),
    ...(session.decides ? [
      ['/handsets', 'Handsets', 'What is unsent on which handset; lock, unlock or wipe one.'],
      ['/people', 'Colleagues', 'Who is away and who acts for them; work handed over; an inspector moves people and withdraws accounts.'],
      ['/measures', 'Measures', 'How children are seen and heard, in numbers that point at nobody; what each chart counts, and the incidents behind it.'],
    ] : []),
    ...(session.triages ? [['/triage', 'Notices', 'What goes out about whom, to whom, and what they answered; what a person has to see to.']] : []),
    ...(session.inspects ? [['/partners', 'Partners', 'What partners took and refused, their subscriptions and their machines.']] : []),
  ];
}

customElements.define('sh-help', Help);
