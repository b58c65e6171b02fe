// Checks documents against a JSON schema (draft-07). In: {"folder": of node_modules, "schema": {}, "documents": [{name, json}]}; out: [{name, problems: [text]}].
const fs = require('fs');
const path = require('path');

const asked = JSON.parse(fs.readFileSync(0, 'utf8'));
const Ajv = require(path.join(asked.folder, 'ajv')).default;
const valid = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true }).compile(asked.schema);
process.stdout.write(JSON.stringify(asked.documents.map(document => ({
  name: document.name,
  problems: valid(document.json) ? [] : valid.errors.filter(e => e.keyword !== 'if').map(e => `${e.instancePath || '/'} ${e.message}${e.params.additionalProperty ? ' ' + e.params.additionalProperty : ''}`),
}))));
