// Stands in for Electron's default application, which the packaged runtime lacks: starts the application whose folder is
// the first argument that is not a switch.
const { app } = require('electron');
const path = require('node:path');

const folder = path.resolve(
  process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.',
);
const description = require(path.join(folder, 'package.json'));
app.setAppPath(folder);
app.setName(description.productName ?? description.name);
app.setVersion(description.version);
require(path.join(folder, description.main));
