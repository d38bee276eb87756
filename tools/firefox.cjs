// Loaded into the program that Playwright drives browsers with; see `driver` in servers.py.
// It asks every browser to take on a colour scheme and the like; Firefox knows no such command yet,
// refuses, and no page opens. Here it is asked something that changes nothing instead.
const { Module } = require("node:module");

const compile = Module.prototype._compile;
Module.prototype._compile = function (code, file, ...more) {
  const known = file.endsWith("coreBundle.js")
    ? code.replaceAll('"emulation.setMediaFeaturesOverride"', '"session.status"')
    : code;
  return compile.call(this, known, file, ...more);
};
