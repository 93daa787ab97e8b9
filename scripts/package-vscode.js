/**
 * node scripts/package-vscode.js [file]
 *
 * Writes the extension of editors/vscode as a .vsix file: the bundled program, its manifest and grammar in
 * a zip. Default: out/cidery-vscode.vsix.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { strToU8, zipSync } from "fflate";
import { rolldown } from "rolldown";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(root, "editors/vscode");
const [target = join(root, "out/cidery-vscode.vsix")] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

const xml = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const VSIX = `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${xml(manifest.name)}" Version="${xml(manifest.version)}" Publisher="${xml(manifest.publisher)}" />
    <DisplayName>${xml(manifest.displayName)}</DisplayName>
    <Description xml:space="preserve">${xml(manifest.description)}</Description>
    <Categories>${xml(manifest.categories.join(","))}</Categories>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${xml(manifest.engines.vscode)}" />
    </Properties>
    <License>extension/LICENSE</License>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code" /></Installation>
  <Dependencies />
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true" />
  </Assets>
</PackageManifest>
`;
const TYPES = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${[
  "json",
  "js",
  "md",
  "vsixmanifest",
]
  .map(
    (ending) =>
      `<Default Extension="${ending}" ContentType="${ending === "json" ? "application/json" : ending === "vsixmanifest" ? "text/xml" : "text/plain"}" />`,
  )
  .join("")}<Override PartName="/extension/LICENSE" ContentType="text/plain" /></Types>
`;

const bundle = await rolldown({
  input: join(folder, "extension.ts"),
  platform: "node",
  external: ["vscode"],
});
const { output } = await bundle.generate({
  format: "cjs",
  minify: true,
  codeSplitting: false,
});
await bundle.close();

const own = (name) => readFileSync(join(folder, name));
mkdirSync(dirname(target), { recursive: true });
writeFileSync(
  target,
  zipSync({
    "[Content_Types].xml": strToU8(TYPES),
    "extension.vsixmanifest": strToU8(VSIX),
    "extension/extension.js": strToU8(output[0].code),
    "extension/package.json": own("package.json"),
    "extension/language-configuration.json": own("language-configuration.json"),
    "extension/syntaxes/cid.tmLanguage.json": own("syntaxes/cid.tmLanguage.json"),
    "extension/README.md": own("README.md"),
    "extension/LICENSE": readFileSync(join(root, "LICENSE")),
  }),
);
console.log(`${target} is written`);
