/* The addresses of pictures that come from other websites: dragged from there, or pasted. */

/** Returns the addresses of the pictures in what was dropped or pasted, else those that it consists of. */
export function addresses(transfer) {
  const page = new DOMParser().parseFromString(transfer.getData("text/html"), "text/html");
  /* Pictures among words are a part of a page, not what somebody meant to bring. */
  const pictures = page.body.textContent.trim() ? [] : [...page.images].map((img) => img.getAttribute("src"));
  const text = transfer.getData("text/plain").trim();
  const links = [...transfer.getData("text/uri-list").split(/[\r\n]+/), /\s/.test(text) ? "" : text];
  return [pictures, links].map(elsewhere).find((found) => found.length) ?? [];
}

/** Returns a short name for an address: its file and its website. */
export function called(address) {
  if (!URL.canParse(address)) return address;
  const { host, pathname } = new URL(address);
  const file = pathname.split("/").pop();
  return file ? `${readable(file)} (${host})` : host;
}

function readable(file) {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}

/* What lies on this site is here already. */
function elsewhere(texts) {
  const urls = texts.filter((text) => text && URL.canParse(text)).map((text) => new URL(text));
  const outside = urls.filter((url) => /^https?:$/.test(url.protocol) && url.origin !== location.origin);
  return [...new Set(outside.map((url) => url.href))];
}
