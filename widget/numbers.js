// @ts-check
/** Emergency numbers that show without any server. A test keeps them equal to content/numbers.yml. */

/** @type {Record<string, string>} Numbers, best first: the countries that use them. */
const NUMBERS = {
  "999 112": "GB IE", "911": "US CA", "000": "AU", "111": "NZ", "112 108": "IN", "112 10177": "ZA", "995": "SG",
  "112": "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IT LT LU LV MT NL PL PT RO SE SI SK",
};
/** Where the country is not known one of these works nearly everywhere. */
const ANYWHERE = "999 112 911";

/** @param {string} country an ISO code, or "" @returns {string[]} */
export function emergencyNumbers(country) {
  const known = Object.keys(NUMBERS).find((numbers) => NUMBERS[numbers].split(" ").includes(country.toUpperCase()));
  return (known ?? ANYWHERE).split(" ");
}
