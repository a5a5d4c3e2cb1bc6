// PouchDB keeps one form as a document, takes the same edits, and replicates: to the server from
// one device, from the server to another. Arguments: where the modules are, the two addresses, a
// file of edits, how many edits go with each replication.
const [modules, up, down, edits, each] = process.argv.slice(2);
const load = (name) => require(modules + '/' + name);
const PouchDB = load('pouchdb-core')
  .plugin(load('pouchdb-adapter-memory'))
  .plugin(load('pouchdb-adapter-http'))
  .plugin(load('pouchdb-replication'));

(async () => {
  const writer = new PouchDB('writer', { adapter: 'memory' });
  const reader = new PouchDB('reader', { adapter: 'memory' });
  const form = { _id: 'form', form: 'domestic-abuse' };
  const all = JSON.parse(require('fs').readFileSync(edits, 'utf8'));
  const per = Number(each);
  for (let i = 0; i < all.length; i++) {
    form[all[i][0]] = all[i][1];
    form._rev = (await writer.put(form)).rev;
    if ((i + 1) % per === 0 || i + 1 === all.length) {
      await writer.replicate.to(up);
      await reader.replicate.from(down);
    }
  }
  const got = await reader.get('form');
  if (all.some(([field]) => got[field] === undefined)) {
    throw new Error('the reader has not got every answer');
  }
  process.exit(0);
})().catch((failed) => {
  console.error(failed);
  process.exit(1);
});
