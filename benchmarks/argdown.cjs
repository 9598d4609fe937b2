// Prints how many seconds of CPU Argdown's own parser takes for a file, as JSON: one number for each
// run. Run by reading.py in a folder where @argdown/core is installed.
const { createRequire } = require("module");
const path = require("path");
const installed = createRequire(path.join(process.cwd(), "package.json"));
const { argdown } = installed("@argdown/core/dist/argdown.js");

const input = require("fs").readFileSync(process.argv[2], "utf8");
const seconds = [];
for (let run = 0; run < Number(process.argv[3]); run++) {
  const start = process.cpuUsage();
  argdown.run({ input, process: ["parse-input", "build-model"], logLevel: "error" });
  const { user, system } = process.cpuUsage(start);
  seconds.push((user + system) / 1e6);
}
console.log(JSON.stringify(seconds));
