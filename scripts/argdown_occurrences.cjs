// Prints what Argdown's own parser finds in a file: its errors, statements, arguments, and every
// relation where it is written. Run by argdown_agreement.py; needs @argdown/node.
const { createRequire } = require("module");
const path = require("path");
const { argdown } = createRequire(path.join(process.cwd(), "package.json"))("@argdown/node");

const KINDS = {
  incomingSupport: "+>", outgoingSupport: "+", incomingAttack: "->", outgoingAttack: "-",
  incomingUndercut: "_>", outgoingUndercut: "_", contradiction: "><",
};

const reference = (node) => {
  if (node.argument) return `<${node.argument.title}>`;
  const members = node.equivalenceClass ? node.equivalenceClass.members : [];
  const title = node.equivalenceClass ? node.equivalenceClass.title : null;
  if (title && !/^Untitled \d+$/.test(title)) return `[${title}]`;
  return members.map((one) => one.text).find((one) => one && one.trim()) || "";
};

const walk = (node, parent, found) => {
  const owner = ["statement", "argument"].includes(node.name) ? node : parent;
  for (const child of node.children || []) {
    if (!child || !child.children) continue;
    const sign = KINDS[child.name];
    if (sign) {
      const member = child.children.find((one) => ["statement", "argument"].includes(one.name));
      found.push([owner ? reference(owner) : "--", sign, member ? reference(member) : "?"]);
    }
    walk(child, child.name === "inference" ? null : owner, found);
  }
};

(async () => {
  const loaded = await argdown.load({
    inputPath: process.argv[2], process: ["load-file", "parse-input", "build-model"], logLevel: "silent",
  });
  const result = Array.isArray(loaded) ? loaded[0] : loaded;
  const relations = [];
  walk(result.ast, null, relations);
  const errors = ["lexerErrors", "parserErrors", "exceptions"].flatMap((key) => result[key] || []);
  console.log(JSON.stringify({
    errors: errors.map((one) => String(one.message || one)),
    statements: Object.values(result.statements).map((one) => [
      /^Untitled \d+$/.test(one.title) ? "" : one.title,
      one.members.map((member) => member.text).find((text) => text && text.trim()) || "",
    ]),
    arguments: Object.keys(result.arguments),
    relations,
  }));
})();
