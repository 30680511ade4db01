// Writes the examples of the CommonMark specification as JSON: `[{ markdown, html, section, number }]`.
import { createRequire } from "node:module";

const spec = createRequire(import.meta.url)("commonmark-spec");
console.log(JSON.stringify(spec.tests));
