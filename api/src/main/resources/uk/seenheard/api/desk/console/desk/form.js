// Reads values of the record by the form they were given in: labels, codes, dates.
import {html} from 'lit';
import {ask} from '../ground/session.js';
import {instantOf} from '../ground/moments.js';
import {date, moment, own, plain, said, table} from '../ground/text.js';

const shelf = new Map();

/** The form of an incident; asked for once. */
export async function formOf(incident) {
  const name = `${incident.form}/${incident.version}`;
  if (!incident.form || !incident.version) {
    return new Form({fields: [], codes: {}});
  }
  if (!shelf.has(name)) {
    try {
      shelf.set(name, new Form(await ask(`/v1/forms/${name}`)));
    } catch (refused) {
      if (refused.status !== 404) {
        throw refused;
      }
      // A form that this server does not have: everything is shown as it was written.
      return new Form({fields: [], codes: {}});
    }
  }
  return shelf.get(name);
}

class Form {
  #fields = new Map();

  constructor(resolved) {
    this.title = resolved.title ?? '';
    this.codes = resolved.codes ?? {};
    for (const field of resolved.fields ?? []) {
      // A form's own field replaces the shared one of that name.
      this.#fields.set(`${field.of ?? ''}/${field.name}`, field);
    }
  }

  field(collection, name) {
    return (
      this.#fields.get(`${collection}/${name}`) ??
      this.#fields.get(`${collection}/${name.split('.')[0]}`)
    );
  }

  fieldsOf(collection) {
    return [...this.#fields.values()].filter((field) => (field.of ?? '') === collection);
  }

  label(collection, name) {
    const reason = name.match(/^reason\./) ? 'Reason given instead of an answer' : null;
    return reason ?? this.field(collection, name)?.label ?? name;
  }

  code(list, code) {
    return own(this.codes, list)?.find((one) => one.code === code)?.label ?? code;
  }

  /** A code of the reasons, whose list depends on the prompt. */
  reason(code) {
    for (const list of Object.values(this.codes)) {
      const found = list.find((one) => one.code === code);
      if (found && code !== 'yes' && code !== 'no') {
        return found.label;
      }
    }
    return code;
  }

  /** A value as people read it: a template. */
  value(collection, name, value, names = new Map()) {
    return this.#show(this.field(collection, name), value, names);
  }

  #show(field, value, names) {
    if (value === null || value === undefined || value === '') {
      return html`<span class="faint">blank</span>`;
    }
    if (Array.isArray(value)) {
      return value.length
        ? html`${value.map((one, i) => html`${i ? ', ' : ''}${this.#show(field, one, names)}`)}`
        : html`None`;
    }
    if (typeof value === 'object') {
      return html`<span class="register">${Object.entries(value).map(
        ([name, part]) => html`<span class="register-part"><span class="register-name">${REGISTER[name] ?? said(name)}</span> ${this.#part(name, part, names)}</span>`,
      )}</span>`;
    }
    if (field?.codes) {
      return html`${own(this.codes, field.codes)?.some((one) => one.code === value) ? this.code(field.codes, value) : said(value)}`;
    }
    if (names.has(value)) {
      return said(names.get(value));
    }
    if (field?.type === 'date' && date(value)) {
      return html`${date(value)}`;
    }
    if (field?.type === 'time' && !Number.isNaN(instantOf(value))) {
      return html`${moment(instantOf(value))}`;
    }
    return value === true ? html`Yes` : value === false ? html`No` : said(value);
  }

  #part(name, value, names) {
    if (name === 'grade' && typeof value === 'string') {
      return html`<strong>${this.code('risk-grade', value)}</strong>`;
    }
    if (name === 'tool' && typeof value === 'string') {
      return html`${this.code('tool', value)}`;
    }
    if (name === 'code' && typeof value === 'string') {
      return html`${this.reason(value)}`;
    }
    return this.#show(undefined, value, names);
  }

  /** A value where only plain text can stand. */
  plain(collection, name, value) {
    const field = this.field(collection, name);
    const one = (part) => (field?.codes ? this.code(field.codes, part) : plain(part));
    if (Array.isArray(value)) {
      return value.map(one).join(', ');
    }
    return typeof value === 'object' && value !== null
      ? Object.entries(value).map(([key, part]) => `${REGISTER[key] ?? key}: ${plain(part)}`).join('; ')
      : one(value);
  }
}

const REGISTER = table({
  grade: 'Grade', tool: 'Tool', reasons: 'Because', answers: 'Answers', code: 'Reason', words: 'In words',
});

/** The collection and the name that a path ends with. */
export function parts(path) {
  const names = path.split('/');
  return names.length === 1
    ? {collection: '', entry: '', name: path}
    : {collection: names[names.length - 3], entry: names.slice(0, -1).join('/'), name: names[names.length - 1]};
}
