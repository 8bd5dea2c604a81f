// The labs' data that outcomes are computed from: fetched when Python wants it, for its worker reaches
// no network.
import { parts } from "../../shell/asset_urls.js";
import { fetchBytes } from "../../python/lab_data.js";

// names: of files. Gives each to Python; returns those that did not come.
export async function supplyLabs(python, names) {
  const places = new Map(parts.supplies.map(([name, ...where]) => [name, where]));
  const missing = [];
  await Promise.all(names.map(async (name) => {
    try {
      await python.ask({ type: "supply", name, bytes: await fetchBytes(name, ...places.get(name)) });
    } catch (error) {
      if (!error.reason) throw error;
      console.info(`hunch: ${error.message}`);
      missing.push(name);
    }
  }));
  return missing;
}
