// What the marks mean, and where things are done: for whoever sees these pages for the first time.
import {html} from 'lit';
import {Part} from '../ground/parts.js';

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
        <div><dt><a class="govuk-link" href="/">Queue</a></dt><dd>What waits for you, what is most wrong first. Open a line to return it with what is missing, settle it, or authorise it.</dd></div>
        <div><dt><a class="govuk-link" href="/overdue">Overdue</a></dt><dd>What is late, for which child, who was told, and who has taken it on; nudge the officers, and they read it on their handsets.</dd></div>
        <div><dt><a class="govuk-link" href="/brief">Brief</a></dt><dd>One page for the handover and the morning meeting, to be printed.</dd></div>
        <div><dt><a class="govuk-link" href="/handsets">Handsets</a></dt><dd>What is unsent on which handset; lock, unlock or wipe one.</dd></div>
        <div><dt><a class="govuk-link" href="/people">Colleagues</a></dt><dd>Who is away and who acts for them; work handed over; an inspector moves people and withdraws accounts.</dd></div>
        <div><dt><a class="govuk-link" href="/measures">Measures</a></dt><dd>How children are seen and heard, in numbers that point at nobody; what each chart counts, and the incidents behind it.</dd></div>
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

customElements.define('sh-help', Help);
