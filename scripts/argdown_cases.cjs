// Reads a JSON list of texts and prints what Argdown's own parser makes of each, in the shape of its
// JSON export; null for a text that it rejects. Run by argdown_cases.py; needs @argdown/core.
const { createRequire } = require("module");
const path = require("path");
const installed = createRequire(path.join(process.cwd(), "package.json"));
const { argdown } = installed("@argdown/core/dist/argdown.js");
const { stringifyArgdownData } = installed("@argdown/core");

const read = (input) => {
  const result = argdown.run({
    input, process: ["parse-input", "build-model"], logLevel: "silent", throwExceptions: true,
  });
  const errors = ["lexerErrors", "parserErrors", "exceptions"].flatMap((key) => result[key] || []);
  if (errors.length) return null;
  const { frontMatter, statements, arguments: args, relations, sections, tags } = result;
  return JSON.parse(stringifyArgdownData({
    frontMatter, statements, arguments: args, relations, sections, tags,
  }));
};

const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const answers = texts.map((text) => {
  try {
    return read(text);
  } catch (error) {
    return null;
  }
});
process.stdout.write(JSON.stringify(answers));
