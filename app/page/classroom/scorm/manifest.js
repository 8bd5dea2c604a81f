// What a learning-management system reads of a package: `imsmanifest.xml` of SCORM 1.2 (ADL, SCORM
// Content Aggregation Model 1.2, section 2.3).
const NAMESPACES = {
  "xmlns": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
  "xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
};
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
const UNFIT = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu; // for any XML

// identifier: a name as XML has it, the same for the same assignment. start: the file that opens the
// page; files: all of the package, but the manifest.
export function manifest({ identifier, title, start, files }) {
  const named = element("title", {}, [escaped(title)]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("manifest", { identifier, version: "1.0", ...NAMESPACES }, [
    element("metadata", {}, [element("schema", {}, ["ADL SCORM"]), element("schemaversion", {}, ["1.2"])]),
    element("organizations", { default: "organization" }, [
      element("organization", { identifier: "organization" }, [
        named,
        element("item", { identifier: "assignment", identifierref: "page", isvisible: "true" }, [named]),
      ]),
    ]),
    element("resources", {}, [
      element("resource", { identifier: "page", type: "webcontent", "adlcp:scormtype": "sco", href: start },
        files.map((href) => element("file", { href }, []))),
    ]),
  ])}\n`;
}

function element(name, attributes, parts) {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`).join("");
  return parts.length ? `<${name}${said}>${parts.join("")}</${name}>` : `<${name}${said}/>`;
}

// A text within XML or HTML.
export const escaped = (text) => text.replace(UNFIT, "\ufffd").replace(/[&<>"']/g, (sign) => ENTITIES[sign]);
